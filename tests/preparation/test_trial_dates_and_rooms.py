"""Trials 7 and 8 by hand: the date with its reasons, and the room beside the work."""

from datetime import UTC, datetime, timedelta

import pytest

from beyond_use.csp import Storage
from beyond_use.errors import NoDate
from compounding.cleanroom.watch import findings, tiles
from compounding.ledger.verbs import Verb
from compounding.preparation.acting import act
from compounding.preparation.dates import dates
from compounding.preparation.errors import NoDateNoBag, RoomNotFit
from compounding.preparation.progress import progress
from tests.builders import (
    KCL,
    VANCOMYCIN,
    a_facility,
    a_worksheet,
    awaiting_release,
    balance_checked,
    carton,
    in_the_hood,
    staged,
)


def both_dates(world, worksheet):
    with world.database.reading() as session:
        return dates(session, progress(session, worksheet), world.now)


def test_in_the_suite_ten_days_refrigerated_and_four_at_room_temperature(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    started = world.state(worksheet).started_at.replace(second=0, microsecond=0)
    found = both_dates(world, worksheet)
    assert found[Storage.REFRIGERATOR].until == started + timedelta(days=10)
    assert found[Storage.ROOM].until == started + timedelta(days=4)
    assert isinstance(found[Storage.FREEZER], NoDate)


def test_in_a_segregated_area_twenty_four_hours(tmp_path):
    world = a_facility(tmp_path)
    with world.as_("admin", "desk-1") as unit:
        from compounding.cleanroom.places import enter_balance, enter_place, sample_facility

        area = {
            "code": "sca",
            "name": "Segregated area",
            "kind": "segregated area",
            "area": "segregated area",
        }
        enter_place(unit, area)
        enter_place(
            unit, {**area, "code": "hood-9", "name": "Hood 9", "kind": "hood", "within": "sca"}
        )
        enter_balance(unit, {**sample_facility()["balance"], "hood": "hood-9", "line": "balance-9"})
    from compounding.preparation.worksheets import open_worksheet
    from tests.builders import CARTONS, a_verified_order

    order = a_verified_order(world)
    with world.as_("technician") as unit:
        worksheet = open_worksheet(unit, order, "hood-9").id
    for code in CARTONS[KCL]:
        world.scan(worksheet, carton(code))
    found = both_dates(world, worksheet)
    floor = world.now.replace(second=0, microsecond=0)
    assert found[Storage.REFRIGERATOR].until == floor + timedelta(hours=24)
    assert found[Storage.ROOM].until == floor + timedelta(hours=12)


def test_a_bag_that_expires_tomorrow_ends_the_date(tmp_path):
    world = a_facility(tmp_path)
    worksheet = a_worksheet(world)
    world.scan(worksheet, carton("sodium-chloride-0.9-1000", expires="261124"))
    world.scan(worksheet, carton("potassium-chloride-2-meq-ml-10"))
    found = both_dates(world, worksheet)[Storage.REFRIGERATOR]
    assert found.until == datetime(
        2026, 11, 25, 4, 59, tzinfo=UTC
    )  # the end of the 24th in New York
    assert "expiry" in found.decided_by.because


def test_without_a_stability_source_there_is_no_date_and_no_bag(tmp_path):
    world = a_facility(tmp_path)
    worksheet = a_worksheet(world, VANCOMYCIN, storage="room temperature")
    for code in (
        "sodium-chloride-0.9-250",
        "vancomycin-1-g",
        "vancomycin-500-mg",
        "sterile-water-50",
    ):
        world.scan(worksheet, carton(code))
    assert isinstance(both_dates(world, worksheet)[Storage.ROOM], NoDate)
    with pytest.raises(NoDateNoBag, match="stability"):
        world.scan(worksheet, "FA-C-NEXT")


def test_across_the_change_to_winter_time_the_hour_is_right(tmp_path):
    world = a_facility(tmp_path)
    world.now = datetime(2026, 10, 30, 13, 12, tzinfo=UTC)  # 09:12 EDT, two days before the change
    worksheet = in_the_hood(world)
    record = world.record(worksheet)
    refrigerated = next(a for a in record["beyond_use"] if a["storage"] == "refrigerator")
    started = world.state(worksheet).started_at
    assert refrigerated["until_local"].endswith("EST")
    until = datetime.fromisoformat(refrigerated["until"])
    assert until - started <= timedelta(days=10)
    assert until.hour == started.hour  # elapsed days end earlier than the wall clock here


def quiet_room(world, minutes, *, step=10, pressure="0.031"):
    """The room's probes speak every few seconds for some minutes."""
    for _ in range(0, minutes * 60, step):
        world.later(step)
        world.room(pressure=pressure)


def noted(world, worksheet):
    act_now(world, worksheet)
    return [(f["point"], f["grade"]) for f in world.record(worksheet)["room"]["findings"]]


def act_now(world, worksheet):
    """Something is done, so that the work's window reaches to now."""
    with world.as_("technician") as unit:
        state = progress(unit.session, worksheet)
        act(unit, Verb.HOOD_WORK_HAND_OVER, state, kind="hand-over")


def begun_in_a_quiet_room(folder):
    world = a_facility(folder)
    worksheet = staged(world)
    balance_checked(world)
    quiet_room(world, 11, step=60)
    assert world.scan(worksheet, "FA-H-HOOD-2").outcome == "accepted"
    quiet_room(world, 1)
    return world, worksheet


def test_trial_8_a_door_of_fifteen_seconds_is_noted_on_the_strip(tmp_path):
    world, worksheet = begun_in_a_quiet_room(tmp_path)
    world.later(5).room(pressure="0.012")
    world.later(15).room()
    quiet_room(world, 1)
    assert noted(world, worksheet) == [("Buffer room pressure", "noted")]
    assert world.record(worksheet)["exceptions"] == []


@pytest.mark.parametrize(("seconds", "grade"), [(59, "noted"), (60, "noted"), (61, "yellow")])
def test_a_dip_is_yellow_once_it_lasts_longer_than_the_sites_delay(tmp_path, seconds, grade):
    world, worksheet = begun_in_a_quiet_room(tmp_path)
    world.later(5).room(pressure="0.012")
    world.later(seconds).room()
    assert noted(world, worksheet) == [("Buffer room pressure", grade)]


def test_trial_8_pressure_low_for_six_minutes_is_yellow_and_an_exception(tmp_path):
    world, worksheet = begun_in_a_quiet_room(tmp_path)
    quiet_room(world, 6, pressure="0.012")
    quiet_room(world, 1)
    assert noted(world, worksheet) == [("Buffer room pressure", "yellow")]
    assert any(line.startswith("Room, yellow") for line in world.record(worksheet)["exceptions"])


def test_trial_8_a_probe_silent_for_five_minutes_is_a_gap(tmp_path):
    world, worksheet = begun_in_a_quiet_room(tmp_path)
    world.later(300).room()
    found = noted(world, worksheet)
    assert {grade for _, grade in found} == {"gap"}
    points = world.record(worksheet)["room"]["points"]
    assert all(len(point["gaps"]) == 1 for point in points)


def test_pressure_lost_stops_the_work_until_it_is_back(tmp_path):
    world, worksheet = begun_in_a_quiet_room(tmp_path)
    quiet_room(world, 2, pressure="-0.002")
    with pytest.raises(RoomNotFit, match="Cover the work"):
        world.scan(worksheet, world.label(worksheet, "work"))
    quiet_room(world, 1)
    assert world.scan(worksheet, world.label(worksheet, "work")).outcome == "accepted"
    assert ("Buffer room pressure", "red") in noted(world, worksheet)


def test_trial_8_a_hazardous_room_at_minus_five_thousandths_is_red(tmp_path):
    world = a_facility(tmp_path)
    for _ in range(12):
        world.later(10)
        world.hear("pressure", "-0.005", "in_wc", line="room-hazard")
    with world.database.reading() as session:
        found = findings(session, "hood-3", world.now - timedelta(minutes=2), world.now)
        states = {tile.point.code: tile.state for tile in tiles(session, world.now)}
    assert "red" in {finding.spell.grade.value for finding in found}
    assert states["hazard-dp"] == "alarm"


def test_the_doses_named_are_exactly_those_inside_the_window(tmp_path):
    from compounding.preparation.affected import affected_by

    world, worksheet = awaiting_release(tmp_path)
    state = world.state(worksheet)
    began, ended = state.started_at, state.last_at
    second = timedelta(seconds=1)
    with world.database.reading() as session:

        def named(start, end):
            return [sheet.id for sheet in affected_by(session, "buffer", start, end)]

        assert named(began - timedelta(hours=1), began - second) == []
        assert named(began - timedelta(hours=1), began) == [worksheet]
        assert named(ended, ended + timedelta(hours=1)) == [worksheet]
        assert named(ended + second, ended + timedelta(hours=1)) == []
        assert [s.id for s in affected_by(session, "hazard", began, ended)] == []


def test_a_room_nobody_heard_from_shows_no_data(tmp_path):
    world = a_facility(tmp_path)
    with world.database.reading() as session:
        assert {tile.state for tile in tiles(session, world.now)} == {"no data"}


@pytest.mark.parametrize(("seconds", "state"), [(149, "fine"), (150, "fine"), (151, "no data")])
def test_a_tile_goes_to_no_data_after_the_sites_patience(tmp_path, seconds, state):
    world = a_facility(tmp_path)
    for _ in range(61):
        world.later(60).room()
    world.later(seconds)
    with world.database.reading() as session:
        found = {tile.point.code: tile.state for tile in tiles(session, world.now)}
    assert found["buffer-dp"] == state


def test_a_component_that_expires_between_staging_and_hood_stops_the_beginning(tmp_path):
    world = a_facility(tmp_path)
    worksheet = a_worksheet(world)
    world.scan(worksheet, carton("sodium-chloride-0.9-1000", expires="261123"))
    world.scan(worksheet, carton("potassium-chloride-2-meq-ml-10"))
    world.scan(worksheet, "FA-C-NEXT")
    world.now = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    balance_checked(world)
    world.room()
    with pytest.raises(NoDateNoBag):
        world.scan(worksheet, "FA-H-HOOD-2")


@pytest.mark.parametrize(("minutes", "released"), [(-1, True), (0, False), (1, False)])
def test_a_bag_past_its_date_is_not_released(tmp_path, minutes, released):
    world, worksheet = awaiting_release(tmp_path)
    found = both_dates(world, worksheet)[Storage.REFRIGERATOR]
    world.now = found.until + timedelta(minutes=minutes, seconds=-5)
    if minutes == 0:
        world.now = found.until - timedelta(seconds=5)
    if released:
        world.release(worksheet)
    else:
        with pytest.raises(NoDateNoBag, match="has passed"):
            world.release(worksheet)
