from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.errors import FormulaError, NotPositive, OtherSubstance, WrongUnit
from formulas.quantity import qty
from formulas.substance import Strength
from formulas.titration import (
    delivered_dose,
    delivered_dose_by_weight,
    pump_rate,
    pump_rate_by_weight,
    strength_for_pump_rate,
)


@pytest.mark.parametrize(("dose", "weight", "strength", "rate"), [
    ("3 mcg/kg/min", "100 kg", "400 mg/250 mL", "11.25 mL/h"), ("18 unit/kg/h", "70 kg", "25000 unit/250 mL", "12.6 mL/h"),
    ("0.1 mg/kg/h", "20 kg", "1 mg/mL", "2 mL/h"), ("24 mg/kg/day", "50 kg", "10 mg/mL", "5 mL/h"), ("0.5 mEq/kg/h", "10 kg", "40 mEq/L", "125 mL/h"),
])  # fmt: skip
def test_a_dose_by_weight_and_time_is_a_pump_rate(dose, weight, strength, rate):
    working = pump_rate_by_weight(dose=dose, weight=weight, strength=strength)
    assert (working.result, working.exact) == (qty(rate), True)


@pytest.mark.parametrize(("pounds", "rate"), [("2.2", "11.3 mL/h"), (None, "11.2 mL/h")])
def test_the_pound_of_a_printed_problem_may_decide_the_last_digit(pounds, rate):
    working = pump_rate_by_weight(
        dose="3 mcg/kg/min", weight="220 lb", strength="400 mg/250 mL", resolution="0.1 mL/h", pounds_per_kilogram=pounds,
    )  # fmt: skip
    assert working.shown == rate


@pytest.mark.parametrize("dose", [
    "3 mcg/min", "3 mcg/kg", "3 mg/h", "3 mL/kg/h", "3 mcg/kg/dose", "3 mcg/m2/day", "3 mcg",
])  # fmt: skip
def test_a_titrated_dose_is_per_kg_and_time(dose):
    with pytest.raises(WrongUnit):
        pump_rate_by_weight(dose=dose, weight="70 kg", strength="1.6 mg/mL")


@pytest.mark.parametrize("dose", ["3 mcg/kg/min", "500 mg", "500 mg/dose", "50 mL/h", "5 mg/kg"])
def test_a_dose_by_time_is_an_amount_by_time(dose):
    with pytest.raises(WrongUnit):
        pump_rate(dose=dose, strength="10 mg/mL")


@pytest.mark.parametrize(("dose", "strength", "rate"), [
    ("500 mg/h", "5 g/500 mL", "50 mL/h"), ("4 mg/min", "1 g/250 mL", "60 mL/h"), ("1000 unit/h", "25 unit/mL", "40 mL/h"),
    ("10 mEq/h", "40 mEq/L", "250 mL/h"), ("2 g/h", "4 % w/v", "50 mL/h"), ("48 mg/day", "1 mg/mL", "2 mL/h"),
])  # fmt: skip
def test_a_dose_by_time_is_a_pump_rate_and_back(dose, strength, rate):
    assert pump_rate(dose=dose, strength=strength).result == qty(rate)
    back = delivered_dose(rate=rate, strength=strength, answer_unit=dose.split()[1])
    assert back.result == qty(dose)


def test_a_rate_delivers_the_unit_of_its_strength_by_the_hour():
    assert delivered_dose(rate="30 mL/h", strength="25000 unit/1000 mL").told == "dose 750 unit/h"
    assert delivered_dose(rate="50 mL/h", strength="4 % w/v").told == "dose 2000 mg/h"
    assert delivered_dose(rate="1 mL/min", strength="2 mcg/mL").told == "dose 120 mcg/h"


def test_a_rate_delivers_a_mass_by_weight_in_micrograms_and_all_else_by_the_hour():
    mass = delivered_dose_by_weight(rate="5 mL/h", strength="800 mg/500 mL", weight="70 kg")
    assert mass.result == qty(Fraction(40, 21), "mcg/kg/min")
    heparin = delivered_dose_by_weight(rate="12.6 mL/h", strength="100 unit/mL", weight="70 kg")
    assert heparin.told == "dose 18 unit/kg/h"
    asked = delivered_dose_by_weight(
        rate="2 mL/h", strength="1 mg/mL", weight="20 kg", answer_unit="mg/kg/h"
    )
    assert asked.told == "dose 0.1 mg/kg/h"


def test_an_answer_is_not_asked_for_in_another_kind():
    with pytest.raises(WrongUnit):
        delivered_dose(rate="30 mL/h", strength="25 unit/mL", answer_unit="mg/h")
    with pytest.raises(WrongUnit):
        delivered_dose_by_weight(
            rate="30 mL/h", strength="25 unit/mL", weight="70 kg", answer_unit="mcg/kg/min"
        )


def test_a_pump_runs_only_the_substance_ordered():
    with pytest.raises(OtherSubstance):
        pump_rate(dose="5 mg/h morphine sulfate", strength="1 mg/mL hydromorphone")
    with pytest.raises(OtherSubstance):
        pump_rate_by_weight(
            dose="3 mcg/kg/min dopamine", weight="70 kg", strength="400 mg/250 mL dobutamine"
        )
    same = pump_rate_by_weight(
        dose="3 mcg/kg/min dopamine", weight="100 kg", strength="400 mg/250 mL dopamine"
    )
    assert same.shown == "11.25 mL/h"


@pytest.mark.parametrize(("dose", "strength"), [("5 mg/h", "25 unit/mL"), ("5 mEq/h", "2 mmol/mL"), ("5 mg/h", "10 mg"), ("0 mg/h", "10 mg/mL")])  # fmt: skip
def test_dose_and_strength_of_a_pump_measure_the_same(dose, strength):
    with pytest.raises(FormulaError):
        pump_rate(dose=dose, strength=strength)


def test_a_rate_under_the_step_of_the_pump_is_refused():
    with pytest.raises(NotPositive, match="in steps of"):
        pump_rate(dose="1 mcg/h", strength="10 mg/mL", resolution="0.1 mL/h")


def test_the_strength_at_which_a_dose_runs_at_a_wanted_rate():
    made = strength_for_pump_rate(dose="1 mcg/kg/min", weight="3 kg", rate="1 mL/h")
    assert made.told == "strength 180 mcg/mL"
    units = strength_for_pump_rate(dose="18 unit/kg/h", weight="70 kg", rate="12.6 mL/h")
    assert units.told == "strength 100 unit/mL"


sizes = st.fractions(min_value=Fraction(1, 1000), max_value=1000)
weights = st.fractions(min_value=Fraction(1, 5), max_value=650)


@given(sizes, weights, sizes)
def test_titration_there_and_back_is_exact(dose, weight, held):
    ordered, body = qty(dose, "mcg/kg/min"), qty(weight, "kg")
    bag = Strength("", qty(held, "mg/mL"))
    rate = pump_rate_by_weight(ordered, body, bag).result
    assert delivered_dose_by_weight(rate, bag, body).result == ordered
    assert strength_for_pump_rate(ordered, body, rate).result == bag.quantity
