"""How far a net weighing can be trusted: balance, draught, handling and density.

The syringe's own error is what a weighing tests, so it is not part of the uncertainty.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from formulas.calculator import Input, Out, calculator
from formulas.errors import NotPositive, OutOfRange
from formulas.kinds import DENSITY, DENSITY_STEP, MASS, NUMBER_OF, SHARE, VOLUME
from formulas.quantity import Quantity, converted, make, number, qty, ratio, show
from formulas.roots import square_root
from formulas.rounding import up
from formulas.units import unit
from formulas.working import Line, Output, Steps, Working

_TWO = number(2)
_HUNDREDTH = qty("0.01 mL")
_FINER = 100  # the uncertainty is told to a hundredth of what the balance shows
_ROUNDING_SPREAD = 12  # an even spread over one readability has the variance readability² ÷ 12
_DIFFERENCE = "√(2 × (repeatability² + readability² ÷ 12))"
_PAIR = "a net weighing is the difference of two readings, each rounded to the readability"


@dataclass(frozen=True)
class Uncertainty:
    """What one net weighing of a volume is unsure by: standard uncertainties, one each.

    ``readability`` and ``repeatability`` are the balance's own, for one reading; ``stated`` is
    what its owner states for a difference of two, counted where it is the larger. ``draught`` and
    ``handling`` are masses, ``density`` is that of the density itself. Nought where none is known.
    """

    readability: Quantity
    repeatability: Quantity
    draught: Quantity
    handling: Quantity
    density: Quantity
    stated: Quantity


def expanded(uncertainty: Uncertainty, volume: Quantity, k: Quantity = _TWO) -> Working:
    """Give the expanded uncertainty of weighing a volume, in grams, rounded up.

    U = k × √(balance² + draught² + handling² + (volume × uncertainty of density)²).  Raises
    WrongUnit, NotPositive.
    """
    steps = Steps(f"Uncertainty of weighing {show(volume)}")
    balance = _balance(steps, uncertainty)
    share = converted(volume * uncertainty.density, "g", "uncertainty of the density")
    numbers = f"{show(volume)} × {show(uncertainty.density)}"
    steps.line("density", "volume × uncertainty of its density", numbers, share)
    draught = converted(uncertainty.draught, "g", "draught uncertainty")
    handling = converted(uncertainty.handling, "g", "handling uncertainty")
    squares = [balance, *((each.exact**2, show(each)) for each in (draught, handling, share))]
    variance = sum((square for square, _ in squares), Fraction(0))
    root = make(square_root(ratio(k) ** 2 * variance), unit("g"))
    _write_up(
        steps,
        "uncertainty",
        f"{show(k)} × √(balance² + draught² + handling² + density²)",
        f"{show(k)} × √({' + '.join(f'({shown})²' for _, shown in squares)})",
        root,
        converted(uncertainty.readability, "g", "readability") / _FINER,
        "the syringe's own error is what is tested and stays out",
    )
    return replace(steps.done(), calculator="uncertainty", formula="F91")


def difference_variance(readability: Quantity, repeatability: Quantity) -> Fraction:
    """Give the variance of a net weighing, in square grams: two readings, two roundings.

    2 × (repeatability² + readability² ÷ 12), both of one reading.  Raises NotPositive, WrongUnit.
    """
    step = converted(readability, "g", "readability").exact
    if step <= 0:
        what = "readability"
        raise NotPositive(what, show(readability))
    spread = converted(repeatability, "g", "repeatability").exact
    if spread < 0:
        what, wanted = "repeatability", "nought or more"
        raise OutOfRange(what, show(repeatability), wanted)
    return 2 * (spread**2 + step**2 / _ROUNDING_SPREAD)


def _balance(steps: Steps, given: Uncertainty) -> tuple[Fraction, str]:
    """Write the balance's share; give its square in square grams, and how it is shown."""
    variance = difference_variance(given.readability, given.repeatability)
    own = make(square_root(variance), unit("g"))
    numbers = f"√(2 × (({show(given.repeatability)})² + ({show(given.readability)})² ÷ 12))"
    digits = _digits(given.readability)
    steps.line("balance", _DIFFERENCE, numbers, own, digits=digits, source=_PAIR, exact=False)
    stated = converted(given.stated, "g", "stated uncertainty of the balance")
    if stated.exact**2 <= variance:
        return variance, show(own, digits)
    formula = "the larger of reckoned and stated"
    steps.line("balance, as stated", formula, f"{show(own, digits)}, {show(stated)}", stated)
    return stated.exact**2, show(stated)


def _digits(readability: Quantity) -> int:
    """Give the decimals of a hundredth of the readability in grams."""
    step = converted(readability, "g", "readability").exact / _FINER
    digits = 0
    while step < 1:
        step *= 10
        digits += 1
    return digits


def _write_up(  # rounded up, so that no weighing is trusted more than it deserves
    steps: Steps,
    name: str,
    formula: str,
    numbers: str,
    exact: Quantity,
    step: Quantity,
    source: str,
) -> None:
    result = up(exact, step)
    told = f"up to {show(step)}, never down"
    steps.lines.append(Line(name, formula, numbers, show(result), told, source, exact=False))
    steps.outputs.append(Output(name, result, show(result)))


_READABILITY = Input("readability", MASS, "the smallest step the balance shows")
_REPEATABILITY = Input(
    "repeatability", MASS, "standard deviation of repeated weighings on this balance", zero=True
)
_DRAUGHT = Input("draught", MASS, "standard uncertainty from moving air", optional=True, zero=True)
_HANDLING = Input(
    "handling", MASS, "standard uncertainty from drops, caps and wiping", optional=True, zero=True
)
_NONE = make(Fraction(0), unit("g"))


@calculator(
    "F91",
    "Uncertainty of one net weighing on a balance",
    (_READABILITY, _REPEATABILITY),
    (Out("uncertainty", MASS),),
    "√(2 × (repeatability² + readability² ÷ 12)); JCGM 100, F.2.2.1, recalled",
)
def balance_uncertainty(readability: Quantity, repeatability: Quantity) -> Working:
    """Give the standard uncertainty of a net weighing: the difference of two readings.

    >>> balance_uncertainty(readability="0.01 g", repeatability="0.01 g").told
    'uncertainty 0.0147 g'
    """
    root = make(square_root(difference_variance(readability, repeatability)), unit("g"))
    numbers = f"√(2 × (({show(repeatability)})² + ({show(readability)})² ÷ 12))"
    steps = Steps(f"Net weighing to {show(readability)}")
    digits = _digits(readability)
    steps.answer(
        "uncertainty", _DIFFERENCE, numbers, root, digits=digits, source=_PAIR, exact=False
    )
    return steps.done()


@calculator(
    "F91",
    "Expanded uncertainty of weighing a volume",
    (
        Input("volume", VOLUME, "the volume that is weighed"),
        Input(
            "density_uncertainty", DENSITY_STEP, "standard uncertainty of its density", zero=True
        ),
        _READABILITY,
        _REPEATABILITY,
        _DRAUGHT,
        _HANDLING,
        Input("k", NUMBER_OF, "coverage factor; 2 where it is left out", optional=True),
    ),
    (Out("uncertainty", MASS),),
    "k × √(balance² + draught² + handling² + (volume × density uncertainty)²); register F91",
)
def weighing_uncertainty(
    volume: Quantity,
    density_uncertainty: Quantity,
    readability: Quantity,
    repeatability: Quantity,
    draught: Quantity = _NONE,
    handling: Quantity = _NONE,
    k: Quantity = _TWO,
) -> Working:
    """Give the uncertainty (k = 2) of weighing a volume, without the syringe's own error.

    >>> weighing_uncertainty(
    ...     volume="10 mL", density_uncertainty="0.005 g/mL", readability="0.01 g",
    ...     repeatability="0.01 g", draught="0.02 g", handling="0.02 g",
    ... ).told
    'uncertainty 0.1187 g'
    """
    shares = Uncertainty(readability, repeatability, draught, handling, density_uncertainty, _NONE)
    return expanded(shares, volume, k)


@calculator(
    "F91",
    "Smallest volume a balance can verify",
    (
        Input("tolerance", SHARE, "how far off the volume may be, either way"),
        Input("density", DENSITY, "density of the product"),
        Input(
            "density_uncertainty", DENSITY_STEP, "standard uncertainty of its density", zero=True
        ),
        _READABILITY,
        _REPEATABILITY,
        _DRAUGHT,
        _HANDLING,
    ),
    (Out("volume", VOLUME),),
    "uncertainty ≤ tolerance ÷ 3, solved for the volume; register F91",
)
def smallest_verifiable_volume(
    tolerance: Quantity,
    density: Quantity,
    density_uncertainty: Quantity,
    readability: Quantity,
    repeatability: Quantity,
    draught: Quantity = _NONE,
    handling: Quantity = _NONE,
) -> Working:
    """Give the smallest volume whose weighing still proves it: uncertainty at most a third.

    >>> smallest_verifiable_volume(
    ...     tolerance="5 percent", density="1 g/mL", density_uncertainty="0.005 g/mL",
    ...     readability="0.01 g", repeatability="0.01 g", draught="0.02 g", handling="0.02 g",
    ... ).told
    'volume 4.79 mL'
    """
    fixed = difference_variance(readability, repeatability)
    fixed += sum(converted(each, "g").exact ** 2 for each in (draught, handling))
    allowed = converted(density * ratio(tolerance) / 3, "g/mL", "density")
    unsure = converted(density_uncertainty, "g/mL", "density uncertainty")
    room = allowed.exact**2 - 4 * unsure.exact**2
    if room <= 0:
        what, most = "density uncertainty", show(allowed / 2, 4)
        raise OutOfRange(what, show(unsure), f"less than {most}: by weighing no volume would do")
    steps = Steps(f"Smallest volume verified to {show(tolerance)}")
    shared = make(square_root(fixed), unit("g"))
    formula = "√(balance² + draught² + handling²)"
    steps.line("apart from the density", formula, "", shared, digits=4, exact=False)
    steps.line("a third of the tolerance", "density × tolerance ÷ 3", "", allowed, digits=4)
    _write_up(
        steps,
        "volume",
        "2 × shares ÷ √((tolerance ÷ 3)² − (2 × density uncertainty)²)",
        f"2 × {show(shared, 4)} ÷ √(({show(allowed, 4)})² − (2 × {show(unsure)})²)",
        make(square_root(4 * fixed / room), unit("mL")),
        _HUNDREDTH,
        "",
    )
    return steps.done()
