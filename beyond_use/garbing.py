"""Garbing with a fingertip sample: three in a row at first, then again and again (PE-2, PE-3).

The sample of a test that is still growing decides nothing: the last one read stands until it is due
again. One that failed ends what came before it.
"""

from collections.abc import Iterable
from datetime import date

from beyond_use.cadence import cadence, length_told
from beyond_use.category import Category
from beyond_use.figures import Otherwise, found, limit_told
from beyond_use.incubation import incubated_warm_first, span
from beyond_use.law import Law
from beyond_use.personnel_facts import Duty, Garbing, Person
from beyond_use.reason import Effect, Reason

OVERSIGHT = "oversight"
HANDS = "both hands"

_AGAIN = Otherwise(
    Effect.NOTHING,
    "No compounding before garbing with a fingertip sample is passed",
    "garbing rightly with a fingertip sample without growth",
)
_READ = Otherwise(
    Effect.NOTED,
    "Read it and write its incubation down, or sample anew",
    "whoever reads the sample",
)


def passed_garbing(test: Garbing, law: Law, rule: str = "PE-3") -> bool | None:
    """Tell whether one test was passed; None while it is unread, unwatched or badly incubated."""
    within = test.fingertip.within(law.row(rule, HANDS).number)
    if test.garbed_right is False or within is False:
        return False
    grown = incubated_warm_first(test.fingertip.stages, law)
    return True if test.garbed_right and within and grown else None


def still_needed(tests: Iterable[Garbing], law: Law) -> int:
    """Give how many initial tests in a row are still to be passed; any failure begins anew."""
    run = 0
    for test in in_order(tests):
        passed = passed_garbing(test, law, "PE-2")
        run = 0 if passed is False else run + (passed is True)
    return max(0, int(law.row("PE-2", "in a row").number) - run)


def initial_garbing(person: Person, law: Law) -> Reason:
    """Judge the first tests, before the first compounding (PE-2)."""
    wanted, needed = law.row("PE-2", "in a row"), still_needed(person.initial, law)
    unread = sum(passed_garbing(test, law, "PE-2") is None for test in person.initial)
    met = True if needed == 0 else None if unread or not person.initial else False
    counts = ", ".join(_counted(test) for test in in_order(person.initial)) or "none on record"
    said = (
        f"First fingertip samples of {person.name}, both hands together: {counts}; "
        f"{wanted.value} in a row without growth are asked for, {needed} still to come."
    )
    otherwise = Otherwise(
        Effect.NOTHING,
        "No compounding before they are passed; any failure begins anew",
        f"{needed} more in a row, garbed rightly and without growth",
    )
    return found(wanted, met=met, said=said, otherwise=otherwise)


def ongoing_garbing(
    person: Person, category: Category, today: date, law: Law, duty: Duty = Duty.COMPOUNDS
) -> Reason:
    """Judge the last test that was read, and whether it is due again (PE-3)."""
    every = law.row("PE-3", OVERSIGHT if duty is Duty.OVERSEES else str(category))
    tests = in_order((*person.initial, *person.ongoing))
    read = [test for test in tests if passed_garbing(test, law) is not None]
    if not read:
        said = f"No garbing with a fingertip sample of {person.name} has been read."
        return found(every, met=None, said=said, otherwise=_AGAIN)
    last = read[-1]
    told = f"Garbing of {person.name} on {last.fingertip.taken}: {_counted(last)}"
    if not passed_garbing(last, law):
        said = f"{told}; not passed, {limit_told(law.row('PE-3', HANDS))} is asked for."
        return found(every, met=False, said=said, otherwise=_AGAIN)
    due = cadence(last.fingertip.taken, every, today, law)
    waiting = tests[-1] is not last
    met = True if due.current else None if waiting else False
    said = f"{told}; every {length_told(every)}: {due.told}."
    return found(every, met=met, said=said, otherwise=_AGAIN)


def unread_garbing(person: Person, today: date, law: Law) -> tuple[Reason, ...]:
    """Name the newest sample where its incubation is over and nobody has read it (PE-9)."""
    tests = in_order((*person.initial, *person.ongoing))
    if not tests or passed_garbing(tests[-1], law) is not None:
        return ()
    taken = tests[-1].fingertip.taken
    warm, cool = law.row("PE-9", "warmer"), law.row("PE-9", "cooler")
    ready = taken + span(warm) + span(cool)
    if today <= ready:
        return ()
    said = (
        f"The fingertip sample of {person.name} of {taken} could be read from {ready} on, and "
        "decides nothing: count, garbing or incubation is missing or not as it should be."
    )
    return (found(warm, met=None, said=said, otherwise=_READ),)


def in_order(tests: Iterable[Garbing]) -> list[Garbing]:
    """Give tests by the day of their sample."""
    return sorted(tests, key=lambda test: test.fingertip.taken)


def _counted(test: Garbing) -> str:
    """Say what grew, and what stands against the test."""
    total, known = test.fingertip.total, test.fingertip.least
    grown = f"{total} CFU" if total is not None else f"{known} CFU or more" if known else "not read"
    return f"{grown}, garbed wrongly" if test.garbed_right is False else grown
