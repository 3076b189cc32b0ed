"""What is begun on a signature: its record, its date, its label, and who goes on with it."""

from datetime import datetime, timedelta

import pytest

from beyond_use.csp import Storage
from compounding.cleanroom.errors import BalanceNotFit
from compounding.preparation.checks import accept_by_eye
from compounding.preparation.errors import NotFitToBegin, SamePerson
from compounding.preparation.hood import hand_over, hold, resume
from compounding.preparation.state import Stage
from tests.builders import PIN, a_facility, checked, drawn, finished, staged
from tests.preparation.signing import (
    HOURS,
    STATION,
    WHY,
    at_the_sign,
    signed,
    stopped_at_the_hood,
)
from tests.reports.paper import dense, words
from tests.reports.test_batch_record import missing_facts, printed


@pytest.fixture
def world(tmp_path):
    return a_facility(tmp_path)


@pytest.fixture
def stopped(world):
    return stopped_at_the_hood(world)


def in_storage(record, storage):
    return next(one for one in record["beyond_use"] if one["storage"] == storage)


def test_what_was_signed_stands_on_the_record_as_an_exception(world, stopped):
    signed(world, stopped)
    at_the_sign(world, stopped)
    record = world.record(stopped)
    found = record["fitness"]["signed"]
    assert found["by"] == "Demo Compliance"
    assert found["capacity"] == "the designated person"
    assert found["reason"] == WHY
    assert found["patient"] == "Demo Patient, MRN 000123"
    assert found["rules"][0] == "STD-4"
    assert len(found["rules"]) > 1
    assert record["fitness"]["grade"] == "nothing"
    assert WHY in record["exceptions"][0]
    assert "Demo Technician on the signature of Demo Compliance" in record["exceptions"][0]
    assert "signed to begin" in [one["meaning"] for one in record["signatures"]]


def test_giving_begins_within_the_hours_of_immediate_use_in_every_storage(world, stopped):
    signed(world, stopped)
    at_the_sign(world, stopped)
    record, start = world.record(stopped), world.state(stopped).started_at
    end = (start + HOURS).replace(second=0, microsecond=0)
    dated = [one for one in record["beyond_use"] if "until" in one]
    assert {one["storage"] for one in dated} == {Storage.ROOM.value, Storage.REFRIGERATOR.value}
    for one in dated:
        assert datetime.fromisoformat(one["until"]) == end
        assert one["category"] is None
        deciding = next(limit for limit in one["limits"] if limit["deciding"])
        assert (deciding["kind"], deciding["rule"]) == ("signed to begin", "IU-2")
        assert deciding["confirmed"] is False
        assert deciding["citation"].startswith("USP <797>")
    told = [one["figure"] for one in record["unconfirmed"]]
    assert any("on the signature of Demo Compliance" in one for one in told)


def test_the_label_follows_and_says_that_it_is_not_kept(world, stopped):
    signed(world, stopped)
    at_the_sign(world, stopped)
    drawn(world, stopped)
    checked(world, stopped)
    finished(world, stopped)
    label = next(one for one in world.record(stopped)["labels"] if one["kind"] == "final")
    end = (world.state(stopped).started_at + HOURS).replace(second=0, microsecond=0)
    assert label["content"]["beyond_use_utc"] == end.isoformat()
    assert label["content"]["storage"] == "not to be kept"
    world.release(stopped, reason="seen")
    record = world.record(stopped)
    assert missing_facts(record, printed(record)) == []
    assert dense(f"{in_storage(record, 'refrigerator')['until_local']}, not to be kept") in words(
        printed(record)
    )
    assert world.state(stopped).stage is Stage.RELEASED


def test_before_it_begins_the_provisional_date_is_capped_too(world, stopped):
    before = in_storage(world.record(stopped), "refrigerator")
    signed(world, stopped)
    after = in_storage(world.record(stopped), "refrigerator")
    assert after["until"] < before["until"]


def test_where_nothing_stops_at_the_beginning_the_signature_changes_no_date(world, stopped):
    signed(world, stopped)
    assert at_the_sign(world, stopped, "pharmacist").outcome == "accepted"
    record = world.record(stopped)
    assert "signed" not in record["fitness"]
    assert in_storage(record, "refrigerator")["category"] == 2


def test_one_who_signed_takes_no_hand_in_the_work(world, stopped):
    signed(world, stopped)
    at_the_sign(world, stopped)
    with pytest.raises(SamePerson), world.as_("compliance") as unit:
        hand_over(unit, stopped)


def test_held_work_goes_on_by_the_maker_who_was_signed_for_within_the_hours(world, stopped):
    signed(world, stopped)
    at_the_sign(world, stopped)
    start = world.state(stopped).started_at
    with world.as_("technician") as unit:
        hold(unit, stopped, "a break")
    world.now = start + HOURS + timedelta(seconds=1)
    world.room()
    with pytest.raises(NotFitToBegin), world.as_("technician") as unit:
        resume(unit, stopped)
    world.now = start + HOURS
    with world.as_("technician") as unit:
        resume(unit, stopped)
    assert world.state(stopped).stage is Stage.HOOD


def test_a_balance_signed_for_still_takes_no_weight(world):
    worksheet = staged(world)
    world.room()
    signed(world, worksheet)
    assert at_the_sign(world, worksheet).outcome == "accepted"
    found = world.record(worksheet)["fitness"]["signed"]
    assert any("second person" in one for one in found["asks"])
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    with pytest.raises(BalanceNotFit):
        world.weigh(worksheet, "1062.40")
    shown = world.shown_check(worksheet)
    with world.as_("pharmacist", STATION) as unit:
        accept_by_eye(unit, worksheet, secret=PIN, shown=shown, reason="counted")
    assert world.state(worksheet).done == {1}
