"""The agent hears a room instrument beside the balance."""

from decimal import Decimal

import pytest


def test_the_room_speaks_beside_the_balance(world):
    world.room.set(
        temperature=Decimal("19.87"), humidity=Decimal("44.1"), pressure=Decimal("-0.01")
    )
    world.start()
    for quantity, digits, unit in (
        ("temperature", "19.87", "degC"),
        ("humidity", "44.10", "percent"),
        ("pressure", "-0.0100", "in_wc"),
    ):
        found = world.server.wait_for(
            lambda r, q=quantity, d=digits: (r["quantity"], r["digits"]) == (q, d)
        )
        assert found["unit"] == unit
        assert found["device"].startswith("SIMULATED")
        assert found["simulated"] is True
        assert found["raw"]


@pytest.mark.parametrize(
    ("fault", "says"), [("nan", "0x8000"), ("exception", "exception 4"), ("wrong-crc", "damaged")]
)
def test_a_room_without_a_value_is_refused_with_the_reason(world, fault, says):
    world.room.fault(fault)
    world.start()
    told = world.server.wait_for(lambda r: r["line"] == "room-1" and says in r["refused"])
    assert told["digits"] is None
    assert told["raw"]


def test_a_silent_room_is_one_event_and_no_value(world):
    world.start()
    world.server.wait_for(lambda r: r["digits"] == "20.00")
    world.room.fault("silent")
    gone = world.event("disconnected", "room-1")
    later = [
        r
        for r in world.server.readings()
        if r["line"] == "room-1" and r["sequence"] > gone["sequence"]
    ]
    assert not [r for r in later if r["digits"] is not None]
