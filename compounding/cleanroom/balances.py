"""Is this balance fit to weigh by, now?  Calibration in date, today's check weights passed."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.cleanroom.errors import BalanceNotFit
from compounding.cleanroom.models import BalanceCard, BalanceCheck, StoredReading
from compounding.cleanroom.places import facility
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from formulas.quantity import Quantity, qty


def card_of(session: Session, hood: str) -> BalanceCard | None:
    """The newest card of the balance in a hood, if one stands there."""
    rows = select(BalanceCard).where(BalanceCard.hood == hood).order_by(BalanceCard.id.desc())
    return session.scalars(rows.limit(1)).first()


def balance_of(session: Session, hood: str) -> BalanceCard:
    """The balance that stands in a hood.  Raises BalanceNotFit where there is none."""
    row = card_of(session, hood)
    if row is None:
        message = (
            f"No balance is entered for {hood}. No weighing counts here. "
            "Work at a hood with a balance, or enter its card under Admin."
        )
        raise BalanceNotFit(message)
    return row


def every_check_today(session: Session, card: BalanceCard, now: datetime) -> list[BalanceCheck]:
    """Every check weight put on this very balance on the facility's own day, in order."""
    zone = ZoneInfo(facility(session).zone)
    today = now.astimezone(zone).date()
    rows = session.scalars(
        select(BalanceCheck)
        .join(StoredReading, StoredReading.id == BalanceCheck.reading_id)
        .where(BalanceCheck.line == card.line, StoredReading.device == card.serial)
        .order_by(BalanceCheck.id)
    )
    return [row for row in rows if row.at.astimezone(zone).date() == today and row.at <= now]


def checks_today(session: Session, card: BalanceCard, now: datetime) -> dict[str, BalanceCheck]:
    """The newest check of each check weight on the facility's own day."""
    return {row.nominal: row for row in every_check_today(session, card, now)}


def missing_checks(session: Session, card: BalanceCard, now: datetime) -> list[str]:
    """The check weights that have not passed today, by their nominal mass."""
    done = checks_today(session, card, now)
    return [
        weight["nominal"]
        for weight in card.check_weights
        if weight["nominal"] not in done or not done[weight["nominal"]].passed
    ]


def repeatability_of(card: BalanceCard) -> Quantity:
    """The standard deviation of one weighing.  Raises BalanceNotFit where it is not known."""
    if card.repeatability is None:
        message = (
            f"The repeatability of {card.name} is not known. No weighing counts, for nothing says "
            "how far it can be trusted. Weigh one weight ten times, and have an administrator "
            "enter the balance's card anew with the standard deviation under Admin, Places."
        )
        raise BalanceNotFit(message)
    return qty(card.repeatability)


def require_fit(session: Session, card: BalanceCard, now: datetime) -> None:
    """Raises BalanceNotFit when calibration is overdue or a check weight has not passed today.

    So it does where the balance's repeatability is not known.
    """
    repeatability_of(card)
    today = now.astimezone(ZoneInfo(facility(session).zone)).date()
    if today > card.calibration_due:
        message = (
            f"The calibration of {card.name} was due {card.calibration_due}. No weighing counts. "
            "Use another balance, or call the pharmacist for the way without weighing."
        )
        raise BalanceNotFit(message)
    missing = missing_checks(session, card, now)
    if missing:
        message = (
            f"The check weights {', '.join(missing)} have not passed today on {card.name}. "
            "No weighing counts before they do. Put them on under Shift start."
        )
        raise BalanceNotFit(message)


def next_check(session: Session, card: BalanceCard, now: datetime) -> dict[str, str] | None:
    """The check weight to put on next, if any is missing."""
    missing = missing_checks(session, card, now)
    return next((w for w in card.check_weights if w["nominal"] in missing), None)


def record_check(
    unit: Unit, card: BalanceCard, nominal: str, reading: StoredReading
) -> BalanceCheck:
    """One check weight was put on: what it showed, and whether that is within its tolerance."""
    weight = next(w for w in card.check_weights if w["nominal"] == nominal)
    shown = grams(reading)
    error = abs(shown - qty(nominal).decimal)
    row = BalanceCheck(
        line=card.line,
        nominal=nominal,
        tolerance=weight["tolerance"],
        shown=f"{reading.digits} {reading.unit}",
        passed=error <= qty(weight["tolerance"]).decimal,
        reading_id=reading.id,
        at=unit.at,
        by_name=unit.by.name,
    )
    unit.write(Verb.BALANCE_CHECK_RECORD, f"balance {card.line}", row)
    return row


def grams(reading: StoredReading) -> Decimal:
    """The mass of a reading in grams, from its own digits and unit.  Raises BalanceNotFit."""
    if reading.digits is None or reading.unit not in ("g", "mg", "kg"):
        message = (
            f"The balance sent no mass in grams ({reading.refused or reading.unit}). "
            "Nothing was taken. Set the balance to grams and weigh again."
        )
        raise BalanceNotFit(message)
    return qty(Decimal(reading.digits), reading.unit).to("g").decimal
