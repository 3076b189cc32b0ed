"""The end of a length of time, of a row of the law or a cited one, counted from an instant."""

from datetime import datetime, timedelta

from beyond_use.cadence import due_day
from beyond_use.clock import ONE_DAY, after_days, aware, place_of
from beyond_use.edition import Row
from beyond_use.errors import BadFacts

_ELAPSED = {"min": timedelta(minutes=1), "h": timedelta(hours=1)}
_CALENDAR = frozenset({"month", "year"})


def end_of_row(since: datetime, row: Row, zone: str) -> datetime:
    """Give the end of a row in minutes, hours, days, months or years, in UTC.

    Minutes and hours are elapsed (TM-1), days are counted the careful way (TM-2), months and years
    end at the same hour of the same day of the month, or of the last one (TM-5). Raises BadFacts
    where the row is no whole number of these.
    """
    started = aware(since, "start")
    if row.unit in _ELAPSED:
        return started + int(row.number * 60) * _ELAPSED[row.unit] / 60
    if row.number != int(row.number) or row.unit not in {"day", *_CALENDAR}:
        trouble = f"{row.rule} is {row.value} {row.unit}, which is no length of time here"
        raise BadFacts(trouble)
    if row.unit == "day":
        return after_days(started, int(row.number), zone)
    local = started.astimezone(place_of(zone))
    end = datetime.combine(due_day(local.date(), row), local.timetz())
    return min(aware(end.replace(fold=fold), "end") for fold in (0, 1))


def told(row: Row) -> str:
    """Say a length in words: 12 h, 1 day, 10 days."""
    unit = row.unit if row.unit in _ELAPSED or row.value == "1" else f"{row.unit}s"
    return f"{row.value} {unit}"


def end_of_length(since: datetime, lasts: timedelta, zone: str) -> datetime:
    """Count whole days the careful way: the source may have meant days or hours."""
    started = aware(since, "start")
    return started + lasts if lasts % ONE_DAY else after_days(started, lasts.days, zone)


def length_told(lasts: timedelta) -> str:
    """Say a length of time in days, or in hours and minutes."""
    if lasts % ONE_DAY:
        hours, rest = divmod(lasts, timedelta(hours=1))
        return f"{hours} h {rest // timedelta(minutes=1)} min" if rest else f"{hours} h"
    return "1 day" if lasts == ONE_DAY else f"{lasts.days} days"
