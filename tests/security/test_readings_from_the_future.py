"""A clock that is wrong, or a hand that lies about it, must not make a silent room look fine."""

from datetime import timedelta

import pytest

from compounding.cleanroom.balance_check import check_offered
from compounding.cleanroom.balances import balance_of
from compounding.cleanroom.errors import BalanceNotFit
from compounding.cleanroom.readings import AHEAD, newest
from compounding.cleanroom.watch import silent_now, tiles
from compounding.preparation.errors import RoomNotFit
from tests.builders import a_facility, balance_checked, in_the_hood, staged

TEN_YEARS = timedelta(days=3650)
PRESSURES = ("room-buffer", "room-hazard")


@pytest.fixture
def world(tmp_path):
    return a_facility(tmp_path)


def from_the_future(world, ahead=TEN_YEARS):
    for line in PRESSURES:
        world.hear("pressure", "0.050", "in_wc", line=line, at=world.now + ahead)


def pressures(world):
    with world.database.reading() as session:
        found = tiles(session, world.now)
    return {tile.point.code: tile.state for tile in found if tile.point.quantity == "pressure"}


def test_a_silent_room_stays_without_data_whatever_a_later_reading_says(world):
    world.room()
    from_the_future(world)
    world.later(3600)
    with world.database.reading() as session:
        assert silent_now(session, "hood-2", world.now) is not None
    assert set(pressures(world).values()) == {"no data"}


def test_no_work_begins_on_a_pressure_from_the_future(world):
    worksheet = staged(world)
    balance_checked(world)
    from_the_future(world)
    with pytest.raises(RoomNotFit, match="no reading has come in"):
        world.scan(worksheet, "FA-H-HOOD-2")


def test_a_weight_from_the_future_does_not_close_the_balance_for_years(world):
    worksheet = in_the_hood(world)
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    world.hear("mass", "1.00", "g", line="balance-1", at=world.now + TEN_YEARS)
    assert world.weigh(worksheet, "1062.40").done


def test_a_weight_from_the_future_does_not_close_the_daily_check(world):
    world.hear("mass", "1.00", "g", line="balance-1", at=world.now + TEN_YEARS)
    reading = world.put_on("20.00")
    with world.as_("technician") as unit:
        assert check_offered(unit, balance_of(unit.session, "hood-2"), reading).passed


def test_a_check_weight_from_the_future_is_refused(world):
    reading = world.put_on("20.00", at=world.now + TEN_YEARS)
    with world.as_("technician") as unit, pytest.raises(BalanceNotFit, match="future"):
        check_offered(unit, balance_of(unit.session, "hood-2"), reading)


@pytest.mark.parametrize(("beyond", "counts"), [(-1, True), (0, True), (1, False)])
def test_a_clock_may_lead_by_two_seconds_and_not_more(world, beyond, counts):
    at = world.now + AHEAD + timedelta(microseconds=beyond)
    heard = world.hear("pressure", "0.030", "in_wc", line="room-buffer", at=at)
    with world.database.reading() as session:
        found = newest(session, "room-buffer", "pressure", world.now)
    assert (found is not None and found.id == heard) is counts
