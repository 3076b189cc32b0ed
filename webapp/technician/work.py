"""One worksheet, one step at a time: what the page shows and what it takes."""

from functools import partial

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from compounding.ledger.people import Role
from compounding.preparation import weighing
from compounding.preparation.progress import Stage, progress
from compounding.preparation.scanning import receive_scan
from compounding.preparation.staging import Heard
from sensors.barcode import Badge, Command, command_code, read_scan
from sensors.codes import Order as Word
from webapp.doors import door
from webapp.errors import BadRequestText
from webapp.house import house
from webapp.recording import answer, me, recording, shows_again
from webapp.scans import scanned_text
from webapp.technician import blueprint
from webapp.technician.readings import offered_reading
from webapp.technician.relief import remember_badge
from webapp.technician.showing import already_told, work_view
from webapp.technician.state import state_card

OUTCOMES = {"accepted": "ok", "refused": "stop", "ignored": "ignored"}


def page(number: int) -> str:
    """The worksheet as it stands: staging, a step, a stop, or its end."""
    here = house()
    with here.database.reading() as session:
        view = work_view(session, number, here.now(), me().id)
        name = "staging" if view.state.stage is Stage.STAGING else "step"
        return render_template(f"technician/{name}.html", **view.names())


@blueprint.get("/<int:number>")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def worksheet(number: int) -> ResponseReturnValue:
    """Go on where the dose stands; the place is the dose's own, not the browser's."""
    return page(number)


@blueprint.get("/<int:number>/state.json")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def state(number: int) -> ResponseReturnValue:
    """Where the work stands, for scripts."""
    with house().database.reading() as session:
        return jsonify(state_card(session, progress(session, number)))


@blueprint.post("/<int:number>/scan")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def scan(number: int) -> ResponseReturnValue:
    """Whatever the scanner sent; waste and relief are asked for on pages of their own."""
    text = scanned_text()
    found = read_scan(text)
    if isinstance(found, Badge):
        return remember_badge(number, text)
    if isinstance(found, Command) and found.order in (Word.WASTE, Word.CANCEL):
        return answer("Say why.", url_for(".ask_waste", number=number))
    with recording(number) as unit:
        heard = receive_scan(unit, number, text)
    return _told(number, heard)


@blueprint.post("/<int:number>/say")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def say(number: int) -> ResponseReturnValue:
    """A button says what the command card says, for the step that the page showed."""
    shows_again(partial(page, number))
    code, step = command_code(_word()), request.form.get("step", 0, int)
    if told := already_told(number, step):
        return answer(told, url_for(".worksheet", number=number), "warning")
    with recording(number) as unit:
        heard = receive_scan(unit, number, code)
    return _told(number, heard)


@blueprint.post("/<int:number>/steps/<int:step>/weigh")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def weigh(number: int, step: int) -> ResponseReturnValue:
    """Take the settled reading that the page names for the step it shows."""
    reading = offered_reading()
    if told := already_told(number, step, reading):
        return answer(told, "", "ignored")
    with recording(number) as unit:
        made = weighing.weigh(unit, number, step, reading)
    here = url_for(".worksheet", number=number)
    return answer(made.message, here, "ok" if made.done else "stop")


def _told(number: int, heard: Heard) -> ResponseReturnValue:
    here = url_for(".worksheet", number=number)
    return answer(heard.message, here, OUTCOMES[heard.outcome])


def _word() -> Word:
    try:
        return Word(request.form.get("word", ""))
    except ValueError as trouble:
        raise BadRequestText(
            what="This button says nothing known.",
            meaning="Nothing was recorded.",
            do="Load the page again.",
        ) from trouble
