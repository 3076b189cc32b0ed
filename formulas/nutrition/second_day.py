"""A day and a bag as the second calculation sees them: weight, volumes, and what was poured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from formulas.errors import NotVerified
from formulas.nutrition.order import NutritionOrder
from formulas.nutrition.second_labels import AMOUNTS, MILLILITRES, PERCENT, Label, Shelf
from formulas.nutrition.steps import Sheet, Step

RECKONED, MEASURED = "before rounding", "as measured"
_DAY, _BY_WEIGHT = ("day",), ("kg", "day")


class Figure(Protocol):
    """A number with its unit: all that is read of what the first calculation writes."""

    @property
    def exact(self) -> Fraction: ...  # noqa: D102 - the number in its own unit
    @property
    def unit(self) -> object: ...  # noqa: D102 - its text is the unit's spelling


@dataclass(frozen=True)
class Asked:
    """A figure as an order writes it: the number, its kind of amount, and for what it is stated.

    ``size`` is what one of its unit is in its kind; ``basis`` is "day", "kg" (and day) or "mL", and
    ``millilitres`` how many of them.
    """

    number: Fraction
    unit: str
    kind: str
    size: Fraction
    basis: str
    millilitres: Fraction = Fraction(1)


@dataclass(frozen=True)
class Poured:
    """So many mL of a product, and by how much its device may have them off."""

    label: Label
    volume: Fraction
    slack: Fraction = Fraction(0)


@dataclass(frozen=True)
class Day:
    """Whose day it is: kg, mL infused of the bag, mL the bag is to hold."""

    weight: Fraction
    infused: Fraction
    bag: Fraction


@dataclass(frozen=True)
class Made:
    """A bag at one stage: what is in it, what is given beside it, what it holds in all.

    ``off`` is by which share the bag's volume is not the one that was asked for.
    """

    stage: str
    volume: Fraction
    inside: tuple[Poured, ...]
    beside: tuple[Poured, ...]
    off: Fraction = Fraction(0)


def asked(figure: Figure, what: str) -> Asked:
    """Read a figure of an order.  Raises NotVerified where its unit cannot be read."""
    name = str(figure.unit)
    if name == "% w/v":
        return Asked(figure.exact, name, "g", PERCENT, "mL")
    above, *below = name.split("/")
    basis = tuple(below)
    if above in AMOUNTS:
        kind, size = AMOUNTS[above]
        if basis in {_DAY, _BY_WEIGHT}:
            return Asked(figure.exact, name, kind, size, basis[0])
        if len(basis) == 1 and basis[0] in MILLILITRES:
            return Asked(figure.exact, name, kind, size, "mL", MILLILITRES[basis[0]])
    raise NotVerified(name, f"the unit in which {what} is ordered")


def day_of(order: NutritionOrder) -> Day:
    """Read weight and volumes of an order.  Raises NotVerified."""
    kilograms = {"kg": Fraction(1), "g": Fraction(1, 1000)}
    if str(order.weight.unit) not in kilograms:
        raise NotVerified(order.weight.unit, "the unit of a weight to dose by")
    weight = order.weight.exact * kilograms[str(order.weight.unit)]
    if weight <= 0:
        raise NotVerified(order.weight, "a weight")
    ordered = asked(order.volume, "the volume")
    if ordered.kind != "mL" or ordered.basis == "mL" or ordered.number <= 0:
        raise NotVerified(order.volume, "the volume of a day")
    of_a_day = ordered.number * ordered.size
    infused = of_a_day * weight if ordered.basis == "kg" else of_a_day
    return Day(weight, infused, infused + _overfill(order, infused))


def stages(sheet: Sheet, shelf: Shelf, day: Day) -> tuple[Made, Made]:
    """Give the bag before rounding and as it is measured.  Raises NotVerified."""
    volume = sum((millilitres(one.volume) for one in sheet.steps), Fraction(0))
    if not volume:
        raise NotVerified(sheet.order, "an order whose sheet has volumes")
    plain = Made(
        RECKONED,
        day.bag,
        tuple(Poured(shelf.label(one.product), millilitres(one.exact)) for one in sheet.steps),
        tuple(Poured(shelf.label(one.product), millilitres(one.exact)) for one in sheet.separate),
    )
    real = Made(
        MEASURED,
        volume,
        tuple(_measured(shelf, sheet.steps)),
        tuple(_measured(shelf, sheet.separate)),
        abs(volume - day.bag) / day.bag,
    )
    return plain, real


def millilitres(figure: Figure) -> Fraction:
    """Read a volume.  Raises NotVerified."""
    name = str(figure.unit)
    if name not in MILLILITRES:
        raise NotVerified(name, "the unit of a volume")
    return figure.exact * MILLILITRES[name]


def slack(step: Step, shelf: Shelf) -> Fraction:
    """Give by how much rounding may move a volume: half a graduation, and never a large share."""
    half = millilitres(step.device.resolution) / 2
    return min(half, millilitres(step.exact) * shelf.most_rounding)


def _measured(shelf: Shelf, steps: Sequence[Step]) -> Iterator[Poured]:
    for one in steps:
        yield Poured(shelf.label(one.product), millilitres(one.volume), slack(one, shelf))


def _overfill(order: NutritionOrder, infused: Fraction) -> Fraction:
    """Give what the bag holds beyond the infused volume: mL, or percent of it."""
    if order.overfill is None:
        return Fraction(0)
    name = str(order.overfill.unit)
    if name == "percent":
        return infused * order.overfill.exact / 100
    return millilitres(order.overfill)
