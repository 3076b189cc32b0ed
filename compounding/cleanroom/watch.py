"""How the rooms stand now, and what was found in them during a piece of work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from beyond_use.air import Grade, RoomLimit, Spell
from compounding.cleanroom.models import Point, StoredReading
from compounding.cleanroom.places import place, place_and_around, points, points_of
from compounding.cleanroom.readings import newest
from compounding.cleanroom.series import Series, policy_of, series

LOOK_BACK = timedelta(hours=1)


@dataclass(frozen=True)
class Tile:
    """One monitoring point on a board.  ``state``: fine, warning, alarm or no data."""

    point: Point
    place_name: str
    state: str
    reading: StoredReading | None
    age: timedelta | None
    limits: tuple[RoomLimit, ...]
    because: str
    recent: tuple[StoredReading, ...]


@dataclass(frozen=True)
class Finding:
    """A spell at a point of the place where the work was done."""

    point: Point
    spell: Spell


def tiles(session: Session, now: datetime) -> list[Tile]:
    """Every monitoring point as it stands now."""
    return [_tile(session, point, now) for point in points(session)]


def tiles_around(session: Session, place_code: str, now: datetime) -> list[Tile]:
    """The points of a place and of the rooms it stands in."""
    codes = [p.code for p in place_and_around(session, place_code)]
    return [_tile(session, point, now) for point in points_of(session, codes)]


def _tile(session: Session, point: Point, now: datetime) -> Tile:
    seen = series(session, point, now - LOOK_BACK, now)
    last = newest(session, point.line, point.quantity, now)
    state, because = _state(seen, last, now)
    return Tile(
        point=point,
        place_name=place(session, point.place_code).name,
        state=state,
        reading=last,
        age=now - last.agent_at if last else None,
        limits=seen.limits,
        because=because,
        recent=seen.readings,
    )


def _state(seen: Series, last: StoredReading | None, now: datetime) -> tuple[str, str]:
    if last is None or now - last.agent_at > policy_of(seen.point).silent_after:
        return "no data", "no reading has come in; look at the device and its line"
    if last.digits is None:
        return "no data", last.refused or "the device says nothing it could be believed"
    running = [spell for spell in seen.spells if spell.ended is None]
    for grade, state in ((Grade.RED, "alarm"), (Grade.YELLOW, "warning"), (Grade.NOTED, "noted")):
        for spell in running:
            if spell.grade is grade:
                return state, spell.because
    return "fine", ""


def running(session: Session, point: Point, now: datetime) -> tuple[Spell, ...]:
    """The spells that go on at a point, earliest first.

    Judging looks back from the last reading, so that a silence after it lifts nothing.
    """
    last = newest(session, point.line, point.quantity, now)
    seen_at = now if last is None else min(now, last.agent_at)
    found = series(session, point, seen_at - LOOK_BACK, now).spells
    return tuple(spell for spell in found if spell.ended is None)


def findings(
    session: Session, place_code: str, start: datetime, end: datetime
) -> tuple[Finding, ...]:
    """What was amiss around a place between two instants, earliest first."""
    found = [
        Finding(point, spell)
        for point in points_of(session, [p.code for p in place_and_around(session, place_code)])
        for spell in series(session, point, start, end).spells
    ]
    return tuple(sorted(found, key=lambda f: f.spell.began))


def lost_now(session: Session, place_code: str, now: datetime) -> Finding | None:
    """The red finding that is running around a place, if there is one: no work goes on in it."""
    for point in _pressures(session, place_code):
        for spell in running(session, point, now):
            if spell.grade is Grade.RED:
                return Finding(point, spell)
    return None


def silent_now(session: Session, place_code: str, now: datetime) -> Point | None:
    """The pressure point around a place that says nothing now, if there is one."""
    for point in _pressures(session, place_code):
        last = newest(session, point.line, point.quantity, now)
        if last is None or now - last.agent_at > policy_of(point).silent_after:
            return point
    return None


def _pressures(session: Session, place_code: str) -> list[Point]:
    around = [p.code for p in place_and_around(session, place_code)]
    return [point for point in points_of(session, around) if point.quantity == "pressure"]
