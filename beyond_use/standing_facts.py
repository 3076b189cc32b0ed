"""The facts that a standing is judged from: who, where, with what, and what was done when.

Whatever is None, or left out, is not known, and what is not known is never taken for kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from beyond_use.alarms import Alarm, Dip
from beyond_use.balance_today import BalanceToday
from beyond_use.category import Category
from beyond_use.certification import Certificate, Change
from beyond_use.cleaning import Cleaned
from beyond_use.clock import aware, place_of
from beyond_use.controls import Controls
from beyond_use.csp import Area
from beyond_use.errors import BadFacts
from beyond_use.facility import Probe, Room
from beyond_use.hood import Filter, Hood, Outage
from beyond_use.immediate_use import ImmediateUse
from beyond_use.personnel_facts import Entry, Person
from beyond_use.sampling_plan import LastSamples, Site
from beyond_use.segregated import SegregatedArea
from beyond_use.standing_hazardous import HazardousFacts
from beyond_use.standing_samples import Sample

__all__ = ["Papers", "Place", "Question", "Sampled", "StandingFacts"]


@dataclass(frozen=True)
class Question:
    """What somebody wants to make, when and where; ``made`` is the highest category made there."""

    at: datetime
    zone: str
    area: Area
    category: Category
    made: Category
    hazardous: bool

    def __post_init__(self) -> None:
        aware(self.at, "time")
        place_of(self.zone)
        if self.category > self.made:
            trouble = f"{self.category} is asked for where at most {self.made} is made"
            raise BadFacts(trouble)

    @property
    def day(self) -> date:
        """Give the local day."""
        return self.at.astimezone(place_of(self.zone)).date()


@dataclass(frozen=True)
class Papers:
    """Certificates and changes, by the name of the room or hood."""

    certificates: Mapping[str, Certificate] = field(default_factory=dict)
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Rooms, hood and alarms. ``dips`` are pressures low only just now, by the name of the room.

    ``alarms`` is None where it is not known whether one rings.
    """

    rooms: tuple[Room, ...] = ()
    segregated: SegregatedArea | None = None
    probes: tuple[Probe, ...] = ()
    dips: Mapping[str, Dip] = field(default_factory=dict)
    alarms: tuple[Alarm, ...] | None = None
    hood: Hood | None = None
    filters: tuple[Filter, ...] = ()
    outage: Outage | None = None
    papers: Papers = field(default_factory=Papers)


@dataclass(frozen=True)
class Sampled:
    """When samples were last taken, where, what was counted, and when their plan was reviewed."""

    last: LastSamples = field(default_factory=LastSamples)
    sites: frozenset[Site] = frozenset()
    pass_through: bool = True
    plan_reviewed: date | None = None
    counted: tuple[Sample, ...] = ()


@dataclass(frozen=True)
class StandingFacts:
    """Everything that is known at the moment of the question.

    ``compounding_days`` are past days of compounding; where they are not known, every day counts as
    one, and today always does. ``balance`` is no where none is used, and yes where one is of which
    no more is known. ``cleaned`` holds what is known of each surface, ``wiped_at`` the
    last wiping of the hood's work surface with alcohol.
    """

    question: Question
    person: Person | None = None
    entry: Entry = field(default_factory=Entry)
    place: Place = field(default_factory=Place)
    sampled: Sampled = field(default_factory=Sampled)
    cleaned: tuple[Cleaned, ...] = ()
    wiped_at: datetime | None = None
    process_began: datetime | None = None
    compounding_days: tuple[date, ...] | None = None
    balance: BalanceToday | bool | None = None
    hazardous: HazardousFacts | None = None
    designated: str | None = None
    designated_written: bool | None = None
    controls: Controls | None = None
    immediate_use: ImmediateUse | None = None
