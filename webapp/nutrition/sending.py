"""A signed nutrition order is sent to the hood: a dose in the technician's queue."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from compounding.ledger.people import Role
from compounding.preparation.errors import ContentMoved, OrderRefused
from compounding.preparation.nutrition.finding import nutrition, versions
from compounding.preparation.nutrition.lasting import FIELD, require_within_judged
from compounding.preparation.nutrition.standing import require_standing
from compounding.preparation.nutrition.to_hood import Making, send_to_hood
from compounding.preparation.nutrition.walk_recipe import Stated
from webapp.doors import door
from webapp.nutrition import blueprint
from webapp.nutrition.attempt import rules_of_house
from webapp.nutrition.saved import order_page
from webapp.pharmacist.signing import signed_form
from webapp.recording import UNFIT, answer, recording, shows_again

NEEDED = "This is needed."
ASKED = ("hood", "storage", FIELD, "source", "urgency")


@blueprint.post("/orders/<int:number>/send")
@door(Role.PHARMACIST)
def send(number: int) -> ResponseReturnValue:
    """Send the bag to be made, signed: a dose in the technician's queue."""
    shows_again(partial(order_page, number))
    try:
        with recording() as unit:
            ordered = _as_seen(unit.session, number)
            made = send_to_hood(unit, number, making_typed(ordered), secret=signed_form().secret)
            name = made.number
    except OrderRefused as trouble:
        return order_page(number, trouble.fields), UNFIT
    message = f"Sent to be made: order {name} stands in the queue under Prepare."
    return answer(message, url_for(".one", number=number))


def _as_seen(session: Session, number: int) -> Mapping[str, Any]:
    """The order as it was on the screen.

    Raises ContentMoved where it, or what it is held against, was changed since.
    """
    row = nutrition(session, number)
    newest = versions(session, row)[0]
    if newest.digest != signed_form().shown:
        message = (
            f"Version {newest.version} of this order was signed after the page was shown. "
            "Nothing was sent. Look at it, then send it."
        )
        raise ContentMoved(message)
    require_standing(newest, row.number, rules_of_house())
    return newest.ordered


def making_typed(ordered: Mapping[str, Any]) -> Making:
    """Where and how it is made, from its form.  Raises OrderRefused, by field."""
    said = {name: request.form.get(name, "").strip() for name in ASKED}
    wrong = {name: NEEDED for name, text in said.items() if not text}
    if said[FIELD] and not (said[FIELD].isdecimal() and said[FIELD].isascii()):
        wrong[FIELD] = "Write whole hours, such as 48."
    if wrong:
        raise OrderRefused(wrong)
    require_within_judged(ordered, int(said[FIELD]))
    stated = Stated(said["storage"], int(said[FIELD]), said["source"])
    return Making(said["hood"], said["storage"], said["urgency"], stability=(stated,))
