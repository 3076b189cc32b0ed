from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from beyond_use.air import Grade, Policy, RoomKind, Sample, room_limits, spells
from beyond_use.errors import BadFacts
from beyond_use.law import in_force_on

LAW = in_force_on(date(2026, 11, 23))
START = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
POLICY = Policy(timedelta(minutes=1), Decimal("0.002"), timedelta(minutes=2))
STEP = timedelta(seconds=5)
PRESSURE, WARMTH, DAMP = room_limits(RoomKind.BUFFER, LAW)
CONTAINMENT = room_limits(RoomKind.HAZARDOUS_BUFFER, LAW)[0]


def readings(*stretches):
    """One sample every five seconds: ("0.030", 12) is a minute at 0.030."""
    values = [value for value, count in stretches for _ in range(count)]
    return [
        Sample(START + STEP * place, None if value is None else Decimal(value))
        for place, value in enumerate(values)
    ]


def found(limit, *stretches, policy=POLICY):
    samples = readings(*stretches)
    return spells(samples, limit, policy, START, samples[-1].at)


@pytest.mark.parametrize(
    ("value", "unit", "within"),
    [
        ("0.0199", "in_wc", False), ("0.020", "in_wc", True), ("0.0201", "in_wc", True),
        ("4.9", "Pa", False), ("4.98", "Pa", False), ("4.99", "Pa", True), ("5", "Pa", True),
    ],
)  # fmt: skip
def test_pressure_is_compared_unrounded_in_the_unit_of_the_limit(value, unit, within):
    assert PRESSURE.keeps(PRESSURE.read(value, unit)) is within


@pytest.mark.parametrize(
    ("limit", "value", "within"),
    [
        (WARMTH, "19.9", True), (WARMTH, "20.0", True), (WARMTH, "20.1", False),
        (DAMP, "59.9", True), (DAMP, "60.0", True), (DAMP, "60.1", False),
        (CONTAINMENT, "-0.009", False), (CONTAINMENT, "-0.010", True), (CONTAINMENT, "-0.011", True),
        (CONTAINMENT, "-0.029", True), (CONTAINMENT, "-0.030", True), (CONTAINMENT, "-0.031", False),
    ],
)  # fmt: skip
def test_every_room_limit_includes_its_own_edge(limit, value, within):
    assert limit.keeps(Decimal(value)) is within


def test_what_a_room_is_for_decides_its_limits():
    named = {kind: [limit.rule for limit in room_limits(kind, LAW)] for kind in RoomKind}
    assert named == {
        RoomKind.BUFFER: ["FE-6", "FE-8", "FE-9"],
        RoomKind.ANTE: ["FE-6", "FE-8", "FE-9"],
        RoomKind.HAZARDOUS_BUFFER: ["HD-1", "FE-8", "FE-9"],
        RoomKind.SEGREGATED: [],
        RoomKind.HAZARDOUS_SEGREGATED: ["HD-2"],
    }
    assert (PRESSURE.advisory, WARMTH.advisory, CONTAINMENT.contains) == (False, True, True)


def test_a_door_dip_of_fifteen_seconds_is_noted():
    (dip,) = found(PRESSURE, ("0.030", 10), ("0.010", 3), ("0.030", 10))
    assert dip.grade is Grade.NOTED
    assert dip.ended - dip.began == timedelta(seconds=15)
    assert "below the limit of 0.020 in_wc for 15 s, at worst 0.010 in_wc" in dip.because


def test_pressure_low_for_six_minutes_is_yellow():
    (low,) = found(PRESSURE, ("0.030", 10), ("0.010", 72), ("0.030", 10))
    assert low.grade is Grade.YELLOW
    assert (low.began, low.ended) == (START + STEP * 10, START + STEP * 82)
    assert (low.quantity, low.worst, low.unit, low.rule) == (
        "pressure",
        Decimal("0.010"),
        "in_wc",
        "FE-6",
    )


def test_a_probe_silent_for_five_minutes_is_a_gap():
    (gap,) = found(PRESSURE, ("0.030", 10), (None, 59), ("0.030", 10))
    assert gap.grade is Grade.GAP
    assert (gap.ended - gap.began, gap.worst) == (timedelta(minutes=5), None)
    assert gap.because == "no pressure reading for 5 min (allowed 2 min)"


def test_a_hazardous_room_at_five_thousandths_is_red():
    (weak,) = found(CONTAINMENT, ("-0.020", 10), ("-0.005", 30), ("-0.020", 2))
    assert (weak.grade, weak.worst) == (Grade.RED, Decimal("-0.005"))
    assert "weaker than the limit of -0.010" in weak.because


def test_a_hazardous_room_stronger_than_its_range_is_yellow():
    (strong,) = found(CONTAINMENT, ("-0.020", 10), ("-0.035", 30), ("-0.020", 2))
    assert (strong.grade, strong.worst) == (Grade.YELLOW, Decimal("-0.035"))
    assert "stronger than" in strong.because


def test_a_dip_of_a_hazardous_room_within_the_delay_is_noted():
    (dip,) = found(CONTAINMENT, ("-0.020", 10), ("0.001", 3), ("-0.020", 2))
    assert dip.grade is Grade.NOTED


@pytest.mark.parametrize(
    ("count", "grade"), [(11, Grade.NOTED), (12, Grade.NOTED), (13, Grade.YELLOW)]
)
def test_a_spell_up_to_the_delay_is_noted_and_beyond_it_is_not(count, grade):
    (spell,) = found(PRESSURE, ("0.030", 1), ("0.010", count), ("0.030", 1))
    assert spell.grade is grade


@pytest.mark.parametrize(
    ("value", "grade"), [("-0.001", Grade.RED), ("0.000", Grade.RED), ("0.001", Grade.YELLOW)]
)
def test_a_positive_room_without_pressure_beyond_the_delay_is_red(value, grade):
    (spell,) = found(PRESSURE, ("0.030", 1), (value, 13), ("0.030", 1))
    assert spell.grade is grade


@pytest.mark.parametrize(("count", "grade"), [(12, Grade.YELLOW), (13, Grade.RED)])
def test_only_the_time_without_pressure_makes_it_red(count, grade):
    (spell,) = found(
        PRESSURE, ("0.030", 1), ("0.010", 20), ("-0.001", count), ("0.010", 20), ("0.030", 1)
    )
    assert spell.grade is grade


@pytest.mark.parametrize(
    ("limit", "value", "sides"),
    [
        (WARMTH, "21.3", "above the advisory limit of 20 degC"),
        (DAMP, "61", "above the advisory limit of 60 percent"),
    ],
)
def test_warmth_and_damp_are_noted_and_sustained_are_yellow(limit, value, sides):
    policy = Policy(timedelta(minutes=1), Decimal(0), timedelta(minutes=2))
    (brief,) = found(limit, (limit.high, 1), (value, 12), (limit.high, 1), policy=policy)
    (long,) = found(limit, (limit.high, 1), (value, 13), (limit.high, 1), policy=policy)
    assert (brief.grade, long.grade) == (Grade.NOTED, Grade.YELLOW)
    assert sides in long.because


@pytest.mark.parametrize(("value", "ended"), [("0.021", False), ("0.022", True), ("0.023", True)])
def test_a_spell_ends_only_beyond_the_deadband(value, ended):
    (spell,) = found(PRESSURE, ("0.019", 3), (value, 3))
    assert (spell.ended is not None) is ended


@pytest.mark.parametrize(("seconds", "gaps"), [(119, 0), (120, 0), (121, 1)])
def test_silence_up_to_its_allowance_is_no_gap(seconds, gaps):
    pair = [
        Sample(START, Decimal("0.030")),
        Sample(START + timedelta(seconds=seconds), Decimal("0.030")),
    ]
    assert len(spells(pair, PRESSURE, POLICY, START, pair[-1].at)) == gaps


def test_silence_at_the_edges_of_the_window_is_a_gap_too():
    lonely = [Sample(START + timedelta(minutes=5), Decimal("0.030"))]
    first, last = spells(lonely, PRESSURE, POLICY, START, START + timedelta(minutes=10))
    assert (first.grade, first.began, first.ended) == (Grade.GAP, START, lonely[0].at)
    assert (last.grade, last.began, last.ended) == (Grade.GAP, lonely[0].at, None)


def test_a_probe_never_heard_is_one_open_gap():
    (gap,) = spells([], PRESSURE, POLICY, START, START + timedelta(minutes=10))
    assert (gap.grade, gap.ended) == (Grade.GAP, None)


def test_a_spell_still_going_on_has_no_end():
    (spell,) = found(PRESSURE, ("0.030", 1), ("0.010", 20))
    assert (spell.grade, spell.ended) == (Grade.YELLOW, None)


def test_a_broken_limit_stays_broken_through_silence():
    low, gap = found(PRESSURE, ("0.010", 2), (None, 60), ("0.010", 2), ("0.030", 2))
    assert (low.grade, gap.grade) == (Grade.YELLOW, Grade.GAP)
    assert low.ended == START + STEP * 64


def test_readings_outside_the_window_are_left_out():
    samples = readings(("0.010", 20), ("0.030", 20))
    assert spells(samples, PRESSURE, POLICY, START + STEP * 20, samples[-1].at) == ()


def test_a_spell_of_minutes_and_seconds_is_told_so():
    (spell,) = found(PRESSURE, ("0.010", 15), ("0.030", 1))
    assert "for 1 min 15 s" in spell.because


@pytest.mark.parametrize(
    ("delay", "deadband", "silent"), [(-1, "0", 120), (60, "-0.001", 120), (60, "0", 0)]
)
def test_a_policy_without_sense_is_refused(delay, deadband, silent):
    with pytest.raises(BadFacts, match="policy"):
        Policy(timedelta(seconds=delay), Decimal(deadband), timedelta(seconds=silent))
