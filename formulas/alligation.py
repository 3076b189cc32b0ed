"""Mixing a stronger and a weaker product: F05, alligation alternate.

The strength wanted must lie strictly between the two: at either end one part would be nothing, and
that is no mixture. A weaker product of nought is plain diluent.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import DoesNotFit, NotBetween, OutOfRange
from formulas.kinds import MASS, NUMBER_OF, VOLUME
from formulas.mixture import (
    ANY_STRENGTH_OR_RATIO,
    MASS_RESOLUTION,
    RESOLUTION,
    STRENGTH_BY_MASS,
    STRENGTH_BY_VOLUME,
    comparable,
    warn_of_shrinking,
)
from formulas.quantity import Quantity, number, show
from formulas.substance import Strength
from formulas.working import Steps, Working

_BY_VOLUME = (
    Input("high", STRENGTH_BY_VOLUME, "strength of the stronger product"),
    Input("low", STRENGTH_BY_VOLUME, "strength of the weaker; 0 % w/v is plain diluent", zero=True),
    Input("target", STRENGTH_BY_VOLUME, "strength wanted, between the two"),
)
_BY_MASS = (
    Input("high", STRENGTH_BY_MASS, "strength of the stronger product"),
    Input("low", STRENGTH_BY_MASS, "strength of the weaker; 0 % w/w is plain base", zero=True),
    Input("target", STRENGTH_BY_MASS, "strength wanted, between the two"),
)
_ANY = tuple(
    Input(one.name, ANY_STRENGTH_OR_RATIO, one.meaning, zero=one.zero) for one in _BY_VOLUME
)


@calculator(
    "F05",
    "Volumes of a stronger and a weaker product",
    (*_BY_VOLUME, Input("final", VOLUME, "volume of the finished mixture"), RESOLUTION),
    (Out("high_volume", VOLUME), Out("low_volume", VOLUME)),
    "V high = V × (target − low) ÷ (high − low); register F05",
)
def mix_two(
    high: Strength,
    low: Strength,
    target: Strength,
    final: Quantity,
    resolution: Quantity | None = None,
) -> Working:
    """Give the volumes of a stronger and a weaker product that make so much of a strength between.

    The weaker one fills it up, so that the two always close on the final volume.

    >>> mix_two(
    ...     high="70 % w/v", low="5 % w/v", target="20 % w/v", final="1000 mL", resolution="1 mL"
    ... ).told
    'high volume 231 mL; low volume 769 mL'
    """
    steps = Steps(f"{show(final)} of {target} from {high} and {low}")
    _alternate(
        steps, (high, low, target), final.to("mL"), ("high_volume", "low_volume"), resolution
    )
    return steps.done()


@calculator(
    "F05",
    "Masses of a stronger and a weaker product",
    (*_BY_MASS, Input("final", MASS, "mass of the finished mixture"), MASS_RESOLUTION),
    (Out("high_mass", MASS), Out("low_mass", MASS)),
    "m high = m × (target − low) ÷ (high − low); register F05",
)
def mix_two_by_mass(
    high: Strength,
    low: Strength,
    target: Strength,
    final: Quantity,
    resolution: Quantity | None = None,
) -> Working:
    """Give the masses of a stronger and a weaker product that make so much of a strength between.

    >>> mix_two_by_mass(high="10 % w/w", low="2 % w/w", target="5 % w/w", final="80 g").told
    'high mass 30 g; low mass 50 g'
    """
    steps = Steps(f"{show(final)} of {target} from {high} and {low}")
    _alternate(steps, (high, low, target), final, ("high_mass", "low_mass"), resolution)
    return steps.done()


@calculator(
    "F05",
    "Parts of a stronger and a weaker product",
    _ANY,
    (Out("high_parts", NUMBER_OF), Out("low_parts", NUMBER_OF), Out("ratio", NUMBER_OF)),
    "parts high = target − low; parts low = high − target; register F05",
)
def mixing_parts(high: Strength, low: Strength, target: Strength) -> Working:
    """Give the parts of a stronger and a weaker product in whole numbers, and high to low.

    The parts are by volume for strengths by volume, and by weight for strengths by weight.

    >>> mixing_parts(high="50 % w/v", low="5 % w/v", target="30 % w/v").told
    'high parts 5; low parts 4; ratio 1.25'
    """
    above, below, wanted = between(high, low, target)
    steps = Steps(f"Parts of {high} and {low} for {target}")
    of_high = steps.line(
        "parts of the stronger", "target − low", f"{show(wanted)} − {show(below)}", wanted - below
    )
    of_low = steps.line(
        "parts of the weaker", "high − target", f"{show(above)} − {show(wanted)}", above - wanted
    )
    ratio = of_high.exact / of_low.exact
    numbers = f"{show(of_high)} to {show(of_low)}"
    steps.answer("high_parts", "in lowest whole numbers", numbers, number(ratio.numerator))
    steps.answer("low_parts", "in lowest whole numbers", numbers, number(ratio.denominator))
    steps.answer(
        "ratio", "parts high ÷ parts low", f"{show(of_high)} ÷ {show(of_low)}", number(ratio)
    )
    return steps.done()


@calculator(
    "F05",
    "Volume of a second product to add to a first",
    (
        Input("there", STRENGTH_BY_VOLUME, "strength of what is there already", zero=True),
        Input("volume", VOLUME, "how much of it there is"),
        Input("added", STRENGTH_BY_VOLUME, "strength of what will be added to it", zero=True),
        Input("target", STRENGTH_BY_VOLUME, "strength wanted, between the two"),
        RESOLUTION,
    ),
    (Out("added_volume", VOLUME), Out("final_volume", VOLUME)),
    "V added = V there × (target − there) ÷ (added − target); register F05",
)
def mix_into(
    there: Strength,
    volume: Quantity,
    added: Strength,
    target: Strength,
    resolution: Quantity | None = None,
) -> Working:
    """Give how much of a stronger or weaker product to add to a volume already there.

    >>> mix_into(there="5 % w/v", volume="500 mL", added="50 % w/v", target="10 % w/v").told
    'added volume 62.5 mL; final volume 562.5 mL'
    """
    steps = Steps(f"{added} to add to {show(volume)} of {there} to reach {target}")
    outputs = ("added_volume", "final_volume")
    _into(steps, (there, added, target), volume.to("mL"), outputs, resolution)
    return steps.done()


@calculator(
    "F05",
    "Mass of a second product to add to a first",
    (
        Input("there", STRENGTH_BY_MASS, "strength of what is there already", zero=True),
        Input("mass", MASS, "how much of it there is"),
        Input(
            "added",
            STRENGTH_BY_MASS,
            "strength of what will be added; 100 % w/w is the pure substance",
            zero=True,
        ),
        Input("target", STRENGTH_BY_MASS, "strength wanted, between the two"),
        MASS_RESOLUTION,
    ),
    (Out("added_mass", MASS), Out("final_mass", MASS)),
    "m added = m there × (target − there) ÷ (added − target); register F05",
)
def mix_into_by_mass(
    there: Strength,
    mass: Quantity,
    added: Strength,
    target: Strength,
    resolution: Quantity | None = None,
) -> Working:
    """Give how much of a stronger or weaker product to add to a mass already there.

    >>> mix_into_by_mass(there="5 % w/w", mass="90 g", added="100 % w/w", target="10 % w/w").told
    'added mass 5 g; final mass 95 g'
    """
    steps = Steps(f"{added} to add to {show(mass)} of {there} to reach {target}")
    _into(steps, (there, added, target), mass, ("added_mass", "final_mass"), resolution)
    return steps.done()


def between(high: Strength, low: Strength, target: Strength) -> tuple[Quantity, Quantity, Quantity]:
    """Give high, low and target in the target's unit; refuse a target not strictly between.

    Raises NotBetween, OutOfRange where the weaker product is not the weaker, OtherSubstance.
    """
    above, below, wanted = comparable(target, high=high, low=low, target=target)
    if below >= above:
        what = "low"
        raise OutOfRange(what, str(low), f"weaker than the high, {high}")
    if not below < wanted < above:
        raise NotBetween(str(target), str(low), str(high))
    return above, below, wanted


def _alternate(
    steps: Steps,
    strengths: tuple[Strength, Strength, Strength],
    final: Quantity,
    outputs: tuple[str, str],
    resolution: Quantity | None,
) -> None:
    """Write both parts; the weaker one is what the final quantity leaves after rounding."""
    above, below, wanted = between(*strengths)
    exact = final * ((wanted.exact - below.exact) / (above.exact - below.exact))
    numbers = f"{show(final)} × ({show(wanted)} − {show(below)}) ÷ ({show(above)} − {show(below)})"
    formula = "final × (target − low) ÷ (high − low)"
    kept = steps.answer(outputs[0], formula, numbers, exact, resolution=resolution)
    rest = final - kept
    if rest.exact <= 0:
        raise DoesNotFit(show(kept), show(final), show(-rest))
    filling = f"{show(final)} − {show(kept)}"
    steps.answer(outputs[1], f"final − {outputs[0].replace('_', ' ')}", filling, rest)
    warn_of_shrinking(steps, wanted)


def _into(
    steps: Steps,
    strengths: tuple[Strength, Strength, Strength],
    there: Quantity,
    outputs: tuple[str, str],
    resolution: Quantity | None,
) -> None:
    """Write what to add and what that makes, whichever of the two is the stronger."""
    first, second, target = strengths
    begun, adding, wanted = comparable(target, there=first, added=second, target=target)
    if not (begun < wanted < adding or adding < wanted < begun):
        raise NotBetween(str(target), str(first), str(second))
    exact = there * ((wanted.exact - begun.exact) / (adding.exact - wanted.exact))
    numbers = (
        f"{show(there)} × ({show(wanted)} − {show(begun)}) ÷ ({show(adding)} − {show(wanted)})"
    )
    formula = "there × (target − there) ÷ (added − target)"
    kept = steps.answer(outputs[0], formula, numbers, exact, resolution=resolution)
    steps.answer(outputs[1], "there + added", f"{show(there)} + {show(kept)}", there + kept)
    warn_of_shrinking(steps, wanted)
