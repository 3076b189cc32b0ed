"""The air of a room: the spells in which its readings were beyond their limits, or missing.

A limit once broken stays broken until a reading shows otherwise, silence
included; the silence itself is a finding of its own.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import partial
from itertools import pairwise

from beyond_use.clock import aware
from beyond_use.errors import BadFacts
from beyond_use.rooms import RoomKind, RoomLimit, room_limits

__all__ = [
    "Grade",
    "Policy",
    "RoomKind",
    "RoomLimit",
    "Sample",
    "Spell",
    "room_limits",
    "spells",
]

_NO_PRESSURE = Decimal(0)


class Grade(StrEnum):
    """How grave a finding is."""

    NOTED = "noted"
    YELLOW = "yellow"
    RED = "red"
    GAP = "gap"


@dataclass(frozen=True)
class Policy:
    """The site's own patience with a room.

    ``delay`` is how long a dip may last before it is more than noted; ``deadband``, in the unit of
    the limit, how far inside counts as back; ``silent_after`` how long a probe may say nothing.
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
        runs = _runs(heard, side.beyond, partial(side.back, deadband=policy.deadband))
        found += [_spell(run, side, limit, policy, finish) for run in runs]
    return tuple(sorted(found, key=lambda spell: spell.began))


def _heard(samples: Sequence[Sample], begin: datetime, finish: datetime) -> tuple[_Heard, ...]:
    """Keep the readings with a value inside the window, in the order of time."""
    told = (
        _Heard(aware(sample.at, "reading"), sample.value)
        for sample in samples
        if sample.value is not None
    )
    return tuple(sorted((one for one in told if begin <= one.at <= finish), key=lambda one: one.at))


def _sides(limit: RoomLimit) -> list[_Side]:
    """Give the ways of breaking a limit; a room that contains is weak above, not below."""
    sides = []
    if limit.low is not None:
        told = "stronger than" if limit.contains else "below"
        sides.append(_Side(limit.low, upward=False, sustained=Grade.YELLOW, told=told))
    if limit.high is not None:
        told = "weaker than" if limit.contains else "above"
        grade = Grade.RED if limit.contains else Grade.YELLOW
        sides.append(_Side(limit.high, upward=True, sustained=grade, told=told))
    return sides


def _runs(
    heard: Iterable[_Heard], beyond: Callable[[Decimal], bool], back: Callable[[Decimal], bool]
) -> list[_Run]:
    """Cut the readings into runs: each begins beyond the limit and ends at the first one back."""
    runs: list[_Run] = []
    held: list[_Heard] = []
    for one in heard:
        if held and back(one.value):
            runs.append(_Run(tuple(held), one.at))
            held = []
        elif held or beyond(one.value):
            held.append(one)
    return [*runs, _Run(tuple(held), None)] if held else runs


def _spell(run: _Run, side: _Side, limit: RoomLimit, policy: Policy, finish: datetime) -> Spell:
    grade = _graded(run, side, limit, policy, finish)
    worst = side.worst(one.value for one in run.heard)
    lasted = _spoken(run.lasted(finish))
    kind = "advisory limit" if limit.advisory else "limit"
    because = (
        f"{limit.quantity} {side.told} the {kind} of {side.limit} {limit.unit} for {lasted}, "
        f"at worst {worst} {limit.unit} ({limit.citation}; delay {_spoken(policy.delay)})"
    )
    return Spell(
        grade, run.began, run.ended, limit.quantity, worst, limit.unit, because, limit.rule
    )


def _graded(run: _Run, side: _Side, limit: RoomLimit, policy: Policy, finish: datetime) -> Grade:
    """Grade by how long it lasted; a positive room without pressure past the delay is red."""
    if run.lasted(finish) <= policy.delay:
        return Grade.NOTED
    if limit.quantity != "pressure" or limit.contains:
        return side.sustained
    lost = _runs(
        run.heard,
        lambda value: value <= _NO_PRESSURE,
        lambda value: value > _NO_PRESSURE and value >= policy.deadband,
    )
    until = run.ended or finish
    held_on = any(one.lasted(until) > policy.delay for one in lost)
    return Grade.RED if held_on else side.sustained


def _gaps(
    heard: Sequence[_Heard], limit: RoomLimit, policy: Policy, begin: datetime, finish: datetime
) -> list[Spell]:
    """Find every silence longer than the policy allows, the edges of the window included."""
    instants = [begin, *(one.at for one in heard), finish]
    return [
        Spell(
            Grade.GAP,
            quiet,
            None if position == len(heard) else spoke,
            limit.quantity,
            None,
            limit.unit,
            f"no {limit.quantity} reading for {_spoken(spoke - quiet)} "
            f"(allowed {_spoken(policy.silent_after)})",
            limit.rule,
        )
        for position, (quiet, spoke) in enumerate(pairwise(instants))
        if spoke - quiet > policy.silent_after
    ]


def _spoken(length: timedelta) -> str:
    minutes, rest = divmod(length, timedelta(minutes=1))
    seconds = f"{rest // timedelta(seconds=1)} s"
    if not minutes:
        return seconds
    return f"{minutes} min {seconds}" if rest else f"{minutes} min"
