from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.errors import NotANumber
from formulas.number import (
    digits_of,
    fixed,
    half_up_whole,
    plain,
    plain_number,
    rational,
    terminates,
)

FRACTIONS = st.fractions(min_value=-1000000, max_value=1000000, max_denominator=10000)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (".5", "'0.5'"), ("-.5", "'-0.5'"), ("1,5", "'1.5'"), ("1,000", "'1000'"),
        ("1,000.5", "'1000.5'"), ("1e3", "exponent: '1000'"), ("1.75e-5", "exponent: '0.0000175'"), ("05", "digits"), ("5.", "digits"),
        ("nan", "digits"), ("inf", "digits"), ("2**3", "digits"), ("٣", "digits"), ("", "digits"),
        ("+5", "digits"), ("1_000", "digits"), ("--5", "digits"), ("0x10", "digits"),
        ("5 ", "digits"), ("1\n", "digits"),
    ],
)  # fmt: skip
def test_a_number_not_written_plainly_is_refused_with_the_way_to_write_it(written, instead):
    with pytest.raises(NotANumber, match="Nothing was calculated") as refusal:
        plain_number(written)
    assert instead in str(refusal.value)


@pytest.mark.parametrize(("digits", "taken"), [(39, True), (40, True), (41, False)])
def test_a_text_of_absurd_length_is_refused(digits, taken):
    text = "1" * digits
    if taken:
        assert plain_number(text) == Decimal(text)
    else:
        with pytest.raises(NotANumber, match="at most 40 digits"):
            plain_number(text)


@pytest.mark.parametrize(
    "value",
    [0.5, True, False, Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), None, b"5", [5], 1j],
)
def test_floats_truth_values_and_other_non_numbers_are_refused(value):
    with pytest.raises(NotANumber):
        rational(value)


@pytest.mark.parametrize(
    ("exponent", "taken"), [(29, True), (30, True), (31, False), (-30, True), (-31, False)]
)
def test_an_absurd_exponent_is_refused(exponent, taken):
    value = Decimal((0, (1,), exponent))
    if taken:
        assert rational(value) == Fraction(10) ** exponent
    else:
        with pytest.raises(NotANumber, match="a figure of the size"):
            rational(value)


@pytest.mark.parametrize(("digits", "taken"), [(39, True), (40, True), (41, False)])
def test_a_decimal_of_more_digits_than_anyone_needs_is_refused(digits, taken):
    value = Decimal("9" * digits)
    if taken:
        assert rational(value) == 10**digits - 1
    else:
        with pytest.raises(NotANumber, match="a figure of the size"):
            rational(value)


def test_what_is_exact_already_is_taken_as_it_stands():
    assert rational(Fraction(10, 7)) == Fraction(10, 7)
    assert rational(3) == 3
    assert rational("0.25") == Fraction(1, 4)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"), ("5/2", "2.5"), ("-5/2", "-2.5"), ("2500/7", "357.1428571…"), ("1/3", "0.3333333333…"),
        ("1/3000", "0.0003333333333…"), ("4/3", "1.333333333…"), ("2000000/3", "666666.6667…"), ("1000000", "1000000"),
        ("123456789012345", "123456789012345"), ("1234567890123456/10", "123456789012346…"),
        ("0.00000000000001", "0.00000000000001"), ("20000000000/3", "6666666667…"),
    ],
)  # fmt: skip
def test_a_value_is_printed_plainly_and_a_cut_is_marked(value, shown):
    assert plain(Fraction(value)) == shown


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        ("0.584", 2, "0.58"), ("0.585", 2, "0.59"), ("0.586", 2, "0.59"), ("-0.585", 2, "-0.59"),
        ("-0.001", 2, "0.00"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.05", 1, "0.1"),
        ("999.995", 2, "1000.00"), ("12.5", 3, "12.500"), ("0", 2, "0.00"),
    ],
)  # fmt: skip
def test_halves_go_up_away_from_nought(value, digits, shown):
    assert fixed(Fraction(value), digits) == shown
    assert fixed(Decimal(value), digits) == shown


@pytest.mark.parametrize(
    ("value", "ends"),
    [("1/2", True), ("1/5", True), ("3/40", True), ("1/3", False), ("1/14", False)],
)
def test_it_is_known_whether_a_value_ends(value, ends):
    assert terminates(Fraction(value)) is ends


@given(FRACTIONS, st.integers(1, 34))
def test_so_many_digits_are_never_further_off_than_half_of_the_last(value, significant):
    text = digits_of(value, significant)
    if value:
        size = abs(value)
        whole = len(str(size.numerator // size.denominator)) if size >= 1 else 0
        last = Fraction(10) ** max(whole - significant, -significant) if size >= 1 else None
        allowed = last / 2 if last is not None else size / 10 ** (significant - 1)
        assert abs(Fraction(text) - value) <= max(allowed, Fraction(1, 10**60))
    else:
        assert text == "0"


@given(FRACTIONS)
def test_half_up_is_the_nearest_whole_number(value):
    whole = half_up_whole(value)
    assert abs(value - whole) <= Fraction(1, 2)
    assert half_up_whole(-value) == -whole
