"""A balance, or an automated compounding device, on its day: may it be used.

A balance whose calibration is over, or that was not checked today, or failed its check, weighs
nothing (BA-5). Of several checks with one weight the last one counts; where it passed after another
had failed on the same day, that is noted: a balance is not tested until it passes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from beyond_use.balance import accuracy
from beyond_use.errors import BadFacts
from beyond_use.figures import FIND_OUT, Otherwise, asked, found
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, all_met, judge
from formulas.quantity import Quantity, show

__all__ = ["BalanceCheck", "BalanceToday", "CompounderCheck", "balance_today", "compounder_today"]

_CALIBRATE = Otherwise(
    Effect.NOTHING,
    "Weigh nothing on it until it is calibrated",
    "whoever calibrates it",
    unknown=FIND_OUT,
)
_CHECK = Otherwise(
    Effect.NOTHING, "Weigh nothing on it until its check weight has passed today", "a passed check"
)
_AGAIN = Otherwise(
    Effect.NOTED,
    "Write down why it failed, and what was done before it passed",
    "nobody today: it stays on the record of the day",
)
_WRITE = Otherwise(Effect.NOTED, "Write it down", "whoever keeps its record")
_PROVE = Otherwise(
    Effect.NOTHING, "Make nothing with it until it has proved its accuracy today", "a passed check"
)


@dataclass(frozen=True)
class BalanceCheck:
    """One check weight: what it is by its certificate, and what the balance showed.

    ``tolerance`` is what the site lets it be off; None where it has set none.
    """

    on: date
    nominal: Quantity
    shown: Quantity
    operator: str = ""
    tolerance: Quantity | None = None


@dataclass(frozen=True)
class BalanceToday:
    """A balance on a day; its checks in the order they were made. What is not known is None."""

    name: str
    capacity: Quantity
    calibrated_until: date | None = None
    as_found_and_left: bool | None = None
    weight_class: str = ""
    checks: tuple[BalanceCheck, ...] = ()


@dataclass(frozen=True)
class CompounderCheck:
    """The last accuracy check of an automated compounding device."""

    on: date
    passed: bool | None
    documented: bool | None = None
    trended: bool | None = None


def balance_today(facts: BalanceToday, today: date, law: Law) -> tuple[Reason, ...]:
    """Judge a balance: calibrated, checked today with every weight passed (BA-3), on file (BA-5).

    Raises BadFacts for a check of a day to come, WrongUnit or OtherKind where a weight is none.
    """
    for check in facts.checks:
        if check.on > today:
            trouble = f"{facts.name}: a check is written down for {check.on}, after {today}"
            raise BadFacts(trouble)
    return (
        *_calibrated(facts, today, law),
        *_checked(facts, today, law),
        *_on_file(facts, today, law),
    )


def compounder_today(
    name: str, check: CompounderCheck | None, today: date, law: Law
) -> tuple[Reason, ...]:
    """Judge an automated compounding device on a day of use (BA-7).

    Raises BadFacts for a check of a day to come.
    """
    row = law.row("BA-7")
    if check is None:
        return (asked(row, None, f"{name}, accuracy checked on {today}", _PROVE),)
    if check.on > today:
        trouble = f"{name}: a check is written down for {check.on}, after {today}"
        raise BadFacts(trouble)
    return (
        asked(row, check.on == today, f"{name}, accuracy checked on {today}", _PROVE),
        asked(row, check.passed, f"{name}, check of {check.on} passed", _PROVE),
        asked(row, check.documented, f"{name}, check documented", _WRITE),
        asked(row, check.trended, f"{name}, check trended", _WRITE),
    )


def _calibrated(facts: BalanceToday, today: date, law: Law) -> Iterator[Reason]:
    """A calibration still holds on its last day."""
    until = facts.calibrated_until
    holds = None if until is None else today <= until
    told = "" if until is None else f" (until {until})"
    yield asked(law.row("BA-5"), holds, f"{facts.name}, calibration holds{told}", _CALIBRATE)


def _checked(facts: BalanceToday, today: date, law: Law) -> Iterator[Reason]:
    of_today = [check for check in facts.checks if check.on == today]
    done = bool(of_today) or (None if not facts.checks else False)
    yield asked(law.row("BA-5"), done, f"{facts.name}, checked on {today}", _CHECK)
    last = {check.nominal: check for check in of_today}
    for check in last.values():
        reasons = tuple(_one_check(facts, check, law))
        yield from reasons
        if all_met(reasons):
            earlier = (one for one in of_today if one.nominal == check.nominal)
            yield from _failed_before(facts, earlier, law)


def _one_check(facts: BalanceToday, check: BalanceCheck, law: Law) -> Iterator[Reason]:
    yield from _passed(facts, check, law)
    yield from _true(facts, check, law)


def _failed_before(
    facts: BalanceToday, checks: Iterable[BalanceCheck], law: Law
) -> Iterator[Reason]:
    """Note each check of today that failed though a later one with its weight passed."""
    for check in checks:
        if not all_met(_one_check(facts, check, law)):
            said = f"{_shown(facts, check)}: failed, and passed later on {check.on}."
            yield found(law.row("BA-5"), met=False, said=said, otherwise=_AGAIN)


def _passed(facts: BalanceToday, check: BalanceCheck, law: Law) -> Iterator[Reason]:
    """Hold what was shown against the tolerance that the site has set itself."""
    if check.tolerance is not None:
        off = abs(check.shown - check.nominal)
        said = f"{_shown(facts, check)}, tolerance {show(check.tolerance)}: passed"
        met = off <= check.tolerance
        yield asked(law.row("BA-5"), met, said, _CHECK)


def _shown(facts: BalanceToday, check: BalanceCheck) -> str:
    return f"{facts.name}: a weight of {show(check.nominal)} shown as {show(check.shown)}"


def _true(facts: BalanceToday, check: BalanceCheck, law: Law) -> Iterator[Reason]:
    """Ask whether it weighs true, by a weight in the chapter's range (BAL-5, BAL-6).

    A weight outside that range proves nothing, unless the site has set its own tolerance for it.
    """
    said = _shown(facts, check)
    try:
        finding = accuracy(check.shown, check.nominal, facts.capacity, law)
    except BadFacts as trouble:
        if check.tolerance is None:
            row, says, met = law.row("BAL-6", "lightest"), f"{said}. {trouble}", False
            yield judge(row, met=met, costs=_CHECK.costs, says=says, lifted_by=_CHECK.lifted_by)
        return
    allowed = finding.rows[0]
    told = f"{said}, off by {finding.workings[-1].shown}; at most {allowed.value} percent"
    yield asked(allowed, finding.suitable, f"{told}: passed", _CHECK)


def _on_file(facts: BalanceToday, today: date, law: Law) -> Iterator[Reason]:
    row, name = law.row("BA-5"), facts.name
    who = all(check.operator.strip() for check in facts.checks if check.on == today)
    written = bool(facts.checks) and who
    yield asked(row, facts.as_found_and_left, f"{name}, as found and as left on file", _WRITE)
    yield asked(row, bool(facts.weight_class.strip()) or None, f"{name}, class of weights", _WRITE)
    yield asked(row, written or None, f"{name}, who checked it on file", _WRITE)
