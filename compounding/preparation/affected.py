"""From a room's bad minutes to the doses that were being made in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from compounding.cleanroom.places import place_and_around
from compounding.preparation.models import Act, Worksheet


def affected_by(
    session: Session, place_code: str, start: datetime, end: datetime
) -> list[Worksheet]:
    """The worksheets made at this place, or in a hood within it, in any minute of [start, end].

    Work lasts from the first scan in the hood to the last act.
    """
    began = (
        select(Act.worksheet_id, func.min(Act.id).label("first"))
        .where(Act.kind == "begin", Act.outcome == "accept")
        .group_by(Act.worksheet_id)
        .subquery()
    )
    sheets = session.scalars(
        select(Worksheet).join(began, began.c.worksheet_id == Worksheet.id).order_by(Worksheet.id)
    )
    return [
        sheet
        for sheet in sheets
        if place_code in {p.code for p in place_and_around(session, sheet.hood)}
        and _overlaps(session, sheet, start, end)
    ]


def _overlaps(session: Session, sheet: Worksheet, start: datetime, end: datetime) -> bool:
    begin = session.scalars(
        select(Act.at).where(Act.worksheet_id == sheet.id, Act.kind == "begin").order_by(Act.id)
    ).first()
    last = session.scalars(
        select(Act.at).where(Act.worksheet_id == sheet.id).order_by(Act.id.desc()).limit(1)
    ).first()
    return begin is not None and last is not None and begin <= end and last >= start
