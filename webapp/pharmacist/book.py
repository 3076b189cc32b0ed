"""What a pharmacist vouches for: densities, stabilities, formula versions."""

from functools import partial

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from compounding.cleanroom.places import facility
from compounding.ledger.canonical import digest
from compounding.ledger.people import Role
from compounding.preparation.book import (
    approve_formula,
    in_use,
    stability_figures,
    version,
    waiting_for_approval,
)
from compounding.preparation.errors import ContentMoved, NotFound
from compounding.preparation.recipe import read_recipe
from compounding.stock.figures import Figure, confirm_figure, density
from compounding.stock.products import products_in_force
from webapp.doors import door
from webapp.house import house
from webapp.pharmacist import blueprint
from webapp.pharmacist.signing import signed_form
from webapp.recording import answer, recording, shows_again


@blueprint.get("/figures")
@door(Role.PHARMACIST)
def figures() -> ResponseReturnValue:
    """Every density and stability, unconfirmed ones first."""
    return figures_page()


@blueprint.post("/figures")
@door(Role.PHARMACIST)
def confirm() -> ResponseReturnValue:
    """Vouch for one figure at its present value."""
    shows_again(figures_page)
    form = request.form
    key = (form.get("about", ""), form.get("name", ""), form.get("value", ""))
    with recording() as unit:
        stated = _stated(unit.session, key)
        sample = facility(unit.session).sample
        confirm_figure(unit, stated, secret=signed_form().secret, sample=sample)
    return answer("Confirmed. Weighings and dates may rest on it.", url_for(".figures"))


@blueprint.get("/formulas")
@door(Role.PHARMACIST)
def formulas() -> ResponseReturnValue:
    """Versions that wait for approval, and those in use."""
    with house().database.reading() as session:
        return render_template(
            "pharmacist/formulas.html",
            waiting=waiting_for_approval(session),
            used=in_use(session),
        )


@blueprint.get("/formulas/<int:number>")
@door(Role.PHARMACIST)
def formula(number: int) -> ResponseReturnValue:
    """One version, step by step."""
    return formula_page(number)


@blueprint.post("/formulas/<int:number>/approve")
@door(Role.PHARMACIST)
def approve_version(number: int) -> ResponseReturnValue:
    """Approve a version for use."""
    shows_again(partial(formula_page, number))
    with recording() as unit:
        approve_formula(unit, number, secret=signed_form().secret)
    return answer("Approved. New worksheets are made by it.", url_for(".formulas"))


def figures_page() -> str:
    """All figures, with whoever vouched for them."""
    with house().database.reading() as session:
        found = sorted(all_figures(session), key=lambda pair: pair[1].confirmed)
    return render_template("pharmacist/figures.html", figures=found)


def formula_page(number: int) -> str:
    """A version as it would be worked."""
    with house().database.reading() as session:
        row = version(session, number)
        return render_template(
            "pharmacist/formula.html",
            version=row,
            recipe=read_recipe(row.content),
            waits=row in waiting_for_approval(session),
            digest=digest(row.content),
        )


def all_figures(session: Session) -> list[tuple[str, Figure]]:
    """The density of every product that has one, the stabilities of every formula in use."""
    found = [
        (product.name, density(session, product))
        for product in products_in_force(session)
        if product.card.get("density")
    ]
    for row in in_use(session):
        recipe = read_recipe(row.content)
        found += [(row.name, one) for _, one in stability_figures(session, recipe)]
    return found


def _stated(session: Session, key: tuple[str, str, str]) -> Figure:
    """The figure of the form, if it still has the value that was shown."""
    for _, one in all_figures(session):
        if (one.about, one.name) == key[:2]:
            if one.value != key[2]:
                message = "The figure changed after it was shown. Nothing was signed. Look again."
                raise ContentMoved(message)
            return one
    message = "There is no such figure. Choose one from the list."
    raise NotFound(message)
