"""Percent by weight, grams in 100 g, and the density that joins it to percent w/v: F01."""

from fractions import Fraction

from formulas.calculator import Input, Out, calculator
from formulas.errors import DoesNotFit
from formulas.kinds import DENSITY, MASS, MASS_BY_MASS, VOLUME, WEIGHT_PERCENT
from formulas.mixture import RESOLUTION, at_most_the_whole, of_unit
from formulas.percent import PERCENT_IN_VOLUME, STRENGTH_IN_VOLUME
from formulas.quantity import Quantity, ratio, show
from formulas.substance import Strength
from formulas.working import Steps, Working

_PREPARATION = Input("preparation", MASS, "mass of the finished preparation")
_STRENGTH = Input("strength", MASS_BY_MASS, "percent w/w, or mg in a gram")
_DENSITY = Input("density", DENSITY, "density of the finished solution")


@calculator(
    "F01",
    "Substance in a mass",
    (_PREPARATION, _STRENGTH),
    (Out("mass", MASS),),
    "g = % w/w × g ÷ 100; register F01",
)
def mass_in_preparation(preparation: Quantity, strength: Quantity) -> Working:
    """Give the mass of substance that a mass of ointment, cream or powder holds.

    >>> mass_in_preparation(preparation="30 g", strength="2.5 % w/w").told
    'mass 0.75 g'
    """
    mass = preparation.to("g") * share_by_weight(strength)
    steps = Steps(f"Substance in {show(preparation)} of {show(strength)}")
    numbers = f"{show(preparation)} × {show(strength)}"
    steps.answer("mass", "preparation × strength", numbers, mass)
    return steps.done()


@calculator(
    "F01",
    "Mass that holds a substance",
    (Input("mass", MASS, "substance wanted"), _STRENGTH),
    (Out("preparation", MASS),),
    "g = g × 100 ÷ % w/w; register F01",
)
def preparation_with_mass(mass: Quantity, strength: Quantity) -> Working:
    """Give the mass of ointment, cream or powder that holds so much substance.

    >>> preparation_with_mass(mass="0.5 g", strength="2 % w/w").told
    'preparation 25 g'
    """
    preparation = mass.to("g") * (1 / share_by_weight(strength))
    steps = Steps(f"Preparation of {show(strength)} that holds {show(mass)}")
    numbers = f"{show(mass)} ÷ {show(strength)}"
    steps.answer("preparation", "mass ÷ strength", numbers, preparation)
    return steps.done()


@calculator(
    "F01",
    "Percent w/w of a substance in a finished preparation",
    (Input("mass", MASS, "substance in it"), _PREPARATION),
    (Out("percent", WEIGHT_PERCENT),),
    "% w/w = g × 100 ÷ g; register F01",
)
def percent_by_weight(mass: Quantity, preparation: Quantity) -> Working:
    """Give the percent w/w of a substance in a finished preparation.

    >>> percent_by_weight(mass="5 g", preparation="250 g").told
    'percent 2 % w/w'
    """
    if mass > preparation:
        excess = (mass - preparation).to(preparation.unit)
        raise DoesNotFit(show(mass), show(preparation), show(excess))
    steps = Steps(f"Percent w/w of {show(mass)} in {show(preparation)}")
    numbers = f"{show(mass)} × 100 ÷ {show(preparation)}"
    percent = of_unit("% w/w", ratio(mass / preparation) * 100)
    steps.answer("percent", "mass × 100 ÷ preparation", numbers, percent)
    return steps.done()


@calculator(
    "F01",
    "Percent w/w of a substance mixed into a base",
    (
        Input("mass", MASS, "substance mixed in"),
        Input("base", MASS, "base, diluent or solvent it is mixed into, without the substance"),
    ),
    (Out("percent", WEIGHT_PERCENT), Out("preparation", MASS)),
    "% w/w = g × 100 ÷ (g + g of base); register F01",
)
def percent_in_base(mass: Quantity, base: Quantity) -> Working:
    """Give the percent w/w of a substance mixed into a base; the preparation is both together.

    >>> percent_in_base(mass="5 g", base="45 g").told
    'percent 10 % w/w; preparation 50 g'
    """
    whole = (mass + base).to("g")
    steps = Steps(f"Percent w/w of {show(mass)} mixed into {show(base)}")
    percent = of_unit("% w/w", ratio(mass / whole) * 100)
    numbers = f"{show(mass)} × 100 ÷ ({show(mass)} + {show(base)})"
    steps.answer("percent", "mass × 100 ÷ (mass + base)", numbers, percent)
    steps.answer("preparation", "mass + base", f"{show(mass)} + {show(base)}", whole)
    return steps.done()


@calculator(
    "F01",
    "Volume of a stock for a preparation by weight",
    (
        Input("final", MASS, "mass of the finished preparation"),
        Input("target", MASS_BY_MASS, "percent w/w wanted, or mg in a gram"),
        Input("stock", STRENGTH_IN_VOLUME, "strength of the liquid taken"),
        RESOLUTION,
    ),
    (Out("stock_volume", VOLUME), Out("mass", MASS)),
    "final × % w/w ÷ stock strength; register F01",
)
def stock_volume_for_mass(
    final: Quantity, target: Quantity, stock: Strength, resolution: Quantity | None = None
) -> Working:
    """Give the volume of a liquid stock that brings a weighed preparation to a percent w/w.

    >>> stock_volume_for_mass(final="28000 mg", target="0.35 % w/w", stock="25 mg/mL").told
    'stock volume 3.92 mL; mass 0.098 g'
    """
    mass = final.to("g") * share_by_weight(target)
    volume = (mass / stock.quantity).to("mL")
    steps = Steps(f"{stock} for {show(final)} of {show(target)}")
    steps.line("substance wanted", "final × target", f"{show(final)} × {show(target)}", mass)
    numbers = f"{show(mass)} ÷ {stock}"
    steps.answer("stock_volume", "substance ÷ stock", numbers, volume, resolution=resolution)
    steps.answer("mass", "final × target", f"{show(final)} × {show(target)}", mass)
    return steps.done()


@calculator(
    "F01",
    "Percent w/w as percent w/v",
    (Input("percent", WEIGHT_PERCENT, "percent w/w"), _DENSITY),
    (Out("by_volume", PERCENT_IN_VOLUME),),
    "% w/v = % w/w × density in g/mL; register F01",
)
def weight_to_volume_percent(percent: Quantity, density: Quantity) -> Working:
    """Give a percent w/w as percent w/v, by the density of the solution.

    >>> weight_to_volume_percent(percent="37 % w/w", density="1.18 g/mL").told
    'by volume 43.66 % w/v'
    """
    by_volume = (density * share_by_weight(percent)).to("% w/v")
    steps = Steps(f"{show(percent)} as percent w/v")
    numbers = f"{show(percent)} × {show(density)}"
    steps.answer("by_volume", "% w/w × density", numbers, by_volume)
    return steps.done()


@calculator(
    "F01",
    "Percent w/v as percent w/w",
    (Input("percent", PERCENT_IN_VOLUME, "percent w/v"), _DENSITY),
    (Out("by_weight", WEIGHT_PERCENT),),
    "% w/w = % w/v ÷ density in g/mL; register F01",
)
def volume_to_weight_percent(percent: Quantity, density: Quantity) -> Working:
    """Give a percent w/v as percent w/w, by the density of the solution.

    >>> volume_to_weight_percent(percent="50 % w/v", density="1.25 g/mL").told
    'by weight 40 % w/w'
    """
    by_weight = at_most_the_whole(of_unit("% w/w", ratio(percent / density) * 100), "percent w/w")
    steps = Steps(f"{show(percent)} as percent w/w")
    steps.answer("by_weight", "% w/v ÷ density", f"{show(percent)} ÷ {show(density)}", by_weight)
    return steps.done()


def share_by_weight(strength: Quantity) -> Fraction:
    """Read % w/w or mg/g as a share of the whole: 2 % w/w and 20 mg/g are a fiftieth.

    Raises OutOfRange above the whole.
    """
    at_most_the_whole(strength, "strength")
    hundred = of_unit("% w/w", Fraction(100))
    if strength.unit.dimension == hundred.unit.dimension:
        return strength.exact / 100
    return ratio(strength)
