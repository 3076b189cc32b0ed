"""The trail of a batch record: labels, close calls, checks, and what nobody has confirmed yet."""

from reports.facts import Facts, LocalTime, listed, said
from reports.page import BODY, Page
from reports.tables import Column, Kind, Table


def labels(page: Page, record: Facts, local: LocalTime) -> None:
    """Write every label that was printed; a void one says so."""
    page.heading("Labels printed")
    columns = (
        Column("Kind", 0.12),
        Column("Serial", 0.25),
        Column("Printed at", 0.2),
        Column("By", 0.17),
        Column("Reason", 0.16),
        Column("State", 0.1, Kind.STRONG),
    )
    Table(page, columns).write(
        [
            (
                said(label, "kind"),
                said(label, "serial"),
                local.minute(label.get("printed_at")),
                said(label, "by"),
                said(label, "reason", absent=""),
                "VOID" if label.get("voided") else "valid",
            )
            for label in listed(record, "labels")
        ],
        "No label was printed.",
    )


def close_calls(page: Page, record: Facts, local: LocalTime) -> None:
    """Write each wrong scan that was stopped before it did harm."""
    page.heading("Close calls")
    columns = (
        Column("At", 0.1),
        Column("Step", 0.06),
        Column("By", 0.15),
        Column("Scanned", 0.26),
        Column("Expected", 0.26),
        Column("Why", 0.17),
    )
    Table(page, columns).write(
        [
            (
                local.clock(call.get("at")),
                said(call, "step", absent=""),
                said(call, "by"),
                said(call, "scanned"),
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
        Column("Step", 0.1),
        Column("Person", 0.4, Kind.STRONG),
        Column("At", 0.25),
        Column("Meaning", 0.25),
    )
    Table(page, columns).write(
        [
            (
                said(check, "step"),
                said(check, "person"),
                local.second(check.get("at")),
                said(check, "meaning"),
            )
            for check in listed(record, "checks")
        ],
        "The formula asks for no check during the work.",
    )


def unconfirmed(page: Page, record: Facts) -> None:
    """List every figure that this record rests on and nobody has confirmed."""
    figures = listed(record, "unconfirmed")
    page.heading(f"Unconfirmed figures: {len(figures)}")
    columns = (Column("No.", 0.07), Column("Figure", 0.55), Column("Source", 0.38))
    Table(page, columns, BODY).write(
        [
            (str(count), said(figure, "figure"), said(figure, "source"))
            for count, figure in enumerate(figures, start=1)
        ],
        "Every figure this record rests on has been confirmed.",
    )
