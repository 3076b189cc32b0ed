"""The trail of a batch record: labels, close calls, checks, and what nobody has confirmed yet."""

from reports.facts import Facts, LocalTime, listed, said
from reports.page import Page
from reports.tables import Column, Kind, Table
from reports.words import outcome_word


def labels(page: Page, record: Facts, local: LocalTime) -> None:
    """Write every label that was printed; a void one says so."""
    page.heading("Labels printed")
    columns = (
        Column("Kind", 0.07),
        Column("Code", 0.17),
        Column("Printed at", 0.19),
        Column("By", 0.16),
        Column("Said", 0.19),
        Column("Reason", 0.14),
        Column("State", 0.08, Kind.STRONG),
    )
    Table(page, columns).write(
        [
            (
                said(label, "kind"),
                said(label, "code"),
                local.minute(label.get("printed_at")),
                said(label, "by"),
                _promise(label),
                said(label, "reason", absent=""),
                "VOID" if label.get("voided") else "valid",
            )
            for label in listed(record, "labels")
        ],
        "No label was printed.",
    )


def _promise(label: Facts) -> str:
    """What a final label told the ward: until when, and how to store it."""
    until = said(label, "content", "beyond_use", absent="")
    return f"{until}, {said(label, 'content', 'storage')}" if until else ""


def close_calls(page: Page, record: Facts, local: LocalTime) -> None:
    """Write each wrong scan that was stopped before it did harm."""
    page.heading("Close calls")
    columns = (
        Column("At", 0.09),
        Column("Step", 0.06),
        Column("By", 0.14),
        Column("Scanned", 0.25),
        Column("Expected", 0.2),
        Column("Why", 0.26),
    )
    Table(page, columns).write(
        [
            (
                local.clock(call.get("at")),
                said(call, "step", absent=""),
                said(call, "by"),
                "\n".join(
                    filter(None, (said(call, "what", absent=""), said(call, "scanned", absent="")))
                ),
                said(call, "expected"),
                said(call, "why"),
            )
            for call in listed(record, "close_calls")
        ],
        "No wrong scan.",
    )


def checks(page: Page, record: Facts, local: LocalTime) -> None:
    """Write the checks made during the work."""
    page.heading("Checks during the work")
    columns = (
        Column("Step", 0.07),
        Column("Kind", 0.1),
        Column("Outcome", 0.12),
        Column("Person", 0.2, Kind.STRONG),
        Column("At", 0.22),
        Column("Meaning", 0.1),
        Column("What it answered, and why", 0.19),
    )
    Table(page, columns).write(
        [
            (
                said(check, "step"),
                said(check, "kind", absent=""),
                outcome_word(said(check, "outcome", absent="")),
                said(check, "person"),
                local.second(check.get("at")),
                said(check, "meaning"),
                _answered(check),
            )
            for check in listed(record, "checks")
        ],
        "No check was asked for during the work.",
    )


def _answered(check: Facts) -> str:
    return "\n".join(filter(None, (said(check, key, absent="") for key in ("was", "reason"))))


def events(page: Page, record: Facts, local: LocalTime) -> None:
    """Write who held, took over or called, and when."""
    page.heading("Course of the work")
    columns = (
        Column("At", 0.24),
        Column("What", 0.16),
        Column("Person", 0.24, Kind.STRONG),
        Column("Why, or from whom", 0.36),
    )
    rows = [
        (
            local.second(event.get("at")),
            said(event, "what"),
            said(event, "by"),
            said(event, "why", absent=""),
        )
        for event in listed(record, "events")
    ]
    Table(page, columns).write(rows, "One person worked through without a pause or a call.")


def unconfirmed(page: Page, record: Facts) -> None:
    """List every figure that this record rests on and nobody has confirmed."""
    figures = record.get("unconfirmed")
    if figures is None:
        page.heading("Unconfirmed figures: not recorded")
        page.write("This record does not say which of its figures are confirmed.")
        return
    page.heading(f"Unconfirmed figures: {len(figures)}")
    columns = (Column("No.", 0.07), Column("Figure", 0.5), Column("Source", 0.43))
    Table(page, columns).write(
        [
            (str(count), said(figure, "figure"), said(figure, "source"))
            for count, figure in enumerate(figures, start=1)
        ],
        "Every figure this record rests on has been confirmed.",
    )
