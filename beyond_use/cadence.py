"""When is it due again? What must be done every so many days, months or years, or every day.

A clock runs from the last sample taken, or the last act done, never from its result. It is still in
date on the due day itself and overdue the day after. Months and years end on the same day of the
month, or on the last one where the month is shorter: 31 August and six months is 28 February, in a
leap year the 29th (TM-5, TM-6). Daily means each local day on which something is compounded (TM-7).
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.law import Law, in_force_on

__all__ = ["Due", "DueState", "cadence", "daily", "due_day", "length_told"]

_MONTHS = {"month": 1, "year": 12}


class DueState(StrEnum):
    """Where a clock stands today."""

    IN_DATE = "in date"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    NEVER = "never"


@dataclass(frozen=True)
class Due:
    """What a clock says today.

    ``due`` is the last day in date; it is None where the thing was never done, and where a daily
    task waits for the next compounding day. ``days_left`` is negative once overdue. ``warning`` is
    the narrowest of the law's warning days that has been reached: of 30, 14 and 7 it is 14 with ten
    days left.
    """

    state: DueState
    due: date | None
    days_left: int | None
    warning: int | None = None

    @property
    def current(self) -> bool:
        """Tell whether it was done and is not overdue: in date, or due soon."""
        return self.state in {DueState.IN_DATE, DueState.DUE_SOON}

    @property
    def told(self) -> str:
        """Say it in words: due 2026-12-01, in 9 days."""
        if self.due is None or self.days_left is None:
            return "never done" if self.state is DueState.NEVER else "done"
        if self.days_left == 0:
            return f"due {self.due}, today"
        return f"due {self.due}, {_days(self.days_left)}"


def cadence(last: date | None, every: Row, today: date, law: Law | None = None) -> Due:
    """Say when something last done on ``last`` is due again, by a row in days, months or years.

    The days of warning are those of ``law``, or else of the law in force today (TM-6). Raises
    BadFacts where it was last done after today, or the row is no length of days.
    """
    if last is None:
        return Due(DueState.NEVER, None, None)
    _refuse_future(last, today)
    due = due_day(last, every)
    steps = _warning_days(law or in_force_on(today), (due - last).days)
    return _due(due, today, steps)


def due_day(last: date, every: Row) -> date:
    """Give the last day in date after ``last``. Raises BadFacts where the row is no such length."""
    if every.unit == "day":
        return last + timedelta(days=int(every.number))
    if every.unit in _MONTHS:
        return _after_months(last, int(every.number) * _MONTHS[every.unit])
    trouble = f"{every.rule} is {every.value} {every.unit}, which is no number of days or months"
    raise BadFacts(trouble)


def length_told(every: Row) -> str:
    """Say a row's length of time in words: 6 months, 1 day, 4 hours."""
    unit = "hour" if every.unit == "h" else every.unit
    return f"{every.value} {unit}{'' if every.number == 1 else 's'}"


def daily(last: date | None, compounding_days: Iterable[date], today: date) -> Due:
    """Say when a daily task last done on ``last`` is due: the next day of compounding after it.

    ``compounding_days`` are local days; give today among them where something is, or is about to
    be, compounded today. Raises BadFacts where it was last done after today.
    """
    if last is None:
        return Due(DueState.NEVER, None, None)
    _refuse_future(last, today)
    waiting = [day for day in compounding_days if last < day <= today]
    return _due(min(waiting), today, ()) if waiting else Due(DueState.IN_DATE, None, None)


def _due(due: date, today: date, steps: Iterable[int]) -> Due:
    """Say where the clock stands; the due day itself always warns."""
    left = (due - today).days
    if left < 0:
        return Due(DueState.OVERDUE, due, left)
    reached = [step for step in steps if left <= step]
    soon = bool(reached) or left == 0
    state = DueState.DUE_SOON if soon else DueState.IN_DATE
    return Due(state, due, left, min(reached, default=None))


def _warning_days(law: Law, length: int) -> tuple[int, ...]:
    """Give the days of warning that fit: one longer than half the clock would always warn."""
    steps = (int(row.number) for row in law.rows if row.rule == "TM-6")
    return tuple(step for step in steps if 2 * step <= length)


def _after_months(last: date, months: int) -> date:
    years, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    day = min(last.day, calendar.monthrange(years, month + 1)[1])
    return date(years, month + 1, day)


def _refuse_future(last: date, today: date) -> None:
    if last > today:
        trouble = f"It is written down as done on {last}, which is after today, {today}"
        raise BadFacts(trouble)


def _days(left: int) -> str:
    count = abs(left)
    days = "1 day" if count == 1 else f"{count} days"
    return f"in {days}" if left > 0 else f"{days} ago"
