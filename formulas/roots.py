"""Roots, powers, exponentials and logarithms: decimals at 34 digits, never exact.

A line of a working that used one of these says so (``exact=False``).
"""

from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    InvalidOperation,
    Overflow,
)
from fractions import Fraction

from formulas.number import digits_of

DIGITS = 34
_GUARD = 6
_TRAPS = [InvalidOperation, DivisionByZero, Overflow, FloatOperation]
_WORK = Context(prec=DIGITS + _GUARD, rounding=ROUND_HALF_EVEN, traps=_TRAPS)


def square_root(value: Fraction) -> Fraction:
    """Give the root of a value that is not negative."""
    return _kept(_WORK.sqrt(_decimal(value)))


def power(value: Fraction, exponent: Fraction) -> Fraction:
    """Give a positive value to any power."""
    return _kept(_WORK.power(_decimal(value), _decimal(exponent)))


def exponential(value: Fraction) -> Fraction:
    """Give e to the power of the value."""
    return _kept(_WORK.exp(_decimal(value)))


def natural_log(value: Fraction) -> Fraction:
    """Give the natural logarithm of a positive value."""
    return _kept(_WORK.ln(_decimal(value)))


def decimal_log(value: Fraction) -> Fraction:
    """Give the logarithm to base ten of a positive value."""
    return _kept(_WORK.log10(_decimal(value)))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(digits_of(value, DIGITS + _GUARD))


def _kept(value: Decimal) -> Fraction:
    return Fraction(Decimal(digits_of(Fraction(value), DIGITS)))
