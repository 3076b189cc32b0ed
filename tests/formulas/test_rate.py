from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.errors import FormulaError, NotPositive, UnknownChoice, WrongUnit
from formulas.quantity import qty
from formulas.rate import (
    drip_rate,
    drip_rate_from_flow,
    drip_time,
    flow_by_weight,
    flow_from_drip_rate,
    flow_in_unit,
    flow_rate,
)


@pytest.mark.parametrize(("volume", "time", "rate"), [
    ("1200 mL", "8 h", "150 mL/h"), ("1.5 L", "12 h", "125 mL/h"), ("100 mL", "20 min", "300 mL/h"), ("2.4 L", "1 day", "100 mL/h"), ("1 mL", "30 s", "120 mL/h"),
])  # fmt: skip
def test_a_rate_is_volume_by_time(volume, time, rate):
    working = flow_rate(volume=volume, time=time)
    assert (working.result, working.exact) == (qty(rate), True)


@pytest.mark.parametrize(("answer_unit", "told"), [
    (None, "rate 60 mL/h"), ("mL/min", "rate 1 mL/min"), ("mL/day", "rate 1440 mL/day"), ("L/h", "rate 0.06 L/h"), ("L/day", "rate 1.44 L/day"),
])  # fmt: skip
def test_a_rate_is_told_in_the_unit_asked_for(answer_unit, told):
    assert flow_rate(volume="300 mL", time="5 h", answer_unit=answer_unit).told == told


def test_a_unit_that_is_no_flow_is_not_asked_for():
    with pytest.raises(UnknownChoice, match="mL/h"):
        flow_rate(volume="300 mL", time="5 h", answer_unit="mg/h")


@pytest.mark.parametrize(("volume", "rate"), [("112.4 mL", "11.2 mL/h"), ("112.5 mL", "11.3 mL/h"), ("112.6 mL", "11.3 mL/h")])  # fmt: skip
def test_a_rate_is_rounded_half_up_to_the_step_of_the_pump(volume, rate):
    working = flow_rate(volume=volume, time="10 h", resolution="0.1 mL/h")
    assert working.result == qty(rate)
    assert "half-up to 0.1 mL/h" in working.lines[0].rounding


@pytest.mark.parametrize(("volume", "time"), [
    ("300 mL/h", "5 h"), ("300 mg", "5 h"), ("300 mL", "5 mL"), ("300 mL", "0 h"), ("0 mL", "5 h"), ("300 mL/day", "5 h"), ("300", "5 h"),
])  # fmt: skip
def test_a_rate_needs_a_volume_and_a_time(volume, time):
    with pytest.raises(FormulaError):
        flow_rate(volume=volume, time=time)


def test_a_rate_that_the_pump_cannot_show_is_refused():
    with pytest.raises(NotPositive, match="in steps of"):
        flow_rate(volume="1 mL", time="1 day", resolution="0.1 mL/h")


@pytest.mark.parametrize(("rate", "answer_unit", "flow"), [
    ("340 mL/day", "mL/h", Fraction(85, 6)), ("125 mL/h", "mL/day", Fraction(3000)), ("1.5 mL/min", "mL/h", Fraction(90)), ("3 L/day", "mL/min", Fraction(25, 12)),
])  # fmt: skip
def test_a_flow_in_another_unit_is_exact(rate, answer_unit, flow):
    assert flow_in_unit(rate=rate, answer_unit=answer_unit).result == qty(flow, answer_unit)


@pytest.mark.parametrize("rate", ["340 mL", "340 mL/kg/day", "340 mg/day", "340 mL/dose"])
def test_a_flow_is_a_volume_by_time(rate):
    with pytest.raises(WrongUnit):
        flow_in_unit(rate=rate)


@pytest.mark.parametrize(("fluid", "weight", "rate"), [
    ("120 mL/kg/day", "2 kg", "10 mL/h"), ("4 mL/kg/h", "9.5 kg", "38 mL/h"), ("0.1 mL/kg/min", "70 kg", "420 mL/h"), ("100 mL/kg/day", "10 lb", "18.8996820833 mL/h"),
])  # fmt: skip
def test_a_fluid_by_weight_is_a_rate(fluid, weight, rate):
    found = flow_by_weight(fluid=fluid, weight=weight).result
    assert abs(found - qty(rate)) <= qty("0.0000000001 mL/h")


@pytest.mark.parametrize("fluid", ["120 mL/day", "20 mL/kg", "5 mg/kg/day", "4 mL/h"])
def test_a_fluid_by_weight_is_a_volume_per_kg_and_time(fluid):
    with pytest.raises(WrongUnit, match="mL/kg/h"):
        flow_by_weight(fluid=fluid, weight="10 kg")


@pytest.mark.parametrize(("factor", "drops"), [("10", "20.8333"), ("15", "31.25"), ("20", "41.6667"), ("60", "125")])  # fmt: skip
def test_drops_by_each_usual_set(factor, drops):
    by_time = drip_rate(volume="1000 mL", time="8 h", drop_factor=f"{factor} gtt/mL")
    by_flow = drip_rate_from_flow(rate="125 mL/h", drop_factor=f"{factor} gtt/mL")
    assert by_time.result == by_flow.result
    assert abs(by_time.result - qty(f"{drops} gtt/min")) <= qty("0.00005 gtt/min")
    assert by_time.warnings == by_flow.warnings == ()


@pytest.mark.parametrize("factor", ["9 gtt/mL", "12 gtt/mL", "61 gtt/mL"])
def test_an_unusual_set_is_reckoned_and_told(factor):
    assert "package" in drip_rate(volume="1 L", time="8 h", drop_factor=factor).warnings[0]
    assert "package" in drip_rate_from_flow(rate="125 mL/h", drop_factor=factor).warnings[0]
    assert "package" in flow_from_drip_rate(drip_rate="31 gtt/min", drop_factor=factor).warnings[0]
    back = drip_time(volume="1 L", drip_rate="31 gtt/min", drop_factor=factor)
    assert "package" in back.warnings[0]


@pytest.mark.parametrize(("volume", "whole"), [("1007 mL", "31 gtt/min"), ("1008 mL", "32 gtt/min"), ("1009 mL", "32 gtt/min")])  # fmt: skip
def test_whole_drops_are_counted_only_where_asked_for(volume, whole):
    given = {"volume": volume, "time": "8 h", "drop_factor": "15 gtt/mL"}
    assert drip_rate(**given, resolution="1 gtt/min").result == qty(whole)
    assert drip_rate(**given).result != qty(whole)


def test_less_than_half_a_drop_a_minute_is_not_counted():
    with pytest.raises(NotPositive, match="in steps of"):
        drip_rate_from_flow(rate="1 mL/h", drop_factor="20 gtt/mL", resolution="1 gtt/min")
    with pytest.raises(NotPositive, match="in steps of"):
        drip_rate(volume="1 mL", time="1 h", drop_factor="20 gtt/mL", resolution="1 gtt/min")


@pytest.mark.parametrize(("rate", "factor"), [
    ("125 mL", "15 gtt/mL"), ("125 mL/h", "15 gtt/min"), ("125 mL/h", "15"), ("125 mg/h", "15 gtt/mL"), ("125 mL/h", "0 gtt/mL"), ("125 mL/h", "15 mL"),
])  # fmt: skip
def test_drops_need_a_flow_and_a_drop_factor(rate, factor):
    with pytest.raises(FormulaError):
        drip_rate_from_flow(rate=rate, drop_factor=factor)


def test_counted_drops_are_a_flow_and_a_time():
    assert flow_from_drip_rate(drip_rate="31.25 gtt/min", drop_factor="15 gtt/mL").told == (
        "rate 125 mL/h"
    )
    by_minute = flow_from_drip_rate(
        drip_rate="60 gtt/min", drop_factor="60 gtt/mL", answer_unit="mL/min"
    )
    assert by_minute.told == "rate 1 mL/min"
    assert drip_time(volume="0.5 L", drip_rate="25 gtt/min", drop_factor="10 gtt/mL").result == qty(
        Fraction(10, 3), "h"
    )


flows = st.fractions(min_value=Fraction(1, 100), max_value=2000)


@given(flows, st.sampled_from([10, 15, 20, 60]))
def test_drops_and_flow_turn_into_each_other(flow, factor):
    rate, of_set = qty(flow, "mL/h"), qty(factor, "gtt/mL")
    drops = drip_rate_from_flow(rate, of_set).result
    assert flow_from_drip_rate(drops, of_set).result == rate


@given(flows, flows, st.sampled_from([10, 15, 20, 60]))
def test_drops_for_a_time_take_that_time(volume, hours, factor):
    much, time, of_set = qty(volume, "mL"), qty(hours, "h"), qty(factor, "gtt/mL")
    drops = drip_rate(much, time, of_set).result
    assert drip_time(much, drops, of_set).result == time
