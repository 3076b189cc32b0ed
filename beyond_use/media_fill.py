"""The media fill, with fingertips and surface sampled right after it (PE-4 to PE-8).

All three are passed together or repeated together. Growth fails at once; no growth counts only
after the whole incubation. A media fill still standing in the incubator decides nothing: the one
before it stands until it is due again.
"""

from datetime import date

from beyond_use.cadence import cadence, length_told
from beyond_use.category import Category
from beyond_use.figures import Otherwise, found, held, limit_told
from beyond_use.garbing import HANDS, OVERSIGHT
from beyond_use.incubation import incubated_either_way, span
from beyond_use.law import Law
from beyond_use.personnel_facts import Duty, MediaFill, Person
from beyond_use.reason import Effect, Reason, State, all_met

_ANEW = Otherwise(
    Effect.NOTHING,
    "No compounding before media fill, fingertips and surface are all passed anew",
    "a new media fill with fingertip and surface samples, all three passed",
)
_READ = Otherwise(
    Effect.NOTHING,
    "No compounding on it before it is read to its end",
    "reading the media fill and its samples to their end",
)
_WRITE = Otherwise(
    Effect.NOTHING,
    "It proves nothing so; write its incubation down, or do a new one",
    "its incubation, written down, or a new media fill",
)
_LATE = Otherwise(
    Effect.NOTED,
    "Read all its parts and write its incubation down",
    "whoever reads the media fill",
)


def passed_media_fill(fill: MediaFill, law: Law) -> bool | None:
    """Tell whether all three parts were passed; None while one of them decides nothing yet."""
    parts = media_fill_parts(fill, law)
    if any(part.state is State.NOT_MET for part in parts):
        return False
    return True if all_met(parts) else None


def media_fill_parts(fill: MediaFill, law: Law) -> tuple[Reason, ...]:
    """Judge growth, fingertips, surface and incubation of one media fill, whenever it was done."""
    return (_growth(fill, law), _fingertips(fill, law), _surface(fill, law), _incubation(fill, law))


def media_fills(
    person: Person, category: Category, today: date, law: Law, duty: Duty = Duty.COMPOUNDS
) -> tuple[Reason, ...]:
    """Judge the last media fill that decides something, and whether it is due again."""
    every = law.row("PE-4", OVERSIGHT if duty is Duty.OVERSEES else str(category))
    fills = sorted(person.media_fills, key=lambda fill: fill.done)
    if not fills:
        said = f"No media fill of {person.name} is on record."
        return (found(every, met=None, said=said, otherwise=_ANEW),)
    decided = [fill for fill in fills if passed_media_fill(fill, law) is not None]
    last = decided[-1] if decided else fills[-1]
    due = cadence(last.done, every, today, law)
    met = True if due.current else None if fills[-1] is not last else False
    said = f"Media fill of {person.name} on {last.done}, every {length_told(every)}: {due.told}."
    clock = found(every, met=met, said=said, otherwise=_ANEW)
    parts = media_fill_parts(last, law)
    return (clock, *parts, *_repeat(last, law), *_unread(fills[-1], today, law))


def _growth(fill: MediaFill, law: Law) -> Reason:
    """Growth on any day fails; no growth says nothing before the last day (PE-4, PE-8)."""
    whole = law.row("PE-8", "in all")
    over = fill.read is not None and fill.read - fill.done >= span(whole)
    met = False if fill.growth else True if fill.growth is False and over else None
    seen = {True: "growth", False: "no growth", None: "not read"}[fill.growth]
    day = "" if fill.read is None else f" on day {(fill.read - fill.done).days}"
    said = f"Media fill of {fill.done}: {seen}{day}, {limit_told(whole)} without growth count."
    row = law.row("PE-4", str(Category.TWO))
    return found(row, met=met, said=said, otherwise=_ANEW if fill.growth else _READ)


def _fingertips(fill: MediaFill, law: Law) -> Reason:
    """Hold both hands together against their limit; one unread hand may already be too much."""
    row, tips = law.row("PE-5", HANDS), fill.fingertip
    met = tips.within(row.number)
    grown = "not read" if tips.total is None else f"{tips.total} CFU"
    grown = f"{tips.least} CFU or more" if met is False and tips.total is None else grown
    said = (
        f"Fingertips of both hands after the media fill of {fill.done}: {grown}, "
        f"{limit_told(row)} is asked for."
    )
    return found(row, met=met, said=said, otherwise=_ANEW if met is False else _READ)


def _surface(fill: MediaFill, law: Law) -> Reason:
    otherwise = _READ if fill.surface is None else _ANEW
    what = f"Surface after the media fill of {fill.done}"
    return held(law.row("PE-6", "surface"), fill.surface, what, otherwise)


def _incubation(fill: MediaFill, law: Law) -> Reason:
    """A media fill badly incubated proves nothing, and fails nobody (PE-8)."""
    kept, each = incubated_either_way(fill.stages, law), law.row("PE-8", "each")
    told = {True: "was kept", False: "was not kept", None: "is not written down"}[kept]
    said = f"Media fill of {fill.done}: {length_told(each)} at each of two temperatures {told}."
    return found(each, met=kept or None, said=said, otherwise=_WRITE)


def _repeat(fill: MediaFill, law: Law) -> tuple[Reason, ...]:
    """Any part that failed sends all three back (PE-7)."""
    if passed_media_fill(fill, law) is not False:
        return ()
    said = f"The media fill of {fill.done} failed in a part, so all three parts are repeated."
    return (found(law.row("PE-7"), met=False, said=said, otherwise=_ANEW),)


def _unread(fill: MediaFill, today: date, law: Law) -> tuple[Reason, ...]:
    """Name the newest media fill where its incubation is over and it decides nothing (PE-8)."""
    whole = law.row("PE-8", "in all")
    ready = fill.done + span(whole)
    if passed_media_fill(fill, law) is not None or today <= ready:
        return ()
    said = f"The media fill of {fill.done} could be read from {ready} on, and decides nothing."
    return (found(whole, met=None, said=said, otherwise=_LATE),)
