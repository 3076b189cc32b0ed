"""The pharmacist's queue: exceptions first, clean records in one line each."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from compounding.ledger.people import Role
from compounding.preparation.book import in_use
from compounding.preparation.queue import decided_worksheets, worksheet_with_code
from sensors.barcode import FinalLabel, Sticker, WorkLabel, read_scan
from webapp.doors import door
from webapp.doses import standing
from webapp.house import house
from webapp.pharmacist import blueprint
from webapp.pharmacist.lines import waiting
from webapp.scans import answer_scan, scanned_text
from webapp.streams import live_url

RECENT = 8


@blueprint.get("/")
@door(Role.PHARMACIST)
def home() -> ResponseReturnValue:
    """All that waits for a pharmacist, and what was decided last."""
    with house().database.reading() as session:
        return render_template(
            "pharmacist/queue.html",
            waiting=waiting(session),
            standing=standing,
            names={row.slug: row.name for row in in_use(session)},
            recent=decided_worksheets(session, RECENT),
            page_scan_url=url_for(".scan"),
            page_live=live_url("worksheet"),
            worksheet="any",
        )


@blueprint.post("/scan")
@door(Role.PHARMACIST, Role.COMPLIANCE)
def scan() -> ResponseReturnValue:
    """The final label of a bag opens its record."""
    found = read_scan(scanned_text())
    if isinstance(found, FinalLabel | WorkLabel | Sticker):
        with house().database.reading() as session:
            number = worksheet_with_code(session, found.code)
        if number is not None:
            return answer_scan("ok", "Opened.", url_for(".dose", number=number))
    return answer_scan("stop", "No record has this code. Scan the final label of the bag.")
