from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.errors import DoNotAdd, NotANumber, OtherKind, UnknownUnit, WrongUnit
from formulas.quantity import Quantity, converted, like, number, parts, qty, ratio, show, total
from formulas.vocabulary import SPELLINGS

PLAIN = st.decimals(
    allow_nan=False, allow_infinity=False, places=6, min_value=-1000000, max_value=1000000
)


@pytest.mark.parametrize(
    ("quantity", "printed"),
    [
        (qty("20 mEq"), "20 mEq"),
        (qty(Decimal("1E+3"), "mg"), "1000 mg"),
        (qty(5, "mL"), "5 mL"),
        (qty("12.50 g"), "12.5 g"),
        (qty("-0.0 g"), "0 g"),
        (qty("0.5 mg") / qty("2 mL"), "0.25 mg/mL"),
        (qty("20.5 degC"), "20.5 degC"),
        (qty("10 mg") / qty("7 mg/mL"), "1.428571429… mL"),
        (number("1.25"), "1.25"),
        (qty("  20   mEq "), "20 mEq"),
    ],
)
def test_a_quantity_is_printed_plainly(quantity, printed):
    assert show(quantity) == str(quantity) == printed
    assert repr(quantity) == f"<{printed}>"


def test_measured_digits_are_kept():
    assert show(qty("12.50 g"), 2) == "12.50 g"


def test_a_number_stuck_to_its_unit_is_told_how_to_be_written():
    with pytest.raises(NotANumber, match="'20 mEq'"):
        qty("20mEq")


def test_a_division_that_does_not_end_is_kept_exactly():
    third = qty("1 mg") / 3
    assert third.exact == Fraction(1, 3)
    assert third * 3 == qty("1 mg")
    assert third.decimal == Decimal("0." + "3" * 34)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("120 mEq/day", "684 mOsm/L"), ("2 mEq/mL", "5 mEq/L"), ("1 mg", "1 mg/mL"),
        ("5 mg/kg/day", "5 mg/kg"), ("5 mg/kg/day", "5 mg/day"), ("40 mEq/bag", "40 mEq"),
        ("40 mEq/bag", "40 mEq/L"), ("1 mg/ampoule", "1 mg/vial"), ("10 % w/v", "10 % w/w"),
        ("10 % v/v", "10 % w/v"), ("3 mL/h", "3 mL/min"), ("5 unit", "5 mg"), ("3 mmol", "3 mEq"),
        ("25 degC", "2 K"), ("25 degC", "25 degC"),
    ],
)  # fmt: skip
def test_what_is_stated_for_different_things_does_not_add(one, other):
    with pytest.raises((DoNotAdd, OtherKind)):
        qty(one) + qty(other)


@pytest.mark.parametrize(
    ("one", "other", "remedy"),
    [("2 mEq/mL", "5 mEq/L", "one basis first"), ("1 mEq", "1 mmol", "one unit first, by what")],
)
def test_what_does_not_add_does_not_compare(one, other, remedy):
    with pytest.raises(DoNotAdd, match=f"Bring both to {remedy}"):
        qty(one) < qty(other)  # noqa: B015 - the comparison is what raises


def test_what_cannot_be_taken_away_is_named_as_it_was_given():
    with pytest.raises(DoNotAdd, match=r"^80 mEq and 44 mmol do not add"):
        qty("80 mEq") - qty("44 mmol")
    assert (qty("1 g") - qty("1 mg")) == qty("999 mg")


@pytest.mark.parametrize("written", ["2% w/v", "2% (w/v)", "5mg", "40units"])
def test_a_unit_stuck_to_its_number_is_told_to_be_parted(written):
    with pytest.raises(NotANumber, match=r"a blank between number and unit: '[0-9]+ "):
        qty(written)


def test_equality_is_of_the_thing_itself_and_never_across_kinds():
    assert qty("1 g") == qty("1000 mg")
    assert qty("2 mEq/mL") == qty("2000 mEq/L")
    assert hash(qty("1 g")) == hash(qty("1000 mg"))
    assert qty("1 mmol") != qty("1 mEq")
    assert qty("1 mg") != 1


def test_temperatures_only_convert_compare_and_part():
    assert show(qty("30 degC") - qty("5 degC")) == "25 K"
    assert show(qty("298.15 K").to("degC")) == "25 degC"
    assert qty("25 degC") == qty("298.15 K")
    assert qty("24.9 degC") < qty("25 degC") < qty("25.1 degC")
    with pytest.raises(OtherKind):
        qty("25 degC") * qty("2 mg")
    with pytest.raises(OtherKind):
        qty("2 mg") / qty("25 degC")


def test_nothing_is_divided_by_nothing():
    with pytest.raises(ZeroDivisionError):
        qty("1 mg") / qty("0 mL")


def test_a_negative_divisor_keeps_the_order_right():
    loss = qty("1 g") / qty("-2 mL")
    assert loss.exact == Fraction(-1, 2)
    assert loss < qty("0 g/mL")


def test_what_has_no_spelling_is_not_stored():
    with pytest.raises(UnknownUnit):
        parts(qty("2 mg") * qty("3 mg"))


def test_milliequivalents_do_not_become_millimoles_without_a_valence():
    with pytest.raises(WrongUnit, match=r"potassium .* 20 mEq.*valence"):
        converted(qty("20 mEq"), "mmol", "potassium")


def test_units_of_activity_do_not_become_milligrams():
    with pytest.raises(WrongUnit):
        converted(qty("100 unit"), "mg")


def test_a_quantity_can_be_made_in_the_unit_of_another():
    assert show(like(Decimal(3), qty("1 mL"))) == "3 mL"


def test_a_ratio_is_a_plain_number_only_where_units_cancel():
    assert ratio(qty("330 mg/dL") / qty("330 mcg/dL")) == 1000
    with pytest.raises(OtherKind):
        ratio(qty("3 mg") / qty("2 mEq"))


@pytest.mark.parametrize("wrong", [0.5, True, Decimal("NaN"), Decimal("Infinity"), None])
def test_no_float_comes_in_by_any_door(wrong):
    for enter in (
        lambda: qty(wrong, "mg"),
        lambda: qty("1 mg") * wrong,
        lambda: wrong * qty("1 mg"),
        lambda: qty("1 mg") / wrong,
        lambda: like(wrong, qty("1 mg")),
        lambda: number(wrong),
    ):
        with pytest.raises((NotANumber, TypeError)):
            enter()


@given(PLAIN, st.sampled_from(SPELLINGS))
def test_every_quantity_survives_being_stored_as_text(value, unit):
    quantity = qty(value, unit)
    assert qty(*parts(quantity)) == quantity


@given(st.fractions(), st.fractions(), st.fractions())
def test_sums_do_not_depend_on_the_order(one, two, three):
    quantities = [qty(value, "mg") for value in (one, two, three)]
    forward, backward = total(quantities), total(quantities[::-1])
    assert forward == backward
    assert forward.exact == one + two + three


@given(st.fractions(), st.fractions())
def test_the_arithmetic_is_that_of_fractions(one, two):
    ours, theirs = qty(one, "mg"), qty(two, "mL")
    assert (ours * theirs).exact == one * two
    assert (ours - qty(two, "mg")).exact == one - two
    assert (ours < qty(two, "mg")) is (one < two)
    assert (ours <= qty(two, "mg")) is (one <= two)
    if two:
        assert (ours / theirs).exact == one / two
    assert abs(ours).exact == abs(one)
    assert isinstance(-ours, Quantity)


def test_numbers_do_not_grow_without_bound():
    grown = qty("1 mg")
    for _ in range(500):
        grown = grown * Fraction(3, 7) / Fraction(3, 7)
    assert grown == qty("1 mg")
    assert grown._below < 1 << 200
