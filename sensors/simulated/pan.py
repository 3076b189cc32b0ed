"""The physics of a simulated balance: a load, a zero, a tare, and a value that takes its time.

Times are seconds of a clock that the caller reads; nothing here waits.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

POWER_UP_ZERO = Decimal("0.1")  # share of the capacity that is taken as zero at switching on


@dataclass(frozen=True)
class Shown:
    """What the display shows at one moment, in grams."""

    grams: Decimal
    stable: bool


class Pan:
    """A pan with a load; a change of load is shown as a ramp that ends after `settles` seconds."""

    def __init__(self, capacity: Decimal, readability: Decimal, settles: float) -> None:
        self.capacity = capacity
        self.readability = readability
        self.settles = settles
        self.load = Decimal(0)
        self.zero = Decimal(0)
        self.tare = Decimal(0)
        self._from = Decimal(0)
        self._changed = float("-inf")

    def put(self, load: Decimal, at: float) -> None:
        """Change the whole load at the moment `at`."""
        self._from = self._weight(at)
        self.load = load
        self._changed = at

    def shown(self, at: float) -> Shown:
        """Give the net value on the display, rounded to the readability."""
        stable = at - self._changed >= self.settles
        return Shown(self.round(self._weight(at) - self.zero - self.tare), stable)

    def round(self, grams: Decimal) -> Decimal:
        """Round as the display does."""
        steps = (grams / self.readability).quantize(Decimal(1), ROUND_HALF_UP)
        return steps * self.readability

    def set_zero(self) -> None:
        """Take the present load as zero; this clears the tare, as the real ones do."""
        self.zero, self.tare = self.load, Decimal(0)

    def set_tare(self) -> None:
        """Take the present load as tare."""
        self.tare = self.load - self.zero

    def clear_tare(self) -> None:
        """Forget the tare."""
        self.tare = Decimal(0)

    def restart(self) -> None:
        """Forget the tare; a light load becomes the new zero, as at every switching on."""
        self.tare = Decimal(0)
        self.zero = self.load if self.load <= self.capacity * POWER_UP_ZERO else Decimal(0)

    def _weight(self, at: float) -> Decimal:
        elapsed = at - self._changed
        if elapsed >= self.settles:
            return self.load
        done = Decimal(str(round(max(elapsed, 0.0) / self.settles, 4)))
        return self._from + (self.load - self._from) * done
