"""The designated person's signature lets one preparation begin, where a signature may.

It is given for one worksheet and one maker, for the very stops that stood when it was given, with a
reason. It counts for the hours of immediate use; what is made on it is given within as many hours
of its start, and never kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from beyond_use.exits import Exit, ExitKind
from beyond_use.reason import Effect
from beyond_use.standing import Standing
from compounding.cleanroom.fitness.here_now import Fitness
from compounding.ledger.canonical import digest
from compounding.ledger.people import Person, Role, is_active, person_of, roles_of
from compounding.ledger.signatures import Meaning, sign
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.acting import act, require_no_call, require_open
from compounding.preparation.errors import (
    ContentMoved,
    NotDesignated,
    NotFound,
    NotLawfulNow,
    SamePerson,
)
from compounding.preparation.may_begin import judged
from compounding.preparation.progress import Progress, Stage, acts_of, progress

__all__ = ["Asked", "Signers", "asked", "makers", "sign_to_begin", "signers", "staged_by"]

WRITERS = frozenset({Role.PHARMACIST, Role.COMPLIANCE})
LONGEST = 500  # signs of a reason


@dataclass(frozen=True)
class Signers:
    """Who may sign: the designated person, or those who act for one who is no person here."""

    designated: str
    people: tuple[Person, ...]
    acting: bool

    @property
    def capacity(self) -> str:
        """Say as what they sign."""
        if self.acting:
            return f"acting for {self.designated}, the designated person, who is no person here"
        return "the designated person"


@dataclass(frozen=True)
class Asked:
    """What stands against one maker beginning, and whether a signature may lift it."""

    state: Progress
    maker: Person
    standing: Standing
    signers: Signers

    @property
    def way(self) -> Exit | None:
        """The signature as a way on; None where nothing stops the work."""
        exits = self.standing.exits
        return next((one for one in exits if one.kind is ExitKind.SIGNATURE), None)

    @property
    def shown(self) -> dict[str, Any]:
        """What the designated person sees and signs."""
        way, patient = self.way, self.state.order.patient
        return {
            "worksheet": self.state.worksheet.number,
            "order": self.state.order.number,
            "dose": self.state.order.dose,
            "hood": self.state.worksheet.hood,
            "patient": f"{patient['name']}, {patient['identifier']}",
            "maker_id": self.maker.id,
            "maker": self.maker.name,
            "stops": [
                {"group": group.value, "rule": one.rule, "says": one.says}
                for group, reasons in self.standing.groups
                for one in reasons
                if one.effect is Effect.NOTHING
            ],
            "rules": list(way.rules) if way else [],
            "allows": way.allows if way else "",
            "forbids": way.forbids if way else "",
        }


def makers(session: Session) -> list[Person]:
    """Everyone who compounds here, by name."""
    return [one for one in _people(session) if Role.TECHNICIAN in roles_of(session, one.id)]


def staged_by(session: Session, worksheet_id: int) -> int:
    """Who finished the staging, and so most likely begins; 0 where nobody did."""
    acts = acts_of(session, worksheet_id)
    return next((act.by_id for act in reversed(acts) if act.kind == "staged"), 0)


def signers(session: Session, found: Fitness) -> Signers:
    """The person whom the site's facts name; where none is so named here, who may act as such.

    One who is named and here signs alone, and only as pharmacist or compliance officer.
    """
    named = (found.facts.designated or "").strip()
    here = _people(session)
    meant = [one for one in here if named.casefold() in (one.name.casefold(), one.handle)]
    people = [one for one in meant or here if WRITERS & set(roles_of(session, one.id))]
    return Signers(named, tuple(people) if named else (), acting=not meant)


def asked(session: Session, state: Progress, maker: int, now: datetime) -> Asked:
    """What the designated person is asked: whether this maker may begin here now.

    Raises NotFound, NotFitToBegin.
    """
    if maker not in {one.id for one in makers(session)}:
        message = "That is nobody who compounds here. Nothing was signed. Choose who will make it."
        raise NotFound(message)
    found = judged(session, state, maker, now)
    return Asked(state, person_of(session, maker), found.standing, signers(session, found))


def sign_to_begin(
    unit: Unit, worksheet_id: int, maker: int, *, secret: str, shown: str, reason: str
) -> None:
    """Sign that this maker may begin this preparation, for the stops that were shown.

    Raises NotLawfulNow, SamePerson, NotDesignated, ContentMoved, NotFitToBegin, WrongSecret,
    LockedOut.
    """
    state = progress(unit.session, worksheet_id)
    _require_staged(state)
    question = asked(unit.session, state, maker, unit.at)
    way = _open_way(question)
    _require_signer(unit, question)
    if shown != digest(question.shown):
        message = (
            "What stands against the work changed after the page was shown. Nothing was signed. "
            "Look at the page again, then decide."
        )
        raise ContentMoved(message)
    why = _reason(reason)
    signed = {**question.shown, "reason": why}
    subject = f"worksheet {state.worksheet.number}"
    signature = sign(unit, secret, Meaning.SIGNED_TO_BEGIN, digest(signed), subject)
    act(
        unit,
        Verb.WORKSHEET_BEGIN_ALLOW,
        state,
        kind="sign-to-begin",
        slot="begin",
        signature_id=signature.id,
        detail={**signed, "capacity": question.signers.capacity, "asks": list(way.asks)},
        reason=why,
    )


def _require_staged(state: Progress) -> None:
    require_open(state)
    if state.stage is not Stage.STAGED:
        message = (
            f"Worksheet {state.worksheet.number} is {state.stage.value}; only staged work that has "
            "not begun is signed for. Nothing was signed."
        )
        raise NotLawfulNow(message)
    require_no_call(state)


def _open_way(question: Asked) -> Exit:
    way = question.way
    if way is None:
        _refuse(f"{question.maker.name} needs no signature to begin: {question.standing.told}.")
    if not way.open:
        barred = " ".join(f"{one.says} ({one.rule})" for one in way.barred)
        _refuse(f"No signature lets this begin. {barred or 'No designated person is named.'}")
    return way


def _require_signer(unit: Unit, question: Asked) -> None:
    if unit.person_id in {question.maker.id, *question.state.makers}:
        message = (
            f"{unit.by.name} has a hand in making this dose and may not sign for it. "
            "Nothing was signed."
        )
        raise SamePerson(message)
    may = question.signers
    if unit.person_id not in {one.id for one in may.people}:
        message = (
            f"{unit.by.name} is not {may.designated}, the designated person. Nothing was signed. "
            f"Ask {may.designated}."
        )
        if may.acting:
            message = (
                f"{may.designated}, the designated person, is no person here; a pharmacist or "
                f"compliance officer acts as such, and {unit.by.name} is neither. "
                "Nothing was signed."
            )
        raise NotDesignated(message)


def _reason(text: str) -> str:
    why = " ".join(text.split())
    if not why:
        _refuse("Say why in your own words; the reason stays on the record.")
    if len(why) > LONGEST:
        _refuse(f"The reason is longer than {LONGEST} signs; shorten it.")
    return why


def _people(session: Session) -> list[Person]:
    rows = session.scalars(select(Person).order_by(Person.name))
    return [one for one in rows if is_active(session, one.id)]


def _refuse(why: str) -> NoReturn:
    message = f"{why} Nothing was signed."
    raise NotLawfulNow(message)
