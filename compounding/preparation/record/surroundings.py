"""The room while the work was done: samples, gaps, limits, findings."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from compounding.cleanroom.places import place_and_around, points_of
from compounding.cleanroom.series import Series, series
from compounding.preparation.progress import Progress
from compounding.preparation.record.plain import utc

MARGIN = timedelta(minutes=2)


def window_of(state: Progress) -> tuple[datetime, datetime] | None:
    """The minutes of the work, from the first scan in the hood to the last act."""
    if state.started_at is None or state.last_at is None:
        return None
    return state.started_at, state.last_at


def room_card(session: Session, state: Progress) -> dict[str, Any] | None:
    """What watched the work, and what was amiss; None before the work began."""
    window = window_of(state)
    if window is None:
        return None
    start, end = window
    codes = [p.code for p in place_and_around(session, state.worksheet.hood)]
    seen = [series(session, point, start - MARGIN, end) for point in points_of(session, codes)]
    return {
        "from": utc(start),
        "to": utc(end),
        "points": [_point(one, start) for one in seen],
        "findings": [
            finding for one in seen for finding in _findings(one, start) if finding is not None
        ],
    }


def _point(one: Series, start: datetime) -> dict[str, Any]:
    limit = one.limits[0] if one.limits else None
    return {
        "code": one.point.code,
        "name": one.point.name,
        "quantity": one.point.quantity,
        "unit": one.point.unit,
        "sides": one.point.sides,
        "low": str(limit.low) if limit and limit.low is not None else None,
        "high": str(limit.high) if limit and limit.high is not None else None,
        "advisory": bool(limit and limit.advisory),
        "citation": limit.citation if limit else "",
        "unconfirmed": bool(limit and not limit.confirmed),
        "simulated": any(reading.simulated for reading in one.readings),
        "samples": [[utc(r.agent_at), r.digits] for r in one.readings],
        "gaps": [
            [utc(max(began, start)), utc(ended)] for began, ended in one.gaps if ended > start
        ],
    }


def _findings(one: Series, start: datetime) -> list[dict[str, Any]]:
    return [
        {
            "point": one.point.name,
            "grade": spell.grade.value,
            "began": utc(spell.began),
            "ended": utc(spell.ended) if spell.ended else None,
            "quantity": spell.quantity,
            "worst": str(spell.worst) if spell.worst is not None else None,
            "unit": spell.unit,
            "because": spell.because,
        }
        for spell in one.spells
        if spell.ended is None or spell.ended >= start
    ]
