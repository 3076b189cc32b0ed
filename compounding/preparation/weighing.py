"""Weigh a step: a live, settled reading from the hood's own balance, judged and kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from compounding.cleanroom.balances import balance_of, grams, require_fit
from compounding.cleanroom.models import StoredReading
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.acting import act, require_in_hand, require_main_slot, require_room
from compounding.preparation.delivered import dose_as_a_whole, put_in
from compounding.preparation.expectations import Expectation, cards_of, expectation
from compounding.preparation.live_reading import require_plausible, usable_reading
from compounding.preparation.overpoured import too_much_stop
from compounding.preparation.progress import Clears, Progress, progress
from compounding.preparation.recipe import Step
from formulas.gravimetry import Verdict, judge, judgement
from formulas.quantity import Quantity, converted, qty, show
from formulas.whole_dose import WholeDose


@dataclass(frozen=True)
class Weighed:
    """What became of a reading: accept, reject or cannot tell, and what to do."""

    verdict: Verdict
    message: str
    done: bool


def weigh(unit: Unit, worksheet_id: int, number: int, reading_id: int) -> Weighed:
    """Take a settled reading for the step in hand.

    Raises WeightNotTaken where the reading may not count, BalanceNotFit, RoomNotFit,
    StepNotInHand, StoppedForCheck.
    """
    state = progress(unit.session, worksheet_id)
    step = require_in_hand(state, number, "weigh")
    require_main_slot(state, step)
    require_room(unit.session, state, unit)
    balance = balance_of(unit.session, state.worksheet.hood)
    require_fit(unit.session, balance, unit.at)
    reading = usable_reading(unit, balance, reading_id)
    gross = qty(grams(reading), "g")
    require_plausible(step, gross)
    expected = expectation(state.recipe, step, cards_of(state), balance)
    empty = state.weights.get(step.minus) if step.minus else None
    if expected is None or (step.minus and (empty is None or empty.gross is None)):
        return _take_plain(unit, state, step, reading, gross, judged=expected is None)
    net = gross - qty(str(empty.gross if empty else "0 g"))
    return _judge(unit, state, step, reading, gross, net, expected)


def _take_plain(
    unit: Unit,
    state: Progress,
    step: Step,
    reading: StoredReading,
    gross: Quantity,
    *,
    judged: bool,
) -> Weighed:
    """Take a first weight; a net that cannot be reckoned waits for the pharmacist."""
    detail: dict[str, Any] = {"weight": step.weight, "gross": _gross(reading, gross)}
    verdict = Verdict.ACCEPT if judged else Verdict.CANNOT_TELL
    if not judged:
        detail["unjudged"] = True
        detail["stop"] = _unjudged_stop(f"{step.object}: the weight before it is missing")
    _write(unit, state, step, reading, verdict.value, detail)
    return Weighed(verdict, f"{step.object}: {show(gross, 2)} taken.", done=judged)


def _unjudged_stop(what: str) -> dict[str, str]:
    return {
        "clears": Clears.PHARMACIST.value,
        "what": what,
        "expected": "a net weight that can be judged",
        "why": "The balance can prove nothing here. The pharmacist looks, and accepts by eye.",
    }


def _gross(reading: StoredReading, gross: Quantity) -> str:
    """The mass as printed where the balance prints grams, so that its digits stay."""
    return f"{reading.digits} g" if reading.unit == "g" else show(gross)


def _judge(
    unit: Unit,
    state: Progress,
    step: Step,
    reading: StoredReading,
    gross: Quantity,
    net: Quantity,
    expected: Expectation,
) -> Weighed:
    verdict = judge(net, expected.band)
    detail: dict[str, Any] = {
        "weight": step.weight,
        "gross": _gross(reading, gross),
        "net": show(net, 2),
        "band": band_card(expected),
        "workings": [w.to_dict() for w in (*expected.workings, judgement(net, expected.band))],
    }
    if verdict is not Verdict.REJECT:
        verdict = _also(state, step, net, expected, detail, verdict)
    if verdict is not Verdict.ACCEPT and not detail.get("stop"):
        detail["stop"] = _stop_after(state, step, verdict, net, expected.band.target)
    _write(unit, state, step, reading, verdict.value, detail)
    return Weighed(verdict, _told(step, net, verdict, detail), done=verdict is Verdict.ACCEPT)


def _nearest(net: Quantity, expected: Expectation) -> Quantity:
    """The net nearest to its target that the uncertainty still allows.

    What the balance cannot tell is not held against the dose twice, only what is beyond doubt.
    """
    made = expected.band
    spread = made.uncertainty
    nearest: Quantity = net - spread if net > made.target else net + spread
    return nearest


def _also(
    state: Progress,
    step: Step,
    net: Quantity,
    expected: Expectation,
    detail: dict[str, Any],
    verdict: Verdict,
) -> Verdict:
    """What else a net must agree with: the dose as a whole, the earlier weighing."""
    if step.whole_dose:
        whole = dose_as_a_whole(state, step, net)
        if whole is None:
            detail["whole_dose"] = None
            detail["stop"] = _unjudged_stop("The dose as a whole cannot be reckoned")
            return Verdict.CANNOT_TELL
        detail["whole_dose"] = _whole_card(whole)
        likely = net if verdict is Verdict.ACCEPT else _nearest(net, expected)
        if _misses(dose_as_a_whole(state, step, likely)):
            detail["stop"] = _whole_stop(detail["whole_dose"])
            return Verdict.REJECT
    _compare(state, step, net, detail)
    return verdict


def _misses(whole: WholeDose | None) -> bool:
    return whole is None or whole.verdict is not Verdict.ACCEPT


def _whole_card(whole: WholeDose) -> dict[str, Any]:
    return {
        "delivered": whole.working.shown,
        "low": show(whole.band.low),
        "high": show(whole.band.high),
        "verdict": whole.verdict.value,
        "working": whole.working.to_dict(),
    }


def _whole_stop(whole: dict[str, Any]) -> dict[str, str]:
    return {
        "clears": Clears.PHARMACIST.value,
        "what": f"The dose as a whole would be {whole['delivered']}",
        "expected": f"{whole['low']} to {whole['high']}",
        "why": "Each weight lies in its band, but together they miss the dose. Do not inject.",
    }


def _compare(state: Progress, step: Step, net: Quantity, detail: dict[str, Any]) -> None:
    if not step.compare_with or step.compare_within is None:
        return
    earlier = put_in(state, step)
    if earlier is None:
        if len(step.compare_with) > 1:
            detail["stop"] = _unjudged_stop(f"{step.title}: not all that went in was weighed")
        return
    apart = converted(net - earlier, "g")
    difference = apart if apart.decimal >= 0 else -apart
    detail["difference"] = show(qty(difference.decimal, "g"), 2)
    if difference > step.compare_within:
        detail["stop"] = {
            "clears": Clears.PHARMACIST.value,
            "what": f"The bag gained {show(net, 2)}, {_held(step)} held {show(earlier, 2)}",
            "expected": f"a difference of at most {show(step.compare_within)}",
            "why": "Something was lost, added or left on between the weighings.",
        }


def _held(step: Step) -> str:
    return "the syringe" if len(step.compare_with) == 1 else "what was put in"


def _stop_after(
    state: Progress, step: Step, verdict: Verdict, net: Quantity, target: Quantity
) -> dict[str, str] | None:
    """What is in the bag cannot be taken out; a second doubt needs the pharmacist's eye."""
    if step.poured and net > target and verdict is Verdict.REJECT:
        return too_much_stop(state, step, net, target)
    if step.poured and verdict is Verdict.REJECT:
        return None
    if state.injected and verdict is Verdict.REJECT:
        return {
            "clears": Clears.PHARMACIST.value,
            "what": f"{step.object} is out of its band after the injection",
            "expected": "a net weight in the band",
            "why": "It cannot be mended any more. Keep the bag; the pharmacist decides.",
        }
    if verdict is Verdict.CANNOT_TELL and state.cannot_tell > 0:
        return {
            "clears": Clears.PHARMACIST.value,
            "what": "Twice the balance could not tell",
            "expected": "a net weight that proves or disproves the step",
            "why": "The pharmacist looks, and accepts by eye or sends the step back.",
        }
    return None


def band_card(expected: Expectation) -> dict[str, str]:
    """The band of a step as plain data, in grams with two decimals."""
    made = expected.band
    return {
        "target": show(made.target, 2),
        "low": show(made.low, 2),
        "high": show(made.high, 2),
        "accept_low": show(made.accept_low, 2),
        "accept_high": show(made.accept_high, 2),
        "tell_low": show(made.tell_low, 2),
        "tell_high": show(made.tell_high, 2),
        "uncertainty": show(made.uncertainty, 4),
    }


def _write(
    unit: Unit,
    state: Progress,
    step: Step,
    reading: StoredReading,
    outcome: str,
    detail: dict[str, Any],
) -> None:
    verb = Verb.STEP_WEIGHT_ACCEPT if outcome == "accept" else Verb.STEP_WEIGHT_TRY
    act(
        unit,
        verb,
        state,
        kind="weigh",
        outcome=outcome,
        step=step.number,
        detail=detail,
        reading_id=reading.id,
    )


def _told(step: Step, net: Quantity, verdict: Verdict, detail: dict[str, Any]) -> str:
    band = detail["band"]
    seen = f"{step.what or step.object}: {show(net, 2)}, accepted {_span(band)}."
    if verdict is Verdict.ACCEPT:
        return seen
    if detail.get("stop"):
        return f"{detail['stop']['what']}. {detail['stop']['why']}"
    if verdict is Verdict.CANNOT_TELL:
        return f"{seen} The balance cannot tell. Clear the pan and weigh once more."
    if step.poured:
        return f"{seen} Too little. Add what is missing and weigh again."
    return f"{seen} Rejected, before the injection. Correct it and weigh again."


def _span(band: dict[str, str]) -> str:
    return f"{band['accept_low']} to {band['accept_high']}"
