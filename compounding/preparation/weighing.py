"""Weigh a step: a live, settled reading from the hood's own balance, judged and kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, NoReturn

from sqlalchemy.orm import Session

from compounding.cleanroom.balances import balance_of, grams, require_fit
from compounding.cleanroom.models import BalanceCard, StoredReading
from compounding.cleanroom.readings import age, between, newest
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.acting import act, require_in_hand, require_main_slot, require_room
from compounding.preparation.delivered import dose_as_a_whole, net_of
from compounding.preparation.errors import WeightNotTaken
from compounding.preparation.expectations import Expectation, cards_of, expectation
from compounding.preparation.progress import Clears, Progress, acts_of, progress
from compounding.preparation.recipe import Step
from formulas.gravimetry import Verdict, judge, judgement
from formulas.units import Quantity, converted, qty, show

LIVE = timedelta(seconds=10)
EMPTY_PAN = Decimal("0.05")  # grams either side of zero: an empty pan, or it is not


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
    reading = _usable(unit, state, balance, reading_id)
    gross = qty(grams(reading), "g")
    _require_plausible(state, step, gross)
    expected = expectation(state.recipe, step, cards_of(state), balance)
    empty = state.weights.get(step.minus) if step.minus else None
    if expected is None or (step.minus and (empty is None or empty.gross is None)):
        return _take_plain(unit, state, step, reading, gross, unjudged=expected is not None)
    net = gross - qty(str(empty.gross if empty else "0 g"))
    return _judge(unit, state, step, reading, gross, net, expected)


def _usable(unit: Unit, state: Progress, balance: BalanceCard, reading_id: int) -> StoredReading:
    reading = unit.session.get(StoredReading, reading_id)
    if reading is None or reading.line != balance.line or reading.quantity != "mass":
        _not_taken("The reading is not one of this hood's balance.")
    if not reading.settled or reading.refused or reading.digits is None:
        _not_taken("The weight was not settled.")
    if balance.serial and reading.device != balance.serial:
        _not_taken(f"The balance answered as {reading.device}, not as {balance.serial}.")
    if age(reading, unit.at) > LIVE:
        _not_taken("The reading is more than 10 seconds old.")
    latest = newest(unit.session, balance.line, "mass")
    if latest is not None and latest.id != reading.id and not _same(latest, reading):
        _not_taken("The balance has said something else since.")
    if Decimal(reading.digits) < 0:
        _not_taken("The gross weight is negative: the balance's zero is off.")
    _require_fresh_load(unit.session, state, balance, reading)
    return reading


def _same(latest: StoredReading, reading: StoredReading) -> bool:
    return latest.settled and latest.digits == reading.digits and latest.unit == reading.unit


def _require_fresh_load(
    session: Session, state: Progress, balance: BalanceCard, reading: StoredReading
) -> None:
    """The pan was empty since the last weighing, so that this is another weighing of its own."""
    since = _last_weighed_at(session, state) or state.started_at or reading.agent_at
    seen = between(session, balance.line, "mass", since, reading.agent_at)
    later = [r for r in seen if r.id != reading.id and not r.refused and r.digits is not None]
    if not any(r.settled and abs(grams(r)) <= EMPTY_PAN for r in later):
        _not_taken("The pan was not seen empty since the last weighing. Empty it, then weigh.")


def _last_weighed_at(session: Session, state: Progress) -> datetime | None:
    rows = [a for a in acts_of(session, state.worksheet.id) if a.reading_id is not None]
    return session.get_one(StoredReading, rows[-1].reading_id).agent_at if rows else None


def _require_plausible(state: Progress, step: Step, gross: Quantity) -> None:
    if step.plausible is None:
        return
    low, high = step.plausible
    if not low <= gross <= high:
        del state
        _not_taken(
            f"{show(gross, 2)} is not a weight of the {step.object}, "
            f"which lies between {show(low)} and {show(high)}."
        )


def _not_taken(what: str) -> NoReturn:
    message = f"{what} No weight was taken; nothing changed. Clear the pan and weigh again."
    raise WeightNotTaken(message)


def _take_plain(
    unit: Unit,
    state: Progress,
    step: Step,
    reading: StoredReading,
    gross: Quantity,
    *,
    unjudged: bool,
) -> Weighed:
    detail = {"weight": step.weight, "gross": _gross(reading, gross), "unjudged": unjudged}
    _write(unit, state, step, reading, "accept", detail)
    return Weighed(Verdict.ACCEPT, f"{step.object}: {show(gross, 2)} taken.", done=True)


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
        likely = net if verdict is Verdict.ACCEPT else _nearest(net, expected)
        verdict = _also(state, step, likely, detail, verdict)
    if verdict is not Verdict.ACCEPT and not detail.get("stop"):
        detail["stop"] = _stop_after(state, step, verdict)
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
    state: Progress, step: Step, net: Quantity, detail: dict[str, Any], verdict: Verdict
) -> Verdict:
    """What else a net must agree with: the dose as a whole, the earlier weighing."""
    if step.whole_dose:
        whole = dose_as_a_whole(state, step, net)
        if whole is None:
            detail["whole_dose"] = None
            return verdict
        detail["whole_dose"] = {
            "delivered": whole.working.shown,
            "low": show(whole.band.low),
            "high": show(whole.band.high),
            "verdict": whole.verdict.value,
            "working": whole.working.to_dict(),
        }
        if whole.verdict is not Verdict.ACCEPT:
            detail["stop"] = _whole_stop(detail["whole_dose"])
            return Verdict.REJECT
    if step.compare_with is not None and step.compare_within is not None:
        _compare(state, step, net, detail)
    return verdict


def _whole_stop(whole: dict[str, Any]) -> dict[str, str]:
    return {
        "clears": Clears.PHARMACIST.value,
        "what": f"The dose as a whole would be {whole['delivered']}",
        "expected": f"{whole['low']} to {whole['high']}",
        "why": "Each weight lies in its band, but together they miss the dose. Do not inject.",
    }


def _compare(state: Progress, step: Step, net: Quantity, detail: dict[str, Any]) -> None:
    earlier = net_of(state, str(step.compare_with))
    if earlier is None or step.compare_within is None:
        return
    apart = converted(net - earlier, "g")
    difference = apart if apart.magnitude >= 0 else -apart
    detail["difference"] = show(qty(difference.magnitude, "g"), 2)
    if difference > step.compare_within:
        detail["stop"] = {
            "clears": Clears.PHARMACIST.value,
            "what": f"The bag gained {show(net, 2)}, the syringe held {show(earlier, 2)}",
            "expected": f"a difference of at most {show(step.compare_within)}",
            "why": "Something was lost, added or left on between the weighings.",
        }


def _stop_after(state: Progress, step: Step, verdict: Verdict) -> dict[str, str] | None:
    """After the injection a miss cannot be mended; a second doubt needs the pharmacist's eye."""
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
    return f"{seen} Rejected, before the injection. Correct it and weigh again."


def _span(band: dict[str, str]) -> str:
    return f"{band['accept_low']} to {band['accept_high']}"
