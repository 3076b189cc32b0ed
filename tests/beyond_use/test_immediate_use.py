"""Immediate use: each condition, and four hours to the beginning of administration."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beyond_use.errors import BadFacts
from beyond_use.immediate_use import ImmediateUse, immediate_use
from beyond_use.reason import Effect, State

START = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
GOOD = ImmediateUse(
    started_at=START,
    zone="America/New_York",
    products=2,
    all_sterile=True,
    patients=1,
    one_patient=True,
    left_discarded=True,
    backed_by="the labeling",
    given_by_preparer=True,
    trained=True,
    hazardous=False,
)


def reason_of(answer, rule, position=0):
    return [one for one in answer.reasons if one.rule == rule][position]


def test_when_everything_holds_it_is_allowed_for_four_hours(law):
    answer = immediate_use(GOOD, law)
    assert answer.allowed
    assert answer.begin_by - START == timedelta(hours=4)
    assert answer.told == "Begin administration by 2026-11-20 14:00 EST, else discard"
    assert all(reason.state is State.MET for reason in answer.reasons)
    assert [reason.rule for reason in answer.reasons] == [
        *("IU-1", "IU-7", "IU-2", "IU-3", "IU-3", "IU-5", "IU-4", "IU-6", "IU-8", "IU-9")
    ]


@pytest.mark.parametrize(
    ("products", "allowed"), [(1, True), (2, True), (3, True), (4, False), (None, False)]
)
def test_no_more_than_three_different_products(law, products, allowed):
    assert immediate_use(replace(GOOD, products=products), law).allowed is allowed


@pytest.mark.parametrize(
    ("minutes", "allowed"), [(0, True), (239, True), (240, True), (241, False), (600, False)]
)
def test_administration_begins_within_four_hours_of_the_start(law, minutes, allowed):
    begins = START + timedelta(minutes=minutes)
    answer = immediate_use(replace(GOOD, begins_at=begins), law)
    assert answer.allowed is allowed
    assert reason_of(answer, "IU-2").state is (State.MET if allowed else State.NOT_MET)


def test_four_hours_are_elapsed_hours_when_the_clocks_go_back(law):
    night = replace(GOOD, started_at=datetime(2026, 11, 1, 2, 0, tzinfo=UTC))
    assert immediate_use(night, law).told.endswith("2026-11-01 01:00 EST, else discard")


@pytest.mark.parametrize(
    ("fact", "rule", "position"),
    [
        ("all_sterile", "IU-7", 0),
        ("one_patient", "IU-3", 0),
        ("left_discarded", "IU-3", 1),
        ("trained", "IU-6", 0),
    ],
)
@pytest.mark.parametrize(("said", "state"), [(False, State.NOT_MET), (None, State.NOT_KNOWN)])
def test_a_condition_that_is_not_met_or_not_known_forbids_it(
    law, fact, rule, position, said, state
):
    answer = immediate_use(replace(GOOD, **{fact: said}), law)
    assert not answer.allowed
    reason = reason_of(answer, rule, position)
    assert (reason.state, reason.effect) == (state, Effect.NOTHING)
    assert reason.lifted_by
    assert answer.told == f"No immediate use: {reason.says}"


@pytest.mark.parametrize(
    ("cited", "state"),
    [("a study", State.MET), (" ", State.NOT_MET), (None, State.NOT_KNOWN)],
)
def test_compatibility_and_stability_are_backed_by_a_source(law, cited, state):
    answer = immediate_use(replace(GOOD, backed_by=cited), law)
    assert reason_of(answer, "IU-4").state is state
    assert answer.allowed is (state is State.MET)


@pytest.mark.parametrize(
    ("given_by", "labeled", "allowed"),
    [
        (True, None, True),
        (True, False, True),
        (False, True, True),
        (None, True, True),
        (False, False, False),
        (None, None, False),
    ],
)
def test_it_is_labeled_unless_its_preparer_gives_it(law, given_by, labeled, allowed):
    facts = replace(GOOD, given_by_preparer=given_by, labeled=labeled)
    assert immediate_use(facts, law).allowed is allowed


@pytest.mark.parametrize(
    ("hazardous", "assessed", "state"),
    [
        (False, None, State.MET),
        (True, True, State.MET),
        (True, False, State.NOT_MET),
        (True, None, State.NOT_MET),
        (None, None, State.NOT_KNOWN),
    ],
)
def test_a_hazardous_drug_warns_as_its_rule_is_recalled_with_doubt(law, hazardous, assessed, state):
    facts = replace(GOOD, hazardous=hazardous, assessed=assessed, antineoplastic=False)
    answer = immediate_use(facts, law)
    reason = reason_of(answer, "IU-8")
    assert answer.allowed
    assert reason.state is state
    assert reason.effect is (Effect.NONE if state is State.MET else Effect.NOTED)


@pytest.mark.parametrize(
    ("hazardous", "antineoplastic", "contained", "allowed"),
    [
        (True, False, None, True),
        (True, True, True, True),
        (True, None, True, True),
        (True, True, False, False),
        (True, True, None, False),
        (True, None, None, False),
        (None, None, None, False),
        (None, False, None, True),
        (False, True, False, True),
    ],
)
def test_an_antineoplastic_is_manipulated_in_full_containment_only(
    law, hazardous, antineoplastic, contained, allowed
):
    facts = replace(
        GOOD,
        hazardous=hazardous,
        assessed=True,
        antineoplastic=antineoplastic,
        contained=contained,
    )
    answer = immediate_use(facts, law)
    assert answer.allowed is allowed
    asked = [one.state for one in answer.reasons if one.rule == "HL-4"]
    denied = hazardous and antineoplastic and contained is False
    unmet = State.NOT_MET if denied else State.NOT_KNOWN
    assert asked == ([] if hazardous is False else [State.MET if allowed else unmet])


@pytest.mark.parametrize(
    ("patients", "recorded", "state"),
    [
        (1, None, State.MET),
        (2, True, State.MET),
        (2, False, State.NOT_MET),
        (2, None, State.NOT_KNOWN),
        (None, None, State.NOT_KNOWN),
    ],
)
def test_a_record_is_kept_where_it_may_be_for_more_than_one_patient(law, patients, recorded, state):
    answer = immediate_use(replace(GOOD, patients=patients, recorded=recorded), law)
    reason = reason_of(answer, "IU-9")
    assert reason.state is state
    assert reason.effect is (Effect.NONE if state is State.MET else Effect.NOTED)
    assert answer.allowed


def test_it_begins_after_its_start_and_has_products_and_patients():
    with pytest.raises(BadFacts, match="before the start"):
        replace(GOOD, begins_at=START - timedelta(minutes=1))
    with pytest.raises(BadFacts, match="no time zone"):
        replace(GOOD, zone="Nowhere/Town")
    for nothing in ({"products": 0}, {"products": -1}, {"patients": 0}):
        with pytest.raises(BadFacts, match="at least one"):
            replace(GOOD, **nothing)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    products=st.none() | st.integers(1, 9),
    answers=st.lists(st.sampled_from([True, False, None]), min_size=5, max_size=5),
)
def test_what_is_not_known_is_never_better_than_what_is_denied(law, products, answers):
    names = ("all_sterile", "one_patient", "left_discarded", "trained", "given_by_preparer")
    facts = replace(GOOD, products=products, **dict(zip(names, answers, strict=True)))
    denied = {name: bool(said) for name, said in zip(names, answers, strict=True)}
    assert immediate_use(facts, law).allowed is immediate_use(replace(facts, **denied), law).allowed
