import pytest

from formulas.dilution import diluent_to_add, draw_volume, stock_to_make_up
from formulas.errors import CannotConcentrate, NotPositive, OtherSubstance, WrongUnit
from formulas.quantity import qty, show
from formulas.substance import Amount, Strength, amount, strength

KCL = "potassium chloride"


def test_twenty_milliequivalents_at_two_per_millilitre_are_ten_millilitres():
    working = draw_volume(amount(KCL, "20 mEq"), strength(KCL, "2 mEq/mL"))
    assert (working.calculator, working.shown, working.exact) == ("F09", "10 mL", True)
    assert (
        working.lines[0].with_numbers == "20 mEq potassium chloride ÷ potassium chloride 2 mEq/mL"
    )


def test_an_order_of_one_substance_meets_only_a_strength_of_the_same():
    with pytest.raises(OtherSubstance, match="potassium acetate"):
        draw_volume(amount(KCL, "20 mEq"), strength("potassium acetate", "2 mEq/mL"))


def test_case_and_blanks_of_a_name_do_not_matter():
    assert (
        draw_volume(amount(KCL, "20 mEq"), strength("Potassium  chloride ", "2 mEq/mL")).shown
        == "10 mL"
    )


def test_units_of_heparin_are_not_units_of_insulin():
    with pytest.raises(OtherSubstance):
        draw_volume(
            amount("insulin human regular", "10 unit"), strength("heparin sodium", "100 unit/mL")
        )


def test_milligrams_do_not_meet_milliequivalents():
    with pytest.raises(WrongUnit, match="valence"):
        draw_volume(amount(KCL, "20 mg"), strength(KCL, "2 mEq/mL"))


@pytest.mark.parametrize(("dose", "drawn", "residual"), [
    ("64.9 mg", "0.6 mL", "0.049 mL"), ("65 mg", "0.7 mL", "-0.05 mL"), ("65.1 mg", "0.7 mL", "-0.049 mL"),
])  # fmt: skip
def test_a_draw_is_rounded_half_up_to_the_device_and_the_residual_is_told(dose, drawn, residual):
    working = draw_volume(
        amount("palivizumab", dose), strength("palivizumab", "100 mg/mL"), resolution=qty("0.1 mL")
    )
    assert (working.shown, show(working.result)) == (drawn, drawn)
    assert working.lines[0].rounding == f"half-up to 0.1 mL; residual {residual}"


def test_a_division_that_does_not_come_out_says_so():
    assert not draw_volume(amount("x", "1 mg"), strength("x", "3 mg/mL")).exact


@pytest.mark.parametrize("nothing", ["0 mg", "-1 mg"])
def test_an_amount_must_be_more_than_nothing(nothing):
    with pytest.raises(NotPositive):
        amount("vancomycin", nothing)


def test_a_strength_must_be_more_than_nothing():
    with pytest.raises(NotPositive, match="strength of vancomycin"):
        strength("vancomycin", "0 mg/mL")
    assert str(Amount("x", qty("1 mg"))) == "1 mg x"
    assert str(Strength("x", qty("1 mg/mL"))) == "x 1 mg/mL"


def test_add_to_and_make_up_to_are_two_questions():
    stock, target = strength("phenylephrine", "10 mg/mL"), strength("phenylephrine", "6.7 mg/mL")
    hundredth = qty("0.01 mL")
    assert diluent_to_add(stock, qty("30 mL"), target, resolution=hundredth).shown == "14.78 mL"
    assert stock_to_make_up(stock, target, qty("30 mL"), resolution=hundredth).shown == "20.1 mL"
    assert stock_to_make_up(stock, target, qty("30 mL")).shown == "20.1 mL"
    assert diluent_to_add(stock, qty("33.5 mL"), target).lines[0].rounding == "none"


@pytest.mark.parametrize(
    ("target", "refused"), [("9.9 mg/mL", False), ("10 mg/mL", False), ("10.1 mg/mL", True)]
)
def test_diluting_never_concentrates(target, refused):
    stock, wanted = strength("x", "10 mg/mL"), strength("x", target)
    if not refused:
        assert stock_to_make_up(stock, wanted, qty("10 mL")).result <= qty("10 mL")
        return
    with pytest.raises(CannotConcentrate):
        stock_to_make_up(stock, wanted, qty("10 mL"))
