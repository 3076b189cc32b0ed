"""The facts of a preparation that decide how long it may be kept."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from beyond_use.clock import aware, end_of_day, place_of
from beyond_use.controls import Controls, Surroundings
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


class Endotoxin(StrEnum):
    """What its test for bacterial endotoxins says."""

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
    """One thing it is made of. ``beyond_use`` is set where that thing was itself compounded.

    ``drawn_until`` is the end of the in-use window of a container opened before. It ends the
    drawing from that container; it never shortens the date of what was drawn (IN-8).
    """

    name: str
    lot: str
    expires: datetime
    beyond_use: datetime | None
    sterile: bool
    drawn_until: datetime | None = None

    def __post_init__(self) -> None:
        aware(self.expires, f"expiry of {self.name}")
        if self.beyond_use is not None:
            aware(self.beyond_use, f"beyond-use date of {self.name}")
        if self.drawn_until is not None:
            aware(self.drawn_until, f"end of the in-use window of {self.name}")


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
    there is no frozen date. ``surroundings`` is None where hood and suite are judged elsewhere, so
    that only the area speaks; ``controls`` is None where Category 3 is not sought. Whether it is
    injected, and its endotoxin test, matter where a component is not sterile. ``signed_by`` names
    the designated person on whose signature it was begun; empty where none was needed.
    ``batch_units`` is the final yield of its batch, where that is known.
    """

    started_at: datetime
    zone: str
    area: Area
    process: Process
    sterility: Sterility
    components: tuple[Component, ...]
    stability: tuple[Stability, ...]
    frozen_closure: str = ""
    surroundings: Surroundings | None = None
    controls: Controls | None = None
    injectable: bool | None = None
    endotoxin: Endotoxin | None = None
    signed_by: str = ""
    batch_units: int | None = None

    def __post_init__(self) -> None:
        aware(self.started_at, "start of the preparation")
        place_of(self.zone)
        if not self.components:
            trouble = "A preparation without components is no preparation"
            raise BadFacts(trouble)
        own, other = self.batch_units, self._units_of_controls
        if own is not None and own < 1:
            trouble = f"A batch of {own} units is no batch"
            raise BadFacts(trouble)
        if own is not None and other is not None and own != other:
            trouble = f"The batch is said to be of {own} units, and of {other}: say one number"
            raise BadFacts(trouble)

    @property
    def units(self) -> int | None:
        """Give the final yield of its batch, wherever it is said; None where it is not known."""
        return self._units_of_controls if self.batch_units is None else self.batch_units

    @property
    def _units_of_controls(self) -> int | None:
        return None if self.controls is None else self.controls.batch_units

    @property
    def sterile_components_only(self) -> bool:
        """Tell whether everything it is made of was sterile at the start."""
        return all(component.sterile for component in self.components)

    @property
    def begun_on(self) -> date:
        """Give the local day on which it was begun: the day whose controls count."""
        return self.started_at.astimezone(place_of(self.zone)).date()


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
