"""Electronic signatures: who, when, in which role, meaning what, over exactly which content."""

import re
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from compounding.errors import NotPlain
from compounding.ledger.base import Base, Covered
from compounding.ledger.people import PASSWORD, PIN, person_of, roles_of
from compounding.ledger.stations import station_named
from compounding.ledger.tries import (
    RIGHT,
    Try,
    is_locked,
    matches,
    refuse_locked,
    refuse_wrong,
    wrong_in_a_row,
)
from compounding.ledger.types import Instant
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Meaning(StrEnum):
    """What a signature says."""

    VERIFIED = "verified"
    REFUSED = "refused"
    CHECKED = "checked"
    RELEASED = "released"
    REJECTED = "rejected"
    REWORK = "rework"
    CONFIRMED = "confirmed"
    APPROVED = "approved"
    PREPARED = "prepared"
    INSPECTED = "inspected"
    REVIEWED = "reviewed"
    CANCELLED = "cancelled"
    WASTED = "wasted"
    HANDED_OVER = "handed over"
    SIGNED_TO_BEGIN = "signed to begin"


class Signature(Covered, Base):
    """Bound to the digest of what was on the screen."""

    __tablename__ = "signature"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    printed_name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(100))
    meaning: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Instant())
    digest: Mapped[str] = mapped_column(String(64), index=True)
    subject: Mapped[str] = mapped_column(String(200), index=True)


def sign(unit: Unit, secret: str, meaning: Meaning, digest: str, subject: str) -> Signature:
    """Ask the second factor again and sign: the PIN at an enrolled station, else the password.

    Writes its own entry in the unit.  A wrong secret raises WrongSecret and is recorded whatever
    becomes of the unit; too many raise LockedOut.  `role` names every role held at that moment.
    """
    if not _DIGEST.fullmatch(digest):
        raise NotPlain(
            what="The signature has no digest of what was shown.",
            meaning="Nothing was signed.",
            do="Show it first.",
        )
    person = person_of(unit.session, unit.person_id)
    kind = PIN if station_named(unit.session, unit.station) is not None else PASSWORD
    if is_locked(unit.session, person.id, kind):
        raise refuse_locked(unit, person, Verb.SESSION_SIGNATURE_REFUSE, kind)
    if not matches(unit.session, person, kind, secret):
        raise refuse_wrong(unit, person, Verb.SESSION_SIGNATURE_REFUSE, kind)
    held = sorted(roles_of(unit.session, person.id))
    row = Signature(
        person_id=person.id,
        printed_name=person.name,
        role=", ".join(held),
        meaning=meaning.value,
        at=unit.at,
        digest=digest,
        subject=subject,
    )
    after_wrong = wrong_in_a_row(unit.session, person.id, kind) > 0
    right = Try(person_id=person.id, kind=kind, outcome=RIGHT, at=unit.at)
    rows = [row, right] if after_wrong else [row]
    unit.write(Verb.SESSION_SIGNATURE_GIVE, subject, *rows)
    return row
