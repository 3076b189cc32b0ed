"""Sign in: badge and PIN at an enrolled station, handle and password elsewhere."""

from datetime import datetime

from sqlalchemy.orm import Session

from compounding.errors import NotEnrolled, PeopleError, WrongSecret
from compounding.ledger.actor import PERSON, SYSTEM, Actor
from compounding.ledger.database import Database
from compounding.ledger.people import (
    PASSWORD,
    PIN,
    Person,
    find_person,
    person_by_badge,
    subject_of,
)
from compounding.ledger.stations import station_named
from compounding.ledger.tries import (
    MOST_WRONG,
    RIGHT,
    Try,
    is_locked,
    matches,
    refuse_locked,
    refuse_wrong,
)
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb


def sign_in(
    database: Database,
    *,
    secret: str,
    at: datetime,
    badge: str = "",
    handle: str = "",
    station: str = "",
) -> Person:
    """Recognise a person by two components; each try is an entry.

    Raises WrongSecret, LockedOut, NotEnrolled.  The slow comparison runs before the log is locked,
    the count of wrong tries is read again inside, so a burst of guesses gets no more than five.
    """
    kind = PIN if badge else PASSWORD
    with database.reading() as session:
        person = _recognise(session, badge, handle, station)
        right = matches(session, person, kind, secret)
    actor = SYSTEM if person is None else Actor(PERSON, person.id, person.name)
    with database.entry(by=actor, at=at, station=station) as unit:
        trouble = _trouble(unit, person, kind, right=right)
        if person is not None and trouble is None:
            row = Try(person_id=person.id, kind=kind, outcome=RIGHT, at=at)
            unit.write(Verb.SESSION_PERSON_SIGN_IN, subject_of(person), row, extra={"with": kind})
    if person is None or trouble is not None:
        raise trouble or WrongSecret(MOST_WRONG - 1)
    return person


def _recognise(session: Session, badge: str, handle: str, station: str) -> Person | None:
    if not badge:
        return find_person(session, handle)
    if station_named(session, station) is None:
        raise NotEnrolled(
            what="This computer is not enrolled as a station.",
            meaning="A PIN opens nothing here.",
            do="Use your password, or have an administrator enrol the station.",
        )
    return person_by_badge(session, badge)


def _trouble(unit: Unit, person: Person | None, kind: str, *, right: bool) -> PeopleError | None:
    """The error to raise once the try itself is recorded and committed."""
    if person is None:
        return _refuse_nobody(unit, kind)
    if is_locked(unit.session, person.id, kind):
        return refuse_locked(unit, person, Verb.SESSION_PERSON_REFUSE, kind)
    if not right:
        return refuse_wrong(unit, person, Verb.SESSION_PERSON_REFUSE, kind)
    return None


def _refuse_nobody(unit: Unit, kind: str) -> WrongSecret:
    """What was typed is not kept: it may be a password in the wrong field."""
    unit.in_any_case(
        lambda at_the_end: at_the_end.write(
            Verb.SESSION_PERSON_REFUSE, "nobody known", extra={"what": kind}
        )
    )
    return WrongSecret(MOST_WRONG - 1)
