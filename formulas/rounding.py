"""Rounding: once, at the end, to what the device can show; bands always inward."""

from dataclasses import dataclass
from fractions import Fraction

from formulas.errors import NotPositive, RoundedAway
from formulas.number import half_up_whole
from formulas.quantity import Quantity, like, show

_NOT_MOVED_MORE = 20  # a twentieth: what a step of a bag may be off by usual practice


@dataclass(frozen=True)
class Rounded:
    """A value at a device's resolution, and what the rounding left over (exact less rounded)."""

    value: Quantity
    residual: Quantity
    resolution: Quantity

    @property
    def told(self) -> str:
        """Say the rounding in words: from what, to which step, and what it dropped or added."""
        if not self.residual.exact:
            return f"comes out at {show(self.resolution)}; nothing dropped"
        exact = self.value + self.residual
        moved = "dropped" if abs(self.value) < abs(exact) else "added"
        left = f"{moved} {show(abs(self.residual))}"
        return f"half-up to {show(self.resolution)} from {show(exact)}; {left}"

    @property
    def coarse(self) -> bool:
        """Tell whether the device is too coarse for this value: more than 5 percent was moved."""
        exact = self.value.exact + self.residual.exact
        return abs(self.residual.exact) * _NOT_MOVED_MORE > abs(exact)


def half_up(exact: Quantity, resolution: Quantity) -> Rounded:
    """Round to the device's resolution, halves up, and keep the residual.  Raises NotPositive."""
    size = _step(exact, resolution)
    value = like(half_up_whole(exact.exact / size) * size, exact)
    return Rounded(value, exact - value, resolution)


def measured(exact: Quantity, resolution: Quantity, what: str) -> Rounded:
    """Round to what a device can measure; refuse what it rounds away to nothing.

    Raises NotPositive, RoundedAway.
    """
    rounded = half_up(exact, resolution)
    if exact.exact and not rounded.value.exact:
        raise RoundedAway(what, show(exact), show(resolution))
    return rounded


def up(exact: Quantity, step: Quantity) -> Quantity:
    """Round up to a whole number of steps: the inward edge of a lower limit."""
    size = _step(exact, step)
    return like(-(-exact.exact // size) * size, exact)


def down(exact: Quantity, step: Quantity) -> Quantity:
    """Round down to a whole number of steps: the inward edge of an upper limit."""
    size = _step(exact, step)
    return like(exact.exact // size * size, exact)


def _step(exact: Quantity, step: Quantity) -> Fraction:
    """Give the size of a step in the unit of the value."""
    size = step.to(exact.unit).exact
    if size <= 0:
        what = "resolution"
        raise NotPositive(what, show(step))
    return size
