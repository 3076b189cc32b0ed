"""What a nutrition bag is made with: the product cards, the empty bag, the balance of the hood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from tomllib import loads
from typing import Any

from sqlalchemy.orm import Session

from compounding.cleanroom.balances import balance_of
from compounding.cleanroom.models import BalanceCard
from compounding.preparation.errors import RecipeUnfit
from compounding.preparation.expectations import density_of, expected, stated_volume
from compounding.preparation.fitness import EMPTY_BAG
from compounding.preparation.vouching import counts
from compounding.stock.figures import density
from compounding.stock.models import Product
from compounding.stock.products import products_in_force
from formulas.errors import OutOfRange, TooCoarse
from formulas.nutrition.steps import Sheet
from formulas.quantity import Quantity, qty, show, total


@dataclass(frozen=True)
class Supply:
    """The product card that stands for one product of the sheet.

    ``unweighable`` says why no weighing can rest on it; empty where its density is vouched for.
    """

    card: Mapping[str, Any]
    unweighable: str

    @property
    def name(self) -> str:
        """The product's name, as on the shelf."""
        return str(self.card["name"])

    @property
    def short(self) -> str:
        """What it is, in a word or two."""
        return str(self.card.get("substance", "water"))


@dataclass(frozen=True)
class Weighed:
    """Volumes that one weighing is to prove together."""

    title: str
    parts: Sequence[tuple[Quantity, Supply]]
    tolerance: Decimal
    heavy: bool = False


@dataclass(frozen=True)
class Supplies:
    """Everything at hand: a card for each product of the sheet, an empty bag, a balance."""

    cards: Mapping[str, Supply]
    empty_bag: Mapping[str, Any]
    balance: BalanceCard

    def unverifiable(self, wanted: Weighed) -> str:
        """Say why the balance cannot verify volumes together; nothing where it can."""
        for _, supply in wanted.parts:
            if supply.unweighable:
                return supply.unweighable
        weighed = [
            (stated_volume(wanted.title, show(volume)), supply.card)
            for volume, supply in wanted.parts
        ]
        kind = "heavy" if wanted.heavy else "light"
        try:
            expected(wanted.title, wanted.title, weighed, kind, wanted.tolerance, self.balance)
        except (TooCoarse, OutOfRange) as trouble:
            return str(trouble).partition(". ")[0]
        return ""

    def require_carries(self, parts: Sequence[tuple[Quantity, Supply]]) -> None:
        """Raises RecipeUnfit where bag and content are more than the balance carries.

        What has no density is taken as twice as heavy as water: no product is.
        """
        masses = [volume * _density(supply) for volume, supply in parts]
        heaviest = total([qty(self.empty_bag["plausible"][1]), *masses]).to("g")
        if heaviest > qty(self.balance.capacity):
            message = (
                f"The finished bag may weigh {show(heaviest, 0)}, more than {self.balance.name} "
                f"carries ({self.balance.capacity}). Nothing was entered. "
                "Order it in two bags, or make it at another balance."
            )
            raise RecipeUnfit(message)


def _density(supply: Supply) -> Quantity:
    return density_of(supply.card) if supply.card.get("density") else qty("2 g/mL")


@cache
def house_rules() -> Mapping[str, Any]:
    """The figures of the walk that come with First Air: tolerances, losses, empty syringes."""
    folder = resources.files("compounding.preparation.nutrition")
    return loads(folder.joinpath("walk.toml").read_text("utf-8"))


def supplies_for(session: Session, sheet: Sheet, hood: str) -> Supplies:
    """Find the card of every product of a sheet, and the smallest empty bag that holds it.

    Raises RecipeUnfit where one is missing or two could be meant.
    """
    shelf = products_in_force(session)
    cards = {one.product: _supply(session, shelf, one.product, one.name) for one in sheet.steps}
    return Supplies(cards, _empty_bag(shelf, sheet.volume), balance_of(session, hood))


def _supply(session: Session, shelf: Sequence[Product], label: str, name: str) -> Supply:
    found = [one for one in shelf if one.card.get("label") == label]
    if len(found) != 1:
        several = " and ".join(one.name for one in found)
        why = f"{several} both stand for it" if found else "no product card stands for it"
        message = (
            f"{name} ({label}): {why}. The bag cannot be made. "
            "Link exactly one product card to it, then go on."
        )
        raise RecipeUnfit(message)
    return Supply(found[0].card, _unweighable(session, found[0]))


def _unweighable(session: Session, product: Product) -> str:
    if not product.card.get("density"):
        return f"{product.name} has no density on its card: weighing cannot verify its volume"
    found = density(session, product)
    if not counts(session, found):
        return (
            f"the density of {product.name} ({found.value}) is not confirmed: "
            "weighing cannot verify its volume"
        )
    return ""


def _empty_bag(shelf: Sequence[Product], volume: Quantity) -> Mapping[str, Any]:
    bags = [one.card for one in shelf if one.card["kind"] == EMPTY_BAG]
    fitting = sorted(
        (card for card in bags if qty(card["volume"]) >= volume),
        key=lambda card: qty(card["volume"]).to("mL").exact,
    )
    if not fitting:
        message = (
            f"No empty bag on the shelf holds {show(volume)}. The bag cannot be made. "
            "Enter the card of a larger empty bag, or order less."
        )
        raise RecipeUnfit(message)
    return fitting[0]
