"""The designated person's signature lets one preparation begin, and nothing else with it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from beyond_use.exits import Group
from compounding.errors import WrongSecret
from compounding.ledger.actor import SYSTEM
from compounding.ledger.people import Role, disable, grant
from compounding.preparation.errors import (
    ContentMoved,
    NotDesignated,
    NotFitToBegin,
    NotFound,
    NotLawfulNow,
    SamePerson,
)
from compounding.preparation.hood import hand_over
from compounding.preparation.signature_counts import why_not_signed
from compounding.preparation.signed_to_begin import staged_by
from compounding.preparation.state import Stage
from tests.builders import a_facility, balance_checked, begun, staged
from tests.failing_person import failing
from tests.preparation.signing import (
    FAILED,
    HOURS,
    STATION,
    a_colleague,
    at_the_sign,
    card,
    question,
    signed,
    stopped_at_the_hood,
)


@pytest.fixture
def world(tmp_path):
    return a_facility(tmp_path)


@pytest.fixture
def stopped(world):
    return stopped_at_the_hood(world)


def test_the_refusal_at_the_hood_says_who_may_sign_and_where(world, stopped):
    with pytest.raises(NotFitToBegin) as refused:
        at_the_sign(world, stopped)
    assert (
        "Demo Compliance, the designated person, may sign for this one preparation, on the check "
        "page of worksheet W-000001."
    ) in str(refused.value)
    assert world.state(stopped).stage is Stage.STAGED


def test_signed_by_the_designated_person_the_work_begins(world, stopped):
    signed(world, stopped)
    assert at_the_sign(world, stopped).outcome == "accepted"
    state = world.state(stopped)
    assert state.stage is Stage.HOOD
    assert world.people["compliance"].id not in state.makers


def test_it_counts_to_its_last_instant(world, stopped):
    signed(world, stopped)
    given = world.state(stopped).signed.at
    world.now = given + HOURS - timedelta(seconds=3)  # a scan takes three seconds
    assert at_the_sign(world, stopped).outcome == "accepted"


def test_a_second_later_it_counts_no_more(world, stopped):
    signed(world, stopped)
    world.now = world.state(stopped).signed.at + HOURS - timedelta(seconds=2)
    with pytest.raises(NotFitToBegin, match="does not count: it was good until"):
        at_the_sign(world, stopped)
    signed(world, stopped)
    assert at_the_sign(world, stopped).outcome == "accepted"


def test_another_worksheet_does_not_begin_on_it(world, stopped):
    signed(world, stopped)
    other = staged(world)
    with pytest.raises(NotFitToBegin, match="may sign for this one preparation"):
        at_the_sign(world, other)


def test_another_maker_does_not_begin_on_it(world, stopped):
    a_colleague(world, "colleague", Role.TECHNICIAN)
    card(world, "person:colleague", FAILED)
    signed(world, stopped)
    with pytest.raises(NotFitToBegin, match="it was given for Demo Technician as the maker"):
        at_the_sign(world, stopped, "colleague")


def test_a_stop_that_is_new_since_then_is_named_and_refused(world, stopped):
    signed(world, stopped)
    rules = {one["rule"] for one in world.state(stopped).signed.detail["stops"]}
    world.now += timedelta(hours=1)
    card(world, "person:demo-technician", failing(training=True, media_fill=True))
    now = {one["rule"] for one in question(world, stopped).shown["stops"]}
    assert now - rules
    with pytest.raises(NotFitToBegin, match="new since then: ") as refused:
        at_the_sign(world, stopped)
    assert any(rule in str(refused.value) for rule in now - rules)


def test_a_rule_signed_for_once_that_stops_twice_or_elsewhere_is_new(world, stopped):
    signed(world, stopped)
    found, state = question(world, stopped).standing, world.state(stopped)
    own = dict(found.groups)[Group.PERSON]
    twice = replace(found, groups=((Group.PERSON, (*own, *own)),))
    elsewhere = replace(found, groups=((Group.SAMPLING, own),))
    with world.as_("technician") as unit:
        assert why_not_signed(unit, state, found) == ""
        assert "new since then: " in why_not_signed(unit, state, twice)
        assert "new since then: " in why_not_signed(unit, state, elsewhere)


def test_what_no_signature_lifts_is_named_at_the_hood_and_to_the_signer(world, stopped):
    card(world, "place:hood-2", "")
    with pytest.raises(NotFitToBegin, match="No signature lifts this, it is put right first: "):
        at_the_sign(world, stopped)
    with pytest.raises(NotLawfulNow, match="No signature lets this begin"):
        signed(world, stopped)


def test_a_hood_that_failed_after_the_signing_stops_the_work(world, stopped):
    signed(world, stopped)
    card(world, "place:hood-2", "")
    with pytest.raises(NotFitToBegin, match="No signature lifts this"):
        at_the_sign(world, stopped)


def test_where_nobody_is_named_nobody_signs(world, stopped):
    card(world, "site", "designated_written = true\n")
    with pytest.raises(NotFitToBegin):
        at_the_sign(world, stopped)
    with pytest.raises(NotLawfulNow, match="Nothing was signed"):
        signed(world, stopped)


@pytest.mark.parametrize("who", ["pharmacist", "admin"])
def test_another_than_the_designated_person_does_not_sign(world, stopped, who):
    with pytest.raises(NotDesignated, match=r"is not Demo Compliance, the designated person"):
        signed(world, stopped, who)
    assert world.state(stopped).signed is None


def test_for_one_who_is_no_person_here_a_pharmacist_acts_and_the_record_says_so(world, stopped):
    with world.as_("admin", STATION) as unit:
        disable(unit, world.people["compliance"].id, "left")
    with pytest.raises(NotDesignated, match="is no person here"):
        signed(world, stopped, "admin")
    signed(world, stopped, "pharmacist")
    at_the_sign(world, stopped)
    told = world.record(stopped)["exceptions"][0]
    assert "acting for Demo Compliance, the designated person, who is no person here" in told


def test_a_wrong_pin_signs_nothing(world, stopped):
    with pytest.raises(WrongSecret):
        signed(world, stopped, secret="000000")
    assert world.state(stopped).signed is None


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_without_a_reason_nothing_is_signed(world, stopped, reason):
    with pytest.raises(NotLawfulNow, match="Say why"):
        signed(world, stopped, reason=reason)


def test_a_reason_has_an_end(world, stopped):
    with pytest.raises(NotLawfulNow, match="longer than 500"):
        signed(world, stopped, reason="x" * 501)
    signed(world, stopped, reason="x" * 500)


def test_a_maker_does_not_sign_for_themself(world, stopped):
    with world.database.entry(by=SYSTEM, at=world.now) as unit:
        grant(unit, world.people["compliance"].id, Role.TECHNICIAN)
    card(world, "person:demo-compliance", FAILED)
    with pytest.raises(SamePerson, match="has a hand in making this dose"):
        signed(world, stopped, maker="compliance")


def test_one_who_signed_and_then_took_the_work_voids_the_signature(world, stopped):
    signed(world, stopped)
    with world.as_("compliance") as unit:
        hand_over(unit, stopped)
    with pytest.raises(NotFitToBegin, match="has a hand in making it"):
        at_the_sign(world, stopped)


def test_what_moved_since_it_was_shown_is_not_signed(world, stopped):
    with pytest.raises(ContentMoved, match="changed after the page was shown"):
        signed(world, stopped, shown="0" * 64)


def test_only_someone_who_compounds_is_signed_for(world, stopped):
    with pytest.raises(NotFound, match="nobody who compounds here"):
        signed(world, stopped, maker="admin")


def test_who_may_begin_anyway_needs_no_signature(world):
    worksheet = staged(world)
    balance_checked(world)
    world.room()
    with pytest.raises(NotLawfulNow, match="needs no signature to begin"):
        signed(world, worksheet)


def test_work_that_has_begun_is_not_signed_for(world):
    worksheet = begun(world, staged(world))
    with pytest.raises(NotLawfulNow, match="only staged work"):
        signed(world, worksheet)


def test_who_staged_is_taken_for_the_maker(world, stopped):
    with world.database.reading() as session:
        assert staged_by(session, stopped) == world.people["technician"].id
