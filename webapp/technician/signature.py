"""The maker's one signature, outside the hood: prepared as recorded."""

from functools import partial

from flask import request, url_for
from flask.typing import ResponseReturnValue

from compounding.ledger.people import Role
from compounding.preparation.prepared import sign_prepared
from webapp.doors import door
from webapp.recording import answer, recording, shows_again
from webapp.technician import blueprint
from webapp.technician.work import page


@blueprint.post("/<int:number>/prepared")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def prepared(number: int) -> ResponseReturnValue:
    """Sign the finished work as it was shown."""
    shows_again(partial(page, number))
    form = request.form
    with recording(number) as unit:
        sign_prepared(unit, number, secret=form.get("pin", ""), shown=form.get("digest", ""))
    return answer("Signed. A pharmacist checks the bag and releases it.", url_for(".home"))
