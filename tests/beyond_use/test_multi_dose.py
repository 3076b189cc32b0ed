from datetime import UTC, datetime, timedelta

import pytest

from beyond_use.category import Category
from beyond_use.csp import Storage
from beyond_use.errors import BadFacts
from beyond_use.multi_dose import MultiDose, after_opening, may_hold_several_doses
from beyond_use.reason import Effect, all_met

NINE = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)  # 09:00 in New York
MINUTE = timedelta(minutes=1)


@pytest.fixture
def drops():
    """Eye drops without preservative for one patient, made in the suite."""

    def make(**changes):
        facts = {
            "preserved": False,
            "aqueous": True,
            "topical": True,
            "effective": None,
            "one_patient": True,
            "category": Category.TWO,
            "beyond_use": NINE + timedelta(days=9),
            "zone": "America/New_York",
        }
        return MultiDose(**(facts | changes))

    return make


@pytest.fixture
def vial(drops):
    """An injectable with a preservative proven in its container."""

    def make(**changes):
        facts = {"preserved": True, "topical": False, "effective": True, "one_patient": False}
        far = {"beyond_use": NINE + timedelta(days=45)}
        return drops(**(facts | far | changes))

    return make


@pytest.mark.parametrize(("storage", "hours"), [(Storage.ROOM, 24), (Storage.REFRIGERATOR, 72)])
def test_drops_without_preservative_last_hours(drops, law, storage, hours):
    ends = NINE + timedelta(hours=hours)
    for now, allowed in ((ends - MINUTE, True), (ends, True), (ends + MINUTE, False)):
        told = after_opening(drops(), NINE, storage, now, law)
        assert told.allowed is allowed
        assert told.until == ends
        assert told.decided_by.row.rule == "MD-3"


@pytest.mark.parametrize("storage", [Storage.FREEZER, None])
def test_drops_kept_where_no_time_is_given_are_discarded(drops, law, storage):
    told = after_opening(drops(), NINE, storage, NINE, law)
    assert not told.allowed
    assert told.until is None
    kept = storage or "nobody knows how"
    assert f"It has a time after opening, kept so ({kept}):" in told.told
    assert told.told.endswith("Discard it.")


def test_a_preserved_preparation_lasts_twenty_eight_days(vial, law):
    ends = NINE + timedelta(days=28)
    for now, allowed in ((ends - MINUTE, True), (ends, True), (ends + MINUTE, False)):
        told = after_opening(vial(), NINE, Storage.ROOM, now, law)
        assert told.allowed is allowed
        assert told.until == ends
        assert told.decided_by.row.rule == "MD-2"


@pytest.mark.parametrize("storage", list(Storage))
def test_its_own_date_is_never_passed(vial, drops, law, storage):
    soon = NINE + timedelta(hours=5)
    for csp in (vial(beyond_use=soon), drops(beyond_use=soon)):
        assert not after_opening(csp, NINE, storage, soon + MINUTE, law).allowed
    assert after_opening(vial(beyond_use=soon), NINE, storage, NINE, law).until == soon


@pytest.mark.parametrize("csp", ["vial", "drops"])
def test_what_nobody_knows_is_discarded(request, law, csp):
    make = request.getfixturevalue(csp)
    assert not after_opening(make(), None, Storage.ROOM, NINE, law).allowed
    assert not after_opening(make(beyond_use=None), NINE, Storage.ROOM, NINE, law).allowed


@pytest.mark.parametrize(
    ("changes", "lawful"),
    [
        ({}, True),
        ({"effective": False}, False),
        ({"effective": None}, False),
        ({"preserved": False}, False),
        ({"preserved": None}, False),
        ({"effective": None, "aqueous": False}, True),
        ({"effective": None, "aqueous": None}, False),
        ({"category": Category.ONE}, True),
    ],
)
def test_an_injectable_needs_a_preservative_that_was_proven(vial, law, changes, lawful):
    reasons = may_hold_several_doses(vial(**changes), law)
    assert all_met(reasons) is lawful
    assert {one.rule for one in reasons} == {"MD-1"}
    for one in reasons:
        assert one.met or (one.effect is Effect.NOTHING and one.lifted_by)


@pytest.mark.parametrize(
    ("changes", "lawful"),
    [
        ({}, True),
        ({"category": Category.THREE}, True),
        ({"category": Category.ONE}, False),
        ({"category": None}, False),
        ({"one_patient": False}, False),
        ({"one_patient": None}, False),
        ({"topical": None}, False),
        ({"topical": False}, False),
    ],
)
def test_drops_need_no_preservative_for_one_patient_in_the_suite(drops, law, changes, lawful):
    assert all_met(may_hold_several_doses(drops(**changes), law)) is lawful
    assert after_opening(drops(**changes), NINE, Storage.ROOM, NINE, law).allowed is lawful


def test_drops_with_a_preservative_are_asked_for_its_proof(drops, law):
    reasons = may_hold_several_doses(drops(preserved=True), law)
    assert [one.rule for one in reasons if not one.met] == ["MD-1"]


def test_a_place_without_a_time_zone_is_refused(vial):
    with pytest.raises(BadFacts, match="no time zone"):
        vial(zone="Mars/Olympus")


def test_an_opening_after_now_is_refused(vial, law):
    with pytest.raises(BadFacts, match="after now"):
        after_opening(vial(), NINE, Storage.ROOM, NINE - MINUTE, law)
