"""Confirm, inspect and label: the steps that a person's eye and hand answer for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from beyond_use.answer import UNKEPT
from beyond_use.clock import local_text
from compounding.cleanroom.models import Facility
from compounding.cleanroom.places import facility
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.acting import (
    act,
    require_in_hand,
    require_main_slot,
    require_open,
    require_room,
)
from compounding.preparation.dates import require_date
from compounding.preparation.errors import NotLawfulNow
from compounding.preparation.models import Label
from compounding.preparation.progress import (
    Clears,
    Progress,
    Stage,
    labels_of,
    live_label,
    progress,
)
from formulas.quantity import like, qty, show
from sensors.barcode import final_label_code, work_label_code

LOOKED_FOR = ("particles", "leak", "colour", "closure")


def confirm(unit: Unit, worksheet_id: int, number: int) -> None:
    """The person says the step is done as written."""
    state = progress(unit.session, worksheet_id)
    step = require_in_hand(state, number, "confirm")
    require_main_slot(state, step)
    require_room(unit.session, state, unit)
    act(unit, Verb.STEP_CONFIRM_ACCEPT, state, kind="confirm", step=step.number)


def inspect(
    unit: Unit, worksheet_id: int, number: int, *, passed: bool, findings: str = ""
) -> None:
    """The result of looking at the bag.  A failed inspection stops for the pharmacist."""
    state = progress(unit.session, worksheet_id)
    step = require_in_hand(state, number, "inspect")
    require_main_slot(state, step)
    detail: dict[str, Any] = {"looked_for": list(LOOKED_FOR), "findings": findings[:500]}
    if not passed:
        detail["stop"] = {
            "clears": Clears.PHARMACIST.value,
            "what": f"The inspection failed: {findings or 'something was seen'}",
            "expected": "a clear bag, no leak, the right colour, a whole closure",
            "why": "Keep the bag apart. The pharmacist decides.",
        }
    act(
        unit,
        Verb.PREPARATION_INSPECTION_RECORD,
        state,
        kind="inspect",
        outcome="accept" if passed else "reject",
        step=step.number,
        detail=detail,
    )


def print_work_label(unit: Unit, worksheet_id: int, reason: str = "") -> Label:
    """The work label for the bag, at staging.  A reprint has a reason and voids the first."""
    state = progress(unit.session, worksheet_id)
    require_open(state)
    return _print(unit, state, "work", Verb.WORKSHEET_LABEL_PRINT, reason, _work_content(state))


def print_final_label(unit: Unit, worksheet_id: int, reason: str = "") -> Label:
    """The final label: lawful only after the last step and the inspection.

    Raises NotLawfulNow before that, NoDateNoBag without a beyond-use date.
    """
    state = progress(unit.session, worksheet_id)
    require_open(state)
    step = state.in_hand
    ready = state.stage is Stage.RELEASE or (step is not None and step.kind == "label")
    if not ready or state.stop is not None:
        message = (
            "The final label prints after the last step and the inspection, not before. "
            "Go on with the step on the screen."
        )
        raise NotLawfulNow(message)
    content = _final_content(unit, state)
    row = _print(unit, state, "final", Verb.PREPARATION_LABEL_PRINT, reason, content)
    if row.voids_id is not None:
        _scan_again(unit, state, reason)
    return row


def _scan_again(unit: Unit, state: Progress, reason: str) -> None:
    """A new final label must meet the work label again; the scans of the voided one are void."""
    act(unit, Verb.PREPARATION_LABEL_PRINT, state, kind="relabel", detail={"why": reason})


def _print(
    unit: Unit, state: Progress, kind: str, verb: Verb, reason: str, content: dict[str, Any]
) -> Label:
    printed = labels_of(unit.session, state.worksheet.id)
    earlier = live_label(printed, kind)
    if earlier is not None and not reason.strip():
        message = (
            f"The {kind} label {earlier.code} is printed already. A reprint needs a reason; "
            "it voids the first."
        )
        raise NotLawfulNow(message)
    count = 1 + sum(1 for label in printed if label.kind == kind)
    body = f"{state.worksheet.number.removeprefix('W-')}-{count}"
    row = Label(
        worksheet_id=state.worksheet.id,
        kind=kind,
        code=work_label_code(body) if kind == "work" else final_label_code(body),
        printed_at=unit.at,
        by_name=unit.by.name,
        reason=reason.strip(),
        voids_id=earlier.id if earlier else None,
        content=content,
    )
    unit.write(verb, f"worksheet {state.worksheet.number}", row, reason=reason)
    return row


def _work_content(state: Progress) -> dict[str, Any]:
    return {
        "worksheet": state.worksheet.number,
        "name": state.recipe.name,
        "patient": state.order.patient["name"],
        "identifier": state.order.patient["identifier"],
        "due": state.order.due.isoformat(),
        "urgency": state.order.urgency,
    }


def _final_content(unit: Unit, state: Progress) -> dict[str, Any]:
    """Everything the final label says; "checked by" stays blank until the check."""
    found = require_date(unit, state)
    here = facility(unit.session)
    card = state.recipe.content
    return {
        "patient": state.order.patient,
        "drug": card["label_name"],
        "dose": state.order.dose,
        "base": card["base_name"],
        "total_volume": card["final_volume"],
        "concentration": card.get("contents") or nominal_concentration(card),
        "route": state.order.route,
        "rate": state.order.rate,
        "storage": UNKEPT if found.signed else state.order.storage,
        "beyond_use": found.until_local,
        "beyond_use_utc": found.until.isoformat(),
        "auxiliaries": _auxiliaries(card),
        "hazardous": card["hazardous"],
        "high_alert": card["high_alert"],
        "prepared_by": ", ".join(sorted(state.maker_names)),
        "facility": here.name,
        "contact": here.contact,
        "sample": here.sample,
        **({"given": card["given"], "due": _due(state, here)} if "given" in card else {}),
    }


def _due(state: Progress, here: Facility) -> str:
    """When a nutrition bag is to be hung, as the ward reads it."""
    return local_text(state.order.due, here.zone)


def _auxiliaries(card: Mapping[str, Any]) -> list[str]:
    """What the label warns of; the formula's flags speak even where its list is silent."""
    flags = {"HIGH ALERT": card["high_alert"], "HAZARDOUS DRUG": card["hazardous"]}
    raised = [word for word, is_so in flags.items() if is_so]
    return [*raised, *(word for word in card["auxiliaries"] if word not in raised)]


def nominal_concentration(card: Mapping[str, Any]) -> str:
    """Dose over final volume, to three significant digits, as the label says it.

    >>> nominal_concentration({"dose": "20 mEq", "final_volume": "1010 mL"})
    '0.0198 mEq/mL'
    """
    exact = qty(card["dose"]) / qty(card["final_volume"])
    step = Decimal(1).scaleb(exact.decimal.adjusted() - 2)
    return show(like(exact.decimal.quantize(step, ROUND_HALF_UP), exact))
