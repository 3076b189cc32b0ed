"""One's own secrets, changed after showing the present password."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from compounding.errors import PeopleError
from compounding.ledger.people import set_password, set_pin
from compounding.ledger.sessions import close_sessions_of
from compounding.ledger.signing_in import sign_in
from webapp.admin import blueprint
from webapp.admin.acts import acting
from webapp.doors import SIGNED_IN, door
from webapp.house import house
from webapp.signing_in.entry import begin
from webapp.visitor import visitor


@blueprint.get("/account")
@door(SIGNED_IN)
def account() -> ResponseReturnValue:
    """Change one's own PIN or password."""
    return render_template("admin/account.html", wrong="")


@blueprint.post("/account")
@door(SIGNED_IN)
def change() -> ResponseReturnValue:
    """New secrets; every other session of the person ends."""
    here, form = house(), request.form
    try:
        handle = visitor.person.handle if visitor.person else ""
        present = form.get("present", "")
        person = sign_in(here.database, handle=handle, secret=present, at=here.now())
        with acting() as unit:
            if password := form.get("password"):
                set_password(unit, person.id, password)
            if pin := form.get("pin"):
                set_pin(unit, person.id, pin)
    except PeopleError as trouble:
        return render_template("admin/account.html", wrong=str(trouble)), 400
    close_sessions_of(here.database, person.id)
    flash("Changed. Every other place you were signed in is signed out.", "ok")
    return begin(here, person)
