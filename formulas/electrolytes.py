"""Milligrams, millimoles and milliequivalents: F30 and F31.

What joins them is a substance by its exact name, or a molar mass and a valence given with the
question. A mass by volume, by day or by bag comes out by the same volume, day or bag.
"""

from formulas.calculator import Input, Out, calculator
from formulas.kinds import EQUIVALENT_MASS
from formulas.molar_basis import (
    ANY_CHARGE,
    ANY_MASS,
    ANY_MOLES,
    BY_BOTH,
    BY_CHARGE,
    BY_MOLE,
    Basis,
    by_the_same,
)
from formulas.quantity import Quantity, show
from formulas.working import Steps, Working


@calculator(
    "F30",
    "Millimoles of a mass",
    (Input("mass", ANY_MASS, "the mass, alone or by volume"), *BY_MOLE),
    (Out("moles", ANY_MOLES),),
    "mmol = mg ÷ molar mass; register F30",
)
def moles_of_mass(
    mass: Quantity, substance: str | None = None, molar_mass: Quantity | None = None
) -> Working:
    """Give the millimoles of a mass; the molar mass carries the water of the salt.

    >>> moles_of_mass(mass="9 g/L", substance="sodium chloride", molar_mass="58.44 g/mol").told
    'moles 154.0041068… mmol/L'
    """
    basis = Basis(substance, molar_mass)
    basis.require_no_percent(mass)
    steps = Steps(f"Millimoles of {show(mass)} {substance or ''}".rstrip())
    moles = by_the_same("mmol", mass / basis.mass, mass, "mass")
    steps.answer(
        "moles",
        "mass ÷ molar mass",
        f"{show(mass)} ÷ {show(basis.mass)}",
        moles,
        source=basis.source,
    )
    return steps.done()


@calculator(
    "F30",
    "Mass of millimoles",
    (Input("moles", ANY_MOLES, "the amount of substance, alone or by volume"), *BY_MOLE),
    (Out("mass", ANY_MASS),),
    "mg = mmol × molar mass; register F30",
)
def mass_of_moles(
    moles: Quantity, substance: str | None = None, molar_mass: Quantity | None = None
) -> Working:
    """Give the mass of so many millimoles.

    >>> mass_of_moles(moles="3 mmol/mL", substance="phosphorus").told
    'mass 92.922 mg/mL'
    """
    basis = Basis(substance, molar_mass)
    steps = Steps(f"Mass of {show(moles)} {substance or ''}".rstrip())
    mass = by_the_same("mg", moles * basis.mass, moles, "amount of substance")
    steps.answer(
        "mass",
        "mmol × molar mass",
        f"{show(moles)} × {show(basis.mass)}",
        mass,
        source=basis.source,
    )
    return steps.done()


@calculator(
    "F31",
    "Milliequivalents of a mass",
    (Input("mass", ANY_MASS, "the mass, alone or by volume; a percent w/v is one"), *BY_BOTH),
    (Out("equivalents", ANY_CHARGE),),
    "mEq = mg × valence ÷ molar mass; register F31",
)
def equivalents_of_mass(
    mass: Quantity,
    substance: str | None = None,
    molar_mass: Quantity | None = None,
    valence: Quantity | None = None,
    equivalent_weight: Quantity | None = None,
) -> Working:
    """Give the milliequivalents of a mass; phosphate, whose charge changes, is refused.

    >>> equivalents_of_mass(mass="8.4 % w/v", molar_mass="84 g/mol", valence="1").told
    'equivalents 1 mEq/mL'
    """
    steps = Steps(f"Milliequivalents of {show(mass)} {substance or ''}".rstrip())
    basis = Basis(substance, molar_mass, valence, equivalent_weight)
    basis.require_no_percent(mass)
    weight = basis.weight_told(steps)
    answer = by_the_same("mEq", mass / weight, mass, "mass")
    numbers = f"{show(mass)} ÷ {show(weight)}"
    steps.answer("equivalents", "mass ÷ mass of 1 mEq", numbers, answer)
    return steps.done()


@calculator(
    "F31",
    "Mass of milliequivalents",
    (Input("equivalents", ANY_CHARGE, "the charge, alone or by volume"), *BY_BOTH),
    (Out("mass", ANY_MASS),),
    "mg = mEq × molar mass ÷ valence; register F31",
)
def mass_of_equivalents(
    equivalents: Quantity,
    substance: str | None = None,
    molar_mass: Quantity | None = None,
    valence: Quantity | None = None,
    equivalent_weight: Quantity | None = None,
) -> Working:
    """Give the mass of so many milliequivalents; by volume it can be read as a percent w/v.

    >>> mass_of_equivalents(equivalents="20 mEq", substance="potassium chloride").told
    'mass 1491 mg'
    """
    steps = Steps(f"Mass of {show(equivalents)} {substance or ''}".rstrip())
    weight = Basis(substance, molar_mass, valence, equivalent_weight).weight_told(steps)
    mass = by_the_same("mg", equivalents * weight, equivalents, "charge")
    numbers = f"{show(equivalents)} × {show(weight)}"
    steps.answer("mass", "mEq × mass of 1 mEq", numbers, mass)
    return steps.done()


@calculator(
    "F31",
    "Milliequivalents of millimoles",
    (Input("moles", ANY_MOLES, "the amount of substance, alone or by volume"), *BY_CHARGE),
    (Out("equivalents", ANY_CHARGE),),
    "mEq = mmol × valence; register F31",
)
def equivalents_of_moles(
    moles: Quantity, substance: str | None = None, valence: Quantity | None = None
) -> Working:
    """Give the milliequivalents of so many millimoles.

    >>> equivalents_of_moles(moles="2.5 mmol", substance="calcium").told
    'equivalents 5 mEq'
    """
    by_mole = Basis(substance, valence=valence).by_mole
    steps = Steps(f"Milliequivalents of {show(moles)} {substance or ''}".rstrip())
    answer = by_the_same("mEq", moles * by_mole, moles, "amount of substance")
    steps.answer("equivalents", "mmol × valence", f"{show(moles)} × {show(by_mole)}", answer)
    return steps.done()


@calculator(
    "F31",
    "Millimoles of milliequivalents",
    (Input("equivalents", ANY_CHARGE, "the charge, alone or by volume"), *BY_CHARGE),
    (Out("moles", ANY_MOLES),),
    "mmol = mEq ÷ valence; register F31",
)
def moles_of_equivalents(
    equivalents: Quantity, substance: str | None = None, valence: Quantity | None = None
) -> Working:
    """Give the millimoles of so many milliequivalents.

    >>> moles_of_equivalents(equivalents="4.65 mEq", substance="calcium").told
    'moles 2.325 mmol'
    """
    by_mole = Basis(substance, valence=valence).by_mole
    steps = Steps(f"Millimoles of {show(equivalents)} {substance or ''}".rstrip())
    moles = by_the_same("mmol", equivalents / by_mole, equivalents, "charge")
    steps.answer("moles", "mEq ÷ valence", f"{show(equivalents)} ÷ {show(by_mole)}", moles)
    return steps.done()


@calculator(
    "F31",
    "Equivalent weight",
    BY_BOTH[:3],
    (Out("equivalent_weight", EQUIVALENT_MASS),),
    "mg in 1 mEq = molar mass ÷ valence; register F31",
)
def equivalent_weight(
    substance: str | None = None,
    molar_mass: Quantity | None = None,
    valence: Quantity | None = None,
) -> Working:
    """Give the milligrams in 1 mEq of a substance.

    >>> equivalent_weight(molar_mass="40.08 g/mol", valence="2").told
    'equivalent weight 20.04 mg/mEq'
    """
    basis = Basis(substance, molar_mass, valence)
    numbers = f"{show(basis.mass)} ÷ {show(basis.by_mole)}"
    steps = Steps(f"Equivalent weight of {substance or show(basis.mass)}")
    steps.answer(
        "equivalent_weight", "molar mass ÷ valence", numbers, basis.weight, source=basis.source
    )
    return steps.done()
