"""Quantities of the closed vocabulary: text in, exact decimals through, plain text out.

The one constructor is ``qty``. Whole unit spellings are matched against a list, so neither pint's
parser nor its prefixes ever see what a person typed.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pint

from formulas.errors import NotANumber, UnknownUnit, WrongUnit

Quantity = pint.Quantity[Decimal]

_registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(
    str(Path(__file__).with_name("units.txt")), non_int_type=Decimal, cache_folder=None
)

_AMOUNTS = (
    "kg",
    "g",
    "mg",
    "mcg",
    "ng",
    "mol",
    "mmol",
    "mcmol",
    "Eq",
    "mEq",
    "unit",
    "Osm",
    "mOsm",
    "kcal",
)
_VOLUMES = ("L", "mL")
_ALONE = ("s", "min", "h", "day", "cm", "m2", "percent", "degC", "Pa", "in_wc")
_PER = ("mL", "L", "kg", "g", "m2", "h", "min", "day", "kg/h", "kg/min", "kg/day")
_PAIRS = ("g/mol", "mg/mmol", "mEq/mmol")

# Every spelling a person may write. Prefixed forms that are not listed do not exist.
SPELLINGS: tuple[str, ...] = (
    *_AMOUNTS,
    *_VOLUMES,
    *_ALONE,
    *(f"{top}/{below}" for top in (*_AMOUNTS, *_VOLUMES) for below in _PER if top != below),
    *_PAIRS,
)
_UNITS = {spelling: _registry.Unit(spelling) for spelling in SPELLINGS}
_SPELLED: dict[object, str] = {unit: spelling for spelling, unit in _UNITS.items()}

# Ways of writing that mislead, and the word to use instead.
_WORDS = {
    "ug": "mcg", "µg": "mcg", "μg": "mcg", "gamma": "mcg", "mcgs": "mcg",
    "iu": "unit", "u": "unit", "units": "unit", "usp units": "unit",
    "cc": "mL", "mls": "mL", "lt": "L", "litre": "L",
    "gm": "g", "gram": "g", "grams": "g", "milligram": "mg", "mgs": "mg",
    "%": "percent", "c": "degC", "°c": "degC", "celsius": "degC",
    "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "d": "day", "days": "day", "sec": "s",
    "inh2o": "in_wc", "in. w.c.": "in_wc", "in w.c.": "in_wc", "pascal": "Pa",
    "m²": "m2", "sqm": "m2",
}  # fmt: skip
_CASELESS = {spelling.lower(): spelling for spelling in reversed(SPELLINGS)}

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_COMMA_THOUSANDS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_COMMA_DECIMAL = re.compile(r"-?[0-9]+,[0-9]+")
_NO_LEADING_ZERO = re.compile(r"-?\.[0-9]+")


def qty(value: Decimal | int | str, unit: str | None = None) -> Quantity:
    """Make a quantity from text (``qty("20 mEq")``) or from a number and its unit.

    >>> show(qty("20 mEq") / qty("2 mEq/mL"))
    '10 mL'
    """
    if unit is None:
        value, _, unit = str(value).strip().partition(" ")
    return _registry.Quantity(_decimal(value), _unit(unit.strip()))


def like(value: Decimal, quantity: Quantity) -> Quantity:
    """Make a quantity with another's unit."""
    return _registry.Quantity(value, quantity.units)


def converted(quantity: Quantity, unit: str, what: str = "quantity") -> Quantity:
    """Read a quantity in another unit of its own kind; refuse any other kind."""
    try:
        return quantity.to(_unit(unit))
    except pint.DimensionalityError:
        raise WrongUnit(what, _plain(quantity.magnitude) + f" {quantity.units:~}", unit) from None


def plain_number(text: str) -> Decimal:
    """Read a plain decimal number: leading zero, point, no commas, no exponent."""
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    if _NO_LEADING_ZERO.fullmatch(text):
        raise NotANumber(text, repr(text.replace(".", "0.", 1)))
    if _COMMA_THOUSANDS.fullmatch(text):
        raise NotANumber(text, f"{text.replace(',', '')!r}, or a point if the comma was one")
    if _COMMA_DECIMAL.fullmatch(text):
        raise NotANumber(text, repr(text.replace(",", ".")))
    raise NotANumber(text, "digits with a point, such as '0.5' or '20'")


def show(quantity: Quantity, digits: int | None = None) -> str:
    """Print number and unit; ``digits`` keeps that many decimals, as a measured value needs."""
    text, unit = parts(quantity)
    if digits is not None:
        text = fixed(Decimal(text), digits)
    return f"{text} {unit}"


def parts(quantity: Quantity) -> tuple[str, str]:
    """Give decimal text and unit text, the form in which a quantity is stored."""
    spelled = _SPELLED.get(quantity.units)
    if spelled is None:
        unnamed = f"{quantity.units:~}"
        raise UnknownUnit(unnamed)
    return _plain(quantity.magnitude), spelled


def fixed(value: Decimal, digits: int) -> str:
    """Print a number with exactly this many decimals, halves rounded up."""
    rounded = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return format(abs(rounded) if rounded == 0 else rounded, "f")


def _decimal(given: object) -> Decimal:
    if isinstance(given, str):
        return plain_number(given)
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        raise NotANumber(given, "the figure as text, such as '0.5'")
    exact = Decimal(given)
    if not exact.is_finite():
        raise NotANumber(given, "a finite figure")
    return exact


def _unit(given: str) -> pint.Unit:
    known = _UNITS.get(given)
    if known is None:
        raise UnknownUnit(given, _word_for(given))
    return known


def _word_for(given: str) -> str:
    """Find the word to use instead of a refused spelling, if one is plain."""
    pieces = [_CASELESS.get(piece.lower(), piece) for piece in given.split("/")]
    pieces = [_WORDS.get(piece.lower(), piece) for piece in pieces]
    better = "/".join(pieces)
    return better if better in _UNITS else ""


def _plain(value: Decimal) -> str:
    """Print a decimal without exponent and without trailing zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
