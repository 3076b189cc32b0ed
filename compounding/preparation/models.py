"""A dose from order to decision.  Every row is written once; a change of state is another row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from compounding.ledger.base import Base, Covered
from compounding.ledger.types import Instant, Json


class FormulaVersion(Covered, Base):
    """One version of a master formulation record."""

    __tablename__ = "formula_version"
    __table_args__ = (UniqueConstraint("slug", "version"),)

    slug: Mapped[str]
    version: Mapped[int]
    name: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(Json)


class FormulaApproval(Covered, Base):
    """A pharmacist approves one version for use."""

    __tablename__ = "formula_approval"

    formula_id: Mapped[int] = mapped_column(ForeignKey("formula_version.id"), unique=True)
    signature_id: Mapped[int] = mapped_column(ForeignKey("signature.id"))


class Order(Covered, Base):
    """A dose for one patient, as typed in."""

    __tablename__ = "dose_order"

    number: Mapped[str] = mapped_column(unique=True)
    patient: Mapped[dict[str, str]] = mapped_column(Json)
    formula_slug: Mapped[str]
    dose: Mapped[str]
    route: Mapped[str]
    rate: Mapped[str]
    storage: Mapped[str]
    due: Mapped[datetime] = mapped_column(Instant)
    urgency: Mapped[str]
    note: Mapped[str]
    entered_at: Mapped[datetime] = mapped_column(Instant)
    entered_by: Mapped[str]


class OrderDecision(Covered, Base):
    """The order is verified, refused or cancelled."""

    __tablename__ = "order_decision"
    __table_args__ = (UniqueConstraint("order_id", "kind"),)

    order_id: Mapped[int] = mapped_column(ForeignKey("dose_order.id"), index=True)
    kind: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str]
    signature_id: Mapped[int | None] = mapped_column(ForeignKey("signature.id"))


class Worksheet(Covered, Base):
    """The work on one order.  ``recipe`` is the formula version as frozen when it was opened."""

    __tablename__ = "worksheet"

    number: Mapped[str] = mapped_column(unique=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("dose_order.id"), index=True)
    formula_id: Mapped[int] = mapped_column(ForeignKey("formula_version.id"))
    hood: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(Instant)
    recipe: Mapped[dict[str, Any]] = mapped_column(Json)


class StagedItem(Covered, Base):
    """A container staged for a role, with its product, density and expected figures frozen."""

    __tablename__ = "staged_item"
    __table_args__ = (UniqueConstraint("worksheet_id", "role"),)

    worksheet_id: Mapped[int] = mapped_column(ForeignKey("worksheet.id"), index=True)
    role: Mapped[str]
    container_id: Mapped[int] = mapped_column(ForeignKey("container.id"), unique=True)
    sticker: Mapped[str]
    frozen: Mapped[dict[str, Any]] = mapped_column(Json)


class Act(Covered, Base):
    """One thing done, tried, or refused in the work on a worksheet.

    ``round`` counts reworks, ``step`` the steps of the recipe (0 outside them), ``slot`` names what
    of a step it fills.  A slot of a step is accepted once in a round, whatever road it comes by.
    """

    __tablename__ = "act"
    __table_args__ = (
        Index(
            "ux_act_accepted_once",
            "worksheet_id",
            "round",
            "step",
            "slot",
            unique=True,
            sqlite_where=text("outcome = 'accept' AND step > 0"),
            postgresql_where=text("outcome = 'accept' AND step > 0"),
        ),
    )

    worksheet_id: Mapped[int] = mapped_column(ForeignKey("worksheet.id"), index=True)
    round: Mapped[int]
    step: Mapped[int]
    slot: Mapped[str]
    kind: Mapped[str]
    outcome: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_name: Mapped[str]
    station: Mapped[str]
    reading_id: Mapped[int | None] = mapped_column(ForeignKey("reading.id"))
    signature_id: Mapped[int | None] = mapped_column(ForeignKey("signature.id"))
    detail: Mapped[dict[str, Any]] = mapped_column(Json)


class Label(Covered, Base):
    """A printed label.  A reprint has a reason and voids the one before."""

    __tablename__ = "label"

    worksheet_id: Mapped[int] = mapped_column(ForeignKey("worksheet.id"), index=True)
    kind: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    printed_at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str]
    reason: Mapped[str]
    voids_id: Mapped[int | None] = mapped_column(ForeignKey("label.id"))
    content: Mapped[dict[str, Any]] = mapped_column(Json)


class Decision(Covered, Base):
    """The last word on a worksheet: released, rejected or wasted."""

    __tablename__ = "decision"

    worksheet_id: Mapped[int] = mapped_column(ForeignKey("worksheet.id"), unique=True)
    kind: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str]
    signature_id: Mapped[int | None] = mapped_column(ForeignKey("signature.id"))


class SealedRecord(Covered, Base):
    """The compounding record as sealed by its decision: the very bytes the log has a digest of."""

    __tablename__ = "sealed_record"
    __digested__ = frozenset({"text"})

    worksheet_id: Mapped[int] = mapped_column(ForeignKey("worksheet.id"), unique=True)
    digest: Mapped[str]
    text: Mapped[str]
