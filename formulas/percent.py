"""Percent strength: F01. Three percents, each its own kind.

% w/v is grams in 100 mL, % w/w grams in 100 g, % v/v millilitres in 100 mL. Only the density of
the preparation joins the first two.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import DoesNotFit
from formulas.kinds import MASS, VOLUME, VOLUME_PERCENT, Measure, OfSubstance
from formulas.mixture import RESOLUTION, at_most_the_whole
from formulas.quantity import Quantity, qty, show
from formulas.substance import Amount, Strength, require_same
from formulas.working import Steps, Working

_UNITS = ("% w/v", "mg/mL", "g/L", "mcg/mL", "g/mL", "mg/L", "mg/dL", "g/dL")
IN_VOLUME = Measure("mass by volume", _UNITS, "5")
MASS_OF = OfSubstance(MASS, Amount)
STRENGTH_IN_VOLUME = OfSubstance(IN_VOLUME, Strength)
PERCENT_IN_VOLUME = Measure("percent w/v", ("% w/v",), "5")
_DENSE = qty("100 % w/v")


@calculator(
    "F01",
    "Substance in a volume",
    (
        Input("volume", VOLUME, "volume of the solution"),
        Input("strength", STRENGTH_IN_VOLUME, "percent w/v, or mass in a volume"),
    ),
    (Out("mass", MASS),),
    "g = % w/v × mL ÷ 100; register F01",
)
def mass_in_volume(volume: Quantity, strength: Strength) -> Working:
    """Give the mass of substance that a volume of solution holds.

    >>> mass_in_volume(volume="340 mL", strength="10 % w/v").told
    'mass 34 g'
    """
    mass = (volume * strength.quantity).to("g")
    steps = Steps(f"Substance in {show(volume)} of {strength}")
    steps.answer("mass", "volume × strength", f"{show(volume)} × {strength}", mass)
    return steps.done()


@calculator(
    "F01",
    "Volume that holds a mass",
    (
        Input("mass", MASS_OF, "substance wanted"),
        Input("strength", STRENGTH_IN_VOLUME, "percent w/v, or mass in a volume"),
        RESOLUTION,
    ),
    (Out("volume", VOLUME),),
    "mL = g × 100 ÷ % w/v; register F01",
)
def volume_with_mass(
    mass: Amount, strength: Strength, resolution: Quantity | None = None
) -> Working:
    """Give the volume of solution that holds a mass of substance.

    >>> volume_with_mass(mass="200 g", strength="50 % w/v").told
    'volume 400 mL'
    """
    require_same(mass, strength)
    volume = (mass.quantity / strength.quantity).to("mL")
    steps = Steps(f"Volume of {strength} that holds {mass}")
    numbers = f"{mass} ÷ {strength}"
    steps.answer("volume", "mass ÷ strength", numbers, volume, resolution=resolution)
    return steps.done()


@calculator(
    "F01",
    "Percent w/v of a mass in a volume",
    (
        Input("mass", MASS, "substance in all"),
        Input("volume", VOLUME, "volume of the finished solution, not of the solvent"),
    ),
    (Out("percent", PERCENT_IN_VOLUME), Out("concentration", IN_VOLUME)),
    "% w/v = g × 100 ÷ mL; register F01",
)
def percent_in_volume(mass: Quantity, volume: Quantity) -> Working:
    """Give the percent w/v, and mg/mL, of so much substance in so much finished solution.

    >>> percent_in_volume(mass="900 mg", volume="100 mL").told
    'percent 0.9 % w/v; concentration 9 mg/mL'
    """
    strength = mass / volume
    steps = Steps(f"Percent w/v of {show(mass)} in {show(volume)}")
    numbers = f"{show(mass)} ÷ {show(volume)}"
    steps.answer("percent", "mass ÷ volume", numbers, strength.to("% w/v"))
    steps.answer("concentration", "mass ÷ volume", numbers, strength.to("mg/mL"))
    _warn_if_dense(steps, strength.to("% w/v"))
    return steps.done()


@calculator(
    "F01",
    "Percent w/v as mg/mL",
    (Input("percent", PERCENT_IN_VOLUME, "percent w/v"),),
    (Out("concentration", IN_VOLUME),),
    "mg/mL = 10 × % w/v; register F01",
)
def percent_to_concentration(percent: Quantity) -> Working:
    """Give a percent w/v as mg/mL.

    >>> percent_to_concentration(percent="0.9 % w/v").told
    'concentration 9 mg/mL'
    """
    steps = Steps(f"{show(percent)} as mg/mL")
    steps.answer("concentration", "10 × % w/v", show(percent), percent.to("mg/mL"))
    return steps.done()


@calculator(
    "F01",
    "Mass in a volume as percent w/v",
    (Input("concentration", IN_VOLUME, "mass in a volume, such as 20 mg/mL"),),
    (Out("percent", PERCENT_IN_VOLUME),),
    "% w/v = mg/mL ÷ 10; register F01",
)
def concentration_to_percent(concentration: Quantity) -> Working:
    """Give a mass in a volume as percent w/v.

    >>> concentration_to_percent(concentration="20 mg/mL").told
    'percent 2 % w/v'
    """
    steps = Steps(f"{show(concentration)} as percent w/v")
    percent = concentration.to("% w/v")
    steps.answer("percent", "mg/mL ÷ 10", show(concentration), percent)
    _warn_if_dense(steps, percent)
    return steps.done()


@calculator(
    "F01",
    "Liquid in a volume",
    (
        Input("volume", VOLUME, "volume of the mixture"),
        Input("percent", VOLUME_PERCENT, "percent v/v of the liquid in it"),
    ),
    (Out("liquid", VOLUME),),
    "mL = % v/v × mL ÷ 100; register F01",
)
def liquid_in_volume(volume: Quantity, percent: Quantity) -> Working:
    """Give the volume of a liquid that a mixture holds.

    >>> liquid_in_volume(volume="500 mL", percent="70 % v/v").told
    'liquid 350 mL'
    """
    at_most_the_whole(percent, "percent")
    steps = Steps(f"Liquid in {show(volume)} of {show(percent)}")
    numbers = f"{show(volume)} × {show(percent)} ÷ 100"
    liquid = volume.to("mL") * (percent.exact / 100)
    steps.answer("liquid", "volume × percent ÷ 100", numbers, liquid)
    return steps.done()


@calculator(
    "F01",
    "Volume that holds a liquid",
    (
        Input("liquid", VOLUME, "volume of the liquid wanted"),
        Input("percent", VOLUME_PERCENT, "percent v/v of the liquid in the mixture"),
    ),
    (Out("volume", VOLUME),),
    "mL = mL × 100 ÷ % v/v; register F01",
)
def volume_with_liquid(liquid: Quantity, percent: Quantity) -> Working:
    """Give the volume of a mixture that holds so much of a liquid.

    >>> volume_with_liquid(liquid="35 mL", percent="70 % v/v").told
    'volume 50 mL'
    """
    at_most_the_whole(percent, "percent")
    steps = Steps(f"Volume of {show(percent)} that holds {show(liquid)}")
    numbers = f"{show(liquid)} × 100 ÷ {show(percent)}"
    volume = liquid.to("mL") * (100 / percent.exact)
    steps.answer("volume", "liquid × 100 ÷ percent", numbers, volume)
    return steps.done()


@calculator(
    "F01",
    "Percent v/v of a liquid in a volume",
    (
        Input("liquid", VOLUME, "volume of the liquid"),
        Input("volume", VOLUME, "volume of the finished mixture"),
    ),
    (Out("percent", VOLUME_PERCENT),),
    "% v/v = mL × 100 ÷ mL; register F01",
)
def percent_of_liquid(liquid: Quantity, volume: Quantity) -> Working:
    """Give the percent v/v of a liquid in a finished mixture.

    >>> percent_of_liquid(liquid="15 mL", volume="120 mL").told
    'percent 12.5 % v/v'
    """
    if liquid > volume:
        raise DoesNotFit(show(liquid), show(volume), show((liquid - volume).to(volume.unit)))
    steps = Steps(f"Percent v/v of {show(liquid)} in {show(volume)}")
    numbers = f"{show(liquid)} × 100 ÷ {show(volume)}"
    share = liquid.to("mL").exact / volume.to("mL").exact
    steps.answer("percent", "liquid × 100 ÷ volume", numbers, qty(share * 100, "% v/v"))
    return steps.done()


def _warn_if_dense(steps: Steps, percent: Quantity) -> None:
    if percent > _DENSE:
        steps.warn("More than 100 g in 100 mL: only a dense liquid holds that. Check the units.")
