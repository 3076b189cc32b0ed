"""Phosphate: ordered in mmol of phosphorus, and always with the cation its product brings (F33).

How much cation comes with a millimole belongs to the product; there is no usual ratio. An order in
mEq is refused: 30 mEq "potassium phosphate" may mean its potassium or its phosphate.
"""

from dataclasses import dataclass

from formulas.calculator import Input, Out, calculator
from formulas.errors import NoEquivalents, OtherSubstance, OutOfRange
from formulas.kinds import (
    CHARGE,
    CHARGE_IN_VOLUME,
    MASS,
    SUBSTANCE_AMOUNT,
    SUBSTANCE_IN_VOLUME,
    VOLUME,
    Measure,
)
from formulas.mixture import RESOLUTION
from formulas.product_use import moles_by_volume, require_plausible, strength_of, warn_unconfirmed
from formulas.products import PRODUCT, Product, product
from formulas.quantity import Quantity, converted, qty, show
from formulas.salts import Substance, substance
from formulas.units import unit
from formulas.working import Steps, Working

CHARGE_BY_MOLE = Measure("charge by amount of substance", ("mEq/mmol",), "1.33")
_CATIONS = ("sodium", "potassium")
_LEAST_CHARGES, _MOST_CHARGES = 1, 3  # dihydrogen phosphate and phosphate without hydrogen
_WHY = "it is a mixture of ions of one and of two charges"


@dataclass(frozen=True)
class PhosphateAmount(Measure):
    """Millimoles of phosphorus; milliequivalents are refused with the reason."""

    def read(self, given: object, what: str, *, zero: bool, negative: bool) -> Quantity:
        """Take mmol of phosphate.  Raises NoEquivalents for mEq."""
        text = str(given).strip()
        charge = given if isinstance(given, Quantity) else None
        if charge is None and text.split()[-1:] in (["mEq"], ["Eq"]):
            charge = qty(text)
        if charge is not None and charge.unit.dimension == unit("mEq").dimension:
            order = f"phosphate ordered as {show(charge)}"
            raise NoEquivalents(order, _WHY)
        return super().read(given, what, zero=zero, negative=negative)


PHOSPHATE_AMOUNT = PhosphateAmount("amount of phosphate", SUBSTANCE_AMOUNT.units, "30")
_PHOSPHATE = Input("phosphate", PHOSPHATE_AMOUNT, "phosphate ordered, in mmol of phosphorus")
_RATIO = Input("ratio", CHARGE_BY_MOLE, "cation by phosphate of this product, from its label")
_CATION_STRENGTH = Input(
    "cation_strength", CHARGE_IN_VOLUME, "its sodium or potassium by volume, from its label"
)
_STRENGTH = Input("strength", SUBSTANCE_IN_VOLUME, "its phosphate by volume, from its label")


@calculator(
    "F33",
    "Volume of a phosphate product for an order",
    (_PHOSPHATE, _STRENGTH, RESOLUTION),
    (Out("volume", VOLUME),),
    "mmol phosphate ÷ mmol/mL of the product; register F33",
)
def phosphate_volume(
    phosphate: Quantity, strength: Quantity, resolution: Quantity | None = None
) -> Working:
    """Give the volume of a product that holds the phosphate ordered; an order in mEq is refused.

    >>> phosphate_volume(phosphate="30 mmol", strength="3 mmol/mL").told
    'volume 10 mL'
    """
    steps = Steps(f"Volume for {show(phosphate)} phosphate")
    volume = converted(phosphate / strength, "mL", "phosphate")
    numbers = f"{show(phosphate)} ÷ {show(strength)}"
    steps.answer("volume", "phosphate ÷ strength", numbers, volume, resolution=resolution)
    return steps.done()


@calculator(
    "F33",
    "Cation that comes with phosphate, by a ratio",
    (_PHOSPHATE, _RATIO),
    (Out("cation", CHARGE),),
    "mmol phosphate × mEq cation by mmol phosphate; register F33",
)
def cation_with_phosphate(phosphate: Quantity, ratio: Quantity) -> Working:
    """Give the sodium or potassium that comes with phosphate, by the ratio of its product.

    >>> cation_with_phosphate(phosphate="30 mmol", ratio="2 mEq/mmol").told
    'cation 60 mEq'
    """
    steps = Steps(f"Cation with {show(phosphate)} phosphate")
    require_cation_of_phosphate(ratio)
    cation = converted(phosphate * ratio, "mEq", "phosphate")
    numbers = f"{show(phosphate)} × {show(ratio)}"
    steps.answer("cation", "phosphate × ratio", numbers, cation)
    return steps.done()


@calculator(
    "F33",
    "Cation that comes with phosphate, by the label's strengths",
    (_PHOSPHATE, _CATION_STRENGTH, _STRENGTH),
    (Out("cation", CHARGE), Out("volume", VOLUME)),
    "mmol phosphate × mEq/mL ÷ mmol/mL; register F33",
)
def cation_with_phosphate_by_label(
    phosphate: Quantity, cation_strength: Quantity, strength: Quantity
) -> Working:
    """Give the sodium or potassium that comes with phosphate, by the two strengths of its label.

    >>> cation_with_phosphate_by_label(
    ...     phosphate="45 mmol", cation_strength="4.4 mEq/mL", strength="3 mmol/mL"
    ... ).told
    'cation 66 mEq; volume 15 mL'
    """
    steps = Steps(f"Cation with {show(phosphate)} phosphate")
    require_cation_of_phosphate(cation_strength / strength)
    numbers = f"{show(phosphate)} × {show(cation_strength)} ÷ {show(strength)}"
    cation = converted(phosphate * cation_strength / strength, "mEq", "phosphate")
    steps.answer("cation", "phosphate × cation strength ÷ strength", numbers, cation)
    volume = converted(phosphate / strength, "mL", "phosphate")
    numbers = f"{show(phosphate)} ÷ {show(strength)}"
    steps.answer("volume", "phosphate ÷ strength", numbers, volume)
    return steps.done()


@calculator(
    "F33",
    "Phosphate that comes with a cation",
    (
        Input("cation", CHARGE, "sodium or potassium given as phosphate, in mEq"),
        _CATION_STRENGTH,
        _STRENGTH,
    ),
    (Out("phosphate", SUBSTANCE_AMOUNT), Out("volume", VOLUME)),
    "mEq cation × mmol/mL ÷ mEq/mL; register F33",
)
def phosphate_with_cation(
    cation: Quantity, cation_strength: Quantity, strength: Quantity
) -> Working:
    """Give the phosphate that so much sodium or potassium of a phosphate product brings along.

    >>> phosphate_with_cation(
    ...     cation="44 mEq", cation_strength="4.4 mEq/mL", strength="3 mmol/mL"
    ... ).told
    'phosphate 30 mmol; volume 10 mL'
    """
    require_cation_of_phosphate(cation_strength / strength)
    steps = Steps(f"Phosphate with {show(cation)}")
    numbers = f"{show(cation)} × {show(strength)} ÷ {show(cation_strength)}"
    phosphate = converted(cation * strength / cation_strength, "mmol", "cation")
    steps.answer("phosphate", "cation × strength ÷ cation strength", numbers, phosphate)
    volume = converted(cation / cation_strength, "mL", "cation")
    numbers = f"{show(cation)} ÷ {show(cation_strength)}"
    steps.answer("volume", "cation ÷ cation strength", numbers, volume)
    return steps.done()


@calculator(
    "F33",
    "What a phosphate product brings",
    (Input("product", PRODUCT, "the phosphate product in hand, by its id"), _PHOSPHATE, RESOLUTION),
    (
        Out("volume", VOLUME),
        Out("cation", CHARGE),
        Out("cation_mass", MASS),
        Out("phosphorus_mass", MASS),
    ),
    "by the label of exactly this product; register F33",
)
def phosphate_by_product(
    product: str, phosphate: Quantity, resolution: Quantity | None = None
) -> Working:
    """Give the volume of a phosphate product for an order, and the cation and phosphorus with it.

    >>> phosphate_by_product(product="potassium-phosphates-4.7-15ml", phosphate="30 mmol").told
    'volume 10 mL; cation 47 mEq; cation mass 1837.606 mg; phosphorus mass 929.22 mg'
    """
    item = _phosphate_product(product)
    steps = Steps(f"{show(phosphate)} phosphate from {item.name}")
    warn_unconfirmed(steps, item)
    strength = strength_of(item, "phosphate", phosphate)
    numbers = f"{show(phosphate)} ÷ {show(strength)}"
    exact = converted(phosphate / strength, "mL", "phosphate")
    volume = steps.answer("volume", "phosphate ÷ strength", numbers, exact, resolution=resolution)
    require_plausible(item, volume, f"{show(phosphate)} phosphate")
    ion, moles = _cation_of(item)
    charge = (volume * moles * ion.equivalents_by_mole).to("mEq")
    numbers = f"{show(volume)} × {show((moles * ion.equivalents_by_mole).to('mEq/mL'))}"
    steps.answer("cation", f"volume × {ion.name} by label", numbers, charge)
    mass = (volume * moles * ion.molar_mass).to("mg")
    numbers = f"{show(charge)} × {show(ion.molar_mass)} ÷ {ion.valence}"
    steps.answer("cation_mass", f"mass of the {ion.name}", numbers, mass)
    _answer_phosphorus(steps, (volume * strength).to("mmol"))
    return steps.done()


def require_cation_of_phosphate(ratio: Quantity) -> None:
    """Refuse a label that no phosphate can have: each phosphate carries one to three charges.

    Raises OutOfRange.
    """
    if not _LEAST_CHARGES <= ratio.to("mEq/mmol").exact <= _MOST_CHARGES:
        what = "cation by phosphate of this label"
        given = show(ratio.to("mEq/mmol"))
        raise OutOfRange(what, given, f"from {_LEAST_CHARGES} to {_MOST_CHARGES} mEq/mmol")


def _answer_phosphorus(steps: Steps, phosphate: Quantity) -> None:
    held = substance("phosphorus").molar_mass
    mass = (phosphate * held).to("mg")
    numbers = f"{show(phosphate)} × {show(held)}"
    steps.answer("phosphorus_mass", "phosphate × molar mass of phosphorus", numbers, mass)


def _phosphate_product(name: str) -> Product:
    item = product(name)
    if item.ordered_by != "phosphate":
        ordered = "phosphate"
        raise OtherSubstance(ordered, item.ordered_by or item.name)
    return item


def _cation_of(item: Product) -> tuple[Substance, Quantity]:
    """Give the one cation of a phosphate product and its mmol/mL by label."""
    for name in _CATIONS:
        moles = moles_by_volume(item, substance(name))
        if moles is not None:
            return substance(name), moles
    cation = "sodium or potassium"
    raise OtherSubstance(cation, item.name)
