"""The room and the outcome: dose as a whole, beyond-use date, room chart, findings."""

from dataclasses import replace
from datetime import datetime, timedelta

from reports.chart import as_svg, room_chart, title_of, trace_of
from reports.facts import NOT_RECORDED, Facts, LocalTime, as_text, listed, said
from reports.marks import Mark
from reports.page import BODY, SMALL, SOFT, Page
from reports.spelling import measured, span
from reports.tables import Column, Kind, Table, pairs
from reports.words import grade_mark, mark_of, outcome_word


def dose(page: Page, record: Facts) -> None:
    """Write the delivered dose beside its band: diluent and draw errors taken together.

    A nutrition bag is no one dose; what it gives stands on a sheet of its own.
    """
    if record.get("given"):
        return
    page.heading("Delivered dose, as a whole")
    given = record.get("delivered_dose") or {}
    columns = (
        Column("", 0.035),
        Column("Delivered", 0.2, Kind.STRONG),
        Column("Band", 0.3),
        Column("Verdict", 0.465),
    )
    verdict = said(given, "verdict")
    row = (
        Mark(mark_of(verdict)),
        measured(given.get("delivered")),
        span(given.get("low"), given.get("high")),
        outcome_word(verdict),
    )
    rows = [row] if given else []
    Table(page, columns, BODY).write(rows, "The dose as a whole could not be reckoned.")


def beyond_use(page: Page, record: Facts, local: LocalTime) -> None:
    """Write each storage with its date, the reason that decided, and every other limit."""
    page.heading("Beyond use")
    signed = (record.get("fitness") or {}).get("signed")
    kept = "Not to be kept" if signed else f"To be stored: {said(record, 'storage')}"
    page.write(
        f"{kept}. The clock started with the first "
        f"accepted scan, {local.second(record.get('clock_started_at'))}.",
        BODY,
    )
    chosen = record.get("storage")
    dates = listed(record, "beyond_use")
    for date in sorted(dates, key=lambda date: date.get("storage") != chosen):
        page.skip(2)
        page.need(18)
        if date.get("until"):
            _dated(page, date, local)
            _category(page, date)
            _change(page, date)
        else:
            _undated(page, date)


def _dated(page: Page, date: Facts, local: LocalTime) -> None:
    until = said(date, "until_local", absent=local.minute(date.get("until")))
    page.write(
        f"{said(date, 'storage')}: until {until}, decided by {said(date, 'decided_by')}",
        BODY,
        bold=1,
    )
    page.skip(0.8)
    columns = (
        Column("", 0.035),
        Column("Limit", 0.16),
        Column("Until", 0.2),
        Column("Because", 0.47),
        Column("Confirmed", 0.135),
    )
    Table(page, columns).write(
        [
            (
                Mark("noted") if limit.get("deciding") else "",
                f"{said(limit, 'kind')}{', deciding' if limit.get('deciding') else ''}",
                local.minute(limit.get("until")),
                "\n".join(filter(None, (said(limit, "because"), as_text(limit.get("citation"))))),
                "confirmed" if limit.get("confirmed") else "NOT CONFIRMED",
            )
            for limit in listed(date, "limits")
        ]
    )


def _category(page: Page, date: Facts) -> None:
    """Say why it has its category: each rule that was asked, and whether it is kept."""
    if date.get("category"):
        page.write(f"Category {said(date, 'category')}", SMALL, grey=SOFT)
    for one in listed(date, "reasons"):
        doubt = "" if one.get("confirmed") else ", not confirmed"
        told = f"{said(one, 'state')}: {said(one, 'says')} ({said(one, 'citation')}{doubt})"
        page.write(told, SMALL, grey=SOFT)


def _change(page: Page, date: Facts) -> None:
    if date.get("what_would_change"):
        page.write(as_text(date["what_would_change"]), SMALL, grey=SOFT)


def _undated(page: Page, date: Facts) -> None:
    told = (as_text(reason).rstrip(".") for reason in listed(date, "none"))
    reasons = "; ".join(told) or NOT_RECORDED
    page.write(f"{said(date, 'storage')}: no date", BODY, bold=1)
    page.write(reasons, BODY, indent=4)
    _category(page, date)


def room(page: Page, record: Facts, local: LocalTime) -> None:
    """Draw the room over the minutes of the work, and list what was found."""
    page.heading("Room during the work", keep=60)
    if listed(record, "room", "points"):
        _chart(page, record["room"], local)
    else:
        page.write("No readings of the room belong to this record.", BODY)
    columns = (
        Column("", 0.035),
        Column("Grade", 0.08),
        Column("Point", 0.2),
        Column("From", 0.09),
        Column("To", 0.09),
        Column("Worst", 0.14, Kind.FIGURE),
        Column("", 0.02),
        Column("Because", 0.345),
    )
    page.skip(2)
    Table(page, columns).write(
        [_finding(found, local) for found in listed(record, "room", "findings")],
        _no_finding(record),
    )


def _chart(page: Page, around: Facts, local: LocalTime) -> None:
    start, end = _window(around)
    for point in listed(around, "points"):
        page.need(30)
        page.write(_title(point), SMALL)
        figure = room_chart(
            [replace(trace_of(point), title="")], start, end, local.name, width_mm=page.width
        )
        height = float(figure.get_figheight()) * 25.4
        page.picture(as_svg(figure), height, f"Readings of {said(point, 'name')} during the work")
    began, ended = local.second(said(around, "from")), local.second(said(around, "to"))
    page.write(f"Work from {began} to {ended}. Dashed: limits. Shaded: no data.", SMALL, grey=SOFT)


def _no_finding(record: Facts) -> str:
    if not any(point.get("samples") for point in listed(record, "room", "points")):
        return "Nothing can be said about the room."
    return "No finding: the room stayed within its limits for the minutes of the work."


def _window(around: Facts) -> tuple[datetime, datetime]:
    """The minutes of the work, and of the readings that reach a little beyond it."""
    read = [at for point in listed(around, "points") for at, _ in listed(point, "samples")]
    instants = [datetime.fromisoformat(at) for at in (around["from"], around["to"], *read)]
    return min(instants), max(*instants, min(instants) + timedelta(minutes=1))


def _title(point: Facts) -> str:
    """Everything the drawing says, as text: what, between which sides, within which limits."""
    unit = point.get("unit")
    limits = [
        f"{word} {measured(point[key], unit)}"
        for key, word in (("low", "not below"), ("high", "not above"))
        if point.get(key) is not None
    ]
    words = {
        "citation": as_text(point.get("citation")),
        "advisory": "advisory",
        "unconfirmed": "LIMITS NOT CONFIRMED",
        "simulated": "simulated readings",
    }
    rest = [word for key, word in words.items() if point.get(key)]
    return " · ".join([title_of(point), *limits, *rest])


def _finding(found: Facts, local: LocalTime) -> tuple[Mark | str, ...]:
    grade = said(found, "grade")
    ended = found.get("ended")
    return (
        Mark(grade_mark(grade)),
        grade,
        said(found, "point", absent=said(found, "quantity")),
        local.clock(found.get("began")),
        local.clock(ended) if ended else "still open",
        measured(found.get("worst"), found.get("unit")) or "–",
        "",
        said(found, "because"),
    )


def inspection(page: Page, record: Facts, local: LocalTime) -> None:
    """Write what the inspection of the finished bag found."""
    seen = record.get("inspection") or {}
    page.heading("Inspection")
    pairs(
        page,
        [
            ("Result", said(seen, "result")),
            ("By", f"{said(seen, 'by')}, {local.minute(seen.get('at'))}"),
            ("Looked for", said(seen, "looked_for")),
            ("Findings", said(seen, "findings", absent="none")),
        ],
    )
