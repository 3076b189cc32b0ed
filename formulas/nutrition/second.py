"""The second calculation of a nutrition bag: from the sheet back to the order.

It does not make a bag. It takes the products and volumes of the sheet, reads what the labels say of
them, books every ion and gram to what reaches the patient, and holds that against each line of the
order on the line's own basis. It shares no reckoning with the first calculation; what both read are
the order and the labels. A difference beyond what rounding explains stops the bag.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from formulas.errors import Disagreement, NotVerified
from formulas.nutrition.order import LipidGiven, NutritionOrder, Wanted
from formulas.nutrition.second_claims import claims
from formulas.nutrition.second_contents import MILLI, held, meaning, valence
from formulas.nutrition.second_day import (
    MEASURED,
    RECKONED,
    Asked,
    Day,
    Made,
    Poured,
    asked,
    day_of,
    millilitres,
    slack,
    stages,
)
from formulas.nutrition.second_labels import Shelf, folded, shelf
from formulas.nutrition.second_lines import Agreement, Line
from formulas.nutrition.steps import Sheet

NOTHING = Fraction(0)


def require_agreement(order: NutritionOrder, sheet: Sheet, known: Shelf | None = None) -> Agreement:
    """Give the second calculation where it agrees with the order.

    Raises Disagreement, which names every line that differs, and NotVerified.
    """
    found = compare(order, sheet, known)
    if not found.agrees:
        told = "; ".join(one.told for one in found.disagreements)
        raise Disagreement(order.id, told)
    return found


def compare(order: NutritionOrder, sheet: Sheet, known: Shelf | None = None) -> Agreement:
    """Reckon back from the sheet and hold the outcome against every line of the order.

    ``known`` are the labels, those that come with First Air where none are given.  Raises
    NotVerified where something cannot be read at all: what cannot be checked does not pass.
    """
    at = known or shelf()
    if sheet.order != order.id:
        raise NotVerified(sheet.order, f"the order of this sheet, which is {order.id}")
    day = day_of(order)
    plain, real = stages(sheet, at, day)
    lines = [*_volumes(sheet, at, day), *_strangers(order, sheet, at, plain)]
    wanted = (*order.macronutrients, *order.salts, *order.ions, *order.additives)
    for one in wanted:
        booked = _booked(at, one)
        lines += [_line(at, day, made, one, booked) for made in (plain, real)]
    lines += claims(at, sheet, plain)
    return Agreement(order.id, tuple(lines))


@dataclass(frozen=True)
class _Booked:
    """How a line is counted: in what, how much one of the ordered unit is, and what a mL holds."""

    asked: Asked
    size: Fraction
    in_one: Callable[[Poured], Fraction]


def _booked(at: Shelf, one: Wanted) -> _Booked:
    """Tell how an ordered line is to be found again.  Raises NotVerified."""
    figure = asked(one.quantity, one.substance)
    if not one.product:
        return _ion(at, one, figure)
    label = at.label(one.product)
    substance = meaning(at, label, one.substance)
    strength = held(at, label, substance, figure.kind)

    def in_one(poured: Poured) -> Fraction:
        return strength if poured.label is label else NOTHING

    return _Booked(figure, figure.size, in_one)


def _ion(at: Shelf, one: Wanted, figure: Asked) -> _Booked:
    """Count an ion over all that bring it: in mEq, phosphate in mmol."""
    ion = at.matter.get(folded(one.substance))
    if ion is None or figure.kind not in {"g", "mmol", "mEq"}:
        raise NotVerified(one.substance, f"an ion to be counted in {figure.unit}")
    kind = "mmol" if not ion.charge else "mEq"
    size = figure.size
    if figure.kind == "g":
        if ion.mass is None:
            raise NotVerified(one.substance, "an ion with a molar mass")
        size = size * MILLI / ion.mass * (valence(at, ion) if kind == "mEq" else 1)
    elif figure.kind != kind:
        if kind == "mmol":
            raise NotVerified(one.substance, f"an ion to be counted in {figure.unit}")
        size = size * valence(at, ion)

    def in_one(poured: Poured) -> Fraction:
        return held(at, poured.label, ion.name, kind)

    return _Booked(figure, size, in_one)


def _line(at: Shelf, day: Day, made: Made, one: Wanted, booked: _Booked) -> Line:
    """Hold one line against what a stage of the bag brings, in the order's own unit and basis."""
    figure = booked.asked
    inner = [(each, much) for each in made.inside if (much := booked.in_one(each))]
    outer = [(each, much) for each in made.beside if (much := booked.in_one(each))]

    def reaching(much: Callable[[Poured], Fraction]) -> Fraction:
        inside = sum((much(each) * strength for each, strength in inner), NOTHING)
        if figure.basis == "mL":
            return inside / made.volume * figure.millilitres / booked.size
        beside = sum((much(each) * strength for each, strength in outer), NOTHING)
        of_a_day = inside * day.infused / made.volume + beside
        return of_a_day / booked.size / (day.weight if figure.basis == "kg" else 1)

    found = reaching(lambda each: each.volume)
    rounding = reaching(lambda each: each.slack) + found * made.off
    allowed = at.tolerance * figure.number + rounding
    return Line(one.substance, made.stage, figure.number, found, allowed, figure.unit)


def _volumes(sheet: Sheet, at: Shelf, day: Day) -> Iterator[Line]:
    """Hold the bag's volume against the order, and every rounding against its device."""
    target = millilitres(sheet.target)
    yield Line("bag volume", RECKONED, day.bag, target, NOTHING, "mL")
    filled = [one for one in sheet.steps if one.product == sheet.water]
    loose = filled or sheet.steps
    volume = sum((millilitres(one.volume) for one in sheet.steps), NOTHING)
    allowed = sum((slack(one, at) for one in loose), NOTHING)
    if not filled:
        allowed += at.tolerance * day.bag
    yield Line("bag volume", MEASURED, day.bag, volume, allowed, "mL")
    for one in (*sheet.steps, *sheet.separate):
        exact, volume = millilitres(one.exact), millilitres(one.volume)
        yield Line(f"volume of {one.product}", MEASURED, exact, volume, slack(one, at), "mL")


def _strangers(order: NutritionOrder, sheet: Sheet, at: Shelf, made: Made) -> Iterator[Line]:
    """Find what nobody ordered, a water that is none, and fat on the wrong side."""
    wanted = (*order.macronutrients, *order.salts, *order.ions, *order.additives)
    asked_for = {at.label(one.product).id for one in wanted if one.product}
    if order.ions:
        asked_for |= {at.label(one).id for one in order.salt_products}
    water = at.label(sheet.water)
    if water.kind == "diluent" and not water.strengths:
        asked_for.add(water.id)
    separate = order.lipid_given is LipidGiven.SEPARATE
    for one in made.inside:
        if one.label.id not in asked_for or (separate and one.label.kind == "lipid"):
            yield Line(f"{one.label.id} in the bag", made.stage, NOTHING, one.volume, NOTHING, "mL")
    for one in made.beside:
        if one.label.id not in asked_for or not separate or one.label.kind != "lipid":
            yield Line(f"{one.label.id} beside it", made.stage, NOTHING, one.volume, NOTHING, "mL")
