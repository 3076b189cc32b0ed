"""The last word: release, reject, waste.  The record is sealed with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.ledger.canonical import digest
from compounding.ledger.people import Role, require_role, roles_of
from compounding.ledger.signatures import Meaning, Signature, sign
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.acting import require_open
from compounding.preparation.checks import shown_check
from compounding.preparation.dates import require_date
from compounding.preparation.errors import AlreadyDecided, ContentMoved, NotFound, NotLawfulNow
from compounding.preparation.models import Decision, SealedRecord
from compounding.preparation.people import is_lone, require_checker
from compounding.preparation.progress import Progress, Stage, labels_of, live_label, progress
from compounding.preparation.record.build import record_bytes, record_of


@dataclass(frozen=True)
class Sealed:
    """A sealed record: its bytes' digest and the entry of the log that holds it."""

    digest: str
    entry_number: int


def release(unit: Unit, worksheet_id: int, *, secret: str, shown: str, reason: str = "") -> Sealed:
    """The signing pharmacist releases the labelled bag, having seen the record of that digest.

    Raises SamePerson, ContentMoved, NoDateNoBag, NotLawfulNow, WrongSecret.
    """
    state = progress(unit.session, worksheet_id)
    require_open(state)
    _require_releasable(unit, state)
    require_checker(unit, state)
    require_date(unit, state)
    record = _shown_record(unit, worksheet_id, shown)
    if (record["exceptions"] or is_lone(unit, state)) and not reason.strip():
        message = (
            "This record has exceptions. Say why it may be released all the same. "
            "Nothing was signed."
        )
        raise NotLawfulNow(message)
    subject = f"worksheet {state.worksheet.number}"
    signature = sign(unit, secret, Meaning.RELEASED, shown, subject)
    return _seal(unit, state, Stage.RELEASED, Verb.PREPARATION_DOSE_RELEASE, reason, signature)


def reject(unit: Unit, worksheet_id: int, *, secret: str, shown: str, reason: str) -> Sealed:
    """The signing pharmacist rejects the dose, with the reason."""
    state = progress(unit.session, worksheet_id)
    _require_undecided(state)
    require_checker(unit, state)
    _shown_record(unit, worksheet_id, shown)
    why = _reason(reason)
    signature = sign(unit, secret, Meaning.REJECTED, shown, f"worksheet {state.worksheet.number}")
    return _seal(unit, state, Stage.REJECTED, Verb.PREPARATION_DOSE_REJECT, why, signature)


def waste(unit: Unit, worksheet_id: int, *, secret: str, reason: str) -> Sealed:
    """A technician or pharmacist signs that the dose is wasted; it can never be released."""
    state = progress(unit.session, worksheet_id)
    _require_undecided(state)
    if Role.PHARMACIST not in roles_of(unit.session, unit.person_id):
        require_role(unit, Role.TECHNICIAN)
    why = _reason(reason)
    subject = f"worksheet {state.worksheet.number}"
    shown = digest({**shown_check(state), "reason": why})
    signature = sign(unit, secret, Meaning.WASTED, shown, subject)
    return _seal(unit, state, Stage.WASTED, Verb.PREPARATION_DOSE_WASTE, why, signature)


def sealed_record(session: Session, worksheet_id: int) -> SealedRecord:
    """The sealed record of a worksheet.  Raises NotFound before its decision."""
    row = session.scalars(
        select(SealedRecord).where(SealedRecord.worksheet_id == worksheet_id)
    ).first()
    if row is None:
        message = "This record is not sealed yet: no decision has been made on it."
        raise NotFound(message)
    return row


def _require_undecided(state: Progress) -> None:
    if state.decided:
        message = f"Worksheet {state.worksheet.number} is {state.stage.value} already."
        raise AlreadyDecided(message)


def _require_releasable(unit: Unit, state: Progress) -> None:
    if state.stage is not Stage.RELEASE or state.stop is not None:
        where = f"stopped: {state.stop.what}" if state.stop else state.stage.value
        message = (
            f"Worksheet {state.worksheet.number} cannot be released: it is {where}. "
            "Every step, the inspection and both label scans come first."
        )
        raise NotLawfulNow(message)
    for missing in _missing(unit, state):
        message = (
            f"Worksheet {state.worksheet.number} cannot be released: {missing}. Nothing was signed."
        )
        raise NotLawfulNow(message)


def _missing(unit: Unit, state: Progress) -> Iterator[str]:
    """What a finished dose still lacks before it may be released."""
    if state.called:
        yield f"the pharmacist was called ({state.called}) and has not answered"
    if not state.prepared_by:
        yield "no maker has signed that it was prepared so"
    label = live_label(labels_of(unit.session, state.worksheet.id), "final")
    if label is None:
        yield "no final label is printed"
    elif label.content["beyond_use_utc"] != require_date(unit, state).until.isoformat():
        yield "the beyond-use date has moved since the label was printed; print the label anew"


def _shown_record(unit: Unit, worksheet_id: int, shown: str) -> dict[str, object]:
    record = record_of(unit.session, worksheet_id)
    if digest(record) != shown:
        message = (
            "The record changed after the page was shown. Nothing was signed. "
            "Look at it again, then decide."
        )
        raise ContentMoved(message)
    return record


def _reason(text: str) -> str:
    if not text.strip():
        message = "Say why; the reason stays on the record. Nothing was decided."
        raise NotLawfulNow(message)
    return text.strip()[:500]


def _seal(
    unit: Unit,
    state: Progress,
    kind: Stage,
    verb: Verb,
    reason: str,
    signature: Signature | None,
) -> Sealed:
    """Write the decision, then the record that now holds it; the log keeps the record's digest."""
    number = state.worksheet.id
    row = Decision(
        worksheet_id=number,
        kind=kind.value,
        reason=reason,
        at=unit.at,
        by_name=unit.by.name,
        signature_id=signature.id if signature else None,
    )
    subject = f"worksheet {state.worksheet.number}"
    unit.write(verb, subject, row, reason=reason)
    text = record_bytes(record_of(unit.session, number))
    made = sha256(text).hexdigest()
    sealed = SealedRecord(worksheet_id=number, digest=made, text=text.decode())
    entry = unit.write(Verb.PREPARATION_RECORD_SEAL, subject, sealed, extra={"record_digest": made})
    return Sealed(made, entry.number)
