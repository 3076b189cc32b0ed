"""One door for every scan at a worksheet: staging, the hood, labels, and the command card."""

from __future__ import annotations

from compounding.ledger.unit import Unit
from compounding.preparation.acting import require_open
from compounding.preparation.errors import NotLawfulNow
from compounding.preparation.finishing import (
    confirm,
    inspect,
    print_final_label,
    print_work_label,
)
from compounding.preparation.hood import begin, call, hold, resume, resume_at, scan_in_step
from compounding.preparation.progress import (
    Progress,
    Stage,
    acts_of,
    labels_of,
    live_label,
    progress,
)
from compounding.preparation.staging import BOUNCE, Heard, finish_staging, stage_scan
from sensors.barcode import Command, Hood, read_scan
from sensors.codes import Order as Word

SAID_BY_NEXT = frozenset({"staged", "confirm", "inspect"})

BY_NEXT = frozenset({"staged", "confirm", "inspect"})


def receive_scan(unit: Unit, worksheet_id: int, text: str) -> Heard:
    """Whatever the scanner sent, at whatever stage; every text has an answer."""
    scan = read_scan(text)
    state = progress(unit.session, worksheet_id)
    require_open(state)
    if isinstance(scan, Command):
        return _command(unit, state, scan.order)
    if state.stage is Stage.STAGING:
        return stage_scan(unit, worksheet_id, scan, text)
    if state.stage is Stage.STAGED:
        return begin(unit, worksheet_id, scan, text)
    if state.stage is Stage.HELD and isinstance(scan, Hood):
        return resume_at(unit, worksheet_id, scan, text)
    return scan_in_step(unit, worksheet_id, scan, text)


def _command(unit: Unit, state: Progress, word: Word) -> Heard:
    number = state.worksheet.id
    if word in (Word.NEXT, Word.CONFIRM):
        return _bounced(unit, state) or _next(unit, state)
    if word is Word.CALL:
        call(unit, number, "called from the hood")
        return Heard("accepted", "The pharmacist is called.")
    if word is Word.HOLD:
        return _hold(unit, state)
    if word is Word.STOP:
        return _stop(unit, state)
    if word is Word.REWEIGH:
        return Heard("accepted", "Clear the pan and weigh again.")
    return Heard("refused", f"{word.value} does nothing here. Go on with the step on the screen.")


def _stop(unit: Unit, state: Progress) -> Heard:
    """STOP at the inspection means that it failed; anywhere else in the hood, hold and call."""
    number = state.worksheet.id
    if state.in_hand is not None and _inspecting(state):
        inspect(unit, number, state.in_hand.number, passed=False)
        return Heard("accepted", "The inspection failed; the pharmacist is asked.")
    if state.stage is Stage.HOOD:
        hold(unit, number, "stopped from the hood")
    call(unit, number, "stopped from the hood")
    return Heard("accepted", "Stopped. The pharmacist is called.")


def _bounced(unit: Unit, state: Progress) -> Heard | None:
    """A second NEXT within two seconds of what the first one did is the trigger's, not a hand's."""
    last = acts_of(unit.session, state.worksheet.id)[-1:]
    if last and last[0].kind in SAID_BY_NEXT and unit.at - last[0].at < BOUNCE:
        return Heard("ignored", "The same scan came twice within two seconds; it counted once.")
    return None


def _inspecting(state: Progress) -> bool:
    return state.in_hand is not None and state.in_hand.kind == "inspect"


def _hold(unit: Unit, state: Progress) -> Heard:
    if state.last_at is not None and unit.at - state.last_at < BOUNCE:
        return Heard("ignored", "The same scan came twice within two seconds; it counted once.")
    if state.stage is Stage.HELD:
        resume(unit, state.worksheet.id)
        return Heard("accepted", "The work goes on.")
    hold(unit, state.worksheet.id, "held from the hood")
    return Heard("accepted", "Held. The dose keeps its place.")


def _next(unit: Unit, state: Progress) -> Heard:
    """NEXT means: staged and wiped in, done as written, looked at and fine, or print the label."""
    number, step = state.worksheet.id, state.in_hand
    if state.stage is Stage.STAGING:
        finish_staging(unit, number)
        print_work_label(unit, number)
        return Heard("accepted", "Staged. The work label is printed: put it on the bag.")
    if step is not None and step.kind == "confirm":
        confirm(unit, number, step.number)
        return Heard("accepted", f"{step.title}: done.")
    if step is not None and step.kind == "inspect":
        inspect(unit, number, step.number, passed=True)
        return Heard("accepted", "Inspected: no particles, no leak, right colour, closure whole.")
    if step is not None and step.kind == "label" and _unprinted(unit, state):
        print_final_label(unit, number)
        return Heard("accepted", "The final label is printed: put it on the bag, scan both labels.")
    message = "NEXT does nothing here: the step waits for a scan, a weight or a check."
    raise NotLawfulNow(message)


def _unprinted(unit: Unit, state: Progress) -> bool:
    return live_label(labels_of(unit.session, state.worksheet.id), "final") is None
