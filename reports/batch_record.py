"""A finished record goes in, its paper comes out."""

from collections.abc import Mapping
from typing import Any

from reports import record_front as front
from reports import record_room as outcome
from reports import record_tail as trail
from reports import record_work as work
from reports.facts import LocalTime, said
from reports.page import Page, Paper, printing
from reports.record_fitness import fitness, rules_asked
from reports.record_frames import frames
from reports.record_nutrition import nutrition
from reports.seal import Seal

TITLE = "Compounding record (batch record)"


def batch_record(record: Mapping[str, Any], seal: Seal, paper: Paper = Paper.LETTER) -> bytes:
    """Return the PDF of a sealed record; the same record and seal give the same bytes.

    Raises WrongSeal when the record is not the one whose digest was sealed.
    """
    seal.must_fit(record)
    number = said(record, "number")
    with printing(paper, f"{TITLE} {number}", seal.at) as pdf:
        page = Page(pdf, TITLE, number, seal, sample=bool(record.get("sample")))
        page.footnote = _count(record)
        local = LocalTime(said(record, "facility", "zone", absent="UTC"))
        _front(page, record, local)
        _work(page, record, local)
        _outcome(page, record, local)
        return page.finish()


def _front(page: Page, record: Mapping[str, Any], local: LocalTime) -> None:
    front.facility(page, record)
    front.banner(page, record)
    front.decision(page, record, local)
    front.glance(page, record)
    front.order(page, record, local)
    front.place(page, record, local)
    nutrition(page, record)


def _work(page: Page, record: Mapping[str, Any], local: LocalTime) -> None:
    fitness(page, record)
    work.components(page, record, local)
    work.steps(page, record, local)
    outcome.dose(page, record)
    outcome.beyond_use(page, record, local)
    outcome.room(page, record, local)
    outcome.inspection(page, record, local)


def _outcome(page: Page, record: Mapping[str, Any], local: LocalTime) -> None:
    trail.checks(page, record, local)
    trail.events(page, record, local)
    trail.close_calls(page, record, local)
    trail.labels(page, record, local)
    work.weights(page, record, local)
    work.workings(page, record)
    frames(page, record, local)
    front.signature_block(page, record, local)
    rules_asked(page, record)
    trail.unconfirmed(page, record)


def _count(record: Mapping[str, Any]) -> str:
    figures = record.get("unconfirmed")
    if figures is None:
        return "Not recorded which figures are confirmed"
    if not figures:
        return "No unconfirmed figure"
    word = "figure" if len(figures) == 1 else "figures"
    return f"{len(figures)} unconfirmed {word}, listed at the end"
