"""The dose as a whole as a calculation of its own."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.dose_from_vials import combined_error, dose_from_vials
from formulas.errors import OtherSubstance, OutOfRange, WrongUnit
from formulas.quantity import qty

ORDER = {"ordered": "1.25 g vancomycin", "tolerance": "5 percent"}


def given_by(strengths, volumes):
    return dose_from_vials(strengths=strengths, volumes=volumes, **ORDER)


def test_two_vials_add_up_to_a_dose_in_the_unit_of_the_order():
    working = given_by("50 mg/mL vancomycin; 52 mg/mL vancomycin", "20 mL; 5 mL")
    assert working.told == "dose 1.26 g; error 0.8 percent; verdict accept"
    assert "1 g + 0.26 g = 1.26 g" in working.as_text()


@pytest.mark.parametrize(
    ("volume", "verdict"),
    [
        ("23.74 mL", "reject"), ("23.75 mL", "accept"), ("23.76 mL", "accept"),
        ("26.24 mL", "accept"), ("26.25 mL", "accept"), ("26.26 mL", "reject"),
    ],
)  # fmt: skip
def test_a_dose_is_judged_up_to_and_including_its_tolerance(volume, verdict):
    assert given_by("50 mg/mL vancomycin", volume).output("verdict") == verdict


def test_each_strength_has_its_volume():
    with pytest.raises(OutOfRange, match="2, one for each strength"):
        given_by("50 mg/mL vancomycin; 50 mg/mL vancomycin", "20 mL")


def test_another_drug_in_one_vial_is_refused():
    with pytest.raises(OtherSubstance):
        given_by("50 mg/mL vancomycin; 50 mg/mL cefazolin", "20 mL; 5 mL")


def test_a_strength_of_another_kind_is_refused():
    with pytest.raises(WrongUnit, match="strength of vial 2"):
        given_by("50 mg/mL vancomycin; 5 unit/mL vancomycin", "20 mL; 5 mL")


@pytest.mark.parametrize(
    ("diluent", "draw", "error"),
    [
        ("-5 percent", "5 percent", "10.53 percent"), ("5 percent", "-5 percent", "-9.52 percent"),
        ("0 percent", "5 percent", "5.00 percent"), ("5 percent", "5 percent", "0.00 percent"),
        ("-99 percent", "0 percent", "9900.00 percent"),
    ],
)  # fmt: skip
def test_errors_of_diluent_and_draw_combine(diluent, draw, error):
    assert combined_error(diluent, draw).shown == error


@pytest.mark.parametrize("share", ["-100 percent", "-101 percent"])
def test_nothing_left_is_no_error_to_combine(share):
    with pytest.raises(OutOfRange, match="diluent error"):
        combined_error(share, "0 percent")
    with pytest.raises(OutOfRange, match="draw error"):
        combined_error("0 percent", share)


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_the_combined_error_is_that_of_the_dose_itself(diluent, draw):
    strength = qty("50 mg/mL") / (1 + Fraction(diluent, 100))
    volume = qty("25 mL") * (1 + Fraction(draw, 100))
    dose = dose_from_vials("1250 mg", (strength,), (volume,), "5 percent")
    whole = combined_error(qty(diluent, "percent"), qty(draw, "percent"))
    assert dose.quantity("error") == whole.result
