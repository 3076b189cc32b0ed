"""Cleaning: what is due on which surface, and whether a cleaning was written down as it should be.

What is overdue is noted. A hood that was soiled since it was last cleaned is closed until it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from beyond_use.cadence import daily
from beyond_use.clock import aware
from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked, keeps
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge
from beyond_use.repeated import repeated

__all__ = ["Action", "Cleaned", "Surface", "cleaning", "every", "soiled", "wiped"]

_BY = "whoever cleans it"
_OVERDUE = Otherwise(Effect.NOTED, "Do it before work goes on", _BY)
_WEEKLY_IN_CATEGORY_3 = "C3-5"
_EVERY_COMPOUNDING_DAY = "compounding_day"
_CATEGORY_3 = 3


class Action(StrEnum):
    """What is done to a surface; also the part of the law's row."""

    CLEAN = "clean and disinfect"
    SPORICIDE = "sporicide"


class Surface(StrEnum):
    """What is cleaned."""

    HOOD = "hood and equipment in it"
    TRAY = "work surface of the removable tray"
    TRAY_UNDER = "all sides of the removable tray, and under it"
    HATCH = "pass-through"
    BENCH = "work surface outside the hood"
    FLOOR = "floor"
    WALL = "walls, doors and frames"
    CEILING = "ceiling"
    CEILING_SEGREGATED = "ceiling of the segregated area"
    SHELF = "storage shelves and bins"
    EQUIPMENT = "equipment outside the hood"
    SINK = "hand-washing sink"


_RULES = {
    Surface.HOOD: "CL-1",
    Surface.TRAY: "CL-2",
    Surface.TRAY_UNDER: "CL-3",
    Surface.HATCH: "CL-4",
    Surface.BENCH: "CL-5",
    Surface.FLOOR: "CL-6",
    Surface.WALL: "CL-7",
    Surface.CEILING: "CL-8",
    Surface.CEILING_SEGREGATED: "CL-9",
    Surface.SHELF: "CL-10",
    Surface.EQUIPMENT: "CL-10",
    Surface.SINK: "CL-11",
}
_WEEKLY = {Surface.HOOD, Surface.HATCH, Surface.BENCH, Surface.FLOOR}
_IN_HOOD = {Surface.HOOD, Surface.TRAY, Surface.TRAY_UNDER}


@dataclass(frozen=True)
class Cleaned:
    """What is known of a surface: the last day of each action, and whether it was soiled since.

    ``soiled_since`` is no where nobody has seen or suspected it, and None where nobody has looked.
    """

    surface: Surface
    clean: date | None = None
    sporicide: date | None = None
    soiled_since: bool | None = False

    def last(self, action: Action) -> date | None:
        """Give the last day of an action."""
        return self.clean if action is Action.CLEAN else self.sporicide


def every(surface: Surface, action: Action, category: int, law: Law) -> Row | None:
    """Give how often a surface is due, by the highest category made; None: only when soiled.

    Raises BadFacts where there is no such category.
    """
    if category not in {1, 2, 3}:
        trouble = f"There is no Category {category}"
        raise BadFacts(trouble)
    if surface is Surface.CEILING_SEGREGATED:
        return None
    weekly = category == _CATEGORY_3 and action is Action.SPORICIDE and surface in _WEEKLY
    return law.row(*((_WEEKLY_IN_CATEGORY_3, "") if weekly else (_RULES[surface], action)))


def cleaning(
    facts: Cleaned, category: int, compounding_days: Iterable[date], today: date, law: Law
) -> tuple[Reason, ...]:
    """Judge one surface: cleaned and disinfected, sporicide applied, not soiled since.

    Give today among the compounding days where something is, or is about to be, compounded. Raises
    BadFacts where there is no such category, or it was done on a day to come.
    """
    return tuple(_cleaning(facts, category, frozenset(compounding_days), today, law))


def soiled(facts: Cleaned, law: Law) -> Reason:
    """Judge whether a surface was soiled since it was last cleaned; a soiled hood is closed."""
    costs = Effect.NOTHING if facts.surface in _IN_HOOD else Effect.NOTED
    otherwise = Otherwise(
        costs, "Clean and disinfect it before work goes on", _BY, unknown="Look, and write it down"
    )
    row = _words(facts.surface, law)
    what = f"{facts.surface}, soiled since it was cleaned"
    return asked(row, facts.soiled_since, what, otherwise, wanted=False)


def wiped(last: datetime | None, process_began: datetime | None, now: datetime, law: Law) -> Reason:
    """Judge when the work surface was last wiped with alcohol (CL-12).

    ``process_began`` is the start of the process that still runs: one that began while the surface
    was fresh may be ended first. Raises BadFacts for an instant to come, or without a zone.
    """
    row = law.row("CL-12")
    at = aware(now, "time")
    otherwise = Otherwise(
        Effect.NOTED,
        "Wipe it with sterile 70 % isopropyl alcohol before going on",
        "whoever wipes it",
    )
    if last is None:
        return asked(row, None, "Work surface of the hood, wiped in time", otherwise)
    wiped_at = aware(last, "wiping")
    began = at if process_began is None else aware(process_began, "start of the process")
    if wiped_at > at or began > at:
        trouble = "The wiping, or the start of the process, is written down for a time to come"
        raise BadFacts(trouble)
    # Where it was wiped after the process began, that time alone counts.
    since = at if began < wiped_at else began
    met = keeps(row, since - wiped_at)
    what = f"Work surface of the hood, wiped within {row.value} min"
    return asked(row, met, what, otherwise)


def _cleaning(
    facts: Cleaned, category: int, days: frozenset[date], today: date, law: Law
) -> Iterator[Reason]:
    for action in Action:
        row = every(facts.surface, action, category, law)
        if row is None:
            continue
        what = f"{facts.surface}, {action}"
        if row.unit == _EVERY_COMPOUNDING_DAY:
            yield _daily(row, facts.last(action), days, today, what)
        else:
            yield repeated(row, facts.last(action), today, law, what, _OVERDUE)
    yield soiled(facts, law)


def _daily(row: Row, last: date | None, days: frozenset[date], today: date, what: str) -> Reason:
    due = daily(last, days, today)
    says = f"{what}: {due.told}; every compounding day."
    if due.current:
        return judge(row, met=True, costs=Effect.NONE, says=says)
    met = None if last is None else False
    says = f"{says} {_OVERDUE.do}."
    return judge(row, met=met, costs=_OVERDUE.costs, says=says, lifted_by=_BY)


def _words(surface: Surface, law: Law) -> Row:
    """Give a row of the surface to cite; which part makes no difference."""
    part = "" if surface is Surface.CEILING_SEGREGATED else Action.CLEAN
    return law.row(_RULES[surface], part)
