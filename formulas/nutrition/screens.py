"""Figures that a three-in-one bag and its calcium are judged by: F73 and F74.

They are reckoned here, not judged: what is enough belongs to the limits of the house.
"""

from formulas.calculator import Input, Out, calculator
from formulas.kinds import (
    CHARGE,
    CHARGE_IN_VOLUME,
    MASS,
    MASS_IN_VOLUME,
    NUMBER_OF,
    SUBSTANCE_AMOUNT,
    VOLUME,
)
from formulas.nutrition.measures import NUTRIENT_OF_A_DAY
from formulas.phosphate import PHOSPHATE_AMOUNT
from formulas.quantity import Quantity, converted, show, total
from formulas.salts import substance
from formulas.units import NUMBER
from formulas.working import Steps, Working

_F73 = "100 × g ÷ mL of the whole bag, fat in it; register F73"
_F74 = "mEq × 20.04 ÷ (mmol × 30.97), by the molar masses; register F74"
_CALCIUM = Input("calcium", CHARGE, "calcium in mEq, of the ion and not of its salt")
_PHOSPHATE = Input("phosphate", PHOSPHATE_AMOUNT, "phosphate in mmol")
_RATIO = Input("ratio", NUMBER_OF, "mg of calcium wanted for each mg of phosphorus, such as 1.7")


@calculator(
    "F73",
    "Final percents of a three-in-one bag",
    (
        Input("amino_acids", NUTRIENT_OF_A_DAY, "amino acids in the bag"),
        Input("dextrose", NUTRIENT_OF_A_DAY, "hydrous dextrose in the bag"),
        Input("fat", NUTRIENT_OF_A_DAY, "fat in the bag"),
        Input("volume", VOLUME, "volume of the whole bag"),
    ),
    tuple(Out(name, MASS_IN_VOLUME) for name in ("amino_acids", "dextrose", "fat")),
    _F73,
)
def three_in_one_percents(
    amino_acids: Quantity, dextrose: Quantity, fat: Quantity, volume: Quantity
) -> Working:
    """Give the final percents on which the stability of a three-in-one bag hangs.

    >>> three_in_one_percents(
    ...     amino_acids="100 g", dextrose="300 g", fat="50 g", volume="2000 mL"
    ... ).told
    'amino acids 5 % w/v; dextrose 15 % w/v; fat 2.5 % w/v'
    """
    steps = Steps(f"Percents of {show(volume)}")
    for name, mass in (("amino_acids", amino_acids), ("dextrose", dextrose), ("fat", fat)):
        value = converted(mass / volume, "% w/v", name)
        steps.answer(name, "100 × g ÷ mL", f"{show(mass)} ÷ {show(volume)}", value, source=_F73)
    return steps.done()


@calculator(
    "F73",
    "Cations by litre",
    (Input("cations", CHARGE_IN_VOLUME, "each cation by litre: sodium; potassium", many=True),),
    (Out("sum", CHARGE_IN_VOLUME),),
    "sum of the cations of one charge kind by litre; register F73",
)
def cations_by_litre(cations: tuple[Quantity, ...]) -> Working:
    """Give the sum of cations by litre: sodium and potassium, or calcium and magnesium.

    >>> cations_by_litre(cations="80 mEq/L; 60 mEq/L").told
    'sum 140 mEq/L'
    """
    steps = Steps("Cations by litre")
    each = [one.to("mEq/L") for one in cations]
    steps.answer("sum", "sum", " + ".join(map(show, each)), total(each), source=_F73)
    return steps.done()


@calculator(
    "F73",
    "Cations of a bag by litre",
    (
        Input("cations", CHARGE, "each cation in the bag: sodium; potassium", many=True),
        Input("volume", VOLUME, "volume of the bag"),
    ),
    (Out("sum", CHARGE_IN_VOLUME),),
    "sum of the cations ÷ volume; register F73",
)
def cations_of_bag(cations: tuple[Quantity, ...], volume: Quantity) -> Working:
    """Give the cations of a bag by litre, from what it holds of each.

    >>> cations_of_bag(cations="160 mEq; 120 mEq", volume="2 L").told
    'sum 140 mEq/L'
    """
    steps = Steps(f"Cations of {show(volume)}")
    whole = total([one.to("mEq") for one in cations])
    value = converted(whole / volume, "mEq/L", "cations")
    steps.answer("sum", "sum ÷ volume", f"{show(whole)} ÷ {show(volume)}", value, source=_F73)
    return steps.done()


@calculator(
    "F74",
    "Calcium for each phosphorus, by mass",
    (_CALCIUM, _PHOSPHATE),
    (Out("ratio", NUMBER_OF), Out("calcium_mass", MASS), Out("phosphorus_mass", MASS)),
    _F74,
)
def calcium_to_phosphorus(calcium: Quantity, phosphate: Quantity) -> Working:
    """Give the mg of calcium for each mg of phosphorus.

    >>> calcium_to_phosphorus(calcium="3 mEq", phosphate="1.5 mmol").told
    'ratio 1.29; calcium mass 60.117 mg; phosphorus mass 46.461 mg'
    """
    steps = Steps(f"{show(calcium)} calcium to {show(phosphate)} phosphate")
    mass, other = _of_calcium(calcium), _of_phosphate(phosphate)
    numbers = f"{show(mass)} ÷ {show(other)}"
    steps.answer("ratio", "mg calcium ÷ mg phosphorus", numbers, (mass / other).to(NUMBER),
                 digits=2, source=_F74)  # fmt: skip
    steps.answer("calcium_mass", "mEq × molar mass ÷ 2", show(calcium), mass)
    steps.answer("phosphorus_mass", "mmol × molar mass", show(phosphate), other)
    return steps.done()


@calculator("F74", "Calcium for a ratio to phosphorus", (_RATIO, _PHOSPHATE),
            (Out("calcium", CHARGE),), _F74)  # fmt: skip
def calcium_for_ratio(ratio: Quantity, phosphate: Quantity) -> Working:
    """Give the calcium that a ratio to the phosphorus by mass asks for.

    >>> calcium_for_ratio(ratio="1.7", phosphate="2.0039 mmol").told
    'calcium 5.27 mEq'
    """
    steps = Steps(f"Calcium for {show(phosphate)} phosphate")
    mass = _of_phosphate(phosphate) * ratio.exact
    steps.line("calcium", "mg phosphorus × ratio", f"{show(phosphate)} × {show(ratio)}", mass)
    value = (mass / _of_calcium_by_charge()).to("mEq")
    steps.answer("calcium", "mg ÷ mass of 1 mEq", show(mass), value, digits=2, source=_F74)
    return steps.done()


@calculator("F74", "Phosphate for a ratio of calcium", (_RATIO, _CALCIUM),
            (Out("phosphate", SUBSTANCE_AMOUNT),), _F74)  # fmt: skip
def phosphate_for_ratio(ratio: Quantity, calcium: Quantity) -> Working:
    """Give the phosphate at which calcium has a ratio to phosphorus by mass.

    >>> phosphate_for_ratio(ratio="1.7", calcium="5.27 mEq").told
    'phosphate 2.01 mmol'
    """
    steps = Steps(f"Phosphate for {show(calcium)} calcium")
    mass = _of_calcium(calcium) / ratio.exact
    steps.line("phosphorus", "mg calcium ÷ ratio", f"{show(calcium)} ÷ {show(ratio)}", mass)
    value = (mass / substance("phosphorus").molar_mass).to("mmol")
    steps.answer("phosphate", "mg ÷ molar mass", show(mass), value, digits=2, source=_F74)
    return steps.done()


def _of_calcium_by_charge() -> Quantity:
    calcium = substance("calcium")
    return calcium.molar_mass / calcium.equivalents_by_mole


def _of_calcium(charge: Quantity) -> Quantity:
    return (charge * _of_calcium_by_charge()).to("mg")


def _of_phosphate(amount: Quantity) -> Quantity:
    return (amount * substance("phosphorus").molar_mass).to("mg")
