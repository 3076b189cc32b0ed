"""The one signature of the maker, outside the hood: prepared as recorded."""

from __future__ import annotations

from typing import Any

from compounding.ledger.canonical import digest
from compounding.ledger.signatures import Meaning, sign
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.acting import act, require_open
from compounding.preparation.errors import ContentMoved, NotLawfulNow, SamePerson
from compounding.preparation.progress import Progress, Stage, progress


def shown_work(state: Progress) -> dict[str, Any]:
    """What the maker sees and signs: the dose, the containers, the weights, the labels' round."""
    return {
        "worksheet": state.worksheet.number,
        "order": state.order.number,
        "dose": state.order.dose,
        "round": state.round,
        "staged": {role: item.sticker for role, item in sorted(state.staged.items())},
        "weights": {name: taken.gross for name, taken in sorted(state.weights.items())},
    }


def sign_prepared(unit: Unit, worksheet_id: int, *, secret: str, shown: str) -> None:
    """A maker signs the finished work; without it no pharmacist can release the bag.

    Raises SamePerson for one who had no hand in it, ContentMoved, NotLawfulNow.
    """
    state = progress(unit.session, worksheet_id)
    require_open(state)
    if state.stage is not Stage.RELEASE or state.prepared_by:
        where = f"signed by {state.prepared_by}" if state.prepared_by else state.stage.value
        message = f"Worksheet {state.worksheet.number} is {where}; there is nothing to sign now."
        raise NotLawfulNow(message)
    if unit.person_id not in state.makers:
        message = (
            f"{unit.by.name} had no hand in this dose. Nothing was signed. "
            "One of its makers signs that it was prepared so."
        )
        raise SamePerson(message)
    if shown != digest(shown_work(state)):
        message = "The work moved on after the page was shown. Nothing was signed. Look again."
        raise ContentMoved(message)
    subject = f"worksheet {state.worksheet.number}"
    signature = sign(unit, secret, Meaning.PREPARED, shown, subject)
    act(
        unit,
        Verb.PREPARATION_DOSE_SIGN,
        state,
        kind="prepared",
        slot="prepared",
        signature_id=signature.id,
        detail={"shown": shown},
    )
