from datetime import UTC, datetime, timedelta

import pytest

from beyond_use.errors import BadFacts
from beyond_use.reason import Effect, judge
from beyond_use.window import End, end_after, opened_instant, window

NEW_YORK = "America/New_York"
NINE = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ends(law):
    row = law.row("IN-1")
    return (End(NINE + 2 * HOUR, "two", row), End(NINE + HOUR, "one", row))


def test_the_earliest_end_decides(ends):
    told = window(ends, (), NINE, NEW_YORK)
    assert (told.allowed, told.until, told.decided_by) == (True, NINE + HOUR, ends[1])
    assert told.told == "may be used until 2026-11-20 10:00 EST: one"
    assert all(one.met for one in told.reasons)


@pytest.mark.parametrize(("later", "allowed"), [(HOUR, True), (HOUR + MINUTE, False)])
def test_at_its_end_it_may_still_be_used(ends, later, allowed):
    told = window(ends, (), NINE + later, NEW_YORK)
    assert told.allowed is allowed
    assert told.until == NINE + HOUR


def test_what_has_ended_says_when_and_what_to_do(ends):
    told = window(ends, (), NINE + HOUR + MINUTE, NEW_YORK)
    assert told.told == (
        "may not be used: one: ended 2026-11-20 10:00 EST, now 2026-11-20 10:01 EST. Discard it."
    )
    assert [one.lifted_by for one in told.reasons] == ["", "a new container"]


def test_another_reason_that_forbids_leaves_no_end(ends, law):
    forbids = judge(law.row("IN-2"), met=False, costs=Effect.NOTHING, says="Not in ISO 5.")
    told = window(ends, (forbids,), NINE, NEW_YORK)
    assert (told.allowed, told.until, told.decided_by) == (False, None, None)
    assert told.told == "may not be used: Not in ISO 5."
    assert told.ends == ends


def test_a_reason_that_only_notes_forbids_nothing(ends, law):
    notes = judge(law.row("IN-2"), met=False, costs=Effect.NOTED, says="Noted.")
    assert window(ends, (notes,), NINE, NEW_YORK).allowed


def test_without_any_end_nothing_is_allowed():
    assert not window((), (), NINE, NEW_YORK).allowed


def test_an_end_is_rounded_down_to_the_minute(law):
    late = NINE + timedelta(seconds=59)
    assert end_after(late, law.row("IN-1"), NEW_YORK, "").until == NINE + 12 * HOUR


def test_what_is_opened_was_opened_before_now():
    assert opened_instant(NINE, NINE) == NINE
    with pytest.raises(BadFacts, match="after now"):
        opened_instant(NINE + MINUTE, NINE)
    with pytest.raises(BadFacts, match=r"opening .* time zone"):
        opened_instant(NINE.replace(tzinfo=None), NINE)
