"""What one bag gives its patient, on every basis: by day, by kg, by litre, by hour.

Reckoned from the bag alone, never from the order's figures, so that a check sees what was made.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from formulas.errors import DoNotAdd, OtherKind, OutOfRange
from formulas.nutrition.amounts import infusion_time, lipid_time, weight_of
from formulas.nutrition.bag import Bag, Ingredient
from formulas.quantity import Quantity, converted, number, qty, ratio, show
from formulas.units import Unit

DAY = qty("1 day")
VOLUMES = ("L", "mL", "dL", "100 mL")
HOURS = ("h", "min")


@dataclass(frozen=True)
class Measured:
    """A figure of a bag with the words and numbers it comes from."""

    value: Quantity
    formula: str
    numbers: str


@dataclass(frozen=True)
class Unmeasured:
    """Why a figure of a bag cannot be told."""

    why: str


@dataclass(frozen=True)
class Given:
    """A bag, its patient's weight, and the hours in which it runs in.

    ``plateau`` are the hours the bag would take at its highest rate: with half the rate for the
    taper at either end, that is the infusion time less one taper.
    """

    bag: Bag
    weight: Quantity
    hours: Quantity
    plateau: Quantity
    fat_hours: Quantity

    @property
    def fluid(self) -> Quantity:
        """Give the volume of a day, that of separately given fat too."""
        volume = self.bag.infused
        for one in self.bag.separate:
            volume = volume + one.volume
        return volume

    def held(self, name: str) -> Quantity | None:
        """Give how much of an ion or nutrient is in the bag, overfill and all."""
        return _summed(name, self.bag.ingredients)

    def beside(self, name: str) -> Quantity | None:
        """Give how much of it is given from a line of its own."""
        return _summed(name, self.bag.separate)

    def of_a_day(self, name: str) -> Quantity | None:
        """Give how much of it reaches the patient in a day."""
        held, beside = self.held(name), self.beside(name)
        infused = None if held is None else (held / self.bag.factor).to(held.unit)
        if infused is None or beside is None:
            return beside if infused is None else infused
        return infused + beside

    def on(self, name: str, wanted: Unit) -> Measured | Unmeasured:
        """Give it on the basis of a unit; nothing of it is nought.  By hour at the highest rate."""
        try:
            if wanted.basis in VOLUMES:
                return self._by_volume(name, wanted)
            if wanted.basis in {"day", "kg/day"}:
                return self._by_day(name, wanted)
            return self._by_hour(name, wanted)
        except (OtherKind, DoNotAdd) as trouble:
            return Unmeasured(str(trouble))

    def _by_volume(self, name: str, wanted: Unit) -> Measured:
        held, volume = self.held(name), self.bag.volume
        if held is None:
            return _nothing(wanted)
        value = (held / volume).to(wanted)
        return Measured(value, "amount in the bag ÷ volume", f"{show(held)} ÷ {show(volume)}")

    def _by_day(self, name: str, wanted: Unit) -> Measured:
        amount = self.of_a_day(name)
        if amount is None:
            return _nothing(wanted)
        if wanted.basis == "day":
            return Measured((amount / DAY).to(wanted), "amount of a day", show(amount))
        value = (amount / DAY / self.weight).to(wanted)
        numbers = f"{show(amount)} ÷ {show(self.weight)}"
        return Measured(value, "amount of a day ÷ weight", numbers)

    def _by_hour(self, name: str, wanted: Unit) -> Measured:
        held, beside = self.held(name), self.beside(name)
        rates, told = [], []
        if held is not None:
            infused = (held / self.bag.factor).to(held.unit)
            rates.append(infused / self.plateau)
            told.append(f"{show(infused)} ÷ {show(self.plateau)}")
        if beside is not None:
            rates.append(beside / self.fat_hours)
            told.append(f"{show(beside)} ÷ {show(self.fat_hours)}")
        if not rates:
            return _nothing(wanted)
        per = self.weight if (wanted.basis or "").startswith("kg/") else number(1)
        by_hour = [(rate / per).to(wanted) for rate in rates]
        value = by_hour[0] if len(by_hour) == 1 else by_hour[0] + by_hour[1]
        numbers = " + ".join(told)
        if per is self.weight:
            return Measured(
                value, "amount ÷ hours ÷ weight, at the highest rate", f"({numbers}) ÷ {show(per)}"
            )
        return Measured(value, "amount ÷ hours, at the highest rate", numbers)


def given_by(bag: Bag) -> Given:
    """Read what a bag gives.  Raises OutOfRange for tapers longer than the infusion."""
    order = bag.order
    hours = infusion_time(order)
    plateau = hours
    if order.taper is not None:
        what = "taper"
        taper = converted(order.taper, "h", what)
        if taper.exact < 0 or taper + taper >= hours:
            raise OutOfRange(what, show(taper), f"from 0 h to less than half of {show(hours)}")
        plateau = hours - taper
    return Given(bag, weight_of(order), hours, plateau, lipid_time(order))


def share(part: Quantity, whole: Quantity) -> Quantity:
    """Give a part of a whole as a percentage."""
    return number(ratio(part / whole)).to("percent")


def _summed(name: str, ingredients: Iterable[Ingredient]) -> Quantity | None:
    there = [one.brings[name] for one in ingredients if name in one.brings]
    if not there:
        return None
    summed = there[0]
    for one in there[1:]:
        summed = summed + one
    return summed


def _nothing(wanted: Unit) -> Measured:
    return Measured(qty(0, wanted.spelling), "none in the bag", "")
