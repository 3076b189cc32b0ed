"""From a signed nutrition order to a dose in the technician's queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from compounding.cleanroom.places import facility
from compounding.ledger.people import Role, require_role
from compounding.ledger.unit import Unit
from compounding.preparation.book import approve_formula, enter_formula, stability_figures
from compounding.preparation.errors import NotLawfulNow
from compounding.preparation.models import FormulaVersion, Order
from compounding.preparation.nutrition.being_made import doses_of
from compounding.preparation.nutrition.finding import ApprovedNutrition, approved
from compounding.preparation.nutrition.supplies import supplies_for
from compounding.preparation.nutrition.walk_recipe import Stated, recipe_content
from compounding.preparation.orders import OrderEntry, enter_order, verify_order
from compounding.preparation.recipe import read_recipe
from compounding.stock.figures import confirm_figure
from formulas.quantity import qty, show
from formulas.rounding import half_up

PUMP = qty("0.1 mL/h")  # what a bedside pump can be set to


@dataclass(frozen=True)
class Making:
    """Where a nutrition bag is made, how it is kept, and what is known of how long it lasts."""

    hood: str
    storage: str
    urgency: str = "routine"
    stability: Sequence[Stated] = ()


def send_to_hood(unit: Unit, order_id: int, making: Making, *, secret: str) -> Order:
    """The signing pharmacist sends a signed nutrition order to be made: one order, one bag.

    The formula is made from the sheet that was signed, approved and frozen; each stability given
    is vouched for by the one who signs.  Raises NotFound, NotLawfulNow (withdrawn, or sent
    before), ContentMoved, Disagreement, RecipeUnfit, WrongSecret.
    """
    require_role(unit, Role.PHARMACIST)
    found = approved(unit.session, order_id)
    _require_not_sent(unit.session, found)
    version = _formula(unit, found, making, order_id, secret)
    row = enter_order(unit, _entry(found, making, version))
    verify_order(unit, row.id, secret=secret)
    return row


def _formula(
    unit: Unit, found: ApprovedNutrition, making: Making, order_id: int, secret: str
) -> FormulaVersion:
    """The bag's own formula, approved, its stabilities vouched for."""
    supplies = supplies_for(unit.session, found.sheet, making.hood)
    content = recipe_content(found.bag, found.sheet, supplies, making.stability)
    signed = {"order": order_id, "version": found.version, "signed_by": found.signed_by}
    row = enter_formula(unit, {**content, "nutrition": signed})
    approve_formula(unit, row.id, secret=secret)
    sample = facility(unit.session).sample
    for _, figure in stability_figures(unit.session, read_recipe(row.content)):
        if not figure.confirmed:
            confirm_figure(unit, figure, secret=secret, sample=sample)
    return row


def _entry(found: ApprovedNutrition, making: Making, version: FormulaVersion) -> OrderEntry:
    content = version.content
    return OrderEntry(
        patient=dict(found.patient),
        formula_slug=version.slug,
        dose=content["dose"],
        route=content["route"],
        rate=rate_of(found),
        storage=making.storage,
        due=found.due,
        urgency=making.urgency,
        note=found.note,
    )


def rate_of(found: ApprovedNutrition) -> str:
    """How it is given: the volume over the hours, and the rate where it is one and the same."""
    order, infused = found.order, found.bag.infused
    hours = order.hours.to("h")
    whole = f"{show(infused)} over {show(hours)}"
    if order.taper is not None:
        return f"{whole}, half rate for the first and last {show(order.taper)}"
    return f"{show(half_up((infused / hours).to('mL/h'), PUMP).value)}, {whole}"


def _require_not_sent(session: Session, found: ApprovedNutrition) -> None:
    """One version of a nutrition order makes one bag; a cancelled dose makes room for another."""
    sent = doses_of(session, found.number)
    if sent:
        message = (
            f"Nutrition order {found.number} was sent to be made already, as order "
            f"{sent[0].number}. Nothing changed. Cancel that one first, or enter the next day's "
            "order."
        )
        raise NotLawfulNow(message)


def require_current(session: Session, content: Mapping[str, Any]) -> None:
    """The nutrition order that a formula was made from still stands, in this very version.

    Raises NotLawfulNow, NotFound, ContentMoved.
    """
    signed = content.get("nutrition")
    if signed is None:
        return
    found = approved(session, signed["order"])
    if found.version != signed["version"]:
        message = (
            f"Nutrition order {found.number} was changed after this bag was sent to be made. "
            "It may not be compounded. Cancel the order and send the new version."
        )
        raise NotLawfulNow(message)
