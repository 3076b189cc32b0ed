"""Weighing as proof: expected mass, measuring uncertainty, and accept, reject or cannot tell.

The syringe's own error is what a weighing tests, so it is not part of the uncertainty.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from formulas.rounding import comes_out, down, reckoned, up
from formulas.substance import positive
from formulas.units import Quantity, converted, qty, show
from formulas.working import Line, Working

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


@reckoned
def expected_mass(volume: Quantity, density: Quantity) -> Working:
    """Give the mass a volume should weigh.

    >>> expected_mass(qty("10 mL"), qty("1.088 g/mL")).shown
    '10.88 g'
    """
    positive("volume", volume)
    positive("density", density)
    mass = converted(volume * density, "g", "volume")
    line = Line(
        "expected mass", "volume × density", f"{show(volume)} × {show(density)}", show(mass), "none"
    )
    return Working("F90", f"Mass of {show(volume)}", (line,), mass, exact=comes_out(mass))


@reckoned
def delivered_volume(net_mass: Quantity, density: Quantity) -> Working:
    """Give the volume that a net mass stands for."""
    positive("net mass", net_mass)
    positive("density", density)
    volume = converted(net_mass / density, "mL", "net mass")
    line = Line(
        "delivered volume",
        "net mass ÷ density",
        f"{show(net_mass)} ÷ {show(density)}",
        show(volume, 2),
        "shown half-up to 2 decimals, carried unrounded",
    )
    title = f"Volume of {show(net_mass)}"
    return Working("F90.volume", title, (line,), volume, exact=comes_out(volume))


@reckoned
def expanded(uncertainty: Uncertainty, expected: Quantity, k: int = 2) -> Working:
    """Give the expanded uncertainty of weighing an expected mass, rounded up to 0.0001 g."""
    target = converted(expected, "g", "expected mass")
    shares = {
        "balance": converted(uncertainty.balance, "g", "balance uncertainty"),
        "draught": converted(uncertainty.draught, "g", "draught uncertainty"),
        "handling": converted(uncertainty.handling, "g", "handling uncertainty"),
        "density": target * uncertainty.density_relative,
    }
    squares = sum((share.magnitude**2 for share in shares.values()), Decimal(0))
    result = up(qty(k * squares.sqrt(), "g"), _UNCERTAINTY_STEP)
    line = Line(
        f"expanded uncertainty (k = {k})",
        "k × √(balance² + draught² + handling² + (density share × mass)²)",
        f"{k} × √({' + '.join(f'({show(share)})²' for share in shares.values())})",
        show(result),
        f"up to {show(_UNCERTAINTY_STEP)}",
        "the syringe's own error is what is tested and stays out",
    )
    title = f"Uncertainty of weighing {show(target)}"
    return Working("F91.uncertainty", title, (line,), result, exact=False)


@reckoned
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


@reckoned
def judgement(net: Quantity, band: Band) -> Working:
    """Show the judging of a net mass line by line; the result is its error against the target."""
    seen = converted(net, "g", "net mass")
    error = seen - band.target
    lines = (
        Line("error", "net − target", f"{show(seen)} − {show(band.target)}", show(error), "none"),
        Line(
            "tolerance band",
            "target ± tolerance",
            f"{show(band.target)} ± {show(band.allowed)}",
            _span(band.low, band.high),
            _INWARD,
        ),
        Line(
            "accepted within",
            "target ± (tolerance − uncertainty)",
            f"{show(band.target)} ± ({show(band.allowed)} − {show(band.uncertainty)})",
            _span(band.accept_low, band.accept_high),
            _INWARD,
        ),
        Line(
            "rejected beyond",
            "target ± (tolerance + uncertainty)",
            f"{show(band.target)} ± ({show(band.allowed)} + {show(band.uncertainty)})",
            _span(band.tell_low, band.tell_high),
            _INWARD,
        ),
        Line("verdict", "net against the bands", show(seen), judge(net, band), "", _why(band)),
    )
    return Working("F91", f"Judging {show(seen)}", lines, error)


_INWARD = "inward, to what the balance can read"


def _span(low: Quantity, high: Quantity) -> str:
    return f"{show(low, 2)} to {show(high, 2)}"


def _why(band: Band) -> str:
    if band.verifiable:
        return "the uncertainty is at most a third of the tolerance: the weighing may verify"
    return "the uncertainty is over a third of the tolerance: another method must verify"
