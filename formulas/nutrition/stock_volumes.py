"""Volumes of stock for an order, with the overfill of the line: F65 and F67; final percents: F66.

The overfill factor is bag volume over infused volume; it multiplies every ingredient, so that what
reaches the patient stays as ordered.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.kinds import (
    AMOUNT_OF,
    ANY_BY_WEIGHT_AND_DAY,
    BODY_WEIGHT,
    MASS_IN_VOLUME,
    NUMBER_OF,
    STRENGTH_OF,
    VOLUME,
)
from formulas.mixture import RESOLUTION
from formulas.nutrition.measures import FLUID_OF_A_DAY, NUTRIENT_OF_A_DAY, answered
from formulas.quantity import Quantity, converted, number, qty, show
from formulas.substance import Amount, Strength, require_same
from formulas.units import NUMBER
from formulas.working import Steps, Working

_DAY = qty("1 day")
_STRENGTH = Input("strength", STRENGTH_OF, "strength of the stock, such as 70 % w/v or 2 mEq/mL")
_DOSE = Input("dose", ANY_BY_WEIGHT_AND_DAY, "ordered for each kg and day, such as 3 g/kg/day")
_WEIGHT = Input("weight", BODY_WEIGHT, "body weight")
_FACTOR = Input("factor", NUMBER_OF, "overfill factor: bag volume ÷ infused volume, such as 1.2")


@calculator(
    "F65",
    "Stock volume for a nutrient",
    (Input("amount", AMOUNT_OF, "what a day is to bring"), _STRENGTH, RESOLUTION),
    (Out("volume", VOLUME),),
    "amount ÷ strength; register F65",
)
def nutrient_volume(
    amount: Amount, strength: Strength, resolution: Quantity | None = None
) -> Working:
    """Give the volume of stock that holds a nutrient; rounded half-up, never cut off.

    >>> nutrient_volume(amount="240 g", strength="70 % w/v", resolution="1 mL").told
    'volume 343 mL'
    """
    require_same(amount, strength)
    steps = Steps(f"Stock for {amount}")
    exact = converted(amount.quantity / strength.quantity, "mL", f"amount {amount}")
    _answer_volume(steps, exact, f"{amount} ÷ {strength}", resolution)
    return steps.done()


@calculator(
    "F65",
    "Stock volume for a nutrient by body weight",
    (_DOSE, _WEIGHT, _STRENGTH, RESOLUTION),
    (Out("volume", VOLUME), Out("amount", NUTRIENT_OF_A_DAY)),
    "dose × weight ÷ strength; register F65",
)
def nutrient_volume_by_weight(
    dose: Quantity, weight: Quantity, strength: Strength, resolution: Quantity | None = None
) -> Working:
    """Give the volume of stock for a day of a nutrient that is ordered for each kg.

    >>> nutrient_volume_by_weight(dose="1.5 g/kg/day", weight="60 kg", strength="10 % w/v").told
    'volume 900 mL; amount 90 g/day'
    """
    return _by_weight(dose, weight, strength, number(1), resolution)


@calculator(
    "F67",
    "Stock volume for a nutrient by body weight, with overfill",
    (_DOSE, _WEIGHT, _STRENGTH, _FACTOR, RESOLUTION),
    (Out("volume", VOLUME), Out("amount", NUTRIENT_OF_A_DAY)),
    "dose × weight × factor ÷ strength; register F67",
)
def overfilled_nutrient_volume(
    dose: Quantity,
    weight: Quantity,
    strength: Strength,
    factor: Quantity,
    resolution: Quantity | None = None,
) -> Working:
    """Give the volume of stock for a bag that is overfilled for its line; the amount is as ordered.

    >>> overfilled_nutrient_volume(
    ...     dose="2.5 g/kg/day", weight="2 kg", strength="10 % w/v", factor="1.2"
    ... ).told
    'volume 60 mL; amount 5 g/day'
    """
    return _by_weight(dose, weight, strength, _at_least_one(factor), resolution)


@calculator(
    "F67",
    "Stock volume with overfill",
    (Input("amount", AMOUNT_OF, "what a day is to bring"), _STRENGTH, _FACTOR, RESOLUTION),
    (Out("volume", VOLUME),),
    "amount × factor ÷ strength; register F67",
)
def overfilled_volume_of_amount(
    amount: Amount, strength: Strength, factor: Quantity, resolution: Quantity | None = None
) -> Working:
    """Give the volume of stock that holds a day's amount in a bag overfilled for its line.

    >>> overfilled_volume_of_amount(amount="10 mEq", strength="2 mEq/mL", factor="1.3").told
    'volume 6.5 mL'
    """
    require_same(amount, strength)
    steps = Steps(f"Stock for {amount} with overfill")
    exact = converted(amount.quantity / strength.quantity, "mL", f"amount {amount}")
    scaled = exact * _at_least_one(factor).exact
    _answer_volume(steps, scaled, f"{amount} × {show(factor)} ÷ {strength}", resolution)
    return steps.done()


@calculator(
    "F67",
    "Volume of a bag with overfill",
    (Input("volume", FLUID_OF_A_DAY, "volume that is infused"), _FACTOR),
    (Out("bag_volume", FLUID_OF_A_DAY),),
    "infused volume × factor; register F67",
)
def overfilled_bag(volume: Quantity, factor: Quantity) -> Working:
    """Give what a bag must hold so that its line is filled beside the infused volume.

    >>> overfilled_bag(volume="190.4 mL", factor="1.2").told
    'bag volume 228.48 mL'
    """
    value = volume * _at_least_one(factor).exact
    numbers = f"{show(volume)} × {show(factor)}"
    return answered("Bag with overfill", "bag_volume", "infused × factor", numbers, value)


@calculator(
    "F67",
    "Overfill factor",
    (
        Input("volume", VOLUME, "volume that is infused"),
        Input("overfill", VOLUME, "what the bag holds beyond it"),
    ),
    (Out("factor", NUMBER_OF), Out("bag_volume", VOLUME)),
    "(infused + overfill) ÷ infused; register F67",
)
def overfill_factor(volume: Quantity, overfill: Quantity) -> Working:
    """Give the factor by which every ingredient of an overfilled bag is multiplied.

    >>> overfill_factor(volume="2000 mL", overfill="100 mL").told
    'factor 1.05; bag volume 2100 mL'
    """
    steps = Steps(f"Overfill of {show(overfill)}")
    whole = volume + overfill.to(volume.unit)
    numbers = f"({show(volume)} + {show(overfill)}) ÷ {show(volume)}"
    steps.answer("factor", "bag volume ÷ infused", numbers, (whole / volume).to(NUMBER))
    steps.answer("bag_volume", "infused + overfill", f"{show(volume)} + {show(overfill)}", whole)
    return steps.done()


@calculator(
    "F66",
    "Final percent of a nutrient",
    (
        Input("mass", NUTRIENT_OF_A_DAY, "how much of it is in the bag"),
        Input("volume", FLUID_OF_A_DAY, "volume it is a percent of: name it, bag or bag with fat"),
    ),
    (Out("percent", MASS_IN_VOLUME),),
    "100 × g ÷ mL of the named volume; register F66",
)
def final_percent(mass: Quantity, volume: Quantity) -> Working:
    """Give the final percent of a nutrient in a volume.

    >>> final_percent(mass="60 g", volume="2400 mL").told
    'percent 2.5 % w/v'
    """
    value = converted(mass / volume, "% w/v", "mass")
    numbers = f"{show(mass)} ÷ {show(volume)}"
    return answered(f"{show(mass)} in {show(volume)}", "percent", "100 × g ÷ mL", numbers, value)


@calculator(
    "F66",
    "Mass of a nutrient by its final percent",
    (
        Input("percent", MASS_IN_VOLUME, "final percent, such as 15 % w/v"),
        Input("volume", VOLUME, "volume it is a percent of"),
    ),
    (Out("mass", NUTRIENT_OF_A_DAY),),
    "percent × volume; register F66",
)
def mass_of_final_percent(percent: Quantity, volume: Quantity) -> Working:
    """Give the grams that a final percent of a volume is.

    >>> mass_of_final_percent(percent="15 % w/v", volume="2 L").told
    'mass 300 g'
    """
    value = converted(percent * volume, "g", "percent")
    numbers = f"{show(percent)} × {show(volume)}"
    return answered(
        f"{show(percent)} of {show(volume)}", "mass", "percent × volume", numbers, value
    )


def _by_weight(
    dose: Quantity,
    weight: Quantity,
    strength: Strength,
    factor: Quantity,
    resolution: Quantity | None,
) -> Working:
    steps = Steps(f"Stock for {show(dose)} of {show(weight)}")
    top = str(dose.unit).partition("/")[0]
    by_day = converted(dose * weight, f"{top}/day", "dose")
    steps.line("amount of a day", "dose × weight", f"{show(dose)} × {show(weight)}", by_day)
    exact = converted(by_day * _DAY / strength.quantity, "mL", "dose") * factor.exact
    scaled = "" if factor.exact == 1 else f" × {show(factor)}"
    _answer_volume(steps, exact, f"{show(by_day)}{scaled} ÷ {strength}", resolution)
    steps.answer("amount", "", "", by_day)
    return steps.done()


def _answer_volume(
    steps: Steps, exact: Quantity, numbers: str, resolution: Quantity | None
) -> None:
    steps.answer("volume", "amount ÷ strength", numbers, exact, resolution=resolution)


def _at_least_one(factor: Quantity) -> Quantity:
    if factor.exact < 1:
        what = "factor"
        raise OutOfRange(what, show(factor), "1 or more: a bag holds what is infused")
    return factor
