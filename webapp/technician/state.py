"""Where a worksheet stands, as plain JSON: for scripts, and for a walk without a browser."""

from typing import Any

from sqlalchemy.orm import Session

from compounding.preparation.acting import expected_words
from compounding.preparation.hood import hood_sign
from compounding.preparation.progress import Progress, labels_of, live_label


def state_card(session: Session, state: Progress) -> dict[str, Any]:
    """Stage, step in hand, what is expected, the stop if any, and the codes to scan."""
    printed = labels_of(session, state.worksheet.id)
    labels = {kind: live_label(printed, kind) for kind in ("work", "final")}
    return {
        "worksheet": state.worksheet.number,
        "stage": state.stage.value,
        "round": state.round,
        "step": _step_card(state),
        "next_slot": state.next_slot,
        "expected": expected_words(state),
        "stop": _stop_card(state),
        "called": state.called,
        "cancelled": state.cancelled,
        "holder": state.holder,
        "missing": list(state.missing_roles),
        "stickers": {role: item.sticker for role, item in state.staged.items()},
        "labels": {kind: label.code if label else None for kind, label in labels.items()},
        "hood": {"code": state.worksheet.hood, "sign": hood_sign(state.worksheet.hood)},
        "weights": {name: taken.gross for name, taken in state.weights.items()},
    }


def _step_card(state: Progress) -> dict[str, Any] | None:
    step = state.in_hand
    if step is None:
        return None
    return {
        "number": step.number,
        "of": len(state.recipe.steps),
        "key": step.key,
        "title": step.title,
        "instruction": step.instruction,
        "kind": step.kind,
    }


def _stop_card(state: Progress) -> dict[str, str] | None:
    stop = state.stop
    if stop is None:
        return None
    return {
        "clears": stop.clears.value,
        "what": stop.what,
        "expected": stop.expected,
        "why": stop.why,
    }
