"""From a bag to its compounding sheet: mixing order, volumes as measured, what calcium meets.

Each volume is rounded half-up as its device can be read. What that moved goes to the water, so that
the steps add up to the bag; what the water's own device cannot show is told.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from formulas.errors import UnknownProduct
from formulas.nutrition.bag import Bag, Ingredient
from formulas.nutrition.devices import Device, devices, measured
from formulas.nutrition.mixing_order import (
    LIPID,
    THREE_IN_ONE,
    TWO_IN_ONE,
    MixingOrder,
    mixing_order,
)
from formulas.nutrition.order import LipidGiven
from formulas.nutrition.sheet_working import working_of
from formulas.nutrition.sources import sources
from formulas.nutrition.steps import AtAddition, Flush, Sheet, Step, Stocked
from formulas.osmolarity import osmolarity_simplified
from formulas.quantity import Quantity, qty, ratio, total
from formulas.salts import near

_VOLUME, _MASS, _CHARGE, _MOLES = qty("0 mL"), qty("0 g"), qty("0 mEq"), qty("0 mmol")
_CATIONS = ("sodium", "potassium", "calcium", "magnesium")


@dataclass(frozen=True)
class House:
    """What a site brings to every sheet: its devices, its mixing order, its densities.

    Densities are g/mL by product id, at the temperature of the hood; none come with First Air.
    """

    devices: Sequence[Device] = field(default_factory=devices)
    order: MixingOrder = field(default_factory=mixing_order)
    densities: Mapping[str, Quantity] = field(default_factory=dict)


@dataclass(frozen=True)
class _Desk:
    """The house and the products, as every step needs both."""

    house: House
    stock: Mapping[str, Stocked]

    def step(self, product: str, volume: Quantity, brings: Mapping[str, Quantity]) -> Step:
        """Write one step.  Raises UnknownProduct, NoPlace and TooLittle."""
        item = self.stock.get(product)
        if item is None:
            raise UnknownProduct(product, near(product, tuple(self.stock)))
        poured = measured(volume, item.name, self.house.devices)
        density = self.house.densities.get(product)
        held = item.volume
        return Step(
            product,
            item.name,
            self.house.order.place(item.name, item.kind, brings),
            volume,
            poured,
            item.container,
            None if held is None else math.ceil(ratio(poured.volume / held)),
            brings,
            None if density is None else (poured.volume * density).to("g"),
        )

    def steps(self, ingredients: Sequence[Ingredient]) -> list[Step]:
        """Write a step for each product; one ordered by several lines is drawn up once."""
        lines: dict[str, list[Ingredient]] = {}
        for one in ingredients:
            lines.setdefault(one.product, []).append(one)
        return [
            self.step(product, total([one.volume for one in same]).to("mL"), sums(same))
            for product, same in lines.items()
        ]

    def water(self, product: str, rest: Quantity) -> list[Step]:
        """Write the step that fills the bag up, unless what is left is less than measurable."""
        least = min(one.least for one in self.house.devices)
        return [self.step(product, rest.to("mL"), {})] if rest >= least else []

    def turn(self, step: Step) -> int:
        """Give how early a step comes."""
        return self.house.order.number(step.place)


def sheet_of(
    bag: Bag,
    house: House | None = None,
    known: Mapping[str, Stocked] | None = None,
    water: str = "",
) -> Sheet:
    """Give the compounding sheet of a bag; ``water`` is the product that fills it up.

    Raises NoPlace, TooLittle, WrongUnit and UnknownProduct.
    """
    desk = _Desk(house or House(), sources() if known is None else known)
    order = desk.house.order
    added = desk.steps(bag.ingredients)
    rest = bag.volume - total([_VOLUME, *(one.volume for one in added)])
    steps = tuple(sorted([*added, *desk.water(water or order.water, rest)], key=desk.turn))
    separate = tuple(desk.steps(bag.separate))
    three = bag.order.lipid_given is LipidGiven.IN_THE_BAG
    brings = sums(bag.ingredients)
    sheet = Sheet(
        bag.order.id,
        steps,
        separate,
        water or order.water,
        bag.volume.to("mL"),
        _flushes(order, steps),
        _at_addition(steps),
        order.filter(THREE_IN_ONE if three else TWO_IN_ONE),
        order.filter(LIPID) if separate else None,
        brings,
        sums(bag.separate),
        _osmolarity(brings, bag.volume),
    )
    return replace(sheet, workings=(working_of(sheet),))


def sums(ingredients: Sequence[Ingredient]) -> dict[str, Quantity]:
    """Add up what ingredients bring, by ion or nutrient."""
    summed: dict[str, Quantity] = {}
    for one in ingredients:
        for name, much in one.brings.items():
            there = summed.get(name)
            summed[name] = much if there is None else there + much
    return summed


def _flushes(order: MixingOrder, steps: Sequence[Step]) -> tuple[Flush, ...]:
    """Find where a flush stands: before the first step of one place after the last of another."""
    found = []
    for rule in order.flushes:
        after, before = rule.of
        firsts = [n for n, one in enumerate(steps, start=1) if one.place.name == after]
        nexts = [n for n, one in enumerate(steps, start=1) if one.place.name == before]
        if firsts and nexts:
            found.append(Flush(firsts[-1], nexts[0], rule))
    return tuple(found)


def _at_addition(steps: Sequence[Step]) -> tuple[AtAddition, ...]:
    """Reckon what is in the bag each time calcium has gone in."""
    return tuple(
        AtAddition(
            number,
            there := total([one.volume for one in steps[:number]]),
            (_there(steps[:number], "calcium", _CHARGE) / there).to("mEq/L"),
            (_there(steps[:number], "phosphate", _MOLES) / there).to("mmol/L"),
            (_there(steps[:number], "amino acids", _MASS) / there).to("% w/v"),
            (_there(steps[:number], "dextrose monohydrate", _MASS) / there).to("% w/v"),
        )
        for number, step in enumerate(steps, start=1)
        if step.brings.get("calcium") is not None
    )


def _there(steps: Sequence[Step], name: str, nothing: Quantity) -> Quantity:
    """Add up what the measured volumes have brought so far."""
    return total([nothing, *(much for one in steps if (much := one.brought(name)) is not None)])


def _osmolarity(brings: Mapping[str, Quantity], volume: Quantity) -> Quantity | None:
    """Estimate by F41; it has no figure for a bag without dextrose."""
    dextrose = brings.get("dextrose monohydrate")
    if dextrose is None:
        return None
    return osmolarity_simplified(
        dextrose=dextrose,
        amino_acids=brings.get("amino acids", _MASS),
        electrolytes=total([_CHARGE, *(brings[one] for one in _CATIONS if one in brings)]),
        volume=volume,
        lipid=brings.get("fat", _MASS),
    ).result
