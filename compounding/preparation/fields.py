"""How a field of an order's form is read: ValueError says beside the field what is wrong."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from compounding.preparation.errors import OrderRefused

LONGEST = 200


def required(text: str) -> str:
    """One line of plain text that may not be empty."""
    if not text:
        message = "This is needed."
        raise ValueError(message)
    return short(text)


def reason_given(text: str, field: str = "reason") -> str:
    """Why something is done, in one line, blanks run together.  Raises OrderRefused."""
    try:
        return required(" ".join(text.split()))
    except ValueError as trouble:
        message = "Say why; the reason stays with the order." if not text.strip() else str(trouble)
        raise OrderRefused({field: message}) from None


def short(text: str) -> str:
    """One line of plain text."""
    if len(text) > LONGEST:
        message = f"At most {LONGEST} characters."
        raise ValueError(message)
    if any(ord(sign) < ord(" ") for sign in text):
        message = "Only one line of plain text."
        raise ValueError(message)
    return text


def calendar_day(text: str) -> str:
    """A birth date as 1980-01-31."""
    try:
        datetime.strptime(text, "%Y-%m-%d")  # noqa: DTZ007 # a birth date has no zone
    except ValueError:
        message = "Write the date as 1980-01-31."
        raise ValueError(message) from None
    return text


def local_instant(text: str, zone: str) -> datetime:
    """A local date and time of the facility, as a browser's field writes it."""
    try:
        local = datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 # the zone is put on below
    except ValueError:
        message = "Write date and time as 2026-11-23T14:30."
        raise ValueError(message) from None
    return local.replace(tzinfo=ZoneInfo(zone))
