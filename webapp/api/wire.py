"""What an agent sends, checked strictly: numbers as text, instants with their zone."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from compounding.cleanroom.readings import Incoming

MOST_READINGS = 2000
LARGEST_SEQUENCE = 2**53

Name = Annotated[str, Field(min_length=1, max_length=60)]
Said = Annotated[str, Field(max_length=400)]


class WireReading(BaseModel):
    """One frame of an instrument, or the reason why there is no value."""

    model_config = ConfigDict(strict=True, extra="forbid")

    sequence: int = Field(ge=1, le=LARGEST_SEQUENCE)
    line: Name
    quantity: Literal["mass", "temperature", "humidity", "pressure", "event"]
    raw: str = Field(max_length=8192, pattern=r"^([0-9a-f]{2})*$")
    digits: Annotated[str, Field(max_length=32, pattern=r"^-?[0-9]+(\.[0-9]+)?$")] | None
    unit: Annotated[str, Field(max_length=20)] | None
    stable: bool | None
    settled: bool
    flags: list[Said] = Field(max_length=20)
    refused: Said
    device: Said
    device_at: AwareDatetime | None
    agent_at: AwareDatetime
    simulated: bool

    def incoming(self) -> Incoming:
        """As the record takes it."""
        values = self.model_dump()
        return Incoming(**{**values, "flags": tuple(self.flags)})


class Upload(BaseModel):
    """One batch of one spool."""

    model_config = ConfigDict(strict=True, extra="forbid")

    agent: Name
    boot: str = Field(min_length=1, max_length=64, pattern=r"^[0-9a-zA-Z-]+$")
    sent_at: AwareDatetime
    readings: list[WireReading] = Field(max_length=MOST_READINGS)

    def age(self, at: datetime) -> float:
        """Seconds between a reading and its sending, both by the agent's own clock."""
        return (self.sent_at - at).total_seconds()
