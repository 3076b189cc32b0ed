"""What each fact would change in the dates of a preparation: for its pharmacist alone."""

from flask import render_template
from flask.typing import ResponseReturnValue

from beyond_use.errors import NoDate
from beyond_use.what_if import what_if
from compounding.cleanroom.law_book import law_on
from compounding.ledger.people import Role
from compounding.preparation.dates import csp_of, dates
from compounding.preparation.progress import progress
from webapp.doors import door
from webapp.house import house
from webapp.pharmacist import blueprint


@blueprint.get("/<int:number>/what-if")
@door(Role.PHARMACIST)
def otherwise(number: int) -> ResponseReturnValue:
    """Every single fact that would change a date, and how; nothing here is recorded."""
    now = house().now()
    with house().database.reading() as session:
        state = progress(session, number)
        if not state.staged:
            return render_template("pharmacist/what_if.html", state=state, number=number)
        csp = csp_of(session, state, state.started_at or now)
        law = law_on(session, csp.begun_on)
        return render_template(
            "pharmacist/what_if.html",
            state=state,
            number=number,
            found=dates(session, state, now),
            changes=what_if(csp, law),
            is_none=lambda answer: isinstance(answer, NoDate),
        )
