"""Diluting by weight: ointments, creams and whatever else is weighed instead of measured; F03."""

from formulas.calculator import Input, Out, calculator
from formulas.errors import DoesNotFit
from formulas.kinds import MASS
from formulas.mixture import (
    MASS_RESOLUTION,
    STRENGTH_BY_MASS,
    comparable,
    require_weaker,
)
from formulas.quantity import Quantity, show
from formulas.substance import Strength
from formulas.working import Steps, Working

_STOCK = Input("stock", STRENGTH_BY_MASS, "strength of the preparation taken")
_TARGET = Input("target", STRENGTH_BY_MASS, "strength wanted, of the same kind")
_THERE = Input("mass", MASS, "how much of the stronger preparation there is")


@calculator(
    "F03",
    "Diluent to add to a mass already there",
    (_STOCK, _THERE, _TARGET, MASS_RESOLUTION),
    (Out("diluent_mass", MASS), Out("final_mass", MASS)),
    "m1 × (C1 ÷ C2 − 1); register F03",
)
def diluent_mass_to_add(
    stock: Strength, mass: Quantity, target: Strength, resolution: Quantity | None = None
) -> Working:
    """Give the mass of diluent that brings a weighed preparation to a weaker strength.

    >>> diluent_mass_to_add(stock="9 % w/w", mass="20 g", target="5 % w/w").told
    'diluent mass 16 g; final mass 36 g'
    """
    offered, wanted = require_weaker(stock, target)
    steps = Steps(f"Diluent for {show(mass)} to reach {target}")
    added = mass * (offered.exact / wanted.exact - 1)
    numbers = f"{show(mass)} × ({stock} ÷ {target} − 1)"
    kept = steps.answer("diluent_mass", "m1 × (C1 ÷ C2 − 1)", numbers, added, resolution=resolution)
    steps.answer("final_mass", "m1 + diluent", f"{show(mass)} + {show(kept)}", mass + kept)
    return steps.done()


@calculator(
    "F03",
    "Stock for a preparation made up to a mass",
    (_STOCK, _TARGET, Input("final", MASS, "mass of the finished preparation"), MASS_RESOLUTION),
    (Out("stock_mass", MASS), Out("diluent_mass", MASS)),
    "C1 × m1 = C2 × m2; register F03",
)
def stock_mass_to_make_up(
    stock: Strength, target: Strength, final: Quantity, resolution: Quantity | None = None
) -> Working:
    """Give the stock to weigh for a preparation made up to a final mass; the rest is diluent.

    >>> stock_mass_to_make_up(stock="10 % w/w", target="2.5 % w/w", final="60 g").told
    'stock mass 15 g; diluent mass 45 g'
    """
    offered, wanted = require_weaker(stock, target)
    steps = Steps(f"Stock for {show(final)} of {target}")
    taken = final * (wanted.exact / offered.exact)
    numbers = f"{target} × {show(final)} ÷ {stock}"
    kept = steps.answer("stock_mass", "C2 × m2 ÷ C1", numbers, taken, resolution=resolution)
    rest = final - kept
    if rest.exact < 0:
        raise DoesNotFit(show(kept), show(final), show(-rest))
    filling = f"{show(final)} − {show(kept)}"
    steps.answer("diluent_mass", "m2 − stock mass", filling, rest)
    return steps.done()


@calculator(
    "F03",
    "Strength by weight after diluent was added",
    (_STOCK, _THERE, Input("diluent", MASS, "mass of diluent added to it", zero=True)),
    (Out("strength", STRENGTH_BY_MASS), Out("final_mass", MASS)),
    "C2 = C1 × m1 ÷ (m1 + diluent); register F03",
)
def strength_after_adding_mass(stock: Strength, mass: Quantity, diluent: Quantity) -> Working:
    """Give the strength of a weighed preparation after diluent was added.

    >>> strength_after_adding_mass(stock="10 % w/w", mass="30 g", diluent="20 g").told
    'strength 6 % w/w; final mass 50 g'
    """
    (offered,) = comparable(stock, stock=stock)
    final = mass + diluent
    weaker = offered * (mass.exact / final.exact)
    steps = Steps(f"Strength of {show(mass)} of {stock} with {show(diluent)} of diluent")
    numbers = f"{stock} × {show(mass)} ÷ ({show(mass)} + {show(diluent)})"
    steps.answer("strength", "C1 × m1 ÷ (m1 + diluent)", numbers, weaker)
    steps.answer("final_mass", "m1 + diluent", f"{show(mass)} + {show(diluent)}", final)
    return steps.done()
