"""People, what they may do, and what they are recognised by."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from compounding.errors import HandleTaken, NotInThisRole, UnknownPerson, UnknownRole, WeakSecret
from compounding.ledger.base import Base, Covered
from compounding.ledger.guard import hashing_of
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb

PASSWORD = "password"  # noqa: S105 - the name of a kind of secret
PIN = "pin"
BADGE = "badge"
SHORTEST_PASSWORD = 12
LONGEST_SECRET = 200
_PIN = re.compile(r"\d{6,12}")
_HANDLE = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
_UP = "012345678901234567890"


class Role(StrEnum):
    """What a person may do here."""

    TECHNICIAN = "technician"
    PHARMACIST = "pharmacist"
    COMPLIANCE = "compliance"
    ADMIN = "admin"


class Person(Covered, Base):
    """One human being, known by one handle for ever."""

    __tablename__ = "person"

    handle: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))


class RoleGrant(Covered, Base):
    """A role given or taken; the newest row of a person and role holds."""

    __tablename__ = "role_grant"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    granted: Mapped[bool]

    person: Mapped[Person] = relationship()


class Standing(Covered, Base):
    """Whether a person may sign in at all; the newest row holds, none means yes."""

    __tablename__ = "standing"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    active: Mapped[bool]


class Secret(Covered, Base):
    """A password or PIN as an argon2id hash; the newest of a kind holds."""

    __tablename__ = "secret"
    __digested__: ClassVar[frozenset[str]] = frozenset({"hash"})

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    hash: Mapped[str] = mapped_column(String(200))


class Badge(Covered, Base):
    """A badge by its keyed digest; the newest row of a badge says whose it is, if anyone's."""

    __tablename__ = "badge"

    badge: Mapped[str] = mapped_column(String(64), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


def add_person(unit: Unit, handle: str, name: str, roles: Iterable[Role] = ()) -> Person:
    """Enrol a person with their first roles."""
    if not _HANDLE.fullmatch(handle) or not name.strip():
        raise UnknownPerson(
            what=f"{handle!r} with the name {name!r} cannot be enrolled.",
            meaning="Nobody was added.",
            do="Give a handle of small letters, digits, dot, dash or underscore, and a full name.",
        )
    if find_person(unit.session, handle) is not None:
        raise HandleTaken(
            what=f"The handle {handle} is taken.", meaning="Nobody was added.", do="Choose another."
        )
    person = Person(handle=handle, name=name.strip())
    grants = [RoleGrant(person=person, role=role.value, granted=True) for role in sorted(roles)]
    unit.write(Verb.PEOPLE_PERSON_ADD, subject_of(person), person, *grants)
    return person


def find_person(session: Session, handle: str) -> Person | None:
    """The person of this handle."""
    return session.scalars(select(Person).where(Person.handle == handle)).one_or_none()


def person_of(session: Session, person_id: int) -> Person:
    """The person of this row."""
    person = session.get(Person, person_id)
    if person is None:
        raise UnknownPerson(
            what=f"There is no person {person_id}.", meaning="", do="Go back to the list."
        )
    return person


def subject_of(person: Person) -> str:
    """How entries name a person."""
    return f"person {person.handle}"


def grant(unit: Unit, person_id: int, role: Role) -> None:
    """Give a role."""
    person = person_of(unit.session, person_id)
    if role not in roles_of(unit.session, person_id):
        row = RoleGrant(person_id=person_id, role=role.value, granted=True)
        unit.write(Verb.PEOPLE_ROLE_GRANT, subject_of(person), row)


def revoke(unit: Unit, person_id: int, role: Role, reason: str = "") -> None:
    """Take a role away."""
    person = person_of(unit.session, person_id)
    if role not in roles_of(unit.session, person_id):
        raise UnknownRole(what=f"{person.name} is no {role}.", meaning="Nothing was changed.")
    row = RoleGrant(person_id=person_id, role=role.value, granted=False)
    unit.write(Verb.PEOPLE_ROLE_REVOKE, subject_of(person), row, reason=reason)


def roles_of(session: Session, person_id: int) -> frozenset[Role]:
    """The roles a person holds; someone disabled holds none."""
    if not is_active(session, person_id):
        return frozenset()
    question = select(RoleGrant).where(RoleGrant.person_id == person_id).order_by(RoleGrant.id)
    newest = {row.role: row.granted for row in session.scalars(question)}
    return frozenset(Role(role) for role, granted in newest.items() if granted)


def require_role(unit: Unit, role: Role) -> None:
    """Raise NotInThisRole unless the acting person holds a role; doors ask too, but doors err."""
    require_any_role(unit, role)


def require_any_role(unit: Unit, *allowed: Role) -> None:
    """Raise NotInThisRole unless the acting person holds one of these roles."""
    if not set(allowed) & roles_of(unit.session, unit.person_id):
        wanted = " or ".join(role.value for role in allowed)
        raise NotInThisRole(
            what=f"{unit.by.name} does not act as {wanted} here.",
            meaning="Nothing was recorded.",
            do=f"Ask a {wanted}.",
        )


def is_active(session: Session, person_id: int) -> bool:
    """Whether the person may sign in at all."""
    question = select(Standing.active).where(Standing.person_id == person_id)
    return session.scalar(question.order_by(Standing.id.desc()).limit(1)) is not False


def disable(unit: Unit, person_id: int, reason: str) -> None:
    """Let a person in no more; what they did stays."""
    _stand(unit, person_id, Verb.PEOPLE_PERSON_DISABLE, reason, active=False)


def enable(unit: Unit, person_id: int, reason: str) -> None:
    """Let a person in again."""
    _stand(unit, person_id, Verb.PEOPLE_PERSON_ENABLE, reason, active=True)


def _stand(unit: Unit, person_id: int, verb: Verb, reason: str, *, active: bool) -> None:
    person = person_of(unit.session, person_id)
    row = Standing(person_id=person_id, active=active)
    unit.write(verb, subject_of(person), row, reason=reason)


def set_password(unit: Unit, person_id: int, text: str) -> None:
    """Set a new password: at least 12 characters, not made of the handle."""
    person = person_of(unit.session, person_id)
    if not SHORTEST_PASSWORD <= len(text) <= LONGEST_SECRET or person.handle in text.lower():
        raise WeakSecret(
            what="This password would be guessed too soon.",
            meaning="The old one, if any, still holds.",
            do=f"Use at least {SHORTEST_PASSWORD} characters without your handle in them.",
        )
    _set_secret(unit, person, PASSWORD, Verb.PEOPLE_PASSWORD_SET, text)


def set_pin(unit: Unit, person_id: int, text: str) -> None:
    """Set a new PIN: 6 to 12 digits, neither all the same nor counting up or down."""
    counting = text in _UP or text in _UP[::-1]
    if not _PIN.fullmatch(text) or len(set(text)) == 1 or counting or not text.isascii():
        raise WeakSecret(
            what="This PIN would be guessed too soon.",
            meaning="The old one, if any, still holds.",
            do="Use 6 to 12 digits that neither repeat one digit nor count up or down.",
        )
    _set_secret(unit, person_of(unit.session, person_id), PIN, Verb.PEOPLE_PIN_SET, text)


def _set_secret(unit: Unit, person: Person, kind: str, verb: Verb, text: str) -> None:
    row = Secret(person_id=person.id, kind=kind, hash=hashing_of(unit.session).hash(kind, text))
    unit.write(verb, subject_of(person), row)


def secret_hash(session: Session, person_id: int, kind: str) -> str | None:
    """The hash that holds, None where the person has no such secret."""
    question = select(Secret.hash).where(Secret.person_id == person_id, Secret.kind == kind)
    return session.scalar(question.order_by(Secret.id.desc()).limit(1))


def give_badge(unit: Unit, person_id: int, badge_text: str) -> None:
    """Hand a person a badge; it identifies, it never authenticates."""
    person = person_of(unit.session, person_id)
    holder = person_by_badge(unit.session, badge_text)
    if holder is not None and holder.id != person_id:
        raise HandleTaken(
            what="This badge belongs to somebody else.",
            meaning="It was not given.",
            do="Take it back first.",
        )
    row = Badge(badge=_badge_key(unit.session, badge_text), person_id=person_id)
    unit.write(Verb.PEOPLE_BADGE_GIVE, subject_of(person), row)


def take_badge(unit: Unit, badge_text: str, reason: str) -> None:
    """A badge is lost or handed back."""
    holder = person_by_badge(unit.session, badge_text)
    if holder is None:
        raise UnknownPerson(what="Nobody has this badge.", meaning="Nothing was changed.")
    row = Badge(badge=_badge_key(unit.session, badge_text), person_id=None)
    unit.write(Verb.PEOPLE_BADGE_TAKE, subject_of(holder), row, reason=reason)


def person_by_badge(session: Session, badge_text: str) -> Person | None:
    """Whose badge this is; a badge identifies, it never authenticates."""
    question = select(Badge.person_id).where(Badge.badge == _badge_key(session, badge_text))
    holder = session.scalar(question.order_by(Badge.id.desc()).limit(1))
    return None if holder is None else session.get(Person, holder)


def _badge_key(session: Session, badge_text: str) -> str:
    return hashing_of(session).lookup(BADGE, badge_text)
