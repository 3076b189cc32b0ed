"""An order's figures on every basis: F72. By day, by kg and day, by litre, by hour.

The basis is part of a figure's unit; a figure becomes the amount of a day only through the weight
or the volume that its own unit asks for. Which bases a patient's orders may be written on is the
published practice: amounts by day for adults, by kg and day for newborns and children (ASPEN
consensus of 2014); a concentration may be ordered for either.
"""

from dataclasses import dataclass

from formulas.errors import OtherBasis, OutOfRange, WrongUnit
from formulas.nutrition.contents import held_in, top_of
from formulas.nutrition.order import Basis, NutritionOrder, Patient
from formulas.quantity import Quantity, converted, qty, show, total
from formulas.substance import positive
from formulas.units import NUMBER, unit

DAY = qty("1 day")
_BASES = {
    "day": Basis.BY_DAY,
    "kg/day": Basis.BY_WEIGHT_AND_DAY,
    "L": Basis.BY_LITRE,
    "100 mL": Basis.BY_LITRE,
    "mL": Basis.BY_LITRE,
}
_BY_WEIGHT = (Basis.BY_WEIGHT_AND_DAY, Basis.BY_LITRE)
_BY_DAY = (Basis.BY_DAY, Basis.BY_LITRE)
# Adolescents' published goals are by kg for protein and energy, by day for calcium and phosphate;
# an adult's are by day throughout, so that an adult's figure by kg is taken for a slip.
LAWFUL = {
    Patient.NEONATE: _BY_WEIGHT,
    Patient.INFANT: _BY_WEIGHT,
    Patient.CHILD: _BY_WEIGHT,
    Patient.ADOLESCENT: (*_BY_DAY, Basis.BY_WEIGHT_AND_DAY),
    Patient.ADULT: _BY_DAY,
}
_TOLD = {
    Basis.BY_DAY: "by day, such as 90 g/day",
    Basis.BY_WEIGHT_AND_DAY: "by kg and day, such as 3 g/kg/day",
    Basis.BY_LITRE: "by litre, such as 40 mEq/L",
}


@dataclass(frozen=True)
class OnEveryBasis:
    """One amount of a day as every basis states it; by litre only where it is in the bag."""

    by_day: Quantity
    by_weight_and_day: Quantity
    by_hour: Quantity
    by_litre: Quantity | None


def basis_of(quantity: Quantity, what: str) -> Basis:
    """Tell what a figure of an order is stated for.  Raises WrongUnit where it does not say."""
    found = _BASES.get(quantity.unit.basis or "")
    if found is None:
        top = top_of(quantity)
        raise WrongUnit(what, show(quantity), f"{top}/day, {top}/kg/day or {top}/L")
    return found


def require_basis(order: NutritionOrder, quantity: Quantity, what: str) -> Basis:
    """Refuse a basis on which this kind of patient's orders are not written.  Raises OtherBasis."""
    found = basis_of(quantity, what)
    lawful = LAWFUL[order.patient]
    if found not in lawful:
        instead = " or ".join(_TOLD[one] for one in lawful)
        raise OtherBasis(what, show(quantity), order.patient.value, instead)
    return found


def for_a_day(order: NutritionOrder, quantity: Quantity, what: str) -> Quantity:
    """Give the amount of one day that a figure on any basis comes to.  Raises WrongUnit."""
    found = basis_of(quantity, what)
    if found is Basis.BY_LITRE:
        return held_in(quantity, infused_volume(order))
    by_day = quantity * weight_of(order) if found is Basis.BY_WEIGHT_AND_DAY else quantity
    return (by_day * DAY).to(top_of(quantity))


def weight_of(order: NutritionOrder) -> Quantity:
    """Give the weight in kg, as it is dosed by.  Raises WrongUnit, NotPositive."""
    what = "weight"
    if order.weight.unit not in {unit("kg"), unit("g")}:
        raise WrongUnit(what, show(order.weight), "kg")
    return positive(what, order.weight.to("kg"))


def infused_volume(order: NutritionOrder) -> Quantity:
    """Give the mL of a day without separately given fat.

    Raises WrongUnit, OtherBasis, NotPositive.
    """
    what, volume = "volume", order.volume
    if volume.unit.basis not in {"day", "kg/day"}:
        raise WrongUnit(what, show(volume), "mL/day or mL/kg/day")
    if volume.unit.basis == "kg/day":
        volume = volume * weight_of(order)
    return positive(what, converted(volume * DAY, "mL", what))


def infusion_time(order: NutritionOrder) -> Quantity:
    """Give the hours of the infusion: more than nought, at most the day.  Raises OutOfRange."""
    return _hours(order.hours, "infusion time")


def lipid_time(order: NutritionOrder) -> Quantity:
    """Give the hours of separately given fat; those of the bag where nothing is said."""
    return infusion_time(order) if order.lipid_hours is None else _hours(order.lipid_hours, "fat")


def on_every_basis(
    order: NutritionOrder, in_the_bag: Quantity | None, beside: Quantity | None = None
) -> OnEveryBasis:
    """State what reaches the patient in a day, from the bag and from beside it, on every basis.

    By hour is the mean while both run; by litre is of the bag alone.  At least one is given.
    """
    bag, fat = in_the_bag, beside
    given = [one for one in (bag, fat) if one is not None]
    name = str(given[0].unit)
    by_day = (total(given) / DAY).to(f"{name}/day")
    hourly = [] if bag is None else [(bag / infusion_time(order)).to(f"{name}/h")]
    hourly += [] if fat is None else [(fat / lipid_time(order)).to(f"{name}/h")]
    return OnEveryBasis(
        by_day,
        (by_day / weight_of(order)).to(f"{name}/kg/day"),
        total(hourly),
        None if bag is None else _by_litre(bag, infused_volume(order)),
    )


def _by_litre(amount: Quantity, volume: Quantity) -> Quantity:
    """Give an amount by litre; a volume by litre is a plain share and stays one."""
    strength = amount / volume
    return (
        strength.to(NUMBER) if amount.unit.joins(volume.unit) else strength.to(f"{amount.unit}/L")
    )


def _hours(time: Quantity, what: str) -> Quantity:
    hours = positive(what, converted(time, "h", what))
    if hours > DAY:
        raise OutOfRange(what, show(time), "at most 24 h: an order is for one day")
    return hours
