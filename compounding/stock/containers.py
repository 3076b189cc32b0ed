"""Receive one container: lot captured once, serial never twice, our sticker from then on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.stock.errors import ExpiredLot, LotDisagrees, SameSerialTwice
from compounding.stock.models import Container, Lot, Product


@dataclass(frozen=True)
class Arrival:
    """What a carton code or a keyed label says of one container.

    ``expires_on`` is the date as printed, ``expires_at`` its last minute at the facility.
    """

    lot: str
    expires_on: date
    expires_at: datetime
    serial: str | None
    captured: str
    raw_scan: str
    second_look: str | None = None


def receive(unit: Unit, product: Product, arrival: Arrival) -> Container:
    """One container of a product enters the work and gets its sticker.

    Raises ExpiredLot, SameSerialTwice.
    """
    _refuse_expired(product, arrival, unit.at)
    _refuse_same_serial(unit.session, product, arrival.serial)
    lot = _lot(unit, product, arrival)
    row = Container(
        lot_id=lot.id,
        serial=arrival.serial,
        sticker=_next_sticker(unit.session),
        raw_scan=arrival.raw_scan,
    )
    unit.write(Verb.STOCK_CONTAINER_RECEIVE, f"container {row.sticker}", row)
    return row


def _refuse_expired(product: Product, arrival: Arrival, now: datetime) -> None:
    if arrival.expires_at <= now:
        message = (
            f"Lot {arrival.lot} of {product.name} expired {arrival.expires_on}. "
            "It may not be used. Take another lot and tell the pharmacist."
        )
        raise ExpiredLot(message)


def _refuse_same_serial(session: Session, product: Product, serial: str | None) -> None:
    if serial is None:
        return
    found = session.scalars(
        select(Container)
        .join(Lot, Lot.id == Container.lot_id)
        .where(Lot.product_code == product.code, Container.serial == serial)
    ).first()
    if found is not None:
        message = (
            f"{product.name} with serial {serial} was staged before, as {found.sticker}. "
            "One container is one container. Scan the next one."
        )
        raise SameSerialTwice(message)


def _lot(unit: Unit, product: Product, arrival: Arrival) -> Lot:
    known = unit.session.scalars(
        select(Lot).where(
            Lot.product_code == product.code,
            Lot.lot == arrival.lot,
            Lot.expires_at == arrival.expires_at,
        )
    ).first()
    if known is not None:
        return known
    _refuse_other_expiry(unit.session, product, arrival)
    row = Lot(
        product_code=product.code,
        lot=arrival.lot,
        expires_on=arrival.expires_on,
        expires_at=arrival.expires_at,
        captured=arrival.captured,
        second_look=arrival.second_look,
    )
    unit.write(Verb.LOT_CARD_ENTER, f"lot {product.code} {arrival.lot}", row)
    return row


def _refuse_other_expiry(session: Session, product: Product, arrival: Arrival) -> None:
    """One lot has one expiry: a second one is a slip of a key or a wrong carton."""
    other = session.scalars(
        select(Lot).where(Lot.product_code == product.code, Lot.lot == arrival.lot)
    ).first()
    if other is not None:
        message = (
            f"Lot {arrival.lot} of {product.name} stands in the record with the expiry "
            f"{other.expires_on}, this one says {arrival.expires_on}. "
            "It was not taken. Read the label again; if it is right, call the pharmacist."
        )
        raise LotDisagrees(message)


def _next_sticker(session: Session) -> str:
    count = session.scalar(select(func.count()).select_from(Container)) or 0
    return f"FA-S-{count + 1:06d}"
