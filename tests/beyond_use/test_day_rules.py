"""The clock of the law against a second one, at thousands of instants."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from beyond_use.cadence import cadence, due_day
from beyond_use.clock import after_days, end_of_day, floor_minute, last_whole_day
from beyond_use.csp import expiry_of_month
from beyond_use.edition import Row
from beyond_use.lengths import end_of_row
from tests.beyond_use import second_days as second
from tests.beyond_use.day_questions import ZONES, questions

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(seconds):
    return EPOCH + timedelta(seconds=seconds)


def seconds(at):
    return (at - EPOCH) // timedelta(seconds=1)


def day(number):
    return EPOCH.date() + timedelta(days=number)


def test_days_are_counted_alike_by_both():
    asked = 0
    for one in questions(2000, seed=20261125):
        start = instant(one.instant)
        until = after_days(start, one.days, one.zone)
        assert seconds(until) == second.after_days(one.instant, one.days, one.zone), one
        assert seconds(floor_minute(until)) == second.to_the_minute(seconds(until)), one
        asked += 1
    assert asked == 2000 * len(ZONES)


def test_hours_are_counted_alike_by_both():
    for one in questions(200, seed=1):
        until = floor_minute(instant(one.instant) + timedelta(hours=one.hours))
        counted = second.to_the_minute(second.after_hours(one.instant, one.hours))
        assert seconds(until) == counted, one


def test_the_last_whole_day_is_the_same_for_both():
    for one in questions(300, seed=2):
        whole = last_whole_day(instant(one.instant), one.zone)
        assert whole == day(second.last_whole_day(one.instant, one.zone)), one


def test_no_reading_of_so_many_days_is_exceeded():
    for one in questions(300, seed=3):
        until = seconds(after_days(instant(one.instant), one.days, one.zone))
        there = second.offsets(one.zone)
        assert until <= one.instant + one.days * second.DAY, one
        assert there.shown(until) <= there.shown(one.instant) + one.days * second.DAY, one


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_ends_alike_for_both(zone):
    for number in range(second.day_number(2024, 1, 1), second.day_number(2029, 1, 1)):
        at = day(number)
        ends = end_of_day(at, zone)
        assert seconds(ends) == second.end_of_day(at.year, at.month, at.day, zone), at
        assert last_whole_day(ends, zone) == at
        assert last_whole_day(ends - timedelta(minutes=1), zone) == at - timedelta(days=1)


@pytest.mark.parametrize("zone", ["America/New_York", "Australia/Lord_Howe", "Pacific/Chatham"])
def test_a_month_ends_alike_for_both(zone):
    for year in range(2023, 2037):
        for month in range(1, 13):
            ends = expiry_of_month(year, month, zone)
            assert seconds(ends) == second.end_of_month(year, month, zone)


def test_months_are_counted_alike_by_both(law):
    random = Random(5)  # noqa: S311 - drawn questions hide nothing
    whole_life = law.row("RT-1")
    for _ in range(2000):
        last = date(2023, 1, 1) + timedelta(days=random.randrange(5000))
        months = random.randrange(1, 40)
        every = month_row(whole_life, months)
        counted = second.after_months(last.year, last.month, last.day, months)
        assert due_day(last, every) == date(*counted)


def test_months_end_at_the_same_hour_for_both(law):
    random = Random(7)  # noqa: S311 - drawn questions hide nothing
    for one in questions(300, seed=4):
        months = random.randrange(1, 30)
        until = end_of_row(instant(one.instant), month_row(law.row("RT-1"), months), one.zone)
        assert seconds(until) == second.after_months_at(one.instant, months, one.zone), one


def test_what_is_due_by_the_month_is_overdue_the_day_after_for_both(law):
    random = Random(6)  # noqa: S311 - drawn questions hide nothing
    half_a_year = month_row(law.row("RT-1"), 6)
    for _ in range(2000):
        last = date(2024, 1, 1) + timedelta(days=random.randrange(4000))
        passed = random.randrange(150, 220)
        due = second.day_number(*second.after_months(last.year, last.month, last.day, 6))
        left = due - second.day_number(last.year, last.month, last.day) - passed
        told = cadence(last, half_a_year, last + timedelta(days=passed), law)
        assert told.days_left == left
        assert told.current is (left >= 0)
        assert told.warning == next((days for days in (7, 14, 30) if 0 <= left <= days), None)


def month_row(row, months):
    return Row(
        row.rule, "", str(months), "month", row.comparator, row.says, row.citation,
        row.confirmed, row.status,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "start", "days", "until"),
    [
        # Spring: the day has 23 hours, so the wall is the earlier reading.
        ("America/New_York", "2026-03-07 14:00", 1, "2026-03-08 13:00"),
        # Autumn: the day has 25 hours, so elapsed time is the earlier one.
        ("America/New_York", "2026-10-31 13:00", 1, "2026-11-01 13:00"),
        # 02:30 is left out on 8 March: taken by the clock after the change, 01:30 EST.
        ("America/New_York", "2026-03-07 07:30", 1, "2026-03-08 06:30"),
        # 01:30 comes twice on 1 November: the first one counts.
        ("America/New_York", "2026-10-25 05:30", 7, "2026-11-01 05:30"),
        # And the first one again where a summer lies between.
        ("America/New_York", "2026-02-01 06:30", 273, "2026-11-01 05:30"),
        # Begun the second time it was 01:30.
        ("America/New_York", "2026-11-01 06:30", 1, "2026-11-02 06:30"),
        # Half an hour of summer time, in the south.
        ("Australia/Lord_Howe", "2026-10-03 02:00", 1, "2026-10-04 01:30"),
        ("Australia/Lord_Howe", "2026-04-04 02:00", 1, "2026-04-05 02:00"),
        # 24:00 on 5 September is left out in Santiago: 01:00 of the sixth by the clock before.
        ("America/Santiago", "2026-09-05 04:15", 1, "2026-09-06 03:15"),
        # A leap day is a day.
        ("America/New_York", "2028-02-28 14:00", 2, "2028-03-01 14:00"),
        ("America/New_York", "2027-02-28 14:00", 2, "2027-03-02 14:00"),
    ],
)
def test_days_end_where_they_should(zone, start, days, until):
    begun, ends = (datetime.fromisoformat(f"{text}+00:00") for text in (start, until))
    assert after_days(begun, days, zone) == ends
    assert second.after_days(seconds(begun), days, zone) == seconds(ends)


def test_a_day_whose_last_hour_is_left_out_ends_before_it():
    saturday = date(2026, 3, 28)  # in Nuuk the clocks go forward at 23:00, to midnight
    ends = end_of_day(saturday, "America/Nuuk")
    assert ends == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert last_whole_day(ends, "America/Nuuk") == saturday


def test_a_day_whose_last_hour_comes_twice_ends_with_the_second():
    saturday = date(2026, 4, 4)  # in Santiago the clocks go back at midnight, to 23:00
    ends = end_of_day(saturday, "America/Santiago")
    assert ends == datetime(2026, 4, 5, 3, 59, tzinfo=UTC)
    assert last_whole_day(ends - timedelta(hours=1), "America/Santiago") == date(2026, 4, 3)
