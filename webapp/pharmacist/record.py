"""The record of a dose on one page, and the last word on it."""

from functools import partial
from json import loads
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from compounding.ledger.canonical import digest
from compounding.ledger.people import Role
from compounding.preparation import deciding
from compounding.preparation.progress import (
    Progress,
    Stage,
    labels_of,
    live_label,
    progress,
)
from compounding.preparation.record.build import record_of
from webapp.doors import door
from webapp.doses import figures_of, standing_of
from webapp.house import house
from webapp.pharmacist import blueprint
from webapp.pharmacist.checking import check_page
from webapp.pharmacist.lines import date_words, dose_words
from webapp.pharmacist.signing import signed_form
from webapp.pharmacist.work_chart import work_charts
from webapp.recording import answer, recording, shows_again
from webapp.streams import live_url


@blueprint.get("/<int:number>")
@door(Role.PHARMACIST, Role.COMPLIANCE)
def dose(number: int) -> ResponseReturnValue:
    """The check page while the work is under way, else the record."""
    with house().database.reading() as session:
        state = progress(session, number)
    over = state.decided or state.stage is Stage.RELEASE
    return record_page(number) if over else check_page(number)


@blueprint.get("/<int:number>/record")
@door(Role.PHARMACIST, Role.COMPLIANCE)
def whole_record(number: int) -> ResponseReturnValue:
    """The record as it stands, at any stage."""
    return record_page(number)


@blueprint.post("/<int:number>/release")
@door(Role.PHARMACIST)
def release(number: int) -> ResponseReturnValue:
    """Release one bag, on the record that was shown."""
    shows_again(partial(record_page, number))
    form = signed_form()
    with recording(number) as unit:
        deciding.release(unit, number, secret=form.secret, shown=form.shown, reason=form.reason)
    return answer("Released. Its record is sealed.", url_for(".dose", number=number))


@blueprint.post("/<int:number>/reject")
@door(Role.PHARMACIST)
def reject(number: int) -> ResponseReturnValue:
    """Reject the dose, with the reason."""
    shows_again(partial(record_page, number))
    form = signed_form()
    with recording(number) as unit:
        deciding.reject(unit, number, secret=form.secret, shown=form.shown, reason=form.reason)
    return answer("Rejected. Its record is sealed.", url_for(".dose", number=number))


def record_page(number: int) -> str:
    """Everything that the release rests on, and the digest of exactly that."""
    with house().database.reading() as session:
        state = progress(session, number)
        record = _record(session, state)
        return render_template(
            "pharmacist/record.html",
            work=state,
            record=record,
            digest=digest(record),
            standing=standing_of(state),
            charts=work_charts(session, state, house().settings.time_zone),
            label=live_label(labels_of(session, number), "final"),
            dose_words=dose_words(record),
            date_words=date_words(record),
            figures_of=figures_of,
            worksheet=number,
            page_scan_url=url_for(".scan"),
            page_live=live_url(f"worksheet:{number}"),
        )


def _record(session: Session, state: Progress) -> dict[str, Any]:
    """The sealed record where there is one: what was signed, not what is reckoned today."""
    if not state.decided:
        return record_of(session, state.worksheet.id)
    sealed: dict[str, Any] = loads(deciding.sealed_record(session, state.worksheet.id).text)
    return sealed
