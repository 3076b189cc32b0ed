"""What an instrument said, with the digits it printed.

A number without unit and stability is not a reading: it is refused, with the reason and the
raw bytes beside it. The printed digits stay text, because they carry the readability.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

MASS_UNITS = frozenset({"g", "mg", "kg"})


class Quantity(StrEnum):
    """What is measured; an event is what happened to the line itself."""

    MASS = "mass"
    TEMPERATURE = "temperature"
    HUMIDITY = "humidity"
    PRESSURE = "pressure"
    EVENT = "event"


UNITS = {
    Quantity.TEMPERATURE: "degC",
    Quantity.HUMIDITY: "percent",
    Quantity.PRESSURE: "in_wc",
}


@dataclass(frozen=True)
class Printed:
    """What stood in a line, before anybody asked whether it may be used."""

    digits: str
    unit: str = ""
    stable: bool | None = None


@dataclass(frozen=True)
class Weight:
    """A weight as printed: digits, unit, and whether the balance called it stable."""

    digits: str
    unit: str
    stable: bool

    @property
    def value(self) -> Decimal:
        """The digits as an exact number."""
        return Decimal(self.digits)

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit; the readability, or a part of it."""
        return Decimal(1).scaleb(-len(self.digits.partition(".")[2]))


@dataclass(frozen=True)
class Device:
    """Which instrument answers, in its own words."""

    serial: str
    model: str = ""
    software: str = ""

    @property
    def simulated(self) -> bool:
        """A simulated instrument says so in its identity, and cannot unsay it."""
        return any(
            text.startswith("SIMULATED") for text in (self.serial, self.model, self.software)
        )


@dataclass(frozen=True)
class Reading:
    """One line of the log: either digits with unit, or the reason why there are none."""

    line: str
    quantity: Quantity
    agent_at: datetime
    device: Device
    raw: bytes = b""
    digits: str | None = None
    unit: str | None = None
    stable: bool | None = None
    settled: bool = False
    flags: tuple[str, ...] = ()
    refused: str = ""
    device_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a value without unit or stability, and silence without a reason."""
        numbered = self.digits is not None
        if numbered and (self.unit is None or self.stable is None or self.refused):
            message = "a value needs its unit and its stability, and no reason for refusal"
            raise ValueError(message)
        if not numbered and self.quantity is not Quantity.EVENT and not self.refused:
            message = "a reading without a value needs the reason why"
            raise ValueError(message)

    def to_wire(self) -> dict[str, object]:
        """Make the JSON that travels to the server; the spool adds the sequence."""
        return {
            "line": self.line,
            "quantity": self.quantity.value,
            "raw": self.raw.hex(),
            "digits": self.digits,
            "unit": self.unit,
            "stable": self.stable,
            "settled": self.settled,
            "flags": list(self.flags),
            "refused": self.refused,
            "device": self.device.serial,
            "device_at": None if self.device_at is None else iso(self.device_at),
            "agent_at": iso(self.agent_at),
            "simulated": self.device.simulated,
        }


def iso(at: datetime) -> str:
    """Write an aware instant in UTC, to the microsecond, with Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
