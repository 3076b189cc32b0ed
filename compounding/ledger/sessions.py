"""Web sessions: on the server, revocable, locked when idle.  They are no part of the record."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ForeignKey, String, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from compounding.ledger.base import Base
from compounding.ledger.database import Database
from compounding.ledger.people import is_active, person_of, subject_of
from compounding.ledger.stations import new_token, token_digest
from compounding.ledger.types import Instant
from compounding.ledger.verbs import Verb

IDLE = timedelta(minutes=5)
LONGEST = timedelta(hours=12)
NOTICED_EVERY = timedelta(seconds=15)


class WebSession(Base):
    """One signed-in browser; only the digest of its token is kept."""

    __tablename__ = "web_session"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    station: Mapped[str] = mapped_column(String(60), index=True)
    opened_at: Mapped[datetime] = mapped_column(Instant())
    seen_at: Mapped[datetime] = mapped_column(Instant())
    locked: Mapped[bool]
    closed: Mapped[bool]


def open_session(database: Database, person_id: int, station: str, at: datetime) -> str:
    """Begin a session; at an enrolled station it ends the one before: one person at a time."""
    token = new_token()
    with database.unrecorded() as session:
        if station:
            _close_where(session, WebSession.station == station)
        session.add(
            WebSession(
                token=token_digest(token),
                person_id=person_id,
                station=station,
                opened_at=at,
                seen_at=at,
                locked=False,
                closed=False,
            )
        )
    return token


def session_of(
    database: Database, token: str, at: datetime, idle: timedelta | None = IDLE
) -> WebSession | None:
    """The session of this token; None once closed, too old, or its person disabled.

    Left alone for longer than `idle` it comes back locked.  Pass None while a step is running.
    """
    with database.reading() as session:
        found = session.get(WebSession, token_digest(token))
        if found is None or found.closed or at - found.opened_at >= LONGEST:
            return None
        if not is_active(session, found.person_id):
            return None
    if found.locked:
        return found
    if idle is not None and at - found.seen_at >= idle:
        return _change(database, token, locked=True)
    if at - found.seen_at >= NOTICED_EVERY:
        return _change(database, token, seen_at=at)
    return found


def lock_session(database: Database, token: str) -> None:
    """Keep the place, show nothing."""
    _change(database, token, locked=True)


def unlock_session(database: Database, token: str, at: datetime) -> None:
    """Go on, after the person was recognised again."""
    _change(database, token, locked=False, seen_at=at)


def close_session(database: Database, token: str, at: datetime) -> None:
    """Sign out; the token is dead at once, and that is an entry."""
    with database.reading() as session:
        found = session.get(WebSession, token_digest(token))
        if found is None or found.closed:
            return
        person = person_of(session, found.person_id)
    with database.entry(by=person, at=at, station=found.station) as unit:
        _close_where(unit.session, WebSession.token == found.token)
        unit.write(Verb.SESSION_PERSON_SIGN_OUT, subject_of(person))


def close_sessions_of(database: Database, person_id: int) -> None:
    """End every session of a person, as after a new password."""
    with database.unrecorded() as session:
        _close_where(session, WebSession.person_id == person_id)


def _close_where(session: Session, which: ColumnElement[bool]) -> None:
    session.execute(update(WebSession).where(which).values(closed=True))


def _change(database: Database, token: str, **values: object) -> WebSession | None:
    with database.unrecorded() as session:
        found = session.get(WebSession, token_digest(token))
        if found is None or found.closed:
            return None
        session.execute(update(WebSession).where(WebSession.token == found.token).values(**values))
        session.refresh(found)
    return found
