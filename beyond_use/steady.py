"""A clock that jumps: how far the wall clock moved against steady time (TM-8)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from beyond_use.clock import aware
from beyond_use.figures import keeps
from beyond_use.law import Law

__all__ = ["Look", "stepped"]


@dataclass(frozen=True)
class Look:
    """One look at both clocks; ``steady`` counts from any beginning and never goes back."""

    wall: datetime
    steady: timedelta


def stepped(before: Look, after: Look, law: Law) -> timedelta | None:
    """Give how far the wall clock jumped, backwards below nought; None within the law's limit.

    A machine that slept looks like a jump forward, which it is for everything that was to be heard
    meanwhile. Raises BadFacts where an instant says no zone.
    """
    passed = aware(after.wall, "second look") - aware(before.wall, "first look")
    jump = passed - (after.steady - before.steady)
    return None if keeps(law.row("TM-8"), abs(jump), "jump") else jump
