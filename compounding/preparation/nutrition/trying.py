"""Each line of an order tried by itself, so that what is wrong with it stands beside its field."""

from __future__ import annotations

from dataclasses import replace

from formulas.errors import FormulaError
from formulas.nutrition.order import LipidGiven, NutritionOrder, Wanted
from formulas.nutrition.ordered_lines import ordered_ions, ordered_lines
from formulas.nutrition.parts import part_of
from formulas.nutrition.sources import FAT, sources


def line_trouble(order: NutritionOrder, section: str, one: Wanted) -> str:
    """Say what the engine refuses in one line alone; empty where it takes it."""
    bare = replace(
        order, macronutrients=(), salts=(), ions=(), additives=(), lipid_given=LipidGiven.NONE
    )
    try:
        if section == "ions":
            ordered_ions(replace(bare, ions=(one,)))
            return ""
        if section == "macronutrients":
            given = order.lipid_given if one.substance == FAT else LipidGiven.NONE
            alone = replace(bare, macronutrients=(one,), lipid_given=given)
        else:
            alone = replace(bare, additives=(one,))
        for line in ordered_lines(alone, sources()):
            part_of(line)
    except FormulaError as trouble:
        return str(trouble)
    return ""
