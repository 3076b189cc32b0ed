"""The record of one cleaning: everything that must be written down, each by itself (CL-13)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from beyond_use.cleaning import Action, Surface
from beyond_use.clock import aware, place_of
from beyond_use.figures import Otherwise, asked
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason

__all__ = ["CleaningRecord", "cleaning_record"]

_WRITE = Otherwise(Effect.NOTED, "Write it down, signed and dated now", "whoever cleaned")
_AGAIN = Otherwise(
    Effect.NOTED, "It does not count as done: do it again", "whoever cleans it again"
)
_STERILE = {Surface.HOOD, Surface.TRAY, Surface.TRAY_UNDER}


@dataclass(frozen=True)
class CleaningRecord:
    """What was written down about one cleaning. Empty or None is not known.

    ``contact`` is how long the agent stayed wet, ``label_contact`` how long its label asks for;
    ``sporicidal`` and ``sterile`` are what the label says the agent is.
    """

    surface: Surface | None
    action: Action | None
    at: datetime | None
    agent: str = ""
    lot: str = ""
    expires: date | None = None
    contact: timedelta | None = None
    label_contact: timedelta | None = None
    person: str = ""
    sporicidal: bool | None = None
    sterile: bool | None = None


def cleaning_record(record: CleaningRecord, zone: str, law: Law) -> tuple[Reason, ...]:
    """Judge one record; an agent may be used on the day it expires, at the place of the zone."""
    return tuple(_record(record, zone, law))


def _record(record: CleaningRecord, zone: str, law: Law) -> Iterator[Reason]:
    row = law.row("CL-13")
    written = {
        "surface": record.surface is not None,
        "action": record.action is not None,
        "date and time": record.at is not None,
        "agent": bool(record.agent.strip()),
        "lot of the agent": bool(record.lot.strip()),
        "expiry of the agent": record.expires is not None,
        "contact time": record.contact is not None,
        "person": bool(record.person.strip()),
    }
    for what, there in written.items():
        # What is not written down may well have been so: not known, never taken for kept.
        yield asked(row, there or None, f"Cleaning record, {what}", _WRITE)
    yield asked(row, _in_date(record, zone), "Agent in date on the day", _AGAIN)
    yield asked(row, _long_enough(record), "Agent left wet as long as its label asks", _AGAIN)
    if record.action is Action.SPORICIDE:
        yield asked(row, record.sporicidal, "Agent sporicidal", _AGAIN)
    if record.surface in _STERILE:
        yield asked(row, record.sterile, "Agent sterile, as inside a hood it must be", _AGAIN)


def _in_date(record: CleaningRecord, zone: str) -> bool | None:
    if record.at is None or record.expires is None:
        return None
    return aware(record.at, "cleaning").astimezone(place_of(zone)).date() <= record.expires


def _long_enough(record: CleaningRecord) -> bool | None:
    if record.contact is None or record.label_contact is None:
        return None
    return record.contact >= record.label_contact
