"""The protocol of a qualification on paper: what ran, on what, case by case, with room to sign."""

from datetime import datetime

from compounding.ledger.canonical import digest
from reports.facts import Facts, LocalTime, listed, said
from reports.marks import Mark
from reports.page import BODY, SMALL, SOFT, TINY, Page, Paper, printing
from reports.seal import Unsealed
from reports.signing import lines_to_sign
from reports.tables import Cell, Column, Kind, Table, pairs
from reports.words import mark_of

TITLE = "Qualification of First Air"


def qualification_paper(facts: Facts, paper: Paper = Paper.LETTER) -> bytes:
    """Return the PDF of a protocol; the same facts give the same bytes.

    The facts: engine, python, pint, machine, at, counts, files (room, name, sha256) and cases
    (id, room, calculator, question, expected, got, outcome, source).
    """
    made = datetime.fromisoformat(said(facts, "at"))
    number = f"version {said(facts, 'engine')}"
    with printing(paper, f"{TITLE} {number}", made) as pdf:
        page = Page(pdf, TITLE, number, _foot(facts), sample=False)
        page.footnote = f"{facts['counts']['failed']} failed of {len(listed(facts, 'cases'))}"
        _front(page, facts)
        _open(page, [case for case in listed(facts, "cases") if case["outcome"] != "passed"])
        for room in _rooms(facts):
            _room(page, facts, room)
        _files(page, facts)
        _signing(page)
        return page.finish()


def counts_told(facts: Facts) -> str:
    """Say how many cases ran and what became of them, each counted apart."""
    counts = ", ".join(f"{count} {name}" for name, count in facts["counts"].items())
    return f"{len(listed(facts, 'cases'))} cases: {counts}"


def verdict(facts: Facts) -> str:
    """Say in a sentence what the run means."""
    if facts["counts"]["failed"]:
        return "A case failed: compound nothing with this installation until that is explained."
    if not facts["counts"]["passed"]:
        return "No case failed, and none passed: nothing was shown."
    return "No case failed."


def _foot(facts: Facts) -> Unsealed:
    return Unsealed(
        (
            f"Protocol digest (SHA-256)  {digest(facts)}",
            f"Made by firstair qualify, {said(facts, 'at')}",
            "Not held in the log of any facility; it counts as signed below.",
        )
    )


def _rooms(facts: Facts) -> list[str]:
    return list(dict.fromkeys(case["room"] for case in listed(facts, "cases")))


def _front(page: Page, facts: Facts) -> None:
    page.write(verdict(facts), 12, bold=1)
    page.write(f"{counts_told(facts)}.", BODY)
    page.skip(2)
    rows = [
        ("First Air", said(facts, "engine")),
        ("Python", said(facts, "python")),
        ("pint", said(facts, "pint")),
        ("Machine", said(facts, "machine")),
        ("Run at", LocalTime("UTC").second(said(facts, "at"))),
    ]
    pairs(page, rows)
    page.heading("Counts")
    kinds = list(facts["counts"])
    columns = (Column("", 0.4), *(Column(kind, 0.15, Kind.FIGURE) for kind in kinds))
    Table(page, columns).write([_counts(facts, room, kinds) for room in _rooms(facts)])


def _counts(facts: Facts, room: str, kinds: list[str]) -> tuple[str, ...]:
    became = [case["outcome"] for case in listed(facts, "cases") if case["room"] == room]
    return (room, *(str(became.count(kind)) for kind in kinds))


def _open(page: Page, cases: list[Facts]) -> None:
    """Put first, in a line each, what a reviewer must look at."""
    page.heading(f"Not passed: {len(cases)}")
    columns = (
        Column("", 0.03),
        Column("Case", 0.14, Kind.STRONG),
        Column("Outcome", 0.15),
        Column("Question", 0.34),
        Column("Got", 0.34),
    )
    rows = [_open_row(case) for case in cases]
    Table(page, columns).write(rows, "Every case passed.")


def _open_row(case: Facts) -> tuple[Cell, ...]:
    told = (said(case, key) for key in ("id", "outcome", "question", "got"))
    return (_mark(case), *told)


def _room(page: Page, facts: Facts, room: str) -> None:
    page.heading(room)
    cases = [case for case in listed(facts, "cases") if case["room"] == room]
    Table(page, _COLUMNS, SMALL).write([_row(case) for case in cases])


_COLUMNS = (
    Column("", 0.03),
    Column("Case", 0.13, Kind.STRONG),
    Column("Question, calculator, source", 0.39),
    Column("Expected", 0.16),
    Column("Got", 0.29),
)


def _row(case: Facts) -> tuple[Cell, ...]:
    outcome = said(case, "outcome")
    basis = filter(None, (said(case, "calculator", absent=""), said(case, "source", absent="")))
    return (
        _mark(case),
        said(case, "id"),
        f"{said(case, 'question')}\n{'  ·  '.join(basis)}",
        said(case, "expected"),
        said(case, "got") if outcome == "passed" else f"{outcome}: {said(case, 'got')}",
    )


def _mark(case: Facts) -> Mark:
    return Mark(mark_of(said(case, "outcome")))


def _files(page: Page, facts: Facts) -> None:
    page.heading("Files of cases")
    columns = (Column("Room", 0.25), Column("File", 0.18), Column("SHA-256", 0.57))
    Table(page, columns, TINY + 0.5).write(
        [
            (said(file, "room"), said(file, "name"), said(file, "sha256"))
            for file in listed(facts, "files")
        ]
    )


def _signing(page: Page) -> None:
    page.heading("Reviewed", keep=40)
    page.write(
        "Whoever signs has read every case above that did not pass, and holds the versions and "
        "digests to be those that are in use.",
        SMALL,
        grey=SOFT,
    )
    lines_to_sign(page, "Run by", "Reviewed by")
