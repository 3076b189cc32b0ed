"""What lies in the hand at a step: the object that goes on the balance, and what it weighs.

Only the demo knows this.  The record learns a mass from the balance alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from compounding.cleanroom.balances import balance_of, next_check
from compounding.preparation.expectations import cards_of, expectation
from compounding.preparation.progress import Progress, Stage, progress
from compounding.preparation.recipe import Step
from formulas.quantity import qty

CENTIGRAM = Decimal("0.01")
SHORT_OF = {"light": Decimal("0.03"), "heavy": Decimal("0.06")}  # g lost on the way, as always
TYPICAL = {
    "empty 20 mL syringe": Decimal("14.21"),
    "empty 30 mL syringe": Decimal("19.86"),
    "vial A": Decimal("27.43"),
    "vial B": Decimal("21.18"),
}
BAGS = {"1000 mL": Decimal("1062.37"), "250 mL": Decimal("288.52")}


@dataclass(frozen=True)
class Thing:
    """Something that can be put on the pan."""

    name: str
    grams: Decimal


def in_hand(session: Session, worksheet_id: int) -> Thing | None:
    """The object of the step in hand; None where nothing is to be weighed."""
    state = progress(session, worksheet_id)
    step = state.in_hand
    if step is None or step.kind != "weigh" or state.stage is Stage.HELD:
        return None
    empty = _empty(state, step)
    expected = expectation(
        state.recipe, step, cards_of(state), balance_of(session, state.worksheet.hood)
    )
    if expected is None:
        return Thing(step.object, _typical(step, cards_of(state)))
    net = expected.band.target.to("g").decimal - SHORT_OF[step.uncertainty]
    return Thing(step.object, (empty + net).quantize(CENTIGRAM))


def check_weight(session: Session, hood: str, now: datetime) -> Thing | None:
    """The check weight that is due on a hood's balance today."""
    weight = next_check(session, balance_of(session, hood), now)
    if weight is None:
        return None
    return Thing(f"check weight {weight['nominal']}", qty(weight["nominal"]).to("g").decimal)


def _empty(state: Progress, step: Step) -> Decimal:
    """What the same object weighed before, as the balance said it or as it usually is."""
    if step.minus is None:
        return Decimal(0)
    taken = state.weights.get(step.minus)
    if taken is not None and taken.gross is not None:
        return Decimal(qty(taken.gross).to("g").decimal)
    return _typical(state.recipe.step_of_weight(step.minus), cards_of(state))


def _typical(step: Step, cards: Mapping[str, Mapping[str, Any]]) -> Decimal:
    if step.object in TYPICAL:
        return TYPICAL[step.object]
    if step.object in cards:
        known = BAGS.get(str(cards[step.object].get("volume")))
        if known is not None:
            return known
    if step.plausible is None:
        return Decimal(0)
    low, high = (limit.to("g").decimal for limit in step.plausible)
    return Decimal((low + high) / 2).quantize(CENTIGRAM)
