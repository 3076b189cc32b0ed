"""Substances: an amount of one meets only a strength of the same.

The name is the pharmacy's own, salt or ion said in full ("calcium gluconate", "insulin human
regular"). Case and blanks do not matter; every other difference does.
"""

from dataclasses import dataclass

from formulas.errors import NotPositive, OtherSubstance
from formulas.units import Quantity, qty, show


@dataclass(frozen=True)
class Amount:
    """So much of one substance: 20 mEq of potassium chloride."""

    substance: str
    quantity: Quantity

    def __post_init__(self) -> None:
        positive(f"amount of {self.substance}", self.quantity)

    def __str__(self) -> str:
        return f"{show(self.quantity)} {self.substance}"


@dataclass(frozen=True)
class Strength:
    """So much of one substance in so much of a product: potassium chloride 2 mEq/mL."""

    substance: str
    quantity: Quantity

    def __post_init__(self) -> None:
        positive(f"strength of {self.substance}", self.quantity)

    def __str__(self) -> str:
        return f"{self.substance} {show(self.quantity)}"


def amount(substance: str, quantity: str) -> Amount:
    """Make an amount from text: ``amount("vancomycin", "1.25 g")``."""
    return Amount(substance, qty(quantity))


def strength(substance: str, quantity: str) -> Strength:
    """Make a strength from text: ``strength("vancomycin", "50 mg/mL")``."""
    return Strength(substance, qty(quantity))


def require_same(ordered: Amount | Strength, offered: Amount | Strength) -> None:
    """Refuse a meeting of two substances."""
    if _plain(ordered.substance) != _plain(offered.substance):
        raise OtherSubstance(ordered.substance, offered.substance)


def positive(what: str, quantity: Quantity) -> Quantity:
    """Refuse nothing and less than nothing."""
    if quantity.magnitude <= 0:
        raise NotPositive(what, show(quantity))
    return quantity


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
