"""The air of a room: its limits, and the spells in which readings were beyond them.

Values are compared in the unit the limit is written in, unrounded: 4.9 Pa is 0.0197 in. w.c. and
fails a limit of 0.020. A limit once broken stays broken until a reading shows otherwise, silence
included; the silence itself is a finding of its own.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from beyond_use.clock import aware
from beyond_use.errors import BadFacts
from beyond_use.law import Law, Row
from formulas.units import converted, qty

_NO_PRESSURE = Decimal(0)


class RoomKind(StrEnum):
    """What a room is for, which decides its limits."""

    BUFFER = "buffer room"
    ANTE = "ante-room"
    HAZARDOUS_BUFFER = "hazardous-drug buffer room"
    SEGREGATED = "segregated area"
    HAZARDOUS_SEGREGATED = "containment segregated area"


class Grade(StrEnum):
    """How grave a finding is."""

    NOTED = "noted"
    YELLOW = "yellow"
    RED = "red"
    GAP = "gap"


@dataclass(frozen=True)
class RoomLimit:
    """One limit of a room. ``contains`` marks a negative room that must hold hazardous air in."""

    rule: str
    quantity: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    advisory: bool
    contains: bool
    citation: str
    confirmed: bool

    def keeps(self, value: Decimal) -> bool:
        """Tell whether a value, in the limit's own unit, is within; the limit itself is within."""
        above_low = self.low is None or value >= self.low
        return above_low and (self.high is None or value <= self.high)

    def read(self, value: Decimal | str, unit: str) -> Decimal:
        """Read a measured value in the unit of the limit, without rounding."""
        magnitude: Decimal = converted(qty(value, unit), self.unit, self.quantity).magnitude
        return magnitude


@dataclass(frozen=True)
class Policy:
    """The site's own patience: how long a dip may last, how far back counts as back, how long
    a probe may be silent. The deadband is in the unit of the limit.
    """

    delay: timedelta
    deadband: Decimal
    silent_after: timedelta

    def __post_init__(self) -> None:
        if self.delay < timedelta(0) or self.deadband < 0 or self.silent_after <= timedelta(0):
            trouble = "A policy needs a delay and deadband of zero or more and a length of silence"
            raise BadFacts(trouble)


@dataclass(frozen=True)
class Sample:
    """One reading of a room, in the limit's unit; no value where the reading was refused."""

    at: datetime
    value: Decimal | None


@dataclass(frozen=True)
class Spell:
    """A stretch of time worth telling. ``ended`` is missing while it still goes on."""

    grade: Grade
    began: datetime
    ended: datetime | None
    quantity: str
    worst: Decimal | None
    unit: str
    because: str
    rule: str


@dataclass(frozen=True)
class _Side:
    """One way of being beyond a limit: over it, or under it."""

    limit: Decimal
    upward: bool
    sustained: Grade
    told: str

    def beyond(self, value: Decimal) -> bool:
        return value > self.limit if self.upward else value < self.limit

    def back(self, value: Decimal, deadband: Decimal) -> bool:
        if self.upward:
            return value <= self.limit - deadband
        return value >= self.limit + deadband

    def worst(self, values: Iterable[Decimal]) -> Decimal:
        return max(values) if self.upward else min(values)


@dataclass(frozen=True)
class _Heard:
    at: datetime
    value: Decimal


@dataclass(frozen=True)
class _Run:
    """Readings from the first beyond a limit up to, but not with, the first one back."""

    heard: tuple[_Heard, ...]
    ended: datetime | None

    @property
    def began(self) -> datetime:
        return self.heard[0].at

    def lasted(self, end: datetime) -> timedelta:
        return (self.ended or end) - self.began


def room_limits(kind: RoomKind, law: Law) -> tuple[RoomLimit, ...]:
    """Give the limits the law sets for a room of this kind. A segregated area has none."""
    match kind:
        case RoomKind.BUFFER | RoomKind.ANTE:
            return (_pressure_step(law.row("FE-6")), *_comfort(law))
        case RoomKind.HAZARDOUS_BUFFER:
            return (_containment(law, "HD-1"), *_comfort(law))
        case RoomKind.HAZARDOUS_SEGREGATED:
            return (_containment(law, "HD-2"),)
        case _:
            return ()


def spells(
    samples: Sequence[Sample],
    limit: RoomLimit,
    policy: Policy,
    start: datetime,
    end: datetime,
) -> tuple[Spell, ...]:
    """Find every spell between two instants, in the order they began."""
    begin, finish = aware(start, "start of the window"), aware(end, "end of the window")
    heard = _heard(samples, begin, finish)
    found = _gaps(heard, limit, policy, begin, finish)
    for side in _sides(limit):
        for run in _runs(heard, side.beyond, lambda value, s=side: s.back(value, policy.deadband)):
            found.append(_spell(run, side, limit, policy, finish))
    return tuple(sorted(found, key=lambda spell: spell.began))
