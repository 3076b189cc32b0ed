"""The daily check of a balance: the check weight that is asked for, taken as it settles."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import NoReturn

from sqlalchemy import select

from compounding.cleanroom.balances import checks_today, grams, next_check, record_check
from compounding.cleanroom.errors import BalanceNotFit
from compounding.cleanroom.models import BalanceCard, BalanceCheck, StoredReading
from compounding.cleanroom.readings import AHEAD, age, newest
from compounding.ledger.unit import Unit
from formulas.quantity import qty

LIVE = timedelta(seconds=10)
NEAR = Decimal("0.02")  # of the nominal mass: farther off, it is another thing that lies there


def check_offered(unit: Unit, card: BalanceCard, reading_id: int) -> BalanceCheck | None:
    """Record the reading as today's next check, if the weight that is asked for lies on the pan.

    None while something else or nothing lies there, or all weights have passed.
    Raises BalanceNotFit where the reading is not a live, settled one of this balance.
    """
    reading = _live(unit, card, reading_id)
    weight = next_check(unit.session, card, unit.at)
    if weight is None or _was_taken(unit, card, weight["nominal"], reading):
        return None
    nominal = qty(weight["nominal"]).decimal
    if abs(grams(reading) - nominal) > nominal * NEAR:
        return None
    return record_check(unit, card, weight["nominal"], reading)


def _live(unit: Unit, card: BalanceCard, reading_id: int) -> StoredReading:
    reading = unit.session.get(StoredReading, reading_id)
    if reading is None or (reading.line, reading.quantity) != (card.line, "mass"):
        _refuse("The reading is not one of this balance.")
    if card.serial and reading.device != card.serial:
        _refuse(f"The balance answered as {reading.device}, not as {card.serial}.")
    if not reading.settled or reading.refused or age(reading, unit.at) > LIVE:
        _refuse("The weight was not settled, or is more than 10 seconds old.")
    if age(reading, unit.at) < -AHEAD:
        _refuse("The reading comes from the future: the agent's clock is ahead.")
    latest = newest(unit.session, card.line, "mass", unit.at)
    if latest is not None and latest.digits != reading.digits:
        _refuse("The balance has said something else since.")
    return reading


def _was_taken(unit: Unit, card: BalanceCard, nominal: str, reading: StoredReading) -> bool:
    """Whether this load was recorded already: nothing else was seen since a failed check."""
    failed = checks_today(unit.session, card, unit.at).get(nominal)
    if failed is None:
        return False
    last = unit.session.get_one(StoredReading, failed.reading_id)
    since = unit.session.scalars(
        select(StoredReading.digits).where(
            StoredReading.line == card.line,
            StoredReading.quantity == "mass",
            StoredReading.id > last.id,
            StoredReading.id <= reading.id,
        )
    )
    return all(digits == last.digits for digits in since)


def _refuse(what: str) -> NoReturn:
    message = f"{what} No check was recorded. Clear the pan, then put the weight on."
    raise BalanceNotFit(message)
