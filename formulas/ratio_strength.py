"""Ratio strength, 1:x, one gram in x millilitres: F02.

It is read where older labels and orders use it. As the strength of a dose it is never printed:
what comes out for a bag is percent and mg/mL.
"""

from dataclasses import dataclass

from formulas.calculator import Input, Out, calculator
from formulas.errors import DoesNotFit, NotANumber
from formulas.kinds import MASS, NUMBER_OF, VOLUME, WEIGHT_PERCENT, signed
from formulas.mixture import RESOLUTION, of_unit
from formulas.number import rational
from formulas.percent import IN_VOLUME, PERCENT_IN_VOLUME
from formulas.quantity import Quantity, number, qty, ratio, show
from formulas.ratio_written import EXAMPLE, at_least_one, ratio_written
from formulas.units import NUMBER
from formulas.working import Steps, Working

_GRAM_BY_MILLILITRE = qty("1 g/mL")


@dataclass(frozen=True)
class RatioStrength:
    """One part in so many: "1:1000", "1 in 1000" and "1000" alike."""

    name: str = "ratio strength"
    example: str = EXAMPLE
    offered: tuple[str, ...] = ("",)

    def read(self, given: object, what: str, *, zero: bool, negative: bool) -> Quantity:
        """Take a ratio as the number of parts that hold one.  Raises NotANumber, OutOfRange."""
        if isinstance(given, Quantity):
            parts = given
        else:
            found = ratio_written(str(given), what)
            parts = number(found[0] if found else rational(str(given).strip()))
        if parts.unit is not NUMBER:
            raise NotANumber(show(parts), f"a ratio such as '{self.example}'")
        signed(parts, what, zero=zero, negative=negative)
        return number(at_least_one(parts.exact, what))


_RATIO = Input("ratio", RatioStrength(), "ratio strength w/v, such as 1:1000, or its second number")


@calculator(
    "F02",
    "Ratio strength of a substance in a volume",
    (
        Input("mass", MASS, "substance in it"),
        Input("volume", VOLUME, "volume of the finished solution"),
    ),
    (Out("one_in", NUMBER_OF), Out("percent", PERCENT_IN_VOLUME), Out("concentration", IN_VOLUME)),
    "x of 1:x = mL ÷ g; register F02",
)
def ratio_by_volume(mass: Quantity, volume: Quantity) -> Working:
    """Give x of the ratio strength 1:x, g in mL, with its percent w/v and mg/mL.

    >>> ratio_by_volume(mass="50 mg", volume="1 L").told
    'one in 20000; percent 0.005 % w/v; concentration 0.05 mg/mL'
    """
    strength = mass / volume
    steps = Steps(f"Ratio strength of {show(mass)} in {show(volume)}")
    numbers = f"{show(volume)} ÷ {show(mass)}"
    parts = number(ratio(_GRAM_BY_MILLILITRE / strength))
    steps.answer("one_in", "mL of solution ÷ g of substance", numbers, parts)
    _also(steps, strength)
    return steps.done()


@calculator(
    "F02",
    "Ratio strength of a substance in a finished preparation",
    (
        Input("mass", MASS, "substance in it"),
        Input("preparation", MASS, "mass of the finished preparation"),
    ),
    (Out("one_in", NUMBER_OF), Out("percent", WEIGHT_PERCENT)),
    "x of 1:x = g of preparation ÷ g of substance; register F02",
)
def ratio_by_weight(mass: Quantity, preparation: Quantity) -> Working:
    """Give x of the ratio strength 1:x, g in g, with its percent w/w.

    >>> ratio_by_weight(mass="2 g", preparation="500 g").told
    'one in 250; percent 0.4 % w/w'
    """
    if mass > preparation:
        excess = (mass - preparation).to(preparation.unit)
        raise DoesNotFit(show(mass), show(preparation), show(excess))
    steps = Steps(f"Ratio strength of {show(mass)} in {show(preparation)}")
    _by_weight(steps, mass, preparation)
    return steps.done()


@calculator(
    "F02",
    "Ratio strength of a drug mixed with a diluent",
    (
        Input("drug", MASS, "substance mixed in"),
        Input("diluent", MASS, "diluent or base it is mixed with, without the drug"),
    ),
    (Out("one_in", NUMBER_OF), Out("percent", WEIGHT_PERCENT)),
    "x of 1:x = (drug + diluent) ÷ drug; register F02",
)
def ratio_with_diluent(drug: Quantity, diluent: Quantity) -> Working:
    """Give x of the ratio strength 1:x of a drug and a diluent mixed by weight.

    >>> ratio_with_diluent(drug="100 mg", diluent="4.9 g").told
    'one in 50; percent 2 % w/w'
    """
    steps = Steps(f"Ratio strength of {show(drug)} with {show(diluent)} of diluent")
    whole = steps.line("whole", "drug + diluent", f"{show(drug)} + {show(diluent)}", drug + diluent)
    _by_weight(steps, drug, whole)
    return steps.done()


@calculator(
    "F02",
    "Ratio strength as percent and mg/mL",
    (_RATIO,),
    (Out("percent", PERCENT_IN_VOLUME), Out("concentration", IN_VOLUME)),
    "% w/v = 100 ÷ x; mg/mL = 1000 ÷ x; register F02",
)
def ratio_to_percent(ratio: Quantity) -> Working:
    """Give a ratio strength w/v as percent w/v and mg/mL.

    >>> ratio_to_percent(ratio="1:1000").told
    'percent 0.1 % w/v; concentration 1 mg/mL'
    """
    steps = Steps(f"1:{show(ratio)} as percent and mg/mL")
    _also(steps, _GRAM_BY_MILLILITRE / ratio)
    return steps.done()


@calculator(
    "F02",
    "Percent w/v or mg/mL as ratio strength",
    (Input("strength", IN_VOLUME, "percent w/v, or mass in a volume"),),
    (Out("one_in", NUMBER_OF),),
    "x = 100 ÷ % w/v; register F02",
)
def percent_to_ratio(strength: Quantity) -> Working:
    """Give x of the ratio strength 1:x that a percent w/v or mg/mL is.

    >>> percent_to_ratio(strength="0.02 % w/v").told
    'one in 5000'
    """
    steps = Steps(f"{show(strength)} as ratio strength")
    parts = number(ratio(_GRAM_BY_MILLILITRE / strength))
    steps.answer("one_in", "1 g/mL ÷ strength", f"1 g/mL ÷ {show(strength)}", parts)
    return steps.done()


@calculator(
    "F02",
    "Substance in a volume of a ratio strength",
    (Input("volume", VOLUME, "volume of the solution"), _RATIO),
    (Out("mass", MASS),),
    "g = mL ÷ x; register F02",
)
def mass_by_ratio(volume: Quantity, ratio: Quantity) -> Working:
    """Give the mass of substance that a volume of a ratio strength holds.

    >>> mass_by_ratio(volume="10 mL", ratio="1:10000").told
    'mass 1 mg'
    """
    mass = (volume * _GRAM_BY_MILLILITRE / ratio).to("mg")
    steps = Steps(f"Substance in {show(volume)} of 1:{show(ratio)}")
    steps.answer("mass", "mL ÷ x, in g", f"{show(volume)} ÷ {show(ratio)}", mass)
    return steps.done()


@calculator(
    "F02",
    "Volume of a ratio strength that holds a mass",
    (Input("mass", MASS, "substance wanted"), _RATIO, RESOLUTION),
    (Out("volume", VOLUME), Out("concentration", IN_VOLUME)),
    "mL = g × x; register F02",
)
def volume_by_ratio(mass: Quantity, ratio: Quantity, resolution: Quantity | None = None) -> Working:
    """Give the volume of a ratio strength that holds a mass of substance.

    >>> volume_by_ratio(mass="0.3 mg", ratio="1:1000").told
    'volume 0.3 mL; concentration 1 mg/mL'
    """
    strength = (_GRAM_BY_MILLILITRE / ratio).to("mg/mL")
    volume = (mass / strength).to("mL")
    steps = Steps(f"Volume of 1:{show(ratio)} that holds {show(mass)}")
    numbers = f"{show(mass)} × {show(ratio)}"
    steps.answer("volume", "g × x, in mL", numbers, volume, resolution=resolution)
    steps.answer("concentration", "1000 ÷ x", f"1000 ÷ {show(ratio)}", strength)
    return steps.done()


def _by_weight(steps: Steps, mass: Quantity, whole: Quantity) -> None:
    parts = number(ratio(whole / mass))
    steps.answer("one_in", "whole ÷ substance", f"{show(whole)} ÷ {show(mass)}", parts)
    percent = of_unit("% w/w", 100 / parts.exact)
    steps.answer("percent", "100 ÷ x", f"100 ÷ {show(parts)}", percent)


def _also(steps: Steps, strength: Quantity) -> None:
    percent, concentration = strength.to("% w/v"), strength.to("mg/mL")
    parts = show(number(ratio(_GRAM_BY_MILLILITRE / strength)))
    steps.answer("percent", "100 ÷ x", f"100 ÷ {parts}", percent)
    steps.answer("concentration", "1000 ÷ x", f"1000 ÷ {parts}", concentration)
