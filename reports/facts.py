"""Read a finished record: what it says, or that it does not say."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

NOT_RECORDED = "not recorded"

Facts = Mapping[str, Any]


def said(facts: Facts | None, *path: str, absent: str = NOT_RECORDED) -> str:
    """Return the text at a path of keys; a fact that is missing says so on paper.

    >>> said({"order": {"route": "intravenous"}}, "order", "route")
    'intravenous'
    >>> said({"order": {}}, "order", "rate")
    'not recorded'
    """
    found: Any = facts
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return as_text(found) or absent


def as_text(value: object) -> str:
    """Spell a value of the record: yes and no for truth, a list with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(filter(None, map(as_text, value)))
    return str(value)


def listed(facts: Facts | None, *path: str) -> list[Any]:
    """Return the list at a path of keys, empty when there is none."""
    found: Any = facts
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return list(found or [])


class LocalTime:
    """Spells the record's UTC instants in the facility's own zone."""

    def __init__(self, zone: str) -> None:
        self.name = zone
        self._zone = ZoneInfo(zone)

    def minute(self, instant: str | None) -> str:
        """As on labels: 2026-11-27 09:12 EST."""
        return self._spelt(instant, "%Y-%m-%d %H:%M %Z")

    def second(self, instant: str | None) -> str:
        """As for signatures: 2026-11-27 09:12:05 EST."""
        return self._spelt(instant, "%Y-%m-%d %H:%M:%S %Z")

    def clock(self, instant: str | None) -> str:
        """The time of day alone, for the rows of one day's work."""
        return self._spelt(instant, "%H:%M:%S")

    def _spelt(self, instant: str | None, form: str) -> str:
        if not instant:
            return NOT_RECORDED
        if len(instant) == len("2026-11-27"):
            return instant  # a day without an hour has no zone to be told in
        return datetime.fromisoformat(instant).astimezone(self._zone).strftime(form)
