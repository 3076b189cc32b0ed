"""The gate in front of every view: no declared door, no way in."""

import logging
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import Forbidden, Unauthorized

from compounding.ledger.stations import agent_of
from webapp.doors import AGENT, OPEN_DOOR, STATION, Door, door_of
from webapp.error_pages import wants_json
from webapp.house import house
from webapp.visitor import recognise, visitor

LOG = logging.getLogger("firstair.web")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
csrf = CSRFProtect()


def guard(app: Flask) -> None:
    """Put the gate in front of every view of the application."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # the gate asks itself, after the door
    csrf.init_app(app)
    app.before_request(pass_gate)


def pass_gate() -> ResponseReturnValue | None:
    """Let the request through, send it to the sign-in page, or refuse it."""
    if request.endpoint is None:
        return None  # nothing lies at this address: the router answers 404 or 405
    door = door_of(current_app, request.endpoint)
    if door is None:
        LOG.error("no door is declared for %s", request.endpoint)
        raise Forbidden
    if request.endpoint == "static":
        return None
    if door.guest is AGENT:
        return _admit_agent()
    g.visitor = recognise(house())
    _refuse_foreign_pages()
    return _admit_person(door)


def _admit_agent() -> ResponseReturnValue | None:
    """An agent shows its token with every request; cookies mean nothing here."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer" and token:
        with house().database.reading() as session:
            agent = agent_of(session, token.strip())
        if agent is not None:
            g.agent = agent
            return None
    raise Unauthorized


def _admit_person(door: Door) -> ResponseReturnValue | None:
    if door == OPEN_DOOR or (door.guest is STATION and visitor.station is not None):
        return None
    if visitor.locked:
        return _send_to("signing_in.locked")
    if visitor.person is None:
        return _send_to("signing_in.sign_in")
    if not door.admits(visitor.roles):
        raise Forbidden
    return None


def _send_to(endpoint: str) -> ResponseReturnValue:
    """Pages go to sign in and come back; scripts are told so."""
    if wants_json() or request.method not in SAFE:
        raise Unauthorized
    if request.headers.get("HX-Request"):
        answer = current_app.response_class(status=204)
        answer.headers["HX-Refresh"] = "true"
        return answer
    return redirect(url_for(endpoint, next=request.full_path.rstrip("?")))


def _refuse_foreign_pages() -> None:
    """A request that changes something must come from our own page and carry its token."""
    if request.method in SAFE:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        abort(403)
    csrf.protect()


def safe_next(wanted: str | None) -> str:
    """A path of ours to go on to, or "" when what was asked leads elsewhere."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return ""
    parts = urlsplit(wanted)
    clean = wanted.isprintable() and "\\" not in wanted
    return wanted if clean and not parts.scheme and not parts.netloc else ""
