"""Let a recognised person in: a fresh session, fresh cookies, the way back to the page."""

from flask import Response, request, session
from flask.typing import ResponseReturnValue

from compounding.errors import LockedOut, NotEnrolled, WrongSecret
from compounding.ledger.people import Person, roles_of
from compounding.ledger.sessions import close_session, open_session
from compounding.ledger.signing_in import sign_in
from webapp.gate import safe_next
from webapp.house import House, house
from webapp.navigation import home_of
from webapp.signing_in.throttle import Throttle
from webapp.visitor import cookie_names, visitor

REFUSED = (
    "That did not match, or this sign-in is locked after five wrong tries. "
    "Try again, or ask another authorised person to unlock it under People."
)
BRAKED = "Too many wrong tries from this computer. Wait five minutes, then try again."
THROTTLE = Throttle()


def admit(*, secret: str, badge: str = "", handle: str = "") -> ResponseReturnValue | str:
    """Sign in and answer with the way on, or give the words to show.

    The same words for a wrong secret, a locked person and an unknown one: nothing is given away.
    """
    here, at, address = house(), house().now(), request.remote_addr or ""
    if THROTTLE.brakes(address, at):
        return BRAKED
    try:
        person = sign_in(
            here.database,
            secret=secret,
            at=at,
            badge=badge,
            handle=handle.strip().lower(),
            station=visitor.station_code,
        )
    except (WrongSecret, LockedOut):
        THROTTLE.refused(address, at)
        return REFUSED
    except NotEnrolled as trouble:
        return str(trouble)
    return begin(here, person)


def begin(here: House, person: Person) -> Response:
    """Open a session under a new token and end the one this browser had."""
    token = open_session(here.database, person.id, visitor.station_code, here.now())
    held, wanted = visitor.held or visitor.person, safe_next(request.form.get("next"))
    if visitor.token:
        close_session(here.database, visitor.token, here.now())
    session.clear()
    same = held is None or held.id == person.id
    with here.database.reading() as looking:
        home = home_of(roles_of(looking, person.id))
    answer = go_to(wanted if wanted and same else home)
    give_cookie(answer, cookie_names(tls=here.settings.tls).session, token)
    return answer


def give_cookie(answer: Response, name: str, value: str, seconds: int | None = None) -> None:
    """Set one of our cookies; without seconds it ends with the browser."""
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="Strict",
        secure=house().settings.tls,
    )


def take_cookie(answer: Response, name: str) -> None:
    """Remove one of our cookies; a prefixed name needs its attributes again."""
    answer.delete_cookie(
        name, path="/", httponly=True, samesite="Strict", secure=house().settings.tls
    )


def go_to(address: str) -> Response:
    """After a form: see the other page, by GET."""
    return Response(status=303, headers={"Location": address})
