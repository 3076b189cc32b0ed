"""The steps that draw one ingredient of a nutrition bag into a syringe of its own."""

from __future__ import annotations

from typing import Any

from compounding.preparation.nutrition.ingredients import Ingredient
from compounding.preparation.nutrition.supplies import house_rules

Row = dict[str, Any]
POURED, DRAWN, ADDED = "Into the bag", "Draw", "Add"


def in_group(group: str, one: Ingredient) -> Row:
    """With which steps it is shown, and of which ingredient it is."""
    return {"group": group, "ingredient": one.number, "named": one.supply.short}


def empty_syringe(one: Ingredient) -> Row:
    """The empty syringe beside its container, weighed."""
    device = one.step.device.name
    plausible = house_rules()["empty"].get(device)
    return {
        "key": f"syringe-{one.number}",
        **in_group(DRAWN, one),
        "title": f"Syringe: {one.supply.short}",
        "instruction": (
            f"Scan {one.supply.name}, swab and dry it; weigh the empty capped {device}"
        ),
        "kind": "weigh",
        "scans": list(one.roles),
        "weight": f"S{one.number}",
        "object": f"empty {device}",
        **({"plausible": list(plausible)} if plausible else {}),
    }


def filled_syringe(one: Ingredient) -> Row:
    """The filled syringe, weighed against its empty weight; it may be drawn again."""
    name = one.supply.name
    return {
        "key": one.key,
        **in_group(DRAWN, one),
        "title": f"Draw {one.supply.short}",
        "instruction": (
            f"Draw {one.volume} of {name}, cap the syringe, weigh it, "
            "then put its sticker on the syringe"
        ),
        "kind": "weigh",
        "weight": f"D{one.number}",
        "minus": f"S{one.number}",
        "object": "filled syringe",
        "what": f"{name} drawn",
        "parts": [one.part],
        "uncertainty": "light",
        "rework_from": f"syringe-{one.number}",
    }


def by_eye(one: Ingredient) -> Row:
    """Measured and laid ready for the pharmacist's eye, because no balance can prove it."""
    name = one.supply.name
    ready = (
        f"set the pump to {one.volume}; nothing runs yet"
        if one.pumped
        else f"draw {one.volume} into a {one.step.device.name}, lay it beside its container and "
        "put its sticker on it"
    )
    return {
        "key": one.key,
        **in_group(DRAWN, one),
        "title": f"By eye: {one.supply.short}",
        "instruction": f"Scan {name}; {ready}, then scan NEXT",
        "looks_at": [f"No balance proves it, the pharmacist's eye must: {one.why_not}"],
        "kind": "confirm",
        "scans": list(one.roles),
        "rework_from": one.key,
    }
