"""Rooms now, and one point over a day or a week."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from compounding.cleanroom.places import point
from compounding.cleanroom.series import series
from webapp.compliance import READERS, blueprint
from webapp.compliance.days import window
from webapp.compliance.findings import found_at
from webapp.day_chart import day_chart
from webapp.doors import door
from webapp.house import house
from webapp.streams import live_url
from webapp.tiles import limit_words, rooms


@blueprint.get("")
@door(*READERS)
def logs() -> ResponseReturnValue:
    """Every room as it stands now."""
    here = house()
    with here.database.reading() as session:
        standing = rooms(session, here.now())
    return render_template("compliance/logs.html", rooms=standing, page_live=live_url("room"))


@blueprint.get("/points/<int:point_id>")
@door(*READERS)
def point_day(point_id: int) -> ResponseReturnValue:
    """What one point saw: its chart with limits and gaps, and what was found."""
    here = house()
    now, zone = here.now(), here.settings.time_zone
    days = window(request.args.get("from"), request.args.get("to"), now, zone)
    with here.database.reading() as session:
        seen = series(session, point(session, point_id), days.start, min(days.end, now))
        chart = day_chart(seen, zone, now, days.end)
        found = [found_at(session, seen, spell, now) for spell in seen.spells]
    return render_template(
        "compliance/point.html",
        seen=seen,
        chart=chart,
        days=days,
        limits=[limit_words(limit) for limit in seen.limits],
        findings=found,
    )
