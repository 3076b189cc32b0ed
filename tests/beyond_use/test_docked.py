"""A bag and its vial, docked for later: the maker says how long."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from beyond_use.answer import Kind
from beyond_use.csp import Component, Storage
from beyond_use.docked import Docked, docked_until
from beyond_use.errors import BadFacts, NoDate

DOCKED_AT = datetime(2026, 11, 23, 14, 12, tzinfo=UTC)
VIAL = Component("vial", "V1", datetime(2030, 1, 1, tzinfo=UTC), None, sterile=True)
BAG = replace(VIAL, name="bag", lot="B1")
SYSTEM = Docked(
    docked_at=DOCKED_AT,
    zone="America/New_York",
    storage=Storage.ROOM,
    pec_iso=5,
    maker_limit=timedelta(days=30),
    source="its labeling",
    parts=(VIAL, BAG),
)


def test_it_lasts_as_long_as_the_maker_says_and_no_table_applies(law):
    answer = docked_until(SYSTEM, law)
    assert answer.until - DOCKED_AT == timedelta(days=30)
    assert (answer.decided_by.kind, answer.decided_by.rule) == (Kind.MAKER, "SC-4")
    assert {limit.kind for limit in answer.limits} == {Kind.MAKER, Kind.COMPONENT_EXPIRY}
    assert answer.category is None
    assert [limit.confirmed for limit in answer.limits] == [False, False, False]
    assert not any(reason.lifted_by for reason in answer.reasons)
    assert answer.line.endswith(
        "decided by the maker's labeling allows 30 days from docking (SC-4)"
    )


@pytest.mark.parametrize(("hours", "told"), [(36, "36 h"), (24, "1 day")])
def test_a_limit_in_hours_is_elapsed_hours(law, hours, told):
    answer = docked_until(replace(SYSTEM, maker_limit=timedelta(hours=hours)), law)
    assert answer.until - DOCKED_AT == timedelta(hours=hours)
    assert answer.decided_by.value == told


@pytest.mark.parametrize(
    ("days", "kind"), [(29, Kind.COMPONENT_EXPIRY), (30, Kind.MAKER), (31, Kind.MAKER)]
)
def test_it_never_outlives_bag_or_vial(law, days, kind):
    stale = replace(BAG, expires=DOCKED_AT + timedelta(days=days))
    answer = docked_until(replace(SYSTEM, parts=(VIAL, stale)), law)
    assert answer.decided_by.kind is kind
    assert all(answer.until <= limit.until for limit in answer.limits)


def test_an_expired_part_leaves_no_date(law):
    with pytest.raises(NoDate, match=r"expiry of bag \(lot B1\)"):
        docked_until(replace(SYSTEM, parts=(VIAL, replace(BAG, expires=DOCKED_AT))), law)


@pytest.mark.parametrize(("iso", "allowed"), [(4, True), (5, True), (6, False), (None, False)])
def test_it_is_docked_in_an_iso_5_hood(law, iso, allowed):
    system = replace(SYSTEM, pec_iso=iso)
    if allowed:
        assert docked_until(system, law).until > DOCKED_AT
        return
    with pytest.raises(NoDate, match="ISO 5 hood"):
        docked_until(system, law)


@pytest.mark.parametrize("nothing", [{"maker_limit": timedelta(0)}, {"source": " "}, {"parts": ()}])
def test_a_system_says_its_limit_its_source_and_its_parts(nothing):
    with pytest.raises(BadFacts, match="docked bag needs"):
        replace(SYSTEM, **nothing)


def test_a_system_is_docked_at_an_instant_of_a_known_place():
    with pytest.raises(BadFacts, match="no time zone"):
        replace(SYSTEM, zone="Nowhere/Town")
    with pytest.raises(BadFacts, match="say its time zone"):
        replace(SYSTEM, docked_at=datetime(2026, 11, 23))  # noqa: DTZ001 - it says no zone
