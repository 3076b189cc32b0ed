"""A wall clock that jumps against steady time is told, and by how much (TM-8)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from beyond_use.errors import BadFacts
from beyond_use.law import in_force_on
from beyond_use.steady import Look, stepped

LAW = in_force_on(date(2026, 11, 25))
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def after(wall_seconds, steady_seconds):
    later = Look(NOON + wall_seconds * SECOND, steady_seconds * SECOND)
    return stepped(Look(NOON, timedelta(0)), later, LAW)


@pytest.mark.parametrize(
    ("wall", "jump"),
    [
        (5, None),
        (7, None),
        (7.001, 2.001),
        (3, None),
        (2.999, -2.001),
        (-3595, -3600),
        (3605, 3600),
    ],
)
def test_a_clock_may_move_by_its_limit_and_no_more(wall, jump):
    found = after(wall, 5)
    assert found == (None if jump is None else timedelta(seconds=jump))


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(BadFacts, match="time zone"):
        stepped(Look(NOON.replace(tzinfo=None), timedelta(0)), Look(NOON, SECOND), LAW)
