"""What a volume of a product brings: ions, nutrients, nitrogen, energy."""

import functools
import tomllib
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from formulas.errors import OtherSubstance, UnknownSubstance, WrongUnit
from formulas.nutrition.sources import AMINO_ACIDS, FAT, NutritionProduct, Source
from formulas.product_use import moles_by_volume, strength_of
from formulas.products import Product
from formulas.quantity import Quantity, qty, show
from formulas.salts import substance
from formulas.substance import plain_name
from formulas.units import unit

FILE = Path(__file__).with_name("energy.toml")
ENERGY, NITROGEN, PHOSPHATE = "energy", "nitrogen", "phosphate"
CATIONS = ("sodium", "potassium", "calcium", "magnesium", "ammonium")
ANIONS = ("chloride", "acetate", "sulfate", "gluconate", "bicarbonate", "lactate")
IONS = (*CATIONS, *ANIONS, PHOSPHATE)
_FROM_THE_BAG = {"% w/v": "g"}


@functools.cache
def energies() -> Mapping[str, Quantity]:
    """Give the energy of a gram of each nutrient but fat, whose energy is its product's."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["energy"]
    return {name: qty(row["by_mass"]) for name, row in rows.items()}


@functools.cache
def protein_by_nitrogen() -> Fraction:
    """Give the grams of protein for each gram of nitrogen where no label says better."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["nitrogen"]
    return Fraction(rows["amino acids"]["protein_by_nitrogen"])


@functools.cache
def anhydrous_share() -> Fraction:
    """Give the share of anhydrous dextrose in the monohydrate of the labels: ten elevenths."""
    row = tomllib.loads(FILE.read_text(encoding="utf-8"))["hydrate"]["dextrose monohydrate"]
    return Fraction(row["above"], row["below"])


def contents(item: Source) -> Mapping[str, Quantity]:
    """Give what a millilitre brings, by ion or nutrient.

    Ions in mEq/mL, phosphate in mmol/mL, nitrogen in g/mL, energy in kcal/mL, all else as the label
    states it. Salts are told as their ions. Traces that a label only bounds are not counted.
    """
    known = _READ.get(id(item))
    if known is not None and known[0] is item:
        return known[1]
    if len(_READ) >= _MOST_READ:
        _READ.clear()
    held = MappingProxyType(_contents(item))
    _READ[id(item)] = (item, held)
    return held


# A label is read once: a bag asks for each of its products many times. The product stands beside
# its contents, so that no other can ever come by its place.
_READ: dict[int, tuple[Source, Mapping[str, Quantity]]] = {}
_MOST_READ = 1000


def _contents(item: Source) -> dict[str, Quantity]:
    held = _of_nutrition(item) if isinstance(item, NutritionProduct) else _of_product(item)
    energy = [held[name] * each for name, each in energies().items() if name in held]
    if isinstance(item, NutritionProduct) and item.energy is not None:
        energy = [item.energy]
    for each in energy:
        there = held.get(ENERGY)
        by_volume = each.to("kcal/mL")
        held[ENERGY] = by_volume if there is None else there + by_volume
    return held


def brings(item: Source, volume: Quantity) -> dict[str, Quantity]:
    """Give what a volume of a product brings, by ion or nutrient."""
    return {name: held_in(each, volume) for name, each in contents(item).items()}


def held_in(strength: Quantity, volume: Quantity) -> Quantity:
    """Give strength × volume in the unit that stands above the strength's line."""
    return (strength * volume).to(top_of(strength))


def top_of(quantity: Quantity) -> str:
    """Give the unit of an amount that a strength or an order is stated in: g of "g/kg/day"."""
    spelling = str(quantity.unit)
    return _FROM_THE_BAG.get(spelling) or spelling.partition("/")[0]


def ordered_substance(item: Source, ordered: str) -> str:
    """Give the exact substance that an order's words mean with this product.

    Raises OtherSubstance, UnknownSubstance.
    """
    if isinstance(item, Product) and plain_name(ordered) not in {AMINO_ACIDS, FAT}:
        return item.substance_of(ordered)
    if plain_name(ordered) == item.ordered_by:
        return item.ordered_by
    raise OtherSubstance(ordered, item.ordered_by)


def strength_for(item: Source, ordered: str, amount: Quantity) -> Quantity:
    """Give the strength by which an amount of a substance becomes a volume of the product.

    Raises OtherSubstance, UnknownSubstance, NoEquivalents, WrongUnit.
    """
    meant = ordered_substance(item, ordered)
    if isinstance(item, Product):
        try:
            return strength_of(item, meant, amount)
        except UnknownSubstance:
            raise OtherSubstance(ordered, item.ordered_by or item.name) from None
    if amount.unit.dimension != unit("g").dimension:
        raise WrongUnit(ordered, show(amount), "g")
    return item.strengths[meant]


def _of_nutrition(item: NutritionProduct) -> dict[str, Quantity]:
    """Read a nutrition label; it states each substance once."""
    held = dict(item.strengths)
    if item.nitrogen is not None:
        held[NITROGEN] = item.nitrogen
    return {name: each.to(_by_millilitre(each)) for name, each in held.items()}


def _of_product(item: Product) -> dict[str, Quantity]:
    """Read another label: its ions from whatever it declares, all else by its first figure."""
    held = {}
    for name in IONS:
        ion = substance(name)
        moles = moles_by_volume(item, ion)
        if moles is not None:
            held[name] = moles if name == PHOSPHATE else (moles * ion.equivalents_by_mole)
            held[name] = held[name].to("mmol/mL" if name == PHOSPHATE else "mEq/mL")
    for name, figures in item.strengths.items():
        one = substance(name)
        if len(one.ions) <= 1 and name not in IONS and PHOSPHATE not in one.counts_as:
            held[name] = figures[0].to(_by_millilitre(figures[0]))
    return held


def _by_millilitre(strength: Quantity) -> str:
    return f"{top_of(strength)}/mL"
