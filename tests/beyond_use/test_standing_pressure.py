"""A pressure that is low now: how long it is let be, and when it is not."""

import tomllib

import pytest

from beyond_use.standing import Grade
from tests.beyond_use.standing_examples import answer, example, opened


@pytest.fixture
def good():
    return example()


@pytest.mark.parametrize(
    ("since", "grade"),
    [("08:55:00", Grade.NOTED), ("08:54:59", Grade.CATEGORY_1), (None, Grade.CATEGORY_1)],
)
def test_a_pressure_dip_within_the_sites_delay_shortens_no_date(good, since, grade):
    room = good["room"][0]
    room["pressure"] = "0.001 in_wc"
    if since is not None:
        room["pressure_low_since"] = tomllib.loads(f"at = 2026-11-25T{since}")["at"]
    assert answer(good).grade is grade


@pytest.mark.parametrize(
    ("since", "grade"), [("08:45:00", Grade.NOTED), ("08:44:59", Grade.CATEGORY_1)]
)
def test_a_delay_of_hours_counts_for_a_quarter_of_one_and_is_told(good, since, grade):
    good["pressure_delay"] = "8 h"
    low = tomllib.loads(f"at = 2026-11-25T{since}")["at"]
    good["room"][0].update(pressure="0.001 in_wc", pressure_low_since=low)
    found = answer(good)
    assert found.grade is grade
    assert "8 h" in opened(found)["STD-3"].says


@pytest.mark.parametrize(
    ("pressure", "grade"),
    [
        ("0.0001 in_wc", Grade.NOTED),
        ("0 in_wc", Grade.CATEGORY_1),
        ("-0.0001 in_wc", Grade.CATEGORY_1),
    ],
)
@pytest.mark.parametrize("number", [0, 1])
def test_reversed_flow_costs_category_1_at_once_whatever_the_delay(good, pressure, grade, number):
    good["room"][number].update(pressure=pressure, pressure_low_since=good["at"])
    found = answer(good)
    assert found.grade is grade
    said = opened(found)["FE-6"].says
    assert ("Air no longer flows outward" in said) is (grade is Grade.CATEGORY_1)


def test_without_a_delay_of_its_own_a_site_is_given_none(good):
    good["room"][0].update(
        pressure="0.001 in_wc", pressure_low_since=good["at"].replace(hour=8, minute=59)
    )
    del good["pressure_delay"]
    assert answer(good).grade is Grade.CATEGORY_1
