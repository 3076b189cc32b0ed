"""The raw frames of a batch record: what each instrument sent, byte for byte."""

from itertools import groupby

from reports.facts import Facts, LocalTime, as_text, listed, said
from reports.page import SMALL, SOFT, Page
from reports.spelling import measured, raw_frame
from reports.tables import Column, Kind, Table

_COLUMNS = (
    Column("No.", 0.08), Column("Step", 0.06), Column("At", 0.1), Column("Sequence", 0.1),
    Column("Digits", 0.14, Kind.FIGURE), Column("", 0.01), Column("State", 0.2),
    Column("Raw frame", 0.31),
)  # fmt: skip


def frames(page: Page, record: Facts, local: LocalTime) -> None:
    """Write the frames in the order of the record, under the line and agent that sent them."""
    page.heading("Raw readings")
    readings = listed(record, "readings")
    if not readings:
        page.write("No reading belongs to this record.", SMALL, grey=SOFT)
    for source, sent in groupby(readings, _source):
        page.need(20)
        page.write(source, SMALL, bold=1)
        page.skip(0.6)
        Table(page, _COLUMNS, SMALL).write([_frame(one, local) for one in sent])
        page.skip(2)


def _source(one: Facts) -> str:
    return (
        f"{said(one, 'line')}, device {said(one, 'device')}, agent {said(one, 'agent')}, "
        f"boot {said(one, 'boot')}"
    )


def _frame(one: Facts, local: LocalTime) -> tuple[str, ...]:
    states = (
        "stable" if one.get("stable") else "not stable",
        "settled" if one.get("settled") else "not settled",
        "simulated" if one.get("simulated") else "",
    )
    return (
        said(one, "id"),
        said(one, "step", absent=""),
        local.clock(one.get("agent_at")),
        said(one, "sequence"),
        measured(one.get("digits"), one.get("unit")) or "–",
        "",
        ", ".join(filter(None, states)),
        raw_frame(as_text(one.get("raw"))),
    )
