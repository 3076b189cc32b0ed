"""Each person at each hood: what may be made now, and each reason that stands against it."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from beyond_use.errors import BeyondUseError
from beyond_use.reason import Reason
from beyond_use.standing import Grade, Standing
from compounding.cleanroom.fitness.here_now import Fitness, Who, fitness
from compounding.cleanroom.places import place_and_around, places
from compounding.ledger.people import Person, Role, is_active, roles_of
from compounding.preparation.fitness import HAZARDOUS
from compounding.preparation.queue import open_doses
from compounding.preparation.state import Stage
from webapp.doors import door
from webapp.fitness import blueprint
from webapp.house import house

STATES = {
    Grade.ALLOWED: "fine",
    Grade.NOTED: "noted",
    Grade.CATEGORY_2: "warning",
    Grade.CATEGORY_1: "warning",
    Grade.NOTHING: "alarm",
}
MAKERS = frozenset({Role.TECHNICIAN})


@dataclass(frozen=True)
class StandingView:
    """One person at one hood; ``trouble`` is told where what is on file cannot be judged."""

    person: str
    hood: str
    state: str
    told: str
    open: tuple[Reason, ...]
    kept: int
    standing: Standing | None
    trouble: str = ""


@blueprint.get("/")
@door(Role.TECHNICIAN, Role.PHARMACIST, Role.COMPLIANCE, Role.ADMIN)
def home() -> ResponseReturnValue:
    """Everyone who compounds, at every hood."""
    now = house().now()
    with house().database.reading() as session:
        views = standing_views(session, now)
        waits = [dose.state for dose in open_doses(session) if dose.state is not None]
    staged = [state for state in waits if state.stage is Stage.STAGED]
    return render_template("fitness/standing.html", views=views, now=now, staged=staged)


def standing_views(session: Session, now: datetime) -> list[StandingView]:
    """Judge every person who compounds at every hood."""
    people = [
        person
        for person in session.scalars(select(Person).order_by(Person.name))
        if is_active(session, person.id) and MAKERS & set(roles_of(session, person.id))
    ]
    hoods = [row for row in places(session) if row.kind == "hood"]
    return [
        _view(session, person, hood.code, hood.name, now) for hood in hoods for person in people
    ]


def _view(session: Session, person: Person, code: str, name: str, now: datetime) -> StandingView:
    try:
        found = judged_here(session, Who(person.handle, person.name), code, now)
    except BeyondUseError as trouble:
        return StandingView(
            person.name, name, "alarm", "Cannot be judged", (), 0, None, str(trouble)
        )
    standing = found.standing
    return StandingView(
        person=person.name,
        hood=name,
        state=STATES[standing.grade],
        told=standing.told,
        open=standing.open,
        kept=sum(one.met for one in standing.reasons),
        standing=standing,
    )


def judged_here(session: Session, who: Who, hood: str, now: datetime) -> Fitness:
    """Judge a person at a hood, for hazardous drugs where its room is one for them."""
    kinds = {row.kind for row in place_and_around(session, hood)}
    return fitness(session, who, hood, now, hazardous=bool(kinds & HAZARDOUS))
