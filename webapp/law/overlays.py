"""The overlays that hold at this site: what they tighten, and how one is entered or ended."""

from functools import partial

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from beyond_use.law import in_force_on
from beyond_use.overlay import OVERLAYS
from compounding.cleanroom.site_overlays import (
    end_overlay,
    enter_overlay,
    overlays_in_use,
    rows_in_use,
)
from compounding.ledger.people import Role
from webapp.doors import door
from webapp.house import house
from webapp.law import blueprint
from webapp.recording import answer, recording, shows_again

EXAMPLES = {path.stem: path for path in sorted(OVERLAYS.glob("*.toml"))}


@blueprint.get("/overlays")
@door(Role.PHARMACIST, Role.COMPLIANCE, Role.ADMIN, Role.TECHNICIAN)
def overlays() -> ResponseReturnValue:
    """What holds here, and a form that begins with a worked example where one is asked for."""
    return overlays_page(request.args.get("example", ""))


@blueprint.post("/overlays")
@door(Role.PHARMACIST, Role.COMPLIANCE)
def enter() -> ResponseReturnValue:
    """Sign an overlay."""
    shows_again(partial(overlays_page, ""))
    form = request.form
    text = form.get("text", "").replace("\r\n", "\n")
    with recording() as unit:
        row = enter_overlay(unit, form.get("name", "").strip(), text, secret=form.get("pin", ""))
    return answer(f"{row.name} holds from now on.", url_for(".overlays"))


@blueprint.post("/overlays/end")
@door(Role.PHARMACIST, Role.COMPLIANCE)
def end() -> ResponseReturnValue:
    """Sign that an overlay no longer holds."""
    shows_again(partial(overlays_page, ""))
    form = request.form
    name = form.get("name", "")
    with recording() as unit:
        end_overlay(unit, name, reason=form.get("reason", ""), secret=form.get("pin", ""))
    return answer(f"{name} no longer holds.", url_for(".overlays"))


def overlays_page(example: str) -> str:
    """What holds, each figure beside the chapter's own."""
    today = house().now().date()
    with house().database.reading() as session:
        kept = rows_in_use(session)
        found = overlays_in_use(session)
        law = in_force_on(today, found)
    text = EXAMPLES[example].read_text("utf-8") if example in EXAMPLES else ""
    return render_template(
        "law/overlays.html",
        held=list(zip(kept, found, strict=True)),
        chapter={(row.rule, row.part): row for row in in_force_on(today).rows},
        today=today,
        law=law,
        examples=EXAMPLES,
        name=request.form.get("name", example),
        text=request.form.get("text", text),
    )
