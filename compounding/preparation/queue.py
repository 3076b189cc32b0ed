"""Which doses wait, and for whom: orders with their worksheets, urgent and early ones first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.preparation.models import (
    Act,
    Decision,
    Label,
    Order,
    OrderDecision,
    StagedItem,
    Worksheet,
)
from compounding.preparation.progress import Progress, Stage, progress, worksheet_of


@dataclass(frozen=True)
class Dose:
    """An order and how far it has come; without ``state`` no worksheet is open for it."""

    order: Order
    verified: bool
    state: Progress | None

    @property
    def urgent(self) -> bool:
        """Whether the order says STAT."""
        return self.order.urgency == "STAT"


def open_doses(session: Session) -> list[Dose]:
    """Every dose that is still to be made, checked or released; STAT first, then by due time."""
    rows = session.scalars(select(Order).where(Order.id.not_in(_closed_orders())))
    found = (_dose(session, row) for row in rows)
    kept = [dose for dose in found if dose.state is not None or not _cancelled(session, dose)]
    return sorted(kept, key=lambda dose: (not dose.urgent, dose.order.due, dose.order.id))


def unverified_orders(session: Session) -> list[Order]:
    """The orders that wait for a pharmacist, STAT first, then by due time."""
    return [dose.order for dose in open_doses(session) if not dose.verified]


def decided_worksheets(session: Session, most: int) -> list[tuple[Worksheet, Decision]]:
    """The newest worksheets that have their last word."""
    rows = session.execute(
        select(Worksheet, Decision)
        .join(Decision, Decision.worksheet_id == Worksheet.id)
        .order_by(Decision.id.desc())
        .limit(most)
    )
    return [(row[0], row[1]) for row in rows]


def worksheet_with_code(session: Session, code: str) -> int | None:
    """The worksheet that a label or a sticker belongs to."""
    labelled = session.scalar(select(Label.worksheet_id).where(Label.code == code))
    if labelled is not None:
        return labelled
    return session.scalar(select(StagedItem.worksheet_id).where(StagedItem.sticker == code))


def runs_at(session: Session, station: str) -> bool:
    """Whether a step is running at a station: its last act belongs to a dose in the hood."""
    last = session.scalars(
        select(Act).where(Act.station == station).order_by(Act.id.desc()).limit(1)
    ).first()
    if last is None:
        return False
    return progress(session, last.worksheet_id).stage in (Stage.HOOD, Stage.CHECK)


def who_accepted(session: Session, worksheet_id: int, number: int) -> Act | None:
    """The act that accepted a step last, if it was accepted."""
    return session.scalars(
        select(Act)
        .where(
            Act.worksheet_id == worksheet_id,
            Act.step == number,
            Act.slot == "main",
            Act.outcome == "accept",
        )
        .order_by(Act.id.desc())
        .limit(1)
    ).first()


def _closed_orders() -> Any:  # noqa: ANN401 # a SQLAlchemy subquery has no short public type
    refused = select(OrderDecision.order_id).where(OrderDecision.kind == "refused")
    released = (
        select(Worksheet.order_id)
        .join(Decision, Decision.worksheet_id == Worksheet.id)
        .where(Decision.kind == Stage.RELEASED.value)
    )
    return refused.union(released)


def _dose(session: Session, row: Order) -> Dose:
    kinds = _decisions(session, row)
    sheet = worksheet_of(session, row.id)
    state = progress(session, sheet.id) if sheet else None
    if state is not None and state.decided:
        state = None
    return Dose(row, "verified" in kinds, state)


def _cancelled(session: Session, dose: Dose) -> bool:
    return "cancelled" in _decisions(session, dose.order)


def _decisions(session: Session, row: Order) -> Iterable[str]:
    return set(session.scalars(select(OrderDecision.kind).where(OrderDecision.order_id == row.id)))
