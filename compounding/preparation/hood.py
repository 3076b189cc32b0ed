"""In the hood: begin, scan, hold, resume, hand over, call."""

from __future__ import annotations

from dataclasses import replace

from beyond_use.exits import Group
from compounding.cleanroom.balances import balance_of, require_fit
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.acting import (
    act,
    expected_words,
    require_heard,
    require_in_hand,
    require_no_call,
    require_open,
    require_room,
    role_words,
)
from compounding.preparation.dates import require_date
from compounding.preparation.errors import NotLawfulNow
from compounding.preparation.may_begin import require_fitness, require_qualified
from compounding.preparation.progress import (
    Clears,
    Progress,
    Stage,
    labels_of,
    live_label,
    progress,
)
from compounding.preparation.recipe import LABELS
from compounding.preparation.signature_counts import signed_for
from compounding.preparation.staging import Heard, as_read, bounced, refuse
from compounding.stock.products import product_by_gtin
from sensors.barcode import (
    FinalLabel,
    GS1Product,
    Hood,
    Scan,
    Sticker,
    Unintelligible,
    WorkLabel,
    hood_code,
)


def hood_sign(place_code: str) -> str:
    """The code on a hood's sign."""
    return hood_code(place_code.upper())


def begin(unit: Unit, worksheet_id: int, scan: Scan, text: str) -> Heard:
    """The hood's sign is scanned: the work begins here and the beyond-use clock starts.

    Raises RoomNotFit, BalanceNotFit, NotFitToBegin, NoDateNoBag, NotLawfulNow.
    """
    state = progress(unit.session, worksheet_id)
    require_open(state)
    if state.stage is not Stage.STAGED:
        message = f"Worksheet {state.worksheet.number} is {state.stage.value}; it cannot begin now."
        raise NotLawfulNow(message)
    require_no_call(state)
    sign = hood_sign(state.worksheet.hood)
    if not (isinstance(scan, Hood) and scan.code == sign):
        why = "The worksheet was opened for this hood; the record must say where the work is done."
        return refuse(
            unit, state, "scan", text, f"Scanned {as_read(text)}", f"the sign {sign}", why
        )
    require_room(unit.session, state, unit)
    require_heard(unit.session, state, unit)
    _require_balance(unit, state, signed=state.signed is not None)
    found = require_fitness(unit, state)
    _require_balance(unit, state, signed="signed" in found)
    require_date(unit, replace(state, fitness=found))
    detail = {"scanned": text[:200], "hood": state.worksheet.hood, "fitness": found}
    act(unit, Verb.HOOD_WORK_BEGIN, state, kind="begin", detail=detail)
    return Heard("accepted", "The work has begun; the beyond-use clock runs.")


def _require_balance(unit: Unit, state: Progress, *, signed: bool) -> None:
    """Raises BalanceNotFit, unless the work is signed for and the balance with it.

    Such a balance still takes no weight: a pharmacist accepts each weighed step by eye.
    """
    if not (signed and signed_for(state.signed, Group.BALANCE)):
        require_fit(unit.session, balance_of(unit.session, state.worksheet.hood), unit.at)


def scan_in_step(unit: Unit, worksheet_id: int, scan: Scan, text: str) -> Heard:
    """A scan for the step in hand: the right thing, a bounce, or a close call."""
    state = progress(unit.session, worksheet_id)
    step = state.in_hand
    if step is None:
        require_open(state)
        message = f"Worksheet {state.worksheet.number} is {state.stage.value}; nothing to scan now."
        raise NotLawfulNow(message)
    if bounced(unit, state, text):
        return Heard("ignored", "The same scan came twice within two seconds; it counted once.")
    require_in_hand(state, step.number, step.kind)
    require_room(unit.session, state, unit)
    slot = state.next_slot or "main"
    role = slot.removeprefix("scan:")
    if slot != "main" and _is(state, scan, role, unit):
        _accept(unit, state, slot, text)
        _finish_labels(unit, worksheet_id)
        return Heard("accepted", f"{role_words(state, role)}: right.", role)
    if _already(state, scan, unit):
        return Heard("ignored", "This one is scanned already.")
    if slot == "main" or _label_unprinted(unit, state, role):
        return _nothing_to_scan(unit, state, scan, text)
    what = _named(state, scan, text, unit)
    swapped = Clears.PHARMACIST if isinstance(scan, FinalLabel) else None
    why = _why(scan, state)
    return refuse(unit, state, "scan", text, what, expected_words(state), why, clears=swapped)


def _label_unprinted(unit: Unit, state: Progress, role: str) -> bool:
    if role != "final-label":
        return False
    return live_label(labels_of(unit.session, state.worksheet.id), "final") is None


def _nothing_to_scan(unit: Unit, state: Progress, scan: Scan, text: str) -> Heard:
    """A scan where none is asked for: kept as a close call, but no right scan could clear it."""
    what = _named(state, scan, text, unit)
    why = "No scan is asked for now. Go on with the step on the screen."
    return refuse(unit, state, "scan", text, what, expected_words(state), why, silent=True)


def _finish_labels(unit: Unit, worksheet_id: int) -> None:
    """When final label and work label were scanned together, the labelling is done."""
    state = progress(unit.session, worksheet_id)
    step = state.in_hand
    if step is not None and step.kind == "label" and state.next_slot == "main":
        act(unit, Verb.PREPARATION_LABEL_SCAN, state, kind="label", step=step.number)


def _accept(unit: Unit, state: Progress, slot: str, text: str) -> None:
    step = state.in_hand
    act(
        unit,
        Verb.STEP_SCAN_ACCEPT,
        state,
        kind="scan",
        step=step.number if step else 0,
        slot=slot,
        detail={"scanned": text[:200], "role": slot.removeprefix("scan:")},
    )


def _is(state: Progress, scan: Scan, role: str, unit: Unit) -> bool:
    """Whether a scan is the thing of a role: our sticker, our label, or its own serial code.

    A carton code without serial names a lot, not this container.
    """
    if role in LABELS:
        label = live_label(labels_of(unit.session, state.worksheet.id), role.removesuffix("-label"))
        if label is None or not isinstance(scan, WorkLabel | FinalLabel):
            return False
        return scan.code == label.code
    item = state.staged[role]
    if isinstance(scan, Sticker):
        return scan.code == item.sticker
    if isinstance(scan, GS1Product):
        frozen = item.frozen
        said = (scan.gtin, scan.lot, scan.serial)
        kept = (frozen["card"].get("gtin"), frozen["lot"], frozen["serial"])
        return scan.serial is not None and said == kept
    return False


def _already(state: Progress, scan: Scan, unit: Unit) -> bool:
    roles = (slot.removeprefix("scan:") for slot in state.filled)
    return any(_is(state, scan, role, unit) for role in roles)


def _named(state: Progress, scan: Scan, text: str, unit: Unit) -> str:
    """What was scanned, in the words of this worksheet where it belongs to it."""
    for role in (*state.staged, *LABELS):
        if _is(state, scan, role, unit):
            return f"Scanned {role_words(state, role)}"
    product = product_by_gtin(unit.session, scan.gtin) if isinstance(scan, GS1Product) else None
    if product is not None and isinstance(scan, GS1Product):
        return f"Scanned {product.name}" + (f", lot {scan.lot}" if scan.lot else "")
    return f"Scanned {as_read(text)}"


def _why(scan: Scan, state: Progress) -> str:
    if isinstance(scan, FinalLabel):
        return "This is not the final label of the bag in hand: labels may be swapped. Call."
    if isinstance(scan, Unintelligible):
        return scan.reason
    if isinstance(scan, GS1Product) and scan.serial is None:
        return "A carton code names a lot, not one container. Scan our sticker on it."
    if state.recipe.high_alert:
        return "This is a high-alert preparation: a pharmacist lifts a second wrong scan."
    return "Put it down and scan what is asked for."


def hold(unit: Unit, worksheet_id: int, reason: str) -> None:
    """Pause lawfully; the dose keeps its place."""
    state = progress(unit.session, worksheet_id)
    require_open(state)
    if state.stage not in (Stage.HOOD, Stage.CHECK):
        message = f"Worksheet {state.worksheet.number} is {state.stage.value}: nothing to hold."
        raise NotLawfulNow(message)
    act(unit, Verb.HOOD_WORK_HOLD, state, kind="hold", detail={"why": reason}, reason=reason)


def resume_at(unit: Unit, worksheet_id: int, scan: Hood, text: str) -> Heard:
    """Held work goes on at the sign of its own hood, nowhere else."""
    state = progress(unit.session, worksheet_id)
    sign = hood_sign(state.worksheet.hood)
    if scan.code != sign:
        why = "The work was held in another hood, and its room and balance are watched there."
        return refuse(
            unit, state, "scan", text, f"Scanned {as_read(text)}", f"the sign {sign}", why
        )
    resume(unit, worksheet_id)
    return Heard("accepted", "The work goes on.")


def resume(unit: Unit, worksheet_id: int) -> None:
    """Go on where the work was held; the one who resumes holds the dose.

    Raises RoomNotFit, NotFitToBegin.
    """
    state = progress(unit.session, worksheet_id)
    require_open(state)
    if state.stage is not Stage.HELD:
        message = f"Worksheet {state.worksheet.number} is {state.stage.value}: it is not held."
        raise NotLawfulNow(message)
    require_room(unit.session, state, unit)
    require_heard(unit.session, state, unit)
    require_qualified(unit, state)
    act(unit, Verb.HOOD_WORK_RESUME, state, kind="resume")


def hand_over(unit: Unit, worksheet_id: int) -> None:
    """The signed-in person relieves the one who held the dose.  Raises NotFitToBegin."""
    state = progress(unit.session, worksheet_id)
    require_open(state)
    if state.started_at is not None:
        require_qualified(unit, state)
    detail = {"from": state.holder}
    act(unit, Verb.HOOD_WORK_HAND_OVER, state, kind="hand-over", detail=detail)


def call(unit: Unit, worksheet_id: int, why: str) -> None:
    """Call the pharmacist to this dose."""
    state = progress(unit.session, worksheet_id)
    require_open(state)
    act(unit, Verb.STEP_CALL_RAISE, state, kind="call", detail={"why": why}, reason=why)
