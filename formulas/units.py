"""Units: each exists once, and pint decides once for each pair what they make together.

``units.txt`` is the vocabulary. After the first meeting of two units the answer is looked up, so
that checked arithmetic costs little more than plain arithmetic.
"""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pint
from pint.util import to_units_container

from formulas.errors import OtherKind, UnknownUnit
from formulas.vocabulary import NAMED, SPELLINGS, basis_of, read_as, word_for

_registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(
    str(Path(__file__).with_name("units.txt")), non_int_type=Decimal, cache_folder=None
)

Factor = tuple[int, int]


class Unit:
    """One unit of the vocabulary, or what a multiplication or division made of several.

    ``spelling`` is how people write it, empty where nobody does; ``basis`` is what stands below
    its line ("mL", "kg/day"). Two spelled units add only where their bases are the same.
    ``offset`` is where the scale's zero lies on the absolute scale: nought but for degrees Celsius.
    """

    __slots__ = (
        "_into",
        "_joins",
        "_over",
        "_times",
        "basis",
        "dimension",
        "offset",
        "shifted",
        "size",
        "spelling",
        "symbol",
    )

    def __init__(self, symbol: pint.Unit, spelling: str) -> None:
        self.symbol = symbol
        self.spelling = spelling
        self.basis = basis_of(spelling) if spelling else None
        self.dimension = symbol.dimensionality
        self.size = _size(symbol)
        self.offset = _offset(symbol)
        self.shifted = bool(self.offset)  # asked in every step: a plain truth value is quick
        self._times: dict[Unit, Unit] = {}
        self._over: dict[Unit, Unit] = {}
        self._into: dict[Unit, Factor] = {}
        self._joins: dict[Unit, bool] = {}

    def times(self, other: "Unit") -> "Unit":
        """Give the unit of a product."""
        try:
            return self._times[other]
        except KeyError:
            made = self._times[other] = _interned(_bare(self) * _bare(other))
            return made

    def over(self, other: "Unit") -> "Unit":
        """Give the unit of a quotient."""
        try:
            return self._over[other]
        except KeyError:
            made = self._over[other] = _interned(_bare(self) / _bare(other))
            return made

    def into(self, other: "Unit") -> Factor:
        """Give the factor from this unit to another of its kind.  Raises OtherKind."""
        try:
            return self._into[other]
        except KeyError:
            if self.dimension != other.dimension:
                raise OtherKind(str(self), str(other)) from None
            ratio = self.size / other.size
            factor = self._into[other] = (ratio.numerator, ratio.denominator)
            return factor

    def joins(self, other: "Unit") -> bool:
        """Tell whether amounts of both may be added: one kind, stated for the same basis."""
        try:
            return self._joins[other]
        except KeyError:
            based = None in {self.basis, other.basis} or self.basis == other.basis
            joins = self._joins[other] = based and self.dimension == other.dimension
            return joins

    def __str__(self) -> str:
        return self.spelling or f"{self.symbol:~}" or "1"

    def __repr__(self) -> str:
        return f"Unit({str(self)!r})"


def unit(given: str) -> Unit:
    """Find a unit by its spelling.  Raises UnknownUnit, which names the word to use."""
    known = _BY_SPELLING.get(given) or _BY_SPELLING.get(read_as(given))
    if known is None:
        raise UnknownUnit(given, word_for(given))
    return known


def _bare(one: Unit) -> pint.Unit:
    if one.offset:
        raise OtherKind(str(one), "K")
    return one.symbol


def _interned(symbol: pint.Unit) -> Unit:
    known = _BY_SYMBOL.get(symbol)
    # Two threads may meet a new pair at once; the first unit made is the one that both get.
    return known if known is not None else _BY_SYMBOL.setdefault(symbol, Unit(symbol, ""))


def _size(symbol: pint.Unit) -> Fraction:
    """Give the exact size in root units, factor by factor: pint's own quotient would be cut off."""
    size = Fraction(1)
    for name, power in to_units_container(symbol).items():
        size *= _size_of_one(name) ** int(Fraction(str(power)))
    return size


def _size_of_one(name: str) -> Fraction:
    one = _registry.Quantity(Decimal(1), name).to_root_units().magnitude
    return Fraction(one) - _offset(_registry.Unit(name))


def _offset(symbol: pint.Unit) -> Fraction:
    if symbol != _CELSIUS:
        return Fraction(0)
    return Fraction(_registry.Quantity(Decimal(0), symbol).to_root_units().magnitude)


_CELSIUS = _registry.Unit("degC")


def _symbol(spelling: str) -> pint.Unit:
    return _registry.Unit(NAMED.get(spelling, spelling))


_BY_SPELLING = {spelling: Unit(_symbol(spelling), spelling) for spelling in SPELLINGS}
_BY_SYMBOL: dict[pint.Unit, Unit] = {one.symbol: one for one in _BY_SPELLING.values()}
NUMBER = _interned(_registry.Unit(""))
