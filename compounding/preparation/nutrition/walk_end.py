"""The end of a nutrition bag's walk: the finished bag weighed, looked at, labelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from compounding.preparation.expectations import density_of
from compounding.preparation.nutrition.ingredients import Ingredient
from compounding.preparation.nutrition.supplies import Supplies, Weighed, house_rules
from formulas.quantity import Quantity, qty, show

Row = dict[str, Any]


def finished(every: Sequence[Ingredient], supplies: Supplies) -> list[Row]:
    """The finished bag against all that should be in it; where that is not known, by eye."""
    rules = house_rules()
    row: Row = {
        "key": "bag-final",
        "title": "Finished bag",
        "instruction": "Scan the bag's sticker and weigh the finished bag, before seal and label",
        "kind": "weigh",
        "scans": ["bag"],
        "weight": "BF",
        "object": "finished bag",
    }
    tolerance = Decimal(rules["final_tolerance"])
    parts = [(one.step.volume, one.supply) for one in every]
    why_not = supplies.unverifiable(Weighed("Finished bag", parts, tolerance, heavy=True))
    if why_not:
        return [row, _final_look(why_not)]
    return [{**row, **_whole(every, rules)}]


def _whole(every: Sequence[Ingredient], rules: Mapping[str, Any]) -> Row:
    """All that should be in the bag, and how near it must come to what was seen going in."""
    return {
        "minus": "B0",
        "what": "content of the finished bag",
        "parts": [one.part for one in every],
        "uncertainty": "heavy",
        "tolerance": rules["final_tolerance"],
        "compare": {
            "with": [one.key for one in every if one.weighed],
            "plus": [one.part for one in every if not one.weighed],
            "within": show(lost_in(every)),
        },
    }


def lost_in(every: Sequence[Ingredient]) -> Quantity:
    """What may stay in all syringes together between their weighing and the bag's."""
    syringes = max(1, sum(1 for one in every if not one.poured))
    return qty(house_rules()["lost"]) * syringes


def unseen(one: Ingredient, lost: Quantity) -> bool:
    """Whether the finished bag would weigh as it should even if this had not gone in."""
    card = one.supply.card
    if not card.get("density"):
        return True
    weighs: bool = (one.step.volume * density_of(card)).to("g") <= lost
    return weighs


def _final_look(why_not: str) -> Row:
    return {
        "key": "final-check",
        "title": "Check of the bag",
        "instruction": "Stop: a pharmacist looks at the finished bag and its weight",
        "kind": "check",
        "looks_at": [f"the finished bag, whose weight cannot be foretold: {why_not}"],
    }


def labelled() -> list[Row]:
    """Inspected, then labelled."""
    return [
        {
            "key": "inspect",
            "title": "Inspect",
            "instruction": (
                "Seal the bag and look at it: particles, haze, leak, colour, closure. "
                "Discard containers and syringes"
            ),
            "kind": "inspect",
        },
        {
            "key": "label",
            "title": "Label",
            "instruction": (
                "Print the final label, put it on the bag, scan the final label and the work label"
            ),
            "kind": "label",
        },
    ]
