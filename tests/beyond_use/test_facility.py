"""Rooms of a suite: each limit just under, at and just over, and what it costs."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from beyond_use.air_class import Air, air_class, cleanest_class
from beyond_use.errors import BadFacts
from beyond_use.facility import AirChanges, Probe, Room, probe, room
from beyond_use.figures import Otherwise
from beyond_use.reason import Effect, State, all_met, gravest
from beyond_use.rooms import RoomKind
from beyond_use.segregated import SegregatedArea, segregated_area
from formulas.errors import WrongUnit
from formulas.quantity import qty

TODAY = date(2026, 11, 23)
BUFFER = Room(
    "Buffer room 1",
    RoomKind.BUFFER,
    Air(Decimal(352000)),
    AirChanges(Decimal(30), Decimal(15)),
    qty("0.020 in_wc"),
    qty("20 degC"),
    qty("60 percent"),
    portable_air_device=False,
)
ANTE = replace(
    BUFFER,
    name="Ante-room",
    kind=RoomKind.ANTE,
    air=Air(Decimal(3520000)),
    changes=AirChanges(Decimal(20), Decimal(15)),
)
PROBE = Probe("Gauge 1", "pressure", continuous=True, read_on=TODAY, verified_on=date(2025, 11, 23))
AREA = SegregatedArea(
    "Area 3",
    Decimal(1),
    Decimal(1),
    dedicated=True,
    window_or_door_outdoors=False,
    traffic_through=False,
    beside_restroom_kitchen_or_warehouse=False,
    portable_air_device=False,
)


def unmet(reasons):
    return {(reason.rule, reason.state, reason.effect) for reason in reasons if not reason.met}


@pytest.mark.parametrize(
    ("count", "found"),
    [
        ("0", 3), ("35.2", 3), ("35.3", 4), ("352", 4), ("353", 5),
        ("3519", 5), ("3520", 5), ("3521", 6), ("35200", 6), ("35201", 7),
        ("351999", 7), ("352000", 7), ("352001", 8), ("3520000", 8), ("3520001", None),
    ],
)  # fmt: skip
def test_the_class_of_a_count_is_the_cleanest_it_does_not_exceed(law, count, found):
    assert cleanest_class(Decimal(count), law) == found
    limit = law.find("FE-1", f"ISO {found}")
    assert limit is None if found is None else limit.number >= Decimal(count)


def test_air_may_be_cleaner_than_asked_for_and_never_dirtier(law):
    otherwise = Otherwise(Effect.NOTHING, "Stop", "a certifier")
    wanted = law.row("FE-2")
    states = {
        Air(Decimal(3520)): State.MET, Air(Decimal(3521)): State.NOT_MET, Air(): State.NOT_KNOWN,
        Air(iso=5): State.MET, Air(iso=4): State.MET, Air(iso=6): State.NOT_MET,
        Air(Decimal(3521), 5): State.NOT_MET, Air(Decimal(100), 7): State.NOT_MET,
    }  # fmt: skip
    found = {air: air_class("Hood 1", air, wanted, law, otherwise).state for air in states}
    assert found == states
    with pytest.raises(BadFacts, match="names no class"):
        air_class("Hood 1", Air(iso=5), law.row("FE-10"), law, otherwise)
    with pytest.raises(BadFacts, match="-1 particles"):
        Air(Decimal(-1))


@pytest.mark.parametrize(
    ("air", "told"),
    [
        (Air(Decimal(0)), "0 particles per m³, which is ISO 3"),
        (Air(Decimal(3521)), "3521 particles per m³, which is ISO 6"),
        (Air(Decimal(3520001)), "3520001 particles per m³, which is no class"),
        (Air(iso=6), "certified as ISO 6"),
        (Air(Decimal(100), 6), "100 particles per m³, which is ISO 4, certified as ISO 6"),
        (Air(), "not known"),
    ],
)
def test_the_air_is_told_with_what_is_known_of_it(law, air, told):
    otherwise = Otherwise(Effect.NOTHING, "Stop", "a certifier")
    reason = air_class("Hood 1", air, law.row("FE-2"), law, otherwise)
    asked_for = "; ISO 5 or cleaner is asked for."
    stop = "" if reason.met else " Stop."
    assert reason.says == f"Hood 1, air: {told}{asked_for}{stop}"


def test_a_room_exactly_at_every_limit_is_in_order(law):
    assert all_met(room(BUFFER, law))
    assert all_met(room(ANTE, law))


@pytest.mark.parametrize(
    ("change", "rule", "effect"),
    [
        ({"air": Air(Decimal(352001))}, "FE-3", Effect.CATEGORY_1),
        ({"changes": AirChanges(Decimal("29.9"), Decimal(15))}, "FE-3", Effect.CATEGORY_1),
        ({"changes": AirChanges(Decimal(32), Decimal("14.9"))}, "FE-3", Effect.CATEGORY_1),
        ({"pressure": qty("0.0199 in_wc")}, "FE-6", Effect.CATEGORY_1),
        ({"pressure": qty("4.9 Pa")}, "FE-6", Effect.CATEGORY_1),
        ({"pressure": qty("-0.03 in_wc")}, "FE-6", Effect.CATEGORY_1),
        ({"temperature": qty("20.1 degC")}, "FE-8", Effect.NOTED),
        ({"humidity": qty("60.1 percent")}, "FE-9", Effect.NOTED),
        ({"portable_air_device": True}, "FE-11", Effect.NOTED),
        ({"pass_through_doors_both_open": True}, "FE-14", Effect.NOTED),
    ],
)
def test_each_limit_of_a_buffer_room_just_broken(law, change, rule, effect):
    reasons = room(replace(BUFFER, **change), law)
    assert unmet(reasons) == {(rule, State.NOT_MET, effect)}
    assert all(reason.lifted_by for reason in reasons if not reason.met)


@pytest.mark.parametrize(
    "change",
    [
        {"pressure": qty("0.0201 in_wc")}, {"pressure": qty("5 Pa")},
        {"temperature": qty("19.9 degC")}, {"temperature": qty("293.15 K")},
        {"humidity": qty("59.9 percent")}, {"pass_through_doors_both_open": False},
        {"changes": AirChanges(Decimal("30.1"), Decimal("15.1"))},
    ],
)  # fmt: skip
def test_each_limit_of_a_buffer_room_just_kept(law, change):
    assert all_met(room(replace(BUFFER, **change), law))


def test_nothing_known_of_a_room_is_nothing_kept(law):
    reasons = room(Room("Buffer room 1", RoomKind.BUFFER), law)
    assert {reason.state for reason in reasons} == {State.NOT_KNOWN}
    assert {reason.rule for reason in reasons} == {"FE-3", "FE-6", "FE-8", "FE-9", "FE-11"}
    assert gravest(reasons) is Effect.CATEGORY_1


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"air": Air(Decimal(3520001))}, False), ({"air": Air(iso=8)}, True),
        ({"changes": AirChanges(Decimal("19.9"), Decimal(15))}, False),
        ({"changes": AirChanges(Decimal(20), Decimal("14.9"))}, False),
        ({"serves_hazardous": True}, False),
        ({"serves_hazardous": True, "air": Air(iso=8),
          "changes": AirChanges(Decimal(30), Decimal(15))}, False),
        ({"serves_hazardous": True, "air": Air(iso=7),
          "changes": AirChanges(Decimal("29.9"), Decimal(15))}, False),
        ({"serves_hazardous": True, "air": Air(iso=7),
          "changes": AirChanges(Decimal(30), Decimal("14.9"))}, False),
        ({"serves_hazardous": True, "air": Air(iso=7),
          "changes": AirChanges(Decimal(30), Decimal(15))}, True),
    ],
)  # fmt: skip
def test_an_ante_room_is_cleaner_where_it_opens_into_a_hazardous_room(law, change, kept):
    reasons = room(replace(ANTE, **change), law)
    assert all_met(reasons) is kept
    rules = {"FE-4", "FE-5"} if change.get("serves_hazardous") else {"FE-4"}
    assert {one.rule for one in reasons} - {"FE-6", "FE-8", "FE-9", "FE-11"} == rules


def test_the_pressure_of_a_hazardous_room_is_not_judged_as_a_step_up(law):
    facts = replace(BUFFER, kind=RoomKind.HAZARDOUS_BUFFER, pressure=qty("-0.02 in_wc"))
    assert "FE-6" not in {reason.rule for reason in room(facts, law)}


def test_a_room_that_contradicts_itself_is_refused(law):
    assert AirChanges(Decimal(10), Decimal(10)).ceiling == 10
    with pytest.raises(BadFacts, match="more than 10"):
        AirChanges(Decimal(10), Decimal(11))
    with pytest.raises(BadFacts, match="no room of a cleanroom suite"):
        Room("Area 3", RoomKind.SEGREGATED)
    with pytest.raises(WrongUnit, match="pressure"):
        room(replace(BUFFER, pressure=qty("20 degC")), law)


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({}, set()),
        ({"read_on": TODAY - timedelta(days=1)}, {"FE-6"}),
        ({"read_on": None}, {"FE-6"}),
        ({"continuous": False}, {"FE-6"}), ({"continuous": None}, {"FE-6"}),
        ({"measures": "temperature", "read_on": None}, set()),
        ({"measures": "temperature", "continuous": False}, set()),
        ({"measures": "temperature", "continuous": False, "read_on": None}, {"FE-8"}),
        ({"measures": "humidity", "continuous": None, "read_on": None}, {"FE-9"}),
        ({"verified_on": TODAY - timedelta(days=364)}, set()),
        ({"verified_on": date(2025, 11, 22)}, {"FE-10"}), ({"verified_on": None}, {"FE-10"}),
        ({"maker_day": TODAY}, set()), ({"maker_day": TODAY - timedelta(days=1)}, {"FE-10"}),
    ],
)  # fmt: skip
def test_a_probe_is_read_on_the_day_and_verified_in_time(law, change, rules):
    reasons = probe(replace(PROBE, **change), TODAY, law)
    assert {reason.rule for reason in reasons if not reason.met} == rules
    assert gravest(reasons) is (Effect.NOTED if rules else Effect.NONE)


def test_a_probe_says_when_it_was_verified_and_what_its_maker_says(law):
    told = {
        None: "Gauge 1, verification: due 2026-11-23, today.",
        TODAY: "Gauge 1, verification: due 2026-11-23, today; by its maker up to 2026-11-23.",
    }
    for maker_day, says in told.items():
        *_, verified = probe(replace(PROBE, maker_day=maker_day), TODAY, law)
        assert verified.says == says
    *_, never = probe(replace(PROBE, verified_on=None), TODAY, law)
    *_, late = probe(replace(PROBE, verified_on=date(2025, 11, 22)), TODAY, law)
    assert (never.state, late.state) == (State.NOT_KNOWN, State.NOT_MET)


def test_a_probe_of_something_else_or_of_tomorrow_is_refused(law):
    with pytest.raises(BadFacts, match="'light'"):
        probe(replace(PROBE, measures="light"), TODAY, law)
    with pytest.raises(BadFacts, match="after 2026-11-23"):
        probe(replace(PROBE, read_on=TODAY + timedelta(days=1)), TODAY, law)


@pytest.mark.parametrize(
    ("change", "effect"),
    [
        ({}, Effect.NONE),
        ({"clear_around_hood": Decimal("0.99")}, Effect.NOTHING),
        ({"clear_around_hood": Decimal("1.01")}, Effect.NONE),
        ({"sink_from_hood": Decimal("0.99")}, Effect.NOTHING),
        ({"dedicated": False}, Effect.NOTHING), ({"dedicated": None}, Effect.NOTHING),
        ({"window_or_door_outdoors": True}, Effect.NOTHING),
        ({"traffic_through": True}, Effect.NOTHING), ({"traffic_through": None}, Effect.NOTHING),
        ({"beside_restroom_kitchen_or_warehouse": True}, Effect.NOTHING),
        ({"portable_air_device": True}, Effect.NOTED),
    ],
)  # fmt: skip
def test_a_segregated_area_has_demands_on_its_place_and_none_on_its_air(law, change, effect):
    reasons = segregated_area(replace(AREA, **change), law)
    assert gravest(reasons) is effect
    assert {reason.rule for reason in reasons} == {"FE-7", "FE-11"}
    assert not {row.unit for row in law.rows if row.rule == "FE-7"} & {"per_h", "in_wc", "iso"}
