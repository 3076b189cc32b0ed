"""What may be mixed with what: strengths of one substance and one kind, by volume or by weight.

A strength by volume (% w/v, mg/mL, % v/v) goes with volumes, one by weight (% w/w, mg/g) with
masses; the density alone joins the two. A plain percent is taken as it is meant: by volume where
volumes are asked for, by weight where masses are. So is a ratio, 1:1000.
"""

from dataclasses import dataclass
from fractions import Fraction

from formulas.calculator import Input
from formulas.errors import CannotConcentrate, OutOfRange, WrongUnit
from formulas.kinds import ANY_IN_VOLUME, ANY_STRENGTH, MASS, VOLUME, Measure, OfSubstance
from formulas.quantity import Quantity, converted, make, ratio, show
from formulas.ratio_written import ratio_written
from formulas.substance import Amount, Strength, require_same
from formulas.units import NUMBER, unit
from formulas.vocabulary import AMOUNTS
from formulas.working import Steps

_IN_VOLUME = tuple(f"{top}/{below}" for below in ("mL", "L", "dL") for top in AMOUNTS)
_IN_MASS = tuple(f"{top}/g" for top in AMOUNTS if top != "g")


@dataclass(frozen=True)
class StrengthOrRatio(OfSubstance):
    """A strength that may also be written as a ratio, 1:1000; it becomes a percent at once."""

    percent: str

    def read(self, given: object, what: str, *, zero: bool, negative: bool) -> Amount | Strength:
        """Take a strength, with or without the name of its substance."""
        found = ratio_written(given, what) if isinstance(given, str) else None
        if found is None:
            return super().read(given, what, zero=zero, negative=negative)
        parts, substance = found
        return Strength(substance, make(100 / parts, unit(self.percent)))


STRENGTH_BY_VOLUME = StrengthOrRatio(
    Measure("strength by volume", ("% w/v", "mg/mL", "percent", "% v/v", *_IN_VOLUME), "10"),
    Strength,
    "% w/v",
)
STRENGTH_BY_MASS = StrengthOrRatio(
    Measure("strength by weight", ("% w/w", "mg/g", "percent", *_IN_MASS), "10"),
    Strength,
    "% w/w",
)
DRAWN_STRENGTH = StrengthOrRatio(ANY_IN_VOLUME, Strength, "% w/v")
ANY_STRENGTH_OR_RATIO = StrengthOrRatio(ANY_STRENGTH, Strength, "% w/v")
RESOLUTION = Input(
    "resolution",
    VOLUME,
    "finest step of the measuring device; the answer is rounded to it",
    optional=True,
)
MASS_RESOLUTION = Input(
    "resolution", MASS, "finest step of the balance; the answer is rounded to it", optional=True
)

_LARGE_MASSES = ("g", "kg")
_OF_A_HUNDRED = ("% w/w", "% v/v")


def at_most_the_whole(quantity: Quantity, what: str) -> Quantity:
    """Refuse a share above the whole: more than 100 percent, or 1000 mg in a gram.

    Percent w/v has no such end: a dense liquid holds more than 100 g in 100 mL.  Raises OutOfRange.
    """
    if quantity.unit.spelling in _OF_A_HUNDRED:
        share = quantity.exact / 100
    elif quantity.unit.dimension == NUMBER.dimension:
        share = ratio(quantity)
    else:
        return quantity
    if share > 1:
        raise OutOfRange(what, show(quantity), "at most the whole, 100 percent")
    return quantity


def comparable(like: Strength, **others: Strength) -> tuple[Quantity, ...]:
    """Give strengths in the unit of the first, where all are of its substance and kind.

    Nothing of a substance is nothing in any unit, and plain water has no name to compare.
    Raises OtherSubstance, WrongUnit, OutOfRange.
    """
    given = []
    for name, other in others.items():
        what = name.replace("_", " ")
        if not other.quantity.exact:
            given.append(make(Fraction(0), like.quantity.unit))
            continue
        require_same(like, other)
        read = converted(other.quantity, str(like.quantity.unit), what)
        given.append(at_most_the_whole(read, what))
    return tuple(given)


def require_weaker(stock: Strength, target: Strength) -> tuple[Quantity, Quantity]:
    """Refuse a target stronger than its stock; give both in the unit of the target.

    Raises CannotConcentrate, OtherSubstance, WrongUnit, OutOfRange.
    """
    offered, wanted = comparable(target, stock=stock, target=target)
    if wanted > offered:
        raise CannotConcentrate(str(stock), str(target))
    return offered, wanted


def warn_of_shrinking(steps: Steps, strength: Quantity) -> None:
    """Say that liquids in percent v/v may take less room together than apart."""
    if strength.unit.spelling == "% v/v":
        steps.warn(
            "Some liquids shrink on mixing, as alcohol and water do. "
            "Fill up to the final volume rather than measure the last part."
        )


def by_volume(content: Amount, volume: Quantity) -> Quantity:
    """Give content ÷ volume by mL, with grams read as mg.

    Raises WrongUnit for a content that is a volume itself.
    """
    of = str(content.quantity.unit)
    if of not in AMOUNTS:
        what = "content"
        raise WrongUnit(what, str(content), "mg")
    small = content.quantity.to("mg") if of in _LARGE_MASSES else content.quantity
    return small / volume.to("mL")


def whole_number(count: Quantity, what: str) -> int:
    """Read a count; half a dose or a third of a vial is none.  Raises OutOfRange."""
    if count.exact.denominator != 1:
        raise OutOfRange(what, show(count), "a whole number")
    return count.exact.numerator


def of_unit(name: str, value: Fraction) -> Quantity:
    """Make a quantity from an exact number and the spelling of its unit."""
    return make(value, unit(name))
