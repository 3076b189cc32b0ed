"""What the probes say now of a room, in the words of a standing file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from beyond_use.air import Grade
from compounding.cleanroom.models import Place, Point, StoredReading
from compounding.cleanroom.places import points_of
from compounding.cleanroom.readings import newest
from compounding.cleanroom.series import policy_of
from compounding.cleanroom.watch import running

__all__ = ["alarms", "dips", "measured", "probes", "watched"]

Facts = dict[str, Any]
MINUTE = timedelta(minutes=1)


def measured(session: Session, row: Place, now: datetime) -> Facts:
    """The quantities that are measured in a room.

    A probe that is silent, or was not believed, says nothing: its quantity is left out.
    """
    said: Facts = {}
    for point in points_of(session, [row.code]):
        last = newest(session, point.line, point.quantity, now)
        if last is not None and _believed(point, last, now):
            said[point.quantity] = f"{last.digits} {last.unit}"
    return said


def watched(session: Session, row: Place) -> frozenset[str]:
    """The quantities that have a probe in a room, whether it speaks or not."""
    return frozenset(point.quantity for point in points_of(session, [row.code]))


def dips(session: Session, row: Place, now: datetime) -> Iterator[tuple[datetime, str]]:
    """Since when a pressure is beyond its limit, and how long the site lets it be.

    A delay is told in whole minutes, rounded down, so that a dip is never let be for longer.
    """
    for point in points_of(session, [row.code]):
        minutes = policy_of(point).delay // MINUTE
        if point.quantity != "pressure" or not minutes:
            continue
        for spell in running(session, point, now):
            if spell.grade is not Grade.GAP:
                yield spell.began, f"{minutes} min"


def alarms(session: Session, row: Place, now: datetime) -> Iterator[Facts]:
    """What rings in a room: a limit broken for longer than the site's delay."""
    for point in points_of(session, [row.code]):
        for spell in running(session, point, now):
            if spell.grade in (Grade.RED, Grade.YELLOW):
                yield {"about": point.name, "began": spell.began, "answered": False}


def probes(
    session: Session, row: Place, on_file: Mapping[str, Facts], now: datetime, zone: str
) -> Iterator[Facts]:
    """The probes of a room: when each was read last, and verified as it stands on file."""
    for point in points_of(session, [row.code]):
        last = newest(session, point.line, point.quantity, now)
        read = {} if last is None else {"read_on": last.agent_at.astimezone(ZoneInfo(zone)).date()}
        own = {"name": point.name, "measures": point.quantity, "continuous": True}
        yield {**on_file.get(point.code, {}), **own, **read}


def _believed(point: Point, last: StoredReading, now: datetime) -> bool:
    return last.digits is not None and now - last.agent_at <= policy_of(point).silent_after
