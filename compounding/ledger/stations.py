"""Stations where people work and agents that bring readings; each knows a token, we its digest."""

import hashlib
import secrets
from typing import TypeVar

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from compounding.errors import NotEnrolled
from compounding.ledger.actor import AGENT, Actor
from compounding.ledger.base import Base, Covered
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb


class Station(Covered, Base):
    """A computer at a hood or desk; a code's newest row holds, without token it is revoked."""

    __tablename__ = "station"

    code: Mapped[str] = mapped_column(String(60), index=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    place: Mapped[str] = mapped_column(String(60))
    token: Mapped[str | None] = mapped_column(String(64), index=True)


class Agent(Covered, Base):
    """A program beside instruments; a code's newest row holds, without token it is revoked."""

    __tablename__ = "agent"

    code: Mapped[str] = mapped_column(String(60), index=True)
    name: Mapped[str] = mapped_column(String(200))
    token: Mapped[str | None] = mapped_column(String(64), index=True)


Either = TypeVar("Either", Station, Agent)


def new_token() -> str:
    """A token nobody can guess; shown once."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def enrol_station(unit: Unit, code: str, name: str, kind: str = "", place: str = "") -> str:
    """Enrol a station, or enrol it anew under a fresh token; the token is shown once."""
    token = new_token()
    row = Station(code=code, name=name, kind=kind, place=place, token=token_digest(token))
    unit.write(Verb.STATION_STATION_ENROL, f"station {code}", row)
    return token


def enrol_agent(unit: Unit, code: str, name: str = "") -> str:
    """Enrol an agent, or enrol it anew under a fresh token; the token is shown once."""
    token = new_token()
    row = Agent(code=code, name=name or code, token=token_digest(token))
    unit.write(Verb.AGENT_AGENT_ENROL, f"agent {code}", row)
    return token


def revoke_station(unit: Unit, code: str, reason: str) -> None:
    """No PIN opens anything there any more."""
    old = _enrolled(station_named(unit.session, code), code)
    row = Station(code=code, name=old.name, kind=old.kind, place=old.place, token=None)
    unit.write(Verb.STATION_STATION_REVOKE, f"station {code}", row, reason=reason)


def revoke_agent(unit: Unit, code: str, reason: str) -> None:
    """Its readings are refused from now on."""
    old = _enrolled(agent_named(unit.session, code), code)
    row = Agent(code=code, name=old.name, token=None)
    unit.write(Verb.AGENT_AGENT_REVOKE, f"agent {code}", row, reason=reason)


def station_named(session: Session, code: str) -> Station | None:
    """The station of this code while it is enrolled."""
    question = select(Station).where(Station.code == code).order_by(Station.id.desc())
    return _in_force(session.scalars(question.limit(1)).one_or_none())


def agent_named(session: Session, code: str) -> Agent | None:
    """The agent of this code while it is enrolled."""
    question = select(Agent).where(Agent.code == code).order_by(Agent.id.desc())
    return _in_force(session.scalars(question.limit(1)).one_or_none())


def station_of(session: Session, token: str) -> Station | None:
    """Which station shows this token."""
    found = session.scalars(select(Station).where(Station.token == token_digest(token))).first()
    newest = None if found is None else station_named(session, found.code)
    return newest if newest is found else None


def agent_of(session: Session, token: str) -> Agent | None:
    """Which agent shows this token."""
    found = session.scalars(select(Agent).where(Agent.token == token_digest(token))).first()
    newest = None if found is None else agent_named(session, found.code)
    return newest if newest is found else None


def actor_of(agent: Agent) -> Actor:
    """An agent as the one who acts in an entry."""
    return Actor(AGENT, agent.id, agent.code)


def _in_force(row: Either | None) -> Either | None:
    return row if row is not None and row.token is not None else None


def _enrolled(row: Either | None, code: str) -> Either:
    if row is None:
        raise NotEnrolled(
            what=f"{code} is not enrolled.", meaning="Nothing was changed.", do="Check the code."
        )
    return row
