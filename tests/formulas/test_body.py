from decimal import Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.body import (
    adjusted_body_weight,
    adjusted_from_ideal_weight,
    ideal_body_weight,
    in_kilograms,
)
from formulas.body_surface import (
    body_surface_dubois,
    body_surface_haycock,
    body_surface_mosteller,
)
from formulas.errors import FormulaError, NotPositive, OutOfRange, UnknownChoice, WrongUnit
from formulas.number import digits_of
from formulas.quantity import number, qty, show
from formulas.working import Steps

WIDE = Context(prec=60)
DIGITS = 34
SURFACES = (body_surface_mosteller, body_surface_dubois, body_surface_haycock)


def printed(value):
    return digits_of(Fraction(value), DIGITS)


@pytest.mark.parametrize(("height", "weight"), [("170", "70"), ("180", "75"), ("48.5", "2.95")])
def test_mosteller_is_right_to_thirty_four_digits(height, weight):
    found = body_surface_mosteller(height=f"{height} cm", weight=f"{weight} kg")
    known = WIDE.sqrt(WIDE.divide(Decimal(height) * Decimal(weight), Decimal(3600)))
    assert printed(found.result.exact) == printed(known)
    assert not found.exact


@pytest.mark.parametrize(("act", "factor", "of_weight", "of_height"), [
    (body_surface_dubois, "0.007184", "0.425", "0.725"), (body_surface_haycock, "0.024265", "0.5378", "0.3964"),
])  # fmt: skip
@pytest.mark.parametrize(("height", "weight"), [("180", "75"), ("110", "20"), ("48.5", "2.95")])
def test_powers_of_the_body_are_right_to_thirty_digits(
    act, factor, of_weight, of_height, height, weight
):
    found = act(height=f"{height} cm", weight=f"{weight} kg").result.exact
    powers = WIDE.multiply(
        WIDE.power(Decimal(weight), Decimal(of_weight)),
        WIDE.power(Decimal(height), Decimal(of_height)),
    )
    known = Fraction(WIDE.multiply(Decimal(factor), powers))
    # Two powers, each cut off at 34 digits, leave at least 32 of their product.
    assert abs(found / known - 1) < Fraction(1, 10**32)


@pytest.mark.parametrize(("act", "source"), list(zip(SURFACES, ("Mosteller", "DuBois", "Haycock"), strict=True)))  # fmt: skip
def test_the_record_says_by_which_formula_a_surface_was_found(act, source):
    working = act(height="170 cm", weight="70 kg")
    assert source in working.title
    assert source in working.lines[-1].source


def test_inches_and_pounds_of_the_body_are_exact_and_shown():
    working = body_surface_mosteller(height="70 inch", weight="154 lb")
    assert [line.result for line in working.lines[:2]] == ["69.85322498 kg", "177.8 cm"]
    assert "0.45359237 kg/lb" in working.lines[0].with_numbers
    same = body_surface_mosteller(height="177.8 cm", weight="69.85322498 kg")
    assert working.result == same.result


def test_a_surface_is_rounded_only_where_a_step_is_given():
    assert body_surface_mosteller(height="170 cm", weight="70 kg", resolution="0.01 m2").told == (
        "body surface 1.82 m2"
    )


@pytest.mark.parametrize("act", SURFACES)
@pytest.mark.parametrize(("height", "weight", "refusal"), [
    ("170 kg", "70 kg", WrongUnit), ("170 cm", "70 cm", WrongUnit), ("0 cm", "70 kg", NotPositive), ("170 cm", "0 kg", NotPositive),
    ("170 cm", "-70 kg", NotPositive), ("170 cm", "70 kg/day", WrongUnit), ("170", "70 kg", FormulaError),
])  # fmt: skip
def test_a_surface_needs_a_length_and_a_weight(act, height, weight, refusal):
    with pytest.raises(refusal):
        act(height=height, weight=weight)


@pytest.mark.parametrize(("height", "sex", "ideal"), [
    ("60 inch", "male", "50 kg"), ("152.4 cm", "female", "45.5 kg"), ("60.1 inch", "male", "50.23 kg"),
    ("73 inch", "male", "79.9 kg"), ("65 inch", "female", "57 kg"),
])  # fmt: skip
def test_the_ideal_weight_grows_from_five_feet(height, sex, ideal):
    assert ideal_body_weight(height=height, sex=sex).result == qty(ideal)


@pytest.mark.parametrize("height", ["59.9 inch", "152.3 cm", "110 cm"])
def test_below_five_feet_there_is_no_ideal_weight(height):
    with pytest.raises(OutOfRange, match="60 inch"):
        ideal_body_weight(height=height, sex="female")
    with pytest.raises(OutOfRange, match="60 inch"):
        adjusted_body_weight(actual_weight="90 kg", height=height, sex="female")


def test_a_man_of_170_cm_has_the_published_ideal_and_adjusted_weights():
    working = adjusted_body_weight(actual_weight="120 kg", height="170 cm", sex="male")
    shown = [show(working.quantity(name), 2) for name in ("adjusted_weight", "ideal_weight")]
    assert shown == ["87.56 kg", "65.94 kg"]
    assert working.exact


@pytest.mark.parametrize("sex", ["man", "Female", "m", ""])
def test_the_sex_is_one_of_the_formula_s_two_words(sex):
    with pytest.raises(UnknownChoice, match="female, male"):
        ideal_body_weight(height="70 inch", sex=sex)


@pytest.mark.parametrize(("actual", "refused"), [("69.9 kg", True), ("70 kg", True), ("70.1 kg", False)])  # fmt: skip
def test_only_who_is_heavier_than_the_ideal_has_an_adjusted_weight(actual, refused):
    if not refused:
        found = adjusted_from_ideal_weight(actual_weight=actual, ideal_weight="70 kg")
        assert found.result == qty("70.04 kg")
        return
    with pytest.raises(OutOfRange, match="by the actual weight"):
        adjusted_from_ideal_weight(actual_weight=actual, ideal_weight="70 kg")


@pytest.mark.parametrize(("factor", "adjusted"), [(None, "82 kg"), ("0.25", "77.5 kg"), ("1", "100 kg")])  # fmt: skip
def test_a_factor_given_takes_the_place_of_the_usual_one(factor, adjusted):
    found = adjusted_from_ideal_weight(actual_weight="100 kg", ideal_weight="70 kg", factor=factor)
    assert found.result == qty(adjusted)


@pytest.mark.parametrize(("factor", "refusal"), [("1.01", OutOfRange), ("0", NotPositive), ("40 percent", FormulaError)])  # fmt: skip
def test_a_factor_lies_between_nothing_and_one(factor, refusal):
    with pytest.raises(refusal):
        adjusted_from_ideal_weight(actual_weight="100 kg", ideal_weight="70 kg", factor=factor)


@pytest.mark.parametrize(("pounds", "kilograms"), [(None, "74.84274105 kg"), ("2.2", "75 kg")])
def test_a_pound_is_exact_unless_the_printed_problem_says_otherwise(pounds, kilograms):
    steps = Steps("weight")
    given = None if pounds is None else number(pounds)
    assert in_kilograms(steps, qty("165 lb"), given) == qty(kilograms)
    assert bool(steps.warnings) is (pounds is not None)
    assert len(steps.lines) == 1


def test_the_other_pound_is_told_with_what_the_exact_one_gives():
    steps = Steps("weight")
    in_kilograms(steps, qty("165 lb"), number("2.2"))
    assert "exactly, 165 lb is 74.84 kg" in steps.warnings[0]


@pytest.mark.parametrize(("pounds", "refused"), [
    ("2.19", True), ("2.2", False), ("2.2046", False), ("2.21", False), ("2.211", True), ("0.4536", True),
])  # fmt: skip
def test_pounds_in_a_kilogram_are_about_two_and_a_fifth(pounds, refused):
    if not refused:
        assert in_kilograms(Steps("w"), qty("100 lb"), number(pounds)) < qty("46 kg")
        return
    with pytest.raises(OutOfRange, match=r"such as 2\.2"):
        in_kilograms(Steps("w"), qty("100 lb"), number(pounds))


def test_pounds_in_a_kilogram_have_nothing_to_say_of_kilograms():
    with pytest.raises(OutOfRange, match="left out"):
        in_kilograms(Steps("w"), qty("70 kg"), number("2.2"))


def test_a_weight_in_kilograms_needs_no_line_and_one_in_grams_gets_one():
    steps = Steps("w")
    in_kilograms(steps, qty("2 kg"))
    assert steps.lines == []
    assert in_kilograms(steps, qty("1360 g")) == qty("1.36 kg")
    assert steps.lines[0].result == "1.36 kg"


@given(st.integers(1, 300), st.integers(701, 3500))
def test_the_adjusted_weight_lies_between_ideal_and_actual(ideal, tenths):
    actual = qty(Fraction(tenths, 10), "kg") + qty(ideal, "kg")
    found = adjusted_from_ideal_weight(actual, qty(ideal, "kg")).result
    assert qty(ideal, "kg") < found < actual
