"""Every finding of the rooms in a window, the gravest and newest first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from beyond_use.air import Grade, Spell
from compounding.cleanroom.models import Point
from compounding.cleanroom.places import points
from compounding.cleanroom.series import Series, series
from compounding.preparation.affected import affected_by
from webapp.compliance import READERS, blueprint
from webapp.compliance.days import Window, asked, window
from webapp.doors import door
from webapp.house import house
from webapp.words import plain_units, unit_word

STATES = {Grade.RED: "alarm", Grade.YELLOW: "warning", Grade.NOTED: "noted", Grade.GAP: "nodata"}
WORDS = {Grade.RED: "Red", Grade.YELLOW: "Yellow", Grade.NOTED: "Noted", Grade.GAP: "Gap"}
FILTERS = ("from", "to", "grade")
ORDER = (Grade.RED, Grade.YELLOW, Grade.GAP, Grade.NOTED)


@dataclass(frozen=True)
class FindingView:
    """One spell, ready to be shown."""

    point_id: int
    point: str
    place: str
    grade: Grade
    state: str
    word: str
    began: datetime
    ended: datetime | None
    lasted: timedelta | None
    worst: str
    because: str
    rule: str
    doses: tuple[str, ...]


def finding_view(
    point: Point, place_name: str, spell: Spell, doses: tuple[str, ...]
) -> FindingView:
    """Say what was amiss, where, for how long, and which doses were in the making."""
    worst = "" if spell.worst is None else f"{spell.worst} {unit_word(spell.unit)}"
    return FindingView(
        point_id=point.id,
        point=point.name,
        place=place_name,
        grade=spell.grade,
        state=STATES[spell.grade],
        word=WORDS[spell.grade],
        began=spell.began,
        ended=spell.ended,
        lasted=spell.ended - spell.began if spell.ended else None,
        worst=worst,
        because=plain_units(spell.because),
        rule=spell.rule,
        doses=doses,
    )


def doses_in(session: Session, point: Point, spell: Spell, now: datetime) -> tuple[str, ...]:
    """The worksheets made around a point while it was amiss; a noted dip names none."""
    if spell.grade is Grade.NOTED:
        return ()
    made = affected_by(session, point.place_code, spell.began, spell.ended or now)
    return tuple(sheet.number for sheet in made)


def found_at(session: Session, seen: Series, spell: Spell, now: datetime) -> FindingView:
    """One spell of a point's series, with the doses that were in the making."""
    doses = doses_in(session, seen.point, spell, now)
    return finding_view(seen.point, seen.place.name, spell, doses)


def all_findings(session: Session, days: Window, now: datetime) -> list[FindingView]:
    """The findings of every point inside the window, up to now."""
    found = []
    for each in points(session):
        seen = series(session, each, days.start, min(days.end, now))
        found += [found_at(session, seen, spell, now) for spell in seen.spells]
    found.sort(key=lambda finding: finding.began, reverse=True)
    return sorted(found, key=lambda finding: ORDER.index(finding.grade))


@blueprint.get("/findings")
@door(*READERS)
def findings() -> ResponseReturnValue:
    """Findings of all points in a window of days."""
    here = house()
    now = here.now()
    days = window(request.args.get("from"), request.args.get("to"), now, here.settings.time_zone)
    grade = request.args.get("grade", "")
    with here.database.reading() as session:
        found = [f for f in all_findings(session, days, now) if not grade or f.grade.value == grade]
    return render_template(
        "compliance/findings.html",
        findings=found,
        days=days,
        grade=grade,
        grades=ORDER,
        words=WORDS,
        filter=asked(request.args, *FILTERS),
    )
