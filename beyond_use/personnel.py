"""Whether a person is qualified today, by the highest category made in the room (PE-1 to PE-11).

A person is qualified where every reason is met. What is not on record is not known, and what is not
known is not met.
"""

from datetime import date

from beyond_use.cadence import cadence, due_day, length_told
from beyond_use.category import Category
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, found
from beyond_use.garbing import (
    OVERSIGHT,
    initial_garbing,
    ongoing_garbing,
    passed_garbing,
    unread_garbing,
)
from beyond_use.law import Law
from beyond_use.media_fill import media_fills, passed_media_fill
from beyond_use.personnel_facts import Duty, Person, Training
from beyond_use.reason import Effect, Reason

__all__ = ["designated_person", "qualified"]

_NAMED = Otherwise(
    Effect.NOTED,
    "Name a designated person and write down what they answer for",
    "the pharmacy, naming a designated person",
)
_TRAIN = Otherwise(
    Effect.NOTHING, "No compounding before the training is passed", "passing the training"
)
_ANEW = Otherwise(
    Effect.NOTHING,
    "No compounding before training, garbing and media fill are passed anew",
    "training, garbing and media fill, passed since the absence",
)


def qualified(
    person: Person, category: Category, today: date, law: Law, duty: Duty = Duty.COMPOUNDS
) -> tuple[Reason, ...]:
    """Judge everything on record of a person, for the highest category made in the room.

    Raises BadFacts where something is dated after today.
    """
    if late := [day for day in person.days if day > today]:
        trouble = f"{person.name}: {late[0]} is after today, {today}"
        raise BadFacts(trouble)
    return (
        _training(person, category, today, law, duty),
        initial_garbing(person, law),
        ongoing_garbing(person, category, today, law, duty),
        *unread_garbing(person, today, law),
        *media_fills(person, category, today, law, duty),
        *_presence(person, today, law, duty),
    )


def designated_person(name: str | None, law: Law, *, documented: bool | None) -> Reason:
    """Judge whether somebody is named, and what they answer for is written down (PE-11)."""
    who = "" if name is None else name.strip()
    met = False if documented is False or (name is not None and not who) else None
    met = True if who and documented else met
    written = {True: "yes", False: "no", None: "not known"}[documented]
    told = who or ("not known" if name is None else "nobody")
    said = f"Designated person: {told}; what they answer for is written down: {written}."
    return found(law.row("PE-11"), met=met, said=said, otherwise=_NAMED)


def _training(person: Person, category: Category, today: date, law: Law, duty: Duty) -> Reason:
    """Judge the last training with a result (PE-1)."""
    every = law.row("PE-1", OVERSIGHT if duty is Duty.OVERSEES else str(category))
    held = sorted((one for one in person.training if one.passed is not None), key=_done)
    if not held:
        said = f"No training of {person.name} with a result is on record."
        return found(every, met=None, said=said, otherwise=_TRAIN)
    last = held[-1]
    due = cadence(last.done, every, today, law)
    result = "passed" if last.passed else "not passed"
    said = (
        f"Training of {person.name} on {last.done}, {result}; every {length_told(every)}: "
        f"{due.told}."
    )
    return found(every, met=bool(last.passed) and due.current, said=said, otherwise=_TRAIN)


def _presence(person: Person, today: date, law: Law, duty: Duty) -> tuple[Reason, ...]:
    """Judge how long a person has been away; after too long everything is tested again (PE-10)."""
    if duty is Duty.OVERSEES:
        return ()
    row, last = law.row("PE-10"), person.last_compounded
    if last is None:
        said = f"When {person.name} last compounded is not known."
        if person.new:
            said = f"{person.name} is new and has not compounded yet."
        return (found(row, met=person.new or None, said=said, otherwise=_ANEW),)
    ended = due_day(last, row)
    back = today > ended and _tested_since(person, ended, law)
    said = (
        f"{person.name} last compounded on {last}{', and was tested anew since' if back else ''}; "
        f"away for longer than {length_told(row)}, everything is tested anew."
    )
    return (found(row, met=today <= ended or back, said=said, otherwise=_ANEW),)


def _tested_since(person: Person, ended: date, law: Law) -> bool:
    """Tell whether everything was passed anew after an absence had become too long."""
    trained = any(one.done > ended and one.passed for one in person.training)
    garbed = any(
        test.fingertip.taken > ended and passed_garbing(test, law)
        for test in (*person.initial, *person.ongoing)
    )
    filled = any(fill.done > ended and passed_media_fill(fill, law) for fill in person.media_fills)
    return trained and garbed and filled


def _done(training: Training) -> date:
    return training.done
