from datetime import date, datetime

import pytest

from beyond_use.fact_kinds import day, expiry, moment


@pytest.mark.parametrize("year", [1, 1899, 9001, 9999])
def test_a_year_beyond_the_reach_of_the_calendar_is_refused(year):
    for read, value in (
        (day, date(year, 12, 31)),
        (moment, datetime(year, 12, 31, 23, 59)),  # noqa: DTZ001 - as a file writes it
        (expiry, date(year, 12, 31)),
        (expiry, f"{year:04d}-12"),
    ):
        with pytest.raises(ValueError, match="is not in a year from 1900 to 9000"):
            read(value)


@pytest.mark.parametrize("year", [1900, 2026, 9000])
def test_a_year_within_reach_is_read(year):
    assert day(date(year, 1, 1)).year == year
    assert moment(datetime(year, 1, 1, 12)).year == year  # noqa: DTZ001 - as a file writes it
    assert expiry(f"{year}-01") == (year, 1)
