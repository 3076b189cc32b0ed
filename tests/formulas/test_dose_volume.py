import pytest

from formulas.dose_by_surface import (
    daily_dose_by_surface,
    daily_dose_per_m2,
    dose_by_surface,
    dose_per_m2,
    volume_by_surface,
)
from formulas.dose_volume import (
    divided_volume_by_weight,
    dose_by_ingredient,
    dose_per_ingredient,
    volume_by_weight,
)
from formulas.errors import FormulaError, NotPositive, OtherSubstance, WrongUnit
from formulas.quantity import qty
from formulas.times_over import amount_times_over, strength_times_over


def test_a_load_capped_at_its_maximum_is_drawn_from_its_strength():
    working = volume_by_weight(
        dose="60 unit/kg heparin sodium", weight="90 kg", strength="5000 unit/mL heparin sodium", maximum="4000 unit",
    )  # fmt: skip
    assert working.told == "volume 0.8 mL; amount 4000 unit"
    assert "strikes" in working.warnings[0]


@pytest.mark.parametrize(("pounds", "volume"), [("2.2", "3.75 mL"), (None, "3.7421370525 mL")])
def test_pounds_by_the_printed_problem_and_by_the_exact_pound(pounds, volume):
    working = volume_by_weight(
        dose="5 mg/kg", weight="165 lb", strength="100 mg/mL", pounds_per_kilogram=pounds
    )
    assert working.result == qty(volume)


def test_one_of_two_daily_doses_as_a_volume():
    working = divided_volume_by_weight(
        dose="80 mg/kg/day", weight="36 lb", doses_per_day="2 dose/day", strength="400 mg/5 mL", resolution="0.1 mL",
    )  # fmt: skip
    assert working.told == "volume 8.2 mL; amount 656 mg"


def test_the_amount_told_is_what_the_rounded_volume_holds():
    working = volume_by_weight(
        dose="1 mg/kg", weight="6.4 kg", strength="10 mg/mL", resolution="0.1 mL"
    )
    assert working.told == "volume 0.6 mL; amount 6 mg"


@pytest.mark.parametrize(("maximum", "warned"), [("6.9 mg", True), ("7 mg", False), ("7.1 mg", False)])  # fmt: skip
def test_rounding_up_over_the_maximum_is_told(maximum, warned):
    working = volume_by_weight(
        dose="1 mg/kg", weight="6.5 kg", strength="10 mg/mL", maximum=maximum, resolution="0.1 mL"
    )
    assert working.shown == "0.7 mL"
    assert any("Rounded up" in words for words in working.warnings) is warned


def test_a_dose_that_the_syringe_cannot_show_is_refused():
    with pytest.raises(NotPositive, match="in steps of"):
        volume_by_weight(dose="1 mcg/kg", weight="2 kg", strength="10 mg/mL", resolution="0.1 mL")


def test_a_named_dose_meets_only_its_own_product():
    with pytest.raises(OtherSubstance):
        volume_by_weight(
            dose="5 mg/kg ciclosporin", weight="70 kg", strength="100 mg/mL tacrolimus"
        )
    with pytest.raises(OtherSubstance):
        volume_by_surface(
            dose="75 mg/m2 docetaxel", body_surface="1.8 m2", strength="10 mg/mL paclitaxel"
        )


@pytest.mark.parametrize(("dose", "strength"), [
    ("5 mg/kg/day", "100 mg/mL"), ("5 mEq/kg", "100 mg/mL"), ("5 mg/kg", "100 mg"), ("5 mL/kg", "100 mg/mL"), ("5 mg/m2", "100 mg/mL"),
])  # fmt: skip
def test_a_volume_by_weight_needs_a_dose_per_kg_and_its_strength(dose, strength):
    with pytest.raises(WrongUnit):
        volume_by_weight(dose=dose, weight="70 kg", strength=strength)


@pytest.mark.parametrize("dose", ["80 mg/kg", "80 mg/day", "80 mg/kg/dose"])
def test_a_divided_volume_needs_a_dose_per_kg_per_day(dose):
    with pytest.raises(WrongUnit, match="mg/kg/day"):
        divided_volume_by_weight(
            dose=dose, weight="20 kg", doses_per_day="2 dose/day", strength="80 mg/mL"
        )


@pytest.mark.parametrize(("dose", "ingredient", "amount"), [
    ("40 mg/g", "8.5 g", "340 mg"), ("0.1 unit/g", "120 g", "12 unit"), ("40 mg/g", "8500 mg", "340 mg"), ("0.5 mEq/g", "0.01 kg", "5 mEq"),
])  # fmt: skip
def test_an_amount_goes_by_the_mass_of_another_ingredient_and_back(dose, ingredient, amount):
    assert dose_by_ingredient(dose=dose, ingredient=ingredient).result == qty(amount)
    assert dose_per_ingredient(amount=amount, ingredient=ingredient).result == qty(dose)


def test_a_gram_per_gram_is_told_in_milligrams():
    assert dose_per_ingredient(amount="1 g", ingredient="20 g").told == "dose 50 mg/g"


@pytest.mark.parametrize("dose", ["40 mg/kg", "40 mg", "4 percent", "40 mg/mL", "4 % w/w"])
def test_a_dose_by_ingredient_is_an_amount_per_gram(dose):
    with pytest.raises(WrongUnit, match="mg/g"):
        dose_by_ingredient(dose=dose, ingredient="8.5 g")


def test_a_dose_by_surface_and_back():
    assert dose_by_surface(dose="75 mg/m2", body_surface="1.8 m2").told == "amount 135 mg"
    assert dose_per_m2(amount="135 mg", body_surface="1.8 m2").told == "dose 75 mg/m2"
    assert daily_dose_by_surface(dose="100 mg/m2/day", body_surface="1.8 m2").result == qty(
        "180 mg/day"
    )
    assert daily_dose_per_m2(daily_amount="180 mg/day", body_surface="1.8 m2").result == qty(
        "100 mg/m2/day"
    )


@pytest.mark.parametrize(("surface", "amount", "strikes"), [("1.42 m2", "1.988 mg", False), ("1.5 m2", "2 mg", True)])  # fmt: skip
def test_a_dose_by_surface_is_capped(surface, amount, strikes):
    working = dose_by_surface(dose="1.4 mg/m2", body_surface=surface, maximum="2 mg")
    assert (working.result, bool(working.warnings)) == (qty(amount), strikes)


@pytest.mark.parametrize(("dose", "surface"), [
    ("75 mg/kg", "1.8 m2"), ("75 mg/m2/day", "1.8 m2"), ("75 mg", "1.8 m2"), ("75 mg/m2", "70 kg"), ("75 mg/m2", "0 m2"),
])  # fmt: skip
def test_a_dose_by_surface_needs_an_amount_per_m2(dose, surface):
    with pytest.raises(FormulaError):
        dose_by_surface(dose=dose, body_surface=surface)


@pytest.mark.parametrize("dose", ["100 mg/m2", "100 mg/day", "100 mg/kg/day"])
def test_a_day_by_surface_needs_an_amount_per_m2_per_day(dose):
    with pytest.raises(WrongUnit, match="mg/m2/day"):
        daily_dose_by_surface(dose=dose, body_surface="1.8 m2")


def test_a_unit_mistaken_for_its_thousandfold_is_a_thousand_times_over():
    assert strength_times_over(ordered="330 mcg/dL", made="330 mg/dL").told == "times 1000"
    assert strength_times_over(ordered="330 mg/dL", made="330 mcg/dL").told == "times 0.001"
    assert strength_times_over(ordered="10 mg/mL", made="1 % w/v").told == "times 1"
    assert strength_times_over(ordered="3.3 mg/L", made="330 mcg/dL").told == "times 1"
    assert amount_times_over(ordered="0.5 mg", given="5 mg").told == "times 10"


@pytest.mark.parametrize(("ordered", "made"), [
    ("10 mg/mL", "10 mEq/mL"), ("10 mg/mL", "1 % w/w"), ("5 percent", "50 mg/g"), ("50 mg/g", "5 percent"), ("10 mg/mL", "5 percent"),
])  # fmt: skip
def test_strengths_of_different_kinds_have_no_ratio(ordered, made):
    with pytest.raises(WrongUnit):
        strength_times_over(ordered=ordered, made=made)


def test_amounts_of_different_things_have_no_ratio():
    with pytest.raises(WrongUnit):
        amount_times_over(ordered="5 mg", given="5 mEq")
    with pytest.raises(OtherSubstance):
        amount_times_over(ordered="5 mg zinc", given="5 mg zinc sulfate")
