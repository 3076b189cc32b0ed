"""How something was stored: as cold, or as cool, as its label asks, all the time or not.

A manufacturer's product may pass out of its range for a while, if its mean kinetic temperature
stays low. A preparation may not: nothing saves it once it left the condition of its beyond-use date
(T-9). What a reason costs here is the thing stored: Effect.NOTHING means that it may not be used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from beyond_use.cadence import cadence, daily
from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked, held, keeps, limit_told
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge
from beyond_use.temperature_log import Stretch, hottest_working, longest_above
from formulas.quantity import Quantity
from formulas.working import Working

__all__ = [
    "Condition",
    "Heat",
    "Monitor",
    "Stretch",
    "dry_place",
    "heat",
    "mean_kinetic",
    "monitor",
    "stored",
]

_QUARANTINE = Otherwise(
    Effect.NOTHING,
    "Do not use it: quarantine it and ask its maker, or discard it",
    "the designated person, with the maker's word",
)
_DISCARD = Otherwise(
    Effect.NOTHING,
    "Do not use it: it was kept outside the condition of its beyond-use date",
    "nobody: make it again",
)
_SILENT = Otherwise(
    Effect.NOTHING,
    "Find the missing readings before it is used",
    "whoever finds the readings, or the designated person",
)
_READ = Otherwise(Effect.NOTED, "Read it and write it down", "whoever reads it")
_VERIFY = Otherwise(Effect.NOTED, "Have it verified against a standard", "whoever verifies it")
_DRY = Otherwise(Effect.NOTED, "Store it where it is dry", "whoever moves it")


class Condition(StrEnum):
    """What a label asks for."""

    FREEZER = "freezer"
    REFRIGERATOR = "refrigerator"
    ROOM = "controlled room temperature"
    COOL = "cool"


class Heat(StrEnum):
    """What more than room temperature is called."""

    NONE = "neither warm nor hot"
    WARM = "warm"
    EXCESSIVE = "excessive heat"


@dataclass(frozen=True)
class Monitor:
    """What watches a store: how, when it was last read, and when it was verified."""

    name: str
    continuous: bool | None
    read_on: date | None
    verified_on: date | None
    maker_day: date | None = None


_RULES = {
    Condition.FREEZER: "T-1",
    Condition.REFRIGERATOR: "T-2",
    Condition.ROOM: "T-3",
    Condition.COOL: "T-4",
}
_PASSING = {Condition.REFRIGERATOR, Condition.ROOM}


def stored(
    condition: Condition, log: Sequence[Stretch], law: Law, *, compounded: bool
) -> tuple[Reason, ...]:
    """Judge a log of temperatures against a label; ``compounded`` marks a preparation.

    Raises BadFacts for an empty log, OutOfRange for a temperature that no store has.
    """
    if not log:
        trouble = f"The log of the {condition} is empty"
        raise BadFacts(trouble)
    heard = [one.degrees for one in log if one.degrees is not None]
    whole = len(heard) == len(log)
    complete = asked(law.row(_RULES[condition], "warmest"), whole or None, "Log whole", _SILENT)
    coldest, warmest = min(heard, default=None), max(heard, default=None)
    if condition in _PASSING and not compounded:
        judged = _passing(condition, log, (coldest, warmest), law)
    elif compounded:
        judged = _compounded(condition, (coldest, warmest), law)
    else:
        judged = _steady(condition, (coldest, warmest), law, _QUARANTINE)
    return (*judged, complete)


def mean_kinetic(condition: Condition, log: Sequence[Stretch], law: Law) -> Working | None:
    """Reckon the mean kinetic temperature of the worst window of a log (T-7, T-8).

    None where no temperature is known. Raises BadFacts for a condition that knows none.
    """
    if condition not in _PASSING:
        trouble = f"No mean kinetic temperature is taken of what is stored {condition}"
        raise BadFacts(trouble)
    return hottest_working(log, _window(condition, law))


def heat(degrees: Decimal, law: Law) -> Heat:
    """Say whether a temperature is warm or excessive heat (T-5)."""
    if not keeps(law.row("T-5", "warmest"), degrees):
        return Heat.EXCESSIVE
    return Heat.WARM if keeps(law.row("T-5", "coldest"), degrees) else Heat.NONE


def dry_place(humidity: Quantity | None, temperature: Quantity | None, law: Law) -> Reason:
    """Judge whether a place is dry by its mean humidity (T-6).

    In warmer air the same relative humidity holds more water, so there it is not known. Raises
    WrongUnit where a reading is of another kind.
    """
    row = law.row("T-6", "mean humidity")
    cool = keeps(law.row("T-6", "temperature"), temperature, "temperature")
    if cool:
        return held(row, humidity, "Mean relative humidity", _DRY)
    at = limit_told(law.row("T-6", "temperature"))
    says = f"Mean relative humidity: told of no place {at}, so not known. {_DRY.do}."
    return judge(row, met=None, costs=_DRY.costs, says=says, lifted_by=_DRY.lifted_by)


def monitor(
    facts: Monitor, open_days: Sequence[date], today: date, law: Law
) -> tuple[Reason, Reason]:
    """Judge a monitor: read on each day the site is open, or recording, and verified (T-11).

    Raises BadFacts where something is written down for a day to come.
    """
    row = law.row("T-11")
    due = daily(facts.read_on, open_days, today)
    read = None if facts.read_on is None else due.current
    met = True if facts.continuous else read
    what = f"{facts.name}, recording all the time or read on each open day"
    verified = cadence(facts.verified_on, row, today, law)
    late = facts.maker_day is not None and today > facts.maker_day
    good = None if facts.verified_on is None else verified.current and not late
    return (
        asked(row, met, what, _READ),
        asked(row, good, f"{facts.name}, verification in date ({verified.told})", _VERIFY),
    )


def _steady(
    condition: Condition,
    seen: tuple[Decimal | None, Decimal | None],
    law: Law,
    otherwise: Otherwise,
) -> tuple[Reason, ...]:
    """Judge a range that is never left."""
    rule = _RULES[condition]
    return tuple(
        held(law.row(rule, part), fact, f"{condition.capitalize()}, {part}", otherwise)
        for part, fact in zip(("coldest", "warmest"), seen, strict=True)
    )


def _compounded(
    condition: Condition, seen: tuple[Decimal | None, Decimal | None], law: Law
) -> tuple[Reason, ...]:
    """Judge a preparation: no mean kinetic temperature saves it (T-9)."""
    steady = _steady(condition, seen, law, _DISCARD)
    kept = None if None in seen else all(reason.met for reason in steady)
    what = "Kept in the condition of its beyond-use date all the time"
    return (*steady, asked(law.row("T-9"), kept, what, _DISCARD))


def _passing(
    condition: Condition,
    log: Sequence[Stretch],
    seen: tuple[Decimal | None, Decimal | None],
    law: Law,
) -> tuple[Reason, ...]:
    """Judge a range that may be left for a while: how far, how long, and the mean kinetic."""
    rule, named = _RULES[condition], condition.capitalize()
    coldest, warmest = seen
    begins, back = law.row(rule, "spike begins above"), law.row(rule, "warmest")
    spike = None if coldest is None else longest_above(log, begins.number, back.number)
    kinetic = mean_kinetic(condition, log, law)
    found = {
        "coldest in passing": coldest,
        "warmest spike": warmest,
        "length of a spike": spike,
        "mean kinetic temperature": None if kinetic is None else kinetic.result,
    }
    return tuple(
        held(law.row(rule, part), fact, f"{named}, {part}", _QUARANTINE)
        for part, fact in found.items()
    )


def _window(condition: Condition, law: Law) -> timedelta:
    row: Row = law.row("T-8", condition)
    figure = int(row.number)
    return timedelta(days=figure) if row.unit == "day" else timedelta(hours=figure)
