"""Days and windows as filters in the address name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

LONGEST = timedelta(days=31)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """Whole days by the facility's clock, first and last included."""

    first: date
    last: date
    zone: ZoneInfo

    @property
    def start(self) -> datetime:
        """Midnight before the first day; a day of the clock change has 23 or 25 hours."""
        return datetime.combine(self.first, time(), self.zone)

    @property
    def end(self) -> datetime:
        """Midnight after the last day."""
        return datetime.combine(self.last + DAY, time(), self.zone)

    def moved(self, days: int) -> "Window":
        """The same length, some days earlier or later."""
        step = timedelta(days=days)
        return Window(self.first + step, self.last + step, self.zone)


def asked(args: Mapping[str, str], *names: str) -> dict[str, Any]:
    """The filter of an address: the named words only, for links that keep it."""
    return {name: args[name] for name in names if args.get(name)}


def window(first: str | None, last: str | None, now: datetime, zone: ZoneInfo) -> Window:
    """The window of two ISO dates; what is missing or unreadable is today, and 31 days at most."""
    today = now.astimezone(zone).date()
    begin = _day(first) or today
    end = _day(last) or max(begin, today if first is None else begin)
    if end < begin:
        begin, end = end, begin
    return Window(max(begin, end - LONGEST + DAY), end, zone)


def _day(text: str | None) -> date | None:
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if date(2000, 1, 1) <= found <= date(2199, 12, 31) else None
