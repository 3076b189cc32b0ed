"""May this reading enter a step?  Live, settled, from the right balance, of a load of its own."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import NoReturn

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from compounding.cleanroom.balances import grams
from compounding.cleanroom.models import BalanceCard, BalanceCheck, StoredReading
from compounding.cleanroom.places import facility
from compounding.cleanroom.readings import AHEAD, age, between, newest
from compounding.ledger.unit import Unit
from compounding.preparation.errors import WeightNotTaken
from compounding.preparation.models import Act
from compounding.preparation.recipe import Step
from formulas.quantity import Quantity, show

LIVE = timedelta(seconds=10)
LOOK_BACK = timedelta(hours=1)
EMPTY_PAN = Decimal("0.05")  # grams either side of zero: an empty pan, or it is not


def usable_reading(unit: Unit, balance: BalanceCard, reading_id: int) -> StoredReading:
    """A live, settled reading of this hood's own balance that no dose has used.

    Raises WeightNotTaken with the reason.
    """
    reading = unit.session.get(StoredReading, reading_id)
    if reading is None or reading.line != balance.line or reading.quantity != "mass":
        _not_taken("The reading is not one of this hood's balance.")
    if not reading.settled or reading.refused or reading.digits is None:
        _not_taken("The weight was not settled.")
    if balance.serial and reading.device != balance.serial:
        _not_taken(f"The balance answered as {reading.device}, not as {balance.serial}.")
    if reading.simulated and not facility(unit.session).sample:
        _not_taken("The balance is a simulated one; only a sample facility may use it.")
    if age(reading, unit.at) > LIVE:
        _not_taken("The reading is more than 10 seconds old.")
    if age(reading, unit.at) < -AHEAD:
        _not_taken("The reading comes from the future: the agent's clock is ahead.")
    latest = newest(unit.session, balance.line, "mass", unit.at)
    if latest is not None and latest.id != reading.id and not _same(latest, reading):
        _not_taken("The balance has said something else since.")
    if Decimal(reading.digits) < 0:
        _not_taken("The gross weight is negative: the balance's zero is off.")
    _require_fresh_load(unit.session, balance, reading)
    return reading


def _same(latest: StoredReading, reading: StoredReading) -> bool:
    return latest.settled and latest.digits == reading.digits and latest.unit == reading.unit


def _require_fresh_load(session: Session, balance: BalanceCard, reading: StoredReading) -> None:
    """The pan was seen empty since the last weighing, check, restart or lost line.

    So this is a load of its own, on a balance whose zero has been seen.
    """
    last = _last_used(session, balance.line)
    if last is not None and last.id >= reading.id:
        _not_taken("This reading, or a later one, was taken already.")
    since = reading.agent_at - LOOK_BACK
    since = max(since, last.agent_at) if last is not None else since
    event = newest(session, balance.line, "event", reading.agent_at)
    since = max(since, event.agent_at) if event is not None else since
    seen = between(session, balance.line, "mass", since, reading.agent_at)
    later = [r for r in seen if r.id != reading.id and not r.refused and r.digits is not None]
    if not any(r.settled and abs(grams(r)) <= EMPTY_PAN for r in later):
        _not_taken("The pan was not seen empty since the balance was last used or restarted.")


def _last_used(session: Session, line: str) -> StoredReading | None:
    """The newest reading of a balance that any dose, or a check of the balance, has used."""
    used = select(Act.reading_id).where(Act.reading_id.is_not(None))
    checked = select(BalanceCheck.reading_id)
    return session.scalars(
        select(StoredReading)
        .where(
            StoredReading.line == line,
            or_(StoredReading.id.in_(used), StoredReading.id.in_(checked)),
        )
        .order_by(StoredReading.id.desc())
        .limit(1)
    ).first()


def require_plausible(step: Step, gross: Quantity) -> None:
    """Raises WeightNotTaken where the object in hand cannot weigh so much or so little."""
    if step.plausible is None:
        return
    low, high = step.plausible
    if not low <= gross <= high:
        _not_taken(
            f"{show(gross, 2)} is not a weight of the {step.object}, "
            f"which lies between {show(low)} and {show(high)}."
        )


def _not_taken(what: str) -> NoReturn:
    message = f"{what} No weight was taken; nothing changed. Clear the pan and weigh again."
    raise WeightNotTaken(message)
