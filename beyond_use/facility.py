"""A room of the cleanroom suite: its air, air changes, pressure, temperature and humidity.

Readings are those that stand: what a short dip within the site's delay costs is for the watch over
the room to say, not for this module. A suite whose room is out of class, short of air or without
its pressure step counts as a segregated area: Category 1 (FE-16). Temperature and humidity advise.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from beyond_use.air_class import Air, air_class
from beyond_use.cadence import cadence
from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.figures import FIND_OUT, MEASURE, Fact, Otherwise, asked, held, value_in
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge
from beyond_use.rooms import RoomKind
from formulas.quantity import Quantity

__all__ = ["AirChanges", "Probe", "Room", "class_wanted", "outward", "probe", "room"]

_CERTIFIER = "a certifier, once the room is back in order"
_OUT_OF_CLASS = Otherwise(
    Effect.CATEGORY_1,
    "Treat the room as a segregated area, have it put right and certified again",
    _CERTIFIER,
    unknown=MEASURE,
)
_NO_STEP = Otherwise(
    Effect.CATEGORY_1,
    "Close the doors, call the engineer, and make nothing beyond Category 1 meanwhile",
    "the designated person, once the pressure stands again",
    unknown=MEASURE,
)
_REVERSED = Otherwise(
    Effect.CATEGORY_1,
    "Air no longer flows outward, which no delay excuses: close the doors, call the engineer, and "
    "make nothing beyond Category 1 meanwhile",
    _NO_STEP.lifted_by,
)
_UNCOMFORTABLE = Otherwise(
    Effect.NOTED,
    "Note it and have the air handling looked at; work may go on",
    "the room, once it is back within its advisory limit",
    unknown=MEASURE,
)
_FORBIDDEN = Otherwise(
    Effect.NOTED,
    "Take the device out of the room",
    "whoever takes the device out",
    unknown=FIND_OUT,
)
_DOORS = Otherwise(
    Effect.NOTED, "Close one door, and have an interlock fitted", "whoever closes the door"
)
_NOT_CONTINUOUS = Otherwise(
    Effect.NOTED,
    "Put in a device that measures the pressure all the time",
    "whoever puts it in",
    unknown=FIND_OUT,
)
_ALL, _CEILING = "air changes", "ceiling air changes"
_SUITE = {RoomKind.BUFFER, RoomKind.ANTE, RoomKind.HAZARDOUS_BUFFER}


@dataclass(frozen=True)
class AirChanges:
    """HEPA-filtered air changes in an hour: all of them, and those through the ceiling."""

    total: Decimal | None = None
    ceiling: Decimal | None = None

    def __post_init__(self) -> None:
        if self.total is not None and self.ceiling is not None and self.ceiling > self.total:
            trouble = f"{self.ceiling} air changes through the ceiling are more than {self.total}"
            raise BadFacts(trouble)


@dataclass(frozen=True)
class Room:
    """One classified room, as it stands. What is not known is None.

    ``pressure`` is against the next room outward. ``serves_hazardous`` marks an ante-room that
    opens into a hazardous-drug buffer room. The pressure of that room itself is judged with the
    hazardous-drug rooms.
    """

    name: str
    kind: RoomKind
    air: Air = field(default_factory=Air)
    changes: AirChanges = field(default_factory=AirChanges)
    pressure: Quantity | None = None
    temperature: Quantity | None = None
    humidity: Quantity | None = None
    serves_hazardous: bool = False
    portable_air_device: bool | None = None
    pass_through_doors_both_open: bool | None = None

    def __post_init__(self) -> None:
        if self.kind not in _SUITE:
            trouble = f"{self.name} is a {self.kind}, no room of a cleanroom suite"
            raise BadFacts(trouble)


@dataclass(frozen=True)
class Probe:
    """A device for pressure, temperature or humidity: how it is read, and when it was verified.

    ``read_on`` is the last day on which its reading was documented. ``maker_day`` is the day up to
    which its maker says it is good, where that is sooner.
    """

    name: str
    measures: str
    continuous: bool | None
    read_on: date | None
    verified_on: date | None
    maker_day: date | None = None


def room(facts: Room, law: Law) -> tuple[Reason, ...]:
    """Judge one room of a cleanroom suite. Raises WrongUnit where a reading is of another kind."""
    clean, changes = _wanted(facts, law)
    found = [air_class(facts.name, facts.air, clean, law, _OUT_OF_CLASS)]
    total, ceiling = changes
    found += [
        held(total, facts.changes.total, f"{facts.name}, all air changes", _OUT_OF_CLASS),
        held(ceiling, facts.changes.ceiling, f"{facts.name}, through the ceiling", _OUT_OF_CLASS),
    ]
    if facts.kind is not RoomKind.HAZARDOUS_BUFFER:
        step = law.row("FE-6")
        lost = _REVERSED if outward(facts.pressure, step) is False else _NO_STEP
        found.append(held(step, facts.pressure, f"{facts.name}, pressure", lost))
    return (*found, *_comfort(facts, law), *_habits(facts, law))


def outward(pressure: Fact, step: Row) -> bool | None:
    """Tell whether air flows out of a positive room at all; at no pressure it does not."""
    value = value_in(step, pressure, "pressure")
    return None if value is None else value > 0


def probe(facts: Probe, today: date, law: Law) -> tuple[Reason, ...]:
    """Judge how a device is read on a compounding day (FE-6, FE-8, FE-9) and verified (FE-10).

    Raises BadFacts where a reading or verification is written down for a day to come, or where it
    measures something that no room is judged by.
    """
    rules = {"pressure": "FE-6", "temperature": "FE-8", "humidity": "FE-9"}
    if facts.measures not in rules:
        trouble = f"{facts.name} measures {facts.measures!r}, not one of {', '.join(rules)}"
        raise BadFacts(trouble)
    row = law.row(rules[facts.measures])
    read = [_read_today(facts, today, row)]
    if facts.measures == "pressure":
        read.append(asked(row, facts.continuous, f"{facts.name}, continuous", _NOT_CONTINUOUS))
    return (*read, _verified(facts, today, law))


def class_wanted(facts: Room, law: Law) -> Row:
    """Give the class of air a room must have."""
    return law.row(_rule(facts), "class")


def _rule(facts: Room) -> str:
    if facts.kind is not RoomKind.ANTE:
        return "FE-3"
    return "FE-5" if facts.serves_hazardous else "FE-4"


def _wanted(facts: Room, law: Law) -> tuple[Row, tuple[Row, Row]]:
    """Give the class a room must have, and its air changes: all, and through the ceiling."""
    rule = _rule(facts)
    ceiling = rule if facts.kind is not RoomKind.ANTE else "FE-4"
    return class_wanted(facts, law), (law.row(rule, _ALL), law.row(ceiling, _CEILING))


def _comfort(facts: Room, law: Law) -> Iterator[Reason]:
    warmth = f"{facts.name}, temperature"
    yield held(law.row("FE-8"), facts.temperature, warmth, _UNCOMFORTABLE)
    yield held(law.row("FE-9"), facts.humidity, f"{facts.name}, humidity", _UNCOMFORTABLE)


def _habits(facts: Room, law: Law) -> Iterator[Reason]:
    device, doors = facts.portable_air_device, facts.pass_through_doors_both_open
    in_it = f"{facts.name}, a portable air device in it"
    yield asked(law.row("FE-11"), device, in_it, _FORBIDDEN, wanted=False)
    if doors is not None:
        both = f"{facts.name}, both pass-through doors open"
        yield asked(law.row("FE-14"), doors, both, _DOORS, wanted=False)


def _read_today(facts: Probe, today: date, row: Row) -> Reason:
    """Judge whether its reading is documented today; a recorder alone does not do for pressure."""
    if facts.read_on is not None and facts.read_on > today:
        trouble = f"{facts.name} is written down as read on {facts.read_on}, after {today}"
        raise BadFacts(trouble)
    otherwise = Otherwise(
        Effect.NOTED, f"Read the {facts.measures} and write it down", "whoever reads it"
    )
    read = facts.read_on == today if facts.read_on is not None else None
    met = True if facts.continuous and facts.measures != "pressure" else read
    return asked(row, met, f"{facts.name}, {facts.measures} documented on {today}", otherwise)


def _verified(facts: Probe, today: date, law: Law) -> Reason:
    row = law.row("FE-10")
    due = cadence(facts.verified_on, row, today, law)
    late = facts.maker_day is not None and today > facts.maker_day
    met = due.current and not late
    maker = f"; by its maker up to {facts.maker_day}" if facts.maker_day is not None else ""
    says = f"{facts.name}, verification: {due.told}{maker}."
    if met:
        return judge(row, met=True, costs=Effect.NONE, says=says)
    says = f"{says} Have it verified against a standard."
    by = "whoever verifies the device"
    never = None if facts.verified_on is None else False
    return judge(row, met=never, costs=Effect.NOTED, says=says, lifted_by=by)
