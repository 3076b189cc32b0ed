"""Checks while the work is under way: approve, send back, lift a stop, accept by eye."""

from functools import partial

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from compounding.ledger.canonical import digest
from compounding.ledger.people import Role
from compounding.preparation import checks
from compounding.preparation.progress import Progress, Stage, progress
from compounding.preparation.record.build import record_of
from webapp.doors import door
from webapp.doses import figures_of, standing_of
from webapp.house import house
from webapp.pharmacist import blueprint
from webapp.pharmacist.signing import signed_form
from webapp.recording import answer, recording, shows_again
from webapp.streams import live_url
from webapp.tiles import strip


@blueprint.post("/<int:number>/approve")
@door(Role.PHARMACIST)
def approve(number: int) -> ResponseReturnValue:
    """Let the work pass the stop for check."""
    shows_again(partial(check_page, number))
    form, step = signed_form(), request.form.get("step", 0, int)
    with recording(number) as unit:
        checks.approve_check(unit, number, step, secret=form.secret, shown=form.shown)
    return answer("Checked. The work goes on.", url_for(".home"))


@blueprint.post("/<int:number>/send-back")
@door(Role.PHARMACIST)
def send_back(number: int) -> ResponseReturnValue:
    """Rework: the drawing is done again."""
    shows_again(partial(check_page, number))
    form = signed_form()
    with recording(number) as unit:
        checks.send_back(unit, number, secret=form.secret, shown=form.shown, reason=form.reason)
    return answer("Sent back: it is drawn again.", url_for(".dose", number=number))


@blueprint.post("/<int:number>/lift")
@door(Role.PHARMACIST)
def lift(number: int) -> ResponseReturnValue:
    """Lift the stop; the step is tried again."""
    shows_again(partial(check_page, number))
    form = signed_form()
    with recording(number) as unit:
        checks.lift_stop(unit, number, secret=form.secret, shown=form.shown, reason=form.reason)
    return answer("The stop is lifted. The work goes on.", url_for(".dose", number=number))


@blueprint.post("/<int:number>/by-eye")
@door(Role.PHARMACIST)
def by_eye(number: int) -> ResponseReturnValue:
    """Accept the weighed step in hand without a weight, and answer for it."""
    shows_again(partial(check_page, number))
    form = signed_form()
    with recording(number) as unit:
        checks.accept_by_eye(unit, number, secret=form.secret, shown=form.shown, reason=form.reason)
    return answer("Accepted by eye. The work goes on.", url_for(".dose", number=number))


def check_page(number: int) -> str:
    """Scans, weights and room so far, and what may lawfully be said to them."""
    here = house()
    with here.database.reading() as session:
        state = progress(session, number)
        return render_template(
            "pharmacist/check.html",
            work=state,
            Stage=Stage,
            standing=standing_of(state),
            record=record_of(session, number),
            strip=strip(session, state.worksheet.hood, here.now()),
            digest=digest(checks.shown_check(state)),
            figures_of=figures_of,
            may_rework=_may_rework(state),
            worksheet=number,
            page_live=live_url("room", f"worksheet:{number}"),
        )


def _may_rework(state: Progress) -> bool:
    """Whether there is a drawing to be done again: begun, and not injected yet."""
    start = next((step.rework_from for step in state.recipe.steps if step.rework_from), None)
    if start is None or state.in_hand is None or state.injected:
        return False
    return state.in_hand.number > state.recipe.step_by_key(start).number
