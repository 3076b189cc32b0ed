"""Every list as CSV, with its filter stated in the file; text cells never run in a spreadsheet."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from flask import Response, request
from flask.typing import ResponseReturnValue

from compounding.cleanroom import series as cleanroom
from compounding.cleanroom.models import StoredReading
from compounding.cleanroom.places import point
from compounding.ledger.entry import Entry
from compounding.ledger.types import instant_text
from reports.monitoring import Gap, Measured, Series, disarmed, monitoring_lines
from webapp.compliance import READERS, blueprint
from webapp.compliance.days import Window, asked, window
from webapp.compliance.entries import FILTERS, asked_for
from webapp.compliance.findings import FindingView, all_findings
from webapp.doors import door
from webapp.house import house

MOST_ENTRIES = 100_000


@blueprint.get("/points/<int:point_id>.csv")
@door(*READERS)
def point_csv(point_id: int) -> ResponseReturnValue:
    """The readings and gaps of a point in a window of days."""
    here = house()
    zone, days = here.settings.zone, _days()
    with here.database.reading() as session:
        found = point(session, point_id)
        seen = cleanroom.series(session, found, days.start, min(days.end, here.now()))
    told = f"point {found.code}, {days.first} to {days.last}"
    lines = monitoring_lines([as_exported(seen)], told, zone, bom=True)
    return csv_file(lines, f"{found.code}-{days.first}-{days.last}.csv")


def as_exported(seen: cleanroom.Series) -> Series:
    """What a point saw, as the export takes it; what screens show are the digits themselves."""
    return Series(
        seen.point.code,
        seen.point.name,
        seen.point.quantity,
        seen.point.unit,
        [_measured(reading) for reading in seen.readings],
        [Gap(began, ended, "no data") for began, ended in seen.gaps],
    )


def _measured(reading: StoredReading) -> Measured:
    value = None if reading.digits is None else Decimal(reading.digits)
    return Measured(reading.agent_at, value, value, reading.refused)


@blueprint.get("/findings.csv")
@door(*READERS)
def findings_csv() -> ResponseReturnValue:
    """The findings of a window of days, one grade or all."""
    here, days, grade = house(), _days(), request.args.get("grade", "")
    with here.database.reading() as session:
        found = [f for f in all_findings(session, days, here.now()) if grade in {"", f.grade.value}]
    told = f"findings, {days.first} to {days.last}, grade {grade or 'any'}"
    where_and_when = ("grade", "place", "point", "began (UTC)", "ended (UTC)", "seconds")
    heads = (*where_and_when, "worst", "because", "doses in the making")
    rows = (_finding_row(finding) for finding in found)
    return csv_file(_lines(told, heads, rows), f"findings-{days.first}-{days.last}.csv")


def _finding_row(found: FindingView) -> tuple[str | int, ...]:
    where = (found.grade.value, found.place, found.point)
    when = (_utc(found.began), _utc(found.ended), _seconds(found.lasted))
    return (*where, *when, found.worst, found.because, " ".join(found.doses))


@blueprint.get("/entries.csv")
@door(*READERS)
def entries_csv() -> ResponseReturnValue:
    """The entries of a filter, newest first."""
    here = house()
    question = asked_for(here.now()).question().limit(MOST_ENTRIES)
    with here.database.reading() as session:
        found = list(session.scalars(question))
    told = ", ".join(f"{name} {value}" for name, value in asked(request.args, *FILTERS).items())
    heads = ("number", "at (UTC)", "who", "kind", "station", "verb", "subject", "reason", "leaf")
    rows = (_entry_row(entry) for entry in found)
    return csv_file(_lines(f"entries, {told or 'all'}", heads, rows), "entries.csv")


def _entry_row(entry: Entry) -> tuple[str | int, ...]:
    who = (entry.actor_name, entry.actor_kind, entry.station)
    what = (entry.verb, entry.subject, entry.reason, entry.leaf)
    return (entry.number, instant_text(entry.at), *who, *what)


def csv_file(lines: Iterable[bytes], name: str) -> Response:
    """A download; the content is made before the answer begins, so that an error still shows."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(b"".join(lines), mimetype="text/csv", headers=headers)


def _days() -> Window:
    here, args = house(), request.args
    return window(args.get("from"), args.get("to"), here.now(), here.settings.time_zone)


def _lines(told: str, heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> Iterable[bytes]:
    """Rows of text and whole numbers; text is quoted and disarmed, numbers stand bare."""
    yield "\ufeff".encode()
    for row in ([f"# Filter: {told}"], heads, *rows):
        cells = (str(cell) if isinstance(cell, int) else f'"{disarmed(cell)}"' for cell in row)
        yield (",".join(cells) + "\r\n").encode()


def _utc(at: datetime | None) -> str:
    return "" if at is None else instant_text(at)


def _seconds(lasted: timedelta | None) -> int | str:
    return "" if lasted is None else int(lasted.total_seconds())
