from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyond_use.cadence import DueState, cadence, daily, due_day, length_told
from beyond_use.edition import Citation, Row
from beyond_use.errors import BadFacts, NoLawInForce

CITED = Citation("a chapter", "2023", "a section", "a test", date(2026, 11, 25))


def every(value, unit):
    return Row(
        "T-0", "", value, unit, "at most", "again", CITED, confirmed=False, status="recalled"
    )


@pytest.mark.parametrize(
    ("last", "value", "unit", "due"),
    [
        (date(2026, 6, 1), "6", "month", date(2026, 12, 1)),
        (date(2026, 5, 20), "6", "month", date(2026, 11, 20)),
        (date(2026, 8, 31), "6", "month", date(2027, 2, 28)),
        (date(2027, 8, 31), "6", "month", date(2028, 2, 29)),
        (date(2026, 8, 30), "6", "month", date(2027, 2, 28)),
        (date(2026, 8, 28), "6", "month", date(2027, 2, 28)),
        (date(2026, 8, 27), "6", "month", date(2027, 2, 27)),
        (date(2028, 2, 29), "12", "month", date(2029, 2, 28)),
        (date(2028, 2, 29), "1", "year", date(2029, 2, 28)),
        (date(2028, 2, 29), "4", "year", date(2032, 2, 29)),
        (date(2027, 2, 28), "12", "month", date(2028, 2, 28)),
        (date(2026, 11, 30), "1", "month", date(2026, 12, 30)),
        (date(2026, 12, 31), "1", "month", date(2027, 1, 31)),
        (date(2027, 1, 31), "1", "month", date(2027, 2, 28)),
        (date(2026, 12, 31), "2", "month", date(2027, 2, 28)),
        (date(2026, 11, 25), "7", "day", date(2026, 12, 2)),
        (date(2026, 2, 25), "30", "day", date(2026, 3, 27)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_one_of_a_shorter_month(last, value, unit, due):
    assert due_day(last, every(value, unit)) == due


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(1, 36))
def test_a_clock_in_months_ends_in_the_right_month_and_never_runs_past_its_day(last, months):
    due = due_day(last, every(str(months), "month"))
    assert (due.year * 12 + due.month) - (last.year * 12 + last.month) == months
    assert due.day == min(last.day, monthrange(due.year, due.month)[1])


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(1, 36))
def test_a_later_sample_is_never_due_earlier(last, months):
    row = every(str(months), "month")
    assert due_day(last, row) <= due_day(last + timedelta(days=1), row)


@pytest.mark.parametrize(
    ("today", "state", "left", "warning"),
    [
        (date(2026, 11, 1), DueState.IN_DATE, 31, None),
        (date(2026, 11, 2), DueState.DUE_SOON, 30, 30),
        (date(2026, 11, 17), DueState.DUE_SOON, 15, 30),
        (date(2026, 11, 18), DueState.DUE_SOON, 14, 14),
        (date(2026, 11, 24), DueState.DUE_SOON, 8, 14),
        (date(2026, 11, 25), DueState.DUE_SOON, 7, 7),
        (date(2026, 12, 1), DueState.DUE_SOON, 1, 7),
        (date(2026, 12, 2), DueState.DUE_SOON, 0, 7),
        (date(2026, 12, 3), DueState.OVERDUE, -1, None),
    ],
)
def test_it_warns_at_thirty_fourteen_and_seven_days_and_is_overdue_the_day_after(
    today, state, left, warning
):
    due = cadence(date(2026, 6, 2), every("6", "month"), today)
    assert (due.state, due.days_left, due.warning) == (state, left, warning)
    assert due.due == date(2026, 12, 2)
    assert due.current is (state is not DueState.OVERDUE)


@pytest.mark.parametrize(
    ("last", "value", "unit", "today", "state"),
    [
        (date(2026, 10, 15), "1", "month", date(2026, 10, 31), DueState.IN_DATE),
        (date(2026, 10, 15), "1", "month", date(2026, 11, 1), DueState.DUE_SOON),
        (date(2026, 11, 11), "14", "day", date(2026, 11, 17), DueState.IN_DATE),
        (date(2026, 11, 11), "14", "day", date(2026, 11, 18), DueState.DUE_SOON),
        (date(2026, 11, 11), "13", "day", date(2026, 11, 18), DueState.IN_DATE),
        (date(2026, 11, 20), "7", "day", date(2026, 11, 20), DueState.IN_DATE),
        (date(2026, 11, 20), "7", "day", date(2026, 11, 26), DueState.IN_DATE),
        (date(2026, 11, 20), "7", "day", date(2026, 11, 27), DueState.DUE_SOON),
        (date(2026, 11, 20), "7", "day", date(2026, 11, 28), DueState.OVERDUE),
    ],
)
def test_a_warning_longer_than_half_the_clock_is_left_out(last, value, unit, today, state):
    assert cadence(last, every(value, unit), today).state is state


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        ("6", "month", "6 months"),
        ("1", "day", "1 day"),
        ("4", "h", "4 hours"),
        ("1", "h", "1 hour"),
    ],
)
def test_a_length_of_time_is_said_in_words(value, unit, told):
    assert length_told(every(value, unit)) == told


def test_what_was_never_done_is_never_current():
    due = cadence(None, every("6", "month"), date(2026, 11, 25))
    assert due.state is DueState.NEVER
    assert not due.current
    assert due.told == "never done"


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 11, 22), "due 2026-12-01, in 9 days"),
        (date(2026, 11, 30), "due 2026-12-01, in 1 day"),
        (date(2026, 12, 1), "due 2026-12-01, today"),
        (date(2026, 12, 2), "due 2026-12-01, 1 day ago"),
        (date(2026, 12, 4), "due 2026-12-01, 3 days ago"),
    ],
)
def test_a_clock_says_in_words_where_it_stands(today, told):
    assert cadence(date(2026, 6, 1), every("6", "month"), today).told == told


def test_what_is_done_after_today_is_refused():
    with pytest.raises(BadFacts, match="2026-11-26, which is after today, 2026-11-25"):
        cadence(date(2026, 11, 26), every("6", "month"), date(2026, 11, 25))
    with pytest.raises(BadFacts, match="after today"):
        daily(date(2026, 11, 26), [], date(2026, 11, 25))


def test_a_row_that_is_no_length_of_days_is_refused():
    with pytest.raises(BadFacts, match="T-0 is 20 degC, which is no number of days or months"):
        cadence(date(2026, 11, 25), every("20", "degC"), date(2026, 11, 25))


def test_a_law_given_decides_how_early_it_warns(law):
    (edition,) = (one for one in law.editions if one.chapter == "USP <797>")
    (first,) = (row for row in edition.rows if (row.rule, row.part) == ("TM-6", "first warning"))
    early = (replace(first, value="90"),)
    house = replace(law, editions=(replace(edition, rows=early),))
    row, last, today = every("6", "month"), date(2026, 6, 2), date(2026, 10, 1)
    assert cadence(last, row, today).state is DueState.IN_DATE
    assert cadence(last, row, today, house).warning == 90


def test_before_the_first_law_nothing_is_said():
    with pytest.raises(NoLawInForce):
        cadence(date(2023, 1, 1), every("6", "month"), date(2023, 10, 31))


@pytest.mark.parametrize(
    ("last", "days", "state", "due"),
    [
        (25, [25], DueState.IN_DATE, None),
        (24, [], DueState.IN_DATE, None),
        (24, [25], DueState.DUE_SOON, 25),
        (20, [21, 22, 25], DueState.OVERDUE, 21),
        (23, [21, 22, 23], DueState.IN_DATE, None),
        (20, [26], DueState.IN_DATE, None),
        (None, [25], DueState.NEVER, None),
    ],
)
def test_daily_means_each_day_on_which_something_is_compounded(last, days, state, due):
    done = date(2026, 11, last) if last else None
    found = daily(done, [date(2026, 11, day) for day in days], date(2026, 11, 25))
    assert found.state is state
    assert found.due == (date(2026, 11, due) if due else None)
