"""The pharmacist's part during the work: checks, lifted stops, steps accepted by eye, rework."""

from __future__ import annotations

from typing import Any

from compounding.ledger.canonical import digest
from compounding.ledger.signatures import Meaning, Signature, sign
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.acting import act, require_in_hand, require_main_slot, require_open
from compounding.preparation.errors import ContentMoved, NotLawfulNow
from compounding.preparation.people import require_checker
from compounding.preparation.progress import Progress, Stage, progress
from compounding.preparation.recipe import Step
from formulas.gravimetry import Verdict


def shown_check(state: Progress) -> dict[str, Any]:
    """What the pharmacist sees and signs at a stop for check: scans and weights so far."""
    return {
        "worksheet": state.worksheet.number,
        "round": state.round,
        "step": state.in_hand.number if state.in_hand else 0,
        "staged": {role: item.sticker for role, item in sorted(state.staged.items())},
        "order": state.order.number,
        "dose": state.order.dose,
        "weights": {
            name: [taken.gross, taken.detail.get("net"), taken.detail.get("by_eye")]
            for name, taken in sorted(state.weights.items())
        },
        "last_try": _tried(state) if state.last_try else None,
        "stop": state.stop.what if state.stop else "",
        "called": state.called,
        **_looked_at(state),
    }


def _looked_at(state: Progress) -> dict[str, Any]:
    """What no balance can prove and the signing eye must; nothing where there is none."""
    step = state.in_hand
    return {"looks_at": list(step.looks_at)} if step is not None and step.looks_at else {}


def approve_check(unit: Unit, worksheet_id: int, number: int, *, secret: str, shown: str) -> None:
    """The signing pharmacist lets the work pass the stop for check."""
    state = progress(unit.session, worksheet_id)
    step = require_in_hand(state, number, "check")
    require_main_slot(state, step)
    signature = _signed(unit, state, Meaning.CHECKED, secret, shown)
    act(
        unit,
        Verb.STEP_CHECK_APPROVE,
        state,
        kind="check",
        step=step.number,
        signature_id=signature.id,
        detail={"shown": shown},
    )


def send_back(
    unit: Unit, worksheet_id: int, *, secret: str, shown: str, reason: str, drawn: str = ""
) -> None:
    """Rework, before the injection only: the drawing is done again, in a new round.

    Where several things are drawn, ``drawn`` is the key of the one to draw again; all are drawn
    again where none is named.
    """
    state = progress(unit.session, worksheet_id)
    require_open(state)
    start, through = _rework_from(state, drawn)
    signature = _signed(unit, state, Meaning.REWORK, secret, shown)
    act(
        unit,
        Verb.PREPARATION_DOSE_REWORK,
        state,
        kind="check",
        outcome="rework",
        step=state.in_hand.number if state.in_hand else 0,
        slot="rework",
        signature_id=signature.id,
        detail={"from": start, **through, "shown": shown, "reason": reason.strip()},
        reason=_reason(reason),
    )


def lift_stop(unit: Unit, worksheet_id: int, *, secret: str, shown: str, reason: str) -> None:
    """The signing pharmacist has looked at a stop and lets the step be tried again."""
    state = progress(unit.session, worksheet_id)
    require_open(state)
    if state.stop is None and not state.called:
        message = f"Worksheet {state.worksheet.number} is not stopped. Nothing changed."
        raise NotLawfulNow(message)
    signature = _signed(unit, state, Meaning.CHECKED, secret, shown)
    act(
        unit,
        Verb.STEP_STOP_CLEAR,
        state,
        kind="clear",
        slot="stop",
        signature_id=signature.id,
        detail={"was": state.stop.what if state.stop else state.called, "reason": reason.strip()},
        reason=_reason(reason),
    )


def accept_by_eye(unit: Unit, worksheet_id: int, *, secret: str, shown: str, reason: str) -> None:
    """The documented way without weighing: the pharmacist has looked, says how, and answers for it.

    Raises NotLawfulNow where the step in hand is not weighed.
    """
    state = progress(unit.session, worksheet_id)
    step = _weighed_step(state)
    signature = _signed(unit, state, Meaning.CHECKED, secret, shown)
    act(
        unit,
        Verb.STEP_WEIGHT_BY_EYE,
        state,
        kind="weigh",
        step=step.number,
        signature_id=signature.id,
        detail={**_tried(state), "weight": step.weight, "by_eye": _reason(reason)},
        reason=reason,
    )


def _tried(state: Progress) -> dict[str, Any]:
    """The weight of the last try, so that what was weighed in doubt still counts in the dose."""
    tried = state.last_try or {}
    kept = ("gross", "net", "band", "workings", "whole_dose", "difference")
    return {key: tried[key] for key in kept if key in tried}


def _weighed_step(state: Progress) -> Step:
    require_open(state)
    step = state.in_hand
    if step is None or step.kind != "weigh" or state.stage is Stage.HELD:
        message = "The step in hand is not weighed. Nothing changed."
        raise NotLawfulNow(message)
    require_main_slot(state, step)
    if (state.last_try or {}).get("verdict") == Verdict.REJECT.value:
        message = (
            "The balance has rejected this step; no eye outweighs that. Nothing changed. "
            "Weigh again, send it back for rework before the injection, or reject the dose."
        )
        raise NotLawfulNow(message)
    return step


def redrawable(state: Progress) -> list[Step]:
    """What was drawn, or is being drawn, and may be drawn again: nothing once a thing went in."""
    if state.injected or state.in_hand is None or state.stage is Stage.HELD:
        return []
    begun = state.in_hand.number
    return [
        step
        for step in state.recipe.steps
        if step.rework_from and state.recipe.step_by_key(step.rework_from).number <= begun
    ]


def _rework_from(state: Progress, drawn: str) -> tuple[str, dict[str, str]]:
    """From which step it is done again, and through which where only one drawing is meant."""
    found = redrawable(state)
    if not found:
        message = (
            "Rework is lawful only before the injection, while the work is in the hood. "
            "Reject or waste the dose, with the reason."
        )
        raise NotLawfulNow(message)
    if not drawn:
        return str(found[0].rework_from), {}
    chosen = next((step for step in found if step.key == drawn), None)
    if chosen is None:
        message = f"Nothing drawn here is called {drawn}. Nothing changed. Load the page again."
        raise NotLawfulNow(message)
    return str(chosen.rework_from), {"through": chosen.key}


def _signed(unit: Unit, state: Progress, meaning: Meaning, secret: str, shown: str) -> Signature:
    require_checker(unit, state)
    if shown != digest(shown_check(state)):
        message = (
            "The work moved on after the page was shown. Nothing was signed. "
            "Look at the page again, then decide."
        )
        raise ContentMoved(message)
    return sign(unit, secret, meaning, shown, f"worksheet {state.worksheet.number}")


def _reason(text: str) -> str:
    if not text.strip():
        message = "Say why; the reason stays on the record. Nothing was signed."
        raise NotLawfulNow(message)
    return text.strip()[:500]
