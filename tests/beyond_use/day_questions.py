"""Instants, zones and limits to count days by: many of them where clocks change and months end."""

from random import Random
from typing import NamedTuple

from tests.beyond_use.second_days import DAY, FIRST, HOUR, LAST, MINUTE, offsets

ZONES = (
    "America/New_York", "America/Chicago", "America/Phoenix", "America/Anchorage", "America/Adak",
    "America/St_Johns", "America/Santiago", "America/Havana", "America/Nuuk", "America/Asuncion",
    "Atlantic/Azores", "Europe/London", "Europe/Berlin", "Africa/Cairo", "Africa/Casablanca",
    "Asia/Beirut", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tehran", "Australia/Sydney",
    "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham",
    "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Honolulu", "Antarctica/Troll", "UTC",
)  # fmt: skip
LIMITS = (1, 2, 4, 9, 10, 14, 28, 30, 42, 45, 60, 90, 120, 180, 365)
MARGIN = 3 * 366 * DAY


class Question(NamedTuple):
    """An instant, a place, and a limit in days and in hours."""

    instant: int
    zone: str
    days: int
    hours: int


def questions(instants, seed, zones=ZONES):
    """So many drawn instants, each asked at every place with a limit of its own.

    One in three lies anywhere, one ends its limit within a few hours of a change of the clocks, one
    lies within a few minutes of such a change or its end does.
    """
    random = Random(seed)  # noqa: S311 - drawn questions hide nothing
    for turn in range(instants):
        anywhere = random.randrange(FIRST + MARGIN, LAST - MARGIN)
        for zone in zones:
            days, hours = random.choice(LIMITS), random.randrange(1, 200)
            instant = anywhere
            if turn % 3:
                width = 6 * HOUR if turn % 3 == 1 else 3 * MINUTE
                change = near(zone, anywhere, random)
                beyond = random.choice((0, HOUR, -HOUR, 30 * MINUTE, DAY))
                instant = change + beyond + random.randrange(-width, width + 1)
                instant -= random.choice((0, days * DAY))
            yield Question(instant, zone, days, hours)


def near(zone, instant, random):
    """A change of the clocks in the middle of the table; any instant where they never change."""
    changes = [one for one in offsets(zone).since if FIRST + MARGIN < one < LAST - MARGIN]
    return random.choice(changes) if changes else instant
