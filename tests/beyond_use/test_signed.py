"""What was begun on a signature is given within hours or never, and no date grows by it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beyond_use.answer import Kind
from beyond_use.csp import Component, Storage
from beyond_use.decide import BeyondUse, beyond_use, beyond_uses
from beyond_use.errors import NoDate
from beyond_use.law import Law
from beyond_use.signed import holds_until
from beyond_use.what_if import what_if
from tests.beyond_use.test_dates_never_lengthen import FACTS, PARTS, ends

BY = "A. Designated"
HOURS = timedelta(hours=4)


@pytest.mark.parametrize("storage", [Storage.ROOM, Storage.REFRIGERATOR])
def test_giving_begins_within_four_hours_of_the_start(dose, law, storage):
    csp = dose(signed_by=BY)
    found = beyond_use(csp, storage, law)
    assert found.until == csp.started_at.astimezone(UTC) + HOURS
    assert found.decided_by.kind is Kind.SIGNED
    assert found.decided_by.rule == "IU-2"
    assert found.decided_by.citation.endswith("IU-2; asked for by STD-4")
    assert not found.decided_by.confirmed
    assert found.category is None
    assert found.signed


def test_the_limit_is_confirmed_with_its_figure(dose, law):
    def read(row):
        return replace(row, confirmed=True) if row.rule == "IU-2" else row

    editions = tuple(replace(one, rows=tuple(map(read, one.rows))) for one in law.editions)
    copied: Law = replace(law, editions=editions)
    assert beyond_use(dose(signed_by=BY), Storage.ROOM, copied).decided_by.confirmed


def test_it_is_given_and_never_kept(dose, law):
    found = beyond_use(dose(signed_by=BY), Storage.REFRIGERATOR, law)
    assert found.label_text.endswith(", not to be kept")
    assert "refrigerated" not in found.line
    assert found.what_would_change.startswith("Nothing: ")


@pytest.mark.parametrize("minutes", [-1, 0, 1])
def test_what_ends_sooner_still_decides(dose, law, minutes):
    csp = dose(signed_by=BY)
    expires = csp.started_at + HOURS + timedelta(minutes=minutes)
    part = Component("part", "L3", expires, None, sterile=True)
    found = beyond_use(replace(csp, components=(part,)), Storage.ROOM, law)
    assert found.until == min(expires, csp.started_at + HOURS)
    assert (found.decided_by.kind is Kind.COMPONENT_EXPIRY) == (minutes <= 0)
    assert found.signed


def test_where_there_was_no_date_a_signature_gives_none(dose, law):
    with pytest.raises(NoDate):
        beyond_use(dose(signed_by=BY), Storage.FREEZER, law)


def test_nothing_that_could_be_otherwise_makes_it_last(dose, law):
    csp = dose(signed_by=BY)
    for change in what_if(csp, law):
        for answer in change.answers.values():
            assert isinstance(answer, NoDate) or answer.until <= csp.started_at + HOURS


@pytest.mark.parametrize("by", ["", "  "])
def test_without_a_name_nothing_is_signed(dose, law, by):
    found = beyond_use(dose(signed_by=by), Storage.ROOM, law)
    assert not found.signed


def test_a_signature_holds_for_as_many_hours(law):
    at = datetime(2026, 11, 1, 4, 30, tzinfo=UTC)  # 00:30 in New York, before the clocks go back
    assert holds_until(at, "America/New_York", law) == at + HOURS


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(facts=st.fixed_dictionaries(FACTS), parts=st.lists(PARTS, min_size=1, max_size=3))
def test_a_signature_never_lengthens_a_date(dose, law, facts, parts):
    csp = dose(**facts, components=tuple(parts))
    before = beyond_uses(csp, law)
    after = beyond_uses(replace(csp, signed_by=BY), law)
    for storage in Storage:
        assert ends(after[storage]) <= ends(before[storage])
        assert isinstance(after[storage], NoDate) or isinstance(before[storage], BeyondUse)
        assert ends(after[storage]) <= csp.started_at + HOURS
