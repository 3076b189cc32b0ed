"""Wrong secrets are counted, each kind for itself; after five a colleague has to unlock.

A stranger at a password page can so never stop the PINs, and the signatures, of the IV room.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from compounding.errors import LockedOut, OwnLock, PeopleError, WrongSecret
from compounding.ledger.base import Base, Covered
from compounding.ledger.guard import hashing_of
from compounding.ledger.people import (
    PASSWORD,
    PIN,
    Person,
    Role,
    is_active,
    person_of,
    roles_of,
    secret_hash,
    subject_of,
)
from compounding.ledger.types import Instant
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb

WRONG, RIGHT, UNLOCKED = "wrong", "right", "unlocked"
EVERY = "every"  # an unlocking counts for every kind of secret
MOST_WRONG = 5
MAY_UNLOCK = frozenset({Role.ADMIN, Role.PHARMACIST})


class Try(Covered, Base):
    """A secret that was asked for and was wrong or right, or a colleague's unlocking."""

    __tablename__ = "secret_try"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    outcome: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant())


def wrong_in_a_row(session: Session, person_id: int, kind: str) -> int:
    """Wrong tries of a kind since the last right one or the last unlocking."""
    mine = (Try.person_id == person_id, Try.kind.in_((kind, EVERY)))
    question = select(Try.outcome).where(*mine).order_by(Try.id.desc())
    outcomes = session.scalars(question.limit(MOST_WRONG)).all()
    others = (count for count, outcome in enumerate(outcomes) if outcome != WRONG)
    return next(others, len(outcomes))


def is_locked(session: Session, person_id: int, kind: str = "") -> bool:
    """Whether the person needs a colleague to unlock a kind of secret, or any of them."""
    kinds = (kind,) if kind else (PIN, PASSWORD)
    return any(wrong_in_a_row(session, person_id, each) >= MOST_WRONG for each in kinds)


def matches(session: Session, person: Person | None, kind: str, secret: str) -> bool:
    """Compare a secret; slow on purpose, and as slow for somebody unknown or disabled."""
    stored = None
    if person is not None and is_active(session, person.id):
        stored = secret_hash(session, person.id, kind)
    return hashing_of(session).matches(stored, kind, secret)


def refuse_wrong(unit: Unit, person: Person, verb: Verb, what: str) -> PeopleError:
    """Record a wrong try; return the error to raise."""
    left = MOST_WRONG - 1 - wrong_in_a_row(unit.session, person.id, what)

    def record(at_the_end: Unit) -> None:
        row = Try(person_id=person.id, kind=what, outcome=WRONG, at=unit.at)
        at_the_end.write(verb, subject_of(person), row, extra={"what": what})

    unit.in_any_case(record)
    return WrongSecret(max(left, 0))


def refuse_locked(unit: Unit, person: Person, verb: Verb, what: str) -> PeopleError:
    """Record that somebody locked out tried again; return the error to raise."""
    unit.in_any_case(
        lambda at_the_end: at_the_end.write(
            verb, subject_of(person), extra={"what": what, "locked": True}
        )
    )
    return LockedOut(
        what=f"{person.name} is locked out after {MOST_WRONG} wrong tries.",
        meaning="Nothing was recorded for the bag; a dose in work keeps its place.",
        do="Another authorised person unlocks you under People.",
    )


def unlock(unit: Unit, person_id: int, reason: str = "") -> None:
    """Let a locked-out colleague try again."""
    person = person_of(unit.session, person_id)
    if unit.person_id == person_id:
        raise OwnLock(
            what="Nobody unlocks themselves.",
            meaning="You stay locked out.",
            do="Ask another authorised person.",
        )
    if not roles_of(unit.session, unit.person_id) & MAY_UNLOCK:
        raise OwnLock(
            what=f"{unit.by.name} may not unlock others.",
            meaning=f"{person.name} stays locked out.",
            do="Ask a pharmacist or an administrator.",
        )
    row = Try(person_id=person_id, kind=EVERY, outcome=UNLOCKED, at=unit.at)
    unit.write(Verb.PEOPLE_PERSON_UNLOCK, subject_of(person), row, reason=reason)
