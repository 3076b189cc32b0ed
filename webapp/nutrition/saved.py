"""A signed order: what was on the screen, its versions, withdrawing it."""

from collections.abc import Mapping
from functools import partial

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from compounding.ledger.people import Role
from compounding.preparation.errors import NotFound
from compounding.preparation.nutrition.finding import nutrition, versions, withdrawal
from compounding.preparation.nutrition.lasting import kept_at_most
from compounding.preparation.nutrition.saving import stored_summary, withdraw_nutrition_order
from webapp.doors import door
from webapp.house import house
from webapp.nutrition import blueprint
from webapp.nutrition.at_hood import at_hood, choices
from webapp.pharmacist.signing import signed_form
from webapp.recording import answer, recording, shows_again


@blueprint.get("/orders/<int:number>")
@door(Role.PHARMACIST)
def one(number: int) -> ResponseReturnValue:
    """The newest version of an order, or an older one."""
    return order_page(number)


@blueprint.post("/orders/<int:number>/withdraw")
@door(Role.PHARMACIST)
def withdraw(number: int) -> ResponseReturnValue:
    """Withdraw the order, signed, with the reason."""
    shows_again(partial(order_page, number))
    form = signed_form()
    with recording() as unit:
        withdraw_nutrition_order(unit, number, form.reason, secret=form.secret)
    return answer("Withdrawn. No bag is made from it.", url_for(".one", number=number))


def order_page(number: int, wrong: Mapping[str, str] | None = None) -> str:
    """What was signed, exactly as it was seen; where its bag is, or what sends it.

    ``wrong`` is what the form that sends it said wrong, by field.
    """
    wanted = request.args.get("version", type=int)
    with house().database.reading() as session:
        row = nutrition(session, number)
        every = versions(session, row)
        version = next((one for one in every if wanted in {None, one.version}), None)
        if version is None:
            message = f"{row.number} has no version {wanted}. Choose one from its list."
            raise NotFound(message)
        return render_template(
            "nutrition/order.html",
            row=row,
            version=version,
            versions=every,
            shown=stored_summary(version),
            gone=withdrawal(session, row),
            made=at_hood(session, row.number),
            choices=choices(session),
            most=kept_at_most(every[0].ordered),
            wrong=wrong or {},
        )
