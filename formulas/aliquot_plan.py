"""The reckoning of the aliquot method: a factor by which every part can be measured."""

from dataclasses import dataclass
from math import ceil
from typing import Self

from formulas.errors import DoesNotReach, MissingInput, OutOfRange
from formulas.quantity import Quantity, number, ratio, show
from formulas.working import Steps, Working


@dataclass(frozen=True)
class Plan:
    """What is wanted of an aliquot method, all in one unit.

    ``least`` is what may be measured at all, ``step`` the finest graduation.
    """

    dose: Quantity
    least: Quantity | None
    factor: Quantity | None
    aliquot: Quantity | None
    step: Quantity | None

    @classmethod
    def of(
        cls,
        name: str,
        dose: Quantity,
        least: Quantity | None,
        factor: Quantity | None,
        aliquot: Quantity | None,
        step: Quantity | None = None,
    ) -> Self:
        """Bring everything to one unit; an aliquot not chosen is the least measurable."""
        least, taken, step = (_to(one, name) for one in (least, aliquot or least, step))
        return cls(dose.to(name), least, factor, taken, step)


def diluted(plan: Plan) -> Working:
    """Reckon powder in powder, or liquid in liquid.

    Raises MissingInput, OutOfRange and DoesNotReach.
    """
    dose = plan.dose
    aliquot = _sound_aliquot(plan)
    times = _factor(plan, (dose, aliquot - dose))
    steps = Steps(f"Aliquot method for {show(dose)}")
    drug = _write_drug(steps, dose, times)
    total = _write_total(steps, aliquot, times)
    steps.answer("diluent", "total − drug", f"{show(total)} − {show(drug)}", total - drug)
    _finish(steps, aliquot, times, plan)
    return steps.done()


def dissolved(plan: Plan, aliquot: Quantity) -> Working:
    """Reckon a powder dissolved, of whose solution a volume holds the dose."""
    if plan.least is not None:
        _require_too_little(plan.dose, plan.least)
    times = _factor(plan, (plan.dose,))
    steps = Steps(f"{show(plan.dose)} in {show(aliquot)} of a solution")
    _write_drug(steps, plan.dose, times)
    _write_total(steps, aliquot, times)
    _finish(steps, aliquot, times, plan)
    return steps.done()


def more_than_one(factor: Quantity) -> Quantity:
    """Refuse a factor that multiplies nothing.  Raises OutOfRange."""
    demand("factor", factor, "more than one", met=factor.exact > 1)
    return factor


def demand(what: str, given: Quantity, wanted: str, *, met: bool) -> None:
    """Refuse what does not meet what is wanted of it.  Raises OutOfRange."""
    if not met:
        raise OutOfRange(what, show(given), wanted)


def _to(quantity: Quantity | None, name: str) -> Quantity | None:
    return None if quantity is None else quantity.to(name)


def _sound_aliquot(plan: Plan) -> Quantity:
    dose, aliquot = plan.dose, plan.aliquot
    if plan.least is not None:
        _require_too_little(dose, plan.least)
    if aliquot is None:
        what, meaning = "aliquot", "mixture to measure out, or the least that can be measured"
        raise MissingInput(what, meaning, "150 mg")
    if plan.least is not None:
        wanted = f"at least {show(plan.least)}, to be measured well"
        demand("aliquot", aliquot, wanted, met=aliquot >= plan.least)
    wanted = f"more than the dose of {show(dose)} it holds"
    demand("aliquot", aliquot, wanted, met=aliquot > dose)
    wanted = f"a whole number of steps of {plan.step}"
    demand("aliquot", aliquot, wanted, met=_steps_of(aliquot, plan.step) == 1)
    return aliquot


def _factor(plan: Plan, parts: tuple[Quantity, ...]) -> Quantity:
    """Give the factor by which every part can be measured; refuse one that does not do.

    ``parts`` are drug and diluent for each dose.
    """
    given, least = plan.factor, plan.least
    pitch = _steps_of(plan.dose, plan.step)
    if least is None:
        if given is None:
            what, meaning = "factor", "how many times the dose is taken"
            raise MissingInput(what, meaning, "20")
        more_than_one(given)
    reached = 2 if least is None else max(ceil(ratio(least / part)) for part in parts)
    smallest = ceil(number(reached).exact / pitch) * pitch
    if given is None:
        return number(smallest)
    for what, part in zip(("drug", "diluent"), parts, strict=False):
        if least is not None and part * given < least:
            raise DoesNotReach(what, show(part * given), show(least), str(smallest))
    wanted = f"one that makes the drug a whole number of steps of {plan.step}, such as {smallest}"
    demand("factor", given, wanted, met=_steps_of(plan.dose * given, plan.step) == 1)
    return given


def _steps_of(part: Quantity, step: Quantity | None) -> int:
    """Give the least number of times that a part must be taken to be whole steps."""
    return 1 if step is None else ratio(part / step).denominator


def _require_too_little(dose: Quantity, least: Quantity) -> None:
    wanted = f"under the least of {show(least)}: it can be measured as it is"
    demand("dose", dose, wanted, met=dose < least)


def _write_drug(steps: Steps, dose: Quantity, times: Quantity) -> Quantity:
    return steps.answer("drug", "dose × factor", f"{show(dose)} × {show(times)}", dose * times)


def _write_total(steps: Steps, aliquot: Quantity, times: Quantity) -> Quantity:
    numbers = f"{show(aliquot)} × {show(times)}"
    return steps.answer("total", "aliquot × factor", numbers, aliquot * times)


def _finish(steps: Steps, aliquot: Quantity, times: Quantity, plan: Plan) -> None:
    steps.answer("aliquot", "total ÷ factor", f"{show(aliquot * times)} ÷ {show(times)}", aliquot)
    steps.answer("factor", "", "", times)
    if plan.least is None:
        steps.warn("The least that may be measured was not given, so no part was held against it.")
