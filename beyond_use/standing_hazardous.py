"""Hazardous drugs as part of a standing: room, hood, person, garb and site, asked together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from beyond_use.hazardous import list_reviewed
from beyond_use.hazardous_people import HazardousSite, procedures_reviewed, site, trained
from beyond_use.hazardous_rooms import (
    HazardousHood,
    HazardousRoom,
    HazardousUse,
    after_hazardous_outage,
    hazardous_hood,
    hazardous_room,
)
from beyond_use.hazardous_work import Dressed, dressed
from beyond_use.hood import Hood, Outage
from beyond_use.law import Law
from beyond_use.reason import Reason

__all__ = ["HazardousFacts", "contained_here"]


@dataclass(frozen=True)
class HazardousFacts:
    """What is known where hazardous drugs are made; None is not known.

    ``decontaminated`` speaks of the hood since it was last stopped.
    """

    trained_on: date | None = None
    risk_signed: bool | None = None
    room: HazardousRoom = field(default_factory=lambda: HazardousRoom("room", HazardousUse.BUFFER))
    hood_vented_outside: bool | None = None
    decontaminated: bool | None = None
    garb: Dressed = field(default_factory=Dressed)
    site: HazardousSite = field(default_factory=HazardousSite)
    list_reviewed: date | None = None
    list_tables: int | None = None
    procedures_reviewed: date | None = None


def contained_here(
    facts: HazardousFacts,
    person: str,
    hood: Hood | None,
    outage: Outage | None,
    now: datetime,
    today: date,
    law: Law,
) -> tuple[Reason, ...]:
    """Judge whether hazardous drugs may be made here now. Raises BadFacts for a day to come."""
    return (
        *_place(facts, hood, outage, now, law),
        *trained(person, facts.trained_on, today, law, risk_signed=facts.risk_signed),
        *dressed(facts.garb, law, sterile_work=True),
        *list_reviewed(facts.list_reviewed, facts.list_tables, today, law),
        procedures_reviewed(facts.procedures_reviewed, today, law),
        *site(facts.site, law),
    )


def _place(
    facts: HazardousFacts, hood: Hood | None, outage: Outage | None, now: datetime, law: Law
) -> Iterator[Reason]:
    yield from hazardous_room(facts.room, law)
    name, kind = ("hood", None) if hood is None else (hood.name, hood.kind)
    vented = facts.hood_vented_outside
    yield from hazardous_hood(HazardousHood(name, kind, True, vented), law)  # noqa: FBT003 - a standing is about sterile work
    if outage is not None:
        cleared = facts.decontaminated
        first, *_ = after_hazardous_outage(outage, now, law, decontaminated=cleared)
        yield first
