from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.dose import (
    continuous_dose_by_weight,
    daily_amount,
    daily_dose_by_weight,
    daily_dose_per_kg,
    divided_dose,
    divided_dose_by_weight,
    dose_by_weight,
    dose_per_kg,
)
from formulas.errors import DoNotAdd, FormulaError, NotPositive, OtherKind, OutOfRange, WrongUnit
from formulas.quantity import qty

PER_KG, PER_KG_DAY, PER_DAY, PER_DOSE = "5 mg/kg", "5 mg/kg/day", "5 mg/day", "5 mg/dose"


@pytest.mark.parametrize("dose", [PER_KG_DAY, PER_DAY, PER_DOSE, "5 mg", "5 mg/kg/h", "5 mg/g", "5 mg/m2", "5 percent"])  # fmt: skip
def test_only_an_amount_per_kg_is_taken_for_one_dose(dose):
    with pytest.raises(WrongUnit, match="mg/kg"):
        dose_by_weight(dose=dose, weight="20 kg")


@pytest.mark.parametrize("dose", [PER_KG, PER_DAY, PER_DOSE, "5 mg", "5 mg/kg/h", "5 mg/kg/dose", "5 mg/m2/day", "5 mL/h"])  # fmt: skip
def test_only_an_amount_per_kg_per_day_is_taken_for_a_day(dose):
    with pytest.raises(WrongUnit, match="mg/kg/day"):
        daily_dose_by_weight(dose=dose, weight="20 kg")
    with pytest.raises(WrongUnit, match="mg/kg/day"):
        divided_dose_by_weight(dose=dose, weight="20 kg", doses_per_day="2 dose/day")


@pytest.mark.parametrize("dose", [PER_KG, PER_KG_DAY, PER_DOSE, "5 mg", "5 mg/h"])
def test_a_daily_amount_is_an_amount_per_day(dose):
    with pytest.raises(WrongUnit, match="mg/day"):
        daily_dose_per_kg(daily_amount=dose, weight="20 kg")
    with pytest.raises(WrongUnit, match="mg/day"):
        divided_dose(daily_amount=dose, doses_per_day="2 dose/day")


@pytest.mark.parametrize("dose", [PER_KG, PER_KG_DAY, PER_DAY, "5 mg/h"])
def test_the_amount_of_one_dose_is_no_rate(dose):
    with pytest.raises(WrongUnit):
        dose_per_kg(amount=dose, weight="20 kg")
    with pytest.raises(WrongUnit):
        daily_amount(amount=dose, doses_per_day="2 dose/day")


def test_what_is_stated_for_different_things_never_adds():
    each = [qty(text) for text in (PER_KG, PER_KG_DAY, PER_DAY, PER_DOSE, "5 mg", "5 mg/h")]
    for place, one in enumerate(each):
        for other in each[place + 1 :]:
            with pytest.raises((DoNotAdd, OtherKind)):
                one + other
            with pytest.raises((DoNotAdd, OtherKind)):
                assert one < other


@pytest.mark.parametrize(("dose", "weight", "amount"), [
    ("0.4 mEq/kg", "3.4 kg", "1.36 mEq"), ("20 mL/kg", "12 kg", "240 mL"), ("1 g/kg", "70 kg", "70 g"), ("15 mcg/kg", "850 g", "12.75 mcg"),
    ("10 mg/kg/dose", "20 kg", "200 mg"), ("25 kcal/kg", "60 kg", "1500 kcal"),
])  # fmt: skip
def test_one_dose_per_kg_times_the_weight(dose, weight, amount):
    working = dose_by_weight(dose=dose, weight=weight)
    assert working.result == qty(amount)
    assert working.exact


def test_a_weight_in_pounds_is_exact_and_told():
    exact = dose_by_weight(dose="1 g/kg", weight="124 lb")
    assert exact.told == "amount 56.24545388 g"
    assert "0.45359237 kg/lb" in exact.as_text()
    printed = dose_by_weight(dose="1 g/kg", weight="124 lb", pounds_per_kilogram="2.2")
    assert printed.told == "amount 56.36363636… g"
    assert printed.warnings


@pytest.mark.parametrize(("weight", "amount", "strikes"), [
    ("66.6 kg", "3996 unit", False), ("66.66666666666666666666666666 kg", None, False), ("66.7 kg", "4000 unit", True), ("90 kg", "4000 unit", True),
])  # fmt: skip
def test_the_maximum_strikes_only_above_it_and_says_so(weight, amount, strikes):
    working = dose_by_weight(dose="60 unit/kg", weight=weight, maximum="4000 unit")
    assert amount is None or working.result == qty(amount)
    told = next(line.result for line in working.lines if line.name == "maximum")
    assert told == ("strikes: the maximum is given" if strikes else "does not strike")
    assert bool(working.warnings) is strikes


def test_a_dose_exactly_at_its_maximum_is_not_struck():
    working = dose_by_weight(dose="40 unit/kg", weight="100 kg", maximum="4000 unit")
    assert (working.told, working.warnings) == ("amount 4000 unit", ())


@pytest.mark.parametrize("maximum", ["4000 mg", "4000 unit/day", "4000 unit/kg", "0 unit"])
def test_a_maximum_is_stated_like_the_dose_it_caps(maximum):
    with pytest.raises(FormulaError):
        dose_by_weight(dose="60 unit/kg", weight="90 kg", maximum=maximum)


def test_a_maximum_may_be_stated_for_a_dose_and_in_another_unit():
    working = dose_by_weight(dose="15 mg/kg", weight="90 kg", maximum="1 g/dose")
    assert working.told == "amount 1000 mg"


def test_a_daily_maximum_comes_before_the_dividing():
    working = divided_dose_by_weight(
        dose="90 mg/kg/day", weight="50 kg", doses_per_day="3 dose/day", daily_maximum="3 g/day"
    )
    assert working.told == "amount 1000 mg; daily amount 3000 mg/day"
    assert "strikes" in working.warnings[0]


def test_the_daily_amount_is_what_the_capped_doses_bring():
    working = divided_dose_by_weight(
        dose="90 mg/kg/day", weight="50 kg", doses_per_day="2 dose/day", maximum="1 g"
    )
    assert working.told == "amount 1000 mg; daily amount 2000 mg/day"


@pytest.mark.parametrize("doses", ["0 dose/day", "-2 dose/day", "2", "2 dose", "8 h"])
def test_doses_a_day_are_a_count_by_day(doses):
    with pytest.raises(FormulaError):
        divided_dose_by_weight(dose="90 mg/kg/day", weight="18 kg", doses_per_day=doses)


def test_a_day_in_divided_doses_and_back():
    assert divided_dose(daily_amount="1500 mg/day", doses_per_day="3 dose/day").told == (
        "amount 500 mg"
    )
    assert daily_amount(amount="500 mg/dose", doses_per_day="3 dose/day").told == (
        "daily amount 1500 mg/day"
    )
    assert divided_dose(daily_amount="6 g/day", doses_per_day="4 dose/day", maximum="1 g").told == (
        "amount 1 g"
    )


def test_a_mass_in_kilograms_does_not_cancel_against_the_body():
    assert dose_per_kg(amount="0.001 kg", weight="2 kg").told == "dose 0.5 g/kg"
    assert daily_dose_per_kg(daily_amount="0.1 kg/day", weight="50 kg").told == "dose 2 g/kg/day"


@pytest.mark.parametrize(("given", "per_kg"), [
    ("411.68 mEq/day", "5.63 mEq/kg/day"), ("2400 kcal/day", "32.82 kcal/kg/day"), ("2.5 L/day", "0.03 L/kg/day"),
])  # fmt: skip
def test_what_a_day_brings_per_kg(given, per_kg):
    found = daily_dose_per_kg(daily_amount=given, weight="73.12 kg").result
    assert abs(found - qty(per_kg)) <= qty(f"0.005 {per_kg.split()[1]}")


@pytest.mark.parametrize(("dose", "weight", "maximum", "by_time"), [
    ("18 unit/kg/h", "70 kg", None, "1260 unit/h"), ("5 mcg/kg/min", "70 kg", None, "350 mcg/min"),
    ("18 unit/kg/h", "120 kg", "2000 unit/h", "2000 unit/h"),
])  # fmt: skip
def test_an_infusion_per_kg_becomes_an_amount_by_time(dose, weight, maximum, by_time):
    found = continuous_dose_by_weight(dose=dose, weight=weight, maximum=maximum)
    assert found.result == qty(by_time)


def test_a_maximum_by_another_time_does_not_cap_an_infusion_unread():
    working = continuous_dose_by_weight(
        dose="18 unit/kg/h", weight="120 kg", maximum="48000 unit/day"
    )
    assert working.result == qty("2000 unit/h")


@pytest.mark.parametrize("weight", ["0 kg", "-3 kg", "20", "20 cm", "20 mg/kg", "20 mL"])
def test_a_dose_by_weight_needs_a_weight(weight):
    with pytest.raises(FormulaError):
        dose_by_weight(dose=PER_KG, weight=weight)


def test_pounds_are_not_given_beside_kilograms():
    with pytest.raises(OutOfRange):
        dose_by_weight(dose=PER_KG, weight="20 kg", pounds_per_kilogram="2.2")


def test_nothing_per_kg_is_no_dose():
    with pytest.raises(NotPositive):
        dose_by_weight(dose="0 mg/kg", weight="20 kg")


sizes = st.fractions(min_value=Fraction(1, 1000), max_value=1000)
weights = st.fractions(min_value=Fraction(1, 5), max_value=650)


@given(sizes, weights)
def test_per_kg_and_back_gives_the_dose_again(dose, weight):
    ordered, body = qty(dose, "mg/kg"), qty(weight, "kg")
    assert dose_per_kg(dose_by_weight(ordered, body).result, body).result == ordered


@given(sizes, weights, st.integers(1, 24))
def test_the_divided_doses_together_are_the_day(dose, weight, doses):
    ordered, body, times = qty(dose, "mg/kg/day"), qty(weight, "kg"), qty(doses, "dose/day")
    one = divided_dose_by_weight(ordered, body, times).result
    assert daily_amount(one, times).result == daily_dose_by_weight(ordered, body).result


@given(sizes, weights, sizes)
def test_a_capped_dose_is_never_more_than_its_maximum(dose, weight, most):
    maximum = qty(most, "mg")
    working = dose_by_weight(qty(dose, "mg/kg"), qty(weight, "kg"), maximum=maximum)
    assert working.result <= maximum
    assert working.result <= qty(dose * weight, "mg")
