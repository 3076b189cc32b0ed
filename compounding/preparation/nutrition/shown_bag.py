"""The bag and its compounding sheet as plain text."""

from __future__ import annotations

from typing import Any

from formulas.nutrition.bag import Bag, Ingredient
from formulas.nutrition.check import told
from formulas.nutrition.sheet_working import percent
from formulas.nutrition.sources import source
from formulas.nutrition.steps import Sheet, Step
from formulas.quantity import show


def bag_shown(bag: Bag) -> dict[str, Any]:
    """Volumes before rounding, as the first calculation has them."""
    return {
        "infused": told(bag.infused),
        "volume": told(bag.volume),
        "factor": told(bag.factor),
        "water": told(bag.water),
        "ingredients": [_ingredient(one) for one in bag.ingredients],
        "separate": [_ingredient(one) for one in bag.separate],
    }


def sheet_shown(sheet: Sheet | None) -> dict[str, Any] | None:
    """What is to be measured, in mixing order, with its flushes and filters."""
    if sheet is None:
        return None
    apart = sheet.separate_filter
    return {
        "steps": [_step(number, one) for number, one in enumerate(sheet.steps, start=1)],
        "separate": [_step(number, one) for number, one in enumerate(sheet.separate, start=1)],
        "volume": show(sheet.volume),
        "target": told(sheet.target),
        "filter": sheet.filter.words,
        "separate_filter": apart.words if apart else "",
        "flushes": [
            {"after": one.after, "before": one.before, "words": one.rule.words}
            for one in sheet.flushes
        ],
        "at_addition": [
            {
                "step": one.step,
                "volume": told(one.volume),
                "calcium": told(one.calcium),
                "phosphate": told(one.phosphate),
            }
            for one in sheet.at_addition
        ],
        "osmolarity": told(sheet.osmolarity) if sheet.osmolarity else "",
        "warnings": list(sheet.warnings),
    }


def _ingredient(one: Ingredient) -> dict[str, Any]:
    return {
        "product": one.product,
        "name": one.name,
        "substance": one.substance,
        "amount": told(one.amount),
        "volume": told(one.volume),
        "confirmed": source(one.product).confirmed,
    }


def _step(number: int, one: Step) -> dict[str, Any]:
    return {
        "number": number,
        "product": one.product,
        "name": one.name,
        "place": one.place.name,
        "volume": show(one.volume),
        "exact": told(one.exact),
        "off": percent(one.measured.off) if one.measured.told else "",
        "device": one.device.name,
        "container": one.container,
        "containers": "" if one.containers is None else str(one.containers),
        "weighing": one.weighing,
    }
