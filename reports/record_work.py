"""The work of a batch record: what went in, each step with its weight and band, the arithmetic."""

from collections.abc import Iterator
from decimal import Decimal

from reports.facts import Facts, LocalTime, as_text, listed, said
from reports.marks import Bar, Mark
from reports.page import SMALL, SOFT, Page
from reports.spelling import checked, measured, span
from reports.tables import Cell, Column, Kind, Table
from reports.words import mark_of, outcome_word
from reports.working import working_in_record


def components(page: Page, record: Facts, local: LocalTime) -> None:
    """Write each product with the lot and expiry that were scanned."""
    columns = (
        Column("Component", 0.27),
        Column("Lot", 0.11),
        Column("Expires", 0.19),
        Column("Sticker, serial, GTIN", 0.17),
        Column("Density", 0.26),
    )
    page.heading("Components")
    Table(page, columns).write([_component(part, local) for part in listed(record, "components")])


def _component(part: Facts, local: LocalTime) -> tuple[str, ...]:
    density = part.get("density") or {}
    marks = (part.get("sticker"), part.get("serial"), part.get("gtin"))
    return (
        f"{said(part, 'product')}\n{_role(part)}",
        f"{said(part, 'lot')}\n{_captured(part)}",
        local.minute(part.get("expires")),
        "\n".join(filter(None, map(as_text, marks))) or "none",
        f"{measured(density['value'])}\n{checked(density)}"
        if density.get("value")
        else "not weighed by density",
    )


def _role(part: Facts) -> str:
    return ", ".join(filter(None, (as_text(part.get("role")), as_text(part.get("strength")))))


def _captured(part: Facts) -> str:
    second = as_text(part.get("second_look"))
    how = as_text(part.get("captured"))
    return ", ".join(filter(None, (how, f"second look {second}" if second else "")))


def steps(page: Page, record: Facts, local: LocalTime) -> None:
    """Write each step: sign, title, who and when, net weight, expected weight, band and bar."""
    columns = (
        Column("#", 0.035),
        Column("", 0.035),
        Column("Step", 0.42),
        Column("Net", 0.085, Kind.FIGURE),
        Column("Expected", 0.09, Kind.FIGURE),
        Column("Band", 0.165, Kind.FIGURE),
        Column("", 0.01),
        Column("Net in its band", 0.16),
    )
    page.heading("Steps")
    Table(page, columns).write([_step(step, local) for step in listed(record, "steps")])
    legend = "Grey: accepted. Ticks: rejected beyond. White line: expected. Black: net weight."
    page.write(legend, SMALL, grey=SOFT)


def _step(step: Facts, local: LocalTime) -> tuple[Cell, ...]:
    band = step.get("band") or {}
    return (
        said(step, "number"),
        Mark(mark_of(said(step, "outcome"))),
        "\n".join(filter(None, _told(step, local))),
        measured(step.get("net")),
        measured(step.get("expected")),
        span(band.get("low"), band.get("high")),
        "",
        _bar(step, band) or "",
    )


def _told(step: Facts, local: LocalTime) -> Iterator[str]:
    """What was to be done, what was done by whom, and what was scanned for it."""
    yield f"{said(step, 'title')}: {said(step, 'instruction', absent='')}".rstrip(": ")
    if step.get("by"):
        outcome = outcome_word(said(step, "outcome"))
        yield f"{outcome}, {said(step, 'by')}, {local.clock(step.get('at'))}"
    else:
        yield said(step, "outcome")
    scans = [f"{said(scan, 'role')} {said(scan, 'scanned')}" for scan in listed(step, "scans")]
    yield f"scanned: {', '.join(scans)}" if scans else ""
    if step.get("difference"):
        yield f"difference from the earlier weighing: {measured(step['difference'])}"
    yield f"note: {step['note']}" if step.get("note") else ""


def _bar(step: Facts, band: Facts) -> Bar | None:
    edges = [band.get(key) for key in ("accept_low", "accept_high", "tell_low", "tell_high")]
    net, expected = step.get("net"), step.get("expected")
    if net is None or expected is None or None in edges:
        return None
    low, high, tell_low, tell_high = map(_figure, edges)
    return Bar(_figure(net), _figure(expected), (low, high), (tell_low, tell_high))


def _figure(text: object) -> Decimal:
    """The number of a figure with its unit; all of one band are in the same unit."""
    return Decimal(as_text(text).split()[0])


def weights(page: Page, record: Facts, local: LocalTime) -> None:
    """Write every gross weight, every try, and the three zones of every band."""
    page.heading("Weights as read")
    gross = (
        Column("Step", 0.08),
        Column("Weighing", 0.1),
        Column("Of", 0.27),
        Column("Gross", 0.17, Kind.FIGURE),
        Column("", 0.03),
        Column("Reading", 0.35),
    )
    weighed = [(step, step["gross"]) for step in listed(record, "steps") if step.get("gross")]
    rows = [
        (
            said(step, "number"),
            said(weight, "name"),
            said(step, "what"),
            measured(weight.get("digits"), weight.get("unit")),
            "",
            f"no. {said(weight, 'reading')}, {said(weight, 'agent')} {said(weight, 'sequence')}",
        )
        for step, weight in weighed
    ]
    Table(page, gross).write(rows, "Nothing was weighed.")
    page.skip(3)
    _tries(page, record, local)
    page.skip(3)
    _zones(page, record)


def _tries(page: Page, record: Facts, local: LocalTime) -> None:
    columns = (
        Column("Step", 0.06),
        Column("Try", 0.05),
        Column("At", 0.1),
        Column("Gross", 0.13, Kind.FIGURE),
        Column("Net", 0.12, Kind.FIGURE),
        Column("", 0.02),
        Column("Verdict", 0.12),
        Column("By", 0.18),
        Column("What stopped it", 0.22),
    )
    rows = [
        _try(step, count, attempt, local)
        for step in listed(record, "steps")
        for count, attempt in enumerate(listed(step, "tries"), start=1)
        if attempt.get("gross") or attempt.get("stop")
    ]
    Table(page, columns).write(rows, "Nothing was tried by weight.")


def _try(step: Facts, count: int, attempt: Facts, local: LocalTime) -> tuple[str, ...]:
    return (
        said(step, "number"),
        str(count),
        local.clock(attempt.get("at")),
        measured(attempt.get("gross")),
        measured(attempt.get("net")),
        "",
        f"{said(attempt, 'verdict')}{' (void)' if attempt.get('void') else ''}",
        said(attempt, "by"),
        said(attempt, "stop", absent=""),
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
                    measured(band.get("uncertainty")),
                )
            )
    Table(page, columns).write(rows, "No step has a band.")


def workings(page: Page, record: Facts) -> None:
    """Write the arithmetic line by line, so that it can be checked by hand."""
    page.heading("Calculations")
    for place, working in enumerate(listed(record, "calculations")):
        working_in_record(page, working, first=place == 0)
    if not listed(record, "calculations"):
        page.write("No calculation belongs to this record.", SMALL, grey=SOFT)
