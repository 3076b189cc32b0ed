"""The facts of a preparation that decide how long it may be kept."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from beyond_use.clock import aware, end_of_day, place_of
from beyond_use.errors import BadFacts
from beyond_use.law import Law


class Area(StrEnum):
    """Where it was made."""

    SUITE = "cleanroom suite"
    SEGREGATED = "segregated area"


class Process(StrEnum):
    """How it was made sterile."""

    ASEPTIC = "aseptic"
    TERMINAL = "terminal sterilization"


class Sterility(StrEnum):
    """What its sterility test says."""

    NOT_TESTED = "not tested"
    PENDING = "pending"
    PASSED = "passed"
    FAILED = "failed"


class Storage(StrEnum):
    """How it is kept."""

    ROOM = "room temperature"
    REFRIGERATOR = "refrigerator"
    FREEZER = "freezer"


@dataclass(frozen=True)
class Component:
    """One thing it is made of. ``beyond_use`` is set where that thing was itself compounded."""

    name: str
    lot: str
    expires: datetime
    beyond_use: datetime | None
    sterile: bool

    def __post_init__(self) -> None:
        aware(self.expires, f"expiry of {self.name}")
        if self.beyond_use is not None:
            aware(self.beyond_use, f"beyond-use date of {self.name}")


@dataclass(frozen=True)
class Stability:
    """A cited finding that this mixture in this container lasts so long, kept so."""

    storage: Storage
    lasts: timedelta
    source: str
    confirmed: bool

    def __post_init__(self) -> None:
        if not self.source.strip() or self.lasts <= timedelta(0):
            trouble = "A stability needs a cited source and a length of time"
            raise BadFacts(trouble)


@dataclass(frozen=True)
class Preparation:
    """A compounded sterile preparation, as far as its beyond-use date goes.

    ``frozen_closure`` cites the proof that this container stays closed when frozen; without it
    there is no frozen date.
    """

    started_at: datetime
    zone: str
    area: Area
    process: Process
    sterility: Sterility
    components: tuple[Component, ...]
    stability: tuple[Stability, ...]
    frozen_closure: str = ""

    def __post_init__(self) -> None:
        aware(self.started_at, "start of the preparation")
        place_of(self.zone)
        if not self.components:
            trouble = "A preparation without components is no preparation"
            raise BadFacts(trouble)

    @property
    def sterile_components_only(self) -> bool:
        """Tell whether everything it is made of was sterile at the start."""
        return all(component.sterile for component in self.components)


def expiry_of_day(day: date, zone: str) -> datetime:
    """Give the instant at which something that expires on a day is last usable."""
    return end_of_day(day, zone)


def expiry_of_month(year: int, month: int, zone: str) -> datetime:
    """Read an expiry of month and year as the last day of that month (BUD-16)."""
    return end_of_day(date(year, month, calendar.monthrange(year, month)[1]), zone)


def expiry_after_receipt(received: date, zone: str, law: Law) -> datetime:
    """Give the expiry of a component whose vendor states none (BUD-15)."""
    year = received.year + int(law.row("BUD-15").number)
    day = min(received.day, calendar.monthrange(year, received.month)[1])
    return end_of_day(date(year, received.month, day), zone)
