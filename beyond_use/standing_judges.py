"""From the facts to a standing: each group's own judges are asked, and their reasons put together.

What belongs in a group and is not among the facts is asked all the same, and is then not known.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from beyond_use.alarms import alarms, long_delay, short_dip
from beyond_use.balance_today import BalanceToday, balance_today
from beyond_use.category import Category
from beyond_use.category_3 import gate_at_start
from beyond_use.certification import Subject, certification
from beyond_use.cleaning import Cleaned, Surface, cleaning, wiped
from beyond_use.clock import ONE_DAY
from beyond_use.csp import Area
from beyond_use.entry import came_in
from beyond_use.facility import Probe, Room, probe, room
from beyond_use.figures import Otherwise, found
from beyond_use.hood import after_outage, hepa, hood
from beyond_use.immediate_use import immediate_use
from beyond_use.law import Law
from beyond_use.personnel import designated_person, qualified
from beyond_use.reason import Effect, Reason, State
from beyond_use.rooms import RoomKind
from beyond_use.sampled_places import refuse_other_classes
from beyond_use.sampling_plan import plan_reviewed, schedule, sites
from beyond_use.segregated import SegregatedArea, segregated_area
from beyond_use.standing import Asked, Judged, Standing, standing
from beyond_use.standing_facts import StandingFacts
from beyond_use.standing_hazardous import HazardousFacts, contained_here
from beyond_use.standing_samples import counts

__all__ = ["judged", "stand"]

_STEP = "FE-6"
_MEASURED = ("pressure", "temperature", "humidity")
_OPTIONAL = {Surface.TRAY, Surface.TRAY_UNDER, Surface.HATCH}


def stand(facts: StandingFacts, law: Law) -> Standing:
    """Say what may be made here and now. Raises BadFacts where the facts contradict themselves."""
    now = None if facts.immediate_use is None else immediate_use(facts.immediate_use, law).reasons
    named = facts.designated if _is_designated(facts, law) else None
    return standing(judged(facts, law), Asked(facts.question.category, named, now), law)


def judged(facts: StandingFacts, law: Law) -> Judged:
    """Ask every judge. Raises BadFacts where the facts contradict themselves."""
    return Judged(
        person=tuple(_person(facts, law)),
        room=tuple(_room(facts, law)),
        hood=tuple(_hood(facts, law)),
        balance=tuple(_balance(facts, law)),
        sampling=tuple(_sampling(facts, law)),
        cleaning=tuple(_cleaning(facts, law)),
        hazardous=_hazardous(facts, law),
        category_3=_gate(facts, law),
    )


def _person(facts: StandingFacts, law: Law) -> Iterator[Reason]:
    if facts.person is None:
        return
    question = facts.question
    yield from qualified(facts.person, question.made, question.day, law)
    yield from came_in(facts.entry, law)
    yield designated_person(facts.designated, law, documented=facts.designated_written)


def _room(facts: StandingFacts, law: Law) -> Iterator[Reason]:
    place, question = facts.place, facts.question
    if question.area is Area.SEGREGATED:
        yield from segregated_area(place.segregated or SegregatedArea("segregated area"), law)
    else:
        for one in _rooms(facts):
            yield from _one_room(one, facts, law)
            yield from _certified(one.name, Subject.ROOM, facts, law)
        for device in _probes(place.probes):
            yield from probe(device, question.day, law)
    yield from alarms(place.alarms, question.at, law)


def _one_room(one: Room, facts: StandingFacts, law: Law) -> Iterator[Reason]:
    """Judge one room; a step of pressure that is lost only just now is noted instead."""
    dip = facts.place.dips.get(one.name)
    contains = one.kind is RoomKind.HAZARDOUS_BUFFER
    short = None
    if dip is not None and not contains:
        short = short_dip(one.name, one.pressure, dip, facts.question.at, law)
        if (capped := long_delay(one.name, dip, law)) is not None:
            yield capped
    for reason in room(one, law):
        lost = reason.rule == _STEP and reason.state is State.NOT_MET
        yield short if lost and short is not None else reason


def _rooms(facts: StandingFacts) -> tuple[Room, ...]:
    """Give the rooms of a suite; one that it must have and of which nothing is said is unknown."""
    given = facts.place.rooms
    buffer = RoomKind.HAZARDOUS_BUFFER if facts.question.hazardous else RoomKind.BUFFER
    kinds = {one.kind for one in given}
    missing = (kind for kind in (buffer, RoomKind.ANTE) if kind not in kinds)
    return (*given, *(Room(kind.value, kind) for kind in missing))


def _probes(given: Iterable[Probe]) -> tuple[Probe, ...]:
    every = tuple(given)
    missing = (one for one in _MEASURED if one not in {probe.measures for probe in every})
    unknown = (Probe(f"{one} device", one, None, None, None) for one in missing)
    return (*every, *unknown)


def _hood(facts: StandingFacts, law: Law) -> Iterator[Reason]:
    place = facts.place
    if place.hood is None:
        return
    yield from hood(place.hood, law)
    yield from _certified(place.hood.name, Subject.HOOD, facts, law)
    for one in place.filters:
        yield from hepa(one, law)
    if place.outage is not None:
        yield from after_outage(place.outage, facts.question.at, law)


def _certified(name: str, subject: Subject, facts: StandingFacts, law: Law) -> tuple[Reason, ...]:
    papers = facts.place.papers
    given, changes = papers.certificates.get(name), papers.changes.get(name, ())
    return certification(name, subject, given, changes, facts.question.day, law)


def _balance(facts: StandingFacts, law: Law) -> Iterator[Reason]:
    """Judge the balance, where one is used; whether one is must be known."""
    if isinstance(facts.balance, BalanceToday):
        yield from balance_today(facts.balance, facts.question.day, law)
    elif facts.balance is False:
        otherwise = Otherwise(Effect.NOTHING, "Say what is known of it", "the facts of the balance")
        said = "No balance is used for it."
        yield found(law.row("STD-1"), met=True, said=said, otherwise=otherwise)


def _hazardous(facts: StandingFacts, law: Law) -> tuple[Reason, ...] | None:
    """Judge hazardous drugs where one is made."""
    question, place = facts.question, facts.place
    if not question.hazardous:
        return None
    name = facts.person.name if facts.person else "person"
    known = facts.hazardous or HazardousFacts()
    return contained_here(known, name, place.hood, place.outage, question.at, question.day, law)


def _sampling(facts: StandingFacts, law: Law) -> Iterator[Reason]:
    sampled, question = facts.sampled, facts.question
    day = question.day
    refuse_other_classes(sampled.counted, facts.place, law)
    yield from schedule(int(question.made), sampled.last, day, law)
    yield from sites(question.area, sampled.sites, law, pass_through=sampled.pass_through)
    yield plan_reviewed(sampled.plan_reviewed, day, law)
    yield from counts(sampled.counted, day, law)


def _cleaning(facts: StandingFacts, law: Law) -> Iterator[Reason]:
    """Ask every surface there is; a tray or a hatch only where it is known to exist."""
    question = facts.question
    known = {one.surface: one for one in facts.cleaned}
    for surface in _surfaces(question.area):
        one = known.get(surface, Cleaned(surface, soiled_since=None))
        if surface in _OPTIONAL and surface not in known:
            continue
        days = _compounding_days(facts, one.clean)
        yield from cleaning(one, int(question.made), days, question.day, law)
    yield wiped(facts.wiped_at, facts.process_began, question.at, law)


def _compounding_days(facts: StandingFacts, clean: date | None) -> set[date]:
    """Give the days of compounding since a surface was cleaned; not known, every day was one."""
    today = facts.question.day
    if facts.compounding_days is not None:
        return {*facts.compounding_days, today}
    since = (today - (clean or today)).days
    return {today, *(today - n * ONE_DAY for n in range(since))}


def _surfaces(area: Area) -> list[Surface]:
    other = Surface.CEILING if area is Area.SEGREGATED else Surface.CEILING_SEGREGATED
    return [surface for surface in Surface if surface is not other]


def _gate(facts: StandingFacts, law: Law) -> tuple[Reason, ...] | None:
    """Ask the gate only where Category 3 is sought; its controls may be unknown, each by itself."""
    if facts.question.category is not Category.THREE:
        return None
    if facts.controls is None:
        return ()
    return gate_at_start(facts.controls, facts.question.day, law)


def _is_designated(facts: StandingFacts, law: Law) -> bool:
    return designated_person(facts.designated, law, documented=facts.designated_written).met
