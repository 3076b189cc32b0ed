"""Dose by body weight: F10. Per dose and per day, per kg and in all, are four kinds apart.

A maximum caps the answer, and the working says whether it struck.
"""

from formulas.body import POUNDS, in_kilograms
from formulas.calculator import Input, Out, calculator
from formulas.kinds import (
    ANY_AMOUNT,
    ANY_BY_DAY,
    ANY_BY_DOSE,
    ANY_BY_TIME,
    ANY_BY_WEIGHT,
    ANY_BY_WEIGHT_AND_DAY,
    ANY_BY_WEIGHT_AND_TIME,
    BODY_WEIGHT,
    DOSES_BY_DAY,
    Measure,
)
from formulas.quantity import Quantity, converted, qty, show
from formulas.units import unit
from formulas.vocabulary import AMOUNTS, VOLUMES
from formulas.working import Steps, Working

BY_WEIGHT_AND_DOSE = Measure(
    "amount by body weight, for one dose",
    (*ANY_BY_WEIGHT.units, *(f"{top}/kg/dose" for top in (*AMOUNTS, *VOLUMES))),
    "5",
)
ONE_AMOUNT = Measure("amount of one dose", (*ANY_AMOUNT.units, *ANY_BY_DOSE.units), "500")

WEIGHT = Input("weight", BODY_WEIGHT, "body weight the dose is reckoned by")
DOSES = Input("doses_per_day", DOSES_BY_DAY, "how many doses a day; every 8 h is 3 dose/day")
MAXIMUM = Input("maximum", ONE_AMOUNT, "most that one dose may be", optional=True)
DAILY_MAXIMUM = Input("daily_maximum", ANY_BY_DAY, "most that a day may bring", optional=True)
PER_KG = Input("dose", BY_WEIGHT_AND_DOSE, "ordered per kg for one dose, such as 5 mg/kg")
PER_KG_DAY = Input("dose", ANY_BY_WEIGHT_AND_DAY, "ordered per kg per day, such as 80 mg/kg/day")


@calculator(
    "F10",
    "One dose by body weight",
    (PER_KG, WEIGHT, MAXIMUM, POUNDS),
    (Out("amount", ANY_AMOUNT),),
    "dose per kg × weight, at most the maximum; register F10",
)
def dose_by_weight(
    dose: Quantity,
    weight: Quantity,
    maximum: Quantity | None = None,
    pounds_per_kilogram: Quantity | None = None,
) -> Working:
    """Give the amount of one dose ordered per kg; a volume per kg gives a volume.

    >>> dose_by_weight(dose="60 unit/kg", weight="90 kg", maximum="4000 unit").told
    'amount 4000 unit'
    """
    steps = Steps(f"{show(dose)} for {show(weight)}")
    kilograms = in_kilograms(steps, weight, pounds_per_kilogram)
    reckoned = one_dose(dose * kilograms)
    numbers = f"{show(dose)} × {show(kilograms)}"
    kept = capped(steps, ("dose per kg × weight", numbers), reckoned, maximum)
    answer(steps, "amount", ("dose per kg × weight", numbers), reckoned, kept)
    return steps.done()


@calculator(
    "F10",
    "A day's amount by body weight",
    (PER_KG_DAY, WEIGHT, DAILY_MAXIMUM, POUNDS),
    (Out("daily_amount", ANY_BY_DAY),),
    "dose per kg per day × weight, at most the maximum; register F10",
)
def daily_dose_by_weight(
    dose: Quantity,
    weight: Quantity,
    daily_maximum: Quantity | None = None,
    pounds_per_kilogram: Quantity | None = None,
) -> Working:
    """Give the amount, volume or energy of a day ordered per kg per day.

    >>> daily_dose_by_weight(dose="30 kcal/kg/day", weight="80 kg").told
    'daily amount 2400 kcal/day'
    """
    steps = Steps(f"{show(dose)} for {show(weight)}")
    kilograms = in_kilograms(steps, weight, pounds_per_kilogram)
    reckoned = dose * kilograms
    told = ("dose per kg per day × weight", f"{show(dose)} × {show(kilograms)}")
    kept = capped(steps, told, reckoned, daily_maximum)
    answer(steps, "daily_amount", told, reckoned, kept)
    return steps.done()


@calculator(
    "F10",
    "One of several doses a day, by body weight",
    (PER_KG_DAY, WEIGHT, DOSES, DAILY_MAXIMUM, MAXIMUM, POUNDS),
    (Out("amount", ANY_AMOUNT), Out("daily_amount", ANY_BY_DAY)),
    "dose per kg per day × weight ÷ doses per day; register F10",
)
def divided_dose_by_weight(
    dose: Quantity,
    weight: Quantity,
    doses_per_day: Quantity,
    daily_maximum: Quantity | None = None,
    maximum: Quantity | None = None,
    pounds_per_kilogram: Quantity | None = None,
) -> Working:
    """Give one dose where the order is per kg per day in divided doses.

    >>> divided_dose_by_weight(
    ...     dose="90 mg/kg/day", weight="18 kg", doses_per_day="2 dose/day"
    ... ).told
    'amount 810 mg; daily amount 1620 mg/day'
    """
    steps = Steps(f"{show(dose)} for {show(weight)} in {show(doses_per_day)}")
    by_day = daily_dose_by_weight(
        dose, weight, daily_maximum=daily_maximum, pounds_per_kilogram=pounds_per_kilogram
    )
    steps.include(by_day)
    reckoned = one_dose(by_day.result / doses_per_day)
    told = ("daily amount ÷ doses per day", f"{show(by_day.result)} ÷ {show(doses_per_day)}")
    kept = capped(steps, told, reckoned, maximum)
    one = answer(steps, "amount", told, reckoned, kept)
    daily = one / qty("1 dose") * doses_per_day
    numbers = f"{show(one)} × {show(doses_per_day)}"
    steps.answer("daily_amount", "amount × doses per day", numbers, daily)
    return steps.done()


@calculator(
    "F10",
    "One dose per kg, from its amount",
    (Input("amount", ONE_AMOUNT, "what one dose holds"), WEIGHT, POUNDS),
    (Out("dose", ANY_BY_WEIGHT),),
    "amount ÷ weight; register F10",
)
def dose_per_kg(
    amount: Quantity, weight: Quantity, pounds_per_kilogram: Quantity | None = None
) -> Working:
    """Give what one dose is per kg of body weight.

    >>> dose_per_kg(amount="810 mg", weight="18 kg").told
    'dose 45 mg/kg'
    """
    steps = Steps(f"{show(amount)} per kg of {show(weight)}")
    kilograms = in_kilograms(steps, weight, pounds_per_kilogram)
    held = _in_grams(one_dose(amount), "g")
    numbers = f"{show(held)} ÷ {show(kilograms)}"
    steps.answer("dose", "amount ÷ weight", numbers, held / kilograms)
    return steps.done()


@calculator(
    "F10",
    "A day's amount per kg",
    (Input("daily_amount", ANY_BY_DAY, "what a day brings"), WEIGHT, POUNDS),
    (Out("dose", ANY_BY_WEIGHT_AND_DAY),),
    "daily amount ÷ weight; register F10",
)
def daily_dose_per_kg(
    daily_amount: Quantity, weight: Quantity, pounds_per_kilogram: Quantity | None = None
) -> Working:
    """Give what a day brings per kg of body weight.

    >>> daily_dose_per_kg(daily_amount="1620 mg/day", weight="18 kg").told
    'dose 90 mg/kg/day'
    """
    steps = Steps(f"{show(daily_amount)} per kg of {show(weight)}")
    kilograms = in_kilograms(steps, weight, pounds_per_kilogram)
    brought = _in_grams(daily_amount, "g/day")
    numbers = f"{show(brought)} ÷ {show(kilograms)}"
    steps.answer("dose", "daily amount ÷ weight", numbers, brought / kilograms)
    return steps.done()


@calculator(
    "F10",
    "A day's amount of a repeated dose",
    (Input("amount", ONE_AMOUNT, "what one dose holds"), DOSES),
    (Out("daily_amount", ANY_BY_DAY),),
    "amount × doses per day; register F10",
)
def daily_amount(amount: Quantity, doses_per_day: Quantity) -> Working:
    """Give what several equal doses bring in a day.

    >>> daily_amount(amount="500 mg", doses_per_day="3 dose/day").told
    'daily amount 1500 mg/day'
    """
    steps = Steps(f"{show(amount)}, {show(doses_per_day)}")
    numbers = f"{show(amount)} × {show(doses_per_day)}"
    daily = one_dose(amount) / qty("1 dose") * doses_per_day
    steps.answer("daily_amount", "amount × doses per day", numbers, daily)
    return steps.done()


@calculator(
    "F10",
    "One of a day's equal doses",
    (Input("daily_amount", ANY_BY_DAY, "what a day brings"), DOSES, MAXIMUM),
    (Out("amount", ANY_AMOUNT),),
    "daily amount ÷ doses per day; register F10",
)
def divided_dose(
    daily_amount: Quantity, doses_per_day: Quantity, maximum: Quantity | None = None
) -> Working:
    """Give one dose where the order names a day's amount in divided doses.

    >>> divided_dose(daily_amount="1500 mg/day", doses_per_day="3 dose/day").told
    'amount 500 mg'
    """
    steps = Steps(f"{show(daily_amount)} in {show(doses_per_day)}")
    reckoned = one_dose(daily_amount / doses_per_day)
    told = ("daily amount ÷ doses per day", f"{show(daily_amount)} ÷ {show(doses_per_day)}")
    answer(steps, "amount", told, reckoned, capped(steps, told, reckoned, maximum))
    return steps.done()


@calculator(
    "F10",
    "Amount by time, from a dose by weight and time",
    (
        Input("dose", ANY_BY_WEIGHT_AND_TIME, "ordered per kg and time, such as 18 unit/kg/h"),
        WEIGHT,
        Input("maximum", ANY_BY_TIME, "most in that time", optional=True),
        POUNDS,
    ),
    (Out("amount_by_time", ANY_BY_TIME),),
    "dose per kg and time × weight, at most the maximum; register F10",
)
def continuous_dose_by_weight(
    dose: Quantity,
    weight: Quantity,
    maximum: Quantity | None = None,
    pounds_per_kilogram: Quantity | None = None,
) -> Working:
    """Give what an infusion ordered per kg and time delivers, before any strength is known.

    >>> continuous_dose_by_weight(dose="18 unit/kg/h", weight="70 kg").told
    'amount by time 1260 unit/h'
    """
    steps = Steps(f"{show(dose)} for {show(weight)}")
    kilograms = in_kilograms(steps, weight, pounds_per_kilogram)
    reckoned = dose * kilograms
    told = ("dose per kg and time × weight", f"{show(dose)} × {show(kilograms)}")
    answer(steps, "amount_by_time", told, reckoned, capped(steps, told, reckoned, maximum))
    return steps.done()


def one_dose(held: Quantity) -> Quantity:
    """Give what one dose holds as a plain amount: 5 mg/dose is 5 mg of one dose."""
    return held * qty("1 dose") if held.unit.basis == "dose" else held


def capped(
    steps: Steps, told: tuple[str, str], reckoned: Quantity, maximum: Quantity | None
) -> Quantity:
    """Give the smaller of a dose and its maximum, and write which it was.  Raises WrongUnit."""
    if maximum is None:
        return reckoned
    most = converted(one_dose(maximum), str(reckoned.unit), "maximum")
    steps.line("before the maximum", *told, reckoned)
    against = f"{show(reckoned)} against {show(most)}"
    if reckoned <= most:
        steps.note("maximum", "dose against maximum", against, "does not strike")
        return reckoned
    steps.note("maximum", "dose against maximum", against, "strikes: the maximum is given")
    steps.warn(f"The maximum strikes: {show(reckoned)} was reckoned, {show(most)} is given.")
    return most


def answer(
    steps: Steps, output: str, told: tuple[str, str], reckoned: Quantity, kept: Quantity
) -> Quantity:
    """Write the answer: as it was reckoned, or as its maximum leaves it."""
    if kept is not reckoned:
        told = ("the smaller of dose and maximum", "")
    return steps.answer(output, *told, kept)


def _in_grams(held: Quantity, spelling: str) -> Quantity:
    """Read kilograms as grams, so that they do not cancel against the kilograms of the body."""
    return held.to(spelling) if held.unit in {unit("kg"), unit("kg/day")} else held
