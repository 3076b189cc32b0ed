"""Checks while the work is under way: approve, send back, lift a stop, accept by eye."""

from functools import partial

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from compounding.ledger.canonical import digest
from compounding.ledger.people import Role
from compounding.preparation import checks
from compounding.preparation.progress import Progress, Stage, progress
from compounding.preparation.recipe import Step
from compounding.preparation.record.build import record_of
from compounding.preparation.signed_to_begin import sign_to_begin
from webapp.doors import door
from webapp.doses import figures_of, standing_of
from webapp.house import house
from webapp.pharmacist import blueprint
from webapp.pharmacist.beginning import beginning
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
        checks.send_back(
            unit,
            number,
            secret=form.secret,
            shown=form.shown,
            reason=form.reason,
            drawn=request.form.get("drawn", ""),
        )
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


@blueprint.post("/<int:number>/sign-to-begin")
@door(Role.PHARMACIST, Role.COMPLIANCE)
def sign_beginning(number: int) -> ResponseReturnValue:
    """Sign that one maker may begin this one preparation."""
    shows_again(partial(check_page, number))
    form, maker = signed_form(), request.form.get("maker", 0, int)
    with recording(number) as unit:
        sign_to_begin(unit, number, maker, secret=form.secret, shown=form.shown, reason=form.reason)
    return answer("Signed. This one preparation may begin.", url_for(".dose", number=number))


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
            drawn=_drawn(state),
            worksheet=number,
            beginning=beginning(session, state, here.now()),
            page_live=live_url("room", f"worksheet:{number}"),
        )


def _drawn(state: Progress) -> list[Step]:
    """What may be drawn again: begun, and nothing injected yet."""
    at = state.in_hand
    if at is None:
        return []
    recipe = state.recipe
    return [
        step
        for step in checks.redrawable(state)
        if at.number > recipe.step_by_key(str(step.rework_from)).number
    ]
