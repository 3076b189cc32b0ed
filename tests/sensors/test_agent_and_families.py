"""The agent hears a balance of every family, up to a real server."""

from decimal import Decimal

import pytest

from sensors.balances.families import FAMILIES


@pytest.mark.parametrize("protocol", FAMILIES)
def test_a_weight_of_every_family_travels_the_whole_road(world, protocol):
    keys = world.speak(protocol)
    world.balance.place(Decimal("19.96"))
    world.start(**keys)
    settled = world.weight("19.96", settled=True)
    assert settled["unit"] == "g"
    assert settled["stable"] is True
    assert settled["device"] == "SIMULATED-0001"
    assert settled["simulated"] is True
    raw = bytes.fromhex(settled["raw"])
    assert FAMILIES[protocol].parse(raw).weight.digits == "19.96"


@pytest.mark.parametrize("protocol", FAMILIES)
def test_a_driver_that_never_met_its_instrument_says_so_in_the_record(world, protocol):
    world.start(**world.speak(protocol))
    said = world.event("driver-never-seen")
    assert FAMILIES[protocol].maker in said["refused"]
    assert len(said["refused"]) <= 400  # as long as the server takes


def test_a_pan_that_moves_without_a_unit_is_told_once_and_settles_nothing(world):
    world.start(**world.speak("sartorius-sbi"))
    world.balance.fault("unstable")
    moving = world.event("unstable")
    assert moving["digits"] is None
    assert "not come to rest" in moving["refused"]
    world.balance.place(Decimal(5))
    world.balance.clear()
    assert world.weight("5.00", settled=True)
    told = [r for r in world.server.readings() if "unstable" in r["flags"]]
    assert len(told) < 5


@pytest.mark.parametrize(
    ("protocol", "fault", "flag"),
    [
        ("a-and-d", "wrong-unit", "unknown-unit"),
        ("ohaus", "overload", "overload"),
        ("radwag", "busy", "busy"),
        ("sartorius-sbi", "garbage", "garbage"),
    ],
)
def test_what_is_refused_is_on_record_by_its_name(world, protocol, fault, flag):
    world.start(**world.speak(protocol))
    world.weight("0.00")
    world.balance.fault(fault)
    told = world.event(flag)
    assert told["digits"] is None
    assert told["refused"]
