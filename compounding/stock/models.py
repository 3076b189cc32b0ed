"""What stands on the shelf: product cards, lots, and the containers that carry our sticker."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from compounding.ledger.base import Base, Covered
from compounding.ledger.types import Instant, Json


class Product(Covered, Base):
    """One version of a product's card; the newest version of a code is in force.

    ``card`` holds strength, volume, kind and the physical figures, each with its source.
    """

    __tablename__ = "product"
    __table_args__ = (UniqueConstraint("code", "version"),)

    code: Mapped[str]
    version: Mapped[int]
    name: Mapped[str]
    gtin: Mapped[str | None] = mapped_column(index=True)
    card: Mapped[dict[str, Any]] = mapped_column(Json)


class FigureConfirmation(Covered, Base):
    """A pharmacist vouches for one figure at one value; a new value is unconfirmed again.

    ``about`` is ``product:CODE`` or ``formula:SLUG``.
    """

    __tablename__ = "figure_confirmation"

    about: Mapped[str] = mapped_column(index=True)
    figure: Mapped[str]
    value: Mapped[str]
    source: Mapped[str]
    sample: Mapped[bool]
    signature_id: Mapped[int] = mapped_column(ForeignKey("signature.id"))


class Lot(Covered, Base):
    """A lot and its expiry, captured once: from the carton, or keyed and looked at twice."""

    __tablename__ = "lot"

    product_code: Mapped[str] = mapped_column(index=True)
    lot: Mapped[str]
    expires_on: Mapped[date]
    expires_at: Mapped[datetime] = mapped_column(Instant)
    captured: Mapped[str]
    second_look: Mapped[str | None]


class Container(Covered, Base):
    """One vial or bag; from staging on it is known by our sticker."""

    __tablename__ = "container"

    lot_id: Mapped[int] = mapped_column(ForeignKey("lot.id"), index=True)
    serial: Mapped[str | None] = mapped_column(index=True)
    sticker: Mapped[str] = mapped_column(unique=True)
    raw_scan: Mapped[str]
