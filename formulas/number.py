"""Numbers as people write them, and as paper shows them: exact rationals between the two.

A value is a numerator over a denominator, so that 10 ÷ 7 stays 10 ÷ 7. It becomes digits only
when it is shown, halves rounded up.
"""

import re
from decimal import Decimal
from fractions import Fraction

from formulas.errors import NotANumber

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_COMMA_THOUSANDS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_COMMA_DECIMAL = re.compile(r"-?[0-9]+,[0-9]+")
_EXPONENT = re.compile(r"-?[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]{1,2}")
_NO_LEADING_ZERO = re.compile(r"-?\.[0-9]+")

# No dose, weight or count of an IV room needs more; what does is a slip of the keyboard.
MOST_DIGITS = 40
MOST_EXPONENT = 30
_BEYOND = 10**MOST_DIGITS
_TOO_LARGE = "more digits than any figure has"

_SHOWN_EXACTLY = 15  # significant digits a person may still compare
_SHOWN_CUT = 10
CUT = "…"


def plain_number(text: str) -> Decimal:
    """Read a plain decimal number: leading zero, point, no commas, no exponent.

    Raises NotANumber.
    """
    if _NUMBER.fullmatch(text):
        if len(text) > MOST_DIGITS:
            raise NotANumber(text, f"at most {MOST_DIGITS} digits")
        return Decimal(text)
    if _NO_LEADING_ZERO.fullmatch(text):
        raise NotANumber(text, repr(text.replace(".", "0.", 1)))
    if _COMMA_THOUSANDS.fullmatch(text):
        raise NotANumber(text, f"{text.replace(',', '')!r}, or a point if the comma was one")
    if _COMMA_DECIMAL.fullmatch(text):
        raise NotANumber(text, repr(text.replace(",", ".")))
    if _EXPONENT.fullmatch(text):
        raise NotANumber(text, f"it without an exponent: '{Decimal(text):f}'")
    raise NotANumber(text, "digits with a point, such as '0.5' or '20'")


def rational(given: object) -> Fraction:
    """Take text, a whole number, a Decimal or a Fraction as it stands; refuse all else.

    Floats, truth values, NaN, infinity and absurd exponents raise NotANumber.
    """
    if isinstance(given, str):
        return Fraction(plain_number(given))
    if isinstance(given, Fraction):
        return given
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        raise NotANumber(given, "the figure as text, such as '0.5'")
    if isinstance(given, int) and abs(given) >= _BEYOND:
        raise NotANumber(_TOO_LARGE, f"at most {MOST_DIGITS} digits")
    return Fraction(_bounded(Decimal(given)))


def _bounded(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise NotANumber(value, "a finite figure")
    exponent = int(value.as_tuple().exponent)
    if abs(exponent) > MOST_EXPONENT or len(value.as_tuple().digits) > MOST_DIGITS:
        raise NotANumber(value, "a figure of the size this work knows, such as '0.5' or '20'")
    return value


def terminates(value: Fraction) -> bool:
    """Tell whether a value has finitely many decimals."""
    below = value.denominator
    for prime in (2, 5):
        while below % prime == 0:
            below //= prime
    return below == 1


def fixed(value: Fraction | Decimal, digits: int) -> str:
    """Print a number with exactly this many decimals, halves rounded up."""
    whole = half_up_whole(Fraction(value) * 10**digits)
    text = str(abs(whole)).rjust(digits + 1, "0")
    sign = "-" if whole < 0 else ""
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else f"{sign}{text}"


def half_up_whole(value: Fraction) -> int:
    """Round to a whole number, halves away from zero."""
    doubled = 2 * abs(value.numerator) + value.denominator
    whole = doubled // (2 * value.denominator)
    return -whole if value < 0 else whole


def plain(value: Fraction) -> str:
    """Print a value without exponent and trailing zeros; a value cut short ends in "…".

    >>> plain(Fraction(5, 2)), plain(Fraction(2500, 7))
    ('2.5', '357.1428571…')
    """
    if terminates(value):
        text = digits_of(value, 60)
        if len(text.strip("-0.").replace(".", "")) <= _SHOWN_EXACTLY:
            return text
    return digits_of(value, _SHOWN_CUT) + CUT


def digits_of(value: Fraction, significant: int) -> str:
    """Print a value half-up to so many significant digits, without trailing zeros."""
    if not value:
        return "0"
    places = significant - _whole_digits(value)
    text = fixed(value, places) if places > 0 else str(half_up_whole(value))
    return text.rstrip("0").rstrip(".") if "." in text else text


def _whole_digits(value: Fraction) -> int:
    """Digits before the point; nought and below where the value begins after it."""
    size = abs(value)
    if size >= 1:
        return len(str(size.numerator // size.denominator))
    return 1 - len(str(size.denominator // size.numerator))
