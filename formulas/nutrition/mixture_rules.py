"""What may not stand together in a bag, whatever the amounts."""

import re
from collections.abc import Callable, Mapping

from formulas.nutrition.bag import Bag, Ingredient
from formulas.nutrition.check import Check, ruled
from formulas.nutrition.contents import PHOSPHATE
from formulas.nutrition.given import Given
from formulas.nutrition.limits import Limits
from formulas.nutrition.sources import AMINO_ACIDS, FAT, Source

Labels = Mapping[str, Source]


def three_in_one(bag: Bag) -> bool:
    """Tell whether a bag holds fat."""
    return any(FAT in one.brings for one in bag.ingredients)


def rule_checks(given: Given, limits: Limits, labels: Labels) -> list[Check]:
    """Hold the bag against each rule of what may not stand together."""
    made = []
    for name, find in _RULES.items():
        rule = limits.rule(name, given.bag.order)
        if rule is not None:
            found = find(given.bag, labels)
            made.append(ruled(rule, found or "nothing of it in the bag", kept=not found))
    return made


def named(bag: Bag, words: str) -> list[Ingredient]:
    """Give the ingredients whose name, substance or content begins a word like this."""
    wanted = re.compile(rf"\b{re.escape(words)}", re.IGNORECASE)
    return [
        one
        for one in bag.ingredients
        if any(wanted.search(text) for text in (one.name, one.substance, *one.brings))
    ]


def _age(bag: Bag, _: Labels) -> str:
    if not three_in_one(bag):
        return ""
    return f"the bag of this {bag.order.patient.value} holds fat"


def _with_fat(words: str) -> Callable[[Bag, Labels], str]:
    def found(bag: Bag, _: Labels) -> str:
        there = named(bag, words)
        if not there or not three_in_one(bag):
            return ""
        return f"the bag holds fat and {there[0].name}"

    return found


def _calcium_chloride(bag: Bag, labels: Labels) -> str:
    chloride = named(bag, "calcium chloride") or [
        one
        for one in bag.ingredients
        if one.product in labels
        and any(name.startswith("calcium chloride") for name in labels[one.product].strengths)
    ]
    phosphate = _bringing(bag, PHOSPHATE)
    if not chloride or not phosphate:
        return ""
    return f"the bag holds {chloride[0].name}, and phosphate from {phosphate[0].name}"


def _bicarbonate(bag: Bag, _: Labels) -> str:
    bicarbonate, calcium = _bringing(bag, "bicarbonate"), _bringing(bag, "calcium")
    if not bicarbonate or not calcium:
        return ""
    return f"the bag holds {bicarbonate[0].name} and {calcium[0].name}"


def _one_amino_acid_product(bag: Bag, _: Labels) -> str:
    products = {one.product: one.name for one in _bringing(bag, AMINO_ACIDS)}
    return f"the bag holds {' and '.join(products.values())}" if len(products) > 1 else ""


def _bringing(bag: Bag, name: str) -> list[Ingredient]:
    return [one for one in bag.ingredients if name in one.brings and one.brings[name].exact > 0]


_RULES: Mapping[str, Callable[[Bag, Labels], str]] = {
    "three-in-one-age": _age,
    "three-in-one-iron": _with_fat("iron"),
    "three-in-one-heparin": _with_fat("heparin"),
    "three-in-one-cysteine": _with_fat("cysteine"),
    "calcium-chloride": _calcium_chloride,
    "bicarbonate-calcium": _bicarbonate,
    "one-amino-acid-product": _one_amino_acid_product,
}
