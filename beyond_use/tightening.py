"""Is one figure tighter than another?  Only what is known to be no looser may stand over the law.

Figures are compared exactly, and in the unit of the law's own row: those who apply it reckon in
that unit. So "24 h" over "1 day" becomes 1 day, counted as days are.
"""

from dataclasses import replace
from fractions import Fraction

from beyond_use.edition import Row
from beyond_use.errors import Loosened
from beyond_use.reason import UNSURE
from formulas.errors import OtherKind, UnknownUnit
from formulas.number import digits_of, terminates
from formulas.quantity import qty

_WHOLE = frozenset({"s", "min", "h", "day", "compounding_day", "month", "year"})
_MONTHS = {"month": 1, "year": 12}
_MOST_DIGITS = 40


def tightened(row: Row, own: Row, overlay: str, *, grows: bool) -> Row:
    """Put an overlay's own figure over a row of the law, in the unit of that row.

    ``grows`` tells that a larger figure is the tighter one.  Raises Loosened, with both figures.
    """
    _refuse_other_comparison(row, own, overlay)
    value = _in_the_unit_of(row, own, overlay)
    given, held = Fraction(value), Fraction(row.number)
    if given < held if grows else given > held:
        trouble = f"{own.figure} is looser than {row.figure} of {row.citation}"
        raise Loosened(overlay, _named(row), trouble, _advice(row, grows=grows))
    if given < 0 <= held:
        trouble = f"{own.figure} is less than nothing, where {row.citation} says {row.figure}"
        raise Loosened(overlay, _named(row), trouble, f"Write 0 {row.unit} or more")
    return _laid_over(row, own, value)


def tighter(one: Row, other: Row, *, grows: bool) -> Row:
    """Give the tighter of two rows over the same figure; the first where they are equal."""
    won = other.number > one.number if grows else other.number < one.number
    return other if won else one


def _laid_over(row: Row, own: Row, value: str) -> Row:
    """Make the row that holds: the overlay's figure and citation, the law's named beside it."""
    beside = f"{own.citation.locator}, instead of {row.figure} in {row.citation}"
    citation = replace(own.citation, locator=beside)
    return replace(own, value=value, unit=row.unit, citation=citation, instead_of=row)


def _refuse_other_comparison(row: Row, own: Row, overlay: str) -> None:
    if not row.value:
        trouble = f"a rule in words has no figure to tighten ({row.says})"
        raise Loosened(overlay, _named(row), trouble, "Name a rule and part that has a figure")
    if row.comparator != own.comparator:
        trouble = f"{own.figure} cannot be held against {row.figure} of {row.citation}"
        raise Loosened(overlay, _named(row), trouble, f"Write it as {row.comparator!r} too")
    if own.status == UNSURE != row.status:
        trouble = f"{own.figure} is unsure and may only warn, but {row.figure} is enforced"
        raise Loosened(
            overlay, _named(row), trouble, "Find where it stands, and say another status"
        )


def _in_the_unit_of(row: Row, own: Row, overlay: str) -> str:
    """Read the overlay's figure in the row's own unit, exactly; refuse one that does not end."""
    value = _converted(row, own, overlay)
    both = f"{own.figure} against {row.figure} of {row.citation}"
    if row.unit in _WHOLE and Fraction(row.number).denominator == 1 != value.denominator:
        trouble = f"{both}: the figure is no whole number of {row.unit}"
        raise Loosened(overlay, _named(row), trouble, f"Write it in whole {row.unit}")
    if not terminates(value):
        trouble = f"{both}: the figure has no end when read in {row.unit}"
        raise Loosened(overlay, _named(row), trouble, f"Write it in {row.unit}")
    return own.value if own.unit == row.unit else digits_of(value, _MOST_DIGITS)


def _converted(row: Row, own: Row, overlay: str) -> Fraction:
    if own.unit == row.unit:
        return Fraction(own.number)
    if own.unit in _MONTHS and row.unit in _MONTHS:
        return Fraction(own.number) * _MONTHS[own.unit] / _MONTHS[row.unit]
    try:
        return qty(own.value, own.unit).to(row.unit).exact
    except (OtherKind, UnknownUnit) as trouble:
        cannot = f"{own.figure} cannot be compared with {row.figure} of {row.citation}"
        do = f"Write it in {row.unit}"
        raise Loosened(overlay, _named(row), cannot, do) from trouble


def _advice(row: Row, *, grows: bool) -> str:
    bound = "or more" if grows else "or less"
    return f"Write {row.value} {row.unit} {bound}, or leave it out: then the law's figure holds"


def _named(row: Row) -> str:
    return f"{row.rule} ({row.part})" if row.part else row.rule
