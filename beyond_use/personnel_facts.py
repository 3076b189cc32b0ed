"""The facts of a person: training, samples of gloved hands, media fills, and how they came in."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from beyond_use.errors import BadFacts


class Duty(StrEnum):
    """What a person does: those who only oversee have longer clocks, and may not compound."""

    COMPOUNDS = "compounds"
    OVERSEES = "oversees without compounding"


class Garb(StrEnum):
    """What is worn for compounding."""

    GOWN = "low-lint gown"
    SHOE_COVERS = "shoe covers"
    HEAD_COVER = "head cover"
    BEARD_COVER = "beard cover"
    MASK = "mask"
    GLOVES = "sterile powder-free gloves"


@dataclass(frozen=True)
class Training:
    """One training in writing and at work. ``passed`` is None where the result is not known."""

    done: date
    passed: bool | None


@dataclass(frozen=True)
class Stage:
    """A stretch of incubation: how long, and the coldest and warmest it was, in degrees Celsius."""

    lasted: timedelta
    coldest: Decimal
    warmest: Decimal

    def __post_init__(self) -> None:
        if self.lasted <= timedelta(0) or self.coldest > self.warmest:
            trouble = "An incubation lasts some time, and is nowhere colder than its coldest"
            raise BadFacts(trouble)


@dataclass(frozen=True)
class Fingertip:
    """Colonies grown from both gloved hands, in CFU; None for a hand that is not read yet."""

    taken: date
    left: int | None
    right: int | None
    stages: tuple[Stage, ...] = ()

    def __post_init__(self) -> None:
        for hand in (self.left, self.right):
            refuse_negative(hand, "fingertip sample")

    @property
    def total(self) -> int | None:
        """Give the colonies of both hands together, as they are judged; None while one is unread.

        >>> Fingertip(date(2026, 11, 25), left=2, right=1).total
        3
        """
        if self.left is None or self.right is None:
            return None
        return self.left + self.right

    @property
    def least(self) -> int:
        """Give the colonies seen so far: a hand that is not read yet counts as none."""
        return (self.left or 0) + (self.right or 0)

    def within(self, limit: Decimal) -> bool | None:
        """Tell whether both hands together stay within a limit; one hand alone may exceed it."""
        if self.least > limit:
            return False
        return None if self.total is None else True


@dataclass(frozen=True)
class Garbing:
    """Garbing that was watched, and the fingertip sample right after it.

    ``garbed_right`` is what the observer found: garbed as it should be, and the gloves sampled
    before any alcohol; None where nobody wrote it down.
    """

    garbed_right: bool | None
    fingertip: Fingertip


@dataclass(frozen=True)
class MediaFill:
    """A media fill with what was sampled right after it.

    ``growth`` is None until somebody has looked; ``read`` is the day of the last look. ``surface``
    counts the colonies of the direct compounding area, in CFU.
    """

    done: date
    growth: bool | None
    read: date | None
    fingertip: Fingertip
    surface: int | None
    stages: tuple[Stage, ...] = ()

    def __post_init__(self) -> None:
        refuse_negative(self.surface, "surface sample")
        if self.read is not None and self.read < self.done:
            trouble = f"The media fill of {self.done} is read on {self.read}, before it was done"
            raise BadFacts(trouble)


@dataclass(frozen=True)
class Entry:
    """How a person came in today; None for what nobody looked at."""

    wash_seconds: int | None = None
    hands_ready: bool | None = None
    garb: frozenset[Garb] | None = None
    bearded: bool | None = None

    def __post_init__(self) -> None:
        refuse_negative(self.wash_seconds, "hand wash")


@dataclass(frozen=True)
class Person:
    """Everything on record about one person.

    ``last_compounded`` is None where it is not known; ``new`` marks a person who never has.
    """

    name: str
    training: tuple[Training, ...] = ()
    initial: tuple[Garbing, ...] = ()
    ongoing: tuple[Garbing, ...] = ()
    media_fills: tuple[MediaFill, ...] = ()
    last_compounded: date | None = None
    new: bool = False

    def __post_init__(self) -> None:
        if self.new and self.last_compounded is not None:
            trouble = f"{self.name} compounded on {self.last_compounded} and is said to be new"
            raise BadFacts(trouble)

    @property
    def days(self) -> tuple[date, ...]:
        """Give every day written down of this person."""
        tests = (*self.initial, *self.ongoing)
        fills = self.media_fills
        return (
            *(one.done for one in self.training),
            *(one.fingertip.taken for one in tests),
            *(one.fingertip.taken for one in fills),
            *(one.done for one in fills),
            *(one.read for one in fills if one.read is not None),
            *([self.last_compounded] if self.last_compounded else []),
        )


def refuse_negative(count: int | None, what: str) -> None:
    """Refuse a count below nothing. Raises BadFacts."""
    if count is not None and count < 0:
        trouble = f"A {what} of {count} is below nothing"
        raise BadFacts(trouble)
