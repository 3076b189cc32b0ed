import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formulas.dilution import (
    diluent_to_add,
    draw_volume,
    equivalent_volume,
    stock_to_make_up,
    strength_after_adding,
    strength_made_up,
)
from formulas.dilution_by_mass import (
    diluent_mass_to_add,
    stock_mass_to_make_up,
    strength_after_adding_mass,
)
from formulas.errors import (
    CannotConcentrate,
    DoesNotFit,
    NotPositive,
    OtherSubstance,
    OutOfRange,
    WrongUnit,
)
from formulas.quantity import qty, show
from formulas.substance import Amount, Strength, amount, strength

KCL = "potassium chloride"


def test_twenty_milliequivalents_at_two_per_millilitre_are_ten_millilitres():
    working = draw_volume(amount(KCL, "20 mEq"), strength(KCL, "2 mEq/mL"))
    assert (working.calculator, working.formula) == ("draw-volume", "F09")
    assert (working.shown, working.exact) == ("10 mL", True)
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


@pytest.mark.parametrize(
    ("dose", "drawn", "told"),
    [
        ("64.9 mg", "0.6 mL", "from 0.649 mL; dropped 0.049 mL"),
        ("65 mg", "0.7 mL", "from 0.65 mL; added 0.05 mL"),
        ("65.1 mg", "0.7 mL", "from 0.651 mL; added 0.049 mL"),
    ],
)
def test_a_draw_is_rounded_half_up_to_the_device_and_the_residual_is_told(dose, drawn, told):
    working = draw_volume(
        amount("palivizumab", dose), strength("palivizumab", "100 mg/mL"), resolution=qty("0.1 mL")
    )
    assert (working.shown, show(working.result)) == (drawn, drawn)
    assert working.lines[0].rounding == f"half-up to 0.1 mL {told}"


@pytest.mark.parametrize(("dose", "drawn"), [("5 mg", "0.1 mL"), ("5.1 mg", "0.1 mL")])
def test_a_draw_of_half_a_step_is_still_drawn(dose, drawn):
    assert draw_volume(dose=dose, strength="100 mg/mL", resolution="0.1 mL").shown == drawn


def test_a_draw_that_the_device_rounds_to_nothing_is_refused():
    with pytest.raises(NotPositive, match=r"0\.049 mL, and measured in steps of 0\.1 mL"):
        draw_volume(dose="4.9 mg", strength="100 mg/mL", resolution="0.1 mL")


def test_a_third_of_a_millilitre_is_kept_as_a_third():
    working = draw_volume(amount("x", "1 mg"), strength("x", "3 mg/mL"))
    assert working.exact
    assert working.result * 3 == qty("1 mL")


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
    added = diluent_to_add(stock, qty("30 mL"), target, resolution=hundredth)
    assert added.told == "diluent volume 14.78 mL; final volume 44.78 mL"
    made = stock_to_make_up(stock, target, qty("30 mL"), resolution=hundredth)
    assert made.told == "stock volume 20.1 mL; diluent volume 9.9 mL"
    assert stock_to_make_up(stock, target, qty("30 mL")).shown == "20.1 mL"
    assert diluent_to_add(stock, qty("33.5 mL"), target).lines[0].rounding == "not rounded"


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


@pytest.mark.parametrize(
    ("stock", "target"),
    [("20 % w/v", "5 % v/v"), ("20 %", "5 % w/v"), ("20 %", "5 % v/v"), ("2 mEq/mL", "5 mg/mL")],
)
def test_strengths_of_two_kinds_do_not_dilute_into_each_other(stock, target):
    with pytest.raises(WrongUnit):
        stock_to_make_up(stock=stock, target=target, final="100 mL")


@pytest.mark.parametrize("percent", ["%", "% w/v", "% v/v"])
def test_every_percent_dilutes_within_its_own_kind(percent):
    working = stock_to_make_up(stock=f"20 {percent}", target=f"4 {percent}", final="250 mL")
    assert working.told == "stock volume 50 mL; diluent volume 200 mL"


def test_one_kind_may_be_written_in_two_units():
    working = stock_to_make_up(stock="5000 unit/mL", target="20000 unit/L", final="1 L")
    assert working.shown == "4 mL"
    assert stock_to_make_up(stock="50 mg/mL", target="1 % w/v", final="50 mL").shown == "10 mL"


def test_a_strength_by_weight_is_not_measured_out_by_volume():
    with pytest.raises(WrongUnit, match="w/w"):
        stock_to_make_up(stock="20 % w/w", target="4 % w/w", final="250 mL")
    with pytest.raises(WrongUnit, match="w/v"):
        diluent_mass_to_add(stock="9 % w/v", mass="20 g", target="5 % w/v")


@pytest.mark.parametrize(("stock", "refused"), [("99 %", False), ("100 %", False), ("101 %", True)])
def test_no_share_is_more_than_the_whole(stock, refused):
    if not refused:
        assert stock_to_make_up(stock=stock, target="50 %", final="99 mL").result < qty("99 mL")
        return
    with pytest.raises(OutOfRange, match="100 percent"):
        stock_to_make_up(stock=stock, target="50 %", final="99 mL")


def test_a_coarse_device_never_takes_more_stock_than_there_is_room():
    with pytest.raises(DoesNotFit):
        stock_to_make_up(stock="10 %", target="10 %", final="1.5 mL", resolution="1 mL")


@settings(deadline=None)
@given(
    st.decimals(min_value="0.1", max_value=100, places=1),
    st.decimals(min_value="0.1", max_value=100, places=1),
    st.decimals(min_value=10, max_value=3000, places=1),
)
def test_stock_and_diluent_always_close_on_the_final_volume(one, other, final):
    stock, target = max(one, other), min(one, other)
    working = stock_to_make_up(stock=f"{stock} %", target=f"{target} %", final=f"{final} mL")
    parts = working.quantity("stock_volume") + working.quantity("diluent_volume")
    assert parts == qty(final, "mL")
    back = strength_made_up(
        stock=f"{stock} %", volume=working.quantity("stock_volume"), final=f"{final} mL"
    )
    assert back.result == qty(target, "percent")


@pytest.mark.parametrize(
    ("volume", "refused"), [("249 mL", False), ("0.25 L", False), ("251 mL", True)]
)
def test_what_is_taken_fits_into_what_it_is_made_up_to(volume, refused):
    if not refused:
        assert strength_made_up(stock="50 %", volume=volume, final="250 mL").result <= qty("50 %")
        return
    with pytest.raises(DoesNotFit, match="1 mL more"):
        strength_made_up(stock="50 %", volume=volume, final="250 mL")


def test_adding_diluent_and_asking_how_much_are_each_others_answer():
    added = diluent_to_add(stock="65 % w/v", volume="1200 mL", target="45 % w/v").result
    back = strength_after_adding(stock="65 % w/v", volume="1200 mL", diluent=added)
    assert back.told == "strength 45 % w/v; final volume 1733.333333… mL"
    assert strength_after_adding(stock="5 %", volume="1 L", diluent="0 mL").shown == "5 percent"


def test_an_equivalent_volume_may_be_of_a_weaker_or_a_stronger_solution():
    assert equivalent_volume(volume="550 mL", strength="70 %", other="50 %").shown == "770 mL"
    assert equivalent_volume(volume="500 mL", strength="17.5 %", other="50 %").shown == "175 mL"


@pytest.mark.parametrize("percent", ["%", "% w/w"])
def test_what_is_weighed_is_diluted_by_weight(percent):
    working = diluent_mass_to_add(stock=f"15 {percent}", mass="10 g", target=f"12 {percent}")
    assert working.told == "diluent mass 2.5 g; final mass 12.5 g"
    assert diluent_mass_to_add(stock="150 mg/g", mass="10 g", target="120 mg/g").shown == "2.5 g"


def test_weighed_stock_and_base_close_on_the_final_mass_at_the_balance():
    working = stock_mass_to_make_up(
        stock="9 % w/w", target="5 % w/w", final="20 g", resolution="0.1 g"
    )
    assert working.told == "stock mass 11.1 g; diluent mass 8.9 g"
    back = strength_after_adding_mass(stock="9 % w/w", mass="10 g", diluent="8 g")
    assert back.told == "strength 5 % w/w; final mass 18 g"


def test_weighing_never_concentrates_or_goes_beyond_the_whole():
    with pytest.raises(CannotConcentrate):
        diluent_mass_to_add(stock="5 % w/w", mass="20 g", target="9 % w/w")
    with pytest.raises(OutOfRange, match="mg/g"):
        stock_mass_to_make_up(stock="1001 mg/g", target="5 mg/g", final="20 g")
    with pytest.raises(DoesNotFit):
        stock_mass_to_make_up(stock="10 %", target="10 %", final="1.5 g", resolution="1 g")
