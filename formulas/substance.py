"""Amounts and strengths that know their substance: one meets only the other of the same.

The name is the pharmacy's own, salt or ion said in full ("calcium gluconate", "insulin human
regular"). Case and blanks do not matter; every other difference does. Where no substance is named
on either side, the two are taken to be the same: the person holds it in mind.
"""

from dataclasses import dataclass

from formulas.errors import NotPositive, OtherKind, OtherSubstance, WrongUnit
from formulas.quantity import Quantity, qty, show


@dataclass(frozen=True)
class Amount:
    """So much of one substance: 20 mEq of potassium chloride."""

    substance: str
    quantity: Quantity

    def __post_init__(self) -> None:
        positive(f"amount of {self.substance}" if self.substance else "amount", self.quantity)

    def __add__(self, other: "Amount") -> "Amount":
        require_same(self, other)
        return Amount(self.substance, self.quantity + other.quantity)

    def __str__(self) -> str:
        return f"{show(self.quantity)} {self.substance}".rstrip()


@dataclass(frozen=True)
class Strength:
    """So much of one substance in so much of a product: potassium chloride 2 mEq/mL.

    Nothing of it, as in plain water, is a strength too, where an input allows it.
    """

    substance: str
    quantity: Quantity

    def __post_init__(self) -> None:
        if self.quantity.exact < 0:
            what = f"strength of {self.substance}" if self.substance else "strength"
            raise NotPositive(what, show(self.quantity))

    def __str__(self) -> str:
        return f"{self.substance} {show(self.quantity)}".lstrip()


def amount(substance: str, quantity: str) -> Amount:
    """Make an amount from text: ``amount("vancomycin", "1.25 g")``."""
    return Amount(substance, qty(quantity))


def strength(substance: str, quantity: str) -> Strength:
    """Make a strength from text: ``strength("vancomycin", "50 mg/mL")``."""
    made = Strength(substance, qty(quantity))
    positive(f"strength of {substance}", made.quantity)
    return made


def require_same(ordered: Amount | Strength, *offered: Amount | Strength) -> None:
    """Refuse a meeting of two substances, or of a named one with one that is not named."""
    for other in offered:
        if plain_name(ordered.substance) != plain_name(other.substance):
            raise OtherSubstance(ordered.substance, other.substance)


def volume_holding(dose: Amount, strength: Strength, what: str = "dose") -> Quantity:
    """Give the volume of a strength that holds an amount.

    Raises OtherSubstance, and WrongUnit where the two are measured in different things.
    """
    require_same(dose, strength)
    try:
        return (dose.quantity / strength.quantity).to("mL")
    except OtherKind:
        measured = str(strength.quantity.unit).partition("/")[0]
        wanted = "mg" if measured.startswith("%") else measured
        raise WrongUnit(what, str(dose), wanted) from None


def positive(what: str, quantity: Quantity) -> Quantity:
    """Refuse nothing and less than nothing."""
    if quantity.exact <= 0:
        raise NotPositive(what, show(quantity))
    return quantity


def plain_name(name: str) -> str:
    """Give the name by which substances are compared."""
    return " ".join(name.split()).casefold()
