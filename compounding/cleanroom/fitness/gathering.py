"""Gather the facts of one question: from the cards on file, the probes, and the balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from beyond_use.category import Category
from beyond_use.csp import Area
from compounding.cleanroom.balances import card_of
from compounding.cleanroom.fitness.live import alarms, dips, measured, probes, watched
from compounding.cleanroom.fitness.on_file import Told
from compounding.cleanroom.fitness.weighed import balance, checks
from compounding.cleanroom.models import Place

__all__ = ["Asked", "Who", "gathered"]

Facts = dict[str, Any]
NAMED = ("certificate", "change")  # sections that name the room or hood they are about
HAZARDOUS = ("hazardous_place", "hazardous_garb", "hazardous_site")


@dataclass(frozen=True)
class Who:
    """The person, by handle and printed name."""

    handle: str
    name: str


@dataclass(frozen=True)
class Asked:
    """Who asks, when, in which zone, and whether a hazardous drug is made."""

    who: Who
    at: datetime
    zone: str
    hazardous: bool


def gathered(session: Session, asked: Asked, rows: Sequence[Place], told: Sequence[Told]) -> Facts:
    """The sections of a standing file.

    ``rows`` are the hood and the rooms around it; ``told`` is what is on file of the site, of the
    person, and of each of these.
    """
    site, person, *places = told
    data = _question(asked, rows[0])
    data |= _site(site, asked.at)
    data |= _person(person, asked.who)
    for row, one in zip(rows, places, strict=True):
        _add_place(session, data, row, one, asked)
    _add_balance(session, data, rows[0], places[0], asked)
    data["no_alarm"] = not data["alarm"]
    return {key: value for key, value in data.items() if asked.hazardous or key not in HAZARDOUS}


def _question(asked: Asked, hood: Place) -> Facts:
    """What is asked; nothing beyond Category 2 is made here yet."""
    category = int(Category.TWO if hood.area == Area.SUITE else Category.ONE)
    return {
        "at": asked.at,
        "zone": asked.zone,
        "area": hood.area,
        "category": category,
        "highest_category": category,
        "hazardous": asked.hazardous,
        "room": [],
        "probe": [],
        "alarm": [],
        "hazardous_place": {},
        **{section: [] for section in NAMED},
    }


def _site(told: Told, now: datetime) -> Facts:
    """What holds for the whole site; a sample says of the last wiping only how long ago it was."""
    said = dict(told.facts)
    minutes = said.pop("wiped_minutes_ago", None)
    return said if minutes is None else {**said, "wiped_at": now - timedelta(minutes=minutes)}


def _person(told: Told, who: Who) -> Facts:
    if not told.facts:
        return {}
    return {**told.facts, "person": {**told.facts.get("person", {}), "name": who.name}}


def _add_place(session: Session, data: Facts, row: Place, told: Told, asked: Asked) -> None:
    """Put what is known of a room or hood under its name, with what its probes say."""
    data["hazardous_place"] |= told.facts.get("hazardous_place", {})
    if row.kind == "hood":
        if "hood" not in told.facts:
            return
        data["hood"] = {**told.facts["hood"], "name": row.name}
    elif row.area == Area.SUITE:
        data["room"].append(_room(session, data, row, told, asked))
    else:
        data["segregated_area"] = {**told.facts.get("room", {}), "name": row.name}
    for section in NAMED:
        data[section] += [{**one, "of": row.name} for one in told.facts.get(section, ())]
    verified = {one["name"]: one for one in told.facts.get("probe", ())}
    data["probe"] += list(probes(session, row, verified, asked.at, asked.zone))
    data["alarm"] += list(alarms(session, row, asked.at))


def _room(session: Session, data: Facts, row: Place, told: Told, asked: Asked) -> Facts:
    """One room; where a probe hangs, only the probe speaks, and its silence is not filled in."""
    hung = watched(session, row)
    on_file = {key: value for key, value in told.facts.get("room", {}).items() if key not in hung}
    said: Facts = {**on_file, "name": row.name, "kind": row.kind}
    for began, delay in dips(session, row, asked.at):
        said["pressure_low_since"] = began
        data["pressure_delay"] = delay
    return said | measured(session, row, asked.at)


def _add_balance(session: Session, data: Facts, hood: Place, told: Told, asked: Asked) -> None:
    card = card_of(session, hood.code)
    if card is None:
        return
    data["balance"] = {"used": True, **told.facts.get("balance", {}), **balance(card)}
    data["check"] = list(checks(session, card, asked.at, asked.zone))
