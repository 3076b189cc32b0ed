"""A fact held against a figure of the law: is it kept, and how both read in a sentence.

A fact is compared in the unit its limit is written in, and never rounded; a fact exactly at the
limit keeps it. Where the sentence cannot show every digit, it errs away from the limit, so that
what fails never reads as if it were kept.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.reason import Effect, Reason, judge
from formulas.number import plain
from formulas.quantity import Quantity, converted, show

__all__ = [
    "FIND_OUT",
    "MEASURE",
    "Fact",
    "Otherwise",
    "asked",
    "found",
    "held",
    "keeps",
    "limit_told",
    "value_in",
]

Fact = Quantity | Decimal | Fraction | int | timedelta | None

_LENGTHS = {
    "s": timedelta(seconds=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "day": timedelta(days=1),
}
_SPOKEN = {
    "in_wc": "in. w.c.",
    "degC": "°C",
    "percent": "%",
    "per_h": "air changes per hour",
    "per_m3": "particles per m³",
    "cfu_per_m3": "CFU per m³",
    "cfu": "CFU",
    "cm2": "cm²",
    "ng_per_cm2": "ng per cm²",
    "times": "times",
    "compounding_day": "compounding day",
    "unit": "units",
    "product": "products",
    "log": "powers of ten",
    "um": "µm",
    "per_unit": "per unit",
    "EU_per_kg": "EU per kg",
}
MEASURE = "Measure it and write it down"
FIND_OUT = "Find it out and write it down"
_EXTRA_DIGITS = 2  # so many more than the limit has are shown of a fact


@dataclass(frozen=True)
class Otherwise:
    """What follows where a rule is not kept, or not known to be: its cost, and how it is lifted.

    ``do`` is for a fact that is bad, ``unknown`` for one that is not known; left out, ``do`` is for
    both.
    """

    costs: Effect
    do: str
    lifted_by: str
    unknown: str = ""

    def on(self, met: bool | None) -> "Otherwise":  # noqa: FBT001 - the answer is the fact itself
        """Give what to do about an answer: an unknown fact is first found out."""
        return replace(self, do=self.unknown) if met is None and self.unknown else self


def value_in(row: Row, fact: Fact, what: str) -> Fraction | None:
    """Read a fact in the unit of a row, unrounded; a bare number is taken to be in that unit.

    Raises WrongUnit where a quantity is of another kind, BadFacts where a length of time is held
    against a row that is none.
    """
    match fact:
        case None:
            return None
        case Quantity():
            return converted(fact, row.unit, what).exact
        case timedelta():
            return _length_in(row, fact, what)
        case _:
            return Fraction(fact)


def keeps(row: Row, fact: Fact, what: str = "fact") -> bool | None:
    """Tell whether a fact keeps a row; None where the fact is not known.

    Raises BadFacts where the row is no limit to one side, and as ``value_in``.
    """
    value = value_in(row, fact, what)
    if value is None:
        return None
    if row.comparator.endswith("at most"):
        return value <= Fraction(row.number)
    if row.comparator.endswith("at least"):
        return value >= Fraction(row.number)
    trouble = f"{row.rule} ({row.part}) is no limit to one side, so {what} cannot be held to it"
    raise BadFacts(trouble)


def limit_told(row: Row) -> str:
    """Say a limit in words: at least 0.020 in. w.c."""
    if row.unit == "iso":
        return f"ISO {row.value} or cleaner"
    return f"{row.comparator} {row.value} {_unit_told(row, row.value)}"


def held(row: Row, fact: Fact, what: str, otherwise: Otherwise) -> Reason:
    """Give the reason for one fact and one figure. Raises as ``keeps``."""
    met = keeps(row, fact, what)
    said = f"{what}: {_fact_told(row, fact, what)}, {limit_told(row)} is asked for."
    return found(row, met=met, said=said, otherwise=otherwise.on(met))


def asked(
    row: Row,
    answer: bool | None,  # noqa: FBT001 - the answer is the fact itself, None one of its values
    what: str,
    otherwise: Otherwise,
    *,
    wanted: bool = True,
) -> Reason:
    """Give the reason for a rule that asks yes or no; what is not known does not keep it.

    ``wanted`` is the answer that keeps the rule, so that the fact can be told plainly: a window
    that opens outdoors, yes.
    """
    met = None if answer is None else answer is wanted
    told = "not known" if answer is None else "yes" if answer else "no"
    return found(row, met=met, said=f"{what}: {told}.", otherwise=otherwise.on(met))


def found(row: Row, *, met: bool | None, said: str, otherwise: Otherwise) -> Reason:
    """Give the reason for a rule already decided; unless it is met, the sentence says what to do.

    ``said`` is a whole sentence with its full stop.
    """
    says = said if met else f"{said} {otherwise.do}."
    lifted_by = "" if met else otherwise.lifted_by
    return judge(row, met=met, costs=otherwise.costs, says=says, lifted_by=lifted_by)


def _length_in(row: Row, length: timedelta, what: str) -> Fraction:
    if row.unit not in _LENGTHS:
        trouble = f"{row.rule} ({row.part}) is no length of time, so {what} cannot be held to it"
        raise BadFacts(trouble)
    tick = timedelta(microseconds=1)
    return Fraction(length // tick, _LENGTHS[row.unit] // tick)


def _fact_told(row: Row, fact: Fact, what: str) -> str:
    """Say a fact in the unit of the limit, and as it was given where that differs."""
    value = value_in(row, fact, what)
    if value is None:
        return "not known"
    if row.unit == "iso":
        return f"ISO {value}"
    shown = _shown(row, value)
    told = f"{shown} {_unit_told(row, shown)}"
    if isinstance(fact, Quantity) and str(fact.unit) != row.unit:
        return f"{show(fact)}, which is {told}"
    return told


def _shown(row: Row, value: Fraction) -> str:
    """Print a value with a few digits more than its limit, on its own side of the limit."""
    digits = -min(0, int(row.number.as_tuple().exponent)) + _EXTRA_DIGITS
    scaled = value * 10**digits
    if scaled.denominator == 1:
        return plain(value)
    upward = row.comparator.endswith("at most")
    whole = -(-scaled // 1) if upward else scaled // 1
    return f"{Decimal(whole).scaleb(-digits):f}"


def _unit_told(row: Row, number: str) -> str:
    if row.unit in {"day", "month", "year", "compounding_day", "pair"}:
        spoken = _SPOKEN.get(row.unit, row.unit)
        return spoken if number == "1" else f"{spoken}s"
    return _SPOKEN.get(row.unit, row.unit)
