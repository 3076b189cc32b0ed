"""Type an order in, or withdraw it; a wrong field says so beside it and nothing typed is lost."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from compounding.ledger.people import Role
from compounding.preparation.book import in_use
from compounding.preparation.errors import OrderRefused
from compounding.preparation.orders import (
    URGENCIES,
    cancel_order,
    enter_order,
    order,
    read_order,
)
from webapp.doors import door
from webapp.house import house
from webapp.recording import UNFIT, answer, recording, shows_again
from webapp.technician import blueprint


@blueprint.get("/orders/new")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def new_order() -> ResponseReturnValue:
    """An empty form."""
    return form_page({})


@blueprint.post("/orders")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def take_order() -> ResponseReturnValue:
    """Take the order, or show every field that is wrong."""
    try:
        with recording() as unit:
            row = enter_order(unit, read_order(unit.session, request.form))
            number = row.number
    except OrderRefused as trouble:
        return form_page(trouble.fields), UNFIT
    return answer(f"Order {number} waits for a pharmacist.", url_for(".home"))


@blueprint.get("/orders/<int:number>/cancel")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def ask_cancel(number: int) -> ResponseReturnValue:
    """Ask for the reason."""
    return cancel_page(number)


@blueprint.post("/orders/<int:number>/cancel")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def cancel(number: int) -> ResponseReturnValue:
    """Withdraw the order; work under way stops at once."""
    shows_again(lambda: cancel_page(number))
    with recording() as unit:
        row = order(unit.session, number)
        form = request.form
        cancel_order(unit, number, form.get("reason", ""), secret=form.get("pin", ""))
        name = row.number
    return answer(f"Order {name} is cancelled. Work under way is stopped.", url_for(".home"))


def form_page(wrong: dict[str, str]) -> str:
    """The form with what was typed and what is wrong with it."""
    with house().database.reading() as session:
        rows = [(row.slug, row.name, row.content["storages"]) for row in in_use(session)]
    storages = dict.fromkeys(storage for _, _, lawful in rows for storage in lawful)
    return render_template(
        "technician/order.html",
        formulas=[(slug, name) for slug, name, _ in rows],
        storages=[(storage, storage) for storage in storages],
        urgencies=[(urgency, urgency) for urgency in URGENCIES],
        typed=request.form,
        wrong=wrong,
    )


def cancel_page(number: int) -> str:
    """What is withdrawn, and why."""
    with house().database.reading() as session:
        return render_template("technician/cancel.html", order=order(session, number))
