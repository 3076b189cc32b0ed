"""Lot and expiry keyed from a label, with a second person's look, badge and PIN."""

from datetime import date
from functools import partial

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from compounding.ledger.people import Person, Role, roles_of
from compounding.ledger.signing_in import sign_in
from compounding.preparation.errors import OrderRefused, SamePerson
from compounding.preparation.progress import progress
from compounding.preparation.staging import stage_keyed
from webapp.doors import door
from webapp.house import house
from webapp.recording import answer, me, recording, shows_again
from webapp.technician import blueprint
from webapp.technician.showing import product_names
from webapp.visitor import visitor


@blueprint.get("/<int:number>/keyed")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def ask_keyed(number: int) -> ResponseReturnValue:
    """The form for one container."""
    return keyed_page(number)


@blueprint.post("/<int:number>/keyed")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def take_keyed(number: int) -> ResponseReturnValue:
    """Take the container once a second person has looked at the label."""
    shows_again(partial(keyed_page, number))
    product, lot, expires = _label()
    second = _second_person()
    with recording(number) as unit:
        heard = stage_keyed(
            unit, number, product_code=product, lot=lot, expires=expires, second=second.name
        )
    outcome = "ok" if heard.outcome == "accepted" else "stop"
    return answer(heard.message, url_for(".worksheet", number=number), outcome)


def keyed_page(number: int) -> str:
    """What still wants a container, with what was typed."""
    with house().database.reading() as session:
        state, products = progress(session, number), product_names(session)
    return render_template(
        "technician/keyed.html",
        work=state,
        number=number,
        missing=[state.recipe.component(role) for role in state.missing_roles],
        products=products,
    )


def _label() -> tuple[str, str, date]:
    form = request.form
    lot, wrong = form.get("lot", "").strip(), {}
    try:
        expires = date.fromisoformat(form.get("expires", "").strip())
    except ValueError:
        expires, wrong["expires"] = date.min, "Write the expiry as 2027-12-31."
    if not lot or not lot.isprintable():
        wrong["lot"] = "Key the lot as it stands on the label."
    if wrong:
        raise OrderRefused(wrong)
    return form.get("product", ""), lot[:60], expires


def _second_person() -> Person:
    """The one who looked too; never the one who keyed."""
    form, here = request.form, house()
    who, secret = form.get("second", "").strip(), form.get("secret", "")
    named = {"badge": who} if visitor.station else {"handle": who.lower()}
    person = sign_in(
        here.database, secret=secret, at=here.now(), station=visitor.station_code, **named
    )
    with here.database.reading() as session:
        looks = roles_of(session, person.id) & {Role.TECHNICIAN, Role.PHARMACIST}
    if not looks:
        message = (
            f"{person.name} is neither technician nor pharmacist. Nothing was recorded. "
            "Ask a colleague of the IV room for the second look."
        )
        raise SamePerson(message)
    if person.id == me().id:
        message = "The second look is another person's. Nothing was recorded. Ask a colleague."
        raise SamePerson(message)
    return person
