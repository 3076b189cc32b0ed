"""Store what the agents bring: once each, in order, without holes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from compounding.cleanroom.errors import HoleInReadings, LineOfAnother
from compounding.cleanroom.models import StoredReading
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb

AHEAD = timedelta(seconds=2)  # the most an agent's clock may lead the server's

OF_EVERY_AGENT = "agent"  # what an agent says of itself


@dataclass(frozen=True)
class Incoming:
    """One reading as it came over the wire; fields as in StoredReading."""

    sequence: int
    line: str
    quantity: str
    device: str
    raw: str
    digits: str | None
    unit: str | None
    stable: bool | None
    settled: bool
    flags: tuple[str, ...]
    refused: str
    device_at: datetime | None
    agent_at: datetime
    simulated: bool


def highest(session: Session, agent: str, boot: str) -> int:
    """The last sequence stored of one spool, 0 where there is none."""
    return (
        session.scalar(
            select(func.max(StoredReading.sequence)).where(
                StoredReading.agent == agent, StoredReading.boot == boot
            )
        )
        or 0
    )


def ingest(
    unit: Unit, agent: str, boot: str, batch: Sequence[Incoming]
) -> tuple[StoredReading, ...]:
    """Store the readings of a batch that are not here yet, as one entry.

    A repeated delivery stores nothing twice.  Raises HoleInReadings where readings are missing
    between what is here and what came.
    """
    _require_own_lines(unit.session, agent, {(one.line, one.quantity) for one in batch})
    have = highest(unit.session, agent, boot)
    fresh = sorted((r for r in batch if r.sequence > have), key=lambda r: r.sequence)
    for expected, incoming in enumerate(fresh, start=have + 1):
        if incoming.sequence != expected:
            message = (
                f"Reading {expected} of {agent} is missing before {incoming.sequence}. "
                f"Nothing of this batch was stored. Send again from {have + 1}."
            )
            raise HoleInReadings(message, have)
    rows = tuple(_row(incoming, agent, boot, unit.at) for incoming in fresh)
    if rows:
        unit.write(Verb.ROOM_READINGS_STORE, f"agent {agent}", *rows)
    return rows


def _require_own_lines(session: Session, agent: str, lines: set[tuple[str, str]]) -> None:
    """A line belongs to the agent that spoke on it first; no other may speak for its instrument."""
    for line, quantity in sorted(lines):
        first = session.scalars(
            select(StoredReading.agent)
            .where(StoredReading.line == line, StoredReading.quantity == quantity)
            .order_by(StoredReading.agent_at)
            .limit(1)
        ).first()
        if first not in (None, agent) and line != OF_EVERY_AGENT:
            message = (
                f"The line {line} belongs to the agent {first}. Nothing of this batch was stored. "
                "Give the line another name in this agent's file, and on its card."
            )
            raise LineOfAnother(message)


def _row(incoming: Incoming, agent: str, boot: str, received_at: datetime) -> StoredReading:
    return StoredReading(
        agent=agent,
        boot=boot,
        sequence=incoming.sequence,
        line=incoming.line,
        quantity=incoming.quantity,
        device=incoming.device,
        raw=incoming.raw,
        digits=incoming.digits,
        unit=incoming.unit,
        stable=incoming.stable,
        settled=incoming.settled,
        flags=list(incoming.flags),
        refused=incoming.refused,
        device_at=incoming.device_at,
        agent_at=incoming.agent_at,
        received_at=received_at,
        simulated=incoming.simulated,
    )


def newest(session: Session, line: str, quantity: str, now: datetime) -> StoredReading | None:
    """The last reading of a quantity on a line, whatever it said.

    One from the future says nothing yet: else a wrong clock would keep a silent room fine, and
    a balance from being believed, until that day comes.
    """
    return session.scalars(
        select(StoredReading)
        .where(
            StoredReading.line == line,
            StoredReading.quantity == quantity,
            StoredReading.agent_at <= now + AHEAD,
        )
        .order_by(StoredReading.agent_at.desc(), StoredReading.id.desc())
        .limit(1)
    ).first()


def between(
    session: Session, line: str, quantity: str, start: datetime, end: datetime
) -> list[StoredReading]:
    """The readings of a quantity on a line whose measuring time lies in [start, end]."""
    return list(
        session.scalars(
            select(StoredReading)
            .where(
                StoredReading.line == line,
                StoredReading.quantity == quantity,
                StoredReading.agent_at >= start,
                StoredReading.agent_at <= end,
            )
            .order_by(StoredReading.agent_at, StoredReading.id)
        )
    )


def age(reading: StoredReading, now: datetime) -> timedelta:
    """How long ago the instrument said it."""
    return now - reading.agent_at
