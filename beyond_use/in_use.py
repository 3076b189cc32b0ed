"""Whether an opened container may still be drawn from, and until when.

Its window ends withdrawal from it. It never shortens the date of what was drawn in time (IN-8):
that date is bound by the container's expiry alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from beyond_use.clock import aware, floor_minute, place_of
from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked
from beyond_use.law import Law
from beyond_use.lengths import end_of_length, length_told, told
from beyond_use.reason import Effect, Reason
from beyond_use.window import (
    End,
    Window,
    end_after,
    opened_instant,
    window,
)


class Container(StrEnum):
    """What was opened."""

    SINGLE_DOSE = "single-dose vial or bag"
    MULTIPLE_DOSE = "multiple-dose container"
    PHARMACY_BULK = "pharmacy bulk package"
    AMPULE = "ampule"
    STOCK = "compounded single-dose or stock solution"
    COMPOUNDED_MULTIPLE_DOSE = "compounded multiple-dose preparation"


_RULE = {
    Container.SINGLE_DOSE: "IN-1",
    Container.MULTIPLE_DOSE: "IN-4",
    Container.PHARMACY_BULK: "IN-5",
    Container.AMPULE: "IN-3",
    Container.STOCK: "IN-6",
    Container.COMPOUNDED_MULTIPLE_DOSE: "IN-7",
}
_ONLY_IN_ISO_5 = {
    Container.SINGLE_DOSE: "IN-2",
    Container.PHARMACY_BULK: "IN-5",
    Container.STOCK: "IN-6",
}
_NEW = "a new container"
_DISCARD = Otherwise(Effect.NOTHING, "Discard it", _NEW)
_AT_ONCE = Otherwise(
    Effect.NOTHING, "Use it at once for the patient at hand only, then discard it", _NEW
)
_READ = Otherwise(Effect.NOTHING, "Read it first", "whoever reads the label of this container")
_COMPOUNDED = frozenset({Container.STOCK, Container.COMPOUNDED_MULTIPLE_DOSE})
_LABEL_COUNTS = frozenset(
    {Container.SINGLE_DOSE, Container.MULTIPLE_DOSE, Container.PHARMACY_BULK},
)


@dataclass(frozen=True)
class Label:
    """What a label says of its container once opened; ``lasts`` is None where it gives no time."""

    lasts: timedelta | None = None
    single_penetration: bool = False

    def __post_init__(self) -> None:
        if self.lasts is not None and self.lasts < timedelta(0):
            trouble = f"A label cannot allow {self.lasts} after opening"
            raise BadFacts(trouble)


@dataclass(frozen=True)
class Opened:
    """An opened container; a fact that is None is not known.

    ``in_iso_5`` says that every entry was made in ISO 5. ``own_date`` is the expiry of a
    manufactured product, the beyond-use date of a compounded one. ``label`` is None where nobody
    has read it. ``entries`` counts the punctures, the one now asked about included; drawing
    through a device left in place is no further entry.
    """

    container: Container
    opened_at: datetime | None
    zone: str
    own_date: datetime | None
    in_iso_5: bool | None = None
    storage_kept: bool | None = None
    label: Label | None = None
    entries: int | None = None

    def __post_init__(self) -> None:
        place_of(self.zone)
        if self.entries is not None and self.entries < 1:
            trouble = f"An opened container was entered at least once, not {self.entries} times"
            raise BadFacts(trouble)

    @property
    def rule(self) -> str:
        """Name the rule that gives its window."""
        return _RULE[self.container]


def in_use(opened: Opened, now: datetime, law: Law) -> Window:
    """Tell whether an opened container may be drawn from now, until when, and every reason.

    Raises BadFacts where it was opened after now or an instant has no zone.
    """
    others = (
        *_opening(opened, law),
        *_place(opened, law),
        *_storage(opened, law),
        *_label(opened, law),
        *_own_date(opened, law),
    )
    ends = tuple(_ends(opened, now, law))
    return window(ends, others, now, opened.zone, law.row("IN-8").says)


def _ends(opened: Opened, now: datetime, law: Law) -> Iterator[End]:
    """Give every limit that ends the window: the law's, the label's, and the container's own."""
    if opened.opened_at is not None:
        start = opened_instant(opened.opened_at, now)
        yield from _ends_since(opened, start, law)
    if opened.own_date is not None:
        until = aware(opened.own_date, f"date of the {opened.container}")
        own = "beyond-use date" if opened.container in _COMPOUNDED else "expiry"
        yield End(floor_minute(until), f"{own} of the {opened.container}", _own_row(opened, law))


def _ends_since(opened: Opened, start: datetime, law: Law) -> Iterator[End]:
    """Give the ends counted from the opening.

    The label of a multiple-dose container rules in place of the chapter, be it shorter or longer,
    but not in place of what a state or the house has tightened. The label of a bulk package rules
    alone; that of a single-dose container counts where it is shorter.
    """
    row = _window_row(opened, law)
    labelled = opened.label.lasts if opened.label and opened.container in _LABEL_COUNTS else None
    yields = opened.container is Container.MULTIPLE_DOSE and row.instead_of is None
    if row.value and (labelled is None or not yields):
        because = f"{opened.container}, {told(row)} {row.part} ({row.rule})"
        yield end_after(start, row, opened.zone, because)
    if labelled is not None:
        until = floor_minute(end_of_length(start, labelled, opened.zone))
        because = f"{length_told(labelled)} from opening by its label ({row.rule})"
        yield End(until, f"{opened.container}, {because}", row)


def _opening(opened: Opened, law: Law) -> Iterator[Reason]:
    known = True if opened.opened_at is not None else None
    yield asked(law.row("IN-9"), known, f"{opened.container}, time of opening on record", _DISCARD)


def _place(opened: Opened, law: Law) -> Iterator[Reason]:
    if opened.container in _ONLY_IN_ISO_5:
        row = law.row(_ONLY_IN_ISO_5[opened.container])
        otherwise = _AT_ONCE if opened.container is Container.SINGLE_DOSE else _DISCARD
        yield asked(row, opened.in_iso_5, f"{opened.container}, entered in ISO 5 only", otherwise)


def _storage(opened: Opened, law: Law) -> Iterator[Reason]:
    """Ask how it was kept since; an ampule is not kept at all."""
    if opened.container is not Container.AMPULE:
        what = f"{opened.container}, kept since opening as its label says"
        yield asked(_window_row(opened, law), opened.storage_kept, what, _DISCARD)


def _label(opened: Opened, law: Law) -> Iterator[Reason]:
    """Ask for the label where it may set a time; a bulk package has no other."""
    if opened.container not in _LABEL_COUNTS:
        return
    row = _window_row(opened, law)
    read = True if opened.label is not None else None
    yield asked(row, read, f"{opened.container}, label read for its time after opening", _READ)
    if opened.label is None:
        return
    if opened.container is Container.PHARMACY_BULK:
        given = opened.label.lasts is not None
        yield asked(row, given, f"{opened.container}, its label gives a time", _DISCARD)
    if opened.label.single_penetration:
        times = opened.entries
        once = None if times is None else times == 1
        counted = "" if times is None else f" ({times} counted)"
        what = f"{opened.container}, entered once, as its label asks{counted}"
        yield asked(row, once, what, _DISCARD)


def _own_date(opened: Opened, law: Law) -> Iterator[Reason]:
    """Ask for the container's own date; where it is known, time itself is weighed elsewhere."""
    if opened.own_date is None:
        yield asked(_own_row(opened, law), None, f"{opened.container}, its own date", _DISCARD)


def _window_row(opened: Opened, law: Law) -> Row:
    return law.row(opened.rule)


def _own_row(opened: Opened, law: Law) -> Row:
    return law.row(opened.rule if opened.container in _COMPOUNDED else "BUD-17")
