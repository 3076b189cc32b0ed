"""A hood: its class of air, where it stands, its filter, and what follows a loss of power.

A hood out of class, or with a leaking filter, is no place to compound. One that stands in a
segregated area, or in a room not clean enough for it, allows Category 1 (FE-12).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from beyond_use.air_class import Air, air_class
from beyond_use.clock import aware
from beyond_use.csp import Area
from beyond_use.errors import BadFacts
from beyond_use.figures import FIND_OUT, Otherwise, asked, held
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge

__all__ = ["Filter", "Hood", "HoodKind", "Outage", "after_outage", "hepa", "hood", "placement"]

_FAILED = Otherwise(
    Effect.NOTHING,
    "Make nothing in it; have it put right and certified again",
    "a certifier, once the hood is back in class",
    unknown="Make nothing in it until it is measured and written down",
)
_MISPLACED = Otherwise(
    Effect.CATEGORY_1,
    "Give Category 1 dates only",
    "the designated person, once the hood stands in such a room",
    unknown=FIND_OUT,
)
_ROOM_LEAK = Otherwise(
    Effect.CATEGORY_1,
    "Treat the room as a segregated area until the filter is repaired and the room certified",
    "a certifier, once the filter holds",
    unknown=FIND_OUT,
)
_HOOD_LEAK = Otherwise(
    Effect.NOTHING,
    "Make nothing in it until the filter is repaired or replaced and the hood certified",
    "a certifier, once the filter holds",
    unknown=FIND_OUT,
)
_STOPPED = Otherwise(Effect.NOTHING, "Stop work until the power is back", "the power")
_NOT_CLEANED = Otherwise(
    Effect.NOTHING,
    "Clean and disinfect the hood and wipe it with a sporicide before work goes on",
    "whoever cleans the hood",
)
_NOT_RECOVERED = Otherwise(
    Effect.NOTHING,
    "Let the hood run for the recovery time of its maker",
    "the recovery time",
    unknown=FIND_OUT,
)


class HoodKind(StrEnum):
    """What a hood is, which decides where it may stand."""

    LAFW = "laminar airflow workbench"
    IVLFZ = "integrated vertical laminar flow zone"
    BSC = "Class II biological safety cabinet"
    BSC_III = "Class III biological safety cabinet"
    CAI = "compounding aseptic isolator"
    CACI = "compounding aseptic containment isolator"
    ISOLATOR = "pharmaceutical isolator"


@dataclass(frozen=True)
class Hood:
    """A hood and where it stands. ``room_air`` is that of the room around it."""

    name: str
    kind: HoodKind
    area: Area | None
    air: Air = field(default_factory=Air)
    room_air: Air = field(default_factory=Air)


@dataclass(frozen=True)
class Filter:
    """A HEPA filter: its efficiency in percent, its leak test, and whether a leak was repaired."""

    name: str
    in_hood: bool
    efficiency: Decimal | None = None
    leak_tested: bool | None = None
    leaks: bool | None = None


@dataclass(frozen=True)
class Outage:
    """A loss of power, or a hood switched off, and what was done since.

    ``recovery`` is the time its maker asks for between the start and the first work.
    """

    hood: str
    restarted_at: datetime | None
    cleaned_and_disinfected: bool | None = None
    sporicide_applied: bool | None = None
    recovery: timedelta | None = None


def hood(facts: Hood, law: Law) -> tuple[Reason, ...]:
    """Judge the air of a hood, and its place."""
    own = air_class(facts.name, facts.air, law.row("FE-2"), law, _FAILED)
    return (own, placement(facts, law))


def placement(facts: Hood, law: Law) -> Reason:
    """Judge whether a hood stands where more than Category 1 may be made."""
    isolator = facts.kind is HoodKind.ISOLATOR
    part = "isolator" if isolator else "laminar airflow or restricted access"
    row = law.row("FE-12", part)
    where = f"{facts.name}, a {facts.kind}"
    if facts.area is Area.SUITE:
        return air_class(f"{where}, in a suite, room", facts.room_air, row, law, _MISPLACED)
    placed = "where it stands is not known" if facts.area is None else f"in a {facts.area}"
    says = (
        f"{where}, {placed}; beyond Category 1 it must stand in a suite, in ISO {row.value} or "
        f"cleaner. {_MISPLACED.do}."
    )
    met = None if facts.area is None else False
    by = _MISPLACED.lifted_by
    return judge(row, met=met, costs=_MISPLACED.costs, says=says, lifted_by=by)


def hepa(facts: Filter, law: Law) -> tuple[Reason, ...]:
    """Judge a filter: its efficiency and leak test (FE-13), and that it does not leak (FE-16).

    A filter whose leak was repaired leaks again until a new leak test has shown otherwise.
    """
    otherwise = _HOOD_LEAK if facts.in_hood else _ROOM_LEAK
    row = law.row("FE-13")
    return (
        held(row, facts.efficiency, f"{facts.name}, efficiency", otherwise),
        asked(row, facts.leak_tested, f"{facts.name}, leak-tested", otherwise),
        asked(law.row("FE-16"), facts.leaks, f"{facts.name}, leaking", otherwise, wanted=False),
    )


def after_outage(facts: Outage, now: datetime, law: Law) -> tuple[Reason, ...]:
    """Judge whether work may go on after a loss of power (FE-15); at the instant itself it may.

    Raises BadFacts where the hood was started again after now.
    """
    return tuple(_after_outage(facts, aware(now, "time"), law))


def _after_outage(facts: Outage, now: datetime, law: Law) -> Iterator[Reason]:
    row, name = law.row("FE-15"), facts.hood
    running = facts.restarted_at is not None
    yield asked(row, running, f"{name}, running again", _STOPPED)
    yield asked(
        row, facts.cleaned_and_disinfected, f"{name}, cleaned and disinfected since", _NOT_CLEANED
    )
    yield asked(row, facts.sporicide_applied, f"{name}, sporicide since", _NOT_CLEANED)
    yield asked(row, _recovered(facts, now), f"{name}, recovery time over", _NOT_RECOVERED)


def _recovered(facts: Outage, now: datetime) -> bool | None:
    if facts.restarted_at is None:
        return False
    restarted = aware(facts.restarted_at, "restart")
    if restarted > now:
        trouble = f"{facts.hood} was started again after now"
        raise BadFacts(trouble)
    return None if facts.recovery is None else now - restarted >= facts.recovery
