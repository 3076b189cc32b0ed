from hashlib import sha256

import pytest

from compounding.errors import NotInThisRole
from compounding.ledger.verify import verify
from compounding.preparation import deciding
from compounding.preparation.errors import AlreadyDecided, SamePerson
from compounding.preparation.hood import hand_over
from compounding.preparation.progress import Stage
from tests.builders import a_released_record, awaiting_release


def test_potassium_chloride_walks_from_order_to_release(tmp_path):
    world, worksheet, sealed = a_released_record(tmp_path)
    assert world.state(worksheet).stage is Stage.RELEASED
    with world.database.reading() as session:
        row = deciding.sealed_record(session, worksheet)
    assert sha256(row.text.encode()).hexdigest() == sealed.digest
    assert verify(world.database).ok


def test_a_clean_record_has_no_exceptions_and_names_its_figures(tmp_path):
    world, worksheet = awaiting_release(tmp_path)
    record = world.record(worksheet)
    assert record["exceptions"] == []
    draw = next(s for s in record["steps"] if s["key"] == "draw")
    assert (draw["net"], draw["expected"]) == ("10.88 g", "10.88 g")
    assert (draw["band"]["accept_low"], draw["band"]["accept_high"]) == ("10.45 g", "11.31 g")
    assert record["delivered_dose"] == {
        "delivered": "20 mEq",
        "low": "19 mEq",
        "high": "21 mEq",
        "verdict": "accept",
    }
    assert record["unconfirmed"]


def test_the_beyond_use_date_is_ten_days_from_the_first_scan_in_the_hood(tmp_path):
    world, worksheet = awaiting_release(tmp_path)
    record = world.record(worksheet)
    refrigerated = next(a for a in record["beyond_use"] if a["storage"] == "refrigerator")
    start = record["clock_started_at"]
    assert start.startswith("2026-11-23T14:")
    assert refrigerated["until"][:10] == "2026-12-03"
    assert refrigerated["until"][11:16] == start[11:16]


def test_nothing_happens_to_a_released_dose_any_more(tmp_path):
    world, worksheet, _ = a_released_record(tmp_path)
    with pytest.raises(AlreadyDecided):
        world.scan(worksheet, "FA-C-NEXT")
    with pytest.raises(AlreadyDecided):
        world.release(worksheet)


def test_the_maker_may_not_release(tmp_path):
    world, worksheet = awaiting_release(tmp_path)
    with pytest.raises(NotInThisRole):
        world.release(worksheet, who="technician")
    with world.as_("pharmacist") as unit:
        hand_over(unit, worksheet)
    with pytest.raises(SamePerson, match="made this dose"):
        world.release(worksheet)
    assert world.state(worksheet).stage is Stage.RELEASE
