"""What is being made from a nutrition order.  Where the order goes, the dose goes with it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.ledger.unit import Unit
from compounding.preparation.errors import NotLawfulNow
from compounding.preparation.fields import LONGEST
from compounding.preparation.models import Decision, Order, OrderDecision, Worksheet
from compounding.preparation.nutrition.walk_recipe import slug_of
from compounding.preparation.orders import cancel_order
from compounding.preparation.progress import Stage, progress, worksheet_of


def doses_of(session: Session, number: str) -> list[Order]:
    """The doses that a nutrition order was sent to the hood as, those cancelled left out."""
    cancelled = select(OrderDecision.order_id).where(OrderDecision.kind == "cancelled")
    return list(
        session.scalars(
            select(Order)
            .where(Order.formula_slug == slug_of(number), Order.id.not_in(cancelled))
            .order_by(Order.id)
        )
    )


def being_made(session: Session, number: str) -> list[str]:
    """Say of each dose how far it has come: what stops if the order is changed or withdrawn."""
    return [f"order {row.number}, {_how_far(session, row)}" for row in doses_of(session, number)]


def _how_far(session: Session, row: Order) -> str:
    sheet = worksheet_of(session, row.id)
    if sheet is None:
        return "waiting for a technician"
    return f"worksheet {sheet.number}, {progress(session, sheet.id).stage.value}"


def require_not_released(session: Session, number: str) -> None:
    """A bag that was released has left: nothing here calls it back.  Raises NotLawfulNow."""
    sent = [row.id for row in doses_of(session, number)]
    released = session.scalars(
        select(Decision)
        .join(Worksheet, Worksheet.id == Decision.worksheet_id)
        .where(Worksheet.order_id.in_(sent), Decision.kind == Stage.RELEASED.value)
    ).first()
    if released is not None:
        message = (
            f"The bag of nutrition order {number} was released by {released.by_name}. "
            "Nothing changed, and nothing here can call it back: tell the ward. "
            "Enter a new order for the next bag."
        )
        raise NotLawfulNow(message)


def stop_making(unit: Unit, number: str, why: str, *, secret: str) -> None:
    """Cancel every dose of a nutrition order, signed; what is in hand is to be wasted.

    Raises NotLawfulNow where one was released, WrongSecret.
    """
    require_not_released(unit.session, number)
    for row in doses_of(unit.session, number):
        cancel_order(unit, row.id, f"{number} {why}"[:LONGEST], secret=secret)
