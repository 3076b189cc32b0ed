"""What a count demands: all of it where a level is exceeded, a record and a trend below it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason

__all__ = ["Occasion", "OccasionKind", "Response", "after_growth", "occasions", "response"]

_DESIGNATED = "the designated person"
_ASKS = {
    "investigated": "Find the cause",
    "corrected": "Correct it, as far as the count and the organism ask for",
    "sampled again": "Sample the site again after the correction",
    "genus named": "Have the organism identified to its genus at least",
    "documented": "Write down what was found and done",
    "trended": "Put the count into the trend of its site",
}


@dataclass(frozen=True)
class Response:
    """What has been done about a count. None is not known; no is not yet.

    ``again_exceeded`` tells of the new sample whether it too is above the level.
    """

    investigated: bool | None = None
    corrected: bool | None = None
    sampled_again: bool | None = None
    again_exceeded: bool | None = None
    genus: str = ""
    documented: bool | None = None
    trended: bool | None = None


class OccasionKind(StrEnum):
    """What asks for samples outside the plan (EM-10)."""

    CERTIFICATION = "certification"
    SERVICING = "servicing"
    CONSTRUCTION = "construction"
    STERILITY_FAILURE = "a failed sterility test"
    TREND = "an adverse trend"
    CORRECTION = "a correction to be proved"


@dataclass(frozen=True)
class Occasion:
    """Something that asks for samples, and its day."""

    kind: OccasionKind
    on: date


def response(site: str, done: Response, law: Law) -> tuple[Reason, ...]:
    """Judge the answer to an exceeded level: everything EM-6 demands, each by itself."""
    again = False if done.again_exceeded else done.sampled_again
    if done.again_exceeded is None and again:
        again = None  # taken, but not read: the correction is not proved
    facts = {
        "investigated": done.investigated,
        "corrected": done.corrected,
        "sampled again": again,
        "genus named": True if done.genus.strip() else None,
        "documented": done.documented,
        "trended": done.trended,
    }
    return _each("EM-6", site, facts, law)


def after_growth(site: str, done: Response, law: Law) -> tuple[Reason, ...]:
    """Judge the answer to growth at or below the level: recorded and trended, no more (EM-7)."""
    return _each("EM-7", site, {"documented": done.documented, "trended": done.trended}, law)


def occasions(
    site: str, asked_by: tuple[Occasion, ...], last: date | None, today: date, law: Law
) -> tuple[Reason, ...]:
    """Judge whether each occasion was followed by a sample, on its day or later (EM-10).

    Raises BadFacts for an occasion or a sample of a day to come.
    """
    for on in (*(each.on for each in asked_by), last):
        if on is not None and on > today:
            trouble = f"{site}: {on} is after today, {today}"
            raise BadFacts(trouble)
    otherwise = Otherwise(Effect.NOTED, "Sample the site", "whoever takes the sample")
    return tuple(
        asked(
            law.row("EM-10"),
            None if last is None else last >= each.on,
            f"{site}, sampled since {each.kind} on {each.on}",
            otherwise,
        )
        for each in asked_by
    )


def _each(rule: str, site: str, facts: dict[str, bool | None], law: Law) -> tuple[Reason, ...]:
    return tuple(
        asked(
            law.row(rule),
            done,
            f"{site}, {what}",
            Otherwise(Effect.NOTED, _ASKS[what], _DESIGNATED),
        )
        for what, done in facts.items()
    )
