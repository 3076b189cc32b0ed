"""What a nutrition bag gives its patient, on a sheet of its batch record."""

from reports.facts import Facts, listed, said
from reports.page import SMALL, SOFT, Page
from reports.tables import Column, Kind, Table
from reports.words import with_commas


def nutrition(page: Page, record: Facts) -> None:
    """Write what the bag gives by day and by kg and day; nothing for any other bag."""
    given = record.get("given")
    if not given:
        return
    page.heading("What the patient gets")
    Table(page, (Column("", 0.24), Column("", 0.76))).write(list(_figures(given)))
    page.skip(2)
    _lines(page, given)
    page.skip(2)
    _totals(page, given)
    page.heading("What went in")
    _went_in(page, record)


def _figures(given: Facts) -> list[tuple[str, str]]:
    strong = said(given, "osmolarity", absent="")
    return [
        ("Patient", f"{said(given, 'patient')}, {said(given, 'weight')}, {said(given, 'line')}"),
        (
            "Volume",
            with_commas(
                f"{said(given, 'infused')} over {said(given, 'hours')}, "
                f"overfill {said(given, 'overfill')}"
            ),
        ),
        ("Energy", with_commas(f"{said(given, 'energy')}, {said(given, 'energy_by_weight')}")),
        ("Osmolarity", f"{with_commas(strong)}, estimated" if strong else "not estimated"),
        ("Filter", said(given, "filter")),
    ]


def _lines(page: Page, given: Facts) -> None:
    columns = (
        Column("Ordered", 0.27, Kind.STRONG),
        Column("From", 0.35),
        Column("By day", 0.19, Kind.FIGURE),
        Column("By kg and day", 0.19, Kind.FIGURE),
    )
    inside = [(one, "") for one in listed(given, "lines")]
    beside = [(one, "\nfrom another line, not in this bag") for one in listed(given, "beside")]
    Table(page, columns).write(
        [
            (
                said(one, "name"),
                said(one, "product") + where,
                with_commas(said(one, "day")),
                with_commas(said(one, "kg")),
            )
            for one, where in (*inside, *beside)
        ]
    )


def _went_in(page: Page, record: Facts) -> None:
    columns = (
        Column("Product", 0.42, Kind.STRONG),
        Column("Volume", 0.16, Kind.FIGURE),
        Column("Mass as weighed", 0.18, Kind.FIGURE),
        Column("", 0.03),
        Column("Lots", 0.21),
    )
    Table(page, columns).write(
        [
            (
                said(one, "product"),
                with_commas(said(one, "volume")),
                with_commas(said(one, "mass", absent="")) or "by eye",
                "",
                said(one, "lots", absent=""),
            )
            for one in listed(record, "went_in")
        ]
    )


def _totals(page: Page, given: Facts) -> None:
    columns = (
        Column("In all", 0.28, Kind.STRONG),
        Column("By day", 0.18, Kind.FIGURE),
        Column("By kg and day", 0.18, Kind.FIGURE),
        Column("By hour", 0.18, Kind.FIGURE),
        Column("In a litre of the bag", 0.18, Kind.FIGURE),
    )
    keys = ("name", "day", "kg", "hour", "litre")
    rows = [
        tuple(with_commas(said(one, key, absent="")) for key in keys)
        for one in listed(given, "totals")
    ]
    Table(page, columns).write(rows)
    page.write(
        "The overfill that stays in the line is left out; what runs from another line is counted.",
        SMALL,
        grey=SOFT,
    )
