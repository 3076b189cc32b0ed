"""The words of a nutrition bag: what goes in, how much of each, what that brings.

Volumes and amounts of a bag are those to be made, overfill counted in; those of a day are what
reaches the patient.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from formulas.nutrition.order import NutritionOrder
from formulas.quantity import Quantity
from formulas.working import Working


@dataclass(frozen=True)
class Ingredient:
    """One product in the bag: the volume to add and what it brings with that volume.

    ``brings`` is by ion or nutrient: "sodium" in mEq, "phosphate" in mmol, "amino acids",
    "dextrose monohydrate" and "fat" in g, "nitrogen" in g, "energy" in kcal, "zinc" in mg ...
    """

    product: str
    name: str
    substance: str
    amount: Quantity
    volume: Quantity
    brings: Mapping[str, Quantity]


@dataclass(frozen=True)
class Bag:
    """An order made into volumes.

    ``factor`` is bag volume over infused volume; every ingredient was multiplied by it.
    ``separate`` are ingredients given from a line of their own (fat, where it is not in the bag);
    ``water`` is what fills the bag up. ``workings`` show every line of the reckoning.
    """

    order: NutritionOrder
    infused: Quantity
    volume: Quantity
    factor: Quantity
    ingredients: tuple[Ingredient, ...]
    water: Quantity
    separate: tuple[Ingredient, ...]
    workings: tuple[Working, ...]

    @property
    def every(self) -> tuple[Ingredient, ...]:
        """Give all that is given, in the bag and beside it."""
        return (*self.ingredients, *self.separate)
