"""Instants as the record writes them."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(instant: datetime) -> str:
    """ISO-8601 in UTC, to the millisecond, with Z."""
    text = instant.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")
