"""Whether a preparation may begin: what the law says of this person, in this hood, now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NoReturn

from sqlalchemy.orm import Session

from beyond_use.category import Category
from beyond_use.controls import Surroundings
from beyond_use.errors import BeyondUseError
from beyond_use.reason import Effect, Reason, State, gravest
from beyond_use.standing import Grade, Group
from compounding.cleanroom.fitness.here_now import Fitness, Who, fitness
from compounding.ledger.people import person_of
from compounding.ledger.unit import Unit
from compounding.preparation.errors import NotFitToBegin, SamePerson
from compounding.preparation.progress import Progress
from compounding.preparation.signature_counts import goes_on_signed, signed_card, why_not_signed

__all__ = ["judged", "require_fitness", "require_qualified", "stops_ahead", "surroundings_of"]

Found = Mapping[str, Any]
PERSONAL = (Group.PERSON,)
SHOWN = 3  # so many reasons fit the screen of a hood


def judged(session: Session, state: Progress, person_id: int, now: datetime) -> Fitness:
    """What a person may make at the worksheet's hood, at a moment.

    Raises NotFitToBegin where what is on file cannot be judged.
    """
    person = person_of(session, person_id)
    who = Who(person.handle, person.name)
    hazardous = bool(state.recipe.content["hazardous"])
    try:
        return fitness(session, who, state.worksheet.hood, now, hazardous=hazardous)
    except BeyondUseError as trouble:
        message = (
            f"What is on file cannot be judged: {trouble} The work does not begin or go on. "
            "Have the compliance officer correct it."
        )
        raise NotFitToBegin(message) from trouble


def stops_ahead(
    session: Session, state: Progress, person_id: int, now: datetime
) -> tuple[Reason, ...]:
    """What would stop a person who began now, but for the balance, which a shift begins with.

    Raises NotFitToBegin where what is on file cannot be judged.
    """
    groups = judged(session, state, person_id, now).standing.groups
    return tuple(
        one
        for group, reasons in groups
        for one in reasons
        if group is not Group.BALANCE and one.effect is Effect.NOTHING
    )


def require_fitness(unit: Unit, state: Progress) -> dict[str, Any]:
    """What was found, for the record, where the work may begin.  Raises NotFitToBegin.

    Where nothing may be made, only the designated person's signature for every stop lets it begin.
    """
    found = judged(unit.session, state, unit.person_id, unit.at)
    if found.standing.grade is not Grade.NOTHING:
        return found_card(found)
    trouble = why_not_signed(unit, state, found.standing)
    if trouble:
        _refuse(found.standing.told, found.standing.open, trouble)
    return {**found_card(found), "signed": signed_card(state)}


def require_qualified(unit: Unit, state: Progress) -> None:
    """Let only a qualified person go on with work that has begun.  Raises NotFitToBegin.

    The maker who was signed for goes on with the work that was begun so, in its hours; the one who
    signed takes no hand in it.  Raises SamePerson.
    """
    if state.signed is not None and unit.person_id == state.signed.by_id:
        message = (
            f"{unit.by.name} signed for this work to begin and takes no hand in making it. "
            "Nothing changed. Another qualified person goes on."
        )
        raise SamePerson(message)
    groups = dict(judged(unit.session, state, unit.person_id, unit.at).standing.groups)
    own = [one for group in PERSONAL for one in groups.get(group, ())]
    if gravest(own) is Effect.NOTHING and not goes_on_signed(unit, state, own):
        _refuse(f"{unit.by.name} may make nothing here now", own)


def _refuse(told: str, reasons: Iterable[Reason], way: str = "") -> NoReturn:
    stops = [one for one in reasons if one.effect is Effect.NOTHING]
    why = " ".join(f"{one.says} ({one.rule}; lifted by {one.lifted_by})" for one in stops[:SHOWN])
    more = f" And {len(stops) - SHOWN} more." if len(stops) > SHOWN else ""
    message = (
        f"{told}. {why}{more} The work does not begin or go on. {way}{' ' if way else ''}"
        "All of it stands under Fitness."
    )
    raise NotFitToBegin(message)


def found_card(found: Fitness) -> dict[str, Any]:
    """What was found, as plain data: the grade, every reason, and where each fact came from."""
    standing, place = found.standing, found.facts.place
    ages = [one.on for name, one in place.papers.certificates.items() if _is_room(found, name)]
    return {
        "grade": standing.grade.value,
        "told": standing.told,
        "category": int(max(standing.categories)) if standing.categories else None,
        "reasons": [_reason(group.value, one) for group, rows in standing.groups for one in rows],
        "sources": [{"about": one.about, "source": one.source} for one in found.sources],
        "pec_iso": None if place.hood is None else place.hood.air.iso,
        "certified_on": min(ages).isoformat() if ages else None,
        "in_class": max(standing.categories, default=Category.ONE) > Category.ONE,
    }


def surroundings_of(found: Found | None) -> Surroundings | None:
    """The hood and suite as they were found at the beginning; None where nobody looked yet."""
    if found is None:
        return None
    certified = found["certified_on"]
    return Surroundings(
        pec_iso=found["pec_iso"],
        certified_on=date.fromisoformat(certified) if certified else None,
        in_class=found["in_class"],
    )


def _is_room(found: Fitness, name: str) -> bool:
    return any(room.name == name for room in found.facts.place.rooms)


def _reason(group: str, one: Reason) -> dict[str, Any]:
    said: dict[str, Any] = {"group": group, "rule": one.rule, "state": one.state.value}
    said |= {"says": one.says, "confirmed": one.confirmed}
    if one.state is not State.MET:
        said |= {"costs": one.effect.told, "citation": one.citation, "lifted_by": one.lifted_by}
    return said
