"""Hoods, filters, losses of power and certificates."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from beyond_use.air_class import Air
from beyond_use.certification import (
    Certificate,
    Certified,
    Change,
    ChangeKind,
    Subject,
    certification,
)
from beyond_use.csp import Area
from beyond_use.errors import BadFacts
from beyond_use.hood import Filter, Hood, HoodKind, Outage, after_outage, hepa, hood
from beyond_use.reason import Effect, State, all_met, gravest

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
HOOD = Hood("Hood 1", HoodKind.LAFW, Area.SUITE, Air(Decimal(3520)), Air(iso=7))
FILTER = Filter(
    "Filter 2", in_hood=True, efficiency=Decimal("99.97"), leak_tested=True, leaks=False
)
OUTAGE = Outage(
    "Hood 1",
    NOW - timedelta(minutes=30),
    cleaned_and_disinfected=True,
    sporicide_applied=True,
    recovery=timedelta(minutes=30),
)
PAPER = Certificate(
    date(2026, 5, 23),
    passed=True,
    covers=frozenset(Certified),
    air_changes_by_source=True,
    people=2,
    dynamic=True,
    signed_by_designated=True,
)


@pytest.mark.parametrize(
    ("change", "effect"),
    [
        ({}, Effect.NONE),
        ({"air": Air(Decimal(3521))}, Effect.NOTHING), ({"air": Air()}, Effect.NOTHING),
        ({"room_air": Air(iso=8)}, Effect.CATEGORY_1), ({"room_air": Air()}, Effect.CATEGORY_1),
        ({"kind": HoodKind.CAI, "room_air": Air(iso=8)}, Effect.CATEGORY_1),
        ({"kind": HoodKind.ISOLATOR, "room_air": Air(iso=8)}, Effect.NONE),
        ({"kind": HoodKind.ISOLATOR, "room_air": Air(iso=9)}, Effect.CATEGORY_1),
        ({"area": Area.SEGREGATED}, Effect.CATEGORY_1),
        ({"area": Area.SEGREGATED, "kind": HoodKind.ISOLATOR}, Effect.CATEGORY_1),
        ({"area": None}, Effect.CATEGORY_1),
    ],
)  # fmt: skip
def test_a_hood_needs_its_own_air_and_the_right_room(law, change, effect):
    reasons = hood(replace(HOOD, **change), law)
    assert gravest(reasons) is effect
    assert [reason.rule for reason in reasons] == ["FE-2", "FE-12"]


def test_a_hood_whose_place_is_not_known_is_not_taken_for_well_placed(law):
    own, place = hood(replace(HOOD, area=None), law)
    assert (own.state, place.state) == (State.MET, State.NOT_KNOWN)
    assert "where it stands is not known" in place.says
    _, place = hood(replace(HOOD, area=Area.SEGREGATED), law)
    assert "in a segregated area; beyond Category 1 it must stand in a suite" in place.says


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({}, None), ({"efficiency": Decimal("99.98")}, None),
        ({"efficiency": Decimal("99.96")}, "FE-13"), ({"efficiency": None}, "FE-13"),
        ({"leak_tested": False}, "FE-13"), ({"leaks": True}, "FE-16"), ({"leaks": None}, "FE-16"),
    ],
)  # fmt: skip
def test_a_leak_closes_a_hood_and_makes_a_room_a_segregated_area(law, change, rule):
    for in_hood, cost in ((True, Effect.NOTHING), (False, Effect.CATEGORY_1)):
        reasons = hepa(replace(FILTER, in_hood=in_hood, **change), law)
        assert [reason.rule for reason in reasons if not reason.met] == ([rule] if rule else [])
        assert gravest(reasons) is (cost if rule else Effect.NONE)


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({}, True),
        ({"restarted_at": NOW - timedelta(minutes=31)}, True),
        ({"restarted_at": NOW - timedelta(minutes=29, seconds=59)}, False),
        ({"restarted_at": None}, False),
        ({"recovery": None}, False),
        ({"cleaned_and_disinfected": False}, False), ({"cleaned_and_disinfected": None}, False),
        ({"sporicide_applied": False}, False), ({"sporicide_applied": None}, False),
    ],
)  # fmt: skip
def test_after_a_loss_of_power_the_hood_is_cleaned_and_has_its_time(law, change, allowed):
    reasons = after_outage(replace(OUTAGE, **change), NOW, law)
    assert {reason.rule for reason in reasons} == {"FE-15"}
    assert all_met(reasons) is allowed
    assert gravest(reasons) is (Effect.NONE if allowed else Effect.NOTHING)


def test_a_hood_without_power_says_so_and_stops_the_work(law):
    running, *_, recovered = after_outage(replace(OUTAGE, restarted_at=None), NOW, law)
    assert recovered.state is State.NOT_MET
    assert (running.effect, running.lifted_by) == (Effect.NOTHING, "the power")


def test_a_hood_started_this_instant_has_yet_to_recover(law):
    just = replace(OUTAGE, restarted_at=NOW)
    assert not all_met(after_outage(just, NOW, law))
    assert all_met(after_outage(replace(just, recovery=timedelta(0)), NOW, law))


def test_a_hood_started_in_the_time_to_come_is_refused(law):
    with pytest.raises(BadFacts, match="after now"):
        after_outage(replace(OUTAGE, restarted_at=NOW + timedelta(seconds=1)), NOW, law)
    with pytest.raises(BadFacts, match="time zone"):
        after_outage(OUTAGE, NOW.replace(tzinfo=None), law)


@pytest.mark.parametrize(
    ("day", "current"),
    [
        (date(2026, 11, 22), True), (TODAY, True), (date(2026, 11, 24), False),
        (date(2026, 5, 23), True),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("subject", "late", "rule", "until"),
    [
        (Subject.ROOM, Effect.CATEGORY_1, "CT-4", "until then Category 1 only"),
        (Subject.HOOD, Effect.NOTHING, "CT-1", "until then make nothing in it"),
    ],
)
def test_a_certificate_ends_after_six_months_and_leaves_a_room_category_1_and_a_hood_nothing(
    law, day, current, subject, late, rule, until
):
    reasons = certification("Hood 1", subject, PAPER, (), day, law)
    assert gravest(reasons) is (Effect.NONE if current else late)
    unmet = [reason for reason in reasons if not reason.met]
    assert [reason.rule for reason in unmet] == ([] if current else [rule])
    assert all(until in reason.says for reason in unmet)


@pytest.mark.parametrize(
    ("subject", "cost"), [(Subject.HOOD, Effect.NOTHING), (Subject.ROOM, Effect.CATEGORY_1)]
)
def test_a_hood_without_a_whole_certificate_is_closed_and_a_room_is_a_segregated_area(
    law, subject, cost
):
    part = Certified.SMOKE if subject is Subject.HOOD else Certified.PRESSURE
    lacking = (
        None,
        replace(PAPER, passed=False),
        replace(PAPER, passed=None),
        replace(PAPER, dynamic=False),
        replace(PAPER, covers=frozenset(Certified) - {part}),
        replace(PAPER, covers=frozenset(Certified) - {Certified.PARTICLES}),
    )
    for paper in lacking:
        reasons = certification("It", subject, paper, (), TODAY, law)
        assert gravest(reasons) is cost
        (left,) = (reason for reason in reasons if not reason.met)
        assert left.rule == ("CT-1" if paper is None else "CT-2")


def test_smoke_is_asked_of_hoods_and_pressure_of_rooms(law):
    for subject, spared in ((Subject.HOOD, Certified.PRESSURE), (Subject.ROOM, Certified.SMOKE)):
        paper = replace(PAPER, covers=frozenset(Certified) - {spared})
        assert all_met(certification("It", subject, paper, (), TODAY, law))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"air_changes_by_source": None}, "CT-3"), ({"people": None}, "CT-3"),
        ({"signed_by_designated": False}, "CT-3"),
    ],
)  # fmt: skip
def test_what_a_certificate_leaves_unwritten_is_noted(law, change, rule):
    reasons = certification("It", Subject.HOOD, replace(PAPER, **change), (), TODAY, law)
    assert gravest(reasons) is Effect.NOTED
    assert [reason.rule for reason in reasons if not reason.met] == [rule]


@pytest.mark.parametrize("kind", list(ChangeKind))
@pytest.mark.parametrize(
    ("day", "saw", "state"),
    [
        (date(2026, 5, 22), None, None),
        (date(2026, 5, 23), None, State.NOT_KNOWN), (date(2026, 5, 23), False, State.NOT_MET),
        (date(2026, 5, 23), True, None), (date(2026, 5, 24), True, State.NOT_MET),
    ],
)  # fmt: skip
def test_a_change_ends_the_certificate_that_did_not_see_it(law, kind, day, saw, state):
    paper = replace(PAPER, saw_its_day=saw)
    reasons = certification("Hood 1", Subject.HOOD, paper, (Change(kind, day),), TODAY, law)
    found = [reason for reason in reasons if not reason.met]
    assert [reason.state for reason in found] == ([] if state is None else [state])
    assert gravest(reasons) is (Effect.NONE if state is None else Effect.NOTHING)


def test_a_change_of_today_ends_a_certificate_already(law):
    moved = (Change(ChangeKind.HOOD_MOVED, TODAY),)
    reasons = certification("Hood 1", Subject.HOOD, PAPER, moved, TODAY, law)
    assert gravest(reasons) is Effect.NOTHING


def test_certificates_and_changes_of_a_day_to_come_are_refused(law):
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(BadFacts, match="after today"):
        certification("It", Subject.ROOM, replace(PAPER, on=tomorrow), (), TODAY, law)
    moved = (Change(ChangeKind.HOOD_MOVED, tomorrow),)
    with pytest.raises(BadFacts, match="a hood moved"):
        certification("It", Subject.ROOM, PAPER, moved, TODAY, law)
