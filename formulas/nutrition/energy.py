"""The energy of one nutrient or solution: F60.

Dextrose is counted by its hydrous grams, 3.4 kcal each; a lipid emulsion by its millilitres, with
the figure of its label.
"""

from formulas.calculator import Input, Out, calculator
from formulas.kinds import BODY_WEIGHT, MASS_IN_VOLUME
from formulas.nutrition.contents import energies
from formulas.nutrition.measures import (
    AMINO_ACIDS_OF,
    BY_MASS,
    DEXTROSE_OF,
    ENERGY,
    ENERGY_BY_MASS,
    ENERGY_BY_WEIGHT,
    ENERGY_OF_A_DAY,
    FLUID,
    LABEL_ENERGY,
    NUTRIENT,
    NUTRIENT_OF_A_DAY,
    answered,
    of_amount,
)
from formulas.nutrition.sources import AMINO_ACIDS, DEXTROSE
from formulas.quantity import Quantity, converted, show
from formulas.working import Steps, Working

_SOURCE = "ASPEN Parenteral Nutrition Handbook, 3rd ed (2020); register F60"
_ENERGY = (Out("energy", ENERGY),)
_WEIGHT = Input("weight", BODY_WEIGHT, "body weight")


@calculator("F60", "Energy of a mass", (Input("mass", NUTRIENT, "how much"), BY_MASS), _ENERGY,
            "mass × energy of a gram; register F60")  # fmt: skip
def energy_of_mass(mass: Quantity, energy_by_mass: Quantity) -> Working:
    """Give the energy of any nutrient by its energy of a gram.

    >>> energy_of_mass(mass="2.72 g", energy_by_mass="9 kcal/g").told
    'energy 24.48 kcal'
    """
    numbers = f"{show(mass)} × {show(energy_by_mass)}"
    value = of_amount(mass, energy_by_mass, "kcal", "mass")
    return answered(f"Energy of {show(mass)}", "energy", "mass × energy", numbers, value)


@calculator("F60", "Energy of dextrose", (DEXTROSE_OF,), _ENERGY, _SOURCE)
def energy_of_dextrose(dextrose: Quantity) -> Working:
    """Give the energy of dextrose, 3.4 kcal for each hydrous gram.

    >>> energy_of_dextrose(dextrose="240 g").told
    'energy 816 kcal'
    """
    return _of_one(DEXTROSE, dextrose)


@calculator("F60", "Energy of amino acids", (AMINO_ACIDS_OF,), _ENERGY, _SOURCE)
def energy_of_amino_acids(amino_acids: Quantity) -> Working:
    """Give the energy of amino acids, 4 kcal for each gram.

    >>> energy_of_amino_acids(amino_acids="90 g").told
    'energy 360 kcal'
    """
    return _of_one(AMINO_ACIDS, amino_acids)


@calculator(
    "F60",
    "Energy of amino acids by body weight",
    (Input("amino_acids", NUTRIENT_OF_A_DAY, "amino acids, or protein, of a day"), _WEIGHT),
    (Out("energy_by_weight", ENERGY_BY_WEIGHT), Out("energy", ENERGY)),
    _SOURCE,
)
def amino_acid_energy_by_weight(amino_acids: Quantity, weight: Quantity) -> Working:
    """Give the energy of amino acids for each kg of body weight.

    >>> amino_acid_energy_by_weight(amino_acids="8.5 g/day", weight="3.4 kg").told
    'energy by weight 10 kcal/kg/day; energy 34 kcal/day'
    """
    steps = Steps(f"Energy of {show(amino_acids)} for each kg")
    whole = _of_one(AMINO_ACIDS, amino_acids)
    steps.include(whole)
    _answer_by_weight(steps, whole.result, weight)
    steps.answer("energy", "", "", whole.result)
    return steps.done()


@calculator(
    "F60",
    "Energy by body weight",
    (Input("energy", ENERGY_OF_A_DAY, "energy of a day"), _WEIGHT),
    (Out("energy_by_weight", ENERGY_BY_WEIGHT),),
    "energy ÷ weight; register F60",
)
def energy_by_weight(energy: Quantity, weight: Quantity) -> Working:
    """Give the energy for each kg of body weight.

    >>> energy_by_weight(energy="1680 kcal/day", weight="70 kg").told
    'energy by weight 24 kcal/kg/day'
    """
    steps = Steps(f"{show(energy)} for each kg")
    _answer_by_weight(steps, energy, weight)
    return steps.done()


@calculator(
    "F60",
    "Energy of a lipid emulsion",
    (Input("volume", FLUID, "volume of the emulsion"), LABEL_ENERGY),
    _ENERGY,
    "volume × energy of a millilitre by label; register F60",
)
def energy_of_lipid(volume: Quantity, energy_by_volume: Quantity) -> Working:
    """Give the energy of a lipid emulsion by its label; glycerin and phospholipid are in it.

    >>> energy_of_lipid(volume="480 mL", energy_by_volume="1.1 kcal/mL").told
    'energy 528 kcal'
    """
    numbers = f"{show(volume)} × {show(energy_by_volume)}"
    value = of_amount(volume, energy_by_volume, "kcal", "volume")
    return answered(f"Energy of {show(volume)}", "energy", "volume × energy", numbers, value)


@calculator(
    "F60",
    "Energy of a solution",
    (
        Input("volume", FLUID, "volume of the solution"),
        Input("strength", MASS_IN_VOLUME, "its strength, such as 70 % w/v"),
        Input("energy_by_mass", ENERGY_BY_MASS, "energy of a gram; that of dextrose where none is "
              "given", optional=True),
    ),
    (Out("energy", ENERGY), Out("mass", NUTRIENT)),
    _SOURCE,
)  # fmt: skip
def energy_of_solution(
    volume: Quantity, strength: Quantity, energy_by_mass: Quantity | None = None
) -> Working:
    """Give the energy of a volume of dextrose, or of amino acids with 4 kcal/g.

    >>> energy_of_solution(volume="357 mL", strength="70 % w/v").told
    'energy 849.66 kcal; mass 249.9 g'
    """
    steps = Steps(f"Energy of {show(volume)} of {show(strength)}")
    by = energies()[DEXTROSE] if energy_by_mass is None else energy_by_mass
    mass = of_amount(volume, strength, "g", "volume")
    steps.line("mass", "volume × strength", f"{show(volume)} × {show(strength)}", mass)
    value = of_amount(mass, by, "kcal", "mass")
    steps.answer("energy", "mass × energy", f"{show(mass)} × {show(by)}", value)
    steps.answer("mass", "", "", mass)
    return steps.done()


def _of_one(name: str, mass: Quantity) -> Working:
    by = energies()[name]
    numbers = f"{show(mass)} × {show(by)}"
    value = of_amount(mass, by, "kcal", name)
    return answered(f"Energy of {name}", "energy", "mass × energy", numbers, value, source=_SOURCE)


def _answer_by_weight(steps: Steps, energy: Quantity, weight: Quantity) -> None:
    wanted = "kcal/kg/day" if energy.unit.basis == "day" else "kcal/kg"
    value = converted(energy / weight.to("kg"), wanted, "energy")
    numbers = f"{show(energy)} ÷ {show(weight)}"
    steps.answer("energy_by_weight", "energy ÷ weight", numbers, value)
