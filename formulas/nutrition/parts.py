"""A part of a day's nutrition: so much of one product, and the volume that holds it (F65)."""

from dataclasses import dataclass

from formulas.nutrition.contents import held_in, strength_for
from formulas.nutrition.ordered_lines import OrderedLine
from formulas.nutrition.sources import FAT, NutritionProduct, Source
from formulas.products import Product
from formulas.quantity import Quantity, converted, qty, show
from formulas.units import unit

_VOLUME = qty("1 mL").unit


@dataclass(frozen=True)
class Part:
    """What one product gives in a day: the substance it is ordered by, its amount, the volume.

    ``numbers`` says how the volume was reckoned, before overfill.
    """

    item: Source
    substance: str
    amount: Quantity
    volume: Quantity
    numbers: str

    @property
    def is_fat(self) -> bool:
        """Tell whether it is a lipid emulsion, which may run from a line of its own."""
        return self.substance == FAT


def part_of(line: OrderedLine) -> Part:
    """Give the volume that holds the day's amount of a line; an order by volume is that volume.

    Raises OtherSubstance, NoEquivalents, WrongUnit.
    """
    amount = line.of_a_day
    if amount.unit.joins(_VOLUME):
        return Part(line.item, line.substance, amount, amount.to("mL"), show(amount))
    strength = strength_for(line.item, line.substance, amount)
    volume = converted(amount / strength, "mL", line.substance)
    numbers = f"{show(amount)} ÷ {show(strength)}"
    return Part(line.item, line.substance, amount, volume, numbers)


def part_by_volume(item: Source, volume: Quantity) -> Part:
    """Give the part that a volume of a salt is, told by the substance the product is ordered by."""
    if isinstance(item, NutritionProduct):
        strength = item.strengths[item.ordered_by]
    else:
        strength = _leading_strength(item)
    amount = held_in(strength, volume)
    return Part(item, item.ordered_by, amount, volume, f"{show(amount)} ÷ {show(strength)}")


def _leading_strength(item: Product) -> Quantity:
    """Give the strength orders of a salt are written in: mEq where the label states it."""
    figures = item.strengths[item.ordered_by]
    charges = [one for one in figures if one.unit.dimension == unit("mEq/mL").dimension]
    return (charges or list(figures))[0]
