"""The steps of a nutrition bag at the hood, in mixing order.

What no syringe holds goes straight into the empty bag, which is weighed each time. All else is
drawn and weighed first, looked at by a pharmacist, and only then injected in mixing order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from compounding.preparation.nutrition.ingredients import Ingredient
from compounding.preparation.nutrition.supplies import Supplies
from compounding.preparation.nutrition.walk_drawing import (
    ADDED,
    POURED,
    Row,
    by_eye,
    empty_syringe,
    filled_syringe,
    in_group,
)
from compounding.preparation.nutrition.walk_end import finished, labelled, lost_in, unseen
from formulas.nutrition.steps import Flush, Sheet
from formulas.quantity import Quantity

Gives = Mapping[str, Sequence[Mapping[str, str]]]
LOOK = "Stop: a pharmacist looks at every syringe beside its container before anything goes in"

UNSEEN = (
    "So little that the finished bag's weight will not show whether it went in: empty the syringe "
    "wholly, and scan NEXT only then"
)


@dataclass
class Walk:
    """The steps as they are written; ``bag`` is the name of the bag's last weight.

    ``lost`` is what may stay in all syringes: less than that, the finished bag does not show.
    """

    supplies: Supplies
    gives: Gives
    lost: Quantity
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
                **in_group(POURED, one),
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
                "gives": list(self.gives.get(one.step.product, ())),
            }
        )
        self.bag = weight

    def draw(self, one: Ingredient) -> None:
        """Into a syringe of its own, weighed empty and filled; by eye where no balance can."""
        if one.why_not:
            self.rows.append(by_eye(one))
            return
        self.rows += [empty_syringe(one), filled_syringe(one)]

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
                **in_group(ADDED, one),
                "title": f"Add {one.supply.short}",
                "instruction": (
                    f"Scan the sticker on {name}, {one.volume}; put it into the bag, "
                    "move the bag to mix it, then scan NEXT"
                ),
                "kind": "confirm",
                "scans": [one.roles[0]],
                "irreversible": True,
                "adds": one.key,
                **({"looks_at": [UNSEEN]} if unseen(one, self.lost) else {}),
            }
        )
        self.since.append(one)

    def flush(self, flush: Flush) -> None:
        """Between what may not meet."""
        after, before = flush.rule.of
        self.rows.append(
            {
                "key": f"flush-{flush.before}",
                "group": ADDED,
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


def walk_steps(
    sheet: Sheet, every: Sequence[Ingredient], supplies: Supplies, gives: Gives
) -> list[Row]:
    """Every step of the walk, from the empty bag to the label.

    ``gives`` is what each product gives the patient, by its id: name, by day, by kg and day.
    """
    walk = Walk(supplies, gives, lost_in(every))
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
    return [*walk.rows, *finished(every, supplies), *labelled()]
