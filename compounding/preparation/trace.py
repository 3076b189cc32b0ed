"""From a lot, a label, a sticker or a person's order to the bags: what a recall asks for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from compounding.preparation.models import Label, Order, StagedItem, Worksheet
from compounding.preparation.progress import Progress, progress
from compounding.stock.models import Container, Lot

MOST = 500


@dataclass(frozen=True)
class Traced:
    """One bag that answers to what was asked, and through which of its containers."""

    state: Progress
    through: tuple[str, ...]


def trace(session: Session, asked: str) -> list[Traced]:
    """Every bag, newest first, that holds a lot or carries a code equal to what was asked."""
    text = asked.strip()
    if not text:
        return []
    sheets = session.scalars(
        select(Worksheet)
        .where(
            or_(
                Worksheet.number == text,
                Worksheet.id.in_(_by_container(text)),
                Worksheet.id.in_(select(Label.worksheet_id).where(Label.code == text)),
                Worksheet.order_id.in_(select(Order.id).where(Order.number == text)),
            )
        )
        .order_by(Worksheet.id.desc())
        .limit(MOST)
    )
    return [_traced(session, sheet, text) for sheet in sheets]


def _by_container(text: str) -> Select[int]:
    return (
        select(StagedItem.worksheet_id)
        .join(Container, Container.id == StagedItem.container_id)
        .join(Lot, Lot.id == Container.lot_id)
        .where(or_(Lot.lot == text, Container.sticker == text, Container.serial == text))
    )


def _traced(session: Session, sheet: Worksheet, text: str) -> Traced:
    state = progress(session, sheet.id)
    through = tuple(
        f"{item.frozen['card']['name']}, lot {item.frozen['lot']}, {item.sticker}"
        for item in state.staged.values()
        if text in (item.frozen["lot"], item.sticker, item.frozen["serial"])
    )
    return Traced(state, through)
