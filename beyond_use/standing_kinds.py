"""How the values of a standing file are read that no other file has. Each raises ValueError."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import NoReturn, TypeVar

from beyond_use.category import Category
from beyond_use.errors import BadFacts
from beyond_use.fact_kinds import length, text
from beyond_use.personnel_facts import Stage
from formulas.errors import FormulaError, NotANumber
from formulas.number import plain_number
from formulas.quantity import Quantity, converted, qty

__all__ = ["category", "list_of", "measured", "number", "stage"]

One = TypeVar("One")

_STAGE = re.compile(r"(.+?) at (\S+?)(?: to (\S+))? (?:degC|°C)")


def category(value: object) -> Category:
    """Read 1, 2 or 3."""
    if not isinstance(value, int) or isinstance(value, bool) or value not in set(Category):
        _refuse("is not one of 1, 2, 3")
    return Category(value)


def number(value: object) -> Decimal:
    """Read a number, whole or as text: binary fractions would not be what was written."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return Decimal(value)
    try:
        found = plain_number(text(value))
    except NotANumber:
        _refuse("is not a number")
    if found < 0:
        _refuse("is below nought")
    return found


def measured(unit: str, what: str, *, positive: bool = False) -> Callable[[object], Quantity]:
    """Read a measured value with its unit, such as pressure, temperature or humidity."""

    def read(value: object) -> Quantity:
        try:
            found = qty(text(value))
            converted(found, unit, what)
        except FormulaError:
            _refuse(f"is not a {what} with its unit")
        if positive and found.exact <= 0:
            _refuse(f"is no {what} above nought")
        return found

    return read


def list_of(read: Callable[[object], One]) -> Callable[[object], tuple[One, ...]]:
    """Read a list, each of its values alike."""

    def read_all(value: object) -> tuple[One, ...]:
        if not isinstance(value, list):
            _refuse("is not a list")
        return tuple(read(each) for each in value)

    return read_all


def stage(value: object) -> Stage:
    """Read a stretch of incubation: "7 days at 20.5 to 24.5 degC"."""
    found = _STAGE.fullmatch(text(value))
    if found is None:
        _refuse("is not a length of time at a temperature")
    lasted: timedelta = length(found[1])
    try:
        return Stage(lasted, plain_number(found[2]), plain_number(found[3] or found[2]))
    except (NotANumber, BadFacts):
        _refuse("has no temperature, or its warmest before its coldest")


def _refuse(words: str) -> NoReturn:
    raise ValueError(words)
