"""Where a weight stands in its band, as whole thousandths of a bar's length."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

LENGTH = 1000
MARGIN = Decimal("0.4")  # of the band's width, on either side, so that a near miss is still seen


@dataclass(frozen=True)
class BandBar:
    """`start` and `end` are weights; the rest are places on the bar, 0 to LENGTH."""

    start: Decimal
    end: Decimal
    tell_low: int
    accept_low: int
    accept_high: int
    tell_high: int
    low: int
    high: int
    net: int | None


def band_bar(band: Mapping[str, str | Decimal], net: str | Decimal | None = None) -> BandBar:
    """Lay out a band (keys low, high, accept_*, tell_* as in the record) with a weight on it.

    >>> low_high = {"low": "9.49", "high": "10.47", "tell_low": "9.40", "tell_high": "10.56",
    ...             "accept_low": "9.58", "accept_high": "10.38"}
    >>> bar = band_bar(low_high, "9.98")
    >>> bar.net, bar.accept_low < bar.net < bar.accept_high
    (500, True)
    """
    at = {name: Decimal(band[name]) for name in _NAMES}
    width = at["tell_high"] - at["tell_low"]
    start, end = at["tell_low"] - width * MARGIN, at["tell_high"] + width * MARGIN

    def place(weight: Decimal) -> int:
        if width <= 0:
            return 0
        thousandths = ((weight - start) * LENGTH / (end - start)).to_integral_value(ROUND_HALF_UP)
        return max(0, min(LENGTH, int(thousandths)))

    places = {name: place(weight) for name, weight in at.items()}
    return BandBar(start, end, net=None if net is None else place(Decimal(net)), **places)


_NAMES = ("tell_low", "accept_low", "accept_high", "tell_high", "low", "high")
