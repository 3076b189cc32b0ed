"""Trial 9 by hand: cancelled, relieved, alone at night, locked out; who may sign what."""

import pytest

from compounding.errors import LockedOut, WrongSecret
from compounding.preparation import hood, orders
from compounding.preparation.errors import (
    NotLawfulNow,
    SamePerson,
)
from compounding.preparation.progress import Stage
from tests.builders import (
    PIN,
    a_facility,
    awaiting_release,
    checked,
    drawn,
    finished,
    in_the_hood,
    labelled,
)


def test_trial_9_a_cancelled_order_stops_the_draw_and_ends_in_waste(tmp_path):
    from compounding.preparation.deciding import waste

    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    with world.as_("pharmacist", "desk-1") as unit:
        orders.cancel_order(unit, world.state(worksheet).order.id, "discontinued", secret=PIN)
    with pytest.raises(NotLawfulNow, match="cancelled"):
        world.scan(worksheet, world.label(worksheet, "work"))
    with world.as_("technician") as unit:
        waste(unit, worksheet, secret=PIN, reason="order discontinued")
    assert world.state(worksheet).stage is Stage.WASTED
    assert world.record(worksheet)["decision"]["reason"] == "order discontinued"


def test_trial_9_a_relieved_technician_leaves_the_dose_in_its_place(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    world.scan(worksheet, world.label(worksheet, "work"))
    with world.as_("technician") as unit:
        hood.hold(unit, worksheet, "relief")
    with world.as_("admin") as unit:
        hood.resume(unit, worksheet)
    state = world.state(worksheet)
    assert state.holder == "Demo Admin"
    assert state.next_slot == "scan:bag"


def test_trial_9_the_maker_may_not_pass_the_check(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    world.people["technician"] = world.people["pharmacist"]
    drawn(world, worksheet)
    with pytest.raises(SamePerson, match="made this dose"):
        checked(world, worksheet)


def test_trial_9_a_lone_pharmacist_is_a_site_setting_that_shows(tmp_path):
    world = a_facility(tmp_path, lone_pharmacist=True)
    world.people["technician"] = world.people["pharmacist"]
    worksheet = in_the_hood(world)
    drawn(world, worksheet)
    checked(world, worksheet)
    finished(world, worksheet)
    with pytest.raises(NotLawfulNow, match="exceptions"):
        world.release(worksheet)
    world.release(worksheet, reason="alone at night, remote colleague not reachable")
    assert any("lone pharmacist" in line for line in world.record(worksheet)["exceptions"])


def test_trial_9_five_wrong_pins_lock_and_nothing_is_released(tmp_path):
    from compounding.ledger.canonical import digest
    from compounding.preparation.deciding import release

    world, worksheet = awaiting_release(tmp_path)
    shown = digest(world.record(worksheet))
    for _ in range(4):
        with pytest.raises(WrongSecret), world.as_("pharmacist", "desk-1") as unit:
            release(unit, worksheet, secret="000000", shown=shown)
    with pytest.raises((WrongSecret, LockedOut)), world.as_("pharmacist", "desk-1") as unit:
        release(unit, worksheet, secret="000000", shown=shown)
    with pytest.raises(LockedOut), world.as_("pharmacist", "desk-1") as unit:
        release(unit, worksheet, secret=PIN, shown=shown)
    assert world.state(worksheet).stage is Stage.RELEASE


def test_a_release_needs_the_makers_own_signature(tmp_path):
    world, worksheet = awaiting_release(tmp_path)
    record = world.record(worksheet)
    assert record["prepared"]["person"] == "Demo Technician"
    assert record["prepared"]["meaning"] == "prepared"
    with pytest.raises(NotLawfulNow, match="signed by Demo Technician"):
        world.sign_prepared(worksheet)


def test_one_who_had_no_hand_in_the_dose_does_not_sign_for_it(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    drawn(world, worksheet)
    checked(world, worksheet)
    labelled(world, worksheet)
    with pytest.raises(NotLawfulNow, match="no maker has signed"):
        world.release(worksheet)
    with pytest.raises(SamePerson, match="no hand"):
        world.sign_prepared(worksheet, who="compliance")
