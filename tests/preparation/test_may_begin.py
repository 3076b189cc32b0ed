"""A preparation begins only as the law lets this person begin it, in this hood, now."""

from datetime import datetime, timedelta

import pytest

from beyond_use.csp import Storage
from compounding.cleanroom.fitness.cards import enter_card
from compounding.preparation.dates import date_for
from compounding.preparation.errors import NotFitToBegin
from compounding.preparation.hood import hand_over, hold, resume
from compounding.preparation.state import Stage
from tests.builders import PIN, a_facility, balance_checked, begun, in_the_hood, staged

UNQUALIFIED = "[person]\nnew = true\n"
OLD = """[room]
iso = 7
air_changes = 34
ceiling_air_changes = 22
portable_air_device = false
[[certificate]]
on = 2026-05-01
passed = true
covers = ["airflow and air changes", "HEPA integrity", "particles, while work goes on", "pressure"]
dynamic = true
air_changes_by_source = true
people = 2
signed_by_designated = true
"""


@pytest.fixture
def world(tmp_path):
    return a_facility(tmp_path)


def card(world, about, facts):
    with world.as_("compliance", "desk-1") as unit:
        enter_card(unit, about, facts, "a paper", secret=PIN)


def test_what_was_found_at_the_beginning_stands_in_the_record(world):
    record = world.record(in_the_hood(world))
    found = record["fitness"]
    assert (found["grade"], found["category"]) == ("allowed", 2)
    assert len(found["reasons"]) > 50
    assert {one["about"] for one in found["sources"]} >= {"site", "place:buffer"}
    assert record["exceptions"] == []
    told = [one["figure"] for one in record["unconfirmed"]]
    assert any("rules that person, room, hood and papers were held to" in each for each in told)


def test_before_the_beginning_nothing_is_said(world):
    assert world.record(staged(world))["fitness"] is None


def test_an_unqualified_person_begins_nothing(world):
    card(world, "person:demo-technician", UNQUALIFIED)
    worksheet = staged(world)
    with pytest.raises(
        NotFitToBegin, match=r"Nothing may be made here now\. .*PE-.*The work does not"
    ):
        begun(world, worksheet)
    assert world.state(worksheet).stage is Stage.STAGED


def test_a_person_who_lost_the_qualification_takes_no_work_over(world):
    worksheet = in_the_hood(world)
    card(world, "person:demo-pharmacist", UNQUALIFIED)
    refused = pytest.raises(NotFitToBegin, match="Demo Pharmacist may make nothing here now")
    with refused, world.as_("pharmacist") as unit:
        hand_over(unit, worksheet)
    assert world.state(worksheet).holder == "Demo Technician"


def test_held_work_goes_on_only_by_a_qualified_person(world):
    worksheet = in_the_hood(world)
    with world.as_("technician") as unit:
        hold(unit, worksheet, "a break")
    card(world, "person:demo-technician", UNQUALIFIED)
    with pytest.raises(NotFitToBegin), world.as_("technician") as unit:
        resume(unit, worksheet)
    assert world.state(worksheet).stage is Stage.HELD


def test_a_suite_whose_certificate_grew_old_gives_dates_of_category_1(world):
    card(world, "place:buffer", OLD)
    worksheet = in_the_hood(world)
    state = world.state(worksheet)
    with world.database.reading() as session:
        found = date_for(session, state, world.now)
    assert found.until <= state.started_at + timedelta(hours=24)
    assert found.decided_by.rule == "BUD-1"
    record = world.record(worksheet)
    assert record["fitness"]["grade"] == "Category 1 only"
    assert any("CT-4" in each for each in record["exceptions"])
    dated = next(one for one in record["beyond_use"] if one["storage"] == Storage.ROOM)
    assert dated["category"] == 1
    until = datetime.fromisoformat(dated["until"])
    assert until <= state.started_at + timedelta(hours=12)


def test_what_is_found_later_changes_no_date_of_work_that_has_begun(world):
    worksheet = in_the_hood(world)
    before = world.record(worksheet)["beyond_use"]
    card(world, "place:buffer", OLD)
    assert world.record(worksheet)["beyond_use"] == before


def test_a_dip_within_the_delay_is_noted_and_the_date_stays(world):
    worksheet = staged(world)
    balance_checked(world)
    world.room()
    world.later(30)
    world.room(pressure="0.019")
    world.later(5)
    assert world.scan(worksheet, "FA-H-HOOD-2").outcome == "accepted"
    found = world.record(worksheet)["fitness"]
    assert (found["grade"], found["category"]) == ("allowed with a deviation noted", 2)
    assert [one["rule"] for one in found["reasons"] if "costs" in one] == ["FE-6"]
