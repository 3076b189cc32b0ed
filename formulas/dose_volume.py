"""From a dose by body weight straight to the volume to draw; amounts by another ingredient: F10."""

from formulas.body import POUNDS
from formulas.calculator import Input, Out, calculator
from formulas.dilution import draw_volume
from formulas.dose import (
    BY_WEIGHT_AND_DOSE,
    DAILY_MAXIMUM,
    DOSES,
    MAXIMUM,
    WEIGHT,
    divided_dose_by_weight,
    dose_by_weight,
    one_dose,
)
from formulas.kinds import (
    ANY_AMOUNT,
    ANY_BY_WEIGHT_AND_DAY,
    MASS,
    STRENGTH_OF,
    VOLUME,
    Measure,
    OfSubstance,
)
from formulas.mixture import RESOLUTION
from formulas.quantity import Quantity, converted, show
from formulas.substance import Amount, Strength
from formulas.units import unit
from formulas.vocabulary import AMOUNTS
from formulas.working import Steps, Working

BY_INGREDIENT = Measure(
    "amount by mass of another ingredient", tuple(f"{top}/g" for top in AMOUNTS if top != "g"), "40"
)
_STRENGTH = Input(
    "strength", STRENGTH_OF, "what the product holds, such as 40 mg/mL or 400 mg/5 mL"
)


@calculator(
    "F10",
    "Volume of one dose by body weight",
    (
        Input("dose", OfSubstance(BY_WEIGHT_AND_DOSE, Amount), "ordered per kg for one dose"),
        WEIGHT,
        _STRENGTH,
        MAXIMUM,
        RESOLUTION,
        POUNDS,
    ),
    (Out("volume", VOLUME), Out("amount", ANY_AMOUNT)),
    "dose per kg × weight ÷ strength; register F10",
)
def volume_by_weight(
    dose: Amount,
    weight: Quantity,
    strength: Strength,
    maximum: Quantity | None = None,
    resolution: Quantity | None = None,
    pounds_per_kilogram: Quantity | None = None,
) -> Working:
    """Give the volume that holds one dose ordered per kg.

    >>> volume_by_weight(
    ...     dose="60 unit/kg", weight="90 kg", strength="5000 unit/mL", maximum="4000 unit"
    ... ).told
    'volume 0.8 mL; amount 4000 unit'
    """
    steps = Steps(f"{dose} for {show(weight)} from {strength}")
    by_weight = dose_by_weight(
        dose.quantity, weight, maximum=maximum, pounds_per_kilogram=pounds_per_kilogram
    )
    steps.include(by_weight)
    draw(steps, Amount(dose.substance, by_weight.result), strength, maximum, resolution)
    return steps.done()


@calculator(
    "F10",
    "Volume of one of several doses a day, by body weight",
    (
        Input("dose", OfSubstance(ANY_BY_WEIGHT_AND_DAY, Amount), "ordered per kg per day"),
        WEIGHT,
        DOSES,
        _STRENGTH,
        DAILY_MAXIMUM,
        MAXIMUM,
        RESOLUTION,
        POUNDS,
    ),
    (Out("volume", VOLUME), Out("amount", ANY_AMOUNT)),
    "dose per kg per day × weight ÷ doses per day ÷ strength; register F10",
)
def divided_volume_by_weight(
    dose: Amount,
    weight: Quantity,
    doses_per_day: Quantity,
    strength: Strength,
    daily_maximum: Quantity | None = None,
    maximum: Quantity | None = None,
    resolution: Quantity | None = None,
    pounds_per_kilogram: Quantity | None = None,
) -> Working:
    """Give the volume of one dose where the order is per kg per day in divided doses.

    >>> divided_volume_by_weight(
    ...     dose="40 mg/kg/day", weight="28.4 kg", doses_per_day="4 dose/day", strength="50 mg/mL"
    ... ).told
    'volume 5.68 mL; amount 284 mg'
    """
    steps = Steps(f"{dose} for {show(weight)} in {show(doses_per_day)} from {strength}")
    divided = divided_dose_by_weight(
        dose.quantity,
        weight,
        doses_per_day,
        daily_maximum=daily_maximum,
        maximum=maximum,
        pounds_per_kilogram=pounds_per_kilogram,
    )
    steps.include(divided)
    draw(steps, Amount(dose.substance, divided.result), strength, maximum, resolution)
    return steps.done()


@calculator(
    "F10",
    "Amount by the mass of another ingredient",
    (
        Input("dose", BY_INGREDIENT, "ordered per g of the other ingredient, such as 40 mg/g"),
        Input("ingredient", MASS, "how much of the other ingredient there is"),
    ),
    (Out("amount", ANY_AMOUNT),),
    "dose per g × mass of the other ingredient; register F10",
)
def dose_by_ingredient(dose: Quantity, ingredient: Quantity) -> Working:
    """Give an amount that goes by another ingredient: cysteine by amino acids, insulin by glucose.

    >>> dose_by_ingredient(dose="40 mg/g", ingredient="8.5 g").told
    'amount 340 mg'
    """
    steps = Steps(f"{show(dose)} for {show(ingredient)}")
    amount = dose * ingredient.to("g")
    numbers = f"{show(dose)} × {show(ingredient)}"
    steps.answer("amount", "dose per g × mass", numbers, amount)
    return steps.done()


@calculator(
    "F10",
    "Dose per g of another ingredient, from its amount",
    (
        Input("amount", ANY_AMOUNT, "how much there is"),
        Input("ingredient", MASS, "how much of the other ingredient there is"),
    ),
    (Out("dose", BY_INGREDIENT),),
    "amount ÷ mass of the other ingredient; register F10",
)
def dose_per_ingredient(amount: Quantity, ingredient: Quantity) -> Working:
    """Give how much there is for each gram of another ingredient.

    >>> dose_per_ingredient(amount="12 unit", ingredient="120 g").told
    'dose 0.1 unit/g'
    """
    steps = Steps(f"{show(amount)} per g of {show(ingredient)}")
    held = amount.to("mg") if amount.unit in {unit("g"), unit("kg")} else amount
    grams = ingredient.to("g")
    steps.answer("dose", "amount ÷ mass", f"{show(held)} ÷ {show(grams)}", held / grams)
    return steps.done()


def draw(
    steps: Steps,
    ordered: Amount,
    strength: Strength,
    maximum: Quantity | None,
    resolution: Quantity | None,
) -> None:
    """Write the volume that holds the dose, and what a rounded volume then really holds.

    Warns where rounding up carried the dose over its maximum.  Raises NotPositive.
    """
    volume = draw_volume(ordered, strength).result
    numbers = f"{ordered} ÷ {strength}"
    kept = steps.answer("volume", "dose ÷ strength", numbers, volume, resolution=resolution)
    held = converted(kept * strength.quantity, str(ordered.quantity.unit), "dose")
    steps.answer("amount", "volume × strength", f"{show(kept)} × {strength}", held)
    if maximum is not None and held > converted(one_dose(maximum), str(held.unit), "maximum"):
        steps.warn(
            f"Rounded up, the volume holds {show(held)}, more than the maximum of {show(maximum)}."
        )
