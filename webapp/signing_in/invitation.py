"""The one-time link: the first administrator, or a person who chooses new secrets."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from compounding.errors import PeopleError
from compounding.ledger.invitations import accept_invitation, usable_invitation
from webapp.doors import OPEN, door
from webapp.house import house
from webapp.signing_in import blueprint
from webapp.signing_in.entry import begin


@blueprint.get("/welcome/<token>")
@door(OPEN)
def invitation(token: str) -> ResponseReturnValue:
    """Choose name, password and PIN; raises InvitationRefused for a dead link."""
    here = house()
    with here.database.reading() as looking:
        known = usable_invitation(looking, token, here.now()).person_id is not None
    return _page(known=known)


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
        person = accept_invitation(
            here.database,
            token,
            at=here.now(),
            password=form.get("password", ""),
            handle=form.get("handle", "").strip().lower(),
            name=form.get("name", ""),
            pin=form.get("pin", ""),
        )
    except PeopleError as trouble:
        return _page(known="handle" not in form, wrong=str(trouble))
    return begin(here, person)
