"""The one-time link: the first administrator, or a person who chooses new secrets."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from compounding.errors import PeopleError
from compounding.ledger.invitations import Enrolment, Invitation, accept_invitation
from compounding.ledger.sessions import close_sessions_of
from compounding.ledger.stations import token_digest
from webapp.doors import OPEN, door
from webapp.house import house
from webapp.signing_in import blueprint
from webapp.signing_in.entry import begin


@blueprint.get("/welcome/<token>")
@door(OPEN)
def invitation(token: str) -> ResponseReturnValue:
    """Choose name, password and PIN; whether the link may still be used shows when it is."""
    question = select(Invitation).where(Invitation.token == token_digest(token))
    with house().database.reading() as looking:
        found = looking.scalars(question).one_or_none()
    return _page(known=found.person_id is not None) if found else abort(404)


def _page(*, known: bool, wrong: str = "") -> ResponseReturnValue:
    page = render_template(
        "signing_in/invitation.html", form=request.form, wrong=wrong, known=known
    )
    return page, 400 if wrong else 200


@blueprint.post("/welcome/<token>")
@door(OPEN)
def accept(token: str) -> ResponseReturnValue:
    """Enrol through the link, and go on signed in."""
    here, form = house(), request.form
    try:
        enrolment = Enrolment(
            password=form.get("password", ""),
            handle=form.get("handle", "").strip().lower(),
            name=form.get("name", ""),
            pin=form.get("pin", ""),
        )
        person = accept_invitation(here.database, token, enrolment, here.now())
    except PeopleError as trouble:
        return _page(known="handle" not in form, wrong=str(trouble))
    close_sessions_of(here.database, person.id)
    return begin(here, person)
