"""The work of a batch record: what went in, each step with its weight and band, the arithmetic."""

from decimal import Decimal

from reports.facts import Facts, LocalTime, as_text, listed, said
from reports.marks import Bar, Mark
from reports.page import BODY, SMALL, SOFT, Page
from reports.spelling import NBSP, checked, measured, span
from reports.tables import Cell, Column, Kind, Table
from reports.words import mark_of


def components(page: Page, record: Facts, local: LocalTime) -> None:
    """Write each product with the lot and expiry that were scanned."""
    columns = (
        Column("Component", 0.33),
        Column("Lot", 0.13),
        Column("Expires", 0.15),
        Column("Sticker, serial, GTIN", 0.18),
        Column("Density", 0.21),
    )
    page.heading("Components")
    Table(page, columns).write([_component(part, local) for part in listed(record, "components")])


def _component(part: Facts, local: LocalTime) -> tuple[str, ...]:
    density = part.get("density")
    marks = (part.get("sticker"), part.get("serial"), part.get("gtin"))
    return (
        f"{said(part, 'product')}\n{_role(part)}",
        said(part, "lot"),
        local.minute(part.get("expires")),
        "\n".join(filter(None, map(as_text, marks))) or "none",
        f"{measured(density.get('value'), density.get('unit'))}\n{checked(density)}"
        if density
        else "not weighed by density",
    )


def _role(part: Facts) -> str:
    return ", ".join(filter(None, (as_text(part.get("role")), as_text(part.get("strength")))))


def steps(page: Page, record: Facts, local: LocalTime) -> None:
    """Write each step: sign, title, who and when, net weight, expected weight, band and bar."""
    columns = (
        Column("#", 0.035),
        Column("", 0.035),
        Column("Step", 0.375),
        Column("Net", 0.1, Kind.FIGURE),
        Column("Expected", 0.1, Kind.FIGURE),
        Column("Band", 0.15, Kind.FIGURE),
        Column("", 0.015),
        Column("Net in its band", 0.19),
    )
    page.heading("Steps")
    Table(page, columns).write([_step(step, local) for step in listed(record, "steps")])
    page.write(
        "In the drawing: grey is accepted, the two ticks are where the weight cannot tell "
        "any more, the white line is the expected weight, the black block is the net "
        "weight.",
        SMALL,
        grey=SOFT,
    )


def _step(step: Facts, local: LocalTime) -> tuple[Cell, ...]:
    unit = step.get("unit")
    band = step.get("band") or {}
    told = [f"{said(step, 'outcome')}, {said(step, 'by')}, {local.clock(step.get('at'))}"]
    if step.get("note"):
        told.append(f"note: {step['note']}")
    return (
        said(step, "number"),
        Mark(mark_of(said(step, "outcome"))),
        "\n".join([said(step, "title"), *told]),
        measured(step.get("net"), unit),
        measured(step.get("expected"), unit),
        measured(span(band.get("low"), band.get("high")), unit),
        "",
        _bar(step, band) or "",
    )


def _bar(step: Facts, band: Facts) -> Bar | None:
    edges = [band.get(key) for key in ("accept_low", "accept_high", "tell_low", "tell_high")]
    net, expected = step.get("net"), step.get("expected")
    if net is None or expected is None or None in edges:
        return None
    low, high, tell_low, tell_high = (Decimal(str(edge)) for edge in edges)
    return Bar(Decimal(net), Decimal(expected), (low, high), (tell_low, tell_high))


def weights(page: Page, record: Facts, local: LocalTime) -> None:
    """Write every gross weight, every try, and the three zones of every band."""
    page.heading("Weights as read")
    gross = (
        Column("Step", 0.08),
        Column("Weighing", 0.3),
        Column("Gross", 0.2, Kind.FIGURE),
        Column("", 0.05),
        Column("Reading", 0.37),
    )
    Table(page, gross).write(
        [
            (
                said(step, "number"),
                said(weight, "name"),
                measured(weight.get("digits"), weight.get("unit")),
                "",
                f"no. {said(weight, 'reading')}",
            )
            for step in listed(record, "steps")
            for weight in listed(step, "gross")
        ],
        "Nothing was weighed.",
    )
    page.skip(3)
    _tries(page, record, local)
    page.skip(3)
    _zones(page, record)


def _tries(page: Page, record: Facts, local: LocalTime) -> None:
    columns = (
        Column("Step", 0.08),
        Column("Try", 0.07),
        Column("At", 0.15),
        Column("Net", 0.16, Kind.FIGURE),
        Column("", 0.05),
        Column("Verdict", 0.16),
        Column("By", 0.18),
        Column("Reading", 0.15),
    )
    Table(page, columns).write(
        [
            (
                said(step, "number"),
                str(count),
                local.clock(attempt.get("at")),
                measured(attempt.get("net"), step.get("unit")),
                "",
                said(attempt, "verdict"),
                said(attempt, "by"),
                f"no. {said(attempt, 'reading')}",
            )
            for step in listed(record, "steps")
            for count, attempt in enumerate(listed(step, "tries"), start=1)
        ],
        "No step was judged by weight.",
    )


def _zones(page: Page, record: Facts) -> None:
    columns = (
        Column("Step", 0.08),
        Column("Band of the formula", 0.22),
        Column("Accepted", 0.22),
        Column("Rejected beyond", 0.24),
        Column("Uncertainty (k = 2)", 0.24),
    )
    rows = []
    for step in listed(record, "steps"):
        band = step.get("band")
        if band:
            rows.append(
                (
                    said(step, "number"),
                    span(band.get("low"), band.get("high")),
                    span(band.get("accept_low"), band.get("accept_high")),
                    span(band.get("tell_low"), band.get("tell_high")),
                    measured(band.get("uncertainty"), step.get("unit")),
                )
            )
    Table(page, columns).write(rows, "No step has a band.")


def workings(page: Page, record: Facts) -> None:
    """Write the arithmetic line by line, so that it can be checked by hand."""
    page.heading("Calculations")
    columns = (
        Column("Line", 0.15),
        Column("Formula", 0.2),
        Column("With numbers", 0.25),
        Column("Result", 0.14, Kind.FIGURE),
        Column("", 0.02),
        Column("Rounding, source", 0.24),
    )
    for working in listed(record, "calculations"):
        page.need(20)
        title = f"{said(working, 'title')} ({said(working, 'calculator')})"
        page.write(f"{title} = {as_text(working.get('result')).replace(' ', NBSP)}", BODY, bold=1)
        page.skip(0.8)
        Table(page, columns).write(
            [
                (
                    said(line, "name"),
                    said(line, "formula", absent=""),
                    said(line, "with_numbers", absent=""),
                    said(line, "result"),
                    "",
                    "; ".join(filter(None, (as_text(line.get(k)) for k in ("rounding", "source")))),
                )
                for line in listed(working, "lines")
            ]
        )
        page.skip(2.5)
    if not listed(record, "calculations"):
        page.write("No calculation belongs to this record.", SMALL, grey=SOFT)
