"""What was begun on the designated person's signature begins to be given within hours, or never.

The hours are those of immediate use. They are one limit more among those weighed, so that a
signature never lengthens a date, whatever the storage.
"""

from collections.abc import Iterator
from datetime import datetime

from beyond_use.answer import Kind, Limit
from beyond_use.csp import Preparation
from beyond_use.law import Law
from beyond_use.lengths import end_of_row, told

__all__ = ["holds_until", "signed_limits"]

_HOURS = "IU-2"
_SIGNED = "STD-4"


def signed_limits(csp: Preparation, law: Law) -> Iterator[Limit]:
    """Give the limit of what was begun on a signature; none where nothing was signed for."""
    if not csp.signed_by.strip():
        return
    hours, signed = law.row(_HOURS), law.row(_SIGNED)
    yield Limit(
        Kind.SIGNED,
        end_of_row(csp.started_at, hours, csp.zone),
        f"begun on the signature of {csp.signed_by}: giving begins within {told(hours)} of start",
        f"{hours.citation}, {hours.rule}; asked for by {signed.rule}",
        hours.confirmed,
        hours.rule,
        f"{hours.value} {hours.unit}",
    )


def holds_until(signed_at: datetime, zone: str, law: Law) -> datetime:
    """Give the last instant at which work may begin on a signature (STD-4, hours of IU-2)."""
    return end_of_row(signed_at, law.row(_HOURS), zone)
