"""A patient's nutrition as ordered and signed.  A change is a new version; the old one stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from compounding.ledger.base import Base, Covered
from compounding.ledger.types import Instant, Json


class PatientNutrition(Covered, Base):
    """One nutrition order; what it says stands in its versions."""

    __tablename__ = "nutrition_order"

    number: Mapped[str] = mapped_column(unique=True)
    patient_key: Mapped[str] = mapped_column(index=True)


class NutritionVersion(Covered, Base):
    """One signed version of a nutrition order.

    ``typed`` is the form as it was filled in, ``ordered`` the order as plain text, ``decisions``
    what the pharmacist decided on each check that asked, with the reason.  ``summary`` is all that
    was on the screen when it was signed; the log keeps its digest.
    """

    __tablename__ = "nutrition_version"
    __table_args__ = (UniqueConstraint("order_id", "version"),)
    __digested__ = frozenset({"summary"})

    order_id: Mapped[int] = mapped_column(ForeignKey("nutrition_order.id"))
    version: Mapped[int]
    patient: Mapped[dict[str, str]] = mapped_column(Json)
    due: Mapped[datetime] = mapped_column(Instant)
    note: Mapped[str]
    typed: Mapped[dict[str, str]] = mapped_column(Json)
    ordered: Mapped[dict[str, Any]] = mapped_column(Json)
    decisions: Mapped[list[dict[str, str]]] = mapped_column(Json)
    reason: Mapped[str]
    digest: Mapped[str]
    summary: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str]
    signature_id: Mapped[int] = mapped_column(ForeignKey("signature.id"))


class NutritionWithdrawal(Covered, Base):
    """A nutrition order is withdrawn: no bag is made from it any more."""

    __tablename__ = "nutrition_withdrawal"

    order_id: Mapped[int] = mapped_column(ForeignKey("nutrition_order.id"), unique=True)
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str]
    signature_id: Mapped[int] = mapped_column(ForeignKey("signature.id"))
