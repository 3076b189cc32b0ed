"""May this person make this, in this hood, now?  What is on file and on the probes, judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from beyond_use.rooms import RoomKind
from beyond_use.standing import Standing
from beyond_use.standing_facts import StandingFacts
from beyond_use.standing_judges import stand
from beyond_use.standing_reading import standing_facts
from compounding.cleanroom.fitness.gathering import Asked, Who, gathered
from compounding.cleanroom.fitness.on_file import SITE, Told, about_person, about_place, told_about
from compounding.cleanroom.law_book import law_on
from compounding.cleanroom.models import Place
from compounding.cleanroom.places import facility, place_and_around, places

__all__ = ["Fitness", "Who", "fitness"]


@dataclass(frozen=True)
class Fitness:
    """The answer, the facts it was judged from, and where each of them came from."""

    standing: Standing
    facts: StandingFacts
    sources: tuple[Told, ...]


def fitness(session: Session, who: Who, hood: str, now: datetime, *, hazardous: bool) -> Fitness:
    """Judge whether a person may make a preparation in a hood, now.

    Raises UnknownPlace, and BadFactFile or BadFacts where what is on file cannot be read.
    """
    zone = facility(session).zone
    today = now.astimezone(ZoneInfo(zone)).date()
    rows = _around(session, hood)
    subjects = [SITE, about_person(who.handle), *(about_place(row.code) for row in rows)]
    told = tuple(told_about(session, about, today) for about in subjects)
    asked = Asked(who, now, zone, hazardous)
    facts = standing_facts(_named(who, rows), gathered(session, asked, rows, told))
    return Fitness(stand(facts, law_on(session, today)), facts, told)


def _around(session: Session, hood: str) -> list[Place]:
    """The hood, the rooms it stands in, and the ante-rooms of its suite."""
    inner = place_and_around(session, hood)
    ante = [
        row
        for row in places(session)
        if row.kind == RoomKind.ANTE and row.area == inner[0].area and row not in inner
    ]
    return [*inner, *ante]


def _named(who: Who, rows: Sequence[Place]) -> str:
    return f"what is on file for {who.name} at {rows[0].name}"
