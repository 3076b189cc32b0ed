"""What is on file: nutrition orders, their versions, the patient's bag before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from json import loads
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from compounding.preparation.errors import ContentMoved, NotFound, NotLawfulNow
from compounding.preparation.nutrition.models import (
    NutritionVersion,
    NutritionWithdrawal,
    PatientNutrition,
)
from compounding.preparation.nutrition.plain import order_from
from compounding.preparation.nutrition.shown_bag import sheet_shown
from formulas.errors import FormulaError
from formulas.nutrition.bag import Bag
from formulas.nutrition.making import make_bag
from formulas.nutrition.order import NutritionOrder
from formulas.nutrition.second import require_agreement
from formulas.nutrition.second_lines import Agreement
from formulas.nutrition.sheet import sheet_of
from formulas.nutrition.steps import Sheet

SHOWN = 100


@dataclass(frozen=True)
class ApprovedNutrition:
    """A nutrition order as signed, with the bag and the sheet to make it by."""

    number: str
    version: int
    patient: Mapping[str, str]
    due: datetime
    note: str
    signed_by: str
    order: NutritionOrder
    bag: Bag
    sheet: Sheet
    agreement: Agreement


@dataclass(frozen=True)
class Before:
    """The patient's newest signed bag; ``bag`` is missing where it cannot be reckoned again."""

    words: str
    bag: Bag | None


def patient_key(identifier: str) -> str:
    """One spelling of a patient's identifier, whatever its blanks and capitals."""
    return " ".join(identifier.split()).casefold()


def nutrition(session: Session, order_id: int) -> PatientNutrition:
    """A nutrition order.  Raises NotFound."""
    row = session.get(PatientNutrition, order_id)
    if row is None:
        message = f"There is no nutrition order {order_id}. Choose one from the list."
        raise NotFound(message)
    return row


def versions(session: Session, row: PatientNutrition) -> list[NutritionVersion]:
    """Its versions, the newest first."""
    question = select(NutritionVersion).where(NutritionVersion.order_id == row.id)
    return list(session.scalars(question.order_by(NutritionVersion.version.desc())))


def withdrawal(session: Session, row: PatientNutrition) -> NutritionWithdrawal | None:
    """Its withdrawal, if it was withdrawn."""
    question = select(NutritionWithdrawal).where(NutritionWithdrawal.order_id == row.id)
    return session.scalars(question).first()


def next_number(session: Session) -> str:
    """The number that the next nutrition order gets."""
    count = session.scalar(select(func.count()).select_from(PatientNutrition)) or 0
    return f"N-{count + 1:06d}"


def newest_orders(session: Session) -> list[tuple[PatientNutrition, NutritionVersion, bool]]:
    """The orders signed last, each with its newest version and whether it was withdrawn."""
    newest = (
        select(NutritionVersion.order_id, func.max(NutritionVersion.id).label("last"))
        .group_by(NutritionVersion.order_id)
        .subquery()
    )
    rows = session.execute(
        select(PatientNutrition, NutritionVersion, NutritionWithdrawal.id)
        .join(newest, newest.c.order_id == PatientNutrition.id)
        .join(NutritionVersion, NutritionVersion.id == newest.c.last)
        .outerjoin(NutritionWithdrawal, NutritionWithdrawal.order_id == PatientNutrition.id)
        .order_by(NutritionVersion.id.desc())
        .limit(SHOWN)
    )
    return [(order, version, gone is not None) for order, version, gone in rows]


def bag_before(session: Session, identifier: str) -> Before | None:
    """The newest signed bag of a patient that was not withdrawn."""
    gone = select(NutritionWithdrawal.order_id)
    found = session.execute(
        select(PatientNutrition, NutritionVersion)
        .join(NutritionVersion, NutritionVersion.order_id == PatientNutrition.id)
        .where(
            PatientNutrition.patient_key == patient_key(identifier),
            PatientNutrition.id.not_in(gone),
        )
        .order_by(NutritionVersion.id.desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    row, version = found
    words = f"{row.number}, version {version.version}, signed by {version.by_name}"
    try:
        return Before(words, make_bag(order_from(version.ordered, row.number)))
    except FormulaError as trouble:
        return Before(f"{words}; it cannot be reckoned again: {trouble}", None)


def approved(session: Session, order_id: int) -> ApprovedNutrition:
    """The newest signed version of an order, with its sheet: what a worksheet is made from.

    Raises NotFound; NotLawfulNow where it was withdrawn; Disagreement; ContentMoved where the sheet
    is no longer the one that was signed.
    """
    row = nutrition(session, order_id)
    gone = withdrawal(session, row)
    if gone is not None:
        message = (
            f"Nutrition order {row.number} was withdrawn by {gone.by_name}. No bag is made from it."
        )
        raise NotLawfulNow(message)
    version = versions(session, row)[0]
    order = order_from(version.ordered, row.number)
    bag = make_bag(order)
    sheet = sheet_of(bag)
    _require_signed(row, version, sheet)
    agreement = require_agreement(order, sheet)
    return ApprovedNutrition(
        row.number, version.version, version.patient, version.due, version.note, version.by_name,
        order, bag, sheet, agreement,
    )  # fmt: skip


def _require_signed(row: PatientNutrition, version: NutritionVersion, sheet: Sheet) -> None:
    signed: dict[str, Any] = loads(version.summary)["sheet"]
    if sheet_shown(sheet) != signed:
        message = (
            f"The sheet of {row.number} is no longer the one that {version.by_name} signed: a "
            "product's figures or the mixing order changed since. No bag is made from it. "
            "A pharmacist opens the order, looks at it and signs it again."
        )
        raise ContentMoved(message)
