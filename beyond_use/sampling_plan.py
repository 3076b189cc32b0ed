"""When and where samples are due: by the highest category that is made in a room.

The clock runs from the last sample taken, not from its result. An overdue sample is noted; for
Category 3, whose controls hold at all times, it leaves Category 2.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beyond_use.csp import Area
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked
from beyond_use.law import Law, Row
from beyond_use.reason import Effect, Reason
from beyond_use.repeated import repeated

__all__ = ["LastSamples", "Site", "plan_reviewed", "schedule", "sites", "sites_wanted"]

_HIGHEST = 3


class Site(StrEnum):
    """Where viable air and surfaces are sampled."""

    HOOD = "hood"
    BUFFER = "buffer room"
    ANTE = "ante-room"
    HATCH = "pass-through"


@dataclass(frozen=True)
class LastSamples:
    """The last day on which each kind of sample was taken; None where that is not known."""

    air: date | None = None
    surfaces: date | None = None
    particles: date | None = None


def schedule(
    category: int, last: LastSamples, today: date, law: Law
) -> tuple[Reason, Reason, Reason]:
    """Judge the last samples of air, surfaces and particles, for the highest category made.

    Raises BadFacts where there is no such category, or a sample is of a day to come.
    """
    air, surfaces, particles = _every(category, law)
    costs = Effect.CATEGORY_2 if category == _HIGHEST else Effect.NOTED
    viable = Otherwise(costs, "Take the sample", "whoever takes the sample")
    count = Otherwise(Effect.NOTED, "Have the particles counted", "a certifier")
    return (
        repeated(air, last.air, today, law, "Viable air", viable),
        repeated(surfaces, last.surfaces, today, law, "Surfaces", viable),
        repeated(particles, last.particles, today, law, "Total particles", count),
    )


def sites_wanted(area: Area, *, pass_through: bool) -> frozenset[Site]:
    """Give where samples belong: in a segregated area the hood alone."""
    if area is Area.SEGREGATED:
        return frozenset({Site.HOOD})
    wanted = {Site.HOOD, Site.BUFFER, Site.ANTE}
    return frozenset(wanted | ({Site.HATCH} if pass_through else set()))


def sites(
    area: Area, sampled: frozenset[Site], law: Law, *, pass_through: bool
) -> tuple[Reason, ...]:
    """Judge whether every site that belongs in the plan was sampled."""
    otherwise = Otherwise(Effect.NOTED, "Add the site to the plan", "whoever takes the sample")
    row = law.row("EM-1", "every")
    return tuple(
        asked(row, site in sampled, f"Sampled: {site}", otherwise)
        for site in Site
        if site in sites_wanted(area, pass_through=pass_through)
    )


def plan_reviewed(last: date | None, today: date, law: Law) -> Reason:
    """Judge when the plan was last reviewed (EM-11). Raises BadFacts for a day to come."""
    otherwise = Otherwise(Effect.NOTED, "Review the sampling plan", "the designated person")
    return repeated(law.row("EM-11"), last, today, law, "Sampling plan reviewed", otherwise)


def _every(category: int, law: Law) -> tuple[Row, Row, Row]:
    particles = law.row("EM-3")
    match category:
        case 1 | 2:
            return law.row("EM-1", "every"), law.row("EM-2", "every"), particles
        case 3:
            part = "between samples"
            return law.row("C3-3", part), law.row("C3-4", part), particles
        case _:
            trouble = f"There is no Category {category}"
            raise BadFacts(trouble)
