"""The glucose infusion rate, under its two names: F61 by hydrous grams, F62 by anhydrous ones.

Labels count dextrose with its water, and most limits are meant so; some hospitals take ten
elevenths of it. The two differ by a tenth: each has its calculator and says in its answer which.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.kinds import BODY_WEIGHT, FLOW, MASS_IN_VOLUME, TIME
from formulas.nutrition.contents import anhydrous_share
from formulas.nutrition.measures import (
    FLUID_BY_WEIGHT,
    GLUCOSE_RATE,
    NUTRIENT_OF_A_DAY,
    answered,
)
from formulas.quantity import Quantity, converted, qty, show
from formulas.working import Steps, Working

_F61 = "ASPEN: hydrous grams, no factor for the water; register F61"
_F62 = "Lucile Packard Children's: anhydrous, × 10 ÷ 11; register F62"
_DAY = qty("1 day")
_STRENGTH = Input("strength", MASS_IN_VOLUME, "dextrose in the bag, hydrous, such as 10 % w/v")
_RATE = Input("rate", FLOW, "how fast it runs, such as 10 mL/h")
_WEIGHT = Input("weight", BODY_WEIGHT, "body weight")
_DEXTROSE = Input("dextrose", NUTRIENT_OF_A_DAY, "hydrous dextrose of a day")
_HOURS = Input("hours", TIME, "time it runs in; 24 h where none is given", optional=True)
_GIR = Input("glucose_rate", GLUCOSE_RATE, "glucose infusion rate wanted, by hydrous grams")
_HYDROUS, _ANHYDROUS = Out("glucose_rate", GLUCOSE_RATE), Out("anhydrous_rate", GLUCOSE_RATE)


@calculator("F61", "Glucose infusion rate", (_STRENGTH, _RATE, _WEIGHT), (_HYDROUS,), _F61)
def glucose_rate(strength: Quantity, rate: Quantity, weight: Quantity) -> Working:
    """Give the glucose infusion rate by hydrous grams, from strength, rate and weight.

    >>> glucose_rate(strength="12.5 % w/v", rate="9.6 mL/h", weight="4 kg").told
    'glucose rate 5 mg/kg/min'
    """
    steps = Steps(f"Glucose rate of {show(strength)} at {show(rate)}")
    _answer_rate(steps, strength, rate, weight)
    return steps.done()


@calculator(
    "F61",
    "Glucose infusion rate of a fluid by body weight",
    (_STRENGTH, Input("fluid", FLUID_BY_WEIGHT, "fluid for each kg and day")),
    (_HYDROUS,),
    _F61,
)
def glucose_rate_of_fluid(strength: Quantity, fluid: Quantity) -> Working:
    """Give the glucose infusion rate of a fluid that is ordered for each kg; the weight cancels.

    >>> glucose_rate_of_fluid(strength="10 % w/v", fluid="144 mL/kg/day").told
    'glucose rate 10 mg/kg/min'
    """
    numbers = f"{show(strength)} × {show(fluid)} ÷ 1440 min/day"
    value = converted(strength * fluid, "mg/kg/min", "strength")
    title = f"Glucose rate of {show(strength)}, {show(fluid)}"
    return answered(title, "glucose_rate", "strength × fluid", numbers, value, source=_F61)


@calculator(
    "F61",
    "Glucose infusion rate of a day's dextrose",
    (_DEXTROSE, _WEIGHT, _HOURS),
    (_HYDROUS,),
    _F61,
)
def glucose_rate_of_day(
    dextrose: Quantity, weight: Quantity, hours: Quantity | None = None
) -> Working:
    """Give the glucose infusion rate of a day's hydrous dextrose over its hours.

    >>> glucose_rate_of_day(dextrose="252 g/day", weight="70 kg").told
    'glucose rate 2.5 mg/kg/min'
    """
    steps = Steps(f"Glucose rate of {show(dextrose)}")
    _answer_day(steps, dextrose, weight, hours)
    return steps.done()


@calculator(
    "F62",
    "Glucose infusion rate, anhydrous",
    (_STRENGTH, _RATE, _WEIGHT),
    (_ANHYDROUS, _HYDROUS),
    _F62,
)
def glucose_rate_anhydrous(strength: Quantity, rate: Quantity, weight: Quantity) -> Working:
    """Give the glucose infusion rate by anhydrous grams, ten elevenths of the hydrous ones.

    >>> glucose_rate_anhydrous(strength="11 % w/v", rate="12 mL/h", weight="4 kg").told
    'anhydrous rate 5 mg/kg/min; glucose rate 5.5 mg/kg/min'
    """
    steps = Steps(f"Anhydrous glucose rate of {show(strength)} at {show(rate)}")
    _answer_anhydrous(steps, _rate(strength, rate, weight))
    return steps.done()


@calculator(
    "F62",
    "Glucose infusion rate of a day's dextrose, anhydrous",
    (_DEXTROSE, _WEIGHT, _HOURS),
    (_ANHYDROUS, _HYDROUS),
    _F62,
)
def glucose_rate_of_day_anhydrous(
    dextrose: Quantity, weight: Quantity, hours: Quantity | None = None
) -> Working:
    """Give the anhydrous glucose infusion rate of a day's hydrous dextrose over its hours.

    >>> glucose_rate_of_day_anhydrous(dextrose="15.84 g/day", weight="2 kg").told
    'anhydrous rate 5 mg/kg/min; glucose rate 5.5 mg/kg/min'
    """
    steps = Steps(f"Anhydrous glucose rate of {show(dextrose)}")
    _answer_anhydrous(steps, _of_day(dextrose, weight, hours))
    return steps.done()


@calculator(
    "F61",
    "Dextrose for a glucose infusion rate",
    (_GIR, _WEIGHT, _HOURS),
    (Out("dextrose", NUTRIENT_OF_A_DAY),),
    _F61,
)
def dextrose_for_rate(
    glucose_rate: Quantity, weight: Quantity, hours: Quantity | None = None
) -> Working:
    """Give the hydrous dextrose of a day that a glucose infusion rate takes.

    >>> dextrose_for_rate(glucose_rate="5 mg/kg/min", weight="70 kg").told
    'dextrose 504 g/day'
    """
    time = _time(hours)
    numbers = f"{show(glucose_rate)} × {show(weight)} × {show(time)}"
    value = converted(glucose_rate * weight * time / _DAY, "g/day", "glucose rate")
    title = f"Dextrose for {show(glucose_rate)}"
    return answered(title, "dextrose", "rate × weight × time", numbers, value, source=_F61)


@calculator(
    "F61",
    "Dextrose strength for a glucose infusion rate",
    (_GIR, _WEIGHT, _RATE),
    (Out("strength", MASS_IN_VOLUME),),
    _F61,
)
def dextrose_strength_for_rate(glucose_rate: Quantity, weight: Quantity, rate: Quantity) -> Working:
    """Give the strength of dextrose that brings a glucose infusion rate at a pump rate.

    >>> dextrose_strength_for_rate(glucose_rate="5 mg/kg/min", weight="4 kg", rate="9.6 mL/h").told
    'strength 12.5 % w/v'
    """
    numbers = f"{show(glucose_rate)} × {show(weight)} ÷ {show(rate)}"
    value = converted(glucose_rate * weight / rate, "% w/v", "glucose rate")
    title = f"Strength for {show(glucose_rate)}"
    return answered(title, "strength", "glucose rate × weight ÷ rate", numbers, value, source=_F61)


@calculator(
    "F61",
    "Pump rate for a glucose infusion rate",
    (_GIR, _WEIGHT, _STRENGTH),
    (Out("rate", FLOW),),
    _F61,
)
def pump_rate_for_glucose(glucose_rate: Quantity, weight: Quantity, strength: Quantity) -> Working:
    """Give the pump rate at which a dextrose solution brings a glucose infusion rate.

    >>> pump_rate_for_glucose(
    ...     glucose_rate="5 mg/kg/min", weight="4 kg", strength="12.5 % w/v"
    ... ).told
    'rate 9.6 mL/h'
    """
    numbers = f"{show(glucose_rate)} × {show(weight)} ÷ {show(strength)}"
    value = converted(glucose_rate * weight / strength, "mL/h", "glucose rate")
    title = f"Pump rate for {show(glucose_rate)}"
    return answered(title, "rate", "glucose rate × weight ÷ strength", numbers, value, source=_F61)


def _rate(strength: Quantity, rate: Quantity, weight: Quantity) -> Quantity:
    return converted(strength * rate / weight, "mg/kg/min", "strength")


def _answer_rate(steps: Steps, strength: Quantity, rate: Quantity, weight: Quantity) -> None:
    numbers = f"{show(strength)} × {show(rate)} ÷ {show(weight)}"
    formula = "strength × rate ÷ weight"
    steps.answer("glucose_rate", formula, numbers, _rate(strength, rate, weight), source=_F61)


def _of_day(dextrose: Quantity, weight: Quantity, hours: Quantity | None) -> Quantity:
    of_a_day = converted(dextrose * _DAY, "g", "dextrose") if dextrose.unit.basis else dextrose
    return converted(of_a_day / _time(hours) / weight, "mg/kg/min", "dextrose")


def _answer_day(steps: Steps, dextrose: Quantity, weight: Quantity, hours: Quantity | None) -> None:
    numbers = f"{show(dextrose)} ÷ {show(_time(hours))} ÷ {show(weight)}"
    value = _of_day(dextrose, weight, hours)
    steps.answer("glucose_rate", "dextrose ÷ time ÷ weight", numbers, value, source=_F61)


def _answer_anhydrous(steps: Steps, hydrous: Quantity) -> None:
    share = anhydrous_share()
    steps.line("glucose rate, hydrous", "by the grams of the label", "", hydrous, source=_F61)
    numbers = f"{show(hydrous)} × {share.numerator} ÷ {share.denominator}"
    value = hydrous * share
    steps.answer("anhydrous_rate", "hydrous × 10 ÷ 11", numbers, value, source=_F62)
    steps.answer("glucose_rate", "", "", hydrous)


def _time(hours: Quantity | None) -> Quantity:
    if hours is not None and hours > _DAY:
        what = "hours"
        raise OutOfRange(what, show(hours), "at most 24 h")
    return qty("24 h") if hours is None else hours
