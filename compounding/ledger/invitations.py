"""One-time links: the first administrator, or anyone who has to choose new secrets."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from compounding.errors import InvitationRefused
from compounding.ledger.actor import SYSTEM
from compounding.ledger.base import Base, Covered
from compounding.ledger.database import Database
from compounding.ledger.people import Person, Role, add_person, person_of, set_password, set_pin
from compounding.ledger.stations import new_token, token_digest
from compounding.ledger.tries import EVERY, UNLOCKED, Try
from compounding.ledger.types import Instant, Json
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb


class Invitation(Covered, Base):
    """Whoever holds the token may enrol with these roles, once and until it expires.

    With `person_id` it lets that person choose new secrets instead.
    """

    __tablename__ = "invitation"

    token: Mapped[str] = mapped_column(String(64), unique=True)
    roles: Mapped[list[str]] = mapped_column(Json())
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime] = mapped_column(Instant())


class InvitationUse(Covered, Base):
    """That a link was used; the database itself lets it be used once only."""

    __tablename__ = "invitation_use"

    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


def invite(
    unit: Unit, roles: list[Role], expires_at: datetime, person_id: int | None = None
) -> str:
    """Make a link's token; it is shown once."""
    token = new_token()
    row = Invitation(
        token=token_digest(token),
        roles=sorted(role.value for role in roles),
        person_id=person_id,
        expires_at=expires_at,
    )
    unit.write(Verb.PEOPLE_PERSON_INVITE, "invitation", row)
    return token


@dataclass(frozen=True, repr=False)
class Enrolment:
    """What the invited person typed; handle and name count only for somebody new."""

    password: str
    handle: str = ""
    name: str = ""
    pin: str = ""


def accept_invitation(database: Database, token: str, enrolment: Enrolment, at: datetime) -> Person:
    """Enrol through a link, or choose new secrets through it.  Raises InvitationRefused."""
    with database.entry(by=SYSTEM, at=at) as unit:
        invitation = usable_invitation(unit, token)
        person = _invited(unit, invitation, enrolment)
        set_password(unit, person.id, enrolment.password)
        if enrolment.pin:
            set_pin(unit, person.id, enrolment.pin)
        used = InvitationUse(invitation_id=invitation.id, person_id=person.id)
        unit.write(Verb.PEOPLE_PERSON_ACCEPT, f"person {person.handle}", used)
        fresh = Try(person_id=person.id, kind=EVERY, outcome=UNLOCKED, at=at)
        unit.write(Verb.PEOPLE_PERSON_UNLOCK, f"person {person.handle}", fresh)
    return person


def _invited(unit: Unit, invitation: Invitation, enrolment: Enrolment) -> Person:
    if invitation.person_id is not None:
        return person_of(unit.session, invitation.person_id)
    roles = [Role(role) for role in invitation.roles]
    return add_person(unit, enrolment.handle, enrolment.name, roles)


def usable_invitation(unit: Unit, token: str) -> Invitation:
    """The invitation of this token while it may be used."""
    session = unit.session
    question = select(Invitation).where(Invitation.token == token_digest(token))
    found = session.scalars(question).one_or_none()
    if found is not None and unit.at < found.expires_at:
        uses = select(InvitationUse.id).where(InvitationUse.invitation_id == found.id)
        if session.scalar(uses) is None:
            return found
    raise InvitationRefused(
        what="This link is unknown, was used, or is too old.",
        meaning="Nobody was enrolled and nothing was changed.",
        do="Ask an administrator for a new link, or run `firstair invite` on the server.",
    )
