"""Open a worksheet: the formula version frozen, everything it rests on looked at first."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from compounding.cleanroom.balances import balance_of
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.book import approved
from compounding.preparation.errors import NotLawfulNow
from compounding.preparation.expectations import expectation
from compounding.preparation.fitness import require_lawful_hood, require_lawful_products
from compounding.preparation.models import Order, Worksheet
from compounding.preparation.nutrition.to_hood import require_current
from compounding.preparation.orders import decision, order
from compounding.preparation.progress import Stage, progress, worksheet_of
from compounding.preparation.recipe import Recipe, read_recipe
from compounding.preparation.vouching import require_vouched
from compounding.stock.figures import density
from compounding.stock.products import product_in_force
from formulas.quantity import show


def open_worksheet(unit: Unit, order_id: int, hood: str) -> Worksheet:
    """Freeze the formula for a verified order, to be made in a hood.

    Raises NotLawfulNow for an order that is not verified or already worked on,
    FigureNotConfirmed for a density nobody vouched for, RecipeUnfit where the hood's balance
    cannot verify a step.
    """
    session = unit.session
    row = order(session, order_id)
    _require_verified(session, row)
    formula = approved(session, row.formula_slug)
    recipe = read_recipe(formula.content)
    require_current(session, recipe.content)
    _require_same_dose(row, recipe)
    require_lawful_hood(session, recipe, hood)
    _require_weighable(session, recipe, hood)
    count = session.scalar(select(func.count()).select_from(Worksheet)) or 0
    made = Worksheet(
        number=f"W-{count + 1:06d}",
        order_id=row.id,
        formula_id=formula.id,
        hood=hood,
        opened_at=unit.at,
        recipe=formula.content,
    )
    unit.write(Verb.WORKSHEET_RECIPE_OPEN, f"worksheet {made.number}", made)
    return made


def _require_verified(session: Session, row: Order) -> None:
    if decision(session, row, "verified") is None:
        message = (
            f"Order {row.number} is not verified by a pharmacist. It may not be compounded. "
            "Ask a pharmacist to verify it under Check."
        )
        raise NotLawfulNow(message)
    if decision(session, row, "cancelled"):
        message = f"Order {row.number} was cancelled. It may not be compounded."
        raise NotLawfulNow(message)
    open_one = worksheet_of(session, row.id)
    if open_one is not None and not _ended_without_dose(session, open_one):
        message = (
            f"Order {row.number} is worked on already, on worksheet {open_one.number}. "
            "Go on with that one."
        )
        raise NotLawfulNow(message)


def _require_same_dose(row: Order, recipe: Recipe) -> None:
    """The formula may have been changed after the order was verified."""
    card = recipe.content
    verified = (row.dose, row.route, row.storage in card["storages"])
    if verified != (show(recipe.dose), card["route"], True):
        message = (
            f"Order {row.number} was verified for {row.dose}, {row.route}, {row.storage}; the "
            f"formula in force makes {show(recipe.dose)}, {card['route']}. It may not be made so. "
            "Cancel the order and enter it anew, or have the formula corrected."
        )
        raise NotLawfulNow(message)


def _ended_without_dose(session: Session, row: Worksheet) -> bool:

    return progress(session, row.id).stage in (Stage.REJECTED, Stage.WASTED)


def _require_weighable(session: Session, recipe: Recipe, hood: str) -> None:
    """Every density confirmed, and every weighed step verifiable on the hood's balance."""
    balance = balance_of(session, hood)
    products = {c.role: product_in_force(session, c.product) for c in recipe.components}
    require_lawful_products(recipe, {role: p.card for role, p in products.items()})
    for step in recipe.steps:
        for role in step.weighed_of:
            require_vouched(session, density(session, products[role]), products[role].name)
    cards = {role: product.card for role, product in products.items()}
    for step in recipe.steps:
        expectation(recipe, step, cards, balance)
