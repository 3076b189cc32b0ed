from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.density import (
    density,
    density_of_gravity,
    gravity_of_density,
    mass_by_density,
    mass_by_specific_gravity,
    specific_gravity,
    specific_volume,
    specific_volume_of_mass,
    volume_by_density,
    volume_by_mass,
    volume_by_specific_gravity,
)
from formulas.errors import NotANumber, NotPositive, OutOfRange, WrongUnit
from formulas.gravity_by_weighing import (
    specific_gravity_by_bottle,
    specific_gravity_by_plummet,
    specific_gravity_of_solid,
)
from formulas.quantity import make, qty, show
from formulas.units import NUMBER, unit

sizes = st.fractions(min_value=Fraction(1, 100), max_value=100, max_denominator=1000)


@pytest.mark.parametrize(
    ("volume", "gravity", "mass"),
    [("750 mL", "1.2", "900 g"), ("0.5 L", "1.13", "565 g"), ("946 mL", "1.59", "1504.14 g")],
)
def test_published_masses_by_specific_gravity(volume, gravity, mass):
    assert mass_by_specific_gravity(volume, gravity).result == qty(mass)


def test_published_volume_gravity_and_specific_volume():
    assert show(volume_by_specific_gravity("48 g", "1.08").result, 2) == "44.44 mL"
    assert specific_gravity("165 g", "150 mL").shown == "1.1"
    assert show(specific_volume("0.815").result, 2) == "1.23"


gravities = st.fractions(min_value=Fraction(1, 10), max_value=20)
waters = st.fractions(min_value=Fraction(9, 10), max_value=Fraction(11, 10))


@given(volume=sizes, gravity=gravities, water=waters)
def test_a_mass_by_specific_gravity_goes_back_to_its_volume(volume, gravity, water):
    taken, reference = make(volume, unit("mL")), make(water, unit("g/mL"))
    times = make(gravity, NUMBER)
    mass = mass_by_specific_gravity(taken, times, reference).result
    assert volume_by_specific_gravity(mass, times, reference).result == taken
    assert specific_gravity(mass, taken, reference).result == times
    dense = density_of_gravity(times, reference).result
    assert gravity_of_density(dense, reference).result == times
    assert density(mass, taken).result == dense
    assert mass_by_density(taken, dense).result == mass
    assert volume_by_density(mass, dense).result == taken


def test_the_density_of_water_used_is_told():
    assert mass_by_specific_gravity("10 mL", "1.2").lines[0].source == "water taken as 1 g/mL"
    working = mass_by_specific_gravity("10 mL", "1.2", "0.997 g/mL")
    assert working.shown == "11.964 g"
    assert working.lines[0].source == "density of water as given"


def test_a_gram_takes_the_inverse_of_its_density():
    assert volume_by_mass("1250 mg/mL").result == qty("0.8 mL/g")


@pytest.mark.parametrize(("full", "refused"), [("119 g", True), ("120 g", True), ("121 g", False)])
def test_a_full_bottle_is_heavier_than_an_empty_one(full, refused):
    if not refused:
        assert specific_gravity_by_bottle("120 g", full, full).result.exact == 1
        return
    with pytest.raises(OutOfRange, match="empty bottle"):
        specific_gravity_by_bottle("120 g", full, "130 g")
    with pytest.raises(OutOfRange, match="bottle with liquid"):
        specific_gravity_by_bottle("120 g", "130 g", full)


def test_a_density_is_no_specific_gravity_and_a_strength_in_milliequivalents_no_density():
    with pytest.raises(NotANumber):
        mass_by_specific_gravity("10 mL", "1.2 g/mL")
    with pytest.raises(WrongUnit):
        mass_by_density("10 mL", "2 mEq/mL")


def test_nothing_has_no_density():
    with pytest.raises(NotPositive):
        density("0 g", "10 mL")
    with pytest.raises(NotPositive):
        volume_by_density("1 g", "0 g/mL")


def test_published_weighings_in_a_bottle_and_by_a_plummet():
    bottle = specific_gravity_by_bottle("21.62 g", "46.71 g", "43.28 g")
    assert show(bottle.result, 3) == "0.863"
    plummet = specific_gravity_by_plummet("12.64 g", "8.57 g", "9.12 g")
    assert show(plummet.result, 3) == "0.865"


def test_a_specific_volume_is_that_against_an_equal_mass_of_water():
    assert specific_volume_of_mass("25 g", "20 mL").result == make(Fraction(4, 5), NUMBER)
    assert show(specific_volume_of_mass("118.25 g", "95 mL").result, 3) == "0.803"
    gravity = specific_gravity("118.25 g", "95 mL", "0.997 g/mL").result
    measured = specific_volume_of_mass("118.25 g", "95 mL", "0.997 g/mL").result
    assert measured == specific_volume(gravity).result


@pytest.mark.parametrize(("under", "refused"), [("9.9 g", False), ("10 g", True), ("11 g", True)])
def test_a_body_weighs_less_under_a_liquid_than_in_air(under, refused):
    if not refused:
        assert specific_gravity_of_solid("10 g", under).result.exact == 100
        return
    with pytest.raises(OutOfRange, match="mass in water"):
        specific_gravity_of_solid("10 g", under)
    with pytest.raises(OutOfRange, match="mass in liquid"):
        specific_gravity_by_plummet("10 g", "6 g", under)
