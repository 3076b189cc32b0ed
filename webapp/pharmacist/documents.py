"""What leaves the house with a decided record: paper, the sealed bytes, and the proof."""

from json import loads

from flask import Response
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.ledger.canonical import canonical
from compounding.ledger.heads import Head
from compounding.ledger.keys import fingerprint
from compounding.ledger.people import Role
from compounding.ledger.proof import proof_of
from compounding.preparation.deciding import sealed_record
from compounding.preparation.errors import NotFound
from compounding.preparation.models import SealedRecord
from compounding.preparation.progress import labels_of, live_label, progress
from webapp.doors import door
from webapp.house import house
from webapp.labels import final_label_pdf
from webapp.pharmacist import blueprint


@blueprint.get("/<int:number>/record.pdf")
@door(Role.PHARMACIST, Role.COMPLIANCE)
def record_pdf(number: int) -> ResponseReturnValue:
    """The sealed record on paper."""
    from reports.batch_record import batch_record
    from reports.seal import Seal

    with house().database.reading() as session:
        sealed = sealed_record(session, number)
        head = sealing_head(session, sealed)
        seal = Seal(sealed.digest, head.size, head.root, head.at, fingerprint(head.key))
        return _file(
            batch_record(loads(sealed.text), seal), "application/pdf", number, "record.pdf"
        )


@blueprint.get("/<int:number>/label.pdf")
@door(Role.PHARMACIST, Role.COMPLIANCE)
def label_pdf(number: int) -> ResponseReturnValue:
    """The final label as printed."""
    with house().database.reading() as session:
        label = live_label(labels_of(session, number), "final")
        if label is None:
            message = "The final label is not printed yet. It prints after the inspection."
            raise NotFound(message)
        made = final_label_pdf(label, progress(session, number).worksheet.number)
    return _file(made, "application/pdf", number, "label.pdf")


@blueprint.get("/<int:number>/record.json")
@door(Role.PHARMACIST, Role.COMPLIANCE)
def record_json(number: int) -> ResponseReturnValue:
    """The very bytes whose digest the log holds."""
    with house().database.reading() as session:
        text = sealed_record(session, number).text
    return _file(text.encode(), "application/json", number, "record.json")


@blueprint.get("/<int:number>/proof.json")
@door(Role.PHARMACIST, Role.COMPLIANCE)
def proof_json(number: int) -> ResponseReturnValue:
    """What an outsider needs beside record.json to see that nothing was altered."""
    with house().database.reading() as session:
        made = canonical(proof_of(session, sealed_record(session, number).entry_number))
    return _file(made, "application/json", number, "proof.json")


def sealing_head(session: Session, sealed: SealedRecord) -> Head:
    """The signed head of the commit that sealed a record."""
    question = select(Head).where(Head.size >= sealed.entry_number).order_by(Head.size)
    head = session.scalars(question.limit(1)).first()
    if head is None:
        message = "The log has no head after this record. Run firstair verify."
        raise NotFound(message)
    return head


def _file(content: bytes, kind: str, number: int, name: str) -> Response:
    made = Response(content, mimetype=kind)
    made.headers["Content-Disposition"] = f'inline; filename="W-{number:06d}-{name}"'
    return made
