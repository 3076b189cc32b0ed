"""Whether a preparation may begin: what the law says of this person, in this hood, now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
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
from compounding.preparation.errors import NotFitToBegin
from compounding.preparation.progress import Progress

__all__ = ["fitness_of", "require_fitness", "require_qualified", "surroundings_of"]

Found = Mapping[str, Any]
PERSONAL = (Group.PERSON,)
SHOWN = 3  # so many reasons fit the screen of a hood


def fitness_of(session: Session, state: Progress, unit: Unit) -> Fitness:
    """What may be made at the worksheet's hood by the acting person, at this moment."""
    person = person_of(session, unit.person_id)
    return fitness(
        session,
        Who(person.handle, person.name),
        state.worksheet.hood,
        unit.at,
        hazardous=bool(state.recipe.content["hazardous"]),
    )


def require_fitness(unit: Unit, state: Progress) -> dict[str, Any]:
    """What was found, for the record, where the work may begin.  Raises NotFitToBegin."""
    found = _judged(unit, state)
    if found.standing.grade is Grade.NOTHING:
        _refuse(found.standing.told, found.standing.open)
    return found_card(found)


def require_qualified(unit: Unit, state: Progress) -> None:
    """Let only a qualified person go on with work that has begun.  Raises NotFitToBegin."""
    groups = dict(_judged(unit, state).standing.groups)
    own = [one for group in PERSONAL for one in groups.get(group, ())]
    if gravest(own) is Effect.NOTHING:
        _refuse(f"{unit.by.name} may make nothing here now", own)


def _judged(unit: Unit, state: Progress) -> Fitness:
    try:
        return fitness_of(unit.session, state, unit)
    except BeyondUseError as trouble:
        message = (
            f"What is on file cannot be judged: {trouble} The work does not begin or go on. "
            "Have the compliance officer correct it."
        )
        raise NotFitToBegin(message) from trouble


def _refuse(told: str, reasons: Iterable[Reason]) -> NoReturn:
    stops = [one for one in reasons if one.effect is Effect.NOTHING]
    why = " ".join(f"{one.says} ({one.rule}; lifted by {one.lifted_by})" for one in stops[:SHOWN])
    more = f" And {len(stops) - SHOWN} more." if len(stops) > SHOWN else ""
    message = (
        f"{told}. {why}{more} The work does not begin or go on. All of it stands under Fitness."
    )
    raise NotFitToBegin(message)


def found_card(found: Fitness) -> dict[str, Any]:
    """What was found, as plain data: the grade, every reason, and where each fact came from."""
    standing, place = found.standing, found.facts.place
    ages = [one.on for name, one in place.papers.certificates.items() if _is_room(found, name)]
    return {
        "grade": standing.grade.value,
        "told": standing.told,
        "category": int(max(standing.categories)),
        "reasons": [_reason(group.value, one) for group, rows in standing.groups for one in rows],
        "sources": [{"about": one.about, "source": one.source} for one in found.sources],
        "pec_iso": None if place.hood is None else place.hood.air.iso,
        "certified_on": min(ages).isoformat() if ages else None,
        "in_class": max(standing.categories) > Category.ONE,
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
