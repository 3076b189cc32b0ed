"""From ions to salts, and the acetate and chloride that come of it: F69 and F70."""

from collections.abc import Mapping
from fractions import Fraction

from formulas.calculator import Input, Out, calculator
from formulas.errors import CannotBeMet, MissingInput, OtherSubstance
from formulas.kinds import CHARGE, CHARGE_IN_VOLUME, NUMBER_OF, SUBSTANCE_AMOUNT, VOLUME
from formulas.mixture import RESOLUTION
from formulas.nutrition.contents import PHOSPHATE, contents
from formulas.nutrition.measures import AMINO_ACIDS_OF, NUTRITION_PRODUCT
from formulas.nutrition.salt_roles import (
    ACETATE,
    ANIONS,
    CHLORIDE,
    MONOVALENT,
    POTASSIUM,
    SODIUM,
    Role,
    Salt,
    in_unit,
    told,
)
from formulas.nutrition.solver import monovalent
from formulas.nutrition.sources import AMINO_ACIDS, NutritionProduct, source
from formulas.phosphate import CHARGE_BY_MOLE, PHOSPHATE_AMOUNT
from formulas.quantity import Quantity, converted, qty, show
from formulas.units import NUMBER
from formulas.working import Steps, Working

_F69 = "phosphate first, then acetate, the rest as chloride; register F69"
_F70 = "acetate ordered − what other ingredients bring; register F70"
_SALTS = tuple((cation, anion) for anion in ANIONS for cation in MONOVALENT)
_NOTHING = qty("0 mEq")


def _ion(name: str) -> Input:
    return Input(name, CHARGE, f"{name} the salts are to bring", zero=True)


@calculator(
    "F69",
    "Salts that bring sodium, potassium, phosphate and acetate",
    (
        _ion(SODIUM),
        _ion(POTASSIUM),
        Input(PHOSPHATE, PHOSPHATE_AMOUNT, "phosphate the salts are to bring", optional=True,
              zero=True),
        Input(ACETATE, CHARGE, "acetate the salts are to bring, without that of the amino acids",
              optional=True, zero=True),
        Input("sodium_by_phosphate", CHARGE_BY_MOLE, "of the sodium phosphate in hand, if there "
              "is one", optional=True),
        Input("potassium_by_phosphate", CHARGE_BY_MOLE, "of the potassium phosphate in hand, if "
              "there is one", optional=True),
    ),
    tuple(
        Out(f"{cation}_{anion}", SUBSTANCE_AMOUNT if anion == PHOSPHATE else CHARGE)
        for cation, anion in _SALTS
    ),
    _F69,
)  # fmt: skip
def salts_for_ions(
    sodium: Quantity,
    potassium: Quantity,
    phosphate: Quantity | None = None,
    acetate: Quantity | None = None,
    sodium_by_phosphate: Quantity | None = None,
    potassium_by_phosphate: Quantity | None = None,
) -> Working:
    """Give the salts that bring sodium, potassium, phosphate and acetate; chloride takes the rest.

    Where both cations have a phosphate, the sodium salts bring as much as they can.

    >>> salts_for_ions(
    ...     sodium="60 mEq", potassium="40 mEq", phosphate="15 mmol", acetate="30 mEq",
    ...     potassium_by_phosphate="1.5 mEq/mmol",
    ... ).told
    'sodium phosphate 0 mmol; potassium phosphate 15 mmol; sodium acetate 30 mEq; \
potassium acetate 0 mEq; sodium chloride 30 mEq; potassium chloride 17.5 mEq'
    """
    left = {SODIUM: sodium.to("mEq").exact, POTASSIUM: potassium.to("mEq").exact}
    left[PHOSPHATE] = Fraction(0) if phosphate is None else phosphate.to("mmol").exact
    left[ACETATE] = Fraction(0) if acetate is None else acetate.to("mEq").exact
    ratios = {SODIUM: sodium_by_phosphate, POTASSIUM: potassium_by_phosphate}
    if left[PHOSPHATE] and not any(ratios.values()):
        name, meaning = "potassium_by_phosphate", "the ratio belongs to the phosphate product"
        raise MissingInput(name, meaning, "1.47 mEq/mmol")
    offered = _offered({name: one.exact for name, one in ratios.items() if one is not None})
    found = monovalent(left, offered)
    steps = Steps("Salts that bring the ions")
    for cation, anion in _SALTS:
        amount = in_unit(anion, found.get((cation, anion), Fraction(0)))
        steps.answer(f"{cation}_{anion}", f"{cation} salt of the {anion}", "", amount, source=_F69)
    return steps.done()


def _offered(ratios: Mapping[str, Fraction]) -> dict[Role, Salt]:
    """Give one salt for each role, reckoned by its anion; phosphates by their own ratio."""
    one = Fraction(1)
    salts = [
        Salt(f"{cation} {anion}", cation, anion, {cation: one, anion: one})
        for cation in MONOVALENT
        for anion in (ACETATE, CHLORIDE)
    ]
    salts += [
        Salt(f"{cation} phosphate", cation, PHOSPHATE, {cation: ratio, PHOSPHATE: one})
        for cation, ratio in ratios.items()
    ]
    return {(salt.cation, salt.anion): salt for salt in salts}


@calculator(
    "F70",
    "Acetate still to be added",
    (
        Input("ordered", CHARGE, "acetate ordered", zero=True),
        Input("amino_acids_volume", VOLUME, "volume of the amino acids"),
        Input("inherent", CHARGE_IN_VOLUME, "acetate of the amino acids by their label", zero=True),
        Input("other", CHARGE, "acetate of other ingredients", optional=True, zero=True),
    ),
    (Out("acetate", CHARGE), Out("brought", CHARGE)),
    _F70,
)
def acetate_to_add(
    ordered: Quantity,
    amino_acids_volume: Quantity,
    inherent: Quantity,
    other: Quantity | None = None,
) -> Working:
    """Give the acetate that salts are to add; more than is ordered already there is refused.

    >>> acetate_to_add(ordered="60 mEq", amino_acids_volume="500 mL", inherent="88 mEq/L").told
    'acetate 16 mEq; brought 44 mEq'
    """
    steps = Steps(f"Acetate to add to {show(amino_acids_volume)} of amino acids")
    left, there = _acetate_left(steps, ordered, amino_acids_volume, inherent, other)
    steps.answer("acetate", "ordered − brought", f"{show(ordered)} − {show(there)}", left,
                 source=_F70)  # fmt: skip
    steps.answer("brought", "", "", there)
    return steps.done()


@calculator(
    "F70",
    "Volume of an acetate still to be added",
    (
        Input("ordered", CHARGE, "acetate ordered", zero=True),
        Input("amino_acids_volume", VOLUME, "volume of the amino acids"),
        Input("inherent", CHARGE_IN_VOLUME, "acetate of the amino acids by their label", zero=True),
        Input("strength", CHARGE_IN_VOLUME, "strength of the acetate to be added"),
        Input("other", CHARGE, "acetate of other ingredients", optional=True, zero=True),
        RESOLUTION,
    ),
    (Out("volume", VOLUME), Out("acetate", CHARGE)),
    _F70,
)
def acetate_volume_to_add(
    ordered: Quantity,
    amino_acids_volume: Quantity,
    inherent: Quantity,
    strength: Quantity,
    other: Quantity | None = None,
    resolution: Quantity | None = None,
) -> Working:
    """Give the volume of an acetate that is still to be added; a negative one is refused.

    >>> acetate_volume_to_add(
    ...     ordered="60 mEq", amino_acids_volume="500 mL", inherent="88 mEq/L", strength="2 mEq/mL"
    ... ).told
    'volume 8 mL; acetate 16 mEq'
    """
    steps = Steps("Volume of acetate to add")
    left, _ = _acetate_left(steps, ordered, amino_acids_volume, inherent, other, strength)
    volume = converted(left / strength, "mL", "acetate")
    numbers = f"{show(left)} ÷ {show(strength)}"
    steps.answer("volume", "acetate ÷ strength", numbers, volume, resolution=resolution)
    steps.answer("acetate", "", "", left)
    return steps.done()


@calculator(
    "F70",
    "Acetate that an amino acid product brings",
    (Input("product", NUTRITION_PRODUCT, "the amino acids in hand, by their id"), AMINO_ACIDS_OF),
    (Out("acetate", CHARGE), Out("chloride", CHARGE)),
    "by the label of exactly this product; register F70",
)
def acetate_of_product(product: str, amino_acids: Quantity) -> Working:
    """Give the acetate and chloride that come with so many grams of a product's amino acids.

    >>> acetate_of_product(product="travasol-10-2000ml", amino_acids="50 g").told
    'acetate 44 mEq; chloride 20 mEq'
    """
    item = source(product)
    if not isinstance(item, NutritionProduct) or item.ordered_by != AMINO_ACIDS:
        raise OtherSubstance(AMINO_ACIDS, item.ordered_by or item.name)
    volume = converted(amino_acids / item.strengths[AMINO_ACIDS], "mL", "amino acids")
    steps = Steps(f"Acetate with {show(amino_acids)} of {item.name}")
    for ion in (ACETATE, CHLORIDE):
        strength = contents(item).get(ion, qty("0 mEq/mL"))
        numbers = f"{show(volume)} × {show(strength.to('mEq/L'))}"
        value = (strength * volume).to("mEq")
        steps.answer(ion, "volume × its strength", numbers, value, source=item.source)
    if not item.confirmed:
        steps.warn(f"The figures of {item.id} are unconfirmed: hold them against its label.")
    return steps.done()


@calculator(
    "F70",
    "Chloride for each acetate",
    (Input("chloride", CHARGE, "chloride in all"), Input("acetate", CHARGE, "acetate in all")),
    (Out("ratio", NUMBER_OF),),
    "chloride ÷ acetate; register F70",
)
def chloride_to_acetate(chloride: Quantity, acetate: Quantity) -> Working:
    """Give the chloride for each acetate in a bag.

    >>> chloride_to_acetate(chloride="90 mEq", acetate="60 mEq").told
    'ratio 1.5'
    """
    steps = Steps("Chloride for each acetate")
    numbers = f"{show(chloride)} ÷ {show(acetate)}"
    steps.answer("ratio", "chloride ÷ acetate", numbers, (chloride / acetate).to(NUMBER))
    return steps.done()


def _acetate_left(
    steps: Steps,
    ordered: Quantity,
    volume: Quantity,
    inherent: Quantity,
    other: Quantity | None,
    strength: Quantity | None = None,
) -> tuple[Quantity, Quantity]:
    """Give the acetate to add and that already there.  Raises CannotBeMet with the arithmetic."""
    there = converted(volume * inherent, "mEq", "amino acids volume")
    steps.line("acetate of the amino acids", "volume × inherent acetate",
               f"{show(volume)} × {show(inherent)}", there)  # fmt: skip
    there = there + (_NOTHING if other is None else other)
    left = ordered.to("mEq") - there
    if left.exact < 0:
        how = f"{show(ordered)} is ordered, and {show(there)} is there already"
        why = f"{show(ordered)} − {show(there)} = {told(ACETATE, left.exact)}"
        also = "" if strength is None else f", {show(converted(left / strength, 'mL'))} to add"
        raise CannotBeMet(ACETATE, how, f"{why}{also}; nothing can be taken out")
    return left, there
