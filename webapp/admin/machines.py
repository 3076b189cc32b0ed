"""Stations where people work, and agents that bring readings."""

from typing import TypeVar

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.cleanroom.places import places
from compounding.ledger.people import Role
from compounding.ledger.stations import (
    Agent,
    Station,
    enrol_agent,
    enrol_station,
    revoke_agent,
    revoke_station,
)
from webapp.admin import blueprint
from webapp.admin.acts import acting, done, told, told_code
from webapp.doors import door
from webapp.house import house
from webapp.signing_in.entry import give_cookie, go_to
from webapp.visitor import cookie_names

Machine = TypeVar("Machine", Station, Agent)
TEN_YEARS = 315_360_000  # seconds; browsers cut it to what they allow


def enrolled(session: Session, kind: type[Machine]) -> list[Machine]:
    """The newest row of each code; without a token it is revoked."""
    newest = {row.code: row for row in session.scalars(select(kind).order_by(kind.id))}
    return list(newest.values())


@blueprint.get("/machines")
@door(Role.ADMIN)
def machines() -> ResponseReturnValue:
    """Everything enrolled."""
    with house().database.reading() as session:
        return render_template(
            "admin/machines.html",
            stations=enrolled(session, Station),
            agents=enrolled(session, Agent),
            places=places(session),
        )


@blueprint.post("/stations")
@door(Role.ADMIN)
def station() -> ResponseReturnValue:
    """Make this very browser a station; its token goes into a cookie and is shown nowhere."""
    form = request.form
    with acting() as unit:
        token = enrol_station(
            unit,
            told_code(form.get("code")),
            told(form.get("name"), "The name"),
            form.get("kind", "hood"),
            form.get("place", ""),
        )
    answer = make_response(go_to(url_for("signing_in.sign_in")))
    give_cookie(answer, cookie_names(tls=house().settings.tls).station, token, TEN_YEARS)
    return answer


@blueprint.post("/stations/<code>/revoke")
@door(Role.ADMIN)
def end_station(code: str) -> ResponseReturnValue:
    """No PIN opens anything there any more."""
    with acting() as unit:
        revoke_station(unit, code, told(request.form.get("reason"), "The reason"))
    return done(f"{code} is no station any more.", ".machines")


@blueprint.post("/agents")
@door(Role.ADMIN)
def agent() -> ResponseReturnValue:
    """Enrol an agent and show its token once."""
    code = told_code(request.form.get("code"))
    with acting() as unit:
        token = enrol_agent(unit, code, request.form.get("name", "").strip())
    server = url_for("signing_in.home", _external=True).rstrip("/")
    return render_template("admin/token.html", code=code, token=token, server=server)


@blueprint.post("/agents/<code>/revoke")
@door(Role.ADMIN)
def end_agent(code: str) -> ResponseReturnValue:
    """Its readings are refused from now on."""
    with acting() as unit:
        revoke_agent(unit, code, told(request.form.get("reason"), "The reason"))
    return done(f"Readings of {code} are refused from now on.", ".machines")
