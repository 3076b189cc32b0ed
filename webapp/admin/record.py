"""Does the record stand?  Everything recomputed, on demand."""

from flask import render_template
from flask.typing import ResponseReturnValue

from compounding.ledger.heads import last_head
from compounding.ledger.keys import fingerprint
from compounding.ledger.people import Role
from compounding.ledger.verify import verify
from webapp.admin import blueprint
from webapp.doors import door
from webapp.house import house

READERS = (Role.ADMIN, Role.COMPLIANCE)


@blueprint.get("/record")
@door(*READERS)
def record() -> ResponseReturnValue:
    """The newest head, and the button that checks everything."""
    return _page()


@blueprint.post("/record")
@door(*READERS)
def check() -> ResponseReturnValue:
    """Recompute the whole record."""
    return _page(verify(house().database))


def _page(report: object = None) -> ResponseReturnValue:
    with house().database.reading() as session:
        head = last_head(session)
    key = fingerprint(head["key"]) if head else ""
    return render_template("admin/record.html", head=head, key=key, report=report)
