"""From a lot, a code or an order to its bags."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from compounding.preparation.trace import trace
from sensors.barcode import GS1Product, read_scan
from webapp.compliance import READERS, blueprint
from webapp.doors import door
from webapp.doses import standing_of
from webapp.house import house


@blueprint.get("/trace")
@door(*READERS)
def traced() -> ResponseReturnValue:
    """Every bag that holds the lot, or carries the code, that was asked for."""
    asked = request.args.get("of", "").strip()[:200]
    scan = read_scan(asked)
    wanted = scan.lot if isinstance(scan, GS1Product) and scan.lot else asked.removeprefix("91")
    with house().database.reading() as session:
        found = [(one, standing_of(one.state)) for one in trace(session, wanted)]
        return render_template("compliance/trace.html", asked=asked, wanted=wanted, found=found)
