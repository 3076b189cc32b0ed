from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from beyond_use.clock import end_of_day, last_whole_day, local_text
from beyond_use.csp import Stability, Storage, expiry_after_receipt, expiry_of_month
from beyond_use.errors import BadFacts

NEW_YORK = "America/New_York"
NAIVE = datetime(2026, 11, 23, 9, 12)  # noqa: DTZ001 - the point is that it says no zone


def test_a_time_without_its_zone_is_refused(dose, component):
    with pytest.raises(BadFacts, match="does not say its time zone"):
        dose(started_at=NAIVE)
    with pytest.raises(BadFacts, match="expiry of"):
        component(expires=NAIVE)
    with pytest.raises(BadFacts, match="beyond-use date of"):
        component(beyond_use=NAIVE)
    with pytest.raises(BadFacts, match="end of the in-use window of"):
        replace(component(), drawn_until=NAIVE)


@pytest.mark.parametrize("zone", ["Nowhere/Town", "", "../etc", "America", "x" * 5000, "a\0b"])
def test_an_unknown_time_zone_is_refused(dose, zone):
    with pytest.raises(BadFacts, match="no time zone"):
        dose(zone=zone)


def test_a_preparation_is_made_of_something(dose):
    with pytest.raises(BadFacts, match="without components"):
        dose(components=())


@pytest.mark.parametrize(("source", "hours"), [("", 1), (" ", 1), ("a study", 0), ("a study", -1)])
def test_a_stability_needs_a_source_and_a_length(source, hours):
    with pytest.raises(BadFacts, match="cited source"):
        Stability(Storage.ROOM, timedelta(hours=hours), source, confirmed=False)


@pytest.mark.parametrize(
    ("year", "month", "text"),
    [
        (2026, 11, "2026-11-30 23:59 EST"),
        (2028, 2, "2028-02-29 23:59 EST"),
        (2027, 2, "2027-02-28 23:59 EST"),
    ],
)
def test_an_expiry_of_month_and_year_is_its_last_day(year, month, text):
    assert local_text(expiry_of_month(year, month, NEW_YORK), NEW_YORK) == text


@pytest.mark.parametrize(
    ("received", "text"),
    [(date(2025, 11, 20), "2026-11-20 23:59 EST"), (date(2028, 2, 29), "2029-02-28 23:59 EST")],
)
def test_a_component_without_an_expiry_lasts_a_year_from_receipt(law, received, text):
    assert local_text(expiry_after_receipt(received, NEW_YORK, law), NEW_YORK) == text


@pytest.mark.parametrize(
    ("hour", "minute", "last"),
    [
        (14, 20, date(2026, 11, 23)),
        (23, 58, date(2026, 11, 23)),
        (23, 59, date(2026, 11, 24)),
        (0, 0, date(2026, 11, 23)),
    ],
)
def test_a_label_without_the_hour_says_the_last_whole_day(hour, minute, last):
    until = end_of_day(date(2026, 11, 24), NEW_YORK) - timedelta(
        hours=23 - hour, minutes=59 - minute
    )
    assert last_whole_day(until, NEW_YORK) == last


def test_the_repeated_hour_is_told_apart_by_its_zone():
    assert local_text(datetime(2026, 11, 1, 5, 30, tzinfo=UTC), NEW_YORK) == "2026-11-01 01:30 EDT"
    assert local_text(datetime(2026, 11, 1, 6, 30, tzinfo=UTC), NEW_YORK) == "2026-11-01 01:30 EST"
