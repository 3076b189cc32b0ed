"""The three categories of compounded sterile preparations, and which one a preparation has.

It falls for what is missing: without a suite in class and in certification to Category 1, without
every extra control to Category 2. No test lifts it again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from beyond_use.cadence import cadence
from beyond_use.category_3 import gate
from beyond_use.controls import Surroundings
from beyond_use.csp import Area, Preparation
from beyond_use.figures import Otherwise, asked, held
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, all_met, gravest, judge

_HOOD = Otherwise(
    Effect.NOTHING,
    "Nothing sterile is made in it until it is certified to its class again",
    "whoever certifies the hood",
)
_CLASS = Otherwise(
    Effect.CATEGORY_1,
    "Until then it counts as a segregated area, which is Category 1",
    "the designated person, with a new certificate of the suite",
)


class Category(IntEnum):
    """How much is asked of room and people, and so how long a preparation may be kept."""

    ONE = 1
    TWO = 2
    THREE = 3

    def __str__(self) -> str:
        return f"Category {self.value}"


@dataclass(frozen=True)
class Categorised:
    """The category with every reason; None where hood or failed batch allow nothing."""

    category: Category | None
    reasons: tuple[Reason, ...]


def categorise(csp: Preparation, law: Law) -> Categorised:
    """Give the category from area, hood and suite, and the gate where Category 3 is sought."""
    place = tuple(_place(csp, law))
    asked_for_three = gate(csp, law) if csp.controls is not None else ()
    reasons = (*place, *asked_for_three)
    gravest_of_all = gravest(reasons)
    if gravest_of_all is Effect.NOTHING:
        return Categorised(None, reasons)
    if csp.area is Area.SEGREGATED or gravest_of_all is Effect.CATEGORY_1:
        return Categorised(Category.ONE, reasons)
    if not asked_for_three or not all_met(asked_for_three):
        return Categorised(Category.TWO, reasons)
    says = "Every control of Category 3 is in place."
    whole = judge(law.row("CAT-3"), met=True, costs=Effect.NONE, says=says)
    return Categorised(Category.THREE, (*reasons, whole))


def _place(csp: Preparation, law: Law) -> Iterator[Reason]:
    """Ask the area, and of what is known about hood and suite."""
    around = csp.surroundings
    if around is not None:
        yield held(law.row("FE-2"), around.pec_iso, "class of the hood", _HOOD)
    suite = csp.area is Area.SUITE
    yield _area(law, suite=suite)
    if around is not None and suite:
        yield _certificate(around, csp, law)
        yield asked(law.row("FE-16"), around.in_class, "suite in its class", _CLASS)


def _area(law: Law, *, suite: bool) -> Reason:
    row, says = law.row("CAT-2"), "It is made in a cleanroom suite."
    if not suite:
        row = law.row("CAT-1")
        says = "It is made in a segregated area, so it is Category 1, whatever its tests say."
    return judge(row, met=True, costs=Effect.NONE, says=says)


def _certificate(around: Surroundings, csp: Preparation, law: Law) -> Reason:
    """Hold the age of the suite's certificate against its cadence, on the day of the start."""
    row = law.row("CT-4")
    if around.certified_on is None:
        says = f"When the suite was last certified is not known. {_CLASS.do}."
        return judge(row, met=None, costs=_CLASS.costs, says=says, lifted_by=_CLASS.lifted_by)
    due = cadence(around.certified_on, law.row("CT-1"), csp.begun_on, law)
    says = f"Certificate of the suite of {around.certified_on}: {due.told}."
    if due.current:
        return judge(row, met=True, costs=Effect.NONE, says=says)
    says = f"{says} {_CLASS.do}."
    return judge(row, met=False, costs=_CLASS.costs, says=says, lifted_by=_CLASS.lifted_by)
