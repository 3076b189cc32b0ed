"""The balance of a hood and its checks, in the words of a standing file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from compounding.cleanroom.balances import every_check_today
from compounding.cleanroom.models import BalanceCard

__all__ = ["balance", "checks"]

Facts = dict[str, Any]


def balance(card: BalanceCard) -> Facts:
    """What the card says."""
    return {
        "name": card.name,
        "capacity": card.capacity,
        "calibrated_until": card.calibration_due,
    }


def checks(session: Session, card: BalanceCard, now: datetime, zone: str) -> Iterator[Facts]:
    """Every check weight put on this very balance today, in the order they were."""
    for row in every_check_today(session, card, now):
        yield {
            "on": row.at.astimezone(ZoneInfo(zone)).date(),
            "nominal": row.nominal,
            "shown": row.shown,
            "tolerance": row.tolerance,
            "operator": row.by_name,
        }
