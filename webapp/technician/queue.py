"""The queue: what is to be made, STAT first, then what is due soonest."""

from functools import partial

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from compounding.cleanroom.balances import balance_of, missing_checks
from compounding.ledger.people import Role
from compounding.preparation.book import in_use
from compounding.preparation.progress import Stage
from compounding.preparation.queue import Dose, open_doses, worksheet_with_code
from compounding.preparation.worksheets import open_worksheet
from sensors.barcode import Command, FinalLabel, Sticker, WorkLabel, read_scan
from webapp.doors import door
from webapp.doses import standing
from webapp.house import house
from webapp.recording import answer, me, recording, shows_again
from webapp.scans import answer_scan, scanned_text
from webapp.streams import live_url
from webapp.technician import blueprint
from webapp.technician.hoods import hood_here, hoods
from webapp.tiles import strip

NOTHING_TO_DO = "Nothing is ready to be made. Orders appear here when a pharmacist verified them."


@blueprint.get("/")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def home() -> ResponseReturnValue:
    """Every dose still to be made."""
    return page()


def page() -> str:
    """The queue with the balance's and the room's standing above it."""
    here = house()
    with here.database.reading() as session:
        places = hoods(session)
        return render_template(
            "technician/queue.html",
            doses=open_doses(session),
            names={row.slug: row.name for row in in_use(session)},
            standing=standing,
            hoods=places,
            unchecked=_unchecked(session, places),
            strip=strip(session, places[0][0], here.now()) if places else None,
            page_scan_url=url_for(".scan_at_queue"),
            page_live=live_url("worksheet", "room"),
            worksheet="any",
        )


@blueprint.post("/scan")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def scan_at_queue() -> ResponseReturnValue:
    """NEXT takes the first dose; a label or sticker opens its own worksheet."""
    found = read_scan(scanned_text())
    if isinstance(found, Command) and found.order.value in {"NEXT", "CONFIRM"}:
        return _take_first()
    if isinstance(found, WorkLabel | FinalLabel | Sticker):
        with house().database.reading() as session:
            number = worksheet_with_code(session, found.code)
        if number is not None:
            return answer_scan("ok", "Opened.", url_for(".worksheet", number=number))
    return answer_scan("stop", "Scan NEXT for the first dose, or the label of a bag in work.")


@blueprint.post("/orders/<int:order>/open")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def open_order(order: int) -> ResponseReturnValue:
    """Freeze the formula for this order and begin staging."""
    shows_again(page)
    with house().database.reading() as session:
        hood = request.form.get("hood") or hood_here(session)
    return _open(order, hood)


def _open(order: int, hood: str) -> ResponseReturnValue:
    with recording() as unit:
        made = open_worksheet(unit, order, hood)
        number, name = made.id, made.number
    return answer(f"Worksheet {name} is open.", url_for(".worksheet", number=number))


def _take_first() -> ResponseReturnValue:
    with house().database.reading() as session:
        first = next(filter(partial(_workable, by=me().id), open_doses(session)), None)
        hood = hood_here(session)
    if first is None:
        return answer_scan("stop", NOTHING_TO_DO)
    if first.state is not None:
        return answer_scan("ok", "", url_for(".worksheet", number=first.state.worksheet.id))
    return _open(first.order.id, hood)


def _workable(dose: Dose, by: int) -> bool:
    """Whether this person could go on with it now: not another's dose, not one that waits."""
    if dose.state is None:
        return dose.verified
    waits = dose.state.stage is Stage.RELEASE or bool(dose.state.cancelled)
    mine = not dose.state.makers or by in dose.state.makers
    return mine and not waits


def _unchecked(session: Session, places: list[tuple[str, str]]) -> list[str]:
    """The hoods whose balance has not passed today's check weights."""
    now = house().now()
    return [
        name for code, name in places if missing_checks(session, balance_of(session, code), now)
    ]
