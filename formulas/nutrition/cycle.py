"""A cyclic infusion: half the rate at the start and at the end, the whole rate between (F68)."""

from dataclasses import dataclass
from fractions import Fraction

from formulas.errors import OutOfRange
from formulas.quantity import Quantity, show

_HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Cycle:
    """The rates of a day's infusion: the whole rate, and that of the taper where there is one."""

    whole_rate: Quantity
    taper_rate: Quantity | None
    mean_rate: Quantity


def cycle_of(volume: Quantity, hours: Quantity, taper: Quantity | None) -> Cycle:
    """Give the rates at which a volume runs in, with a taper at either end or without.

    Two tapers at half rate run in what one taper at the whole rate would, so the whole rate is
    volume ÷ (hours − taper).  Raises OutOfRange where the tapers leave no time between.
    """
    mean = (volume / hours).to("mL/h")
    if taper is None or not taper.exact:
        return Cycle(mean, None, mean)
    if taper.exact < 0 or taper + taper >= hours:
        what = "taper"
        raise OutOfRange(what, show(taper), f"less than half of {show(hours)}, at either end")
    whole = (volume / (hours - taper)).to("mL/h")
    return Cycle(whole, whole * _HALF, mean)
