"""Waste: the dose ends here, with its reason."""

from functools import partial

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from compounding.ledger.people import Role
from compounding.preparation import deciding
from compounding.preparation.progress import progress
from webapp.doors import door
from webapp.house import house
from webapp.recording import answer, recording, shows_again
from webapp.streams import live_url
from webapp.technician import blueprint
from webapp.tiles import strip

REASONS = (
    "The order was cancelled",
    "Dropped or touched",
    "Leak or damaged container",
    "Wrong volume, cannot be mended",
    "Room not fit",
)


@blueprint.get("/<int:number>/waste")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def ask_waste(number: int) -> ResponseReturnValue:
    """Ask why, before the last word."""
    return waste_page(number)


@blueprint.post("/<int:number>/waste")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def waste(number: int) -> ResponseReturnValue:
    """The dose is wasted and its record sealed."""
    shows_again(partial(waste_page, number))
    form = request.form
    reason = form.get("other", "").strip() or form.get("reason", "")
    with recording(number) as unit:
        deciding.waste(unit, number, secret=form.get("pin", ""), reason=reason)
    return answer("The dose is wasted. Its record is sealed.", url_for(".home"))


def waste_page(number: int) -> str:
    """What is wasted, and the usual reasons."""
    here = house()
    with here.database.reading() as session:
        work = progress(session, number)
        return render_template(
            "technician/waste.html",
            work=work,
            strip=strip(session, work.worksheet.hood, here.now()),
            page_live=live_url("room"),
            number=number,
            reasons=REASONS,
        )
