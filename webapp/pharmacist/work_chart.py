"""The room during the minutes of the work, one chart for each point around the hood."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from compounding.cleanroom.places import place_and_around, points_of
from compounding.cleanroom.series import Series, series
from compounding.preparation.progress import Progress
from webapp.day_chart import DayChart, Scale, Tick, day_chart

MARGIN = timedelta(minutes=2)
STEPS = tuple(timedelta(minutes=m) for m in (1, 2, 5, 10, 15, 30, 60, 120, 240))
MOST_TICKS = 9


def work_charts(session: Session, state: Progress, zone: ZoneInfo) -> list[tuple[str, DayChart]]:
    """Empty before the work began in the hood."""
    if state.started_at is None or state.last_at is None:
        return []
    start, end = state.started_at - MARGIN, max(state.last_at, state.started_at + MARGIN)
    codes = [place.code for place in place_and_around(session, state.worksheet.hood)]
    seen = [(point.name, series(session, point, start, end)) for point in points_of(session, codes)]
    return [(name, work_chart(one, zone)) for name, one in seen]


def work_chart(seen: Series, zone: ZoneInfo) -> DayChart:
    """As the chart of a day, with its times in minutes."""
    return replace(day_chart(seen, zone, seen.end, seen.end), hours=_times(seen, zone))


def _times(seen: Series, zone: ZoneInfo) -> tuple[Tick, ...]:
    length = seen.end - seen.start
    step = next((s for s in STEPS if length / s <= MOST_TICKS), STEPS[-1])
    scale = Scale(seen.start, seen.end, Decimal(0), Decimal(1))
    ticks, at = [], seen.start.replace(second=0, microsecond=0) + timedelta(minutes=1)
    while at <= seen.end:
        ticks.append(Tick(scale.x(at), at.astimezone(zone).strftime("%H:%M")))
        at += step
    return tuple(ticks)
