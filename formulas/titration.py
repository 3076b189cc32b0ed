"""A dose by time as a pump's rate, and back: F16."""

from formulas.body import POUNDS, in_kilograms
from formulas.calculator import Input, Out, calculator
from formulas.dose import WEIGHT
from formulas.errors import WrongUnit
from formulas.kinds import (
    ANY_BY_TIME,
    ANY_BY_WEIGHT_AND_TIME,
    FLOW,
    STRENGTH_OF,
    Choice,
    OfSubstance,
)
from formulas.quantity import Quantity, converted, show
from formulas.rate import FLOW_RATE, PUMP_STEP, tell_fast
from formulas.substance import Amount, Strength, require_same
from formulas.units import unit
from formulas.working import Steps, Working

_DOSE = Input(
    "dose", OfSubstance(ANY_BY_TIME, Amount), "ordered by time, such as 500 mg/h or 4 mg/min"
)
_DOSE_BY_WEIGHT = Input(
    "dose",
    OfSubstance(ANY_BY_WEIGHT_AND_TIME, Amount),
    "ordered per kg and time, such as 3 mcg/kg/min or 18 unit/kg/h",
)
_BAG = Input(
    "strength", STRENGTH_OF, "what the bag or syringe holds, such as 1.6 mg/mL or 400 mg/250 mL"
)
_IN_TIME = Input(
    "answer_unit",
    Choice("unit of the answer", ANY_BY_TIME.units),
    "unit of the answer; else that of the strength, per hour",
    optional=True,
)
_IN_WEIGHT_AND_TIME = Input(
    "answer_unit",
    Choice("unit of the answer", ANY_BY_WEIGHT_AND_TIME.units),
    "unit of the answer; else mcg/kg/min for a mass, and per kg and hour for all else",
    optional=True,
)


@calculator(
    "F16",
    "Pump rate for a dose by weight and time",
    (_DOSE_BY_WEIGHT, WEIGHT, _BAG, PUMP_STEP, POUNDS),
    (Out("rate", FLOW),),
    "dose × weight × 60 min/h ÷ strength; register F16",
)
def pump_rate_by_weight(
    dose: Amount,
    weight: Quantity,
    strength: Strength,
    resolution: Quantity | None = None,
    pounds_per_kilogram: Quantity | None = None,
) -> Working:
    """Give the rate that delivers a dose ordered per kg and time.

    >>> pump_rate_by_weight(dose="3 mcg/kg/min", weight="100 kg", strength="1.6 mg/mL").told
    'rate 11.25 mL/h'
    """
    steps = Steps(f"Rate for {dose}, {show(weight)}, from {strength}")
    kilograms = in_kilograms(steps, weight, pounds_per_kilogram)
    by_time = dose.quantity * kilograms
    numbers = f"{show(dose.quantity)} × {show(kilograms)}"
    steps.line("dose by time", "dose × weight", numbers, by_time)
    _answer_rate(steps, Amount(dose.substance, by_time), strength, resolution)
    return steps.done()


@calculator(
    "F16",
    "Pump rate for a dose by time",
    (_DOSE, _BAG, PUMP_STEP),
    (Out("rate", FLOW),),
    "dose by time ÷ strength; register F16",
)
def pump_rate(dose: Amount, strength: Strength, resolution: Quantity | None = None) -> Working:
    """Give the rate that delivers a dose ordered by time alone.

    >>> pump_rate(dose="500 mg/h", strength="10 mg/mL").told
    'rate 50 mL/h'
    """
    steps = Steps(f"Rate for {dose} from {strength}")
    _answer_rate(steps, dose, strength, resolution)
    return steps.done()


@calculator(
    "F16",
    "Dose by weight and time that a pump rate delivers",
    (FLOW_RATE, _BAG, WEIGHT, _IN_WEIGHT_AND_TIME, POUNDS),
    (Out("dose", ANY_BY_WEIGHT_AND_TIME),),
    "rate × strength ÷ weight; register F16",
)
def delivered_dose_by_weight(
    rate: Quantity,
    strength: Strength,
    weight: Quantity,
    answer_unit: str | None = None,
    pounds_per_kilogram: Quantity | None = None,
) -> Working:
    """Give the dose per kg and time that a running pump delivers.

    >>> delivered_dose_by_weight(rate="11.25 mL/h", strength="1.6 mg/mL", weight="100 kg").told
    'dose 3 mcg/kg/min'
    """
    steps = Steps(f"Dose of {show(rate)} of {strength} for {show(weight)}")
    kilograms = in_kilograms(steps, weight, pounds_per_kilogram)
    by_time = amount_by_time(rate, strength)
    steps.line("dose by time", "rate × strength", f"{show(rate)} × {strength}", by_time)
    top = str(by_time.unit).partition("/")[0]
    mass = by_time.unit.dimension == unit("mg/h").dimension
    wanted = answer_unit or ("mcg/kg/min" if mass else f"{top}/kg/h")
    dose = converted(by_time / kilograms, wanted, "dose by time")
    steps.answer("dose", "÷ weight", f"{show(by_time)} ÷ {show(kilograms)}", dose)
    return steps.done()


@calculator(
    "F16",
    "Dose by time that a pump rate delivers",
    (FLOW_RATE, _BAG, _IN_TIME),
    (Out("dose", ANY_BY_TIME),),
    "rate × strength; register F16",
)
def delivered_dose(rate: Quantity, strength: Strength, answer_unit: str | None = None) -> Working:
    """Give the dose by time that a running pump delivers.

    >>> delivered_dose(rate="30 mL/h", strength="25 unit/mL").told
    'dose 750 unit/h'
    """
    steps = Steps(f"Dose of {show(rate)} of {strength}")
    dose = amount_by_time(rate, strength)
    if answer_unit:
        dose = converted(dose, answer_unit, "dose by time")
    steps.answer("dose", "rate × strength", f"{show(rate)} × {strength}", dose)
    return steps.done()


@calculator(
    "F16",
    "Strength at which a dose by weight runs at a wanted rate",
    (_DOSE_BY_WEIGHT, WEIGHT, FLOW_RATE, POUNDS),
    (Out("strength", STRENGTH_OF),),
    "dose × weight ÷ rate; register F16",
)
def strength_for_pump_rate(
    dose: Amount,
    weight: Quantity,
    rate: Quantity,
    pounds_per_kilogram: Quantity | None = None,
) -> Working:
    """Give the strength to make so that a dose per kg and time runs at a wanted rate.

    >>> strength_for_pump_rate(dose="3 mcg/kg/min", weight="100 kg", rate="11.25 mL/h").told
    'strength 1600 mcg/mL'
    """
    steps = Steps(f"Strength for {dose}, {show(weight)}, at {show(rate)}")
    kilograms = in_kilograms(steps, weight, pounds_per_kilogram)
    by_time = dose.quantity * kilograms
    numbers = f"{show(dose.quantity)} × {show(kilograms)}"
    steps.line("dose by time", "dose × weight", numbers, by_time)
    top = str(dose.quantity.unit).partition("/")[0]
    strength = converted(by_time / rate, f"{top}/mL", "dose by time")
    steps.answer("strength", "dose by time ÷ rate", f"{show(by_time)} ÷ {show(rate)}", strength)
    return steps.done()


def amount_by_time(rate: Quantity, strength: Strength) -> Quantity:
    """Give what a rate delivers each hour, in the strength's own amount; mg for % w/v."""
    top = str(strength.quantity.unit).partition("/")[0]
    top = "mg" if strength.quantity.unit is unit("% w/v") else top
    return converted(rate * strength.quantity, f"{top}/h", f"strength {strength}")


def _answer_rate(
    steps: Steps, dose: Amount, strength: Strength, resolution: Quantity | None
) -> None:
    require_same(dose, strength)
    made = dose.quantity / strength.quantity
    if made.unit.dimension != unit("mL/h").dimension:
        what, top = "dose", str(strength.quantity.unit).partition("/")[0]
        raise WrongUnit(what, str(dose), f"{'mg' if top.startswith('%') else top}/h")
    rate = made.to("mL/h")
    steps.answer(
        "rate",
        "dose by time ÷ strength",
        f"{dose} ÷ {strength}",
        rate,
        resolution=resolution,
    )
    tell_fast(steps, rate)
