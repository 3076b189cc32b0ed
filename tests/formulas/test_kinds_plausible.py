"""What an input refuses before anything is calculated: slips of unit, point and percent."""

import pytest

from formulas.body_surface import body_surface_mosteller
from formulas.calculator import find
from formulas.dose import dose_by_weight
from formulas.dose_by_surface import dose_by_surface
from formulas.draw import draw_volume
from formulas.electrolytes import equivalents_of_mass
from formulas.errors import BarePercent, NoNameHere, OtherSubstance, OutOfRange, UnknownUnit
from formulas.gravimetry import expected_mass
from formulas.measuring import least_weighable
from formulas.mixed_strength import mixed_strength
from formulas.percent import liquid_in_volume, mass_in_volume
from formulas.percent_by_weight import mass_in_preparation
from formulas.serial import substance_for_stock
from formulas.still_to_supply import still_to_supply
from formulas.weighing_uncertainty import weighing_uncertainty


@pytest.mark.parametrize("weight", ["0.2 kg", "200 g", "650 kg"])
def test_a_body_weight_of_a_person_is_taken(weight):
    assert dose_by_weight(dose="5 mg/kg", weight=weight).result


@pytest.mark.parametrize("weight", ["0.199 kg", "70 g", "650.1 kg", "7000 kg"])
def test_a_body_weight_of_nobody_is_refused(weight):
    with pytest.raises(OutOfRange, match=r"from 0\.2 kg to 650 kg"):
        dose_by_weight(dose="5 mg/kg", weight=weight)


@pytest.mark.parametrize("height", ["20 cm", "280 cm"])
def test_a_height_of_a_person_is_taken(height):
    assert body_surface_mosteller(height=height, weight="70 kg").result


@pytest.mark.parametrize("height", ["1.8 cm", "19.9 cm", "280.1 cm", "170 inch"])
def test_a_height_of_nobody_is_refused(height):
    with pytest.raises(OutOfRange, match="from 20 cm to 280 cm"):
        body_surface_mosteller(height=height, weight="70 kg")


@pytest.mark.parametrize("surface", ["0.029 m2", "6.1 m2", "18 m2"])
def test_a_body_surface_of_nobody_is_refused(surface):
    with pytest.raises(OutOfRange, match=r"from 0\.03 m2 to 6 m2"):
        dose_by_surface(dose="75 mg/m2", body_surface=surface)
    assert dose_by_surface(dose="75 mg/m2", body_surface="6 m2").shown == "450 mg"
    assert dose_by_surface(dose="100 mg/m2", body_surface="0.03 m2").shown == "3 mg"


def test_a_body_surface_is_still_rounded_to_a_hundredth():
    rounded = body_surface_mosteller(height="170 cm", weight="70 kg", resolution="0.01 m2")
    assert rounded.shown == "1.82 m2"


@pytest.mark.parametrize("density", ["1.09 mg/mL", "0.049 g/mL", "25.1 g/mL", "109 g/mL"])
def test_a_density_of_nothing_on_earth_is_refused(density):
    with pytest.raises(OutOfRange, match=r"from 0\.05 g/mL to 25 g/mL"):
        expected_mass(volume="10 mL", density=density)


def test_a_density_at_its_ends_and_its_small_uncertainty_are_taken():
    assert expected_mass(volume="10 mL", density="0.05 g/mL").shown == "0.5 g"
    assert expected_mass(volume="10 mL", density="25 g/mL").shown == "250 g"
    assert weighing_uncertainty(
        volume="10 mL", density_uncertainty="0.01 g/mL", readability="0.01 g", repeatability="0 g"
    ).result


@pytest.mark.parametrize("molar_mass", ["58.44 mg/mol", "0.99 g/mol", "1000001 g/mol"])
def test_a_molar_mass_of_no_substance_is_refused(molar_mass):
    with pytest.raises(OutOfRange, match="from 1 g/mol to 1000000 g/mol"):
        equivalents_of_mass(mass="1 g", molar_mass=molar_mass, valence="1")


def test_a_molar_mass_at_its_ends_is_taken():
    assert equivalents_of_mass(mass="1 g", molar_mass="1 g/mol", valence="1").shown == "1000 mEq"
    assert equivalents_of_mass(mass="1 g", molar_mass="1000000 g/mol", valence="1").result


def test_a_bare_percent_is_told_which_percent_it_may_be():
    with pytest.raises(BarePercent, match=r"Write '5 % w/v' \(g in 100 mL\)"):
        mass_in_volume(volume="250 mL", strength="5 %")
    with pytest.raises(BarePercent, match=r"Write '70 % v/v' \(mL in 100 mL\)"):
        liquid_in_volume(volume="480 mL", percent="70 %")
    with pytest.raises(BarePercent, match=r"Write '1\.5 % w/w' \(g in 100 g\)"):
        mass_in_preparation(preparation="120 g", strength="1.5 percent")
    with pytest.raises(BarePercent, match=r"The target is given as 0\.02 %"):
        substance_for_stock(stock_volume="1 L", taken="20 mL", final="1 L", target="0.02 %")


def test_a_percent_is_a_percent_where_shares_are_asked_for():
    assert least_weighable(sensitivity="6 mg", permitted_error="5 %").shown == "120 mg"


def test_a_name_where_none_is_taken_is_told():
    with pytest.raises(NoNameHere, match=r"takes no name of a substance.*Write '80 mEq'"):
        still_to_supply(wanted="80 mEq sodium", brought="44 mEq")


def test_which_of_several_is_wrong_is_told():
    with pytest.raises(UnknownUnit, match=r"^The third of the volumes"):
        mixed_strength(strengths="5 %; 10 %; 20 %", volumes="1 L; 2 L; 3 furlong")
    read = find("mixed-strength").inputs[1]
    with pytest.raises(UnknownUnit, match=r"^The number 9 of the volumes"):
        read.read("; ".join(["1 mL"] * 8 + ["1 furlong"]))


@pytest.mark.parametrize(
    "strength",
    ["45 mmol/15 mL vial", "45 mmol in 15 mL vial", "3 mmol/1 mL ampoule", "3 mmol/mL"],
)
def test_the_container_of_a_strength_changes_nothing(strength):
    assert draw_volume(dose="15 mmol", strength=strength).shown == "5 mL"


def test_the_container_is_no_part_of_a_name():
    drawn = draw_volume(
        dose="20 mEq potassium chloride", strength="40 mEq/20 mL vial potassium chloride"
    )
    assert drawn.shown == "10 mL"


def test_a_name_on_one_side_only_is_told_on_which():
    with pytest.raises(OtherSubstance, match="'calcium' is ordered, but no substance is named"):
        draw_volume(dose="500 mg calcium", strength="100 mg/mL")
    with pytest.raises(OtherSubstance, match="'insulin' is in hand, but no substance is named"):
        draw_volume(dose="50 unit", strength="100 unit/mL insulin")
