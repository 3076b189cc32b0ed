"""Trials 2, 3 and 5 by hand: wrong things, equal things, swapped labels."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from compounding.cleanroom.places import facility
from compounding.preparation import checks
from compounding.preparation.errors import (
    NotLawfulNow,
    StoppedForCheck,
)
from compounding.preparation.finishing import print_final_label
from compounding.preparation.progress import Clears, Stage
from tests.builders import (
    KCL,
    PIN,
    a_facility,
    a_worksheet,
    awaiting_release,
    balance_checked,
    begun,
    carton,
    checked,
    drawn,
    in_the_hood,
    staged,
)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("potassium-chloride-1-meq-ml-10", "1 mEq/mL"),
        ("sodium-chloride-23.4-30", "23.4%"),
        ("sterile-water-1000", "Sterile water"),
    ],
)
def test_trial_2_the_wrong_product_stops_and_is_a_close_call(tmp_path, code, told):
    world = a_facility(tmp_path)
    worksheet = a_worksheet(world)
    heard = world.scan(worksheet, carton(code))
    assert heard.outcome == "refused"
    assert told in heard.message
    assert world.state(worksheet).stop.clears is Clears.RIGHT_SCAN
    assert len(world.record(worksheet)["close_calls"]) == 1


def test_trial_2_an_expired_lot_stops_for_the_pharmacist(tmp_path):
    world = a_facility(tmp_path)
    worksheet = a_worksheet(world)
    heard = world.scan(worksheet, carton("sodium-chloride-0.9-1000", expires="261122"))
    assert "expired" in heard.message
    assert world.state(worksheet).stop.clears is Clears.PHARMACIST
    with pytest.raises(StoppedForCheck):
        world.scan(worksheet, carton("sodium-chloride-0.9-1000"))


@pytest.mark.parametrize(("minutes", "heard"), [(1, "accepted"), (0, "refused"), (-1, "refused")])
def test_a_lot_with_a_time_of_expiry_is_good_until_that_minute(tmp_path, minutes, heard):
    world = a_facility(tmp_path)
    worksheet = a_worksheet(world)
    with world.database.reading() as session:
        zone = ZoneInfo(facility(session).zone)
    moment = (world.now + timedelta(minutes=minutes)).astimezone(zone)
    code = carton("sodium-chloride-0.9-1000", expires="").replace(
        "17", f"7003{moment:%y%m%d%H%M}", 1
    )
    world.now = world.now.replace(second=0, microsecond=0)
    assert world.scan(worksheet, code).outcome == heard


def test_a_lot_is_good_through_the_day_it_expires(tmp_path):
    world = a_facility(tmp_path)
    worksheet = a_worksheet(world)
    heard = world.scan(worksheet, carton("sodium-chloride-0.9-1000", expires="261123"))
    assert heard.outcome == "accepted"


def test_the_right_scan_clears_the_first_stop_and_the_second_needs_the_pharmacist(tmp_path):
    world = a_facility(tmp_path)
    worksheet = a_worksheet(world)
    wrong = carton("sterile-water-1000")
    world.scan(worksheet, wrong)
    assert world.scan(worksheet, carton("sodium-chloride-0.9-1000")).outcome == "accepted"
    assert world.state(worksheet).stop is None
    world.scan(worksheet, wrong)
    world.scan(worksheet, carton("sodium-chloride-23.4-30"))
    assert world.state(worksheet).stop.clears is Clears.PHARMACIST
    world.later(5)
    shown = world.shown_check(worksheet)
    with world.as_("pharmacist", "desk-1") as unit:
        checks.lift_stop(
            unit, worksheet, secret=PIN, shown=shown, reason="both put back on the shelf"
        )
    assert world.state(worksheet).stop is None


def test_trial_3_the_same_serial_twice_is_refused(tmp_path):
    world = a_facility(tmp_path)
    first, second = a_worksheet(world), a_worksheet(world)
    vial = carton("potassium-chloride-2-meq-ml-10", serial="S1")
    assert world.scan(first, vial).outcome == "accepted"
    heard = world.scan(second, vial)
    assert heard.outcome == "refused"
    assert "was staged before" in heard.message


def test_trial_3_equal_vials_without_serial_are_lawful(tmp_path):
    world = a_facility(tmp_path)
    first, second = a_worksheet(world), a_worksheet(world)
    vial = carton("potassium-chloride-2-meq-ml-10")
    assert world.scan(first, vial).outcome == "accepted"
    assert world.scan(second, vial).outcome == "accepted"


@pytest.mark.parametrize(
    ("seconds", "outcome"), [(1.9, "ignored"), (2.0, "refused"), (2.1, "refused")]
)
def test_trial_3_a_bounce_of_the_trigger_counts_once(tmp_path, seconds, outcome):
    from compounding.preparation.scanning import receive_scan

    world = a_facility(tmp_path)
    worksheet = a_worksheet(world)
    vial = carton("potassium-chloride-2-meq-ml-10")
    world.scan(worksheet, vial)
    world.later(seconds)
    with world.as_("technician") as unit:
        assert receive_scan(unit, worksheet, vial).outcome == outcome


def test_trial_5_swapped_final_labels_stop_at_the_double_scan(tmp_path):
    world = a_facility(tmp_path)
    sheets = [in_the_hood(world), in_the_hood(world)]
    for worksheet in sheets:
        drawn(world, worksheet)
        checked(world, worksheet)
        world.scan(worksheet, "FA-C-NEXT")
        world.scan(worksheet, world.sticker(worksheet, "bag"))
        world.weigh(worksheet, "1073.26")
        world.scan(worksheet, "FA-C-NEXT")
        world.scan(worksheet, "FA-C-NEXT")
    heard = world.scan(sheets[0], world.label(sheets[1], "final"))
    assert heard.outcome == "refused"
    assert world.state(sheets[0]).stop.clears is Clears.PHARMACIST
    assert world.state(sheets[0]).stage is not Stage.RELEASE


def test_the_final_label_does_not_print_before_the_inspection(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    with pytest.raises(NotLawfulNow, match="not before"), world.as_("technician") as unit:
        print_final_label(unit, worksheet)


def test_a_reprint_needs_a_reason_and_voids_the_first(tmp_path):
    world, worksheet = awaiting_release(tmp_path)
    with pytest.raises(NotLawfulNow, match="reason"), world.as_("technician") as unit:
        print_final_label(unit, worksheet)
    with world.as_("technician") as unit:
        print_final_label(unit, worksheet, "smeared")
    finals = [label for label in world.record(worksheet)["labels"] if label["kind"] == "final"]
    assert [label["voided"] for label in finals] == [True, False]


def test_after_a_reprint_both_labels_are_scanned_again_before_release(tmp_path):
    world, worksheet = awaiting_release(tmp_path)
    first = world.label(worksheet, "final")
    with world.as_("technician") as unit:
        print_final_label(unit, worksheet, "smeared")
    with pytest.raises(NotLawfulNow, match="cannot be released"):
        world.release(worksheet, reason="label")
    world.scan(worksheet, world.label(worksheet, "final"))
    world.scan(worksheet, world.label(worksheet, "work"))
    world.sign_prepared(worksheet)
    world.release(worksheet, reason="reprinted label seen")
    assert world.state(worksheet).stage is Stage.RELEASED
    assert first != world.label(worksheet, "final")


def test_a_scan_nobody_asked_for_is_kept_and_blocks_nothing(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    assert world.scan(worksheet, world.sticker(worksheet, "vial")).outcome == "refused"
    assert world.state(worksheet).stop is None
    assert len(world.record(worksheet)["close_calls"]) == 1
    assert world.weigh(worksheet, "1062.40").done


@pytest.mark.parametrize(("serial", "outcome"), [(None, "refused"), ("S9", "accepted")])
def test_in_the_hood_a_carton_code_names_this_container_only_by_its_serial(
    tmp_path, serial, outcome
):
    world = a_facility(tmp_path)
    worksheet = a_worksheet(world)
    bag = carton("sodium-chloride-0.9-1000", serial=serial)
    world.scan(worksheet, bag)
    world.scan(worksheet, carton("potassium-chloride-2-meq-ml-10"))
    world.scan(worksheet, "FA-C-NEXT")
    begun(world, worksheet)
    world.scan(worksheet, world.label(worksheet, "work"))
    assert world.scan(worksheet, bag).outcome == outcome


def test_held_work_resumes_only_at_its_own_hood(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    world.scan(worksheet, "FA-C-HOLD")
    assert world.scan(worksheet, "FA-H-HOOD-3").outcome == "refused"
    assert world.state(worksheet).stage is Stage.HELD
    assert world.scan(worksheet, "FA-H-HOOD-2").outcome == "accepted"
    assert world.state(worksheet).stage is Stage.HOOD


def test_stop_on_the_command_card_holds_the_dose_and_calls(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    world.scan(worksheet, "FA-C-STOP")
    state = world.state(worksheet)
    assert (state.stage, state.called) == (Stage.HELD, "stopped from the hood")


def test_a_second_wrong_sign_waits_for_the_pharmacist(tmp_path):
    world = a_facility(tmp_path)
    worksheet = staged(world)
    balance_checked(world)
    world.room()
    for _ in range(2):
        world.scan(worksheet, "FA-H-HOOD-3")
    with pytest.raises(StoppedForCheck):
        world.scan(worksheet, "FA-H-HOOD-2")


def test_one_lot_has_one_expiry(tmp_path):
    world = a_facility(tmp_path)
    first, second = a_worksheet(world), a_worksheet(world)
    world.scan(first, carton("sodium-chloride-0.9-1000", expires="270131"))
    heard = world.scan(second, carton("sodium-chloride-0.9-1000", expires="291231"))
    assert heard.outcome == "refused"
    assert "2027-01-31" in heard.message


def test_the_work_begins_only_at_the_hood_it_was_opened_for(tmp_path):
    world = a_facility(tmp_path)
    worksheet = staged(world, KCL)
    assert world.scan(worksheet, "FA-H-HOOD-3").outcome == "refused"
    assert world.state(worksheet).started_at is None


@pytest.mark.parametrize(("seconds", "printed"), [(1.9, False), (2.0, True), (2.1, True)])
def test_a_bounce_of_next_at_the_inspection_prints_no_label(tmp_path, seconds, printed):
    from compounding.preparation.scanning import receive_scan

    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    drawn(world, worksheet)
    checked(world, worksheet)
    world.scan(worksheet, "FA-C-NEXT")
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    world.weigh(worksheet, "1073.26")
    world.scan(worksheet, "FA-C-NEXT")
    world.later(seconds)
    with world.as_("technician") as unit:
        receive_scan(unit, worksheet, "FA-C-NEXT")
    kinds = [label["kind"] for label in world.record(worksheet)["labels"]]
    assert ("final" in kinds) is printed
