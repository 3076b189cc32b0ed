"""Write an act on a worksheet, and the guards that every act passes first."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from compounding.cleanroom.watch import lost_now, silent_now
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.errors import (
    AlreadyDecided,
    NotLawfulNow,
    RoomNotFit,
    StepNotInHand,
    StoppedForCheck,
)
from compounding.preparation.models import Act
from compounding.preparation.progress import Clears, Progress, Stage
from compounding.preparation.recipe import LABELS, Step


def act(  # noqa: PLR0913 - an act has this many facets, each named at the call
    unit: Unit,
    verb: Verb,
    state: Progress,
    *,
    kind: str,
    outcome: str = "accept",
    step: int = 0,
    slot: str = "main",
    detail: dict[str, Any] | None = None,
    reading_id: int | None = None,
    signature_id: int | None = None,
    reason: str = "",
) -> Act:
    """Write one act in the present round of a worksheet."""
    row = Act(
        worksheet_id=state.worksheet.id,
        round=state.round,
        step=step,
        slot=slot,
        kind=kind,
        outcome=outcome,
        at=unit.at,
        by_id=unit.person_id,
        by_name=unit.by.name,
        station=unit.station,
        reading_id=reading_id,
        signature_id=signature_id,
        detail=detail or {},
    )
    unit.write(verb, f"worksheet {state.worksheet.number}", row, reason=reason)
    return row


def require_open(state: Progress) -> None:
    """Raises AlreadyDecided after the last word, NotLawfulNow after a cancellation."""
    if state.decided:
        message = (
            f"Worksheet {state.worksheet.number} is {state.stage.value}. Nothing changed. "
            "Take another dose from the queue."
        )
        raise AlreadyDecided(message)
    if state.cancelled:
        message = (
            f"The order was cancelled: {state.cancelled}. This dose is not to be made. "
            "Waste what is in hand, with the reason."
        )
        raise NotLawfulNow(message)


def require_in_hand(state: Progress, number: int, kind: str) -> Step:
    """The step in hand, if it is this one and of this kind.

    Raises StepNotInHand, StoppedForCheck.
    """
    require_open(state)
    step = state.in_hand
    if step is None or state.stage is Stage.HELD:
        message = (
            f"Worksheet {state.worksheet.number} is {state.stage.value}: no step is in hand. "
            "Nothing was recorded."
        )
        raise StepNotInHand(message)
    if step.number != number or step.kind != kind:
        message = (
            f"Step {number} is not in hand; step {step.number} ({step.title}) is. "
            "Nothing was recorded. Go on with the step on the screen."
        )
        raise StepNotInHand(message)
    require_no_call(state)
    return step


def require_main_slot(state: Progress, step: Step) -> None:
    """Raises StepNotInHand while something of the step must still be scanned."""
    if state.next_slot != "main":
        wanted = expected_words(state)
        message = f"{step.title}: {wanted} first. Nothing was recorded."
        raise StepNotInHand(message)


def require_room(session: Session, state: Progress, unit: Unit) -> None:
    """Raises RoomNotFit while pressure or containment is lost around the hood."""
    finding = lost_now(session, state.worksheet.hood, unit.at)
    if finding is not None:
        message = (
            f"{finding.point.name}: {finding.spell.because}. Cover the work and stop: what is made "
            "now cannot be called sterile. Call the pharmacist; hold or waste the dose."
        )
        raise RoomNotFit(message)


def require_heard(session: Session, state: Progress, unit: Unit) -> None:
    """Raises RoomNotFit while nobody knows the pressure around the hood."""
    point = silent_now(session, state.worksheet.hood, unit.at)
    if point is not None:
        message = (
            f"{point.name}: no reading has come in. Nobody knows whether the room holds. "
            "The work does not begin or go on. Look at the probe and its line."
        )
        raise RoomNotFit(message)


def require_no_call(state: Progress) -> None:
    """Raises StoppedForCheck while a pharmacist's stop stands."""
    if state.stop is not None and state.stop.clears is not Clears.RIGHT_SCAN:
        message = f"{state.stop.what}. {state.stop.why} It is lifted by {state.stop.clears.value}."
        raise StoppedForCheck(message)


def expected_words(state: Progress) -> str:
    """What the page asks for next, in words."""
    slot = state.next_slot
    if slot is None:
        return "nothing"
    if slot == "main":
        return {"weigh": "weigh it", "label": "scan both labels"}.get(
            state.in_hand.kind if state.in_hand else "", "confirm it"
        )
    return f"scan {role_words(state, slot.removeprefix('scan:'))}"


def role_words(state: Progress, role: str) -> str:
    """A role as a person says it."""
    if role in LABELS:
        return f"the {role.replace('-', ' ')}"
    item = state.staged.get(role)
    return f"{state.recipe.component(role).name}{f' ({item.sticker})' if item else ''}"
