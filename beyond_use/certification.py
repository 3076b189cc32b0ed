"""Certification of rooms and hoods: how old, whether something has changed since, and what it says.

A room without a valid certificate, or with an overdue one (CT-4), counts as a segregated area:
Category 1 (FE-16). A hood whose certificate is overdue, missing or failed, or that was changed
since, is not known to be ISO 5 (FE-2), and nothing may be made in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beyond_use.cadence import cadence
from beyond_use.errors import BadFacts
from beyond_use.figures import FIND_OUT, Otherwise, asked
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge

__all__ = ["Certificate", "Certified", "Change", "ChangeKind", "Subject", "certification"]


class Subject(StrEnum):
    """What a certificate is about."""

    ROOM = "room"
    HOOD = "hood"


class Certified(StrEnum):
    """What a certifier measures (CT-2). Smoke is asked of each hood."""

    AIRFLOW = "airflow and air changes"
    HEPA = "HEPA integrity"
    PARTICLES = "particles, while work goes on"
    SMOKE = "smoke pattern, while work goes on"
    PRESSURE = "pressure"


class ChangeKind(StrEnum):
    """What ends a certificate before its time (CT-1)."""

    REDESIGN = "redesign"
    CONSTRUCTION = "construction"
    HOOD_MOVED = "a hood moved"
    HOOD_REPLACED = "a hood replaced"
    REARRANGED = "the room rearranged"


@dataclass(frozen=True)
class Certificate:
    """One report of a certifier. ``people`` are those at work while it was measured.

    ``saw_its_day`` tells whether it was measured after everything that was changed on its own day.
    """

    on: date
    passed: bool | None
    covers: frozenset[Certified]
    air_changes_by_source: bool | None = None
    people: int | None = None
    dynamic: bool | None = None
    signed_by_designated: bool | None = None
    saw_its_day: bool | None = None


@dataclass(frozen=True)
class Change:
    """Something that ends a certificate, and the day it happened."""

    kind: ChangeKind
    on: date


_ASKED = {
    Subject.ROOM: (Certified.AIRFLOW, Certified.HEPA, Certified.PARTICLES, Certified.PRESSURE),
    Subject.HOOD: (Certified.AIRFLOW, Certified.HEPA, Certified.PARTICLES, Certified.SMOKE),
}
_AGAIN = "Have it certified"
_BY = "a certifier"


def certification(
    name: str,
    subject: Subject,
    certificate: Certificate | None,
    changes: tuple[Change, ...],
    today: date,
    law: Law,
) -> tuple[Reason, ...]:
    """Judge the certificate of one room or hood. Raises BadFacts where it is of a day to come."""
    if certificate is None:
        row = law.row("CT-1")
        says = f"{name}: no certificate is known. {_AGAIN}."
        return (judge(row, met=None, costs=_lost(subject), says=says, lifted_by=_BY),)
    return (
        _age(name, subject, certificate, today, law),
        *_changes(name, subject, certificate, changes, today, law),
        *_content(name, subject, certificate, law),
        *_papers(name, certificate, law),
    )


def _lost(subject: Subject) -> Effect:
    return Effect.NOTHING if subject is Subject.HOOD else Effect.CATEGORY_1


def _age(name: str, subject: Subject, certificate: Certificate, today: date, law: Law) -> Reason:
    """Judge the age of a certificate: the due day is still in date, the day after is overdue."""
    row = law.row("CT-1")
    due = cadence(certificate.on, row, today, law)
    says = f"{name}: certified on {certificate.on}, every {row.value} months, {due.told}."
    if due.current:
        return judge(row, met=True, costs=Effect.NONE, says=says)
    costs, until, late = Effect.CATEGORY_1, "Category 1 only", law.row("CT-4")
    if subject is Subject.HOOD:
        costs, until, late = Effect.NOTHING, "make nothing in it", row
    says = f"{says} {_AGAIN}; until then {until}."
    return judge(late, met=False, costs=costs, says=says, lifted_by=_BY)


def _changes(
    name: str,
    subject: Subject,
    certificate: Certificate,
    changes: tuple[Change, ...],
    today: date,
    law: Law,
) -> Iterator[Reason]:
    """Judge what happened after the certificate, or on its own day without it being known to."""
    for change in changes:
        if change.on > today:
            trouble = f"{name}: {change.kind} is written down for {change.on}, after {today}"
            raise BadFacts(trouble)
        same_day = change.on == certificate.on
        if change.on < certificate.on or (same_day and certificate.saw_its_day):
            continue
        says = f"{name}: {change.kind} on {change.on}, certified on {certificate.on}. {_AGAIN}."
        met = certificate.saw_its_day if same_day else False
        yield judge(law.row("CT-1"), met=met, costs=_lost(subject), says=says, lifted_by=_BY)


def _content(name: str, subject: Subject, certificate: Certificate, law: Law) -> Iterator[Reason]:
    row = law.row("CT-2")
    otherwise = Otherwise(
        _lost(subject), "Have it measured and the report completed", _BY, unknown=FIND_OUT
    )
    repaired = Otherwise(
        _lost(subject), "Have it put right and certified again", _BY, unknown=FIND_OUT
    )
    yield asked(row, certificate.passed, f"{name}, certificate passed", repaired)
    for part in _ASKED[subject]:
        # What a report leaves out was not measured as far as anyone can tell: not known.
        said = True if part in certificate.covers else None
        yield asked(row, said, f"{name}, certificate covers {part}", otherwise)
    yield asked(row, certificate.dynamic, f"{name}, measured while work went on", otherwise)


def _papers(name: str, certificate: Certificate, law: Law) -> Iterator[Reason]:
    row = law.row("CT-3")
    complete = Otherwise(Effect.NOTED, "Ask the certifier to add it to the report", _BY)
    signing = Otherwise(
        Effect.NOTED, "Have the designated person read and sign it", "the designated person"
    )
    split = certificate.air_changes_by_source
    people = True if certificate.people is not None else None
    yield asked(row, split, f"{name}, certificate tells air changes by source", complete)
    yield asked(row, people, f"{name}, certificate tells the number of people", complete)
    yield asked(row, certificate.signed_by_designated, f"{name}, certificate signed", signing)
