"""Calcium and phosphate at one moment of a bag: in what they stand, how warm, how long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from formulas.nutrition.contents import PHOSPHATE
from formulas.nutrition.curves import INORGANIC, ORGANIC, Curve
from formulas.nutrition.given import Given
from formulas.nutrition.mixture_rules import named, three_in_one
from formulas.nutrition.order import Patient
from formulas.nutrition.sources import AMINO_ACIDS, DEXTROSE
from formulas.quantity import Quantity, converted, qty, show
from formulas.substance import plain_name


@dataclass(frozen=True)
class Circumstances:
    """What a bag does not know of itself.

    ``temperature`` is the warmest it will be and ``time`` the hours from mixing to the end of the
    infusion; ``at_addition`` is the volume in the container when calcium is added, by the sheet.
    """

    temperature: Quantity | None = None
    time: Quantity | None = None
    at_addition: Quantity | None = None


@dataclass(frozen=True)
class Mixture:
    """Calcium and phosphate at one moment, in what they stand, how warm and how long."""

    name: str
    product: str
    phosphate_kind: str
    with_fat: bool
    calcium: Quantity
    phosphate: Quantity
    amino_acids: Quantity
    dextrose: Quantity
    cysteine: Quantity
    temperature: Quantity
    time: Quantity


def mixture(
    given: Given,
    name: str,
    volume: Quantity | None,
    around: Circumstances,
    least: Mapping[Patient, Quantity],
    curves: Sequence[Curve],
) -> Mixture | str:
    """Give what stands in a volume, or why no curve can tell: a missing one before all else.

    ``least`` is the temperature that counts at least, by the kind of patient.
    """
    bag = given.bag
    products = {one.product for one in bag.ingredients if AMINO_ACIDS in one.brings}
    why = _no_curve(given, products, curves) or _unsaid(around, volume, bag.volume)
    if why or volume is None or around.temperature is None or around.time is None:
        return why
    warm = around.temperature.to("degC")
    floor = least.get(bag.order.patient)
    return Mixture(
        name,
        products.pop(),
        phosphate_kind(given),
        three_in_one(bag),
        by_volume(given, "calcium", volume, "mEq/L"),
        by_volume(given, PHOSPHATE, volume, "mmol/L"),
        by_volume(given, AMINO_ACIDS, volume, "% w/v"),
        by_volume(given, DEXTROSE, volume, "% w/v"),
        _cysteine(given),
        floor if floor is not None and floor > warm else warm,
        converted(around.time, "h", "time"),
    )


def _no_curve(given: Given, products: set[str], curves: Sequence[Curve]) -> str:
    """Say why no curve is for this bag, whatever its strengths; empty where one may be."""
    if not curves:
        return "this installation holds no curve of calcium with phosphate, so none clears it"
    if len(products) != 1:
        return f"a curve is one amino acid product's; this bag holds {len(products) or 'none'}"
    if not phosphate_kind(given):
        return "the bag holds inorganic phosphate and glycerophosphate together"
    (product,) = products
    return "" if of_product(product, curves) else f"no curve is on file for {product}"


def _unsaid(around: Circumstances, volume: Quantity | None, whole: Quantity) -> str:
    """Say what is not known of a moment; empty where all of it is."""
    if around.temperature is None or around.time is None:
        return "how warm the bag will be and how long from mixing to its end is not stated"
    if volume is None:
        return "the volume in which calcium is added is not known; the sheet tells it"
    held = converted(volume, "mL", "volume")
    if held.exact <= 0 or held > whole:
        return f"{show(held)} is no volume within a bag of {show(whole)}"
    return ""


def of_product(product: str, curves: Sequence[Curve]) -> list[Curve]:
    """Give the curves made with an amino acid product."""
    return [one for one in curves if plain_name(one.product) == plain_name(product)]


def by_volume(given: Given, name: str, volume: Quantity, of: str) -> Quantity:
    """Give how strong an ion or nutrient of the bag is in a volume."""
    held = given.held(name)
    return qty(0, of) if held is None else (held / volume).to(of)


def phosphate_kind(given: Given) -> str:
    """Tell whether all phosphate is inorganic or all of it organic; empty where it is mixed."""
    bringing = [
        one
        for one in given.bag.ingredients
        if PHOSPHATE in one.brings and one.brings[PHOSPHATE].exact > 0
    ]
    organic = named(given.bag, "sodium glycerophosphate") + named(given.bag, ORGANIC)
    ids = {one.product for one in organic}
    kinds = {ORGANIC if one.product in ids else INORGANIC for one in bringing}
    return kinds.pop() if len(kinds) == 1 else ""


def _cysteine(given: Given) -> Quantity:
    summed = qty("0 mg")
    for one in given.bag.ingredients:
        for name, amount in one.brings.items():
            if "cysteine" in plain_name(name):
                summed = summed + amount.to("mg")
    acids = given.held(AMINO_ACIDS)
    if acids is None or acids.exact == 0:
        return qty("0 mg/g")
    return (summed / acids).to("mg/g")
