"""Enter a card that says what is known of a person, a place, or the whole site."""

from __future__ import annotations

from tomllib import TOMLDecodeError, loads
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from beyond_use.errors import BeyondUseError
from compounding.cleanroom.errors import CardRefused
from compounding.cleanroom.fitness.gathering import Who
from compounding.cleanroom.fitness.here_now import fitness
from compounding.cleanroom.fitness.on_file import SITE, about_person, about_place, card_of
from compounding.cleanroom.models import FitnessCard, Place
from compounding.cleanroom.places import places
from compounding.ledger.canonical import digest
from compounding.ledger.people import Person, Role, require_any_role
from compounding.ledger.signatures import Meaning, sign
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb

__all__ = ["SECTIONS", "enter_card", "kind_of", "subjects"]

LONGEST = 20_000  # signs of a card
LONGEST_SOURCE = 500

SECTIONS = {
    "site": frozenset(
        {"designated_person", "designated_written", "wiped_at", "compounding_days", "sampling"}
        | {"cleaned", "hazardous_site", "category_3"}
    ),
    "person": frozenset(
        {"person", "training", "garbing", "media_fill", "entry", "hazardous_place"}
        | {"hazardous_garb"}
    ),
    "place": frozenset(
        {"room", "hood", "certificate", "change", "probe", "filter", "hood_stopped", "balance"}
        | {"hazardous_place"}
    ),
}


def kind_of(about: str) -> str:
    """Give the kind of a subject: site, person or place."""
    return about.partition(":")[0]


def subjects(session: Session) -> list[tuple[str, str]]:
    """Everything a card may be about, with its name."""
    people = session.scalars(select(Person).order_by(Person.name))
    return [
        (SITE, "The whole site"),
        *((about_place(row.code), row.name) for row in places(session)),
        *((about_person(row.handle), row.name) for row in people),
    ]


def enter_card(
    unit: Unit, about: str, facts: str, source: str, *, secret: str, dropping: bool = False
) -> FitnessCard:
    """Sign what is known of a subject; it takes the place of the subject's card before.

    What the earlier card says and this one does not is dropped only where that is said
    (``dropping``).  Raises CardRefused, WrongSecret, LockedOut.
    """
    require_any_role(unit, Role.PHARMACIST, Role.COMPLIANCE)
    if about not in dict(subjects(unit.session)):
        _refuse(f"There is no {about or 'subject'} here.", "Choose one from the list.")
    _require_plain(about, facts, source)
    if not dropping:
        _require_whole(unit, about, facts)
    shown = {"about": about, "facts": facts, "source": source}
    signature = sign(unit, secret, Meaning.CONFIRMED, digest(shown), f"fitness {about}")
    row = FitnessCard(
        about=about,
        facts=facts,
        source=source.strip(),
        at=unit.at,
        by_name=unit.by.name,
        signature_id=signature.id,
    )
    unit.write(Verb.FITNESS_CARD_ENTER, f"fitness {about}", row)
    _require_readable(unit, about)
    return row


def _require_plain(about: str, facts: str, source: str) -> None:
    if not source.strip():
        _refuse("It is not said what this was taken from.", "Name the report or the log.")
    if len(facts) > LONGEST or len(source) > LONGEST_SOURCE:
        _refuse(
            f"It is longer than {LONGEST} signs, or its source than {LONGEST_SOURCE}.", "Cut it."
        )
    try:
        said = loads(facts)
    except TOMLDecodeError as trouble:
        _refuse(f"It cannot be read: {trouble}.", "Write it as the manual shows.")
    known = SECTIONS[kind_of(about)]
    if stray := sorted(said.keys() - known):
        told = f"{', '.join(stray)} is nothing that is said of a {kind_of(about)}."
        _refuse(told, f"It may hold {', '.join(sorted(known))}.")


def _require_whole(unit: Unit, about: str, facts: str) -> None:
    """Refuse that a section of the signed card before is lost unsaid."""
    before = card_of(unit.session, about)
    lost = loads(before.facts).keys() - loads(facts).keys() if before is not None else set()
    if lost:
        told = f"The card before says also: {', '.join(sorted(lost))}."
        _refuse(told, "Keep it in, or say that it no longer holds.")


def _require_readable(unit: Unit, about: str) -> None:
    """Judge every hood that the card speaks of; one that cannot be judged is refused."""
    code = about.partition(":")[2]
    if kind_of(about) == "person":
        person = unit.session.scalars(select(Person).where(Person.handle == code)).one()
        who = Who(person.handle, person.name)
    else:
        who = Who("", "nobody")
    try:
        for hood in _hoods(unit.session):
            for hazardous in (False, True):
                fitness(unit.session, who, hood.code, unit.at, hazardous=hazardous)
    except BeyondUseError as trouble:
        _refuse(str(trouble), "Correct the card.")


def _hoods(session: Session) -> list[Place]:
    return [row for row in places(session) if row.kind == "hood"]


def _refuse(what: str, do: str) -> NoReturn:
    message = f"{what} Nothing was recorded. {do}"
    raise CardRefused(message)
