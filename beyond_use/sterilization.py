"""How a preparation is made sterile: the wait before it, the filter, the steam, the dry heat."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from beyond_use.clock import aware
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked, held
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason

__all__ = ["Filtration", "depyrogenated", "filtered", "held_before", "terminally_sterilized"]

_REJECT = Otherwise(
    Effect.NOTHING, "It may not be released as sterile: reject it", "a new preparation"
)
_VALIDATE = Otherwise(
    Effect.NOTHING, "The cycle may not be used", "a cycle proven for this load and container"
)


@dataclass(frozen=True)
class Filtration:
    """A sterilizing filtration: pore size in µm, and whether the filter passed its test after."""

    pores: Decimal | None
    integrity: bool | None


def held_before(completed_at: datetime | None, sterilized_at: datetime | None, law: Law) -> Reason:
    """Hold the wait between completion and sterilization against the longest allowed.

    It is for preparations with a nonsterile component. Raises BadFacts where it was sterilized
    before it was complete.
    """
    waited: timedelta | None = None
    if completed_at is not None and sterilized_at is not None:
        waited = aware(sterilized_at, "sterilization") - aware(completed_at, "completion")
        if waited < timedelta(0):
            trouble = f"It was sterilized at {sterilized_at} before it was complete"
            raise BadFacts(trouble)
    return held(law.row("Q-12"), waited, "Waited before sterilization", _REJECT)


def filtered(filtration: Filtration, law: Law) -> tuple[Reason, Reason]:
    """Ask for the pore size of the filter and for its integrity test."""
    row = law.row("Q-13")
    return (
        held(row, filtration.pores, "Pores of the sterilizing filter", _REJECT),
        asked(row, filtration.integrity, "The filter passed its integrity test", _REJECT),
    )


def terminally_sterilized(nonsterile_unit: Decimal | None, law: Law) -> Reason:
    """Hold the proven probability of a nonsterile unit against the largest allowed."""
    return held(law.row("Q-14"), nonsterile_unit, "Probability of a nonsterile unit", _VALIDATE)


def depyrogenated(powers_of_ten: Decimal | None, law: Law) -> Reason:
    """Hold the proven reduction of endotoxin by dry heat against the least asked for."""
    return held(law.row("Q-15"), powers_of_ten, "Endotoxin lowered by", _VALIDATE)
