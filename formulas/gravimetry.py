"""Weighing as proof: expected mass, the bands around it, and accept, reject or cannot tell.

A volume is weighed as volume × density of exactly that product. A weighing proves a step only
where its uncertainty is at most a third of the tolerance; where it is more, the balance is refused.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange, TooCoarse
from formulas.kinds import DENSITY, MASS, VOLUME
from formulas.quantity import Quantity, converted, show
from formulas.rounding import down, up
from formulas.substance import positive
from formulas.working import Steps, Working

# A weighing may verify a step only if its uncertainty is at most this share of the tolerance.
_VERIFYING_SHARE = 3
_MOST_DECIMALS = 9  # a nanogram of a gram; no balance shows more
_FINER = 100  # an uncertainty is told to a hundredth of what the balance can read


class Verdict(StrEnum):
    """What a weighing says about a step."""

    ACCEPT = "accept"
    REJECT = "reject"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Band:
    """The masses a step may show, every edge rounded inward to what the balance can read.

    ``low`` to ``high`` is the tolerance itself; inside ``accept_*`` the weighing proves the step;
    beyond ``tell_*`` it disproves it; between the two it cannot tell. ``allowed`` is the tolerance
    as a mass, ``verifiable`` tells whether the uncertainty is small enough against it, and
    ``readability`` is what the balance can read.
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
    readability: Quantity

    @property
    def most(self) -> Quantity:
        """Give the largest uncertainty that could still verify: a third of the tolerance."""
        return self.allowed / _VERIFYING_SHARE


_DENSITY = Input("density", DENSITY, "density of exactly this product at room temperature")
INWARD = "inward, to what the balance can read"


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


def band(
    target_mass: Quantity,
    tolerance: Decimal | Fraction,
    uncertainty: Quantity,
    readability: Quantity,
) -> Band:
    """Give the band of a step: tolerance as a fraction, 0.05 for five percent either way.

    Masses in any unit of mass; the band is in grams.  Raises NotPositive, WrongUnit.
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
        readability=step,
    )


def require_verifiable(what: str, band: Band) -> Band:
    """Refuse a step that the balance cannot verify; ``what`` begins the sentence.

    Raises TooCoarse, which says what uncertainty would do, and OutOfRange where the balance can
    show no weight that would be accepted.
    """
    if not band.verifiable:
        most = down(band.most, band.readability / _FINER)
        raise TooCoarse(what, show(band.uncertainty), show(most))
    if band.accept_low > band.accept_high:
        name, wanted = "readability", "so fine that some weight it shows lies in the band"
        raise OutOfRange(name, f"too coarse for {show(band.target)} ± {show(band.allowed)}", wanted)
    return band


def judge(net: Quantity, band: Band) -> Verdict:
    """Judge a net mass. A band too coarse to verify can still reject, but never accept."""
    seen = converted(net, "g", "net mass")
    if not band.tell_low <= seen <= band.tell_high:
        return Verdict.REJECT
    if band.verifiable and band.accept_low <= seen <= band.accept_high:
        return Verdict.ACCEPT
    return Verdict.CANNOT_TELL


def judgement(net: Quantity, band: Band) -> Working:
    """Show the judging of a net mass line by line: its error in grams, the bands, the verdict."""
    steps = Steps(f"Judging {show(net)}")
    write_judgement(steps, net, band)
    return replace(steps.done(), calculator="judgement", formula="F91")


def write_judgement(steps: Steps, net: Quantity, band: Band) -> None:
    """Write the error of a net mass, the bands around its target, and the verdict."""
    seen = converted(net, "g", "net mass")
    target, allowed, spread = show(band.target), show(band.allowed), show(band.uncertainty)
    steps.answer("error", "net − target", f"{show(seen)} − {target}", seen - band.target)
    bands = (
        ("tolerance band", "target ± tolerance", allowed, band.low, band.high),
        (
            "accepted within",
            "target ± (tolerance − uncertainty)",
            f"({allowed} − {spread})",
            band.accept_low,
            band.accept_high,
        ),
        (
            "rejected beyond",
            "target ± (tolerance + uncertainty)",
            f"({allowed} + {spread})",
            band.tell_low,
            band.tell_high,
        ),
    )
    digits = _decimals(band.readability)
    for name, formula, width, low, high in bands:
        span = f"{show(low, digits)} to {show(high, digits)}"
        steps.note(name, formula, f"{target} ± {width}", span, rounding=INWARD)
    said = judge(net, band)
    steps.verdict("verdict", "net against the bands", show(seen), said, source=_why(band))


def _decimals(step: Quantity) -> int:
    """Give the decimals that a multiple of the step has."""
    digits, size = 0, step.exact
    while size.denominator != 1 and digits < _MOST_DECIMALS:
        size, digits = size * 10, digits + 1
    return digits


def _why(band: Band) -> str:
    if band.verifiable:
        return "the uncertainty is at most a third of the tolerance: the weighing may verify"
    return "the uncertainty is over a third of the tolerance: another method must verify"
