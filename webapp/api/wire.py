"""What an agent sends, checked strictly: numbers as text, instants with their zone."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from compounding.cleanroom.readings import Incoming

MOST_READINGS = 2000
LARGEST_SEQUENCE = 2**53
FIRST_YEAR, LAST_YEAR = 2000, 9000

PLAIN = r"^[^\x00-\x1f\x7f]*$"  # PostgreSQL takes no NUL, and a line of a list has no breaks

Name = Annotated[str, Field(min_length=1, max_length=60, pattern=PLAIN)]
Said = Annotated[str, Field(max_length=400, pattern=PLAIN)]


def _of_our_days(at: datetime) -> datetime:
    """An instant at the edge of the calendar would leave it when read in UTC."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        message = f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}"
        raise ValueError(message)
    return at


Moment = Annotated[AwareDatetime, AfterValidator(_of_our_days)]


class WireReading(BaseModel):
    """One frame of an instrument, or the reason why there is no value."""

    model_config = ConfigDict(strict=True, extra="forbid")

    sequence: int = Field(ge=1, le=LARGEST_SEQUENCE)
    line: Name
    quantity: Literal["mass", "temperature", "humidity", "pressure", "event"]
    raw: str = Field(max_length=8192, pattern=r"^([0-9a-f]{2})*$")
    digits: Annotated[str, Field(max_length=32, pattern=r"^-?[0-9]+(\.[0-9]+)?$")] | None
    unit: Annotated[str, Field(max_length=20, pattern=PLAIN)] | None
    stable: bool | None
    settled: bool
    flags: list[Said] = Field(max_length=20)
    refused: Said
    device: Said
    device_at: Moment | None
    agent_at: Moment
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
    sent_at: Moment
    readings: list[WireReading] = Field(max_length=MOST_READINGS)

    def age(self, at: datetime) -> float:
        """Seconds between a reading and its sending, both by the agent's own clock."""
        return (self.sent_at - at).total_seconds()
