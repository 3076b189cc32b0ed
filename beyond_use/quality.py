"""Around the preparation: reviews, complaints, recalls, and controlled substances.

None of it stops a preparation by itself; what is not kept is noted until somebody has seen to it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked, held
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason
from beyond_use.repeated import repeated
from formulas.quantity import Quantity

__all__ = ["Account", "Complaint", "Loss", "accounted", "complaint", "destroyed", "inventory"]
__all__ += ["loss_told", "recall_search", "reviews"]

_REVIEW = Otherwise(Effect.NOTED, "Review them", "the designated person")
_FOLLOW = Otherwise(Effect.NOTED, "See to it and write it down", "the designated person")
_SEARCH = Otherwise(Effect.NOTED, "Find them by hand, and mend the records", "the pharmacist")
_COUNT = Otherwise(Effect.NOTED, "Take the inventory", "whoever answers for the substances")
_INVESTIGATE = Otherwise(
    Effect.NOTED, "Investigate what is missing, and tell it where it is a loss", "the pharmacist"
)


@dataclass(frozen=True)
class Complaint:
    """A complaint, adverse event or failed lot. ``given`` tells whether any had been given."""

    about: str
    logged: bool | None = None
    reviewed: bool | None = None
    given: bool | None = None
    told: bool | None = None


@dataclass(frozen=True)
class Loss:
    """A theft or loss of a controlled substance: business days until it was told in writing."""

    about: str
    business_days: int | None = None

    def __post_init__(self) -> None:
        if self.business_days is not None and self.business_days < 0:
            trouble = f"A notice {self.business_days} business days after the loss cannot be"
            raise BadFacts(trouble)


@dataclass(frozen=True)
class Account:
    """What became of a controlled substance that was drawn for one dose; None is not known."""

    drawn: Quantity | None = None
    used: Quantity | None = None
    wasted: Quantity | None = None
    left_over: Quantity | None = None
    witnessed: bool | None = None


def reviews(
    procedures: date | None, programme: date | None, today: date, law: Law
) -> tuple[Reason, ...]:
    """Judge when procedures and the quality programme were reviewed last (QA-1).

    Raises BadFacts for a day to come.
    """
    parts = (("procedures", procedures), ("programme", programme))
    return tuple(
        repeated(law.row("QA-1", part), last, today, law, f"Review of the {part}", _REVIEW)
        for part, last in parts
    )


def complaint(facts: Complaint, law: Law) -> tuple[Reason, ...]:
    """Judge what was done about a complaint (QA-2); nobody is told where none was given."""
    row = law.row("QA-2")
    found = [
        asked(row, facts.logged, f"{facts.about}, logged", _FOLLOW),
        asked(row, facts.reviewed, f"{facts.about}, reviewed", _FOLLOW),
    ]
    if facts.given is not False:
        found.append(asked(row, facts.told, f"{facts.about}, prescriber and patient told", _FOLLOW))
    return tuple(found)


def recall_search(found_all: bool | None, law: Law) -> Reason:  # noqa: FBT001 - the answer is the fact
    """Judge whether every preparation of a lot was found from the records (QA-3)."""
    return asked(law.row("QA-3"), found_all, "Every preparation of the lot found", _SEARCH)


def inventory(last: date | None, today: date, law: Law) -> Reason:
    """Judge when controlled substances were counted last. Raises BadFacts for a day to come."""
    row = law.row("RT-2-INVENTORY")
    return repeated(row, last, today, law, "Inventory of controlled substances", _COUNT)


def destroyed(witnesses: int | None, on_form: bool | None, law: Law) -> tuple[Reason, ...]:  # noqa: FBT001 - the answer is the fact
    """Judge the destruction of controlled substances (RT-3)."""
    row = law.row("RT-3")
    seen = None if witnesses is None else Decimal(witnesses)
    return (
        held(row, seen, "Witnesses of the destruction", _FOLLOW),
        asked(row, on_form, "Destruction on its form", _FOLLOW),
    )


def loss_told(facts: Loss, law: Law) -> Reason:
    """Judge whether a theft or loss was told in time (RT-3)."""
    days = None if facts.business_days is None else Decimal(facts.business_days)
    return held(law.row("RT-3-NOTICE"), days, f"{facts.about}, told after", _FOLLOW)


def accounted(facts: Account, law: Law) -> tuple[Reason, ...]:
    """Judge whether what was drawn is used, wasted or left over, and the waste seen (RT-4).

    Raises DoNotAdd where the amounts are of different kinds.
    """
    row = law.row("RT-4")
    parts = (facts.drawn, facts.used, facts.wasted, facts.left_over)
    closes = None
    if not any(part is None for part in parts):
        drawn, used, wasted, left = (part for part in parts if part is not None)
        closes = drawn == used + wasted + left
    found = [asked(row, closes, "Drawn equals used, wasted and left over", _INVESTIGATE)]
    if facts.wasted is None or facts.wasted.exact:
        found.append(asked(row, facts.witnessed, "Waste seen by a witness", _FOLLOW))
    return tuple(found)
