"""Nitrogen, and the energy that comes with each gram of it: F63 and F64.

The nitrogen of amino acids belongs to the product; 6.25 g for each gram is the general figure.
"""

from fractions import Fraction

from formulas.calculator import Input, Out, calculator
from formulas.errors import BadProduct
from formulas.kinds import Measure
from formulas.number import plain
from formulas.nutrition.contents import protein_by_nitrogen as usual
from formulas.nutrition.measures import (
    AMINO_ACIDS_OF,
    ENERGY,
    NUTRIENT,
    NUTRITION_PRODUCT,
    answered,
    of_amount,
)
from formulas.nutrition.sources import NutritionProduct, source
from formulas.quantity import Quantity, converted, show
from formulas.units import NUMBER
from formulas.working import Steps, Working

_BY_VOLUME = ("g/mL", "g/L", "% w/v", "mg/mL")
PROTEIN = Measure("protein", (*NUTRIENT.units, *_BY_VOLUME), "90")
ENERGY_TO_NITROGEN = Measure("energy by nitrogen", ("kcal/g",), "150")
_F63 = "ASPEN Parenteral Nutrition Handbook, 3rd ed (2020): 16 percent nitrogen; register F63"
_F64 = "(energy of dextrose and fat) ÷ nitrogen; register F64"
_RATIO = Input(
    "protein_by_nitrogen",
    Measure("ratio of masses", ("",), "6.25"),
    "grams of amino acids for each gram of nitrogen; 6.25 where no label says better",
    optional=True,
)
_NITROGEN = Input("nitrogen", PROTEIN, "nitrogen")
_ENERGY = Input("non_protein", ENERGY, "energy of dextrose and fat, without amino acids")


@calculator(
    "F63",
    "Nitrogen of amino acids",
    (Input("protein", PROTEIN, "amino acids or protein, by mass or by volume"), _RATIO),
    (Out("nitrogen", PROTEIN),),
    _F63,
)
def nitrogen_of_protein(protein: Quantity, protein_by_nitrogen: Quantity | None = None) -> Working:
    """Give the nitrogen of amino acids or protein.

    >>> nitrogen_of_protein(protein="100 g").told
    'nitrogen 16 g'
    """
    ratio = _ratio(protein_by_nitrogen)
    numbers = f"{show(protein)} ÷ {plain(ratio)}"
    value = protein / ratio
    return answered(f"Nitrogen of {show(protein)}", "nitrogen", "protein ÷ ratio", numbers, value,
                    source=_F63)  # fmt: skip


@calculator("F63", "Protein of a nitrogen", (_NITROGEN, _RATIO), (Out("protein", PROTEIN),), _F63)
def protein_of_nitrogen(nitrogen: Quantity, protein_by_nitrogen: Quantity | None = None) -> Working:
    """Give the protein that an amount of nitrogen stands for.

    >>> protein_of_nitrogen(nitrogen="16 g").told
    'protein 100 g'
    """
    ratio = _ratio(protein_by_nitrogen)
    numbers = f"{show(nitrogen)} × {plain(ratio)}"
    value = nitrogen * ratio
    return answered(f"Protein of {show(nitrogen)}", "protein", "nitrogen × ratio", numbers, value,
                    source=_F63)  # fmt: skip


@calculator(
    "F63",
    "Nitrogen of an amino acid product",
    (
        Input("product", NUTRITION_PRODUCT, "the amino acids in hand, by their id"),
        AMINO_ACIDS_OF,
    ),
    (Out("nitrogen", NUTRIENT),),
    "by the label of exactly this product; register F63",
)
def nitrogen_of_product(product: str, amino_acids: Quantity) -> Working:
    """Give the nitrogen of so many grams of a product's amino acids, by its own label.

    >>> nitrogen_of_product(product="prosol-20-2000ml", amino_acids="100 g").told
    'nitrogen 16 g'
    """
    item = source(product)
    if not isinstance(item, NutritionProduct) or item.nitrogen is None:
        raise BadProduct(repr(item.id), "it is no product of amino acids")
    strength = item.strengths[item.ordered_by]
    share = (item.nitrogen / strength).to(NUMBER).exact
    numbers = f"{show(amino_acids)} × {show(item.nitrogen)} ÷ {show(strength)}"
    steps = Steps(f"Nitrogen of {show(amino_acids)} of {item.name}")
    steps.answer("nitrogen", "amino acids × nitrogen ÷ strength", numbers, amino_acids * share,
                 source=item.source)  # fmt: skip
    if not item.confirmed:
        steps.warn(f"The figures of {item.id} are unconfirmed: hold them against its label.")
    return steps.done()


@calculator(
    "F64",
    "Non-protein energy for each gram of nitrogen",
    (_ENERGY, Input("nitrogen", NUTRIENT, "nitrogen, on the same basis as the energy")),
    (Out("ratio", ENERGY_TO_NITROGEN),),
    _F64,
)
def energy_to_nitrogen(non_protein: Quantity, nitrogen: Quantity) -> Working:
    """Give the non-protein kcal for each gram of nitrogen.

    >>> energy_to_nitrogen(non_protein="1350 kcal", nitrogen="9 g").told
    'ratio 150 kcal/g'
    """
    steps = Steps(f"{show(non_protein)} to {show(nitrogen)} of nitrogen")
    _answer_ratio(steps, non_protein, nitrogen)
    return steps.done()


@calculator(
    "F64",
    "Non-protein energy for each gram of nitrogen, from amino acids",
    (_ENERGY, AMINO_ACIDS_OF, _RATIO),
    (Out("ratio", ENERGY_TO_NITROGEN), Out("nitrogen", NUTRIENT)),
    _F64,
)
def energy_to_nitrogen_of_protein(
    non_protein: Quantity, amino_acids: Quantity, protein_by_nitrogen: Quantity | None = None
) -> Working:
    """Give the non-protein kcal for each gram of nitrogen, from the grams of amino acids.

    >>> energy_to_nitrogen_of_protein(non_protein="1200 kcal", amino_acids="50 g").told
    'ratio 150 kcal/g; nitrogen 8 g'
    """
    steps = Steps(f"{show(non_protein)} to the nitrogen of {show(amino_acids)}")
    found = nitrogen_of_protein(amino_acids, protein_by_nitrogen)
    steps.include(found)
    _answer_ratio(steps, non_protein, found.result)
    steps.answer("nitrogen", "", "", found.result)
    return steps.done()


@calculator(
    "F64",
    "Non-protein energy for a ratio to nitrogen",
    (
        Input("ratio", ENERGY_TO_NITROGEN, "kcal wanted for each gram of nitrogen"),
        Input("nitrogen", NUTRIENT, "nitrogen"),
    ),
    (Out("non_protein", ENERGY),),
    _F64,
)
def energy_for_nitrogen(ratio: Quantity, nitrogen: Quantity) -> Working:
    """Give the non-protein energy that a ratio to nitrogen asks for.

    >>> energy_for_nitrogen(ratio="150 kcal/g", nitrogen="9 g").told
    'non protein 1350 kcal'
    """
    value = of_amount(nitrogen, ratio, "kcal", "nitrogen")
    numbers = f"{show(ratio)} × {show(nitrogen)}"
    return answered("Energy for nitrogen", "non_protein", "ratio × nitrogen", numbers, value)


def _answer_ratio(steps: Steps, energy: Quantity, nitrogen: Quantity) -> None:
    value = converted(energy / nitrogen, "kcal/g", "non-protein energy")
    numbers = f"{show(energy)} ÷ {show(nitrogen)}"
    steps.answer("ratio", "non-protein energy ÷ nitrogen", numbers, value, source=_F64)


def _ratio(given: Quantity | None) -> Fraction:
    return usual() if given is None else given.exact
