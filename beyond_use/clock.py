"""How time is counted: elapsed hours, careful days, minutes rounded down, hours on the label.

The chapter is silent on these; they are the house's own conventions TM-1 to TM-4, each chosen so
that no reading of the rule is ever exceeded.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from beyond_use.errors import BadFacts

ONE_DAY = timedelta(days=1)
_LAST_MINUTE = time(23, 59)


def place_of(zone: str) -> ZoneInfo:
    """Give the time zone of the pharmacy, by its name such as America/New_York."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones is none
        trouble = f"{zone!r} is no time zone"
        raise BadFacts(trouble) from None


def aware(instant: datetime, what: str) -> datetime:
    """Give an instant in UTC; refuse one without a zone."""
    if instant.tzinfo is None:
        trouble = f"The {what} {instant.isoformat()} does not say its time zone"
        raise BadFacts(trouble)
    return instant.astimezone(UTC)


def after_days(start: datetime, days: int, zone: str) -> datetime:
    """Give the end of so many days, counted the careful way (TM-2).

    They end at the earlier of elapsed time and the same wall-clock time so many days later; the
    two differ only when the clocks change in between. Where the clocks show that time twice, the
    first counts; where they leave it out, it is read by the clock before and after, and the earlier
    counts. Hours are simply elapsed hours (TM-1).
    """
    lasts = timedelta(days=days)
    shown = start.astimezone(place_of(zone)) + lasts
    return min(start + lasts, *(shown.replace(fold=fold).astimezone(UTC) for fold in (0, 1)))


def floor_minute(instant: datetime) -> datetime:
    """Round an instant down to its minute (TM-4)."""
    return instant.replace(second=0, microsecond=0)


def end_of_day(day: date, zone: str) -> datetime:
    """Give the last minute of a local day: how long something that expires that day may be used.

    Where the clocks go back at midnight, the day's last hour comes twice and ends with the second;
    where they go forward over it, the day ends before it (fold 1 of the standard library is both).
    """
    shown = datetime.combine(day, _LAST_MINUTE, place_of(zone)).replace(fold=1)
    return shown.astimezone(UTC)


def local_text(instant: datetime, zone: str) -> str:
    """Print an instant at its place, with the hour and the zone: 2026-11-27 09:12 EST."""
    return f"{instant.astimezone(place_of(zone)):%Y-%m-%d %H:%M %Z}"


def last_whole_day(until: datetime, zone: str) -> date:
    """Give the last local day wholly inside a date, all that a label without the hour may say."""
    day = until.astimezone(place_of(zone)).date()
    return day if floor_minute(until) >= end_of_day(day, zone) else day - ONE_DAY
