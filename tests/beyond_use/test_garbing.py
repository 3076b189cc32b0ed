from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from beyond_use.category import Category
from beyond_use.errors import BadFacts
from beyond_use.garbing import (
    initial_garbing,
    ongoing_garbing,
    passed_garbing,
    still_needed,
    unread_garbing,
)
from beyond_use.personnel_facts import Duty, Fingertip, Stage
from beyond_use.reason import Effect, State
from tests.beyond_use.people import COOL, FIRST, TODAY, WARM, garbing, person

DAY = timedelta(days=1)


def first(*counts):
    return tuple(garbing(date(2026, 9, 1) + n * DAY, 0, count) for n, count in enumerate(counts))


@pytest.mark.parametrize(
    ("counts", "needed", "state"),
    [
        ((0, 0, 0), 0, State.MET),
        ((0, 0), 1, State.NOT_MET),
        ((0,), 2, State.NOT_MET),
        ((), 3, State.NOT_KNOWN),
        ((0, 1, 0, 0), 1, State.NOT_MET),
        ((0, 1, 0, 0, 0), 0, State.MET),
        ((0, 0, 0, 1), 3, State.NOT_MET),
        ((1, 0, 0, 0), 0, State.MET),
        ((0, 0, None), 1, State.NOT_KNOWN),
        ((0, None, 0, 0), 0, State.MET),
        ((0, 0, 1, None), 3, State.NOT_KNOWN),
    ],
)
def test_three_garbings_in_a_row_come_first_and_any_failure_begins_anew(law, counts, needed, state):
    reason = initial_garbing(person(initial=first(*counts)), law)
    assert still_needed(first(*counts), law) == needed
    assert reason.state is state
    assert reason.effect is (Effect.NONE if state is State.MET else Effect.NOTHING)
    assert f"{needed} still to come" in reason.says


def test_first_garbings_are_judged_in_the_order_of_their_days(law):
    assert still_needed(reversed(first(1, 0, 0, 0)), law) == 0
    assert still_needed(reversed(first(0, 0, 0, 1)), law) == 3


@pytest.mark.parametrize(
    ("left", "right", "passed"),
    [(0, 0, True), (1, 0, False), (0, 1, False), (None, 0, None), (None, 1, False)],
)
def test_a_single_colony_on_either_hand_fails_a_garbing(law, left, right, passed):
    assert passed_garbing(garbing(TODAY, left, right), law) is passed


@pytest.mark.parametrize(("garbed", "passed"), [(True, True), (False, False), (None, None)])
def test_garbing_itself_must_have_been_watched_and_right(law, garbed, passed):
    assert passed_garbing(garbing(TODAY, garbed_right=garbed), law) is passed


def warm(**changes):
    return replace(WARM, **changes)


def cool(**changes):
    return replace(COOL, **changes)


@pytest.mark.parametrize(
    ("stages", "passed"),
    [
        ((WARM, COOL), True),
        ((COOL, WARM), None),
        ((WARM,), None),
        ((COOL,), None),
        ((), None),
        ((warm(lasted=timedelta(hours=47)), COOL), None),
        ((warm(lasted=timedelta(hours=48)), COOL), True),
        ((warm(lasted=timedelta(hours=49)), COOL), True),
        ((WARM, cool(lasted=timedelta(hours=119))), None),
        ((WARM, cool(lasted=timedelta(hours=121))), True),
        ((warm(lasted=DAY), warm(lasted=DAY), COOL), True),
        ((warm(coldest=Decimal("29.9")), COOL), None),
        ((warm(coldest=Decimal(30)), COOL), True),
        ((warm(warmest=Decimal(35)), COOL), True),
        ((warm(warmest=Decimal("35.1")), COOL), None),
        ((WARM, cool(coldest=Decimal("19.9"))), None),
        ((WARM, cool(coldest=Decimal(20))), True),
        ((WARM, cool(warmest=Decimal(25))), True),
        ((WARM, cool(warmest=Decimal("25.1"))), None),
    ],
)
def test_a_clean_plate_counts_only_after_its_whole_incubation(law, stages, passed):
    assert passed_garbing(garbing(TODAY, stages=stages), law) is passed


def test_growth_fails_however_the_plate_was_incubated(law):
    assert passed_garbing(garbing(TODAY, 1, 0, stages=()), law) is False


@pytest.mark.parametrize(
    ("category", "duty", "last_day"),
    [
        (Category.ONE, Duty.COMPOUNDS, date(2027, 3, 3)),
        (Category.TWO, Duty.COMPOUNDS, date(2027, 3, 3)),
        (Category.THREE, Duty.COMPOUNDS, date(2026, 12, 3)),
        (Category.THREE, Duty.OVERSEES, date(2027, 9, 3)),
    ],
)
def test_garbing_is_in_date_up_to_its_due_day(law, category, duty, last_day):
    on_the_day = ongoing_garbing(person(), category, last_day, law, duty)
    assert on_the_day.state is State.MET
    assert f"due {last_day}, today" in on_the_day.says
    after = ongoing_garbing(person(), category, last_day + DAY, law, duty)
    assert after.state is State.NOT_MET
    assert after.effect is Effect.NOTHING
    assert after.lifted_by


def test_a_failed_garbing_ends_the_one_before_it(law):
    failed = person(ongoing=(garbing(date(2026, 11, 10), 1, 0),))
    reason = ongoing_garbing(failed, Category.TWO, TODAY, law)
    assert reason.state is State.NOT_MET
    assert "1 CFU" in reason.says
    again = replace(failed, ongoing=(*failed.ongoing, garbing(date(2026, 11, 18))))
    assert ongoing_garbing(again, Category.TWO, TODAY, law).met


def test_a_sample_still_growing_leaves_the_one_before_it_standing(law):
    growing = person(ongoing=(garbing(date(2026, 11, 24), None, None, stages=()),))
    assert ongoing_garbing(growing, Category.TWO, TODAY, law).met
    assert unread_garbing(growing, TODAY, law) == ()


def test_a_sample_still_growing_does_not_extend_the_one_before_it(law):
    late = date(2027, 3, 4)
    growing = person(ongoing=(garbing(date(2027, 3, 2), None, None, stages=()),))
    assert ongoing_garbing(growing, Category.TWO, late, law).state is State.NOT_KNOWN


@pytest.mark.parametrize(("days", "noted"), [(6, 0), (7, 0), (8, 1)])
def test_a_sample_not_read_once_its_incubation_is_over_is_noted(law, days, noted):
    growing = person(ongoing=(garbing(TODAY - days * DAY, None, None, stages=()),))
    reasons = unread_garbing(growing, TODAY, law)
    assert [reason.effect for reason in reasons] == [Effect.NOTED] * noted


def test_without_any_garbing_nothing_is_known(law):
    nobody = person(initial=())
    assert ongoing_garbing(nobody, Category.TWO, TODAY, law).state is State.NOT_KNOWN
    assert unread_garbing(nobody, TODAY, law) == ()


def test_a_hand_not_read_shows_what_was_seen_on_the_other(law):
    half = person(initial=(*FIRST, garbing(date(2026, 11, 1), 2, None)))
    assert "2 CFU or more" in ongoing_garbing(half, Category.TWO, TODAY, law).says


def test_a_garbing_done_wrongly_says_so(law):
    wrong = person(ongoing=(garbing(date(2026, 11, 1), garbed_right=False),))
    assert "garbed wrongly" in ongoing_garbing(wrong, Category.TWO, TODAY, law).says


def test_colonies_below_nothing_are_refused():
    with pytest.raises(BadFacts, match="below nothing"):
        Fingertip(TODAY, -1, 0)


def test_an_incubation_of_no_time_or_upside_down_is_refused():
    with pytest.raises(BadFacts, match="lasts some time"):
        Stage(timedelta(0), Decimal(20), Decimal(25))
    with pytest.raises(BadFacts, match="colder"):
        Stage(DAY, Decimal(25), Decimal(20))


def test_an_incubation_may_be_kept_at_one_temperature_throughout():
    assert Stage(DAY, Decimal(22), Decimal(22)).coldest == Decimal(22)
