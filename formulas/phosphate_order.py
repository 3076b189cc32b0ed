"""An order of phosphate and of its cation together: the phosphate first, the rest as another salt.

F33: the phosphate salt brings cation; only what is then missing comes from the chloride or acetate.
"""

from formulas.calculator import Input, Out, calculator
from formulas.kinds import CHARGE, CHARGE_IN_VOLUME, SUBSTANCE_IN_VOLUME, VOLUME
from formulas.mixture import RESOLUTION
from formulas.phosphate import PHOSPHATE_AMOUNT, cation_with_phosphate_by_label
from formulas.quantity import Quantity
from formulas.still_to_supply import volume_still_to_supply
from formulas.working import Steps, Working


@calculator(
    "F33",
    "Phosphate and its cation from two products",
    (
        Input("phosphate", PHOSPHATE_AMOUNT, "phosphate ordered, in mmol of phosphorus"),
        Input("cation", CHARGE, "sodium or potassium ordered in all, in mEq"),
        Input("strength", SUBSTANCE_IN_VOLUME, "phosphate product: its phosphate by volume"),
        Input("cation_strength", CHARGE_IN_VOLUME, "phosphate product: its cation by volume"),
        Input("other_strength", CHARGE_IN_VOLUME, "chloride or acetate: its cation by volume"),
        RESOLUTION,
    ),
    (
        Out("phosphate_volume", VOLUME),
        Out("other_volume", VOLUME),
        Out("cation_with_phosphate", CHARGE),
    ),
    "phosphate first; (cation − what it brings) ÷ strength of the other salt; register F33",
)
def phosphate_and_cation(
    phosphate: Quantity,
    cation: Quantity,
    strength: Quantity,
    cation_strength: Quantity,
    other_strength: Quantity,
    resolution: Quantity | None = None,
) -> Working:
    """Give the volumes of a phosphate product and of another salt that supplies the missing cation.

    An order whose phosphate alone brings more cation than is wanted is refused.

    >>> phosphate_and_cation(
    ...     phosphate="30 mmol", cation="80 mEq", strength="3 mmol/mL",
    ...     cation_strength="4.4 mEq/mL", other_strength="2 mEq/mL",
    ... ).told
    'phosphate volume 10 mL; other volume 18 mL; cation with phosphate 44 mEq'
    """
    steps = Steps("Phosphate and its cation")
    first = cation_with_phosphate_by_label(phosphate, cation_strength, strength)
    steps.include(first, "phosphate product")
    brought = first.quantity("cation")
    rest = volume_still_to_supply(cation, (brought,), other_strength)
    steps.include(rest, "other salt")
    volumes = (("phosphate_volume", first), ("other_volume", rest))
    for name, working in volumes:
        exact = working.quantity("volume")
        steps.answer(name, "volume above", "", exact, resolution=resolution)
    steps.answer("cation_with_phosphate", "cation above", "", brought)
    return steps.done()
