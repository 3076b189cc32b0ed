"""What a formula asks of the hood and of the products it is made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from beyond_use.air import RoomKind
from compounding.cleanroom.places import place_and_around
from compounding.preparation.errors import RecipeUnfit
from compounding.preparation.expectations import dose_of, strength_of
from compounding.preparation.recipe import Component, Recipe
from formulas.dilution import draw_volume
from formulas.quantity import Quantity, qty, show

EMPTY_BAG = "empty bag"
HAZARDOUS = {RoomKind.HAZARDOUS_BUFFER.value, RoomKind.HAZARDOUS_SEGREGATED.value}


def require_lawful_hood(session: Session, recipe: Recipe, hood: str) -> None:
    """Hazardous drugs in a room that holds them in, all others in one that does not.

    Raises RecipeUnfit, UnknownPlace.
    """
    around = place_and_around(session, hood)
    if around[0].kind != "hood":
        message = f"{around[0].name} is not a hood. Nothing was opened. Choose a hood."
        raise RecipeUnfit(message)
    contains = any(room.kind in HAZARDOUS for room in around)
    if contains != bool(recipe.content["hazardous"]):
        wanted = "a hazardous-drug room" if recipe.content["hazardous"] else "a clean-drug room"
        message = (
            f"{recipe.name} belongs in {wanted}; {around[0].name} does not stand in one. "
            "Nothing was opened. Choose another hood."
        )
        raise RecipeUnfit(message)


def require_lawful_products(recipe: Recipe, cards: Mapping[str, Mapping[str, Any]]) -> None:
    """No base that kills, and no draw larger than its container.  Raises RecipeUnfit."""
    for component in recipe.components:
        card = cards[component.role]
        if component.role == "bag":
            _require_bag(recipe, card)
        if component.draws is not None:
            _require_enough(recipe, component, card)
        if component.takes is not None:
            _require_ingredient(recipe, component, card)


def _require_bag(recipe: Recipe, card: Mapping[str, Any]) -> None:
    """A nutrition bag begins empty; any other begins with a base."""
    if recipe.nutrition and card["kind"] != EMPTY_BAG:
        message = (
            f"{card['name']} is not empty, and {recipe.name} begins with an empty bag. "
            "It may not be made so. Correct the formula."
        )
        raise RecipeUnfit(message)
    if not recipe.nutrition and (card["kind"] != "base" or card.get("never_a_base")):
        message = (
            f"{card['name']} is no base: given as one it would kill. {recipe.name} may not be "
            "made so. Correct the formula."
        )
        raise RecipeUnfit(message)


def _require_ingredient(recipe: Recipe, component: Component, card: Mapping[str, Any]) -> None:
    """The product whose strengths the bag was reckoned with, and enough of it in one container."""
    if card.get("label") != component.label:
        message = (
            f"{card['name']} is {card.get('label') or 'linked to no label'}; {recipe.name} was "
            f"reckoned with {component.label}. Another strength is another bag. "
            "It may not be made so. Have the pharmacist order it anew."
        )
        raise RecipeUnfit(message)
    taken, held = qty(str(component.takes)), qty(card["volume"])
    if taken > held:
        message = (
            f"{component.name}: {show(taken)} is to be taken, more than {card['name']} holds. "
            f"{recipe.name} may not be made so. Correct the formula."
        )
        raise RecipeUnfit(message)


def _require_enough(recipe: Recipe, component: Component, card: Mapping[str, Any]) -> None:
    strength = strength_of(card)
    planned: Quantity
    if component.draws == "all":
        planned = draw_volume(dose_of(recipe), strength).result
    else:
        planned = qty(str(component.draws))
    held = qty(card["total"]) / strength.quantity
    if planned > held:
        message = (
            f"{component.name}: {show(planned)} is to be drawn, more than {card['name']} holds. "
            f"{recipe.name} may not be made so. Correct the formula."
        )
        raise RecipeUnfit(message)
