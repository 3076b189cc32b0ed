"""Where a length of time ends: minutes, hours, days, months and years of the law, and cited ones."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beyond_use.clock import place_of
from beyond_use.errors import BadFacts
from beyond_use.lengths import end_of_length, end_of_row, length_told, told

NEW_YORK = "America/New_York"


@pytest.fixture
def row(law):
    def make(value, unit):
        return replace(law.row("IU-2"), value=value, unit=unit)

    return make


@pytest.mark.parametrize(
    ("value", "unit", "start", "end"),
    [
        ("90", "min", "2026-11-23T09:12-05:00", "2026-11-23T10:42-05:00"),
        ("12", "h", "2027-03-13T20:00-05:00", "2027-03-14T09:00-04:00"),
        ("1.5", "h", "2026-11-23T09:12-05:00", "2026-11-23T10:42-05:00"),
        ("4", "day", "2026-10-30T10:00-04:00", "2026-11-03T09:00-05:00"),
        ("4", "day", "2027-03-12T10:00-05:00", "2027-03-16T10:00-04:00"),
        ("273", "day", "2026-02-01T01:30-05:00", "2026-11-01T01:30-04:00"),  # shown twice
        ("4", "day", "2027-03-10T02:30-05:00", "2027-03-14T02:30-04:00"),  # left out: 01:30 EST
        ("6", "month", "2026-08-31T10:00-04:00", "2027-02-28T10:00-05:00"),
        ("1", "year", "2028-02-29T10:00-05:00", "2029-02-28T10:00-05:00"),
    ],
)
def test_a_row_ends_at_its_instant(row, value, unit, start, end):
    found = end_of_row(datetime.fromisoformat(start), row(value, unit), NEW_YORK)
    assert found == datetime.fromisoformat(end)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(("value", "unit"), [("1.5", "day"), ("20", "degC"), ("2", "times")])
def test_a_row_that_is_no_length_of_time_is_refused(row, value, unit):
    with pytest.raises(BadFacts, match="no length of time"):
        end_of_row(datetime(2026, 11, 23, tzinfo=UTC), row(value, unit), NEW_YORK)


def test_a_month_that_ends_in_the_repeated_hour_ends_at_the_first_of_the_two(row):
    start = datetime.fromisoformat("2026-10-01T01:30-04:00")
    assert end_of_row(start, row("1", "month"), NEW_YORK) == datetime(
        2026, 11, 1, 5, 30, tzinfo=UTC
    )


def test_a_month_that_ends_in_the_skipped_hour_ends_before_the_clocks_change(row):
    start = datetime.fromisoformat("2027-02-14T02:30-05:00")
    end = end_of_row(start, row("1", "month"), NEW_YORK)
    assert end <= datetime(2027, 3, 14, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [("12", "h", "12 h"), ("1", "day", "1 day"), ("10", "day", "10 days"), ("1", "year", "1 year")],
)
def test_a_row_is_told_in_words(row, value, unit, words):
    assert told(row(value, unit)) == words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ({"hours": 24}, "1 day"),
        ({"hours": 48}, "2 days"),
        ({"hours": 36}, "36 h"),
        ({"minutes": 90}, "1 h 30 min"),
    ],
)
def test_a_cited_length_is_told_in_words(length, words):
    assert length_told(timedelta(**length)) == words


@pytest.mark.parametrize(
    ("length", "start", "end"),
    [
        ({"minutes": 90}, "2026-11-23T09:12-05:00", "2026-11-23T10:42-05:00"),
        ({"hours": 36}, "2026-10-31T20:00-04:00", "2026-11-02T07:00-05:00"),
        ({"hours": 48}, "2026-10-31T20:00-04:00", "2026-11-02T19:00-05:00"),
        ({"days": 4}, "2026-11-23T09:12-05:00", "2026-11-27T09:12-05:00"),
        ({"days": 4}, "2027-03-12T10:00-05:00", "2027-03-16T10:00-04:00"),
        ({"days": 4, "minutes": 1}, "2027-03-12T10:00-05:00", "2027-03-16T11:01-04:00"),
    ],
)
def test_a_cited_length_ends_at_its_instant(length, start, end):
    found = end_of_length(datetime.fromisoformat(start), timedelta(**length), NEW_YORK)
    assert found == datetime.fromisoformat(end)
    assert found.tzinfo is UTC


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    minutes=st.integers(0, 3_000_000),
    figure=st.integers(1, 400),
    unit=st.sampled_from(["min", "h", "day", "month"]),
    zone=st.sampled_from([NEW_YORK, "UTC", "Europe/Zurich", "Australia/Lord_Howe"]),
)
def test_no_length_runs_past_its_elapsed_or_its_wall_clock_reading(
    row, minutes, figure, unit, zone
):
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    end = end_of_row(start, row(str(figure), unit), zone)
    assert end > start
    if unit == "day":
        assert end <= start + timedelta(days=figure)
        local = start.astimezone(place_of(zone)).replace(tzinfo=None) + timedelta(days=figure)
        assert end.astimezone(place_of(zone)).replace(tzinfo=None) <= local
        assert end == end_of_length(start, timedelta(days=figure), zone)
