"""Allergenic extract prescription sets, which have a section and dates of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from beyond_use.answer import BeyondUse, Kind, Limit
from beyond_use.cadence import cadence, due_day
from beyond_use.clock import aware, floor_minute, place_of
from beyond_use.csp import Storage
from beyond_use.decide import refuse_where_barred
from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked, held
from beyond_use.law import Law
from beyond_use.lengths import end_of_row, told
from beyond_use.reason import Effect, Reason, judge

_BARS = Effect.NOTHING
_PERSON = "the person, evaluated anew"
_BOTH = 2  # garbing and media fill


@dataclass(frozen=True)
class Extract:
    """One extract or diluent of the set, and whether it is a licensed one."""

    name: str
    lot: str
    expires: datetime
    licensed: bool | None

    def __post_init__(self) -> None:
        aware(self.expires, f"expiry of {self.name}")


@dataclass(frozen=True)
class Mixer:
    """The person who mixes it: last evaluations, first fingertip tests passed, last mixing.

    Where no earlier mixing is known, the evaluations have to be as young as an absence may last.
    """

    garbing_on: date | None = None
    media_fill_on: date | None = None
    fingertips_passed: int | None = None
    last_mixed_on: date | None = None


@dataclass(frozen=True)
class AllergenicSet:
    """A set for one patient.

    It is mixed in a hood, whose class is ``pec_iso``, or in an area of its own: then ``perimeter``
    is how far that area reaches around the work, and ``sink_away`` how far off the sink is, both
    in metres.
    """

    mixed_at: datetime
    zone: str
    storage: Storage
    one_patient: bool | None
    extracts: tuple[Extract, ...]
    mixer: Mixer
    pec_iso: int | None = None
    perimeter: Decimal | None = None
    sink_away: Decimal | None = None

    def __post_init__(self) -> None:
        aware(self.mixed_at, "mixing")
        place_of(self.zone)
        if not self.extracts:
            trouble = "A set is mixed of extracts and diluents; none is named"
            raise BadFacts(trouble)

    @property
    def mixed_on(self) -> date:
        """Give the local day of mixing."""
        return self.mixed_at.astimezone(place_of(self.zone)).date()


def allergenic_until(mixed: AllergenicSet, law: Law) -> BeyondUse:
    """Give the date of a set: a year from mixing, or its first expiry (AE-2).

    Raises NoDate with every reason where a condition is not known to hold.
    """
    start = aware(mixed.mixed_at, "mixing")
    limits = tuple(_limits(mixed, start, law))
    earliest = min(limits, key=lambda limit: limit.until)
    until = floor_minute(earliest.until)
    reasons = (*_made(mixed, law), *_person(mixed, law), _in_date(earliest, law, until > start))
    refuse_where_barred(mixed.storage, None, reasons)
    return BeyondUse(mixed.storage, until, earliest, limits, mixed.zone, start, None, reasons)


def _limits(mixed: AllergenicSet, start: datetime, law: Law) -> Iterator[Limit]:
    row = law.row("AE-2")
    citation = f"{row.citation}, {row.rule}"
    end = end_of_row(start, row, mixed.zone)
    because = f"{row.says}: {told(row)}"
    yield Limit(Kind.TABLE, end, because, citation, row.confirmed, row.rule, told(row))
    for one in mixed.extracts:
        because, expires = f"expiry of {one.name} (lot {one.lot})", aware(one.expires, "expiry")
        yield Limit(Kind.COMPONENT_EXPIRY, expires, because, citation, row.confirmed, row.rule)


def _made(mixed: AllergenicSet, law: Law) -> Iterator[Reason]:
    """Ask whom it is for, what it is made of, and where."""
    row = law.row("AE-1", "perimeter")
    one = Otherwise(_BARS, "A set is made for one patient", "an order for one patient")
    yield asked(row, mixed.one_patient, "for one patient", one)
    licensed = Otherwise(_BARS, "Only licensed extracts and diluents go into a set", "another lot")
    known = [extract.licensed for extract in mixed.extracts]
    every = False if False in known else None if None in known else True
    yield asked(row, every, "every extract and diluent licensed", licensed)
    if mixed.perimeter is None and mixed.sink_away is None:
        hood = Otherwise(_BARS, "Mix it in an ISO 5 hood or in an area of its own", "such a place")
        yield held(law.row("FE-2"), mixed.pec_iso, "class of the hood", hood)
        return
    room = Otherwise(_BARS, "Keep the area around the work free", "an area laid out so")
    yield held(row, mixed.perimeter, "perimeter of the area", room)
    yield held(law.row("AE-1", "sink away"), mixed.sink_away, "distance to the sink", room)


def _person(mixed: AllergenicSet, law: Law) -> Iterator[Reason]:
    mixer, on = mixed.mixer, mixed.mixed_on
    yield _recent(mixer.garbing_on, law.row("AE-3", "garbing"), on, "garbing")
    yield _recent(mixer.media_fill_on, law.row("AE-3", "media fill"), on, "media fill")
    three = Otherwise(_BARS, "Pass them before the first set", _PERSON)
    first = law.row("AE-3", "first fingertip tests")
    yield held(first, mixer.fingertips_passed, "first fingertip tests passed", three)
    yield _away(mixer, law.row("AE-3", "away"), on)


def _recent(last: date | None, every: Row, on: date, what: str) -> Reason:
    if last is None:
        says = f"{what}: when it was last evaluated is not known. Evaluate it first."
        return judge(every, met=None, costs=_BARS, says=says, lifted_by=_PERSON)
    due = cadence(last, every, on)
    says = f"{what}: last evaluated {last}, {due.told}."
    if due.current:
        return judge(every, met=True, costs=Effect.NONE, says=says)
    says = f"{says} Evaluate it first."
    return judge(every, met=False, costs=_BARS, says=says, lifted_by=_PERSON)


def _away(mixer: Mixer, row: Row, on: date) -> Reason:
    """Hold how long the person mixed no set; exactly so long is not yet longer."""
    last = mixer.last_mixed_on
    evaluated = [day for day in (mixer.garbing_on, mixer.media_fill_on) if day is not None]
    anew = min(evaluated) if len(evaluated) == _BOTH else None
    says = f"Last mixed a set: {last or 'not known'}; evaluated: {anew or 'not known'}."
    if last is None:
        back = None if anew is None else on <= due_day(anew, row)
    else:
        longest = due_day(last, row)
        back = on <= longest or (anew is not None and anew > longest)
    if not back:
        says = f"{says} After more than {told(row)} away, evaluate anew first."
    by = "" if back else _PERSON
    return judge(row, met=back, costs=_BARS, says=says, lifted_by=by)


def _in_date(earliest: Limit, law: Law, usable: bool) -> Reason:  # noqa: FBT001 - it is the fact that is judged
    says = "Every extract and diluent is in date."
    if not usable:
        says = f"No time is left after mixing: {earliest.because} (BUD-17)."
    by = "" if usable else "another lot"
    return judge(law.row("BUD-17"), met=usable, costs=Effect.NOTHING, says=says, lifted_by=by)
