"""The balance of a hood and its checks, in the words of a standing file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.cleanroom.models import BalanceCard, BalanceCheck

__all__ = ["balance", "checks"]

Facts = dict[str, Any]


def card_of(session: Session, hood: str) -> BalanceCard | None:
    """The balance that stands in a hood, if one does."""
    rows = select(BalanceCard).where(BalanceCard.hood == hood).order_by(BalanceCard.id.desc())
    return session.scalars(rows.limit(1)).first()


def balance(card: BalanceCard) -> Facts:
    """What the card says."""
    return {
        "name": card.name,
        "capacity": card.capacity,
        "calibrated_until": card.calibration_due,
    }


def checks(session: Session, card: BalanceCard, now: datetime, zone: str) -> Iterator[Facts]:
    """Every check weight put on today, in the order they were."""
    place = ZoneInfo(zone)
    rows = session.scalars(
        select(BalanceCheck).where(BalanceCheck.line == card.line).order_by(BalanceCheck.id)
    )
    for row in rows:
        if row.at <= now and row.at.astimezone(place).date() == now.astimezone(place).date():
            yield {
                "on": row.at.astimezone(place).date(),
                "nominal": row.nominal,
                "shown": row.shown,
                "tolerance": row.tolerance,
                "operator": row.by_name,
            }
