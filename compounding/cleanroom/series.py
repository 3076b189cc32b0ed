"""The readings of a monitoring point over time, with silences kept as gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from beyond_use.air import Grade, Policy, RoomKind, RoomLimit, Sample, Spell, room_limits, spells
from compounding.cleanroom.law_book import law_on
from compounding.cleanroom.models import Place, Point, StoredReading
from compounding.cleanroom.places import place
from compounding.cleanroom.readings import between
from formulas.errors import FormulaError

LEAD = timedelta(minutes=10)


@dataclass(frozen=True)
class Series:
    """One point over a window: what was read, what it is judged by, and what is amiss."""

    point: Point
    place: Place
    limits: tuple[RoomLimit, ...]
    start: datetime
    end: datetime
    readings: tuple[StoredReading, ...]
    spells: tuple[Spell, ...]

    @property
    def gaps(self) -> tuple[tuple[datetime, datetime], ...]:
        """The silences, each from its last reading to the next one."""
        return tuple(
            (spell.began, spell.ended or self.end)
            for spell in self.spells
            if spell.grade is Grade.GAP
        )


def policy_of(point: Point) -> Policy:
    """The site's delay, deadband and patience with silence, for one point."""
    return Policy(
        delay=timedelta(seconds=point.policy["delay_seconds"]),
        deadband=Decimal(point.policy["deadband"]),
        silent_after=timedelta(seconds=point.policy["silent_after_seconds"]),
    )


def limits_of(session: Session, point: Point, on: datetime) -> tuple[RoomLimit, ...]:
    """The limits that the law in force sets for what a point watches."""
    kind = place(session, point.place_code).kind
    if kind not in set(RoomKind):
        return ()
    limits = room_limits(RoomKind(kind), law_on(session, on.date()))
    return tuple(limit for limit in limits if limit.quantity == point.quantity)


def series(session: Session, point: Point, start: datetime, end: datetime) -> Series:
    """What a point saw in [start, end].

    Judging starts a while earlier, so that a spell running at the left edge keeps its length.
    """
    policy = policy_of(point)
    earlier = start - max(2 * policy.delay, LEAD)
    readings = between(session, point.line, point.quantity, earlier, end)
    limits = limits_of(session, point, end)
    found: list[Spell] = []
    for limit in limits:
        samples = [_sample(reading, limit) for reading in readings]
        found += spells(samples, limit, policy, earlier, end)
    return Series(
        point=point,
        place=place(session, point.place_code),
        limits=limits,
        start=start,
        end=end,
        readings=tuple(reading for reading in readings if reading.agent_at >= start),
        spells=_once([spell for spell in found if spell.ended is None or spell.ended > start]),
    )


def _sample(reading: StoredReading, limit: RoomLimit) -> Sample:
    """The reading in the limit's own unit; in a unit of another kind it says nothing."""
    if reading.digits is None or reading.unit is None:
        return Sample(at=reading.agent_at, value=None)
    try:
        value = limit.read(Decimal(reading.digits), reading.unit)
    except FormulaError:
        return Sample(at=reading.agent_at, value=None)
    return Sample(at=reading.agent_at, value=value)


def _once(found: list[Spell]) -> tuple[Spell, ...]:
    """A silence is one gap, however many limits were waiting for a reading."""
    kept: dict[tuple[datetime, object, str], Spell] = {}
    for spell in sorted(found, key=lambda s: s.began):
        rule = "" if spell.grade is Grade.GAP else spell.rule
        kept.setdefault((spell.began, spell.grade, rule), spell)
    return tuple(kept.values())
