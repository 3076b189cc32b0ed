"""Rooms, hoods and areas for hazardous drugs: what contains, and what only is out of range."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from beyond_use.hazardous_rooms import (
    HazardousHood,
    HazardousRoom,
    HazardousUse,
    Pressure,
    ReceivingArea,
    after_hazardous_outage,
    containment,
    hazardous_hood,
    hazardous_room,
    receiving,
)
from beyond_use.hood import HoodKind, Outage
from beyond_use.reason import Effect, State, all_met, gravest
from formulas.errors import WrongUnit
from formulas.quantity import qty

ROOM = HazardousRoom(
    "Buffer room 2",
    HazardousUse.BUFFER,
    qty("-0.020 in_wc"),
    Decimal(30),
    vented_outside=True,
    apart=True,
    never_interrupted=True,
    hood_makes_pressure=True,
    hood_always_on=True,
    sink_from_hood=Decimal(1),
    sink_in_buffer=False,
    eyewash=True,
)
NARROW = [HazardousUse.BUFFER, HazardousUse.SEGREGATED, HazardousUse.NONSTERILE]


@pytest.mark.parametrize("use", NARROW)
@pytest.mark.parametrize(
    ("pressure", "state", "effect"),
    [
        ("-0.0099 in_wc", State.NOT_MET, Effect.NOTHING),
        ("-0.010 in_wc", State.MET, Effect.NONE), ("-0.0101 in_wc", State.MET, Effect.NONE),
        ("-0.0299 in_wc", State.MET, Effect.NONE), ("-0.030 in_wc", State.MET, Effect.NONE),
        ("-0.0301 in_wc", State.NOT_MET, Effect.NOTED), ("-0.035 in_wc", State.NOT_MET, Effect.NOTED),
        ("0 in_wc", State.NOT_MET, Effect.NOTHING), ("0.020 in_wc", State.NOT_MET, Effect.NOTHING),
        # 0.010 is 2.4909 Pa, 0.030 is 7.4727 Pa
        ("-2.490 Pa", State.NOT_MET, Effect.NOTHING), ("-2.491 Pa", State.MET, Effect.NONE),
        ("-7.472 Pa", State.MET, Effect.NONE), ("-7.473 Pa", State.NOT_MET, Effect.NOTED),
    ],
)  # fmt: skip
def test_too_weak_holds_nothing_in_and_too_strong_is_only_noted(law, use, pressure, state, effect):
    reason = containment("Buffer room 2", use, qty(pressure), law)
    assert (reason.state, reason.effect) == (state, effect)
    assert (reason.rule == "HD-9") is (state is not State.MET)


@pytest.mark.parametrize("use", list(HazardousUse))
def test_a_pressure_not_known_holds_nothing_in(law, use):
    reason = containment("Buffer room 2", use, None, law)
    assert (reason.state, reason.effect) == (State.NOT_KNOWN, Effect.NOTHING)


def test_over_negative_says_that_it_still_contains(law):
    reason = containment("Buffer room 2", HazardousUse.BUFFER, qty("-0.035 in_wc"), law)
    assert reason.says == (
        "Buffer room 2, pressure: -0.035 in. w.c.; from -0.010 to -0.030 in. w.c. "
        "Raise the alarm and have it set back; the room still contains."
    )


@pytest.mark.parametrize(
    ("pressure", "met"), [("-0.0001 in_wc", True), ("0 in_wc", False), ("0.0001 in_wc", False)]
)
def test_a_store_need_only_be_negative(law, pressure, met):
    assert containment("Store", HazardousUse.STORAGE, qty(pressure), law).met is met


def test_a_pressure_must_be_one(law):
    with pytest.raises(WrongUnit, match="pressure"):
        containment("Store", HazardousUse.STORAGE, qty("20 degC"), law)


@pytest.mark.parametrize("use", list(HazardousUse))
def test_a_room_with_everything_is_in_order(law, use):
    reasons = hazardous_room(replace(ROOM, use=use), law)
    assert all_met(reasons)
    own = {"BUFFER": "HD-1", "SEGREGATED": "HD-2", "NONSTERILE": "HD-3", "STORAGE": "HD-4"}
    assert own[use.name] in {reason.rule for reason in reasons}


@pytest.mark.parametrize(
    ("use", "changes", "effect"),
    [
        (HazardousUse.BUFFER, "30.1", Effect.NONE), (HazardousUse.BUFFER, "29.9", Effect.CATEGORY_1),
        (HazardousUse.BUFFER, "12", Effect.CATEGORY_1), (HazardousUse.BUFFER, "11.9", Effect.NOTHING),
        (HazardousUse.SEGREGATED, "12", Effect.NONE), (HazardousUse.SEGREGATED, "12.1", Effect.NONE),
        (HazardousUse.SEGREGATED, "11.9", Effect.NOTHING),
        (HazardousUse.NONSTERILE, "12", Effect.NONE), (HazardousUse.NONSTERILE, "11.9", Effect.NOTHING),
        (HazardousUse.STORAGE, "12", Effect.NONE), (HazardousUse.STORAGE, "11.9", Effect.NOTHING),
    ],
)  # fmt: skip
def test_air_changes_of_each_room(law, use, changes, effect):
    room = replace(ROOM, use=use, changes=Decimal(changes))
    assert gravest(hazardous_room(room, law)) is effect


@pytest.mark.parametrize(
    ("change", "rule", "effect"),
    [
        ({"vented_outside": False}, "HD-1", Effect.NOTHING),
        ({"vented_outside": None}, "HD-1", Effect.NOTHING),
        ({"apart": False}, "HD-1", Effect.NOTHING),
        ({"never_interrupted": False}, "HD-11", Effect.NOTHING),
        ({"hood_always_on": False}, "HD-11", Effect.NOTHING),
        ({"hood_always_on": None, "hood_makes_pressure": None}, "HD-11", Effect.NOTHING),
        ({"sink_from_hood": Decimal("0.99")}, "HD-12", Effect.NOTED),
        ({"sink_in_buffer": True}, "HD-12", Effect.NOTED), ({"eyewash": False}, "HD-12", Effect.NOTED),
        ({"hood_always_on": False, "hood_makes_pressure": False}, None, Effect.NONE),
        ({"sink_from_hood": Decimal("1.01")}, None, Effect.NONE),
    ],
)  # fmt: skip
def test_each_demand_on_a_hazardous_room(law, change, rule, effect):
    reasons = hazardous_room(replace(ROOM, **change), law)
    assert {reason.rule for reason in reasons if not reason.met} == ({rule} if rule else set())
    assert gravest(reasons) is effect


def test_nothing_known_of_a_hazardous_room_closes_it(law):
    reasons = hazardous_room(HazardousRoom("Buffer room 2", HazardousUse.BUFFER), law)
    assert {reason.state for reason in reasons} == {State.NOT_KNOWN}
    assert gravest(reasons) is Effect.NOTHING


def test_no_filter_is_asked_for_in_the_exhaust(law):
    assert law.row("HD-10").comparator == "rule"
    assert "HD-10" not in {reason.rule for reason in hazardous_room(ROOM, law)}


@pytest.mark.parametrize(
    ("kind", "contains"),
    [
        ("BSC", True), ("BSC_III", True), ("CACI", True),
        ("LAFW", False), ("CAI", False), ("IVLFZ", False), ("ISOLATOR", False), (None, None),
    ],
)  # fmt: skip
def test_sterile_hazardous_drugs_are_made_where_they_are_contained(law, kind, contains):
    hood = HazardousHood("Hood 2", kind and HoodKind[kind], sterile_work=True, vented_outside=True)
    reasons = hazardous_hood(hood, law)
    assert {reason.rule for reason in reasons} == {"HD-7"}
    assert f"Hood 2, a {hood.kind or 'hood'}, contains" in reasons[0].says
    assert all_met(reasons) is (contains is True)
    assert gravest(reasons) is (Effect.NONE if contains else Effect.NOTHING)
    assert not all_met(hazardous_hood(replace(hood, vented_outside=None), law))


@pytest.mark.parametrize(
    ("vented", "filters", "state"),
    [
        (True, None, State.MET), (None, True, State.MET), (True, False, State.MET),
        (False, False, State.NOT_MET), (False, None, State.NOT_KNOWN), (None, None, State.NOT_KNOWN),
    ],
)  # fmt: skip
def test_a_nonsterile_hood_is_vented_or_filtered_twice(law, vented, filters, state):
    hood = HazardousHood(
        "Powder hood",
        None,
        sterile_work=False,
        vented_outside=vented,
        two_filters_in_series=filters,
    )
    (reason,) = hazardous_hood(hood, law)
    assert (reason.rule, reason.state) == ("HD-8", state)


AREA = ReceivingArea("Receiving", Pressure.NEUTRAL, in_sterile_suite=False)


@pytest.mark.parametrize(
    ("change", "met"),
    [
        ({}, True), ({"pressure": Pressure.NEGATIVE}, True), ({"pressure": Pressure.POSITIVE}, False),
        ({"pressure": None}, False), ({"in_sterile_suite": True}, False),
        ({"in_sterile_suite": None}, False), ({"damaged": None}, False), ({"damaged": True}, False),
        ({"damaged": True, "damaged_sealed": True}, False),
        ({"damaged": True, "damaged_to_hood": True}, False),
        ({"damaged": True, "damaged_sealed": True, "damaged_to_hood": True}, True),
    ],
)  # fmt: skip
def test_hazardous_drugs_are_never_unpacked_where_air_flows_out(law, change, met):
    reasons = receiving(replace(AREA, **change), law)
    assert {reason.rule for reason in reasons} == {"HD-6"}
    assert gravest(reasons) is (Effect.NONE if met else Effect.NOTHING)


@pytest.mark.parametrize(
    ("decontaminated", "allowed"), [(True, True), (False, False), (None, False)]
)
def test_after_a_loss_of_power_a_hazardous_hood_is_decontaminated_too(law, decontaminated, allowed):
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    outage = Outage(
        "Hood 2",
        now - timedelta(hours=1),
        cleaned_and_disinfected=True,
        sporicide_applied=True,
        recovery=timedelta(hours=1),
    )
    reasons = after_hazardous_outage(outage, now, law, decontaminated=decontaminated)
    assert all_met(reasons) is allowed
    assert reasons[0].rule == "HD-11"
    assert reasons[0].effect is (Effect.NONE if allowed else Effect.NOTHING)
