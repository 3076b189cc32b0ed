"""With what a volume is measured, and what that makes of it.

The smallest device that holds a volume measures it, if the volume is no less than the share of its
capacity that is trusted. ``devices.toml`` comes with First Air; a site reads its own table.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from formulas.errors import BadTable, FormulaError, TooLittle
from formulas.nutrition.sheet_tables import read_table
from formulas.quantity import Quantity, converted, qty, ratio, show
from formulas.rounding import Rounded, half_up

FILE = Path(__file__).with_name("devices.toml")


@dataclass(frozen=True)
class Device:
    """A syringe, a pump: what it holds (nothing said: no end), the least it is trusted with.

    ``told_beyond`` is the share of a volume beyond which its rounding is told on the sheet.
    """

    name: str
    least: Quantity
    resolution: Quantity
    source: str
    confirmed: bool
    capacity: Quantity | None = None
    told_beyond: Fraction = Fraction(0)

    @property
    def told(self) -> str:
        """Say where its figures come from, and whether somebody confirmed them."""
        return self.source if self.confirmed else f"{self.source}; unconfirmed"

    def holds(self, volume: Quantity) -> bool:
        """Tell whether a volume goes in at once."""
        return self.capacity is None or volume <= self.capacity


@dataclass(frozen=True)
class Measured:
    """A volume at its device's resolution, and what rounding left over."""

    device: Device
    rounded: Rounded

    @property
    def volume(self) -> Quantity:
        """Give the volume to be measured."""
        return self.rounded.value

    @property
    def off(self) -> Fraction:
        """Give by which share of itself rounding moved the volume; less than nothing took away."""
        exact = self.rounded.value.exact + self.rounded.residual.exact
        return -self.rounded.residual.exact / exact

    @property
    def told(self) -> bool:
        """Tell whether rounding moved so much of the volume that the sheet says so."""
        return abs(self.off) > self.device.told_beyond


def read_devices(path: Path) -> tuple[Device, ...]:
    """Read a table of devices; two shares stand before them.  Raises BadTable.

    ``least_share`` of a capacity is trusted; rounding beyond ``told_beyond`` of a volume is told.
    """
    rows = {"device": (("name", "resolution"), ("capacity", "least"))}
    data = read_table(path, ("least_share", "told_beyond"), rows)
    try:
        share, beyond = ratio(qty(data["least_share"])), ratio(qty(data["told_beyond"]))
        read = [_device(path.name, row, share, beyond) for row in data["device"]]
    except BadTable:
        raise
    except FormulaError as trouble:
        raise BadTable(path.name, str(trouble).rstrip(".")) from trouble
    names = [one.name for one in read]
    if not read or len(set(names)) < len(names) or not 0 < share <= 1 or not 0 <= beyond < 1:
        why = "it names no device, or one twice, or its least_share or told_beyond is no share"
        raise BadTable(path.name, why)
    return tuple(sorted(read, key=_size))


def _device(where: str, row: Mapping[str, Any], share: Fraction, beyond: Fraction) -> Device:
    """Read one device: with a capacity its least is the share of it, without one it is said."""
    if ("capacity" in row) is ("least" in row):
        raise BadTable(where, f"the device {row['name']!r} needs a capacity or else its least")
    capacity = converted(qty(row["capacity"]), "mL", "capacity") if "capacity" in row else None
    least = qty(row["least"]) if capacity is None else capacity * share
    least = converted(least, "mL", "least volume")
    resolution = converted(qty(row["resolution"]), "mL", "resolution")
    if not 0 < resolution.exact <= least.exact:
        told = f"{show(resolution)}, for as little as {show(least)}"
        raise BadTable(where, f"the device {row['name']!r} is read to {told}")
    source, confirmed = row["source"], row["confirmed"]
    return Device(row["name"], least, resolution, source, confirmed, capacity, beyond)


@functools.cache
def devices() -> tuple[Device, ...]:
    """Give the devices that come with First Air, the smallest first."""
    return read_devices(FILE)


def measured(volume: Quantity, what: str, known: Iterable[Device] | None = None) -> Measured:
    """Round a volume half-up as the smallest device that holds it can be read.

    Raises TooLittle where no device can be trusted with so little.
    """
    every = devices() if known is None else tuple(known)
    holding = [one for one in every if one.holds(volume)]
    for one in holding:
        rounded = half_up(volume, one.resolution)
        if volume >= one.least and one.holds(rounded.value):
            return Measured(one, rounded)
    least = min((one.least for one in holding), default=every[-1].least)
    raise TooLittle(what, show(volume), show(least))


def _size(one: Device) -> tuple[bool, object]:
    """Order by capacity; what has none comes last."""
    return one.capacity is None, one.least.exact if one.capacity is None else one.capacity.exact
