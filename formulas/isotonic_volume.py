"""Isotonic solutions by the volume of water that the drugs make isotonic: White–Vincent, F52.

What is left of the solution's volume is filled up with a vehicle that is isotonic itself.
"""

from formulas.calculator import Input, Out, calculator
from formulas.isotonicity import (
    DRUGS,
    E_VALUES,
    SALINE,
    WHOLE,
    counted_as_salt,
    hypertonic,
    isotonic_salt,
)
from formulas.kinds import MASS, NUMBER_OF, VOLUME
from formulas.quantity import Quantity, converted, number, ratio, show
from formulas.substance import Amount
from formulas.working import Steps, Working


@calculator(
    "F52",
    "Water that drugs make isotonic",
    (DRUGS, E_VALUES),
    (Out("water", VOLUME),),
    "White–Vincent: Σ mass × E ÷ 0.009 g/mL, or × 111.1; register F52",
)
def isotonic_water(drugs: tuple[Quantity, ...], e_values: tuple[Amount, ...]) -> Working:
    """Give the volume of water that drugs make isotonic; more is filled up with isotonic vehicle.

    >>> isotonic_water(drugs="0.3 g", e_values="0.33").told
    'water 11 mL'
    """
    steps = Steps("Water that the drugs make isotonic")
    _write_water(steps, counted_as_salt(steps, drugs, e_values, None))
    return steps.done()


@calculator(
    "F52",
    "Water and isotonic vehicle for a solution",
    (WHOLE, DRUGS, E_VALUES),
    (Out("water", VOLUME), Out("vehicle", VOLUME)),
    "water = Σ mass × E ÷ 0.009 g/mL; vehicle = volume − water; register F52",
)
def isotonic_vehicle(
    volume: Quantity, drugs: tuple[Quantity, ...], e_values: tuple[Amount, ...]
) -> Working:
    """Give the water for the drugs, and the isotonic vehicle that then fills the volume up.

    >>> isotonic_vehicle(volume="30 mL", drugs="0.3 g", e_values="0.33").told
    'water 11 mL; vehicle 19 mL'
    """
    steps = Steps(f"Water and isotonic vehicle for {show(volume)}")
    counted = counted_as_salt(steps, drugs, e_values, volume)
    if counted > converted(volume * SALINE.value, "g"):
        raise hypertonic(counted, volume)
    water = _write_water(steps, counted)
    numbers = f"{show(volume)} − {show(water)}"
    steps.answer("vehicle", "volume − water", numbers, volume.to("mL") - water)
    return steps.done()


@calculator(
    "F52",
    "Sodium chloride equivalent from a volume",
    (
        Input("mass", MASS, "mass of the drug"),
        Input("volume", VOLUME, "volume of water it makes isotonic"),
    ),
    (Out("e_value", NUMBER_OF),),
    "0.009 g/mL × volume ÷ mass; register F52",
)
def e_value_of_volume(mass: Quantity, volume: Quantity) -> Working:
    """Give E of a drug from the water that so much of it makes isotonic.

    >>> e_value_of_volume(mass="0.3 g", volume="5.3 mL").told
    'e value 0.159'
    """
    steps = Steps(f"E of {show(mass)} for {show(volume)}")
    wanted = isotonic_salt(steps, volume)
    numbers = f"{show(wanted)} ÷ {show(mass)}"
    steps.answer("e_value", "isotonic ÷ mass", numbers, number(ratio(wanted / mass)))
    return steps.done()


def _write_water(steps: Steps, counted: Quantity) -> Quantity:
    water = (counted / SALINE.value).to("mL")
    numbers = f"{show(counted)} ÷ {show(SALINE.value)}"
    formula = "drugs ÷ isotonic sodium chloride"
    return steps.answer("water", formula, numbers, water, source=SALINE.told)
