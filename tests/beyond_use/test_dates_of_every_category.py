"""What decides a date beyond the plain table: category, tests, freezer, opened containers, text."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from beyond_use.category import Category
from beyond_use.csp import Area, Endotoxin, Process, Sterility, Storage
from beyond_use.decide import Kind, beyond_use, beyond_uses
from beyond_use.errors import NoDate
from beyond_use.reason import Effect, State
from tests.beyond_use.good_controls import CONTROLS, SUITE

ROOM, COLD, FROZEN = Storage.ROOM, Storage.REFRIGERATOR, Storage.FREEZER
START = datetime(2026, 11, 23, 14, 12, tzinfo=UTC)


def days(answer):
    return (answer.until - START).days


@pytest.fixture
def third(dose, cited):
    """A dose of Category 3, stable for 200 days however it is kept."""

    def make(**changes):
        facts = {
            "sterility": Sterility.PASSED,
            "surroundings": SUITE,
            "controls": CONTROLS,
            "stability": tuple(cited(storage, days=200) for storage in Storage),
            "frozen_closure": "a test",
        }
        return dose(**(facts | changes))

    return make


@pytest.mark.parametrize(
    ("process", "room", "cold", "frozen"),
    [(Process.ASEPTIC, 60, 90, 120), (Process.TERMINAL, 90, 120, 180)],
)
def test_the_table_of_category_3(third, law, process, room, cold, frozen):
    answers = beyond_uses(third(process=process, zone="UTC"), law)
    assert [days(answers[storage]) for storage in Storage] == [room, cold, frozen]
    assert {answer.category for answer in answers.values()} == {Category.THREE}


def test_no_date_of_category_3_is_longer_than_180_days(third, law):
    answer = beyond_use(third(process=Process.TERMINAL, zone="UTC"), FROZEN, law)
    assert answer.until - START == timedelta(days=180)
    (longest,) = (limit for limit in answer.limits if limit.rule == "C3-10")
    assert longest.value == "180 day"


def test_a_date_of_category_3_is_no_longer_than_its_stability(third, cited, law):
    answer = beyond_use(third(stability=(cited(COLD, days=61),)), COLD, law)
    assert (days(answer), answer.decided_by.kind) == (61, Kind.STABILITY)


def test_one_control_missing_gives_the_date_of_category_2_with_the_reason(third, law):
    csp = third(controls=replace(CONTROLS, particulates_passed=None))
    answer = beyond_use(csp, COLD, law)
    assert (days(answer), answer.category) == (45, Category.TWO)
    (unmet,) = (reason for reason in answer.reasons if not reason.met)
    assert (unmet.rule, unmet.effect) == ("C3-9", Effect.CATEGORY_2)


def test_an_overdue_certificate_gives_the_date_of_category_1(dose, law):
    csp = dose(surroundings=replace(SUITE, certified_on=date(2026, 5, 1)))
    answer = beyond_use(csp, COLD, law)
    assert answer.until - START == timedelta(hours=24)
    assert (answer.category, answer.decided_by.rule) == (Category.ONE, "BUD-1")


def test_a_hood_that_is_not_iso_5_leaves_no_date(dose, law):
    with pytest.raises(NoDate, match="certified to its class again") as refusal:
        beyond_use(dose(surroundings=replace(SUITE, pec_iso=6)), COLD, law)
    assert refusal.value.category is None
    assert refusal.value.judged[0].rule == "FE-2"


def test_a_passed_sterility_test_does_not_lengthen_category_1(dose, law):
    csp = dose(area=Area.SEGREGATED, sterility=Sterility.PASSED)
    answer = beyond_use(csp, COLD, law)
    assert answer.until - START == timedelta(hours=24)
    assert any(reason.rule == "BUD-13" for reason in answer.reasons)
    assert all(reason.met for reason in answer.reasons)


def test_a_pending_test_counts_as_none_and_says_so(dose, law):
    answer = beyond_use(dose(sterility=Sterility.PENDING), COLD, law)
    (open_still,) = (reason for reason in answer.reasons if reason.rule == "BUD-14")
    assert (days(answer), open_still.state) == (10, State.NOT_KNOWN)
    assert open_still.effect is Effect.NOTED


@pytest.mark.parametrize(
    ("injectable", "endotoxin", "room"),
    [
        (True, Endotoxin.PASSED, 30),
        (False, None, 30),
        (True, Endotoxin.NOT_TESTED, 1),
        (True, Endotoxin.PENDING, 1),
        (True, None, 1),
        (None, None, 1),
    ],
)
def test_the_row_of_the_tested_needs_an_endotoxin_test_of_what_is_injected(
    dose, component, law, injectable, endotoxin, room
):
    csp = dose(
        sterility=Sterility.PASSED,
        components=(component(sterile=False),),
        injectable=injectable,
        endotoxin=endotoxin,
    )
    answer = beyond_use(csp, ROOM, law)
    assert days(answer) == room
    (reason,) = (one for one in answer.reasons if one.rule == "Q-9")
    assert reason.met is (room == 30)


@pytest.mark.parametrize(
    ("area", "sterility"),
    [
        (Area.SUITE, Sterility.NOT_TESTED),
        (Area.SUITE, Sterility.PENDING),
        (Area.SEGREGATED, Sterility.PASSED),
    ],
)
def test_where_no_test_buys_the_row_no_endotoxin_test_is_asked(
    dose, component, law, area, sterility
):
    csp = dose(area=area, sterility=sterility, components=(component(sterile=False),))
    assert all(reason.rule != "Q-9" for reason in beyond_use(csp, ROOM, law).reasons)


def test_a_refusal_keeps_its_category_and_what_was_met(dose, law):
    with pytest.raises(NoDate) as refusal:
        beyond_use(dose(area=Area.SEGREGATED), FROZEN, law)
    assert refusal.value.category is Category.ONE
    assert {reason.rule for reason in refusal.value.judged} == {"CAT-1", "BUD-1", "BUD-17"}
    assert [reason.rule for reason in refusal.value.judged if not reason.met] == ["BUD-1"]


@pytest.mark.parametrize("hours", [0, 1, 11])
def test_the_window_of_an_opened_container_never_caps_what_was_drawn(dose, component, law, hours):
    opened = replace(component(), drawn_until=START + timedelta(hours=hours))
    answer = beyond_use(dose(components=(opened,)), COLD, law)
    assert answer.until - START == timedelta(days=10)
    assert opened.drawn_until not in {limit.until for limit in answer.limits}
    assert any(reason.rule == "IN-8" and reason.met for reason in answer.reasons)


def test_a_container_whose_window_had_ended_could_not_be_drawn_from(dose, component, law):
    opened = replace(component(), drawn_until=START - timedelta(minutes=1))
    with pytest.raises(NoDate, match="could no longer be drawn from") as refusal:
        beyond_use(dose(components=(opened,)), COLD, law)
    (late,) = (reason for reason in refusal.value.judged if reason.rule == "IN-8")
    assert late.lifted_by == "a new container"


def test_frozen_storage_with_proof_is_a_reason_that_is_met(dose, law):
    answer = beyond_use(dose(frozen_closure="a test"), FROZEN, law)
    assert any(reason.rule == "BUD-19" and reason.met for reason in answer.reasons)


def test_every_limit_names_its_rule_and_its_value(dose, component, law):
    part = component(beyond_use=START + timedelta(days=90))
    limits = beyond_use(dose(components=(part,)), COLD, law).limits
    assert [(limit.rule, limit.value) for limit in limits] == [
        ("BUD-3", "10 day"),
        ("BUD-10", "90 days"),
        ("BUD-10", ""),
        ("BUD-10", ""),
    ]


def test_the_label_has_one_line_and_without_the_hour_the_last_whole_day(dose, law):
    answer = beyond_use(dose(), COLD, law)
    assert answer.label_text == "Beyond use 2026-12-03 09:12 EST, refrigerated"
    assert answer.label_day == "2026-12-02"


@pytest.mark.parametrize(("hours", "day"), [(14, ""), (15, "2026-11-23"), (38, "2026-11-23")])
def test_a_date_that_ends_before_its_first_day_does_needs_the_hour(dose, cited, law, hours, day):
    # Begun at 09:12; fifteen hours later the day of the start is over.
    answer = beyond_use(dose(stability=(cited(ROOM, hours=hours),)), ROOM, law)
    assert answer.label_day == day


def test_record_and_screen_have_one_line_and_the_rest_unfolded(dose, cited, law):
    answer = beyond_use(dose(surroundings=SUITE), COLD, law)
    assert answer.line == (
        "2026-12-03 09:12 EST, refrigerated: decided by Category 2: aseptic, not tested for "
        "sterility, sterile components only: 10 days (BUD-3)"
    )
    first, *_, begun, last = answer.unfolded
    assert first.startswith("2026-12-03 09:12 EST: Category 2")
    assert first.endswith("(USP <797> (2023), Table 13, BUD-3; not confirmed)")
    assert begun == "BUD-11, met: The clock started when it was begun, 2026-11-23 09:12 EST."
    assert last.startswith("BUD-12, met: Administration begins by the date")
    assert len(answer.unfolded) == len(answer.limits) + len(answer.reasons)
    short = beyond_use(dose(stability=(cited(COLD, days=3),)), COLD, law)
    assert short.line == (
        "2026-11-26 09:12 EST, refrigerated: Category 2, decided by stable for 3 days (BUD-10)"
    )


def test_the_answer_is_confirmed_only_where_every_limit_is(dose, law):
    answer = beyond_use(dose(), COLD, law)
    assert not answer.confirmed
    limits = tuple(replace(limit, confirmed=True) for limit in answer.limits)
    assert replace(answer, limits=limits).confirmed


@pytest.mark.parametrize("rule_confirmed", [False, True])
def test_a_limit_of_a_component_is_confirmed_only_where_its_rule_is(
    dose, component, law, rule_confirmed
):
    editions = tuple(
        replace(one, rows=tuple(replace(row, confirmed=rule_confirmed) for row in one.rows))
        for one in law.editions
    )
    part = component(beyond_use=START + timedelta(days=2))
    answer = beyond_use(dose(components=(part,)), COLD, replace(law, editions=editions))
    parts = [limit for limit in answer.limits if "potassium" in limit.because]
    assert [limit.confirmed for limit in parts] == [rule_confirmed] * 2
    assert all(limit.rule == "BUD-10" for limit in parts)
    told = answer.decided_by.told(answer.zone)
    assert ("not confirmed" in told) is not rule_confirmed
