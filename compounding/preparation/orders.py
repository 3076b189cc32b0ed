"""Orders: typed in, verified or refused by a pharmacist, cancelled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from compounding.cleanroom.places import facility
from compounding.ledger.canonical import digest
from compounding.ledger.people import Role, require_role, roles_of
from compounding.ledger.signatures import Meaning, Signature, sign
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.book import approved, in_use
from compounding.preparation.errors import NotFound, NotLawfulNow, OrderRefused
from compounding.preparation.fields import (
    calendar_day,
    local_instant,
    reason_given,
    required,
    short,
)
from compounding.preparation.models import Decision, Order, OrderDecision, Worksheet
from compounding.preparation.recipe import read_recipe
from formulas.errors import FormulaError
from formulas.quantity import qty, show

URGENCIES = ("STAT", "routine")


@dataclass(frozen=True)
class OrderEntry:
    """An order as read from its form: every field looked at, nothing assumed."""

    patient: Mapping[str, str]
    formula_slug: str
    dose: str
    route: str
    rate: str
    storage: str
    due: datetime
    urgency: str
    note: str


def read_order(session: Session, form: Mapping[str, str]) -> OrderEntry:
    """Read an order's form.  Raises OrderRefused with a message for each field that is wrong."""
    wrong: dict[str, str] = {}

    def field(name: str, read: Callable[[str], object]) -> object:
        try:
            return read(form.get(name, "").strip())
        except (ValueError, FormulaError, NotFound) as trouble:
            wrong[name] = str(trouble)
            return None

    patient = {
        key: field(f"patient_{key}", required)
        for key in ("name", "identifier", "birth_date", "location")
    }
    slug = field("formula", lambda text: _known_formula(session, text))
    values = {
        "dose": field("dose", lambda text: _dose(session, str(slug or ""), text)),
        "route": field("route", lambda text: _route(session, str(slug or ""), text)),
        "rate": field("rate", required),
        "storage": field("storage", lambda text: _storage(session, str(slug or ""), text)),
        "due": field("due", lambda text: _instant(session, text)),
        "urgency": field("urgency", _urgency),
        "note": field("note", short),
    }
    field("patient_birth_date", calendar_day)
    if slug and not wrong and _needs_reason(session, str(slug)) and not values["note"]:
        wrong["note"] = "A commercial premix exists: say why it is not used."
    if wrong:
        raise OrderRefused(wrong)
    return OrderEntry(patient=patient, formula_slug=str(slug), **values)  # type: ignore[arg-type] # each field was read above


def enter_order(unit: Unit, entry: OrderEntry) -> Order:
    """Take an order.  It waits for a pharmacist's verification."""
    count = unit.session.scalar(select(func.count()).select_from(Order)) or 0
    row = Order(
        number=f"O-{count + 1:06d}",
        entered_at=unit.at,
        entered_by=unit.by.name,
        **{**asdict(entry), "patient": dict(entry.patient)},
    )
    unit.write(Verb.ORDER_DOSE_ENTER, f"order {row.number}", row)
    return row


def order(session: Session, order_id: int) -> Order:
    """An order by its number."""
    row = session.get(Order, order_id)
    if row is None:
        message = f"There is no order {order_id}. Choose one from the queue."
        raise NotFound(message)
    return row


def shown_order(row: Order) -> dict[str, object]:
    """What a pharmacist sees and signs when verifying an order."""
    return {
        "number": row.number,
        "patient": row.patient,
        "formula": row.formula_slug,
        "dose": row.dose,
        "route": row.route,
        "rate": row.rate,
        "storage": row.storage,
        "due": row.due.isoformat(),
        "note": row.note,
    }


def verify_order(unit: Unit, order_id: int, *, secret: str) -> OrderDecision:
    """The signing pharmacist verifies the order before any compounding."""
    require_role(unit, Role.PHARMACIST)
    row = order(unit.session, order_id)
    _require_open(unit.session, row)
    subject = f"order {row.number}"
    signature = sign(unit, secret, Meaning.VERIFIED, digest(shown_order(row)), subject)
    return _decide(unit, row, "verified", "", Verb.ORDER_DOSE_VERIFY, signature)


def refuse_order(unit: Unit, order_id: int, reason: str) -> OrderDecision:
    """A pharmacist sends the order back, with the reason."""
    require_role(unit, Role.PHARMACIST)
    row = order(unit.session, order_id)
    _require_open(unit.session, row)
    return _decide(unit, row, "refused", reason_given(reason), Verb.ORDER_DOSE_REFUSE, None)


def cancel_order(unit: Unit, order_id: int, reason: str, *, secret: str) -> OrderDecision:
    """The order is withdrawn, signed.  Work under way stops and must be wasted."""
    if Role.PHARMACIST not in roles_of(unit.session, unit.person_id):
        require_role(unit, Role.TECHNICIAN)
    row = order(unit.session, order_id)
    _refuse_after_release(unit.session, row)
    if decision(unit.session, row, "cancelled") or decision(unit.session, row, "refused"):
        message = f"Order {row.number} is no longer open. Nothing changed."
        raise NotLawfulNow(message)
    why = reason_given(reason)
    shown = digest({**shown_order(row), "reason": why})
    signature = sign(unit, secret, Meaning.CANCELLED, shown, f"order {row.number}")
    return _decide(unit, row, "cancelled", why, Verb.ORDER_DOSE_CANCEL, signature)


def _refuse_after_release(session: Session, row: Order) -> None:
    released = session.scalars(
        select(Decision)
        .join(Worksheet, Worksheet.id == Decision.worksheet_id)
        .where(Worksheet.order_id == row.id, Decision.kind == "released")
    ).first()
    if released is not None:
        message = (
            f"The dose of order {row.number} was released by {released.by_name}. "
            "Cancelling cannot call it back: tell the ward."
        )
        raise NotLawfulNow(message)


def decision(session: Session, row: Order, kind: str) -> OrderDecision | None:
    """The decision of a kind on an order, if it was made."""
    return session.scalars(
        select(OrderDecision).where(OrderDecision.order_id == row.id, OrderDecision.kind == kind)
    ).first()


def verified_by(session: Session, row: Order) -> Signature | None:
    """The signature that verified an order."""
    made = decision(session, row, "verified")
    return session.get(Signature, made.signature_id) if made else None


def _decide(
    unit: Unit, row: Order, kind: str, reason: str, verb: Verb, signature: Signature | None
) -> OrderDecision:
    made = OrderDecision(
        order_id=row.id,
        kind=kind,
        reason=reason,
        at=unit.at,
        by_name=unit.by.name,
        signature_id=signature.id if signature else None,
    )
    unit.write(verb, f"order {row.number}", made, reason=reason)
    return made


def _require_open(session: Session, row: Order) -> None:
    for kind in ("verified", "refused", "cancelled"):
        made = decision(session, row, kind)
        if made:
            message = (
                f"Order {row.number} was {kind} by {made.by_name}. Nothing changed. "
                "Take another order from the queue."
            )
            raise NotLawfulNow(message)


def _known_formula(session: Session, slug: str) -> str:
    if slug not in {row.slug for row in in_use(session)}:
        message = "Choose a formula from the book."
        raise ValueError(message)
    return slug


def _dose(session: Session, slug: str, text: str) -> str:
    """The dose must be the formula's own: another dose needs another formula version."""
    given = qty(required(text))
    if not slug:
        return show(given)
    made = read_recipe(approved(session, slug).content).dose
    if given != made:
        message = (
            f"{show(given)} is not the dose of this formula, which makes {show(made)}. "
            "Check the order, or have a formula approved for this dose."
        )
        raise ValueError(message)
    return show(made)


def _storage(session: Session, slug: str, text: str) -> str:
    lawful = read_recipe(approved(session, slug).content).content["storages"] if slug else [text]
    if text not in lawful:
        message = f"Choose one of: {', '.join(lawful)}."
        raise ValueError(message)
    return text


def _route(session: Session, slug: str, text: str) -> str:
    """A formula is made for one route; another route is another formula."""
    made = approved(session, slug).content["route"] if slug else text
    if required(text) != made:
        message = f"This formula is for {made}. Check the order, or choose another formula."
        raise ValueError(message)
    return text


def _needs_reason(session: Session, slug: str) -> bool:
    return bool(approved(session, slug).content["premix_exists"])


def _urgency(text: str) -> str:
    if text not in URGENCIES:
        message = f"Choose one of: {', '.join(URGENCIES)}."
        raise ValueError(message)
    return text


def _instant(session: Session, text: str) -> datetime:
    return local_instant(text, facility(session).zone)
