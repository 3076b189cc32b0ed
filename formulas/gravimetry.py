"""Weighing as proof: expected mass, measuring uncertainty, and accept, reject or cannot tell.

The syringe's own error is what a weighing tests, so it is not part of the uncertainty.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from formulas.calculator import Input, Out, calculator
from formulas.kinds import DENSITY, MASS, VOLUME
from formulas.quantity import Quantity, converted, make, qty, show
from formulas.roots import square_root
from formulas.rounding import down, up
from formulas.substance import positive
from formulas.units import unit
from formulas.working import Steps, Working

# A weighing may verify a step only if its uncertainty is at most this share of the tolerance.
_VERIFYING_SHARE = 3
_UNCERTAINTY_STEP = qty("0.0001 g")


class Verdict(StrEnum):
    """What a weighing says about a step."""

    ACCEPT = "accept"
    REJECT = "reject"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Uncertainty:
    """Standard uncertainties of one net weighing.

    ``balance``, ``draught`` and ``handling`` are masses; ``density_relative`` is a fraction, so
    that 0.005 means the density is known to half a percent.
    """

    balance: Quantity
    draught: Quantity
    handling: Quantity
    density_relative: Decimal


@dataclass(frozen=True)
class Band:
    """The masses a step may show, every edge rounded inward to what the balance can read.

    ``low`` to ``high`` is the tolerance itself; inside ``accept_*`` the weighing proves the step;
    beyond ``tell_*`` it disproves it; between the two it cannot tell. ``allowed`` is the tolerance
    as a mass, and ``verifiable`` tells whether the uncertainty is small enough against it.
    """

    target: Quantity
    low: Quantity
    high: Quantity
    accept_low: Quantity
    accept_high: Quantity
    tell_low: Quantity
    tell_high: Quantity
    uncertainty: Quantity
    verifiable: bool
    allowed: Quantity


_DENSITY = Input("density", DENSITY, "density of exactly this product at room temperature")


@calculator(
    "F90",
    "Mass a volume should weigh",
    (Input("volume", VOLUME, "the volume"), _DENSITY),
    (Out("mass", MASS),),
    "volume × density; register F90",
)
def expected_mass(volume: Quantity, density: Quantity) -> Working:
    """Give the mass a volume should weigh.

    >>> expected_mass(volume="10 mL", density="1.088 g/mL").told
    'mass 10.88 g'
    """
    mass = converted(volume * density, "g", "volume")
    steps = Steps(f"Mass of {show(volume)}")
    steps.answer("mass", "volume × density", f"{show(volume)} × {show(density)}", mass)
    return steps.done()


@calculator(
    "F90",
    "Volume a net mass stands for",
    (Input("net_mass", MASS, "mass after less mass before"), _DENSITY),
    (Out("volume", VOLUME),),
    "net mass ÷ density; register F90",
)
def delivered_volume(net_mass: Quantity, density: Quantity) -> Working:
    """Give the volume that a net mass stands for.

    >>> delivered_volume(net_mass="10.72 g", density="1.088 g/mL").told
    'volume 9.85 mL'
    """
    volume = converted(net_mass / density, "mL", "net mass")
    steps = Steps(f"Volume of {show(net_mass)}")
    numbers = f"{show(net_mass)} ÷ {show(density)}"
    steps.answer("volume", "net mass ÷ density", numbers, volume, digits=2)
    return steps.done()


def expanded(uncertainty: Uncertainty, expected: Quantity, k: int = 2) -> Working:
    """Give the expanded uncertainty of weighing an expected mass, rounded up to 0.0001 g."""
    target = converted(expected, "g", "expected mass")
    shares = {
        "balance": converted(uncertainty.balance, "g", "balance uncertainty"),
        "draught": converted(uncertainty.draught, "g", "draught uncertainty"),
        "handling": converted(uncertainty.handling, "g", "handling uncertainty"),
        "density": target * uncertainty.density_relative,
    }
    squares = sum((share.exact**2 for share in shares.values()), Fraction(0))
    result = up(make(k * square_root(squares), unit("g")), _UNCERTAINTY_STEP)
    steps = Steps(f"Uncertainty of weighing {show(target)}")
    steps.answer(
        "uncertainty",
        f"{k} × √(balance² + draught² + handling² + (density share × mass)²)",
        f"{k} × √({' + '.join(f'({show(share)})²' for share in shares.values())})",
        result,
        source="the syringe's own error is what is tested and stays out",
        exact=False,
    )
    return replace(steps.done(), calculator="uncertainty", formula="F91")


def band(
    target_mass: Quantity, tolerance: Decimal, uncertainty: Quantity, readability: Quantity
) -> Band:
    """Give the band of a step: tolerance as a fraction, 0.05 for five percent either way.

    >>> step = band(qty("10.88 g"), Decimal("0.05"), qty("0.11 g"), qty("0.01 g"))
    >>> show(step.accept_low), show(step.accept_high)
    ('10.45 g', '11.31 g')
    """
    target = converted(positive("target mass", target_mass), "g", "target mass")
    allowed = positive("tolerance", target * tolerance)
    spread = converted(positive("uncertainty", uncertainty), "g", "uncertainty")
    step = converted(readability, "g", "readability")
    return Band(
        target=target,
        low=up(target - allowed, step),
        high=down(target + allowed, step),
        accept_low=up(target - allowed + spread, step),
        accept_high=down(target + allowed - spread, step),
        tell_low=up(target - allowed - spread, step),
        tell_high=down(target + allowed + spread, step),
        uncertainty=spread,
        verifiable=spread * _VERIFYING_SHARE <= allowed,
        allowed=allowed,
    )


def judge(net: Quantity, band: Band) -> Verdict:
    """Judge a net mass. A band too coarse to verify can still reject, but never accept."""
    seen = converted(net, "g", "net mass")
    if not band.tell_low <= seen <= band.tell_high:
        return Verdict.REJECT
    if band.verifiable and band.accept_low <= seen <= band.accept_high:
        return Verdict.ACCEPT
    return Verdict.CANNOT_TELL


def judgement(net: Quantity, band: Band) -> Working:
    """Show the judging of a net mass line by line; the first answer is its error."""
    seen = converted(net, "g", "net mass")
    steps = Steps(f"Judging {show(seen)}")
    target, allowed, spread = show(band.target), show(band.allowed), show(band.uncertainty)
    error = seen - band.target
    steps.answer("error", "net − target", f"{show(seen)} − {target}", error)
    edges = {
        "tolerance band": ("target ± tolerance", f"{target} ± {allowed}", band.low, band.high),
        "accepted within": (
            "target ± (tolerance − uncertainty)",
            f"{target} ± ({allowed} − {spread})",
            band.accept_low,
            band.accept_high,
        ),
        "rejected beyond": (
            "target ± (tolerance + uncertainty)",
            f"{target} ± ({allowed} + {spread})",
            band.tell_low,
            band.tell_high,
        ),
    }
    for name, (formula, numbers, low, high) in edges.items():
        steps.note(name, formula, numbers, _span(low, high), rounding=_INWARD)
    verdict = judge(net, band)
    steps.verdict("verdict", "net against the bands", show(seen), verdict, source=_why(band))
    return replace(steps.done(), calculator="judgement", formula="F91")


_INWARD = "inward, to what the balance can read"


def _span(low: Quantity, high: Quantity) -> str:
    return f"{show(low, 2)} to {show(high, 2)}"


def _why(band: Band) -> str:
    if band.verifiable:
        return "the uncertainty is at most a third of the tolerance: the weighing may verify"
    return "the uncertainty is over a third of the tolerance: another method must verify"
