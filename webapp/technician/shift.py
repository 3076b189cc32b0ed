"""Shift start: today's check weights, taken from the balance itself."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from compounding.cleanroom.balance_check import check_offered
from compounding.cleanroom.balances import balance_of, checks_today, next_check
from compounding.ledger.people import Role
from sensors.barcode import Command, read_scan
from webapp.doors import door
from webapp.house import house
from webapp.recording import answer, recording
from webapp.scans import answer_scan, scanned_text
from webapp.streams import live_url
from webapp.technician import blueprint
from webapp.technician.hoods import hood_here, hoods
from webapp.technician.readings import offered_reading
from webapp.tiles import strip


@blueprint.get("/shift")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def shift() -> ResponseReturnValue:
    """Which weight to put on, and what the others showed."""
    here = house()
    with here.database.reading() as session:
        hood = request.args.get("hood") or hood_here(session)
        card = balance_of(session, hood)
        return render_template(
            "technician/shift.html",
            hood=hood,
            hoods=hoods(session),
            balance=card,
            weight=next_check(session, card, here.now()),
            done=checks_today(session, card, here.now()),
            strip=strip(session, hood, here.now()),
            page_scan_url=url_for(".scan_at_shift"),
            page_live=live_url("room", f"weight:{card.line}"),
        )


@blueprint.post("/shift/<hood>/reading")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def take_check(hood: str) -> ResponseReturnValue:
    """The settled weight of the check weight that is asked for."""
    reading = offered_reading()
    with recording() as unit:
        row = check_offered(unit, balance_of(unit.session, hood), reading)
    if row is None:
        return answer("Put the check weight on; the page shows which.", "", "ignored")
    told = "passed" if row.passed else "did NOT pass; clean the pan, then put it on again"
    outcome = "ok" if row.passed else "stop"
    return answer(f"{row.nominal}: {row.shown}, {told}.", url_for(".shift", hood=hood), outcome)


@blueprint.post("/shift/scan")
@door(Role.TECHNICIAN, Role.PHARMACIST)
def scan_at_shift() -> ResponseReturnValue:
    """NEXT goes on to the queue."""
    found = read_scan(scanned_text())
    if isinstance(found, Command) and found.order.value == "NEXT":
        return answer_scan("ok", "To the queue.", url_for(".home"))
    return answer_scan("stop", "Nothing to scan here: put the check weight on. NEXT: the queue.")
