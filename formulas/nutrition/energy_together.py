"""The energy of a whole order: dextrose, amino acids and fat together (F60).

A figure for each gram of fat is taken only where somebody gives it; an emulsion has its label's.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import MissingInput, NotPaired
from formulas.kinds import MASS_IN_VOLUME
from formulas.nutrition.contents import energies
from formulas.nutrition.measures import (
    AMINO_ACIDS_OF,
    DEXTROSE_OF,
    ENERGY,
    ENERGY_BY_MASS,
    ENERGY_BY_VOLUME,
    FLUID,
    LABEL_ENERGY,
    NUTRIENT,
    added,
    of_amount,
)
from formulas.nutrition.sources import AMINO_ACIDS, DEXTROSE, GLYCERIN
from formulas.quantity import Quantity, show
from formulas.working import Steps, Working

_SOURCE = "ASPEN Parenteral Nutrition Handbook, 3rd ed (2020); register F60"
_ENERGY = (Out("energy", ENERGY),)

Terms = dict[str, tuple[Quantity, Quantity]]


def _optional(one: Input) -> Input:
    return Input(one.name, one.kind, f"{one.meaning}, if any", optional=True, zero=True)


LIPID_VOLUME = Input("lipid_volume", FLUID, "lipid emulsion, by volume, if any", optional=True,
                     zero=True)  # fmt: skip
FAT_OF = Input("fat", NUTRIENT, "fat by mass, in place of the volume of its emulsion",
               optional=True, zero=True)  # fmt: skip
FAT_BY_MASS = Input("fat_energy", ENERGY_BY_MASS, "energy of a gram of the fat, if by mass",
                    optional=True)  # fmt: skip


_WHOLE = (
    _optional(DEXTROSE_OF),
    _optional(AMINO_ACIDS_OF),
    LIPID_VOLUME,
    Input(LABEL_ENERGY.name, ENERGY_BY_VOLUME, LABEL_ENERGY.meaning, optional=True),
    FAT_OF,
    FAT_BY_MASS,
    Input("glycerin", NUTRIENT, "glycerin not part of an emulsion", optional=True, zero=True),
)  # fmt: skip


@calculator(
    "F60",
    "Energy of a nutrition order",
    _WHOLE,
    (Out("energy", ENERGY), Out("non_protein", ENERGY)),
    _SOURCE,
)
def energy_of_nutrition(
    dextrose: Quantity | None = None,
    amino_acids: Quantity | None = None,
    lipid_volume: Quantity | None = None,
    energy_by_volume: Quantity | None = None,
    fat: Quantity | None = None,
    fat_energy: Quantity | None = None,
    glycerin: Quantity | None = None,
) -> Working:
    """Give the energy of dextrose, amino acids and fat together, and without the amino acids.

    >>> energy_of_nutrition(
    ...     dextrose="175 g", amino_acids="100 g", lipid_volume="250 mL",
    ...     energy_by_volume="2 kcal/mL",
    ... ).told
    'energy 1495 kcal; non protein 1095 kcal'
    """
    given = {DEXTROSE: dextrose, AMINO_ACIDS: amino_acids, GLYCERIN: glycerin}
    terms: Terms = {name: (one, energies()[name]) for name, one in given.items() if one is not None}
    terms |= _of_fat(lipid_volume, energy_by_volume, LABEL_ENERGY, "lipid emulsion")
    terms |= _of_fat(fat, fat_energy, FAT_BY_MASS, "fat")
    steps = Steps("Energy of a nutrition order")
    parts = _lines(steps, terms)
    whole = steps.answer("energy", "sum", " + ".join(map(show, parts.values())), _sum(parts))
    protein = parts.get(AMINO_ACIDS, whole * 0)
    numbers = f"{show(whole)} − {show(protein)}"
    steps.answer("non_protein", "energy − that of amino acids", numbers, whole - protein)
    return steps.done()


@calculator(
    "F60",
    "Energy of a nutrition order by its solutions",
    (
        Input("volumes", FLUID, "volume of each solution", many=True),
        Input("strengths", MASS_IN_VOLUME, "strength of each, in the same order", many=True),
        Input("energies_by_mass", ENERGY_BY_MASS, "energy of a gram in each, in the same order",
              many=True),
        LIPID_VOLUME,
        Input(LABEL_ENERGY.name, ENERGY_BY_VOLUME, LABEL_ENERGY.meaning, optional=True),
    ),
    _ENERGY,
    "sum of volume × strength × energy of a gram, and the emulsion by its label; register F60",
)  # fmt: skip
def energy_of_solutions(
    volumes: tuple[Quantity, ...],
    strengths: tuple[Quantity, ...],
    energies_by_mass: tuple[Quantity, ...],
    lipid_volume: Quantity | None = None,
    energy_by_volume: Quantity | None = None,
) -> Working:
    """Give the energy of volumes of dextrose and amino acids, and of a lipid emulsion.

    >>> energy_of_solutions(
    ...     volumes="357 mL; 1200 mL", strengths="70 % w/v; 10 % w/v",
    ...     energies_by_mass="3.4 kcal/g; 4 kcal/g",
    ...     lipid_volume="250 mL", energy_by_volume="2 kcal/mL",
    ... ).told
    'energy 1829.66 kcal'
    """
    for name, other in (("strengths", strengths), ("energies by mass", energies_by_mass)):
        if len(other) != len(volumes):
            what = "volumes"
            raise NotPaired(what, len(volumes), name, len(other))
    terms: Terms = {
        f"{place}. {show(each[0])} of {show(each[1])}": (
            of_amount(*each[:2], "g", "volume"),
            each[2],
        )
        for place, each in enumerate(zip(volumes, strengths, energies_by_mass, strict=True), 1)
    }
    terms |= _of_fat(lipid_volume, energy_by_volume, LABEL_ENERGY, "lipid emulsion")
    steps = Steps("Energy of solutions")
    parts = _lines(steps, terms)
    steps.answer("energy", "sum", " + ".join(map(show, parts.values())), _sum(parts))
    return steps.done()


def _of_fat(amount: Quantity | None, by: Quantity | None, energy: Input, name: str) -> Terms:
    """Give the term of fat or of an emulsion, which has no usual energy.  Raises MissingInput."""
    if amount is None:
        return {}
    if by is None:
        raise MissingInput(energy.name, energy.meaning, energy.kind.example)
    return {name: (amount, by)}


def _lines(steps: Steps, terms: Terms) -> dict[str, Quantity]:
    """Write a line for the energy of each nutrient.  Raises MissingInput where none is given."""
    if not terms:
        raise MissingInput(DEXTROSE_OF.name, "no nutrient is given at all", "240 g")
    return {
        name: steps.line(
            name,
            "amount × energy",
            f"{show(amount)} × {show(by)}",
            of_amount(amount, by, "kcal", name),
        )
        for name, (amount, by) in terms.items()
    }


def _sum(parts: dict[str, Quantity]) -> Quantity:
    first, *rest = parts.values()
    for one in rest:
        first = added(first, one)
    return first
