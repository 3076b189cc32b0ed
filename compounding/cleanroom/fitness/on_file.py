"""The facts on file about people, places and the whole site, each with where it came from.

A sample facility's facts come from the sample shipped with First Air, moved along with the
calendar. Everywhere else they stand on cards that somebody signed; a subject's newest card holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from tomllib import loads
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.cleanroom.models import FitnessCard
from compounding.cleanroom.places import facility

__all__ = ["SITE", "Told", "about_person", "about_place", "card_of", "told_about"]

SITE = "site"
SAMPLE = "sample data, for no patient"
NOTHING = "nothing is on file"
DAILY = frozenset({"entry", "hazardous_garb"})

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """What is told about one subject: ``site``, ``person:HANDLE`` or ``place:CODE``.

    ``facts`` are sections and keys of a standing file; empty where nothing is known.
    """

    about: str
    facts: Facts
    source: str


def about_person(handle: str) -> str:
    """Name a person as a subject."""
    return f"person:{handle}"


def about_place(code: str) -> str:
    """Name a room or hood as a subject."""
    return f"place:{code}"


def told_about(session: Session, about: str, today: date) -> Told:
    """Give what is on file about a subject, as it holds on a local day."""
    card = card_of(session, about)
    if card is not None:
        entered = card.at.astimezone(ZoneInfo(facility(session).zone)).date()
        source = f"{card.source}; entered by {card.by_name} on {entered}"
        return Told(about, _of_today(loads(card.facts), entered, today), source)
    if facility(session).sample and (found := _sampled(about, today)):
        return Told(about, found, SAMPLE)
    return Told(about, {}, NOTHING)


def card_of(session: Session, about: str) -> FitnessCard | None:
    """Give the newest card of a subject, if somebody entered one."""
    rows = select(FitnessCard).where(FitnessCard.about == about).order_by(FitnessCard.id.desc())
    return session.scalars(rows.limit(1)).first()


def _of_today(facts: Facts, entered: date, today: date) -> Facts:
    """Leave out what is true on one day alone: how somebody came in, and what is worn."""
    return facts if entered == today else {k: v for k, v in facts.items() if k not in DAILY}


def _sampled(about: str, today: date) -> Facts:
    """Give the sample's facts of a subject; every person of a sample facility is the same one."""
    sample = sample_facts()
    kind, _, code = about.partition(":")
    found: Facts = sample["place"].get(code, {}) if kind == "place" else sample[kind]
    moved = _moved(found, today - sample["as_of"])
    return dict(moved) if kind != "person" else _person_sections(moved)


def _person_sections(found: Facts) -> Facts:
    own = {key: value for key, value in found.items() if not isinstance(value, list | dict)}
    return {"person": own, **{key: value for key, value in found.items() if key not in own}}


@cache
def sample_facts() -> Facts:
    """Read the sample shipped with First Air."""
    file = resources.files("compounding.cleanroom.fitness").joinpath("sample.toml")
    return loads(file.read_text("utf-8"))


def _moved(value: Any, by: timedelta) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Move every day in some facts along with the calendar."""
    if isinstance(value, dict):
        return {key: _moved(each, by) for key, each in value.items()}
    if isinstance(value, list):
        return [_moved(each, by) for each in value]
    return value + by if isinstance(value, date | datetime) else value
