"""Badge and PIN, password, sign out."""

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from compounding.ledger.people import Person, find_person, subject_of
from compounding.ledger.sessions import close_session
from compounding.ledger.verbs import Verb
from webapp.doors import OPEN, SIGNED_IN, door
from webapp.gate import safe_next
from webapp.house import house
from webapp.navigation import home_of
from webapp.scans import answer_scan, scanned_text
from webapp.signing_in import blueprint
from webapp.signing_in.entry import admit, begin, go_to, take_cookie
from webapp.visitor import cookie_names, visitor

NOT_A_STATION = (
    "This computer is not enrolled as a station, so a badge opens nothing here. "
    "Sign in with your password, or have an administrator enrol it."
)
SAMPLE_PEOPLE = 8


@blueprint.get("/")
@door(SIGNED_IN)
def home() -> ResponseReturnValue:
    """Each person begins where their work is."""
    return redirect(home_of(visitor.roles))


@blueprint.get("/sign-in")
@door(OPEN)
def sign_in() -> ResponseReturnValue:
    """Scan a badge, or give a password."""
    if visitor.person is not None:
        return redirect(safe_next(request.args.get("next")) or home_of(visitor.roles))
    return entrance(safe_next(request.args.get("next")))


def entrance(wanted: str, wrong: str = "") -> ResponseReturnValue:
    """The sign-in page, or the lock page where a session is only locked."""
    session["next"] = wanted
    name = "locked" if visitor.locked else "sign_in"
    page = render_template(
        f"signing_in/{name}.html",
        next=wanted,
        wrong=wrong,
        people=sample_people(),
        page_scan_url=url_for("signing_in.by_badge"),
    )
    return page, 403 if wrong else 200


def sample_people() -> list[Person]:
    """Whom one tap signs in: nobody, unless this is a throw-away sample on this machine."""
    if not _one_tap_allowed():
        return []
    with house().database.reading() as looking:
        return list(looking.scalars(select(Person).order_by(Person.id).limit(SAMPLE_PEOPLE)))


def _one_tap_allowed() -> bool:
    near = request.remote_addr in {"127.0.0.1", "::1"}
    return house().settings.one_tap and near


@blueprint.post("/sign-in/badge")
@door(OPEN)
def by_badge() -> ResponseReturnValue:
    """Remember the badge until the PIN comes; whose it is stays unsaid."""
    badge = scanned_text()
    if visitor.station is None:
        return answer_scan("stop", NOT_A_STATION)
    session["badge"] = badge
    return answer_scan("ok", "", url_for("signing_in.pin"))


@blueprint.get("/sign-in/pin")
@door(OPEN)
def pin() -> ResponseReturnValue:
    """The PIN pad, after a badge."""
    if "badge" not in session:
        return redirect(url_for("signing_in.sign_in"))
    return _pin_page()


def _pin_page(wrong: str = "") -> ResponseReturnValue:
    page = render_template(
        "signing_in/pin.html",
        title="Enter your PIN",
        says="Go on" if visitor.locked else "Sign in",
        wrong=wrong,
        next=session.get("next", ""),
        page_scan_url=url_for("signing_in.by_badge"),
    )
    return page, 403 if wrong else 200


@blueprint.post("/sign-in/pin")
@door(OPEN)
def by_pin() -> ResponseReturnValue:
    """Badge and PIN together let a person in."""
    badge = session.get("badge", "")
    if not badge:
        return redirect(url_for("signing_in.sign_in"))
    answer = admit(badge=badge, secret=request.form.get("pin", ""))
    return _pin_page(answer) if isinstance(answer, str) else answer


@blueprint.post("/sign-in/password")
@door(OPEN)
def by_password() -> ResponseReturnValue:
    """Handle and password, away from the hood."""
    form = request.form
    answer = admit(handle=form.get("handle", ""), secret=form.get("password", ""))
    return entrance(safe_next(form.get("next")), answer) if isinstance(answer, str) else answer


@blueprint.post("/sign-in/one-tap")
@door(OPEN)
def one_tap() -> ResponseReturnValue:
    """A sample person of a throw-away pharmacy, without a secret."""
    here = house()
    with here.database.reading() as looking:
        person = find_person(looking, request.form.get("handle", ""))
    if person is None or not _one_tap_allowed():
        return entrance("", "This is not a throw-away sample pharmacy on this computer.")
    with here.database.entry(by=person, at=here.now(), station=visitor.station_code) as unit:
        unit.write(Verb.SESSION_PERSON_SIGN_IN, subject_of(person), extra={"with": "one tap"})
    return begin(here, person)


@blueprint.post("/sign-out")
@door(OPEN)
def sign_out() -> ResponseReturnValue:
    """The token is dead at once; the station stays enrolled."""
    here = house()
    if visitor.token:
        close_session(here.database, visitor.token, here.now())
    session.clear()
    answer = go_to(url_for("signing_in.sign_in"))
    take_cookie(answer, cookie_names(tls=here.settings.tls).session)
    return answer
