"""Alarms that are still open, and pressure that has dipped only just now.

A dip no longer than the site's own delay is noted and shortens no date; at the delay itself it is
still short. No delay counts for longer than the house's ceiling. Where the air no longer flows
outward, that is no dip, and a room that contains hazardous drugs is given no such time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from beyond_use.clock import aware
from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.facility import outward
from beyond_use.figures import FIND_OUT, Fact, Otherwise, asked, found, held, keeps
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason

__all__ = ["Alarm", "Dip", "alarms", "long_delay", "longest_delay", "short_dip"]

_ANSWER = Otherwise(
    Effect.NOTED, "Answer it and write down why it came", "whoever answers it", unknown=FIND_OUT
)
_MINUTE = timedelta(minutes=1)


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


def short_dip(name: str, pressure: Fact, dip: Dip, now: datetime, law: Law) -> Reason | None:
    """Judge the pressure step of a room that fell below its limit only just now (STD-3).

    None where the dip has lasted longer than the delay, or than the longest one that counts, where
    the pressure is not known, or where it is none or reversed: then the room is judged as any
    other, at once. Raises BadFacts where the dip began after now.
    """
    _refuse_future(dip.began, now, f"dip in {name}")
    lasted = aware(now, "time") - aware(dip.began, "dip")
    delay, row = min(dip.delay, longest_delay(law)), law.row("FE-6")
    if lasted > delay or not outward(pressure, row):
        return None
    noted = Otherwise(
        Effect.NOTED,
        f"It has dipped for {_told(lasted)}, no longer than the site's delay of "
        f"{_told(delay)} (STD-3): close the doors and watch it",
        "the room, once the pressure stands again",
    )
    return held(row, pressure, f"{name}, pressure", noted)


def longest_delay(law: Law) -> timedelta:
    """Give the longest delay that counts (STD-3): the house's own ceiling."""
    return timedelta(seconds=int(_longest(law).number * _MINUTE.seconds))  # it stands in minutes


def long_delay(name: str, dip: Dip, law: Law) -> Reason | None:
    """Note a delay longer than the ceiling, which counts instead (STD-3); else None."""
    row = _longest(law)
    if keeps(row, dip.delay):
        return None
    said = f"{name}, the site's delay for a pressure dip: {_told(dip.delay)}."
    do = f"The house lets a dip be for {_told(longest_delay(law))} at most, and so long counts"
    otherwise = Otherwise(Effect.NOTED, do, "whoever shortens the delay")
    return found(row, met=False, said=said, otherwise=otherwise)


def _longest(law: Law) -> Row:
    return law.row("STD-3", "longest delay")


def _told(length: timedelta) -> str:
    """Say a length in hours, minutes and seconds, leaving out what is none: 2 h 5 min."""
    hours, rest = divmod(length, timedelta(hours=1))
    minutes, rest = divmod(rest, _MINUTE)
    parts = {"h": hours, "min": minutes, "s": rest // timedelta(seconds=1)}
    return " ".join(f"{count} {unit}" for unit, count in parts.items() if count) or "0 s"


def _refuse_future(began: datetime, now: datetime, what: str) -> None:
    if aware(began, what) > aware(now, "time"):
        trouble = f"The {what} began after now"
        raise BadFacts(trouble)
