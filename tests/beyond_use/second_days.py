"""The day rules TM-1 to TM-6 counted a second time, by another road than the clock's own.

Everything here is whole seconds since 1970 and day numbers. What a zone adds to them comes out of
a table of its offsets, read off once; days, months and leap years are reckoned on paper. Nothing of
beyond_use is used, and no arithmetic of dates or zones of the standard library.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

MINUTE, HOUR, DAY = 60, 3600, 86400
FIRST, LAST = 1_577_836_800, 2_303_683_200  # 2020 to 2043
NEAR = 2 * DAY
LONG_MONTHS = (1, 3, 5, 7, 8, 10, 12)


@dataclass(frozen=True)
class Offsets:
    """What the clocks of a zone are ahead of UTC, each from an instant on."""

    since: tuple[int, ...]
    ahead: tuple[int, ...]

    def at(self, instant):
        return self.ahead[bisect_right(self.since, instant) - 1]

    def shown(self, instant):
        """Seconds since 1970 as the clock on the wall shows them."""
        return instant + self.at(instant)

    def around(self, shown):
        """Every offset that may have made the clock show this."""
        return {self.at(shown - NEAR), self.at(shown), self.at(shown + NEAR)}


@cache
def offsets(zone):
    """Read the table off the zone: a day at a time, then halving down to the second."""
    place = ZoneInfo(zone)

    def ahead(instant):
        return int(datetime.fromtimestamp(instant, place).utcoffset().total_seconds())

    since, found = [FIRST], [ahead(FIRST)]
    for day in range(FIRST, LAST, DAY):
        if ahead(day + DAY) == ahead(day):
            continue
        before, after = day, day + DAY
        while after - before > 1:
            middle = (before + after) // 2
            before, after = (middle, after) if ahead(middle) == found[-1] else (before, middle)
        since.append(after)
        found.append(ahead(after))
    return Offsets(tuple(since), tuple(found))


def to_the_minute(instant):
    """Down to the minute (TM-4)."""
    return instant - instant % MINUTE


def after_hours(start, hours):
    """Elapsed hours (TM-1)."""
    return start + hours * HOUR


def after_days(start, days, zone):
    """The earlier of elapsed days and the same time on the wall so many days later (TM-2)."""
    wanted = offsets(zone).shown(start) + days * DAY
    return min(shown_at(wanted, zone), start + days * DAY)


def shown_at(wanted, zone):
    """When the wall shows a time: the first time if twice.

    One the clocks leave out is taken by the clock before and the clock after, and the earlier
    counts.
    """
    there = offsets(zone)
    possible = [wanted - ahead for ahead in there.around(wanted)]
    met = [instant for instant in possible if there.shown(instant) == wanted]
    return min(met or possible)


def end_of_day(year, month, day, zone):
    """The last minute that belongs to a day on the wall, found minute by minute from behind."""
    there = offsets(zone)
    number = day_number(year, month, day)
    minute = (number + 1) * DAY - min(there.around((number + 1) * DAY))
    while there.shown(minute) // DAY != number:
        minute -= MINUTE
    return minute


def end_of_month(year, month, zone):
    """A month as expiry ends with its last day (BUD-16)."""
    return end_of_day(year, month, length_of_month(year, month), zone)


def last_whole_day(until, zone):
    """The number of the last day of which no minute comes after an instant (TM-3).

    Counted minute by minute: whether the wall shows that day again before three hours are over.
    """
    there = offsets(zone)
    last = to_the_minute(until)
    day = there.shown(last) // DAY
    later = range(last + MINUTE, last + 3 * HOUR, MINUTE)
    again = any(there.shown(minute) // DAY <= day for minute in later)
    return day - 1 if again else day


def after_months(year, month, day, months):
    """The same day so many months later, or the last day of a shorter month (TM-5)."""
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return year, month, min(day, length_of_month(year, month))


def after_months_at(start, months, zone):
    """The same time on the wall of the day so many months later (TM-5)."""
    number, time = divmod(offsets(zone).shown(start), DAY)
    later = after_months(*date_of(number), months)
    return shown_at(day_number(*later) * DAY + time, zone)


def date_of(number):
    """Year, month and day of a day number, counted off from 1970."""
    year, month = 1970, 1
    while number >= (366 if is_leap(year) else 365):
        number -= 366 if is_leap(year) else 365
        year += 1
    while number >= length_of_month(year, month):
        number -= length_of_month(year, month)
        month += 1
    return year, month, number + 1


def length_of_month(year, month):
    if month == 2:
        return 29 if is_leap(year) else 28
    return 31 if month in LONG_MONTHS else 30


def is_leap(year):
    return year % 400 == 0 or (year % 4 == 0 and year % 100 != 0)


@cache
def year_number(year):
    """Days from 1970 to the first of January."""
    return sum(366 if is_leap(one) else 365 for one in range(1970, year))


def day_number(year, month, day):
    """Days from the first of January 1970."""
    return year_number(year) + sum(length_of_month(year, one) for one in range(1, month)) + day - 1
