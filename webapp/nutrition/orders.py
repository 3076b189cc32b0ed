"""Enter or change an order: choose the kind of patient, fill in, look, sign."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from compounding.ledger.people import Role
from compounding.preparation.errors import OrderRefused
from compounding.preparation.nutrition.finding import newest_orders, nutrition, versions
from compounding.preparation.nutrition.saving import (
    Signing,
    change_nutrition_order,
    enter_nutrition_order,
)
from compounding.preparation.nutrition.typed import kind_of
from webapp.doors import door
from webapp.house import house
from webapp.nutrition import blueprint
from webapp.nutrition.at_hood import sent_as
from webapp.nutrition.attempt import Attempt, rules_of_house
from webapp.nutrition.pages import (
    drafted,
    following_typed,
    form_page,
    posted,
    reasons_typed,
    reckoned,
    reckoned_part,
    summary_page,
)
from webapp.pharmacist.signing import signed_form
from webapp.recording import UNFIT, answer, recording, shows_again


@blueprint.get("")
@door(Role.PHARMACIST)
def home() -> ResponseReturnValue:
    """The orders signed last, and the two ways to a new one."""
    with house().database.reading() as session:
        found = newest_orders(session)
        sent = sent_as(session, [row.number for row, _, _ in found])
        return render_template("nutrition/list.html", orders=found, sent=sent)


@blueprint.get("/orders/new")
@door(Role.PHARMACIST)
def new_order() -> ResponseReturnValue:
    """The form for a kind of patient, or the question which kind."""
    kind = kind_of(request.args)
    typed = {"kind": kind.value} if kind else {}
    return form_page(Attempt(kind, typed), asked=False)


@blueprint.get("/orders/<int:number>/change")
@door(Role.PHARMACIST)
def change(number: int) -> ResponseReturnValue:
    """The form as it was last signed."""
    with house().database.reading() as session:
        last = versions(session, nutrition(session, number))[0]
        return form_page(drafted(session, last.typed, number))


@blueprint.get("/orders/<int:number>/next")
@door(Role.PHARMACIST)
def following(number: int) -> ResponseReturnValue:
    """The form of a new order, filled in as this one was last signed."""
    with house().database.reading() as session:
        row = nutrition(session, number)
        typed = following_typed(versions(session, row)[0].typed)
        return form_page(drafted(session, typed, None), follows=row.number)


@blueprint.post("/orders/reckon")
@door(Role.PHARMACIST)
def reckon() -> ResponseReturnValue:
    """Reckon what is typed; nothing is kept."""
    came = reckoned(draft=True)
    if request.headers.get("HX-Request"):
        return reckoned_part(came)
    return form_page(came), UNFIT if came.shown is None else 200


@blueprint.post("/orders/summary")
@door(Role.PHARMACIST)
def summary() -> ResponseReturnValue:
    """Everything once more, to be seen and signed."""
    came = reckoned(draft=False)
    return summary_page(came), UNFIT if came.shown is None else 200


@blueprint.post("/orders")
@door(Role.PHARMACIST)
def save() -> ResponseReturnValue:
    """Sign what was shown; anything else is refused, and shown again."""
    shows_again(lambda: summary_page(reckoned(draft=False)))
    try:
        number = _saved()
    except OrderRefused as trouble:
        return summary_page(reckoned(draft=False), trouble.fields), UNFIT
    return answer("Signed and saved.", url_for(".one", number=number))


def _saved() -> int:
    typed, order_id = posted()
    form = signed_form()
    signing, site = Signing(form.secret, form.shown, reasons_typed()), rules_of_house()
    with recording() as unit:
        if order_id is None:
            return enter_nutrition_order(unit, typed, signing, site).order_id
        return change_nutrition_order(unit, order_id, typed, signing, site).order_id


@blueprint.get("/orders")
@blueprint.get("/orders/reckon")
@blueprint.get("/orders/summary")
@door(Role.PHARMACIST)
def again() -> ResponseReturnValue:
    """A page that came of a form has no address of its own; after a reload one begins anew."""
    return redirect(url_for(".home"))
