"""Every figure of the law in force, and who held it beside the licensed copy."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from beyond_use.law import Law, Row, in_force_on
from compounding.cleanroom.errors import LawNotRead
from compounding.cleanroom.law_book import (
    Copy,
    counts,
    figure_of,
    key_of,
    readings,
    record_readings,
)
from compounding.cleanroom.models import LawReading
from compounding.cleanroom.places import facility
from compounding.ledger.people import Role
from webapp.doors import door
from webapp.house import house
from webapp.law import blueprint
from webapp.recording import answer, recording, shows_again

TOPICS: Mapping[str, str] = {
    "BUD": "Beyond-use dates",
    "SC": "Scope",
    "IU": "Immediate use",
    "C3": "Category 3",
    "ST": "Storage moves",
    "IN": "Opened containers",
    "MD": "Multiple-dose",
    "AE": "Allergenic sets",
    "TM": "Time",
    "T": "Storage temperatures",
    "Q": "Batch and tests",
    "FE": "Facility",
    "CT": "Certification",
    "EM": "Sampling",
    "PE": "People",
    "CL": "Cleaning",
    "HD": "Hazardous rooms",
    "HL": "Hazardous work",
    "BA": "Balances",
    "BAL": "Weighing",
    "CAT": "Categories",
    "MFR": "Formulation record",
    "CR": "Compounding record",
    "LB": "Labels",
    "RI": "Release inspection",
    "IQ": "Inspectors' questions",
    "REC": "Records",
    "STD": "Standing",
    "RT": "Retention, controlled substances",
    "QA": "Quality",
    "P11": "Electronic records",
}


@dataclass(frozen=True)
class FigureView:
    """One figure as the page shows it."""

    token: str
    row: Row
    figure: str
    state: str
    word: str
    reading: LawReading | None


@dataclass(frozen=True)
class Topic:
    """One part of the law: its letters, its name, how many figures, how many unconfirmed."""

    letters: str
    name: str
    figures: int
    unread: int


@blueprint.get("/")
@door(Role.PHARMACIST, Role.COMPLIANCE, Role.ADMIN, Role.TECHNICIAN)
def home() -> ResponseReturnValue:
    """The figures of one topic, and what is still to be read."""
    return law_page(request.args.get("topic", ""))


@blueprint.post("/readings")
@door(Role.PHARMACIST, Role.COMPLIANCE)
def read() -> ResponseReturnValue:
    """Sign that the ticked figures were held beside the licensed copy."""
    form = request.form
    topic = form.get("topic", "")
    shows_again(partial(law_page, topic))
    agrees = form.get("agrees") == "yes"
    if form.get("agrees") not in ("yes", "no"):
        message = (
            "It is not said whether the copy says the same. Nothing was signed. "
            "Choose one of the two."
        )
        raise LawNotRead(message)
    with recording() as unit:
        law = in_force_on(house().now().date())
        rows = _ticked(law, form.getlist("figure"))
        copy = Copy(form.get("copy", ""), agrees, "" if agrees else form.get("note", ""))
        record_readings(unit, rows, copy, secret=form.get("pin", ""))
    many = "1 figure" if len(rows) == 1 else f"{len(rows)} figures"
    said = f"{many} confirmed." if agrees else f"{many} marked as other than the copy."
    return answer(said, url_for(".home", topic=topic), "ok" if agrees else "warning")


def law_page(letters: str) -> str:
    """All topics, and the figures of the one that was chosen."""
    law = in_force_on(house().now().date())
    with house().database.reading() as session:
        views = figure_views(session, law)
        sample = facility(session).sample
    topics = _topics(views)
    here = next((one for one in topics if one.letters == letters), topics[0])
    return render_template(
        "law/figures.html",
        law=law,
        topics=topics,
        here=here,
        figures=sorted(
            (view for view in views if letters_of(view.row) == here.letters),
            key=lambda view: _number_of(view.row),
        ),
        unread=sum(topic.unread for topic in topics),
        total=len(views),
        sample=sample,
        ticked=set(request.form.getlist("figure")),
    )


def figure_views(session: Session, law: Law) -> list[FigureView]:
    """Every figure with its newest reading."""
    found = readings(session)
    sample = facility(session).sample
    return [_view(row, found.get(key_of(row)), sample=sample) for row in law.rows]


def letters_of(row: Row) -> str:
    """Give the letters of a rule: BUD of BUD-3."""
    return row.rule.partition("-")[0]


def _number_of(row: Row) -> int:
    digits = row.rule.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0


def _view(row: Row, reading: LawReading | None, *, sample: bool) -> FigureView:
    state, word = "warning", "Unconfirmed"
    if counts(row, reading, sample=sample):
        state, word = "fine", "Confirmed"
    elif reading is not None and not reading.agrees:
        state, word = "alarm", "Copy says otherwise"
    elif reading is not None and reading.figure != figure_of(row):
        word = "Changed since it was read"
    token = json.dumps([*key_of(row), figure_of(row)], ensure_ascii=False)
    return FigureView(token, row, figure_of(row), state, word, reading)


def _topics(views: Sequence[FigureView]) -> list[Topic]:
    order = {letters: place for place, letters in enumerate(TOPICS)}
    present = {letters_of(view.row) for view in views}
    return [
        Topic(letters, TOPICS.get(letters, letters), len(theirs), _unread(theirs))
        for letters in sorted(present, key=lambda one: (order.get(one, len(order)), one))
        if (theirs := [view for view in views if letters_of(view.row) == letters])
    ]


def _unread(views: Sequence[FigureView]) -> int:
    return sum(view.state != "fine" for view in views)


def _ticked(law: Law, tokens: Sequence[str]) -> list[Row]:
    """The rows behind the ticks, each still as it was shown.  Raises LawNotRead."""
    known = {
        json.dumps([*key_of(row), figure_of(row)], ensure_ascii=False): row for row in law.rows
    }
    if any(token not in known for token in tokens):
        message = (
            "A figure changed after it was shown, or is not of the law in force. "
            "Nothing was signed. Look at the page again."
        )
        raise LawNotRead(message)
    return [known[token] for token in dict.fromkeys(tokens)]
