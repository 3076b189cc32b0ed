"""Quantities: text in, exact rationals through, plain text out.

``qty`` is the one constructor. What it makes never mixes kinds: amounts and rates do not add, nor
do strengths stated for different volumes, and temperatures on the Celsius scale neither add nor
multiply.
"""

import re
from decimal import Decimal
from fractions import Fraction
from math import gcd

from formulas.errors import DoNotAdd, NotANumber, OtherKind, UnknownUnit, WrongUnit
from formulas.number import digits_of, fixed, plain, rational
from formulas.units import NUMBER, Unit, unit
from formulas.vocabulary import SPELLINGS, read_as, word_for

Scalar = int | Decimal | Fraction

_STUCK = re.compile(r"(-?[0-9.,]+)([A-Za-z%µμ°].*)")
_STORED_DIGITS = 34
_LARGE = 1 << 192  # beyond this a fraction is brought to its lowest terms


class Quantity:
    """An exact number and its unit: 10/7 mL is kept as ten over seven."""

    __slots__ = ("_above", "_below", "unit")

    _above: int
    _below: int
    unit: Unit

    @property
    def exact(self) -> Fraction:
        """The number in the quantity's own unit."""
        return Fraction(self._above, self._below)

    @property
    def decimal(self) -> Decimal:
        """The number as a decimal, half-up at 34 digits where it does not end."""
        return Decimal(digits_of(self.exact, _STORED_DIGITS))

    def to(self, other: str | Unit) -> "Quantity":
        """Read the same quantity in another unit of its kind.  Raises OtherKind."""
        wanted = unit(other) if isinstance(other, str) else other
        if wanted is self.unit:
            return self
        above, below = self.unit.into(wanted)
        if self.unit.shifted or wanted.shifted:
            return _shifted(self, wanted)
        return _made(self._above * above, self._below * below, wanted)

    def __add__(self, other: "Quantity") -> "Quantity":
        if self.unit.shifted or other.unit.shifted:
            raise DoNotAdd(str(self), str(other))
        if other.unit is self.unit:
            above, below = other._above, other._below
        else:
            above, below = _brought(self, other)
        if below == self._below:
            return _made(self._above + above, below, self.unit)
        shared = gcd(self._below, below)
        times = self._below // shared
        return _made(self._above * (below // shared) + above * times, times * below, self.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        if self.unit.shifted and other.unit is self.unit:
            return make(self.exact - other.exact, unit("K"))
        if other.unit is not self.unit and not self.unit.joins(other.unit):
            raise DoNotAdd(str(self), str(other))  # here, so that no sign stands in the sentence
        return self + (-other)

    def __mul__(self, other: "Quantity | Scalar") -> "Quantity":
        if isinstance(other, Quantity):
            made = self.unit.times(other.unit)
            return _made(self._above * other._above, self._below * other._below, made)
        return self * number(other)

    def __rmul__(self, other: Scalar) -> "Quantity":
        return number(other) * self

    def __truediv__(self, other: "Quantity | Scalar") -> "Quantity":
        if isinstance(other, Quantity):
            made = self.unit.over(other.unit)
            above, below = self._above * other._below, self._below * other._above
            if below < 0:
                above, below = -above, -below
            if not below:
                message = f"{self} cannot be divided by {other}"
                raise ZeroDivisionError(message)
            return _made(above, below, made)
        return self / number(other)

    def __neg__(self) -> "Quantity":
        return _made(-self._above, self._below, self.unit)

    def __abs__(self) -> "Quantity":
        return _made(abs(self._above), self._below, self.unit)

    def __lt__(self, other: "Quantity") -> bool:
        above, below = _brought(self, other)
        return self._above * below < above * self._below

    def __le__(self, other: "Quantity") -> bool:
        above, below = _brought(self, other)
        return self._above * below <= above * self._below

    def __gt__(self, other: "Quantity") -> bool:
        return not self <= other

    def __ge__(self, other: "Quantity") -> bool:
        return not self < other

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity) or self.unit.dimension != other.unit.dimension:
            return False
        theirs = other.to(self.unit)
        return self._above * theirs._below == theirs._above * self._below

    def __hash__(self) -> int:
        return hash(self.exact * self.unit.size + self.unit.offset)

    def __str__(self) -> str:
        return show(self)

    def __repr__(self) -> str:
        return f"<{self}>"


def qty(value: Decimal | Fraction | int | str, name: str | None = None) -> Quantity:
    """Make a quantity from text (``qty("20 mEq")``) or from a number and its unit.

    Raises NotANumber and UnknownUnit, each with what to write instead.

    >>> show(qty("20 mEq") / qty("2 mEq/mL"))
    '10 mL'
    """
    if name is None:
        value, name = _apart(str(value))
    return make(rational(value), unit(name))


def make(value: Fraction, of: Unit) -> Quantity:
    """Make a quantity from an exact number and a unit already known."""
    return _made(value.numerator, value.denominator, of)


def number(value: Scalar | str) -> Quantity:
    """Make a plain number: a count, a ratio, a valence."""
    return make(rational(value), NUMBER)


def like(value: Scalar, quantity: Quantity) -> Quantity:
    """Make a quantity with another's unit."""
    return make(rational(value), quantity.unit)


def ratio(quantity: Quantity) -> Fraction:
    """Read a quantity whose units cancel as a plain number.  Raises OtherKind."""
    return quantity.to(NUMBER).exact


def converted(quantity: Quantity, name: str, what: str = "quantity") -> Quantity:
    """Read a quantity in another unit of its own kind; refuse any other kind.

    Raises WrongUnit, which names the quantity.
    """
    try:
        return quantity.to(name)
    except OtherKind:
        raise WrongUnit(what, str(quantity), name) from None


def total(quantities: "list[Quantity] | tuple[Quantity, ...]") -> Quantity:
    """Add one or more quantities of one kind and basis.  Raises DoNotAdd."""
    summed = quantities[0]
    for one in quantities[1:]:
        summed = summed + one
    return summed


def show(quantity: Quantity, digits: int | None = None) -> str:
    """Print number and unit; ``digits`` keeps that many decimals, as a measured value needs."""
    text = plain(quantity.exact) if digits is None else fixed(quantity.exact, digits)
    name = str(quantity.unit)
    return text if quantity.unit is NUMBER else f"{text} {name}"


def parts(quantity: Quantity) -> tuple[str, str]:
    """Give decimal text and unit text, the form in which a quantity is stored.

    A value that does not end is stored half-up at 34 digits.  Raises UnknownUnit.
    """
    if not quantity.unit.spelling and quantity.unit is not NUMBER:
        raise UnknownUnit(str(quantity.unit))
    return digits_of(quantity.exact, _STORED_DIGITS), quantity.unit.spelling


# ruff: noqa: SLF001 - these functions are the arithmetic of the class above, kept out of its methods


def _apart(text: str) -> tuple[str, str]:
    """Part a text at its first blank into number and unit; "20mEq" is told how to be written."""
    figure, _, name = " ".join(text.split()).partition(" ")
    stuck = _STUCK.fullmatch(figure)
    if stuck and _names_a_unit(f"{stuck[2]} {name}".rstrip()):
        parted = f"{stuck[1]} {stuck[2]} {name}".rstrip()
        raise NotANumber(text, f"a blank between number and unit: '{parted}'")
    return figure, name


def _names_a_unit(name: str) -> bool:
    return read_as(name) in SPELLINGS or bool(word_for(name))


def _made(above: int, below: int, of: Unit) -> Quantity:
    made = Quantity()
    if below > _LARGE:
        lowest = Fraction(above, below)
        above, below = lowest.numerator, lowest.denominator
    made._above = above
    made._below = below
    made.unit = of
    return made


def _brought(ours: Quantity, theirs: Quantity) -> tuple[int, int]:
    """Give the other's number in our unit, where the two may stand side by side."""
    if theirs.unit is ours.unit:
        return theirs._above, theirs._below
    if not ours.unit.joins(theirs.unit):
        raise DoNotAdd(str(ours), str(theirs))
    if ours.unit.shifted or theirs.unit.shifted:
        moved = theirs.to(ours.unit).exact
        return moved.numerator, moved.denominator
    above, below = theirs.unit.into(ours.unit)
    return theirs._above * above, theirs._below * below


def _shifted(quantity: Quantity, wanted: Unit) -> Quantity:
    """Convert between scales of temperature whose zeros differ."""
    absolute = quantity.exact * quantity.unit.size + quantity.unit.offset
    return make((absolute - wanted.offset) / wanted.size, wanted)
