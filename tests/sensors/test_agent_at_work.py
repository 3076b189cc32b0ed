"""The agent hears a balance: on a real line, through every fault, up to a real server."""

import time
from datetime import datetime
from decimal import Decimal

import pytest

from sensors.balances.mt_sics import parse


def test_a_weight_travels_the_whole_road_with_its_bytes(world):
    world.start()
    world.balance.place(Decimal("20.00"))
    moving = world.weight("20.00")
    settled = world.weight("20.00", settled=True)
    assert settled["unit"] == "g"
    assert settled["stable"] is True
    assert settled["device"] == "SIMULATED-0001"
    assert settled["simulated"] is True
    assert settled["refused"] == ""
    assert parse(bytes.fromhex(settled["raw"])) == parse(b"S S      20.00 g\r\n")
    times = [datetime.fromisoformat(r["agent_at"]) for r in (moving, settled)]
    assert times[1] >= times[0]
    assert times[0].tzinfo is not None


def test_a_weight_at_rest_is_not_told_again_and_again(world):
    world.start()
    world.balance.place(Decimal(5))
    world.weight("5.00", settled=True)
    before = len([r for r in world.server.readings() if r["quantity"] == "mass"])
    time.sleep(0.3)
    assert len([r for r in world.server.readings() if r["quantity"] == "mass"]) == before


def test_an_unplugged_balance_is_an_event_and_comes_back_by_itself(world):
    world.start()
    world.balance.place(Decimal(5))
    world.weight("5.00")
    world.balance.fault("unplug")
    gone = world.event("disconnected")
    assert "weigh again" in gone["refused"]
    assert gone["digits"] is None
    world.balance.place(Decimal(6))
    world.balance.replug()
    world.weight("6.00")
    connected = [
        r for r in world.server.readings() if "connected" in r["flags"] and r["line"] == "balance-1"
    ]
    assert len(connected) == 2
    assert "5.00" not in [
        r["digits"] for r in world.server.readings() if r["sequence"] > gone["sequence"]
    ]


def test_a_restart_is_an_event_with_what_to_do(world):
    world.start()
    world.balance.place(Decimal(7))
    world.weight("7.00")
    world.balance.fault("restart")
    assert "zero and tare are lost" in world.event("restarted")["refused"]
    world.weight("0.00")


def test_garbage_is_bounded_kept_and_never_a_weight(world):
    world.start()
    world.weight("0.00")
    world.balance.fault("garbage")
    refused = world.event("garbage")
    assert refused["digits"] is None
    assert refused["raw"]
    assert refused["refused"]
    time.sleep(0.4)  # twenty more frames of garbage
    assert len([r for r in world.server.readings() if "garbage" in r["flags"]]) == 1
    world.balance.clear()
    world.balance.place(Decimal(8))
    world.weight("8.00")
    counted = world.server.wait_for(lambda r: "garbage" in r["flags"] and r != refused)
    assert int(counted["flags"][1].removeprefix("count=")) >= 10


@pytest.mark.parametrize("fault", ["overload", "underload", "busy"])
def test_a_balance_that_cannot_weigh_says_why(world, fault):
    world.start()
    world.weight("0.00")
    world.balance.fault(fault)
    told = world.event(fault)
    assert told["digits"] is None
    assert told["refused"]


def test_a_silent_balance_is_lost_and_found(world):
    world.start()
    world.weight("0.00")
    world.balance.fault("silent")
    assert "last value is not held on" in world.event("disconnected")["refused"]
    world.balance.clear()
    world.server.wait_for(
        lambda r: (
            r["line"] == "balance-1"
            and "connected" in r["flags"]
            and r["sequence"] > world.event("disconnected")["sequence"]
        )
    )


def test_a_balance_that_is_polled_is_read_as_well(world):
    world.start(balance_more='ask = "poll"\nevery = 0.05')
    world.balance.place(Decimal(9))
    world.weight("9.00", settled=True)


def test_the_wrong_balance_is_not_read(world):
    world.start(balance_more='serial_number = "SIMULATED-0002"')
    assert "SIMULATED-0002" in world.event("disconnected")["refused"]
    world.server.wait_for(lambda r: r["line"] == "room-1" and r["digits"] is not None)
    assert not [r for r in world.server.readings() if r["quantity"] == "mass"]


def test_one_broken_line_never_stops_another(world):
    world.start(balance="/dev/no-such-port")
    world.event("disconnected")
    world.room.set(temperature=Decimal("21.5"))
    world.server.wait_for(lambda r: r["digits"] == "21.50")
