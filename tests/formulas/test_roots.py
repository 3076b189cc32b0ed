"""Roots, powers and logarithms against values known independently, to 34 digits."""

from fractions import Fraction

import pytest

from formulas.number import digits_of
from formulas.roots import DIGITS, decimal_log, exponential, natural_log, power, square_root


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        # Known constants, from tables of mathematics.
        (square_root(Fraction(2)), "1.414213562373095048801688724209698"),
        (square_root(Fraction(3)), "1.732050807568877293527446341505872"),
        (exponential(Fraction(1)), "2.718281828459045235360287471352662"),
        (natural_log(Fraction(2)), "0.6931471805599453094172321214581766"),
        (natural_log(Fraction(10)), "2.302585092994045684017991454684364"),
        (decimal_log(Fraction(2)), "0.3010299956639811952137388947244930"),
        (power(Fraction(2), Fraction(1, 2)), "1.414213562373095048801688724209698"),
        (power(Fraction(10), Fraction("0.5")), "3.162277660168379331998893544432719"),
        (exponential(Fraction(-1)), "0.3678794411714423215955237701614609"),
    ],
)
def test_a_root_has_its_34_digits(value, digits):
    assert digits_of(value, DIGITS) == digits.rstrip("0")


@pytest.mark.parametrize("whole", [0, 1, 4, 9, 144])
def test_a_root_that_comes_out_comes_out(whole):
    assert square_root(Fraction(whole)) ** 2 == whole


def test_an_exponential_and_its_logarithm_meet():
    value = Fraction("5.25")
    assert abs(natural_log(exponential(value)) - value) < Fraction(1, 10**32)
    assert abs(exponential(natural_log(value)) - value) < Fraction(1, 10**32)
