"""What a nutrition bag gives, as plain text: for its label and its record."""

from __future__ import annotations

from typing import Any

from compounding.preparation.nutrition.shown_day import given_shown
from compounding.preparation.nutrition.supplies import house_rules
from formulas.nutrition.amounts import on_every_basis, weight_of
from formulas.nutrition.bag import Bag, Ingredient
from formulas.nutrition.check import told
from formulas.nutrition.contents import PHOSPHATE
from formulas.nutrition.delivered import delivered
from formulas.nutrition.order import Access
from formulas.nutrition.sources import source
from formulas.nutrition.steps import Sheet
from formulas.products import products
from formulas.quantity import show


def given(bag: Bag, sheet: Sheet) -> dict[str, Any]:
    """What the patient gets by this bag in a day, and what runs beside it.

    ``lines`` are the products' amounts by day and by kg and day, the overfill left out; ``totals``
    sum ions and nutrients, with what runs beside.  ``unconfirmed`` are figures nobody has checked.
    """
    order, gives = bag.order, delivered(bag)
    central = order.access is Access.CENTRAL
    return {
        "weight": show(weight_of(order)),
        "patient": order.patient.value,
        "line": "central line" if central else "peripheral line",
        "infused": show(bag.infused),
        "overfill": show((bag.volume - bag.infused).to("mL")),
        "hours": show(order.hours.to("h")),
        "filter": sheet.filter.words,
        "osmolarity": told(sheet.osmolarity) if sheet.osmolarity is not None else "",
        "energy": f"{told(gives.energy.whole)}/day",
        "energy_by_weight": told(gives.energy.by_weight),
        "lines": [_line(bag, one, inside=True) for one in bag.ingredients],
        "beside": [_line(bag, one, inside=False) for one in bag.separate],
        "totals": given_shown(gives),
        "unconfirmed": _unconfirmed(bag, sheet),
    }


def gives_of(bag: Bag) -> dict[str, list[dict[str, str]]]:
    """What each product in the bag gives in a day, by the product's id."""
    found: dict[str, list[dict[str, str]]] = {}
    for one in bag.ingredients:
        found.setdefault(one.product, []).append(_line(bag, one, inside=True))
    return found


def _line(bag: Bag, one: Ingredient, *, inside: bool) -> dict[str, str]:
    reaches = (one.amount / bag.factor).to(one.amount.unit) if inside else one.amount
    on = on_every_basis(bag.order, reaches)
    return {
        "name": _salt(one),
        "product": one.name,
        "day": told(on.by_day),
        "kg": told(on.by_weight_and_day),
    }


def _salt(one: Ingredient) -> str:
    """What it is called; phosphate by its salt, since potassium or sodium comes with it."""
    label = products().get(one.product)
    if one.substance != PHOSPHATE or label is None:
        return one.substance
    salts = [word for word, meant in (label.called or {}).items() if meant == PHOSPHATE]
    return f"{salts[0]}, as phosphate" if salts else one.substance


def _unconfirmed(bag: Bag, sheet: Sheet) -> list[dict[str, str]]:
    """Every figure of the bag that nobody has confirmed, with where it comes from."""
    used = sorted({one.product for one in bag.every})
    found = [
        {"figure": f"strengths of {label.name}", "source": label.source}
        for label in map(source, used)
        if not label.confirmed
    ]
    devices = {step.device.name: step.device for step in sheet.steps}
    found += [
        {"figure": f"graduation of the {name}", "source": device.source}
        for name, device in devices.items()
        if not device.confirmed
    ]
    rules = house_rules()
    if not sheet.filter.confirmed:
        found.append({"figure": f"filter {sheet.filter.words}", "source": sheet.filter.source})
    if not rules["confirmed"]:
        tolerances = (
            f"{rules['tolerance']} of each ingredient, {rules['final_tolerance']} of the bag"
        )
        found.append({"figure": f"tolerances of weighing, {tolerances}", "source": rules["source"]})
    return found
