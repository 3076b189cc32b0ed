from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyond_use.category import Category
from beyond_use.entry import came_in, garb_missing
from beyond_use.errors import BadFacts
from beyond_use.law import in_force_on
from beyond_use.personnel import designated_person, qualified
from beyond_use.personnel_facts import Duty, Entry, Garb, Person, Training
from beyond_use.reason import Effect, State, all_met, gravest
from tests.beyond_use.people import TODAY, entry, fill, garbing, of, person
from tests.overlay_text import own

DAY = timedelta(days=1)
LAW = in_force_on(TODAY)


def test_a_person_whose_record_is_in_order_is_qualified(law):
    reasons = qualified(person(), Category.TWO, TODAY, law)
    assert all_met(reasons)
    assert {one.rule for one in reasons} >= {f"PE-{n}" for n in (1, 2, 3, 4, 5, 6, 8, 10)}
    assert all(one.says and one.citation for one in reasons)


def test_a_person_of_whom_nothing_is_known_is_not_qualified(law):
    reasons = qualified(Person("N. N."), Category.ONE, TODAY, law)
    assert {one.state for one in reasons if one.rule in {"PE-1", "PE-3", "PE-4", "PE-10"}} == {
        State.NOT_KNOWN
    }
    assert gravest(reasons) is Effect.NOTHING
    assert all(one.lifted_by for one in reasons)


@pytest.mark.parametrize("category", list(Category))
def test_training_holds_for_twelve_months(law, category):
    trained = person(training=(Training(date(2026, 8, 20), passed=True),))
    (on_the_day,) = of(qualified(trained, category, date(2027, 8, 20), law), "PE-1")
    (after,) = of(qualified(trained, category, date(2027, 8, 21), law), "PE-1")
    assert (on_the_day.state, after.state) == (State.MET, State.NOT_MET)


@pytest.mark.parametrize(
    ("results", "state"),
    [
        ([True, False], State.NOT_MET),
        ([False, True], State.MET),
        ([True, None], State.MET),
        ([None], State.NOT_KNOWN),
    ],
)
def test_the_last_training_with_a_result_counts(law, results, state):
    taken = tuple(Training(date(2026, 8, 20) + n * DAY, ok) for n, ok in enumerate(results))
    (reason,) = of(qualified(person(training=taken), Category.TWO, TODAY, law), "PE-1")
    assert reason.state is state
    assert reason.effect is (Effect.NONE if state is State.MET else Effect.NOTHING)


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (date(2026, 5, 26), State.MET),
        (date(2026, 5, 25), State.MET),
        (date(2026, 5, 24), State.NOT_MET),
        (None, State.NOT_KNOWN),
    ],
)
def test_after_more_than_six_months_away_everything_is_tested_anew(law, last, state):
    (reason,) = of(
        qualified(person(last_compounded=last, initial=()), Category.TWO, TODAY, law), "PE-10"
    )
    # The record of person() was tested in September, within the absence, which does not end it.
    assert reason.state is state
    assert reason.effect is (Effect.NONE if state is State.MET else Effect.NOTHING)


def returned(**changes):
    facts = {
        "last_compounded": date(2026, 2, 25),
        "training": (Training(date(2026, 8, 26), passed=True),),
        "initial": tuple(garbing(date(2026, 1, day)) for day in (5, 6, 7)),
        "ongoing": (garbing(date(2026, 8, 26)),),
        "media_fills": (fill(date(2026, 8, 26)),),
    }
    return person(**(facts | changes))


def test_a_person_tested_anew_after_an_absence_is_back(law):
    (reason,) = of(qualified(returned(), Category.TWO, TODAY, law), "PE-10")
    assert reason.met
    assert "tested anew since" in reason.says


@pytest.mark.parametrize(
    "missing",
    [
        {"training": (Training(date(2026, 8, 25), passed=True),)},
        {"training": (Training(date(2026, 8, 26), passed=False),)},
        {"ongoing": (garbing(date(2026, 8, 25)),)},
        {"ongoing": (garbing(date(2026, 8, 26), 0, 1),)},
        {"media_fills": (fill(date(2026, 8, 25)),)},
        {"media_fills": (fill(date(2026, 8, 26), surface=4),)},
    ],
)
def test_an_absence_ends_only_with_every_test_passed_after_it_grew_too_long(law, missing):
    (reason,) = of(qualified(returned(**missing), Category.TWO, TODAY, law), "PE-10")
    assert reason.state is State.NOT_MET


def test_a_new_person_has_not_been_away(law):
    fresh = person(last_compounded=None, new=True)
    assert all_met(qualified(fresh, Category.TWO, TODAY, law))
    with pytest.raises(BadFacts, match="said to be new"):
        person(new=True)


def test_those_who_oversee_have_a_year_and_no_absence(law):
    seldom = person(last_compounded=None)
    assert all_met(qualified(seldom, Category.TWO, date(2027, 8, 20), law, Duty.OVERSEES))
    late = qualified(seldom, Category.TWO, date(2027, 8, 21), law, Duty.OVERSEES)
    assert [one.rule for one in late if not one.met] == ["PE-1"]


@pytest.mark.parametrize(
    ("part", "duty", "state"),
    [
        ("oversight", Duty.OVERSEES, State.NOT_MET),
        ("oversight", Duty.COMPOUNDS, State.MET),
        ("Category 2", Duty.OVERSEES, State.MET),
        ("Category 2", Duty.COMPOUNDS, State.NOT_MET),
    ],
)
def test_training_is_held_against_the_figure_of_the_persons_own_duty(overlay, part, duty, state):
    house = in_force_on(TODAY, (overlay(own("PE-1", part, "3 month")),))
    trained = person(training=(Training(date(2026, 8, 20), passed=True),))
    (reason,) = of(qualified(trained, Category.TWO, TODAY, house, duty), "PE-1")
    assert reason.state is state


def test_what_is_dated_after_today_is_refused(law):
    for late in (
        person(last_compounded=TODAY + DAY),
        person(media_fills=(fill(TODAY, 1),)),
        person(ongoing=(garbing(TODAY + DAY),)),
        person(training=(Training(TODAY + DAY, passed=True),)),
    ):
        with pytest.raises(BadFacts, match="after today"):
            qualified(late, Category.TWO, TODAY, law)


@given(st.integers(0, 400), st.sampled_from(Category))
def test_a_person_once_out_of_date_does_not_come_back_by_waiting(days, category):
    today = TODAY + days * DAY
    if not all_met(qualified(person(), category, today, LAW)):
        assert not all_met(qualified(person(), category, today + DAY, LAW))


@given(st.integers(0, 400))
def test_a_higher_category_never_asks_less_of_a_person(days):
    today = TODAY + days * DAY
    costs = [gravest(qualified(person(), category, today, LAW)) for category in Category]
    assert costs == sorted(costs)


@pytest.mark.parametrize(
    ("name", "documented", "state"),
    [
        ("Demo Compliance", True, State.MET),
        ("Demo Compliance", False, State.NOT_MET),
        ("Demo Compliance", None, State.NOT_KNOWN),
        (" ", True, State.NOT_MET),
        (None, True, State.NOT_KNOWN),
        (None, False, State.NOT_MET),
    ],
)
def test_a_designated_person_is_named_and_their_tasks_written_down(law, name, documented, state):
    found = designated_person(name, law, documented=documented)
    assert found.state is state
    assert found.effect is (Effect.NONE if state is State.MET else Effect.NOTED)


@pytest.mark.parametrize(
    ("seconds", "state"),
    [(29, State.NOT_MET), (30, State.MET), (31, State.MET), (None, State.NOT_KNOWN)],
)
def test_hands_are_washed_for_thirty_seconds(law, seconds, state):
    assert came_in(entry(wash_seconds=seconds), law)[0].state is state


@pytest.mark.parametrize("garb", sorted(set(Garb) - {Garb.BEARD_COVER}))
def test_each_piece_of_the_least_garb_is_asked_for(law, garb):
    worn = frozenset(Garb) - {garb}
    reason = came_in(entry(garb=worn), law)[2]
    assert reason.state is State.NOT_MET
    assert garb in reason.says


@pytest.mark.parametrize(("bearded", "missing"), [(False, []), (True, [Garb.BEARD_COVER])])
def test_a_beard_is_covered(bearded, missing):
    assert garb_missing(entry(bearded=bearded)) == missing
    assert garb_missing(entry(bearded=None)) == [Garb.BEARD_COVER]


def test_nobody_looked_is_not_known(law):
    reasons = came_in(Entry(), law)
    assert {one.state for one in reasons} == {State.NOT_KNOWN}
    assert gravest(reasons) is Effect.NOTHING
    assert all_met(came_in(entry(), law))
    assert not came_in(entry(hands_ready=False), law)[1].met


def test_what_is_dated_today_counts_today(law):
    today = person(
        last_compounded=TODAY,
        training=(Training(TODAY, passed=True),),
        ongoing=(garbing(TODAY, None, None),),
    )
    assert all_met(qualified(today, Category.TWO, TODAY, law))


def test_older_tests_beside_those_after_an_absence_do_no_harm(law):
    fuller = returned(
        training=(
            Training(date(2025, 9, 1), passed=True),
            Training(date(2026, 8, 26), passed=True),
        ),
        media_fills=(fill(date(2026, 1, 9)), fill(date(2026, 8, 26))),
    )
    assert of(qualified(fuller, Category.TWO, TODAY, law), "PE-10")[0].met


@pytest.mark.parametrize(
    ("changes", "rule", "told"),
    [
        (
            {},
            "PE-1",
            "Training of Demo Technician on 2026-08-20, passed; every 12 months: due 2027-08-20",
        ),
        ({"training": (Training(date(2026, 8, 20), passed=False),)}, "PE-1", "not passed; every"),
        ({"training": ()}, "PE-1", "No training of Demo Technician with a result is on record"),
        ({}, "PE-10", "last compounded on 2026-11-24; away for longer than 6 months"),
        ({"last_compounded": None}, "PE-10", "When Demo Technician last compounded is not known"),
        ({"last_compounded": None, "new": True}, "PE-10", "is new and has not compounded yet"),
        ({}, "PE-2", "0 CFU, 0 CFU, 0 CFU; 3 in a row"),
        ({"initial": ()}, "PE-2", "both hands together: none on record"),
    ],
)
def test_each_reason_says_what_is_on_record_of_a_person(law, changes, rule, told):
    (reason,) = of(qualified(person(**changes), Category.TWO, TODAY, law), rule)
    assert told in reason.says


@pytest.mark.parametrize(
    ("name", "documented", "told"),
    [
        (
            "Demo Compliance",
            True,
            "Designated person: Demo Compliance; what they answer for is written down: yes",
        ),
        (None, False, "Designated person: not known; what they answer for is written down: no"),
        (" ", None, "Designated person: nobody; what they answer for is written down: not known"),
    ],
)
def test_the_designated_person_is_told_by_name(law, name, documented, told):
    assert told in designated_person(name, law, documented=documented).says


def test_a_hand_wash_below_nothing_is_refused():
    with pytest.raises(BadFacts, match="A hand wash of -1 is below nothing"):
        entry(wash_seconds=-1)
