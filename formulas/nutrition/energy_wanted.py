"""How much of a nutrient brings an energy, and what share of the energy it is: F60 turned round."""

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.kinds import NUMBER_OF, SHARE
from formulas.nutrition.contents import energies
from formulas.nutrition.measures import (
    BY_MASS,
    ENERGY,
    ENERGY_OF_A_DAY,
    FLUID,
    LABEL_ENERGY,
    NUTRIENT,
    answered,
    of_amount,
)
from formulas.nutrition.sources import DEXTROSE
from formulas.quantity import Quantity, converted, show
from formulas.units import NUMBER, unit
from formulas.working import Steps, Working

_SOURCE = "ASPEN Parenteral Nutrition Handbook, 3rd ed (2020); register F60"
_ENERGY = Input("energy", ENERGY, "energy it is to bring")
_SHARE = Input("share", SHARE, "its share of the energy, such as 30 percent")
_DAILY = Input("energy", ENERGY, "energy of the whole, such as 2000 kcal/day")


@calculator("F60", "Dextrose for an energy", (_ENERGY,), (Out("dextrose", NUTRIENT),), _SOURCE)
def dextrose_for_energy(energy: Quantity) -> Working:
    """Give the hydrous dextrose that brings an energy, 3.4 kcal for each gram.

    >>> dextrose_for_energy(energy="1700 kcal").told
    'dextrose 500 g'
    """
    by = energies()[DEXTROSE]
    numbers = f"{show(energy)} ÷ {show(by)}"
    value = _divided(energy, by, "g")
    title, formula = f"Dextrose for {show(energy)}", "energy ÷ energy of a gram"
    return answered(title, "dextrose", formula, numbers, value, source=_SOURCE)


@calculator("F60", "Mass for an energy", (_ENERGY, BY_MASS), (Out("mass", NUTRIENT),),
            "energy ÷ energy of a gram; register F60")  # fmt: skip
def mass_for_energy(energy: Quantity, energy_by_mass: Quantity) -> Working:
    """Give how much of a nutrient brings an energy.

    >>> mass_for_energy(energy="324 kcal", energy_by_mass="10 kcal/g").told
    'mass 32.4 g'
    """
    numbers = f"{show(energy)} ÷ {show(energy_by_mass)}"
    value = _divided(energy, energy_by_mass, "g")
    return answered(f"Mass for {show(energy)}", "mass", "energy ÷ energy of a gram", numbers, value)


@calculator(
    "F60",
    "Lipid emulsion for an energy",
    (_ENERGY, LABEL_ENERGY),
    (Out("volume", FLUID),),
    "energy ÷ energy of a millilitre by label; register F60",
)
def lipid_volume_for_energy(energy: Quantity, energy_by_volume: Quantity) -> Working:
    """Give the volume of an emulsion that brings an energy.

    >>> lipid_volume_for_energy(energy="510 kcal", energy_by_volume="2 kcal/mL").told
    'volume 255 mL'
    """
    steps = Steps(f"Emulsion for {show(energy)}")
    _answer_emulsion(steps, energy, energy_by_volume)
    return steps.done()


@calculator(
    "F60",
    "Lipid emulsion for a share of the energy",
    (_DAILY, _SHARE, LABEL_ENERGY),
    (Out("volume", FLUID), Out("part", ENERGY)),
    "energy × share ÷ energy of a millilitre by label; register F60",
)
def lipid_volume_for_share(
    energy: Quantity, share: Quantity, energy_by_volume: Quantity
) -> Working:
    """Give the volume of an emulsion that brings a share of the energy.

    >>> lipid_volume_for_share(
    ...     energy="2000 kcal/day", share="4.1 percent", energy_by_volume="2 kcal/mL"
    ... ).told
    'volume 41 mL/day; part 82 kcal/day'
    """
    steps = Steps(f"Emulsion for {show(share)} of {show(energy)}")
    part = _part(energy, share)
    steps.line("part", "energy × share", f"{show(energy)} × {show(share)}", part)
    _answer_emulsion(steps, part, energy_by_volume)
    steps.answer("part", "", "", part)
    return steps.done()


@calculator(
    "F60",
    "A share of the energy",
    (_DAILY, _SHARE),
    (Out("part", ENERGY),),
    "energy × share; register F60",
)
def part_of_energy(energy: Quantity, share: Quantity) -> Working:
    """Give the energy that a share of the whole is.

    >>> part_of_energy(energy="2400 kcal/day", share="20 percent").told
    'part 480 kcal/day'
    """
    numbers = f"{show(energy)} × {show(share)}"
    return answered(f"{show(share)} of {show(energy)}", "part", "energy × share", numbers,
                    _part(energy, share))  # fmt: skip


@calculator(
    "F60",
    "Share that a nutrient has of the energy",
    (Input("mass", NUTRIENT, "how much of the nutrient"), BY_MASS, _DAILY),
    (Out("share", SHARE), Out("part", ENERGY)),
    "100 × mass × energy of a gram ÷ energy; register F60",
)
def share_of_energy(mass: Quantity, energy_by_mass: Quantity, energy: Quantity) -> Working:
    """Give the percent of the energy that a mass of a nutrient brings.

    >>> share_of_energy(mass="85 g", energy_by_mass="4 kcal/g", energy="1700 kcal").told
    'share 20 percent; part 340 kcal'
    """
    steps = Steps(f"Share of {show(mass)} of {show(energy)}")
    part = of_amount(mass, energy_by_mass, "kcal", "mass")
    steps.line("part", "mass × energy of a gram", f"{show(mass)} × {show(energy_by_mass)}", part)
    _answer_share(steps, part, energy)
    steps.answer("part", "", "", part)
    return steps.done()


@calculator(
    "F60",
    "Share that an energy has of the whole",
    (Input("part", ENERGY, "energy of the nutrient"), _DAILY),
    (Out("share", SHARE),),
    "100 × part ÷ energy; register F60",
)
def energy_share(part: Quantity, energy: Quantity) -> Working:
    """Give the percent that one nutrient's energy has of the whole.

    >>> energy_share(part="500 kcal", energy="2000 kcal").told
    'share 25 percent'
    """
    steps = Steps(f"Share of {show(part)} of {show(energy)}")
    _answer_share(steps, part, energy)
    return steps.done()


@calculator(
    "F60",
    "Energy expenditure by factors",
    (
        Input("basal", ENERGY_OF_A_DAY, "basal energy expenditure"),
        Input("activity", NUMBER_OF, "factor for activity, such as 1.2"),
        Input("stress", NUMBER_OF, "factor for stress or injury, such as 1.5"),
    ),
    (Out("energy", ENERGY_OF_A_DAY),),
    "basal × activity × stress; register F60",
)
def energy_expenditure(basal: Quantity, activity: Quantity, stress: Quantity) -> Working:
    """Give the energy expenditure of a day by the factors for activity and stress.

    >>> energy_expenditure(basal="1500 kcal/day", activity="1.2", stress="1.5").told
    'energy 2700 kcal/day'
    """
    numbers = f"{show(basal)} × {show(activity)} × {show(stress)}"
    value = basal * (activity.exact * stress.exact)
    formula = "basal × activity × stress"
    return answered("Energy expenditure of a day", "energy", formula, numbers, value)


def _divided(energy: Quantity, by: Quantity, top: str) -> Quantity:
    basis = energy.unit.basis
    return converted(energy / by, f"{top}/{basis}" if basis else top, "energy")


def _answer_emulsion(steps: Steps, energy: Quantity, by: Quantity) -> None:
    volume = _divided(energy, by, "mL")
    numbers = f"{show(energy)} ÷ {show(by)}"
    formula = "energy ÷ energy of a millilitre"
    steps.answer("volume", formula, numbers, volume)


def _part(energy: Quantity, share: Quantity) -> Quantity:
    part = share.to(NUMBER).exact
    if part > 1:
        what = "share"
        raise OutOfRange(what, show(share), "at most 100 percent")
    return energy * part


def _answer_share(steps: Steps, part: Quantity, energy: Quantity) -> None:
    whole = converted(energy, str(part.unit), "energy")
    if part > whole:
        what = "part"
        raise OutOfRange(what, show(part), f"at most the whole energy, {show(whole)}")
    share = (part / whole).to(unit("percent"))
    steps.answer("share", "100 × part ÷ energy", f"{show(part)} ÷ {show(whole)}", share)
