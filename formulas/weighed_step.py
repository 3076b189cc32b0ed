"""A weighed step as a calculation of its own: the band around its target, and the verdict."""

from collections.abc import Iterator

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.gravimetry import INWARD, Band, band, require_verifiable, write_judgement
from formulas.kinds import MASS, SHARE, VERDICT
from formulas.quantity import Quantity, ratio, show
from formulas.working import Steps, Working

_TARGET = Input("target", MASS, "the net mass the step should show")
_TOLERANCE = Input(
    "tolerance", SHARE, "how far off it may be, either way, in percent of the target"
)
_UNCERTAINTY = Input(
    "uncertainty", MASS, "expanded uncertainty of the weighing (k = 2), without the syringe's error"
)
_READABILITY = Input("readability", MASS, "the smallest step the balance shows")


@calculator(
    "F91",
    "Band a net weight must lie in",
    (_TARGET, _TOLERANCE, _UNCERTAINTY, _READABILITY),
    (
        Out("accept_low", MASS),
        Out("accept_high", MASS),
        Out("reject_below", MASS),
        Out("reject_above", MASS),
    ),
    "accept within tolerance − uncertainty, reject beyond tolerance + uncertainty; register F91",
)
def weighing_band(
    target: Quantity, tolerance: Quantity, uncertainty: Quantity, readability: Quantity
) -> Working:
    """Give the band of a net weight: accepted inside, rejected beyond, cannot tell between.

    A balance whose uncertainty is over a third of the tolerance is refused.

    >>> weighing_band(
    ...     target="10.88 g", tolerance="5 percent", uncertainty="0.11 g", readability="0.01 g"
    ... ).told
    'accept low 10.45 g; accept high 11.31 g; reject below 10.23 g; reject above 11.53 g'
    """
    steps = Steps(f"Band around {show(target)}")
    made = _checked_band(steps, target, tolerance, uncertainty, readability)
    for name, formula, numbers, edge in _edges(made):
        steps.answer(name, formula, f"{numbers}, rounded {INWARD}", edge)
    return steps.done()


@calculator(
    "F91",
    "What a net weight says about its step",
    (
        Input("net", MASS, "the net weight: after less before", zero=True),
        _TARGET,
        _TOLERANCE,
        _UNCERTAINTY,
        _READABILITY,
    ),
    (Out("error", MASS), Out("verdict", VERDICT)),
    "accept within tolerance − uncertainty, reject beyond tolerance + uncertainty; register F91",
)
def weighing_verdict(
    net: Quantity,
    target: Quantity,
    tolerance: Quantity,
    uncertainty: Quantity,
    readability: Quantity,
) -> Working:
    """Judge a net weight against its target: accept, reject or cannot tell.

    A balance whose uncertainty is over a third of the tolerance is refused.

    >>> weighing_verdict(
    ...     net="11.42 g", target="10.88 g", tolerance="5 percent", uncertainty="0.11 g",
    ...     readability="0.01 g",
    ... ).told
    'error 0.54 g; verdict cannot tell'
    """
    steps = Steps(f"Judging {show(net)}")
    made = _checked_band(steps, target, tolerance, uncertainty, readability)
    write_judgement(steps, net, made)
    return steps.done()


def _checked_band(
    steps: Steps,
    target: Quantity,
    tolerance: Quantity,
    uncertainty: Quantity,
    readability: Quantity,
) -> Band:
    if ratio(tolerance) >= 1:
        what, wanted = "tolerance", "less than 100 percent of the target"
        raise OutOfRange(what, show(tolerance), wanted)
    made = band(target, ratio(tolerance), uncertainty, readability)
    if made.uncertainty * 2 < made.readability:
        what, wanted = "uncertainty", f"at least half of the readability, {show(made.readability)}"
        raise OutOfRange(what, show(made.uncertainty), wanted)
    require_verifiable(f"A step of {show(target)} ± {show(tolerance)}", made)
    numbers = f"{show(made.target)} × {show(tolerance)}"
    steps.line("tolerance", "target × tolerance", numbers, made.allowed)
    steps.line(
        "most the uncertainty may be", "tolerance ÷ 3", f"{show(made.allowed)} ÷ 3", made.most
    )
    return made


def _edges(band: Band) -> Iterator[tuple[str, str, str, Quantity]]:
    target, allowed, spread = show(band.target), show(band.allowed), show(band.uncertainty)
    tight, wide = f"({allowed} − {spread})", f"({allowed} + {spread})"
    inner, outer = "(tolerance − uncertainty)", "(tolerance + uncertainty)"
    yield "accept_low", f"target − {inner}", f"{target} − {tight}", band.accept_low
    yield "accept_high", f"target + {inner}", f"{target} + {tight}", band.accept_high
    yield "reject_below", f"target − {outer}", f"{target} − {wide}", band.tell_low
    yield "reject_above", f"target + {outer}", f"{target} + {wide}", band.tell_high
