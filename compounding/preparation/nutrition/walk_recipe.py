"""From a nutrition bag's sheet to the formula that the walk follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from compounding.preparation.nutrition.given import given, gives_of
from compounding.preparation.nutrition.ingredients import Ingredient, ingredients
from compounding.preparation.nutrition.supplies import Supplies, house_rules
from compounding.preparation.nutrition.walk_steps import walk_steps
from formulas.nutrition.bag import Bag
from formulas.nutrition.order import Access, LipidGiven
from formulas.nutrition.steps import Sheet
from formulas.quantity import converted, show


@dataclass(frozen=True)
class Stated:
    """How long this very mixture is said to last in one storage, and who says so."""

    storage: str
    lasts_hours: int
    source: str


def recipe_content(
    bag: Bag, sheet: Sheet, supplies: Supplies, stability: Sequence[Stated] = ()
) -> dict[str, Any]:
    """Give the formula of a nutrition bag, as ``read_recipe`` takes it.

    The order is the bag's own.  Without a stability there is no beyond-use date, and the bag is
    not begun.  Raises RecipeUnfit where it cannot be made with these supplies.
    """
    every = ingredients(sheet, supplies)
    supplies.require_carries([(one.step.volume, one.supply) for one in every])
    return {
        **_heading(bag, sheet),
        "component": [_empty_bag(supplies), *_containers(every)],
        "stability": [vars(one).copy() for one in stability],
        "step": walk_steps(sheet, every, supplies, gives_of(bag)),
        "workings": [one.to_dict() for one in (*bag.workings, *sheet.workings)],
    }


def _heading(bag: Bag, sheet: Sheet) -> dict[str, Any]:
    order, rules = bag.order, house_rules()
    volume = show(sheet.volume)
    return {
        "kind": "nutrition",
        "slug": slug_of(order.id),
        "name": f"Parenteral nutrition {order.id}, {volume}",
        "label_name": "parenteral nutrition",
        "substance": "",
        "dose": show(converted(bag.infused, "mL", "infused volume")),
        "dose_readability": "1 mL",
        "base_name": f"a bag of {volume}, {_kind(bag)}",
        "base_volume": "0 mL",
        "final_volume": volume,
        "given": given(bag, sheet),
        "contents": contents(bag),
        "route": f"intravenous infusion, {order.access.value} line",
        "high_alert": True,
        "hazardous": False,
        "premix_exists": False,
        "tolerance": rules["tolerance"],
        "process": "aseptic",
        "storages": list(rules["storages"]),
        "auxiliaries": _auxiliaries(bag, sheet),
        "supply": "bag",
    }


def slug_of(number: str) -> str:
    """The name of a nutrition order's formula in the book."""
    return f"nutrition-{number.lower()}"


def contents(bag: Bag) -> str:
    """What the patient gets by this bag, in the words of the order; fat beside it is not in it."""
    order = bag.order
    inside = order.lipid_given is LipidGiven.IN_THE_BAG
    macro = [one for one in order.macronutrients if inside or one.substance != "fat"]
    lines = (*macro, *order.salts, *order.ions, *order.additives)
    return "; ".join(f"{one.substance} {show(one.quantity)}" for one in lines)


def _kind(bag: Bag) -> str:
    inside = bag.order.lipid_given is LipidGiven.IN_THE_BAG
    return "three-in-one" if inside else "two-in-one"


def _auxiliaries(bag: Bag, sheet: Sheet) -> list[str]:
    central = bag.order.access is Access.CENTRAL
    line = "CENTRAL LINE ONLY" if central else "Peripheral line"
    return [line, f"Filter {sheet.filter.words}", "Single dose"]


def _empty_bag(supplies: Supplies) -> dict[str, str]:
    card = supplies.empty_bag
    return {"role": "bag", "name": str(card["name"]), "product": str(card["code"])}


def _containers(every: Sequence[Ingredient]) -> list[dict[str, str]]:
    return [each for one in every for each in one.components()]
