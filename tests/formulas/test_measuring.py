from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.aliquots import (
    aliquot_drug,
    aliquot_of_liquid,
    aliquot_of_powder,
    aliquot_of_solution,
    aliquot_to_take,
)
from formulas.errors import (
    DoesNotReach,
    MissingInput,
    NotPositive,
    OutOfRange,
    UnknownUnit,
    WrongUnit,
)
from formulas.measuring import (
    largest_measure,
    least_volume,
    least_weighable,
    measuring_error,
    percent_error,
    range_within_error,
    sensitivity_wanted,
)
from formulas.quantity import make, qty, show
from formulas.units import unit

masses = st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000)


@pytest.mark.parametrize(
    ("sensitivity", "error", "least"),
    [
        ("6 mg", "5 percent", "120 mg"),  # not the 2 mg that one page tells to weigh
        ("10 mg", "4 percent", "250 mg"),
        ("4 mg", "5 %", "80 mg"),
        ("0.001 g", "2 percent", "0.05 g"),
    ],
)
def test_the_least_weighable_quantity_of_published_balances(sensitivity, error, least):
    assert least_weighable(sensitivity, error).result == qty(least)


@given(sensitivity=masses, amount=masses)
def test_the_error_of_the_least_weighable_quantity_is_the_permitted_error(sensitivity, amount):
    wanted, load = make(sensitivity, unit("mg")), make(amount + sensitivity, unit("mg"))
    error = measuring_error(wanted, load).result
    assert least_weighable(wanted, error).result == load
    assert sensitivity_wanted(load, error).result == wanted


@pytest.mark.parametrize(
    ("error", "refused"), [("99.9 percent", False), ("100 percent", False), ("100.1 percent", True)]
)
def test_an_error_of_more_than_everything_is_refused(error, refused):
    if not refused:
        assert least_weighable("6 mg", error).result >= qty("6 mg")
        return
    with pytest.raises(OutOfRange, match="100 percent at most"):
        least_weighable("6 mg", error)


@pytest.mark.parametrize(("amount", "warned"), [("6.1 mg", False), ("6 mg", True), ("5 mg", True)])
def test_an_amount_no_larger_than_its_error_carries_a_warning(amount, warned):
    assert bool(measuring_error("6 mg", amount).warnings) is warned


def test_the_error_of_a_balance_is_not_that_of_a_volume():
    with pytest.raises(WrongUnit):
        measuring_error("6 mg", "5 mL")


def test_an_error_without_its_percent_sign_is_not_guessed():
    with pytest.raises(UnknownUnit):
        least_weighable("6 mg", "5")


def test_a_ten_millilitre_cylinder_measures_two_millilitres_and_no_less():
    assert least_volume("10 mL", "20 percent").result == qty("2 mL")
    assert largest_measure("2 mL", "20 percent").result == qty("10 mL")
    assert largest_measure("0.3 mL", "20 percent").shown == "1.5 mL"


@pytest.mark.parametrize(
    ("actual", "error", "difference"),
    [
        ("485 mg", "3 percent", "-15 mg"),
        ("500 mg", "0 percent", "0 mg"),
        ("0.515 g", "3 percent", "15 mg"),
        ("0 mg", "100 percent", "-500 mg"),
    ],
)
def test_percent_error_is_positive_and_the_difference_keeps_its_sign(actual, error, difference):
    working = percent_error(actual, "500 mg")
    assert working.result == qty(error)
    assert working.quantity("difference") == qty(difference)


def test_percent_error_compares_strengths_but_never_two_kinds():
    assert percent_error("48 mg/mL", "5 % w/v").result == qty("4 percent")
    with pytest.raises(WrongUnit):
        percent_error("48 mg", "50 mg/mL")
    with pytest.raises(NotPositive):
        percent_error("48 mg", "0 mg")


def test_the_edges_of_a_permitted_error_have_exactly_that_error():
    working = range_within_error("250 mg", "10 percent")
    assert working.told == "lowest 225 mg; highest 275 mg"
    for edge in ("lowest", "highest"):
        assert percent_error(working.quantity(edge), "250 mg").result == qty("10 percent")
    with pytest.raises(OutOfRange):
        range_within_error("250 mg", "101 percent")


def test_twenty_milligrams_at_factor_twenty_takes_four_hundred():
    assert aliquot_drug("20 mg", "20").result == qty("400 mg")
    with pytest.raises(OutOfRange, match="more than one"):
        aliquot_drug("20 mg", "1")


def test_half_a_millilitre_at_factor_four_is_diluted_with_six():
    working = aliquot_of_liquid("0.5 mL", factor="4", aliquot="2 mL")
    assert working.quantity("diluent") == qty("6 mL")
    assert "not given" in working.warnings[0]


@pytest.mark.parametrize(
    ("dose", "factor"), [("59 mg", 3), ("60 mg", 2), ("61 mg", 3), ("4 mg", 30), ("100 mg", 6)]
)
def test_the_smallest_factor_lets_drug_and_diluent_both_be_weighed(dose, factor):
    # At 100 mg the drug asks for 2, but 2 × (120 − 100) mg of diluent is too little to weigh.
    working = aliquot_of_powder(dose, least_weighable="120 mg")
    assert working.quantity("factor").exact == factor


@pytest.mark.parametrize(("factor", "refused"), [("29", True), ("30", False), ("31", False)])
def test_a_factor_too_small_is_refused_with_the_next_that_works(factor, refused):
    if not refused:
        assert aliquot_of_powder("4 mg", "120 mg", factor).quantity("drug") >= qty("120 mg")
        return
    with pytest.raises(DoesNotReach, match=r"drug comes to 116 mg.*factor of 30 or more"):
        aliquot_of_powder("4 mg", "120 mg", factor)


def test_a_diluent_too_little_to_weigh_is_refused_with_the_factor_that_works():
    with pytest.raises(DoesNotReach, match=r"diluent comes to 40 mg.*factor of 6 or more"):
        aliquot_of_powder("100 mg", "120 mg", "2")


@pytest.mark.parametrize(
    ("aliquot", "refused"), [("119 mg", True), ("120 mg", False), ("121 mg", False)]
)
def test_an_aliquot_too_little_to_weigh_is_refused(aliquot, refused):
    if not refused:
        assert aliquot_of_powder("4 mg", "120 mg", aliquot=aliquot).quantity("aliquot") == qty(
            aliquot
        )
        return
    with pytest.raises(OutOfRange, match="at least 120 mg"):
        aliquot_of_powder("4 mg", "120 mg", aliquot=aliquot)


@pytest.mark.parametrize(
    ("dose", "refused"), [("119 mg", False), ("120 mg", True), ("121 mg", True)]
)
def test_what_can_be_weighed_as_it_is_needs_no_aliquot(dose, refused):
    if not refused:
        assert aliquot_of_powder(dose, "120 mg").quantity("factor").exact == 120
        return
    with pytest.raises(OutOfRange, match="as it is"):
        aliquot_of_powder(dose, "120 mg")


def test_an_aliquot_must_be_more_than_the_dose_in_it():
    with pytest.raises(OutOfRange, match="more than the dose"):
        aliquot_of_liquid("2 mL", factor="4", aliquot="2 mL")


def test_an_aliquot_method_needs_a_factor_or_the_least_that_can_be_measured():
    with pytest.raises(MissingInput, match="factor"):
        aliquot_of_powder("4 mg", aliquot="150 mg")
    with pytest.raises(MissingInput, match="aliquot"):
        aliquot_of_powder("4 mg", factor="30")
    with pytest.raises(MissingInput, match="factor"):
        aliquot_of_solution("4 mg", "1 mL")


@given(dose=masses, least=masses, more=masses)
def test_every_aliquot_holds_exactly_the_dose_and_every_part_can_be_weighed(dose, least, more):
    smallest = make(dose + least, unit("mg"))
    wanted = make(dose, unit("mg"))
    working = aliquot_of_powder(wanted, smallest, aliquot=smallest + make(more, unit("mg")))
    drug, total, aliquot = (working.quantity(name) for name in ("drug", "total", "aliquot"))
    assert aliquot_to_take(wanted, drug, total).result == aliquot
    assert drug + working.quantity("diluent") == total
    for part in ("drug", "diluent", "aliquot"):
        assert working.quantity(part) >= smallest


def test_fifteen_milligrams_come_in_two_millilitres_of_a_solution():
    working = aliquot_of_solution("15 mg", "2 mL", factor="8")
    assert (working.quantity("drug"), working.quantity("total")) == (qty("120 mg"), qty("16 mL"))
    with pytest.raises(DoesNotReach, match="factor of 8"):
        aliquot_of_solution("15 mg", "2 mL", "120 mg", "7")


def test_more_than_the_whole_mixture_holds_cannot_be_taken():
    assert aliquot_to_take("120 mg", "0.12 g", "16 mL").result == qty("16 mL")
    with pytest.raises(OutOfRange, match="no more than"):
        aliquot_to_take("121 mg", "0.12 g", "16 mL")
    with pytest.raises(WrongUnit):
        aliquot_to_take("5 mEq", "120 mg", "16 mL")


@pytest.mark.parametrize(
    ("dose", "factor", "drug", "diluent"),
    [
        ("0.6 mL", "5", "3 mL", "7 mL"),
        ("0.4 mL", "5", "2 mL", "8 mL"),
        ("0.8 mL", "5", "4 mL", "6 mL"),
        ("0.75 mL", "4", "3 mL", "5 mL"),
        ("0.25 mL", "8", "2 mL", "14 mL"),
    ],
)
def test_a_graduate_from_two_to_ten_in_whole_millilitres(dose, factor, drug, diluent):
    working = aliquot_of_liquid(dose, least_volume="2 mL", step="1 mL")
    assert show(working.quantity("factor")) == factor
    assert show(working.quantity("drug")) == drug
    assert show(working.quantity("diluent")) == diluent


@pytest.mark.parametrize(("factor", "refused"), [("4", True), ("5", False), ("6", True)])
def test_a_part_between_two_graduations_is_refused(factor, refused):
    if not refused:
        assert aliquot_of_liquid("0.6 mL", "2 mL", factor, step="1 mL").shown == "3 mL"
        return
    with pytest.raises(OutOfRange, match="such as 5"):
        aliquot_of_liquid("0.6 mL", "2 mL", factor, step="1 mL")


def test_an_aliquot_between_two_graduations_is_refused():
    with pytest.raises(OutOfRange, match="steps of 1 mL"):
        aliquot_of_liquid("0.6 mL", "2 mL", aliquot="2.5 mL", step="1 mL")


def test_without_the_least_a_graduation_still_holds():
    assert aliquot_of_liquid("0.5 mL", factor="4", aliquot="2 mL", step="1 mL").shown == "2 mL"
    with pytest.raises(OutOfRange, match="such as 2"):
        aliquot_of_liquid("0.5 mL", factor="3", aliquot="2 mL", step="1 mL")
