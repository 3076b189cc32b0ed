"""Plates: their media, their incubator, and whether they were warm and cool for long enough.

A plate not incubated as it should be shows nothing: no growth on it is no proof.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked, held
from beyond_use.law import Law
from beyond_use.personnel_facts import Stage
from beyond_use.reason import Effect, Reason

__all__ = ["Incubator", "MediaLot", "incubator", "media", "one_plate", "two_plates"]

_INVALID = Otherwise(
    Effect.NOTED,
    "The result does not count: sample again, and incubate as the rule says",
    "whoever takes the sample again",
)
_MEDIA = Otherwise(Effect.NOTED, "Use media for which it is on file", "the laboratory")
_INCUBATOR = Otherwise(Effect.NOTED, "Put it right and write it down", "the designated person")
_STAGES = 2


@dataclass(frozen=True)
class MediaLot:
    """A lot of plates, and what is on file about it."""

    lot: str
    expires: date
    growth_certificate: bool | None = None
    positive_control_grew: bool | None = None
    negative_control_grew: bool | None = None


@dataclass(frozen=True)
class Incubator:
    """An incubator: where it stands, and how its temperature is watched."""

    name: str
    outside_compounding_area: bool | None = None
    temperature_watched: bool | None = None
    reviewed: bool | None = None
    documented: bool | None = None


def one_plate(stages: tuple[Stage, ...], law: Law, rule: str = "EM-4") -> tuple[Reason, ...]:
    """Judge a plate that was warm first and cool then; a stage that is missing is not known.

    Raises BadFacts for more than two stages: then the plate was neither one nor the other.
    """
    if len(stages) > _STAGES:
        trouble = f"A plate is incubated in two stages, warm and cool, but here are {len(stages)}"
        raise BadFacts(trouble)
    warmer, cooler = (*stages, None, None)[:_STAGES]
    return (*_stage("warmer", warmer, rule, law), *_stage("cooler", cooler, rule, law))


def two_plates(bacteria: Stage | None, fungi: Stage | None, law: Law) -> tuple[Reason, ...]:
    """Judge two plates of one site, one warm for bacteria and one cool for fungi (EM-5)."""
    return (*_stage("warmer", bacteria, "EM-5", law), *_stage("cooler", fungi, "EM-5", law))


def media(lot: MediaLot, used_on: date, law: Law) -> tuple[Reason, ...]:
    """Judge a lot of media on the day it was used; it may be used on the day it expires (EM-8)."""
    row, name = law.row("EM-8"), f"Media lot {lot.lot}"
    grew = lot.negative_control_grew
    return (
        asked(row, bool(lot.lot.strip()), f"{name}, lot known", _MEDIA),
        asked(row, used_on <= lot.expires, f"{name}, in date on {used_on}", _INVALID),
        asked(row, lot.growth_certificate, f"{name}, growth promotion certified", _MEDIA),
        asked(row, lot.positive_control_grew, f"{name}, positive control grew", _INVALID),
        asked(row, None if grew is None else not grew, f"{name}, negative control clear", _INVALID),
    )


def incubator(facts: Incubator, law: Law) -> tuple[Reason, ...]:
    """Judge an incubator (EM-9)."""
    answers = {
        "outside the compounding area": facts.outside_compounding_area,
        "temperature watched while plates are in it": facts.temperature_watched,
        "temperature reviewed": facts.reviewed,
        "temperature documented": facts.documented,
    }
    row = law.row("EM-9")
    return tuple(
        asked(row, answer, f"{facts.name}, {what}", _INCUBATOR) for what, answer in answers.items()
    )


def _stage(warmth: str, stage: Stage | None, rule: str, law: Law) -> Iterator[Reason]:
    facts = {
        warmth: None if stage is None else stage.lasted,
        f"{warmth} from": None if stage is None else stage.coldest,
        f"{warmth} to": None if stage is None else stage.warmest,
    }
    told = {warmth: "time", f"{warmth} from": "coldest", f"{warmth} to": "warmest"}
    for part, fact in facts.items():
        yield held(
            law.row(rule, part), fact, f"{warmth.capitalize()} stage, {told[part]}", _INVALID
        )
