"""From an order to the volumes of a bag: F65, F67, F68 and what water fills it up (F19).

The amounts of a day become those of the bag by one factor, bag volume over infused volume, that
multiplies every ingredient, drugs too; what the patient gets stays the same. Nothing is rounded
here: the sheet rounds once, to what can be measured.
"""

from collections.abc import Mapping

from formulas.errors import DoesNotFit
from formulas.nutrition.amounts import (
    basis_of,
    infused_volume,
    infusion_time,
    lipid_time,
    weight_of,
)
from formulas.nutrition.bag import Bag, Ingredient
from formulas.nutrition.contents import PHOSPHATE, brings
from formulas.nutrition.cycle import cycle_of
from formulas.nutrition.order import Basis, LipidGiven, NutritionOrder
from formulas.nutrition.ordered_lines import ordered_ions, ordered_lines, require_allowed
from formulas.nutrition.parts import Part, part_by_volume, part_of
from formulas.nutrition.solver import solved_salts
from formulas.nutrition.sources import Source, source, sources
from formulas.quantity import Quantity, converted, number, qty, show, total
from formulas.salts import substance
from formulas.substance import positive
from formulas.units import NUMBER, unit
from formulas.working import Steps, Working

_NOTHING, _WHOLE = qty("0 mL"), number(1)


def make_bag(order: NutritionOrder, products: Mapping[str, Source] | None = None) -> Bag:
    """Make an order into volumes, with every line of the reckoning.

    ``products`` are all that may be used, by id; those that come with First Air where none are
    given.  Raises NutritionError (OtherBasis, OrderedTwice, CannotBeMet, NoSalt), DoesNotFit,
    WrongUnit, OtherSubstance, UnknownProduct and more.
    """
    known = sources() if products is None else products
    parts = tuple(part_of(line) for line in ordered_lines(order, known))
    infused, volume, factor, volumes = _volumes(order)
    workings = [volumes]
    ions = ordered_ions(order)
    if ions:
        salts, working = _salts(order, parts, ions, known)
        parts, workings = (*parts, *salts), [*workings, working]
    steps = Steps(f"Ingredients of order {order.id}")
    apart = order.lipid_given is LipidGiven.SEPARATE
    inside = tuple(_ingredient(steps, one, factor) for one in parts if not (apart and one.is_fat))
    water = _water(steps, volume, inside)
    separate = tuple(_ingredient(steps, one, _WHOLE) for one in parts if apart and one.is_fat)
    done = (*workings, steps.done())
    return Bag(order, infused, volume, factor, inside, water, separate, done)


def bag_volume(infused: Quantity, overfill: Quantity | None) -> Quantity:
    """Give what the bag holds: the infused volume and what the line takes, in mL or percent of it.

    Raises WrongUnit, NotPositive.
    """
    if overfill is None:
        return infused
    what = "overfill"
    if overfill.unit.dimension == NUMBER.dimension and overfill.unit is unit("percent"):
        return infused + infused * positive(what, overfill).to(NUMBER).exact
    return infused + positive(what, converted(overfill, "mL", what))


def _volumes(order: NutritionOrder) -> tuple[Quantity, Quantity, Quantity, Working]:
    steps = Steps(f"Volume of order {order.id}")
    infused, hours, weight = infused_volume(order), infusion_time(order), weight_of(order)
    lipid_time(order)  # refused here, not on the sheet
    by_weight = order.volume.unit.basis == "kg/day"
    formula = "ordered by kg and day × weight" if by_weight else "ordered by day"
    numbers = f"{show(order.volume)} × {show(weight)}" if by_weight else ""
    steps.answer("infused", formula, numbers, infused)
    volume = bag_volume(infused, order.overfill)
    held = f"{show(infused)} + {show(order.overfill)}" if order.overfill else ""
    steps.answer("bag_volume", "infused + overfill", held, volume)
    factor = (volume / infused).to(NUMBER)
    numbers = f"{show(volume)} ÷ {show(infused)}"
    steps.answer("factor", "bag volume ÷ infused volume", numbers, factor)
    cycle = cycle_of(infused, hours, order.taper)
    numbers = f"{show(infused)} ÷ {show(hours)}"
    steps.answer("mean_rate", "infused ÷ hours", numbers, cycle.mean_rate)
    if order.taper and cycle.taper_rate:
        numbers = f"{show(infused)} ÷ ({show(hours)} − {show(order.taper)})"
        steps.answer("whole_rate", "infused ÷ (hours − taper)", numbers, cycle.whole_rate)
        steps.answer("taper_rate", "half the whole rate", "", cycle.taper_rate)
    return infused, volume, factor, steps.done()


def _ingredient(steps: Steps, part: Part, factor: Quantity) -> Ingredient:
    """Give what of one product is to be added: the part of a day × factor."""
    amount, volume = part.amount * factor.exact, part.volume * factor.exact
    scaled = "" if factor == _WHOLE else f" × {show(factor)}"
    steps.line(
        f"{part.substance} from {part.item.id}",
        "amount of a day ÷ strength × factor",
        f"{part.numbers}{scaled}",
        volume,
        source=part.item.source,
    )
    if not part.item.confirmed:
        steps.warn(f"The figures of {part.item.id} are unconfirmed: hold them against its label.")
    held = brings(part.item, volume)
    return Ingredient(part.item.id, part.item.name, part.substance, amount, volume, held)


def _water(steps: Steps, volume: Quantity, inside: tuple[Ingredient, ...]) -> Quantity:
    """Give the water that fills the bag up.  Raises DoesNotFit where there is no room for it."""
    taken = total([_NOTHING, *(one.volume for one in inside)])
    rest = volume - taken
    if rest.exact < 0:
        raise DoesNotFit(show(taken), show(volume), show(-rest))
    steps.answer("ingredients", "sum of the volumes", "", taken)
    formula = "bag volume − ingredients"
    return steps.answer("water", formula, f"{show(volume)} − {show(taken)}", rest)


def _salts(
    order: NutritionOrder,
    parts: tuple[Part, ...],
    ions: Mapping[str, Quantity],
    known: Mapping[str, Source],
) -> tuple[tuple[Part, ...], Working]:
    """Give the salts that bring the ions ordered, and how they were found."""
    items = tuple(source(one, known) for one in order.salt_products)
    for item in items:
        require_allowed(order, item)
    counted = tuple(one for one in parts if not (one.is_fat and _of_the_bag_alone(order)))
    volumes, working = solved_salts(ions, items, tuple((one.item, one.volume) for one in counted))
    return tuple(part_by_volume(item, volume) for item, volume in volumes), working


def _of_the_bag_alone(order: NutritionOrder) -> bool:
    """Tell whether phosphate is ordered as a concentration of a bag that the fat is not in."""
    return order.lipid_given is LipidGiven.SEPARATE and any(
        basis_of(one.quantity, PHOSPHATE) is Basis.BY_LITRE
        for one in order.ions
        if substance(one.substance).name == PHOSPHATE
    )
