"""Quantities compared just under, at and just over each other, and numbers stuck to their unit."""

from decimal import Decimal
from fractions import Fraction

import pytest

from formulas.errors import NotANumber, UnknownUnit
from formulas.quantity import make, qty, total
from formulas.units import unit


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("0.99 g", "1 g", -1), ("1 g", "1 g", 0), ("1.01 g", "1 g", 1), ("999 mg", "1 g", -1),
        ("1000 mg", "1 g", 0), ("1001 mg", "1 g", 1), ("-1 mg", "1 mg", -1), ("-1 mg", "-2 mg", 1),
        ("24.9 degC", "298.15 K", -1), ("25 degC", "298.15 K", 0), ("25.1 degC", "298.15 K", 1),
    ],
)  # fmt: skip
def test_each_comparison_says_the_same_of_two_quantities(one, other, order):
    left, right = qty(one), qty(other)
    assert (left < right, left <= right) == (order < 0, order <= 0)
    assert (left > right, left >= right) == (order > 0, order >= 0)
    assert (left == right, left != right) == (order == 0, order != 0)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("20mEq", "20 mEq"),
        ("20ug", "20 ug"),
        ("0.5mL", "0.5 mL"),
        ("5%", "5 %"),
        ("2mEq/mL", "2 mEq/mL"),
    ],
)
def test_a_number_stuck_to_its_unit_is_told_how_to_be_written(written, instead):
    with pytest.raises(NotANumber, match=f"a blank between number and unit: '{instead}'"):
        qty(written)


@pytest.mark.parametrize("written", ["20 mEqs", "20 mmoles"])
def test_an_unknown_unit_behind_a_blank_is_a_matter_of_the_unit(written):
    with pytest.raises(UnknownUnit):
        qty(written)


def test_long_sums_and_products_stay_exact_however_large_their_fractions_grow():
    primes = (3, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89)
    thirds = [make(Fraction(1, prime**3), unit("mL")) for prime in primes]
    assert total(thirds).exact == sum(Fraction(1, prime**3) for prime in primes)
    grown = make(Fraction(1), unit("mL"))
    expected = Fraction(1)
    for third in thirds * 3:
        grown = (grown * third / make(Fraction(2, 97), unit("mL"))).to("mL")
        expected = expected * third.exact / Fraction(2, 97)
    assert grown.exact == expected


@pytest.mark.parametrize("times", [3, Decimal("0.5"), Fraction(2, 7), 0, -1])
def test_a_plain_number_multiplies_from_either_side_and_divides(times):
    six = qty("6 mL")
    assert times * six == six * times == make(6 * Fraction(times), unit("mL"))
    assert (times * six).unit is six.unit
    if times:
        assert (six / times) * times == six
        assert (six / times).exact == 6 / Fraction(times)
