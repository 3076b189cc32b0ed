"""Each product of a compounding sheet as it comes to the hood: containers, and how it is proved."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from compounding.preparation.errors import RecipeUnfit
from compounding.preparation.nutrition.supplies import Supplies, Supply, Weighed, house_rules
from formulas.nutrition.devices import devices
from formulas.nutrition.steps import Sheet, Step
from formulas.quantity import Quantity, like, qty, ratio, show


@dataclass(frozen=True)
class Ingredient:
    """One product of the bag.  ``why_not`` says why no balance proves its volume."""

    number: int
    step: Step
    supply: Supply
    roles: tuple[str, ...]
    takes: tuple[Quantity, ...]
    why_not: str

    @property
    def volume(self) -> str:
        """The volume to be measured, as it is written."""
        return show(self.step.volume)

    @property
    def pumped(self) -> bool:
        """Whether no syringe holds it."""
        return self.step.device.capacity is None

    @property
    def poured(self) -> bool:
        """Whether it goes straight into the bag, which is then weighed."""
        return self.pumped and not self.why_not

    @property
    def weighed(self) -> bool:
        """Whether a balance proves its volume."""
        return not self.why_not

    @property
    def part(self) -> dict[str, str]:
        """Its volume and whose density it has."""
        return {"volume": self.volume, "density_of": self.roles[0]}

    @property
    def key(self) -> str:
        """The key of the step that measures it."""
        return f"pour-{self.number}" if self.poured else f"draw-{self.number}"

    def components(self) -> list[dict[str, str]]:
        """Its containers, as the recipe wants them."""
        several = len(self.roles)
        return [
            {
                "role": role,
                "name": self.supply.name + (f", {n} of {several}" if several > 1 else ""),
                "product": self.supply.card["code"],
                "takes": show(taken),
                "label": self.step.product,
            }
            for n, (role, taken) in enumerate(zip(self.roles, self.takes, strict=True), start=1)
        ]


def ingredients(sheet: Sheet, supplies: Supplies) -> tuple[Ingredient, ...]:
    """Every product of a sheet in mixing order.

    Raises RecipeUnfit for a concentrated drug of which no syringe holds enough.
    """
    return tuple(
        _ingredient(number, step, supplies) for number, step in enumerate(sheet.steps, start=1)
    )


def _ingredient(number: int, step: Step, supplies: Supplies) -> Ingredient:
    supply = supplies.cards[step.product]
    pumped = step.device.capacity is None
    if pumped and supply.card.get("high_alert"):
        raise RecipeUnfit(_too_much_for_a_syringe(step, supply))
    tolerance = Decimal(house_rules()["tolerance"])
    why_not = supplies.unverifiable(
        Weighed(show(step.volume), [(step.volume, supply)], tolerance, heavy=pumped)
    )
    takes = _takes(step.volume, qty(supply.card["volume"]))
    single = len(takes) == 1
    roles = [step.product if single else f"{step.product}-{n}" for n in range(1, len(takes) + 1)]
    return Ingredient(number, step, supply, tuple(roles), takes, why_not)


def _too_much_for_a_syringe(step: Step, supply: Supply) -> str:
    """Why a concentrated drug is not pumped, and how much of it could be ordered."""
    largest = max(one.capacity for one in devices() if one.capacity is not None)
    share = largest / step.exact
    brought = " and ".join(
        f"{show((much * share).to(much.unit), 1)} {name}" for name, much in step.brings.items()
    )
    return (
        f"{supply.name}: {show(step.volume)} is more than the largest syringe holds, and a "
        "concentrated drug is weighed in its syringe before it goes in. The bag cannot be made "
        f"so. Order at most {show(largest)} of it in one bag, which brings {brought}; take the "
        "rest from another salt or a weaker product, or order two bags."
    )


def _takes(volume: Quantity, held: Quantity) -> tuple[Quantity, ...]:
    """Whole containers first, and the rest from the last."""
    count = max(1, ceil(ratio(volume / held)))
    whole = held.to("mL")
    rest = volume.to("mL") - like(whole.exact * Fraction(count - 1), whole)
    return (*([whole] * (count - 1)), rest)
