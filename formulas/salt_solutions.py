"""A salt and its solution: how much to weigh, how much to draw, what strength it makes. F31.

Strengths in mEq or mmol meet a mass or a percent through a named salt, or through the molar mass
and valence given with the question.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import WrongUnit
from formulas.kinds import (
    CHARGE,
    CHARGE_IN_VOLUME,
    MASS,
    MASS_IN_VOLUME,
    SUBSTANCE_AMOUNT,
    SUBSTANCE_IN_VOLUME,
    VOLUME,
    Measure,
)
from formulas.mixture import RESOLUTION
from formulas.molar_basis import BY_BOTH, Basis
from formulas.quantity import Quantity, converted, show
from formulas.units import unit
from formulas.working import Steps, Working

_MOLES_OR_CHARGE = Measure("mEq or mmol", (*CHARGE.units, *SUBSTANCE_AMOUNT.units), CHARGE.sample)
_IN_VOLUME = Measure(
    "mEq or mmol by volume",
    (*CHARGE_IN_VOLUME.units, *SUBSTANCE_IN_VOLUME.units),
    CHARGE_IN_VOLUME.sample,
)


def _mass_of(steps: Steps, basis: Basis, amount: Quantity) -> Quantity:
    """Give the mg of so many mEq or mmol.  Raises MissingInput, NoEquivalents, NoMolarMass."""
    if amount.unit.dimension == unit("mEq").dimension:
        by = basis.weight_told(steps)
    elif amount.unit.dimension == unit("mmol").dimension:
        by = basis.mass
        steps.line("mass of 1 mmol", "molar mass", "", by, source=basis.source)
    else:
        what = "amount"
        raise WrongUnit(what, show(amount), "mEq or mmol")
    numbers = f"{show(amount)} × {show(by)}"
    return steps.line("mass", "amount × its mass", numbers, (amount * by).to("mg"))


@calculator(
    "F31",
    "Volume of a percent strength for mEq or mmol",
    (
        Input("amount", _MOLES_OR_CHARGE, "what is ordered, in mEq or mmol"),
        Input("strength", MASS_IN_VOLUME, "mass by volume of the product, such as 10 % w/v"),
        *BY_BOTH,
        RESOLUTION,
    ),
    (Out("volume", VOLUME),),
    "amount × its mass ÷ mass by volume; register F31",
)
def volume_for_equivalents(
    amount: Quantity,
    strength: Quantity,
    substance: str | None = None,
    molar_mass: Quantity | None = None,
    valence: Quantity | None = None,
    equivalent_weight: Quantity | None = None,
    resolution: Quantity | None = None,
) -> Working:
    """Give the volume of a solution known by its percent that holds so many mEq or mmol.

    >>> volume_for_equivalents(
    ...     amount="20 mEq", strength="10 % w/v", molar_mass="74.5 g/mol", valence="1"
    ... ).told
    'volume 14.9 mL'
    """
    steps = Steps(f"Volume of {show(strength)} for {show(amount)}")
    basis = Basis(substance, molar_mass, valence, equivalent_weight)
    basis.require_no_percent(strength)
    mass = _mass_of(steps, basis, amount)
    volume = converted(mass / strength, "mL", "amount")
    numbers = f"{show(mass)} ÷ {show(strength)}"
    steps.answer("volume", "mass ÷ strength", numbers, volume, resolution=resolution)
    return steps.done()


@calculator(
    "F31",
    "Mass of a salt for a volume of a given mEq or mmol strength",
    (
        Input("volume", VOLUME, "volume to be made"),
        Input("strength", _IN_VOLUME, "strength wanted, in mEq or mmol by volume"),
        *BY_BOTH,
    ),
    (Out("mass", MASS),),
    "volume × strength × its mass; register F31",
)
def salt_for_solution(
    volume: Quantity,
    strength: Quantity,
    substance: str | None = None,
    molar_mass: Quantity | None = None,
    valence: Quantity | None = None,
    equivalent_weight: Quantity | None = None,
) -> Working:
    """Give the mass of a salt that makes a volume of a strength in mEq or mmol.

    >>> salt_for_solution(volume="500 mL", strength="2 mEq/mL", substance="sodium chloride").told
    'mass 58440 mg'
    """
    steps = Steps(f"Salt for {show(volume)} of {show(strength)}")
    top = str(strength.unit).partition("/")[0]
    numbers = f"{show(volume)} × {show(strength)}"
    amount = steps.line(
        "amount", "volume × strength", numbers, converted(volume * strength, top, "volume")
    )
    mass = _mass_of(steps, Basis(substance, molar_mass, valence, equivalent_weight), amount)
    steps.answer("mass", "mass", "", mass)
    return steps.done()


@calculator(
    "F31",
    "Strength in mEq that a mass makes in a volume",
    (
        Input("mass", MASS, "mass of the salt"),
        Input("volume", VOLUME, "whole volume it is dissolved in"),
        *BY_BOTH,
    ),
    (Out("strength", CHARGE_IN_VOLUME), Out("equivalents", CHARGE)),
    "mass ÷ mass of 1 mEq ÷ volume; register F31",
)
def equivalents_of_solution(
    mass: Quantity,
    volume: Quantity,
    substance: str | None = None,
    molar_mass: Quantity | None = None,
    valence: Quantity | None = None,
    equivalent_weight: Quantity | None = None,
) -> Working:
    """Give the mEq/L that a mass of a salt makes in a whole volume, and the mEq in all.

    >>> equivalents_of_solution(
    ...     mass="1.491 g", volume="250 mL", substance="potassium chloride"
    ... ).told
    'strength 80 mEq/L; equivalents 20 mEq'
    """
    steps = Steps(f"Strength of {show(mass)} in {show(volume)}")
    weight = Basis(substance, molar_mass, valence, equivalent_weight).weight_told(steps)
    charge = converted(mass / weight, "mEq", "mass")
    numbers = f"{show(mass)} ÷ {show(weight)} ÷ {show(volume)}"
    strength = converted(charge / volume, "mEq/L", "volume")
    steps.answer("strength", "mass ÷ mass of 1 mEq ÷ volume", numbers, strength)
    steps.answer("equivalents", "mass ÷ mass of 1 mEq", f"{show(mass)} ÷ {show(weight)}", charge)
    return steps.done()
