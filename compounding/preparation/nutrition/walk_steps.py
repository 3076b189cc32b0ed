"""The steps of a nutrition bag at the hood, in mixing order.

What no syringe holds goes straight into the empty bag, which is weighed each time. All else is
drawn and weighed first, looked at by a pharmacist, and only then injected in mixing order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from compounding.preparation.nutrition.ingredients import Ingredient
from compounding.preparation.nutrition.supplies import Supplies, Weighed, house_rules
from formulas.nutrition.steps import Flush, Sheet
from formulas.quantity import qty, show

Row = dict[str, Any]
LOOK = "Stop: a pharmacist looks at every syringe beside its container before anything goes in"


@dataclass
class Walk:
    """The steps as they are written; ``bag`` is the name of the bag's last weight."""

    supplies: Supplies
    rows: list[Row] = field(default_factory=list)
    bag: str = "B0"
    since: list[Ingredient] = field(default_factory=list)

    def begin(self) -> None:
        """The empty bag, weighed."""
        self.rows.append(
            {
                "key": "bag-empty",
                "title": "Empty bag",
                "instruction": "Scan the work label and the bag's sticker, weigh the empty bag",
                "kind": "weigh",
                "scans": ["work-label", "bag"],
                "weight": self.bag,
                "object": "bag",
                "plausible": list(self.supplies.empty_bag["plausible"]),
            }
        )

    def pour(self, one: Ingredient) -> None:
        """Straight into the bag, and the bag weighed; what was injected before is weighed apart."""
        if self.since:
            self.weigh_bag()
        name = one.supply.name
        weight = f"B{one.number}"
        self.rows.append(
            {
                "key": one.key,
                "title": one.supply.short.capitalize(),
                "instruction": (
                    f"Scan {name}, put {one.volume} into the bag with the {one.step.device.name}, "
                    "take the line off, weigh the bag"
                ),
                "kind": "weigh",
                "scans": list(one.roles),
                "weight": weight,
                "minus": self.bag,
                "object": "bag",
                "what": f"{name} put in",
                "parts": [one.part],
                "uncertainty": "heavy",
                "poured": True,
            }
        )
        self.bag = weight

    def draw(self, one: Ingredient) -> None:
        """Into a syringe of its own, weighed empty and filled; by eye where no balance can."""
        if one.why_not:
            self.rows.append(_by_eye(one))
            return
        self.rows += [_syringe(one), _drawn(one)]

    def check(self, drawn: Sequence[Ingredient]) -> None:
        """The one look before anything that was drawn goes in."""
        self.rows.append(
            {
                "key": "check",
                "title": "Check",
                "instruction": LOOK,
                "kind": "check",
                "looks_at": [
                    f"{one.supply.name}, {one.volume}: by eye or photo, because {one.why_not}"
                    for one in drawn
                    if one.why_not
                ],
            }
        )

    def inject(self, one: Ingredient) -> None:
        """What the check has passed, into the bag."""
        name = one.supply.name
        self.rows.append(
            {
                "key": f"add-{one.number}",
                "title": f"Add {one.supply.short}",
                "instruction": (
                    f"Scan the sticker on {name}, {one.volume}; put it into the bag, "
                    "move the bag to mix it, then scan NEXT"
                ),
                "kind": "confirm",
                "scans": [one.roles[0]],
                "irreversible": True,
                "adds": one.key,
            }
        )
        self.since.append(one)

    def flush(self, flush: Flush) -> None:
        """Between what may not meet."""
        after, before = flush.rule.of
        self.rows.append(
            {
                "key": f"flush-{flush.before}",
                "title": "Flush",
                "instruction": f"Between {after} and {before}: {flush.rule.words}; then scan NEXT",
                "kind": "confirm",
            }
        )

    def weigh_bag(self) -> None:
        """The bag between injections and what is put in after them; the weight alone is kept."""
        weight = f"B{len(self.rows)}"
        self.rows.append(
            {
                "key": f"bag-{len(self.rows)}",
                "title": "Bag",
                "instruction": "Scan the bag's sticker and weigh the bag",
                "kind": "weigh",
                "scans": ["bag"],
                "weight": weight,
                "object": "bag",
            }
        )
        self.bag, self.since = weight, []


def _syringe(one: Ingredient) -> Row:
    device = one.step.device.name
    plausible = house_rules()["empty"].get(device)
    return {
        "key": f"syringe-{one.number}",
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


def _drawn(one: Ingredient) -> Row:
    name = one.supply.name
    return {
        "key": one.key,
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


def _by_eye(one: Ingredient) -> Row:
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
        "title": f"By eye: {one.supply.short}",
        "instruction": f"Scan {name}; {ready}, then scan NEXT",
        "looks_at": [f"No balance proves it, the pharmacist's eye must: {one.why_not}"],
        "kind": "confirm",
        "scans": list(one.roles),
        "rework_from": one.key,
    }


def walk_steps(sheet: Sheet, every: Sequence[Ingredient], supplies: Supplies) -> list[Row]:
    """Every step of the walk, from the empty bag to the label."""
    walk = Walk(supplies)
    walk.begin()
    first = next((n for n, one in enumerate(every) if not one.poured), len(every))
    for one in every[:first]:
        walk.pour(one)
    drawn = [one for one in every[first:] if not one.poured]
    for one in drawn:
        walk.draw(one)
    if drawn:
        walk.check(drawn)
    for one in every[first:]:
        for flush in sheet.flushes:
            if flush.before == one.number:
                walk.flush(flush)
        (walk.pour if one.poured else walk.inject)(one)
    return [*walk.rows, *_final(every, supplies), *_end()]


def _final(every: Sequence[Ingredient], supplies: Supplies) -> list[Row]:
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
    syringes = max(1, sum(1 for one in every if not one.poured))
    return {
        "minus": "B0",
        "what": "content of the finished bag",
        "parts": [one.part for one in every],
        "uncertainty": "heavy",
        "tolerance": rules["final_tolerance"],
        "compare": {
            "with": [one.key for one in every if one.weighed],
            "plus": [one.part for one in every if not one.weighed],
            "within": show(qty(rules["lost"]) * syringes),
        },
    }


def _final_look(why_not: str) -> Row:
    return {
        "key": "final-check",
        "title": "Check of the bag",
        "instruction": "Stop: a pharmacist looks at the finished bag and its weight",
        "kind": "check",
        "looks_at": [f"the finished bag, whose weight cannot be foretold: {why_not}"],
    }


def _end() -> list[Row]:
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
