"""Specific gravity by weighing: in a bottle, or a body in air and under a liquid: F23.

What a body loses of its weight under a liquid is the weight of the liquid it displaces.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.kinds import MASS, NUMBER_OF
from formulas.quantity import Quantity, number, ratio, show
from formulas.significant import places
from formulas.working import Steps, Working

_IN_AIR = Input("in_air", MASS, "mass of the body in air")
_IN_WATER = Input("in_water", MASS, "mass it seems to have under water", zero=True)


@calculator(
    "F23",
    "Specific gravity by the bottle",
    (
        Input("empty", MASS, "mass of the empty bottle"),
        Input("with_water", MASS, "mass of the bottle filled with water"),
        Input("with_liquid", MASS, "mass of the bottle filled with the liquid"),
    ),
    (Out("specific_gravity", NUMBER_OF),),
    "(with liquid − empty) ÷ (with water − empty); register F23",
)
def specific_gravity_by_bottle(
    empty: Quantity, with_water: Quantity, with_liquid: Quantity
) -> Working:
    """Give the specific gravity from three weighings of one bottle.

    >>> specific_gravity_by_bottle(
    ...     empty="120 g", with_water="171 g", with_liquid="160.8 g"
    ... ).told
    'specific gravity 0.8000'
    """
    steps = Steps("Specific gravity by the bottle")
    water = _filling(steps, "water in the bottle", with_water, empty)
    liquid = _filling(steps, "liquid in the bottle", with_liquid, empty)
    _write_gravity(steps, "liquid ÷ water", liquid, water)
    return steps.done()


@calculator(
    "F23",
    "Specific gravity of a liquid by the plummet",
    (
        _IN_AIR,
        _IN_WATER,
        Input("in_liquid", MASS, "mass it seems to have in the liquid", zero=True),
    ),
    (Out("specific_gravity", NUMBER_OF),),
    "(in air − in liquid) ÷ (in air − in water); register F23",
)
def specific_gravity_by_plummet(
    in_air: Quantity, in_water: Quantity, in_liquid: Quantity
) -> Working:
    """Give the specific gravity of a liquid from a plummet weighed in air, in water and in it.

    >>> specific_gravity_by_plummet(in_air="12.64 g", in_water="8.57 g", in_liquid="9.12 g").told
    'specific gravity 0.8649'
    """
    steps = Steps("Specific gravity by the plummet")
    water = _loss(steps, "water", in_air, in_water)
    liquid = _loss(steps, "liquid", in_air, in_liquid)
    _write_gravity(steps, "liquid displaced ÷ water displaced", liquid, water)
    return steps.done()


@calculator(
    "F23",
    "Specific gravity of a solid that sinks",
    (_IN_AIR, _IN_WATER),
    (Out("specific_gravity", NUMBER_OF),),
    "in air ÷ (in air − in water); register F23",
)
def specific_gravity_of_solid(in_air: Quantity, in_water: Quantity) -> Working:
    """Give the specific gravity of a solid weighed in air and under water.

    >>> specific_gravity_of_solid(in_air="10 g", in_water="6 g").told
    'specific gravity 2.500'
    """
    steps = Steps("Specific gravity of a solid")
    water = _loss(steps, "water", in_air, in_water)
    _write_gravity(steps, "in air ÷ water displaced", in_air.to("g"), water)
    return steps.done()


def _filling(steps: Steps, what: str, full: Quantity, empty: Quantity) -> Quantity:
    inside = full.to("g") - empty.to("g")
    if inside.exact <= 0:
        name = f"mass of the bottle with {what.partition(' ')[0]}"
        raise OutOfRange(name, show(full), f"more than the {show(empty)} of the empty bottle")
    return steps.line(what, "full − empty", f"{show(full)} − {show(empty)}", inside)


def _loss(steps: Steps, what: str, in_air: Quantity, under: Quantity) -> Quantity:
    lost = in_air.to("g") - under.to("g")
    if lost.exact <= 0:
        name = f"mass in {what}"
        raise OutOfRange(name, show(under), f"less than the {show(in_air)} in air")
    numbers = f"{show(in_air)} − {show(under)}"
    return steps.line(f"{what} displaced", f"in air − in {what}", numbers, lost)


def _write_gravity(steps: Steps, formula: str, of: Quantity, water: Quantity) -> None:
    gravity = number(ratio(of / water))
    numbers = f"{show(of)} ÷ {show(water)}"
    steps.answer("specific_gravity", formula, numbers, gravity, digits=places(gravity))
