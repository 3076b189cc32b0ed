"""A batch: how large it may be, and how many of its units are tested for sterility."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from beyond_use.category import Category
from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, held
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason

__all__ = ["Batch", "Form", "Sample", "batch_size", "units_to_test"]

_SMALLER = Otherwise(Effect.NOTHING, "Make a smaller batch", "a smaller batch")
_HUNDRED = 100


class Form(StrEnum):
    """What decides how many units are tested, and whether endotoxins are."""

    INJECTABLE = "injectable"
    OTHER = "not injectable"


@dataclass(frozen=True)
class Batch:
    """A batch before its release.

    ``final_yield`` counts the finished units. ``tested`` says that its date rests on a sterility
    test, which is always so in Category 3. ``nonsterile`` tells whether any component was not
    sterile at the start; None is not known, and taken for yes.
    """

    final_yield: int
    form: Form
    category: Category
    nonsterile: bool | None
    tested: bool

    def __post_init__(self) -> None:
        if self.final_yield < 1:
            trouble = f"A batch has at least one unit, not {self.final_yield}"
            raise BadFacts(trouble)
        if self.category is Category.THREE and not self.tested:
            trouble = "The date of a Category 3 batch always rests on a sterility test"
            raise BadFacts(trouble)
        if self.category is Category.ONE and self.tested:
            trouble = "The date of a Category 1 batch never rests on a sterility test"
            raise BadFacts(trouble)


@dataclass(frozen=True)
class Sample:
    """How many units are tested. They are no longer there to be given: make so many more."""

    units: int
    because: str
    row: Row


def batch_size(batch: Batch, law: Law) -> tuple[Reason, ...]:
    """Hold a batch against the largest allowed; one whose date rests on no test has no limit."""
    if not batch.tested:
        return ()
    rules = ("Q-1", "C3-6") if batch.category is Category.THREE else ("Q-1",)
    what = "Final yield"
    return tuple(held(law.row(rule), batch.final_yield, what, _SMALLER) for rule in rules)


def units_to_test(final_yield: int, form: Form, law: Law) -> Sample:
    """Give the number of units a sterility test takes of a batch.  Raises BadFacts for none.

    A share is rounded up to whole units.
    """
    if final_yield < 1:
        trouble = f"A batch has at least one unit, not {final_yield}"
        raise BadFacts(trouble)
    if final_yield < law.row("Q-3", "batches under").number:
        share = law.row("Q-3", "share")
        return Sample(_share(final_yield, share), f"{share.value} % of {final_yield}", share)
    if form is Form.INJECTABLE:
        return _of_injectables(final_yield, law)
    return _of_others(final_yield, law)


def _of_injectables(final_yield: int, law: Law) -> Sample:
    if final_yield <= _figure(law, "injectable, small batch up to").number:
        return _greater(final_yield, law, "injectable, small batch")
    if final_yield <= _figure(law, "injectable, middle batch up to").number:
        return _fixed(law, "injectable, middle batch")
    share = _figure(law, "injectable, large batch, share")
    most = _figure(law, "injectable, large batch, units")
    told = f"the lesser of {share.value} % of {final_yield} and {most.value}"
    return Sample(min(_share(final_yield, share), int(most.number)), told, share)


def _of_others(final_yield: int, law: Law) -> Sample:
    if final_yield <= _figure(law, "not injectable, small batch up to").number:
        return _greater(final_yield, law, "not injectable, small batch")
    return _fixed(law, "not injectable, large batch")


def _greater(final_yield: int, law: Law, group: str) -> Sample:
    share, least = _figure(law, f"{group}, share"), _figure(law, f"{group}, units")
    told = f"the greater of {share.value} % of {final_yield} and {least.value}"
    return Sample(max(_share(final_yield, share), int(least.number)), told, share)


def _fixed(law: Law, group: str) -> Sample:
    row = _figure(law, f"{group}, units")
    return Sample(int(row.number), f"{row.value} of a batch of this size", row)


def _share(final_yield: int, share: Row) -> int:
    return ceil(final_yield * Fraction(share.number) / _HUNDRED)


def _figure(law: Law, part: str) -> Row:
    return law.row("Q-4", part)
