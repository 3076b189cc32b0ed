"""A calculation on paper: what was given, every line, the answers, and what to mind.

A record keeps its workings as plain data; records of an earlier version lack some of it and are
printed as far as they go.
"""

from datetime import datetime

from compounding.ledger.canonical import digest
from reports.facts import Facts, LocalTime, as_text, listed, said
from reports.page import BODY, SMALL, SOFT, Page, Paper, line_height, printing
from reports.seal import Unsealed
from reports.signing import lines_to_sign
from reports.spelling import measured
from reports.tables import Column, Kind, Table, pairs

TITLE = "Calculation"
_TITLE_AND_FIRST_LINE = 36  # mm, so that no title stands alone at the foot of a sheet
CUT_OFF = "cut off at 34 digits, not exact"
_COLUMNS = (
    Column("", 0.03),
    Column("Line", 0.14, Kind.STRONG),
    Column("Formula", 0.2),
    Column("With numbers", 0.24),
    Column("Result", 0.15),
    Column("Rounding, source", 0.24),
)
_BARE = tuple(Column("", column.share, column.kind) for column in _COLUMNS)


def working_paper(
    working: Facts,
    facility: str,
    at: datetime,
    paper: Paper = Paper.LETTER,
    *,
    sample: bool = False,
) -> bytes:
    """Return the PDF of one calculation, as ``Working.to_dict`` gives it.

    ``at`` is when it was calculated; the same working, facility and time give the same bytes.
    """
    name = said(working, "calculator", absent=TITLE)
    with printing(paper, f"{TITLE} {name}", at) as pdf:
        page = Page(pdf, TITLE, _reference(working), _foot(working, at), sample=sample)
        page.footnote = "" if exact(working) else "Not exact to the last digit"
        page.write(said(working, "title"), 13, bold=1)
        page.write(f"{facility}   ·   {LocalTime('UTC').second(at.isoformat())}", SMALL, grey=SOFT)
        page.skip(2)
        _answers(page, working)
        _given(page, working)
        page.heading("Line by line")
        lines_of(page, working)
        notes_of(page, working)
        page.heading("Checked", keep=40)
        lines_to_sign(page, "Calculated by", "Checked by hand by")
        return page.finish()


def working_in_record(page: Page, working: Facts, *, first: bool) -> None:
    """Write one calculation among others: title with its answers, lines, notes."""
    page.need(_TITLE_AND_FIRST_LINE)
    page.write(f"{said(working, 'title')} ({_reference(working)}) = {answers(working)}", bold=1)
    given = working.get("given") or {}
    if given:
        told = "; ".join(f"{_words(key)} {as_text(value)}" for key, value in given.items())
        page.write(f"given: {told}", SMALL, grey=SOFT)
    page.skip(0.8)
    lines_of(page, working, headings=first)
    notes_of(page, working)
    page.skip(2.5)


def lines_of(page: Page, working: Facts, *, headings: bool = True) -> None:
    """Write the lines, numbered, each to be followed with pencil and paper."""
    rows = [_line(str(count), line) for count, line in enumerate(listed(working, "lines"), start=1)]
    Table(page, _COLUMNS if headings else _BARE).write(rows, "No line was kept.")


def notes_of(page: Page, working: Facts) -> None:
    """Write what the person who reads the answer must mind."""
    for warning in listed(working, "warnings"):
        page.skip(0.6)
        page.write(f"Note: {as_text(warning)}", SMALL, bold=1)


def answers(working: Facts) -> str:
    """Give every answer as people read it, with its name where there are several."""
    outputs = listed(working, "outputs")
    if not outputs:  # an earlier version kept its only answer in its last line
        lines = listed(working, "lines")
        return measured(lines[-1].get("result")) if lines else said(None)
    if len(outputs) == 1:
        return measured(outputs[0].get("shown"))
    return ", ".join(f"{_words(said(one, 'name'))} {measured(one.get('shown'))}" for one in outputs)


def exact(working: Facts) -> bool:
    """Tell whether no line had to be cut off."""
    return all(line.get("exact", True) for line in listed(working, "lines"))


def _line(number: str, line: Facts) -> tuple[str, ...]:
    basis = [as_text(line.get(key)) for key in ("rounding", "source")]
    cut = "" if line.get("exact", True) else CUT_OFF
    return (
        number,
        said(line, "name"),
        said(line, "formula", absent=""),
        said(line, "with_numbers", absent=""),
        measured(line.get("result")),
        "; ".join(filter(None, (cut, *basis))),
    )


def _reference(working: Facts) -> str:
    """Name the id of the register and the calculator, as far as the working does."""
    named = (as_text(working.get(key)) for key in ("formula", "calculator"))
    return ", ".join(filter(None, named)) or TITLE


def _answers(page: Page, working: Facts) -> None:
    for one in listed(working, "outputs"):
        page.need(line_height(BODY + 2))
        page.write(f"{_words(said(one, 'name'))}  {measured(one.get('shown'))}", BODY + 2, bold=1)


def _given(page: Page, working: Facts) -> None:
    page.heading("Given")
    given = working.get("given") or {}
    if given:
        pairs(page, [(_words(key), as_text(value)) for key, value in given.items()])
    else:
        page.write("Taken from other calculations, as the lines say.", SMALL, grey=SOFT)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _foot(working: Facts, at: datetime) -> Unsealed:
    return Unsealed(
        (
            f"Working digest (SHA-256)  {digest(working)}",
            f"Calculated by First Air, {at:%Y-%m-%d %H:%M:%S}Z",
            "Not held in the log of any record: it counts as checked below.",
        )
    )
