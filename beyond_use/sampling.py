"""One sample of air or a surface: taken as it should be, and its action level exceeded or not.

A level is exceeded by a count above it; a count at it is not an excursion. Nothing here shortens a
date: an exceeded level is noted and answered, which is judged in ``excursion``; one far exceeded is
judged in ``gross_excess``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.figures import FIND_OUT, Otherwise, asked, held
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, State
from formulas.quantity import qty

__all__ = [
    "AirSample",
    "Device",
    "Sample",
    "SurfaceSample",
    "air_sample",
    "count_of",
    "exceeded",
    "judged",
    "level_of",
    "read_together",
    "site_of",
    "surface_sample",
]

_LITRES = Fraction(1000)  # in a cubic metre, whatever the law asks for
_AGAIN = Otherwise(
    Effect.NOTED,
    "The sample does not count: take it again",
    "whoever takes the sample again",
    unknown=FIND_OUT,
)
_ACT = Otherwise(
    Effect.NOTED,
    "Investigate, correct, sample again, name the genus, document and trend it",
    "the designated person, once a new sample is below the level",
    unknown="Read it when its time is over, and write the count down",
)


class Device(StrEnum):
    """What takes a sample of a surface."""

    PLATE = "contact plate"
    SWAB = "swab"


@dataclass(frozen=True)
class AirSample:
    """Air drawn onto a plate at one site; ``colonies`` is None until the plate is read.

    ``iso`` is the class the site must have. ``dynamic`` tells whether work went on.
    """

    site: str
    iso: int
    taken: date
    litres: Decimal
    colonies: int | None = None
    dynamic: bool | None = None

    def __post_init__(self) -> None:
        _refuse_less_than_none(self.site, self.colonies)
        if self.litres <= 0:
            trouble = f"{self.site}: no air was drawn, so there is no sample"
            raise BadFacts(trouble)


@dataclass(frozen=True)
class SurfaceSample:
    """A surface touched by a plate or swab; ``colonies`` is None until it is read.

    ``plate_cm2`` is the size of a contact plate.
    """

    site: str
    iso: int
    taken: date
    device: Device
    colonies: int | None = None
    plate_cm2: Decimal | None = None
    neutralizers: bool | None = None
    before_cleaning: bool | None = None

    def __post_init__(self) -> None:
        _refuse_less_than_none(self.site, self.colonies)


Sample = AirSample | SurfaceSample


def judged(sample: Sample, law: Law) -> tuple[Reason, ...]:
    """Judge a sample of either kind, the count first. Raises BadFacts as its own judge does."""
    if isinstance(sample, AirSample):
        return air_sample(sample, law)
    return surface_sample(sample, law)


def count_of(sample: Sample) -> Fraction | None:
    """Give what is held against the level, unrounded: CFU of a plate, or of a cubic metre."""
    if sample.colonies is None:
        return None
    if isinstance(sample, AirSample):
        return sample.colonies * _LITRES / Fraction(sample.litres)
    return Fraction(sample.colonies)


def level_of(sample: Sample, law: Law) -> Row:
    """Give the action level of a sample. Raises BadFacts for a class of air that has none."""
    return _level("EM-1" if isinstance(sample, AirSample) else "EM-2", sample.iso, law)


def site_of(sample: Sample) -> str:
    """Say what was sampled, where and when."""
    what = "air" if isinstance(sample, AirSample) else "surface"
    return f"{sample.site}, {what} of {sample.taken}"


def read_together(bacteria: int | None, fungi: int | None) -> int | None:
    """Add the counts of two plates from one site (EM-5); one not read yet leaves both unread."""
    return None if bacteria is None or fungi is None else bacteria + fungi


def air_sample(sample: AirSample, law: Law) -> tuple[Reason, ...]:
    """Judge one sample of air (EM-1), the count first.

    Its colonies are brought to a cubic metre, unrounded. Raises BadFacts for a class of air that
    has no action level.
    """
    level, site = level_of(sample, law), site_of(sample)
    return (
        held(level, count_of(sample), site, _ACT),
        held(law.row("EM-1", "volume"), qty(sample.litres, "L"), f"{site}, volume", _AGAIN),
        asked(level, sample.dynamic, f"{site}, taken while work went on", _AGAIN),
    )


def surface_sample(sample: SurfaceSample, law: Law) -> tuple[Reason, ...]:
    """Judge one sample of a surface (EM-2), the count first.

    Raises BadFacts for a class of air that has no action level.
    """
    return tuple(_surface(sample, level_of(sample, law), law))


def exceeded(reasons: tuple[Reason, ...]) -> bool | None:
    """Tell whether the action level of a judged sample is exceeded; None until it is read."""
    count = reasons[0]
    return None if count.state is State.NOT_KNOWN else not count.met


def _surface(sample: SurfaceSample, level: Row, law: Law) -> Iterator[Reason]:
    site = site_of(sample)
    yield held(level, sample.colonies, site, _ACT)
    if sample.device is Device.PLATE:
        for part in ("smallest plate", "largest plate"):
            yield held(law.row("EM-2", part), sample.plate_cm2, f"{site}, plate", _AGAIN)
    yield asked(level, sample.neutralizers, f"{site}, medium with neutralizers", _AGAIN)
    yield asked(level, sample.before_cleaning, f"{site}, after work, before cleaning", _AGAIN)


def _level(rule: str, iso: int, law: Law) -> Row:
    row = law.find(rule, f"ISO {iso}")
    if row is None:
        known = ", ".join(
            each.part for each in law.rows if each.rule == rule and "ISO" in each.part
        )
        trouble = f"ISO {iso} has no action level; give the class the site must have: {known}"
        raise BadFacts(trouble)
    return row


def _refuse_less_than_none(site: str, colonies: int | None) -> None:
    if colonies is not None and colonies < 0:
        trouble = f"{site}: {colonies} colonies cannot be counted"
        raise BadFacts(trouble)
