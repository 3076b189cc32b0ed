"""The locked screen: it shows nothing and keeps the place."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from compounding.ledger.sessions import lock_session
from webapp.doors import OPEN, door
from webapp.gate import safe_next
from webapp.house import house
from webapp.signing_in import blueprint
from webapp.signing_in.views import entrance
from webapp.visitor import visitor


@blueprint.get("/locked")
@door(OPEN)
def locked() -> ResponseReturnValue:
    """Lock this session if it is still open, and ask who is there."""
    wanted = safe_next(request.args.get("next"))
    if visitor.person is not None:
        lock_session(house().database, visitor.token)
        return redirect(url_for("signing_in.locked", next=wanted))
    return (
        entrance(wanted) if visitor.locked else redirect(url_for("signing_in.sign_in", next=wanted))
    )
