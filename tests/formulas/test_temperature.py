from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.errors import MissingInput, NotPaired, NotPositive, OutOfRange, UnknownUnit, WrongUnit
from formulas.quantity import make, qty, show
from formulas.temperature import (
    celsius,
    celsius_of_fahrenheit,
    fahrenheit_of_celsius,
    kelvin,
    mean_kinetic_temperature,
)
from formulas.units import unit

degrees = st.fractions(min_value=-190, max_value=90, max_denominator=20)
readings = st.lists(degrees, min_size=1, max_size=8)


def quantities(values):
    return [make(Fraction(each), unit("degC")) for each in values]


@pytest.mark.parametrize(
    ("temperatures", "times", "mean"),
    [
        ("25 degC; 40 degC", "29 day; 24 h", "26.11 degC"),
        ("23 degC; 40 degC", "696 h; 24 h", "24.42 degC"),
        ("4 degC; 15 degC", "20 h; 4 h", "7.12 degC"),
        ("5 degC; 12 degC", "12 h; 12 h", "9.21 degC"),
        ("5 degC; 14 degC", "18 h; 6 h", "8.29 degC"),
    ],
)
def test_mean_kinetic_temperatures_of_known_excursions(temperatures, times, mean):
    assert mean_kinetic_temperature(temperatures, times).shown == mean


def test_the_answer_agrees_with_the_formula_reckoned_another_way():
    # 10000 ÷ −ln((e^(−10000 ÷ 293.15) + e^(−10000 ÷ 303.15)) ÷ 2) = 299.409886916 by plain floats.
    working = mean_kinetic_temperature("20 degC; 30 degC")
    assert show(working.result, 9) == "26.259886916 degC"
    assert working.told.endswith("arithmetic mean 25.00 degC; highest 30 degC")


@given(values=readings)
def test_it_lies_between_the_arithmetic_mean_and_the_highest(values):
    working = mean_kinetic_temperature(quantities(values))
    least = working.quantity("arithmetic_mean").to("K").exact - Fraction(1, 10**25)
    assert least <= working.result.to("K").exact
    assert working.result <= working.quantity("highest")


@given(value=degrees, count=st.integers(1, 5))
def test_a_steady_store_has_exactly_its_own_temperature(value, count):
    steady = quantities([value])[0]
    working = mean_kinetic_temperature([steady] * count)
    assert working.result == steady
    assert working.quantity("arithmetic_mean") == steady


@given(values=readings)
def test_equal_times_are_as_good_as_none_and_the_order_does_not_matter(values):
    plain = mean_kinetic_temperature(quantities(values))
    timed = mean_kinetic_temperature(quantities(values[::-1]), ["30 min"] * len(values))
    assert abs(plain.result - timed.result) < qty("0.00000000000000000001 K")


def test_a_working_that_takes_the_energy_on_file_says_that_it_is_unconfirmed():
    assert "unconfirmed" in mean_kinetic_temperature("25 degC").warnings[0]
    given = mean_kinetic_temperature("25 degC; 40 degC", activation_energy="100 kJ/mol")
    assert given.warnings == ()
    assert given.result > mean_kinetic_temperature("25 degC; 40 degC").result
    assert not given.exact


def test_kilocalories_and_kelvins_are_read_too():
    by_joules = mean_kinetic_temperature("298.15 K; 313.15 K", activation_energy="83.68 kJ/mol")
    by_calories = mean_kinetic_temperature("25 degC; 40 degC", activation_energy="20 kcal/mol")
    assert by_joules.result == by_calories.result


@pytest.mark.parametrize(
    ("reading", "refused"),
    [
        ("-200.1 degC", True),
        ("-200 degC", False),
        ("-199.9 degC", False),
        ("99.9 degC", False),
        ("100 degC", False),
        ("100.1 degC", True),
        ("0 K", True),
        ("-5 K", True),
    ],
)
def test_a_temperature_that_no_store_has_is_a_slip(reading, refused):
    if not refused:
        assert mean_kinetic_temperature(reading).result == qty(reading)
        return
    with pytest.raises(OutOfRange, match="that of a store"):
        mean_kinetic_temperature(reading)


@pytest.mark.parametrize(
    ("energy", "refused"),
    [
        ("9.9 kJ/mol", True),
        ("10 kJ/mol", False),
        ("500 kJ/mol", False),
        ("500.1 kJ/mol", True),
        ("83.144 J/mol", True),
    ],
)
def test_an_energy_in_the_wrong_unit_is_a_slip(energy, refused):
    if not refused:
        assert mean_kinetic_temperature("25 degC", activation_energy=energy).shown == "25.00 degC"
        return
    with pytest.raises(OutOfRange, match="activation energy"):
        mean_kinetic_temperature("25 degC", activation_energy=energy)


@pytest.mark.parametrize("energy", ["83 kj/mol", "83 KJ/mol", "83 kJ", "83 kJ/g", "83 J"])
def test_what_looks_like_an_energy_by_mole_is_refused(energy):
    with pytest.raises(UnknownUnit, match=r"83\.14472 kJ/mol"):
        mean_kinetic_temperature("25 degC", activation_energy=energy)


@pytest.mark.parametrize("nothing", ["", ";", []])
def test_no_reading_has_no_mean(nothing):
    with pytest.raises(MissingInput, match="temperatures"):
        mean_kinetic_temperature(nothing)


def test_every_reading_has_its_own_time_above_nought():
    with pytest.raises(NotPaired, match="2 temperatures were given but 1 times"):
        mean_kinetic_temperature("25 degC; 40 degC", "24 h")
    with pytest.raises(NotPositive):
        mean_kinetic_temperature("25 degC; 40 degC", "24 h; 0 h")
    with pytest.raises(WrongUnit):
        mean_kinetic_temperature("25 mL")


@given(value=degrees)
def test_scales_of_temperature_go_forth_and_back(value):
    reading = quantities([value])[0]
    assert celsius(kelvin(reading).result).result == reading
    there = fahrenheit_of_celsius(reading).result
    assert celsius_of_fahrenheit(there).result == reading


def test_fixed_points_of_the_scales():
    assert kelvin("0 degC").shown == "273.15 K"
    assert celsius_of_fahrenheit("-40").shown == "-40 degC"
    assert fahrenheit_of_celsius("8 degC").shown == "46.4"
    assert celsius("0 K").shown == "-273.15 degC"


@pytest.mark.parametrize("scale", [kelvin, celsius, fahrenheit_of_celsius])
def test_nothing_is_colder_than_absolute_zero(scale):
    assert scale("-273.15 degC").result
    with pytest.raises(OutOfRange, match="0 K"):
        scale("-273.16 degC")
    with pytest.raises(OutOfRange):
        celsius_of_fahrenheit("-459.68")


def test_few_readings_are_written_out_and_many_are_counted():
    few = mean_kinetic_temperature("25 degC; 40 degC", "29 day; 24 h")
    assert "1/30 × e^(10000 ÷ 313.15 − 10000 ÷ 313.15)" in few.lines[1].with_numbers
    many = mean_kinetic_temperature("; ".join(f"{each} degC" for each in range(20, 27)))
    assert many.lines[1].with_numbers == "7 different temperatures"
