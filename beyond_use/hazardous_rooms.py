"""Rooms, hoods and stores for hazardous drugs, which must hold the drug in.

A room that is not negative enough holds nothing in, and nothing hazardous may be made there. One
that is too negative is out of its range and noted, but it still contains (HD-9). That the exhaust
passes no HEPA filter is no fault (HD-10), so nothing here asks for one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from beyond_use.figures import Otherwise, asked, held, value_in
from beyond_use.hood import HoodKind, Outage, after_outage
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge
from formulas.quantity import Quantity, show

__all__ = [
    "HazardousHood",
    "HazardousRoom",
    "HazardousUse",
    "Pressure",
    "ReceivingArea",
    "after_hazardous_outage",
    "containment",
    "hazardous_hood",
    "hazardous_room",
    "receiving",
]

_NO_PRESSURE = Fraction(0)
_STOP = Otherwise(
    Effect.NOTHING,
    "Stop hazardous work, raise the alarm and call the engineer",
    "the designated person, once the room contains again",
)
_TOO_STRONG = Otherwise(
    Effect.NOTED,
    "Raise the alarm and have it set back; the room still contains",
    "the engineer, once it is back in its range",
)
_AS_SEGREGATED = Otherwise(
    Effect.CATEGORY_1,
    "Treat the room as a containment segregated area, which is Category 1",
    "a certifier, once the air changes are back",
)
_HOOD = Otherwise(
    Effect.NOTHING, "Make nothing hazardous in it", "the designated person, with another hood"
)
_CHANGE = Otherwise(
    Effect.NOTED, "Have the room changed", "the designated person, once it is changed"
)
_UNPACK = Otherwise(
    Effect.NOTHING, "Unpack hazardous drugs elsewhere", "the designated person, with another area"
)


class HazardousUse(StrEnum):
    """What a room is for."""

    BUFFER = "hazardous-drug buffer room"
    SEGREGATED = "containment segregated area"
    NONSTERILE = "room for nonsterile hazardous drugs"
    STORAGE = "store for hazardous drugs"


class Pressure(StrEnum):
    """A pressure told without a figure."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


@dataclass(frozen=True)
class HazardousRoom:
    """A room as it stands. ``pressure`` is against its neighbour, ``changes`` each hour.

    ``hood_makes_pressure`` tells whether a hood keeps the room negative, ``hood_always_on`` that
    it runs day and night; the sink's distance is in metres. What is not known is None.
    """

    name: str
    use: HazardousUse
    pressure: Quantity | None = None
    changes: Decimal | None = None
    vented_outside: bool | None = None
    apart: bool | None = None
    never_interrupted: bool | None = None
    hood_makes_pressure: bool | None = None
    hood_always_on: bool | None = None
    sink_from_hood: Decimal | None = None
    sink_in_buffer: bool | None = None
    eyewash: bool | None = None


@dataclass(frozen=True)
class HazardousHood:
    """A hood for hazardous drugs: for sterile work or not, and where its air goes."""

    name: str
    kind: HoodKind | None
    sterile_work: bool
    vented_outside: bool | None = None
    two_filters_in_series: bool | None = None


@dataclass(frozen=True)
class ReceivingArea:
    """Where hazardous drugs are unpacked, and what happens to a damaged package."""

    name: str
    pressure: Pressure | None = None
    in_sterile_suite: bool | None = None
    damaged: bool | None = False
    damaged_sealed: bool | None = None
    damaged_to_hood: bool | None = None


_RULES = {
    HazardousUse.BUFFER: "HD-1",
    HazardousUse.SEGREGATED: "HD-2",
    HazardousUse.NONSTERILE: "HD-3",
    HazardousUse.STORAGE: "HD-4",
}
_CONTAINING = {HoodKind.BSC, HoodKind.BSC_III, HoodKind.CACI}


def hazardous_room(facts: HazardousRoom, law: Law) -> tuple[Reason, ...]:
    """Judge one room. Raises WrongUnit where its pressure is none."""
    return (*_holds(facts, law), *_always(facts, law), *_water(facts, law))


def containment(name: str, use: HazardousUse, pressure: Quantity | None, law: Law) -> Reason:
    """Judge whether a room is negative enough, and not too much. A store need only be negative."""
    rule = _RULES[use]
    value = value_in(law.row("HD-1", "weakest"), pressure, f"{name}, pressure")
    if use is HazardousUse.STORAGE:
        negative = None if value is None else value < _NO_PRESSURE
        return asked(law.row(rule), negative, f"{name}, negative", _STOP)
    weakest, strongest = law.row(rule, "weakest"), law.row(rule, "strongest")
    told = "not known" if pressure is None else show(pressure).replace("in_wc", "in. w.c.")
    said = f"{name}, pressure: {told}; from {weakest.value} to {strongest.value} in. w.c."
    if value is None:
        return judge(
            law.row("HD-9"),
            met=None,
            costs=_STOP.costs,
            says=f"{said} {_STOP.do}.",
            lifted_by=_STOP.lifted_by,
        )
    if Fraction(strongest.number) <= value <= Fraction(weakest.number):
        return judge(weakest, met=True, costs=Effect.NONE, says=said)
    otherwise = _TOO_STRONG if value < Fraction(strongest.number) else _STOP
    return judge(
        law.row("HD-9"),
        met=False,
        costs=otherwise.costs,
        says=f"{said} {otherwise.do}.",
        lifted_by=otherwise.lifted_by,
    )


def hazardous_hood(facts: HazardousHood, law: Law) -> tuple[Reason, ...]:
    """Judge a hood for sterile (HD-7) or nonsterile (HD-8) hazardous drugs."""
    if not facts.sterile_work:
        row = law.row("HD-8")
        answers = (facts.vented_outside, facts.two_filters_in_series)
        either = True if True in answers else None if None in answers else False
        return (asked(row, either, f"{facts.name}, vented outside or filtered twice", _HOOD),)
    row = law.row("HD-7")
    contains = None if facts.kind is None else facts.kind in _CONTAINING
    kind = facts.kind or "hood"
    return (
        asked(row, contains, f"{facts.name}, a {kind}, contains", _HOOD),
        asked(row, facts.vented_outside, f"{facts.name}, vented outside", _HOOD),
    )


def receiving(facts: ReceivingArea, law: Law) -> tuple[Reason, ...]:
    """Judge where hazardous drugs are unpacked, and how a damaged package is met (HD-6)."""
    return tuple(_receiving(facts, law))


def after_hazardous_outage(
    outage: Outage, now: datetime, law: Law, *, decontaminated: bool | None
) -> tuple[Reason, ...]:
    """Judge whether hazardous work may go on after a loss of power (HD-11, FE-15)."""
    otherwise = Otherwise(
        Effect.NOTHING, "Deactivate and decontaminate it first", "whoever decontaminates it"
    )
    what = f"{outage.hood}, decontaminated since"
    return (
        asked(law.row("HD-11"), decontaminated, what, otherwise),
        *after_outage(outage, now, law),
    )


def _holds(facts: HazardousRoom, law: Law) -> Iterator[Reason]:
    name, rule = facts.name, _RULES[facts.use]
    yield containment(name, facts.use, facts.pressure, law)
    row = law.row(rule, "air changes")
    if facts.use is HazardousUse.BUFFER:
        yield held(row, facts.changes, f"{name}, air changes", _AS_SEGREGATED)
        least = law.row("HD-2", "air changes")
        yield held(least, facts.changes, f"{name}, air changes at the least", _STOP)
    else:
        yield held(row, facts.changes, f"{name}, air changes", _STOP)
    yield asked(row, facts.vented_outside, f"{name}, vented outside", _STOP)
    yield asked(row, facts.apart, f"{name}, apart from other rooms", _STOP)


def _always(facts: HazardousRoom, law: Law) -> Iterator[Reason]:
    row = law.row("HD-11")
    what = f"{facts.name}, negative without interruption"
    yield asked(row, facts.never_interrupted, what, _STOP)
    if facts.hood_makes_pressure is not False:
        runs = facts.hood_always_on
        yield asked(row, runs, f"{facts.name}, its hood on day and night", _STOP)


def _water(facts: HazardousRoom, law: Law) -> Iterator[Reason]:
    if facts.use is HazardousUse.STORAGE:
        return
    row, name = law.row("HD-12"), facts.name
    yield held(row, facts.sink_from_hood, f"{name}, sink from the hood", _CHANGE)
    sink = f"{name}, a sink in the buffer room"
    yield asked(row, facts.sink_in_buffer, sink, _CHANGE, wanted=False)
    yield asked(row, facts.eyewash, f"{name}, eyewash at hand", _CHANGE)


def _receiving(facts: ReceivingArea, law: Law) -> Iterator[Reason]:
    row, name = law.row("HD-6"), facts.name
    not_positive = None if facts.pressure is None else facts.pressure is not Pressure.POSITIVE
    yield asked(row, not_positive, f"{name}, neutral or negative", _UNPACK)
    inside = f"{name}, in the sterile suite"
    yield asked(row, facts.in_sterile_suite, inside, _UNPACK, wanted=False)
    if facts.damaged is False:
        return
    seal = Otherwise(Effect.NOTHING, "Seal the damaged package where it is", "whoever seals it")
    move = Otherwise(
        Effect.NOTHING, "Take it to the containment hood and open it on a mat", "whoever opens it"
    )
    yield asked(row, facts.damaged_sealed, f"{name}, damaged package sealed", seal)
    yield asked(row, facts.damaged_to_hood, f"{name}, damaged package in the hood", move)
