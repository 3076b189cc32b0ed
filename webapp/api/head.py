"""The newest signed head of the log, for everyone: it proves and tells nothing."""

from flask import jsonify
from flask.typing import ResponseReturnValue

from compounding.ledger.heads import last_head
from webapp.api import blueprint
from webapp.doors import OPEN, door
from webapp.house import house


@blueprint.get("/head")
@door(OPEN)
def head() -> ResponseReturnValue:
    """The head as it travels in proofs; null before the first entry."""
    with house().database.reading() as session:
        return jsonify(last_head(session))
