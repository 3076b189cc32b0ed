"""A nutrition order as plain text, as it is kept, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from formulas.nutrition.mixtures import Circumstances
from formulas.nutrition.order import Access, LipidGiven, NutritionOrder, Patient, Wanted
from formulas.quantity import Quantity, qty

LINES = ("macronutrients", "salts", "ions", "additives")


def order_from(ordered: Mapping[str, Any], number: str) -> NutritionOrder:
    """Make the order again from its plain text, under its number.  Raises FormulaError."""
    lines = {name: tuple(_wanted(one) for one in ordered[name]) for name in LINES}
    return NutritionOrder(
        id=number,
        patient=Patient(ordered["patient"]),
        weight=qty(ordered["weight"]),
        access=Access(ordered["access"]),
        volume=qty(ordered["volume"]),
        hours=qty(ordered["hours"]),
        lipid_given=LipidGiven(ordered["lipid_given"]),
        overfill=_if_given(ordered["overfill"]),
        taper=_if_given(ordered["taper"]),
        lipid_hours=_if_given(ordered["lipid_hours"]),
        salt_products=tuple(ordered["salt_products"]),
        **lines,
    )


def around_from(ordered: Mapping[str, Any]) -> Circumstances:
    """How warm the bag will be and how long it lasts, as far as that is said."""
    return Circumstances(_if_given(ordered["warmest"]), _if_given(ordered["lasts"]))


def _wanted(one: Mapping[str, str]) -> Wanted:
    return Wanted(one["substance"], qty(one["quantity"]), one["product"])


def _if_given(text: str) -> Quantity | None:
    return qty(text) if text else None
