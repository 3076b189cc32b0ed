"""Verify an order before anything is mixed, or send it back."""

from functools import partial

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from compounding.ledger.canonical import digest
from compounding.ledger.people import Role
from compounding.preparation.book import approved, stability_figures
from compounding.preparation.orders import decision, order, refuse_order, shown_order, verify_order
from compounding.preparation.recipe import read_recipe
from compounding.stock.products import products_in_force
from webapp.doors import door
from webapp.house import house
from webapp.pharmacist import blueprint
from webapp.pharmacist.signing import signed_form
from webapp.recording import answer, recording, shows_again


@blueprint.get("/orders/<int:number>")
@door(Role.PHARMACIST)
def order_to_verify(number: int) -> ResponseReturnValue:
    """The order with what its formula says."""
    return order_page(number)


@blueprint.post("/orders/<int:number>/verify")
@door(Role.PHARMACIST)
def verify(number: int) -> ResponseReturnValue:
    """Sign that the order is right."""
    shows_again(partial(order_page, number))
    with recording() as unit:
        verify_order(unit, number, secret=signed_form().secret)
    return answer("The order is verified. It may be made.", url_for(".home"))


@blueprint.post("/orders/<int:number>/refuse")
@door(Role.PHARMACIST)
def refuse_it(number: int) -> ResponseReturnValue:
    """Send the order back, with the reason."""
    shows_again(partial(order_page, number))
    with recording() as unit:
        refuse_order(unit, number, request.form.get("reason", ""))
    return answer("The order is refused. The reason stays with it.", url_for(".home"))


def order_page(number: int) -> str:
    """Patient, dose and formula, and who decided if somebody has."""
    with house().database.reading() as session:
        row = order(session, number)
        version = approved(session, row.formula_slug)
        recipe = read_recipe(version.content)
        kinds = (decision(session, row, kind) for kind in ("verified", "refused", "cancelled"))
        return render_template(
            "pharmacist/order.html",
            order=row,
            version=version,
            recipe=recipe,
            stability=stability_figures(session, recipe),
            products={p.code: p for p in products_in_force(session)},
            decisions=[made for made in kinds if made],
            digest=digest(shown_order(row)),
        )
