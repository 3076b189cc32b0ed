from dataclasses import replace
from datetime import date, timedelta

import pytest

from beyond_use.category import Category
from beyond_use.errors import BadFacts
from beyond_use.media_fill import media_fill_parts, media_fills, passed_media_fill
from beyond_use.personnel_facts import Duty
from beyond_use.reason import Effect, State, all_met
from tests.beyond_use.people import TODAY, WEEK_COOL, WEEK_WARM, fill, fingers, of, person

DONE = date(2026, 9, 4)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "growth", "passed"),
    [
        (14, False, True),
        (15, False, True),
        (13, False, None),
        (10, False, None),
        (9, True, False),
        (14, True, False),
        (None, None, None),
        (None, False, None),
        (None, True, False),
    ],
)
def test_growth_fails_on_any_day_and_no_growth_counts_from_day_fourteen(law, day, growth, passed):
    assert passed_media_fill(fill(DONE, day, growth=growth), law) is passed


@pytest.mark.parametrize(
    ("left", "right", "surface", "passed"),
    [
        (2, 1, 3, True),
        (2, 2, 0, False),
        (0, 4, 0, False),
        (3, 0, 0, True),
        (0, 0, 2, True),
        (0, 0, 3, True),
        (0, 0, 4, False),
        (None, 0, 0, None),
        (None, 3, 0, None),
        (None, 4, 0, False),
        (0, 0, None, None),
    ],
)
def test_hands_are_summed_and_up_to_three_colonies_pass(law, left, right, surface, passed):
    sampled = fill(DONE, fingertip=fingers(DONE, left, right), surface=surface)
    assert passed_media_fill(sampled, law) is passed


def shorter(stage, **less):
    return replace(stage, lasted=stage.lasted - timedelta(**less))


@pytest.mark.parametrize(
    ("stages", "passed"),
    [
        ((WEEK_COOL, WEEK_WARM), True),
        ((WEEK_WARM, WEEK_COOL), True),
        ((WEEK_WARM, shorter(WEEK_COOL, hours=1)), None),
        ((shorter(WEEK_WARM, hours=1), WEEK_COOL), None),
        ((WEEK_WARM, WEEK_WARM), None),
        ((shorter(WEEK_COOL, days=3), WEEK_WARM, shorter(WEEK_COOL, days=4)), True),
        ((), None),
    ],
)
def test_a_media_fill_counts_after_seven_days_at_each_temperature(law, stages, passed):
    assert passed_media_fill(fill(DONE, stages=stages), law) is passed


def test_a_bad_incubation_says_what_to_do(law):
    reasons = media_fills(person(media_fills=(fill(DONE, stages=()),)), Category.TWO, TODAY, law)
    (incubation,) = (one for one in of(reasons, "PE-8") if one.effect is Effect.NOTHING)
    assert incubation.state is State.NOT_KNOWN
    assert "not written down" in incubation.says
    assert "write its incubation down" in incubation.says


@pytest.mark.parametrize(
    ("category", "duty", "last_day"),
    [
        (Category.ONE, Duty.COMPOUNDS, date(2027, 3, 4)),
        (Category.TWO, Duty.COMPOUNDS, date(2027, 3, 4)),
        (Category.THREE, Duty.COMPOUNDS, date(2026, 12, 4)),
        (Category.TWO, Duty.OVERSEES, date(2027, 9, 4)),
    ],
)
def test_a_media_fill_is_in_date_up_to_its_due_day(law, category, duty, last_day):
    assert all_met(media_fills(person(), category, last_day, law, duty))
    after = media_fills(person(), category, last_day + DAY, law, duty)
    assert [one.rule for one in after if not one.met] == ["PE-4"]
    assert [one.state for one in after if not one.met] == [State.NOT_MET]


def test_six_months_after_the_twentieth_of_may_ended_on_the_twentieth_of_november(law):
    filled = person(media_fills=(fill(date(2026, 5, 20)),))
    assert media_fills(filled, Category.TWO, date(2026, 11, 20), law)[0].met
    late = media_fills(filled, Category.TWO, date(2026, 11, 22), law)[0]
    assert late.state is State.NOT_MET
    assert "due 2026-11-20, 2 days ago" in late.says


@pytest.mark.parametrize(
    "failing",
    [{"growth": True}, {"surface": 4}, {"fingertip": fingers(date(2026, 11, 2), 2, 2)}],
)
def test_any_part_that_fails_sends_all_three_back_and_ends_the_fill_before(law, failing):
    failed = person(media_fills=(fill(DONE), fill(date(2026, 11, 2), **failing)))
    reasons = media_fills(failed, Category.TWO, TODAY, law)
    (repeat,) = of(reasons, "PE-7")
    assert repeat.effect is Effect.NOTHING
    assert "all passed anew" in repeat.says
    anew = replace(failed, media_fills=(*failed.media_fills, fill(date(2026, 11, 9))))
    assert all_met(media_fills(anew, Category.TWO, TODAY, law))


def test_a_media_fill_in_the_incubator_leaves_the_one_before_it_standing(law):
    growing = fill(date(2026, 11, 20), None, growth=None, stages=())
    waiting = person(media_fills=(fill(DONE), growing))
    assert all_met(media_fills(waiting, Category.TWO, TODAY, law))
    late = media_fills(waiting, Category.TWO, date(2027, 3, 5), law)
    assert late[0].state is State.NOT_KNOWN


@pytest.mark.parametrize(("days", "noted"), [(13, []), (14, []), (15, [Effect.NOTED])])
def test_a_media_fill_nobody_read_after_its_incubation_is_noted(law, days, noted):
    growing = fill(TODAY - days * DAY, None, growth=None, stages=())
    reasons = media_fills(person(media_fills=(fill(DONE), growing)), Category.TWO, TODAY, law)
    assert [one.effect for one in reasons if not one.met] == noted


def test_the_first_media_fill_must_be_read_before_any_work(law):
    growing = fill(TODAY - DAY, None, growth=None)
    reasons = media_fills(person(media_fills=(growing,)), Category.TWO, TODAY, law)
    assert [one.state for one in reasons if not one.met] == [State.NOT_KNOWN]
    assert "at least 14 days without growth count" in of(reasons, "PE-4")[1].says


def test_without_a_media_fill_nothing_is_known(law):
    (reason,) = media_fills(person(media_fills=()), Category.TWO, TODAY, law)
    assert (reason.state, reason.effect) == (State.NOT_KNOWN, Effect.NOTHING)


def test_a_media_fill_read_before_it_was_done_is_refused():
    with pytest.raises(BadFacts, match="before it was done"):
        fill(DONE, -1)
    with pytest.raises(BadFacts, match="below nothing"):
        fill(DONE, surface=-1)


@pytest.mark.parametrize(
    ("changes", "rule", "told", "lifted"),
    [
        ({"growth": True}, "PE-4", "growth on day 14", "a new media fill"),
        ({"days": 13}, "PE-4", "no growth on day 13", "reading the media fill"),
        ({"fingertip": fingers(DONE, 2, 2)}, "PE-5", "4 CFU, at most 3 CFU", "a new media fill"),
        ({"fingertip": fingers(DONE, 4, None)}, "PE-5", "4 CFU or more", "a new media fill"),
        ({"fingertip": fingers(DONE, 3, None)}, "PE-5", "not read", "reading the media fill"),
        ({"surface": 4}, "PE-6", "4 CFU, at most 3 CFU", "a new media fill"),
        ({"surface": None}, "PE-6", "not known", "reading the media fill"),
        ({"stages": ()}, "PE-8", "is not written down", "its incubation, written down"),
        ({"stages": (WEEK_WARM,)}, "PE-8", "was not kept", "its incubation, written down"),
    ],
)
def test_each_part_that_is_not_met_says_what_was_found_and_what_lifts_it(
    law, changes, rule, told, lifted
):
    (reason,) = (one for one in media_fill_parts(fill(DONE, **changes), law) if not one.met)
    assert reason.rule == rule
    assert told in reason.says
    assert reason.lifted_by.startswith(lifted)


def test_each_part_that_is_met_says_so_too(law):
    kept = media_fill_parts(fill(DONE), law)
    assert all_met(kept)
    assert "was kept" in kept[3].says
    assert "0 CFU, at most 3 CFU" in kept[1].says


def test_a_media_fill_may_be_looked_at_on_its_own_day(law):
    assert passed_media_fill(fill(DONE, 0), law) is None
    assert passed_media_fill(fill(DONE, 0, growth=True), law) is False
