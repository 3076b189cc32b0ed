from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.delivery import (
    daily_delivery_against_ideal_weight,
    daily_delivery_against_target,
    infused_amount,
    infused_share,
    infused_volume,
    infusion_time,
    time_for_amount,
)
from formulas.errors import FormulaError, OtherSubstance, OutOfRange, WrongUnit
from formulas.quantity import qty, total


@pytest.mark.parametrize(("volume", "rate", "time"), [
    ("1000 mL", "125 mL/h", "8 h"), ("1 L", "2 mL/min", Fraction(25, 3)), ("50 mL", "200 mL/h", "0.25 h"), ("2 L", "2000 mL/day", "24 h"),
])  # fmt: skip
def test_a_volume_lasts_as_long_as_its_rate_lets_it(volume, rate, time):
    known = qty(time) if isinstance(time, str) else qty(time, "h")
    assert infusion_time(volume=volume, rate=rate).result == known


@pytest.mark.parametrize(("volume", "rate"), [("1000 mL", "125 mL"), ("1000 mg", "125 mL/h"), ("1000 mL", "125 mg/h"), ("1000 mL", "0 mL/h"), ("1000 mL/h", "125 mL/h")])  # fmt: skip
def test_a_duration_needs_a_volume_and_a_flow(volume, rate):
    with pytest.raises(FormulaError):
        infusion_time(volume=volume, rate=rate)


def test_a_rate_over_a_time_is_a_volume_and_an_amount():
    assert infused_volume(rate="1.5 mL/min", time="4 h").told == "volume 360 mL"
    assert infused_amount(rate="30 mL/h", time="90 min", strength="25 unit/mL").told == (
        "amount 1125 unit; volume 45 mL"
    )
    assert infused_amount(rate="125 mL/h", time="1 day", strength="4.7 % w/v").told == (
        "amount 141000 mg; volume 3000 mL"
    )


def test_a_rate_and_an_amount_do_not_add():
    with pytest.raises(FormulaError):
        total([infused_volume(rate="1.5 mL/min", time="4 h").result, qty("90 mL/h")])


@pytest.mark.parametrize(("rate", "time"), [("1.5 mL", "4 h"), ("1.5 mg/min", "4 h"), ("1.5 mL/min", "4 mL"), ("1.5 mL/min", "0 h")])  # fmt: skip
def test_a_delivered_volume_needs_a_flow_and_a_time(rate, time):
    with pytest.raises(FormulaError):
        infused_volume(rate=rate, time=time)


def test_an_amount_takes_the_time_of_its_volume():
    assert time_for_amount(amount="5 g", strength="5 g/500 mL", rate="50 mL/h").told == (
        "time 10 h; volume 500 mL"
    )
    with pytest.raises(WrongUnit):
        time_for_amount(amount="5 mEq", strength="10 mg/mL", rate="50 mL/h")
    with pytest.raises(OtherSubstance):
        time_for_amount(amount="5 g magnesium sulfate", strength="10 mg/mL", rate="50 mL/h")


@pytest.mark.parametrize(("time", "told"), [
    ("4 h", "share 80 percent; delivered 600 mL; remaining 150 mL"), ("299 min", "share 99.66666667… percent; delivered 747.5 mL; remaining 2.5 mL"),
    ("5 h", "share 100 percent; delivered 750 mL; remaining 0 mL"),
])  # fmt: skip
def test_the_share_of_a_bag_that_has_run_in(time, told):
    assert infused_share(volume="750 mL", rate="150 mL/h", time=time).told == told


def test_no_more_runs_in_than_the_bag_held():
    with pytest.raises(OutOfRange, match="at most 5 h"):
        infused_share(volume="750 mL", rate="150 mL/h", time="301 min")


def test_protein_beyond_what_the_ideal_weight_asks_for():
    given_by_height = daily_delivery_against_ideal_weight(
        rate="125 mL/h", strength="4.7 % w/v", target="1.4 g/kg/day", height="73 inch", sex="male"
    )
    by_weight = daily_delivery_against_target(
        rate="125 mL/h", strength="4.7 % w/v", target="1.4 g/kg/day", weight="79.9 kg"
    )
    assert given_by_height.told == by_weight.told
    assert by_weight.result == qty("29.14 g/day")
    assert "Devine" in given_by_height.as_text()


def test_a_delivery_short_of_its_target_is_told_as_less():
    short = daily_delivery_against_target(
        rate="50 mL/h", strength="5 % w/v", target="1.5 g/kg/day", weight="80 kg"
    )
    assert short.told == "difference -60 g/day; delivered 60 g/day; wanted 120 g/day"


@pytest.mark.parametrize("target", ["1.4 g/kg", "1.4 g/day", "1.4 mEq/kg/day", "1.4 mL/kg/day"])
def test_a_target_is_per_kg_per_day_and_of_what_the_bag_holds(target):
    with pytest.raises(WrongUnit):
        daily_delivery_against_target(
            rate="125 mL/h", strength="4.7 % w/v", target=target, weight="80 kg"
        )


sizes = st.fractions(min_value=Fraction(1, 100), max_value=3000)


@given(sizes, sizes)
def test_what_runs_for_its_duration_is_the_whole_bag(volume, rate):
    held, flow = qty(volume, "mL"), qty(rate, "mL/h")
    lasts = infusion_time(held, flow).result
    assert infused_volume(flow, lasts).result == held
    assert infused_share(held, flow, lasts).result == qty("100 percent")
