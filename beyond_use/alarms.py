"""Alarms that are still open, and pressure that has dipped only just now.

A dip no longer than the site's own delay is noted and shortens no date; at the delay itself it is
still short. A room that contains hazardous drugs is given no such time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from beyond_use.clock import aware
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, State

__all__ = ["Alarm", "Dip", "alarms", "forgive_dip"]

_PRESSURE = "FE-6"
_ANSWER = Otherwise(Effect.NOTED, "Answer it and write down why it came", "whoever answers it")


@dataclass(frozen=True)
class Alarm:
    """One alarm of room or hood. ``answered`` is None where nobody knows."""

    about: str
    began: datetime
    answered: bool | None


@dataclass(frozen=True)
class Dip:
    """Pressure below its limit: since when, and how long the site lets it be."""

    began: datetime
    delay: timedelta

    def __post_init__(self) -> None:
        if self.delay < timedelta(0):
            trouble = "A delay of less than no time cannot be"
            raise BadFacts(trouble)


def alarms(given: Iterable[Alarm] | None, now: datetime, law: Law) -> tuple[Reason, ...]:
    """Judge whether every alarm is answered; None where it is not known whether any rings.

    Raises BadFacts where one began after now.
    """
    row = law.row("STD-2")
    if given is None:
        return (asked(row, None, "No alarm open", _ANSWER),)
    every = tuple(given)
    for one in every:
        _refuse_future(one.began, now, f"alarm about {one.about}")
    if not every:
        return (asked(row, True, "No alarm open", _ANSWER),)  # noqa: FBT003 - the answer is the fact
    return tuple(
        asked(row, one.answered, f"Alarm about {one.about} answered", _ANSWER) for one in every
    )


def forgive_dip(
    reasons: Iterable[Reason], dip: Dip | None, now: datetime, law: Law
) -> tuple[Reason, ...]:
    """Let a pressure step that is lost only just now cost no more than a note (STD-3).

    Pressure that is not known is forgiven nothing. Raises BadFacts where the dip began after now.
    """
    every = tuple(reasons)
    if dip is None:
        return every
    _refuse_future(dip.began, now, "dip")
    lasted = aware(now, "time") - aware(dip.began, "dip")
    if lasted > dip.delay:
        return every
    row = law.row("STD-3")
    told = (
        f"It has dipped for {lasted}, no longer than the site's delay of {dip.delay} ({row.rule})."
    )
    return tuple(_noted(one, told) if _is_lost_step(one) else one for one in every)


def _is_lost_step(reason: Reason) -> bool:
    return reason.rule == _PRESSURE and reason.state is State.NOT_MET


def _noted(reason: Reason, told: str) -> Reason:
    """Keep that it is not met, and lower what it costs."""
    cost = min(reason.effect, Effect.NOTED)
    return replace(reason, effect=cost, says=f"{reason.says} {told}")


def _refuse_future(began: datetime, now: datetime, what: str) -> None:
    if aware(began, what) > aware(now, "time"):
        trouble = f"The {what} began after now"
        raise BadFacts(trouble)
