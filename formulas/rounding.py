"""Rounding: once, at the end, to what the device can show; bands always inward.

Also the precision every calculation runs at, whatever the thread's own decimal context says.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    InvalidOperation,
    Overflow,
    localcontext,
)
from typing import ParamSpec, TypeVar

from formulas.errors import NotPositive
from formulas.units import Quantity, like, show

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")

_DIGITS = 28
_ENGINE = Context(prec=_DIGITS, traps=[InvalidOperation, DivisionByZero, Overflow, FloatOperation])


def reckoned(act: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Run a calculation at the engine's own precision; a float inside it raises."""

    @functools.wraps(act)
    def at_engine_precision(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        with localcontext(_ENGINE):
            return act(*args, **kwargs)

    return at_engine_precision


@dataclass(frozen=True)
class Rounded:
    """A value at a device's resolution, and what the rounding left over (exact less rounded)."""

    value: Quantity
    residual: Quantity
    resolution: Quantity

    @property
    def told(self) -> str:
        """Say the rounding in words."""
        return f"half-up to {show(self.resolution)}; residual {show(self.residual)}"


@reckoned
def half_up(exact: Quantity, resolution: Quantity) -> Rounded:
    """Round to the device's resolution, halves up, and keep the residual."""
    value = stepped(exact, resolution, ROUND_HALF_UP)
    return Rounded(value, exact - value, resolution)


@reckoned
def up(exact: Quantity, step: Quantity) -> Quantity:
    """Round up to a whole number of steps: the inward edge of a lower limit."""
    return stepped(exact, step, ROUND_CEILING)


@reckoned
def down(exact: Quantity, step: Quantity) -> Quantity:
    """Round down to a whole number of steps: the inward edge of an upper limit."""
    return stepped(exact, step, ROUND_FLOOR)


def stepped(exact: Quantity, step: Quantity, rounding: str) -> Quantity:
    """Round to a whole number of steps, in the unit of the value."""
    size: Decimal = step.to(exact.units).magnitude
    if size <= 0:
        what = "resolution"
        raise NotPositive(what, show(step))
    whole = (exact.magnitude / size).to_integral_value(rounding)
    return like(whole * size, exact)


def comes_out(quantity: Quantity) -> bool:
    """Tell whether a division came out, or was cut off at the engine's precision."""
    return len(quantity.magnitude.as_tuple().digits) < _DIGITS
