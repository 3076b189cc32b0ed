"""The law as this site has read it: each figure, and who held it beside the licensed copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from beyond_use.law import Edition, Law, Row, in_force_on
from compounding.cleanroom.errors import LawNotRead
from compounding.cleanroom.models import LawReading
from compounding.cleanroom.places import facility
from compounding.cleanroom.site_overlays import overlays_in_use
from compounding.ledger.canonical import digest
from compounding.ledger.people import Role, require_any_role
from compounding.ledger.signatures import Meaning, sign
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb

SHORTEST = 8  # signs of a copy's name with its edition
LONGEST = 500  # signs of a note or of the name of a copy

Key = tuple[str, str, str, str]  # chapter, edition, rule, part


@dataclass(frozen=True)
class Copy:
    """What was read: the licensed copy and its edition, whether it agrees, else what it says."""

    name: str
    agrees: bool
    note: str = ""

    def __post_init__(self) -> None:
        named = self.name.strip()
        if len(named) < SHORTEST or not any(sign.isdigit() for sign in named):
            told = "The licensed copy that was read is not named with its edition."
            _refuse(told, "Write for example: USP–NF online, 2026 issue 2.")
        if not self.agrees and not self.note.strip():
            _refuse("It is not said what the copy says instead.", "Say it in the note.")
        if max(len(self.name), len(self.note)) > LONGEST:
            _refuse(f"A text is longer than {LONGEST} signs.", "Shorten it.")


def key_of(row: Row) -> Key:
    """Name one figure of one edition."""
    return (row.citation.chapter, row.citation.edition, row.rule, row.part)


def figure_of(row: Row) -> str:
    """Write a figure as it is compared: at most 12 h."""
    return " ".join(word for word in (row.comparator, row.value, row.unit) if word)


def readings(session: Session) -> Mapping[Key, LawReading]:
    """Give the newest reading of each figure, whether it agreed or not."""
    rows = session.scalars(select(LawReading).order_by(LawReading.id))
    return {(row.chapter, row.edition, row.rule, row.part): row for row in rows}


def law_on(session: Session, day: date) -> Law:
    """Give the law in force on a day, under the site's overlays, confirmed where it was read so.

    Raises BadLaw, or Loosened where an overlay no longer tightens.
    """
    law = in_force_on(day, overlays_in_use(session))
    found = readings(session)
    if not found:
        return law
    here = facility(session).sample
    editions = tuple(_as_read(edition, found, here=here) for edition in law.editions)
    return replace(law, editions=editions)


def counts(row: Row, reading: LawReading | None, *, sample: bool) -> bool:
    """Tell whether a reading confirms exactly this figure, in this kind of facility."""
    return (
        reading is not None
        and reading.agrees
        and reading.figure == figure_of(row)
        and (sample or not reading.sample)
    )


def record_readings(unit: Unit, rows: Sequence[Row], read: Copy, *, secret: str) -> None:
    """Sign that these figures were held beside the copy.

    Raises LawNotRead, WrongSecret, LockedOut, NotInThisRole.
    """
    require_any_role(unit, Role.PHARMACIST, Role.COMPLIANCE)
    if not rows:
        _refuse("No figure was chosen.", "Tick those that you have compared.")
    subject = ", ".join(sorted({row.rule for row in rows}))
    shown = {
        "copy": read.name,
        "agrees": read.agrees,
        "note": read.note,
        "figures": [[*key_of(row), figure_of(row)] for row in rows],
    }
    meaning = Meaning.CONFIRMED if read.agrees else Meaning.REVIEWED
    signature = sign(unit, secret, meaning, digest(shown), f"law {subject}"[:LONGEST])
    sample = facility(unit.session).sample
    verb = Verb.LAW_FIGURE_CONFIRM if read.agrees else Verb.LAW_FIGURE_DISPUTE
    stored = [_stored(row, read, unit, sample=sample, signed=signature.id) for row in rows]
    unit.write(verb, f"law {subject}"[:LONGEST], *stored)


def _stored(row: Row, read: Copy, unit: Unit, *, sample: bool, signed: int) -> LawReading:
    chapter, edition, rule, part = key_of(row)
    return LawReading(
        chapter=chapter,
        edition=edition,
        rule=rule,
        part=part,
        figure=figure_of(row),
        copy=read.name.strip(),
        agrees=read.agrees,
        note=read.note.strip(),
        sample=sample,
        at=unit.at,
        by_name=unit.by.name,
        signature_id=signed,
    )


def _as_read(edition: Edition, found: Mapping[Key, LawReading], *, here: bool) -> Edition:
    rows = tuple(
        replace(row, confirmed=True) if counts(row, found.get(key_of(row)), sample=here) else row
        for row in edition.rows
    )
    return replace(edition, rows=rows)


def _refuse(what: str, do: str) -> None:
    message = f"{what} Nothing was signed. {do}"
    raise LawNotRead(message)
