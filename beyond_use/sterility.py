"""The sterility test of a batch: how it was made, whether the batch may go, and what if it grew."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from beyond_use.batch import Batch, units_to_test
from beyond_use.category import Category
from beyond_use.csp import Sterility
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked, held
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge

__all__ = [
    "Growth",
    "Incubation",
    "Medium",
    "SterilityTest",
    "after_growth",
    "conducted",
    "release",
]

_AGAIN = Otherwise(
    Effect.NOTHING, "Its result does not count: test again", "a test made as the chapter asks"
)
_QUARANTINE = Otherwise(
    Effect.NOTHING, "Keep the batch in quarantine, or date it as one not tested", "a passed test"
)
_REJECT = Otherwise(
    Effect.NOTHING, "Reject the batch and investigate", "no one: this batch is lost"
)
_ADVISED = Otherwise(
    Effect.NOTED, "Quarantine is safer", "the designated person, by a written way to recall"
)
_INVESTIGATE = Otherwise(
    Effect.NOTED, "Do it and put it on the record", "the designated person, once it is done"
)


class Medium(StrEnum):
    """What the units are incubated in; a test needs both."""

    THIOGLYCOLLATE = "fluid thioglycollate"
    SOYBEAN_CASEIN = "soybean-casein digest"


@dataclass(frozen=True)
class Incubation:
    """One medium, how long it stood, and the lowest and highest temperature it had, in °C."""

    medium: Medium
    lasted: timedelta | None
    lowest: Decimal | None
    highest: Decimal | None


@dataclass(frozen=True)
class SterilityTest:
    """A sterility test; a fact that is None is not known.

    ``rapid`` names another method than that of USP <71>; ``validated`` says that it was validated
    and is not inferior. ``recall_ready`` says that a written way to notify and recall exists.
    """

    result: Sterility
    units: int | None = None
    incubations: tuple[Incubation, ...] = ()
    rapid: str = ""
    validated: bool | None = None
    recall_ready: bool | None = None

    def __post_init__(self) -> None:
        media = [one.medium for one in self.incubations]
        if len(set(media)) != len(media):
            trouble = "A sterility test has one incubation of each medium"
            raise BadFacts(trouble)


@dataclass(frozen=True)
class Growth:
    """What was done after a sterility test grew; None is not known, and not done."""

    investigated: bool | None
    named_to_genus: bool | None
    corrected: bool | None
    dispensed: bool | None
    notified: bool | None


def conducted(batch: Batch, test: SterilityTest, law: Law) -> tuple[Reason, ...]:
    """Ask whether the test was made as the chapter asks: units, method, media, temperatures."""
    if batch.category is Category.ONE:
        return (_not_asked(law),)
    return (_sampled(batch, test, law), *_method(test, law))


def release(batch: Batch, test: SterilityTest, law: Law) -> tuple[Reason, ...]:
    """Ask whether a batch may go out under the date it has.

    A test still pending counts as none: a date that rests on it is not yet given.
    """
    if test.result is Sterility.FAILED:
        return (asked(law.row("BUD-14"), False, "Sterility test passed", _REJECT),)  # noqa: FBT003 - the answer is the fact
    if batch.category is Category.ONE:
        return (_not_asked(law),)
    passed = test.result is Sterility.PASSED
    what = f"Sterility test passed, on which the date rests ({test.result})"
    rules = [law.row("BUD-14")] if batch.tested else []
    if batch.category is Category.THREE:
        rules.append(law.row("C3-6"))
    reasons = [asked(row, passed, what, _QUARANTINE) for row in rules]
    if test.result is Sterility.PENDING:
        what = "A written way to notify and recall"
        reasons.append(asked(law.row("Q-8"), test.recall_ready, what, _ADVISED))
    return tuple(reasons)


def after_growth(growth: Growth, law: Law) -> tuple[Reason, ...]:
    """Say what a positive test demands, and what of it is done."""
    row = law.row("Q-7")
    demands = [
        (growth.investigated, "Test method and process investigated"),
        (growth.named_to_genus, "Organism named to its genus"),
        (growth.corrected, "Corrective action taken"),
    ]
    if growth.dispensed is not False:
        demands.append((growth.notified, "Prescribers told, and what was dispensed recalled"))
    return tuple(asked(row, done, what, _INVESTIGATE) for done, what in demands)


def _not_asked(law: Law) -> Reason:
    row = law.row("Q-2")
    return judge(row, met=True, costs=Effect.NONE, says="Category 1: no sterility test is asked.")


def _sampled(batch: Batch, test: SterilityTest, law: Law) -> Reason:
    sample = units_to_test(batch.final_yield, batch.form, law)
    enough = None if test.units is None else test.units >= sample.units
    told = "not known" if test.units is None else str(test.units)
    said = f"Units tested: {told}, at least {sample.units} are asked for ({sample.because})."
    says = said if enough else f"{said} {_AGAIN.do}."
    lifted_by = "" if enough else _AGAIN.lifted_by
    return judge(sample.row, met=enough, costs=_AGAIN.costs, says=says, lifted_by=lifted_by)


def _method(test: SterilityTest, law: Law) -> Iterator[Reason]:
    if test.rapid.strip():
        what = f"Rapid method {test.rapid}, validated and not inferior to USP <71>"
        yield asked(law.row("Q-6"), test.validated, what, _AGAIN)
        return
    made = {one.medium: one for one in test.incubations}
    for medium in Medium:
        yield from _incubated(made.get(medium, Incubation(medium, None, None, None)), law)


def _incubated(one: Incubation, law: Law) -> Iterator[Reason]:
    yield held(law.row("Q-5", "incubation"), one.lasted, f"{one.medium}, incubated", _AGAIN)
    for bound, degrees in (("lowest", one.lowest), ("highest", one.highest)):
        row = law.row("Q-5", f"{one.medium}, {bound}")
        yield held(row, degrees, f"{one.medium}, {bound} temperature", _AGAIN)
