"""Where the work on a worksheet stands, read from its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.preparation.errors import NotFound
from compounding.preparation.fold import fold
from compounding.preparation.models import (
    Act,
    Decision,
    Label,
    Order,
    OrderDecision,
    StagedItem,
    Worksheet,
)
from compounding.preparation.recipe import read_recipe
from compounding.preparation.state import Clears, Progress, Stage, Stop, Taken

__all__ = [
    "Clears",
    "Progress",
    "Stage",
    "Stop",
    "Taken",
    "acts_of",
    "labels_of",
    "live_label",
    "progress",
    "worksheet",
    "worksheet_of",
]


def worksheet(session: Session, worksheet_id: int) -> Worksheet:
    """A worksheet by its number.  Raises NotFound."""
    row = session.get(Worksheet, worksheet_id)
    if row is None:
        message = f"There is no worksheet {worksheet_id}. Choose one from the queue."
        raise NotFound(message)
    return row


def worksheet_of(session: Session, order_id: int) -> Worksheet | None:
    """The newest worksheet of an order, if one was opened."""
    return session.scalars(
        select(Worksheet)
        .where(Worksheet.order_id == order_id)
        .order_by(Worksheet.id.desc())
        .limit(1)
    ).first()


def acts_of(session: Session, worksheet_id: int) -> list[Act]:
    """Everything done on a worksheet, in the order it was done."""
    return list(
        session.scalars(select(Act).where(Act.worksheet_id == worksheet_id).order_by(Act.id))
    )


def labels_of(session: Session, worksheet_id: int) -> list[Label]:
    """Every label printed for a worksheet, in order."""
    return list(
        session.scalars(select(Label).where(Label.worksheet_id == worksheet_id).order_by(Label.id))
    )


def live_label(labels: Sequence[Label], kind: str) -> Label | None:
    """The label of a kind that no reprint has voided."""
    voided = {label.voids_id for label in labels}
    return next((x for x in reversed(labels) if x.kind == kind and x.id not in voided), None)


def progress(session: Session, worksheet_id: int) -> Progress:
    """Where the work on a worksheet stands."""
    row = worksheet(session, worksheet_id)
    order = session.get_one(Order, row.order_id)
    items = session.scalars(select(StagedItem).where(StagedItem.worksheet_id == row.id))
    blank = Progress(
        worksheet=row,
        order=order,
        recipe=read_recipe(row.recipe),
        staged={item.role: item for item in items},
        stage=Stage.STAGING,
    )
    state = fold(blank, acts_of(session, row.id))
    state = replace(state, cancelled=_cancelled(session, order))
    last_word = session.scalars(select(Decision).where(Decision.worksheet_id == row.id)).first()
    return replace(state, stage=Stage(last_word.kind)) if last_word else state


def _cancelled(session: Session, order: Order) -> str:
    row = session.scalars(
        select(OrderDecision).where(
            OrderDecision.order_id == order.id, OrderDecision.kind == "cancelled"
        )
    ).first()
    return f"{row.reason} ({row.by_name})" if row else ""
