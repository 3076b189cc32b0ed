"""The geometry of a point's chart: what was read as a line, what was not read as a gap.

Only arithmetic; templates/chart.html draws it. Places are whole units of the drawing, so that the
same readings always give the same picture.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from compounding.cleanroom.series import Series

WIDTH, HEIGHT = 1000, 280
LEFT, RIGHT, TOP, BOTTOM = 72, 28, 20, 32
SPARK_HEIGHT = 100
PADDING = Decimal("0.1")  # of the shown range, above and below
STEPS = 4  # grid lines, about

Sample = tuple[datetime, Decimal | None]
Window = tuple[datetime, datetime]


@dataclass(frozen=True)
class Tick:
    """A grid line: its place and its word."""

    place: int
    word: str


@dataclass(frozen=True)
class LimitLine:
    """A limit across the chart."""

    y: int
    word: str
    advisory: bool


@dataclass(frozen=True)
class Span:
    """A stretch of time: a gap, or a finding with its grade."""

    x: int
    width: int
    word: str
    grade: str = ""


@dataclass(frozen=True)
class DayChart:
    """Everything the template draws."""

    paths: tuple[str, ...]
    dots: tuple[tuple[int, int], ...]
    limits: tuple[LimitLine, ...]
    gaps: tuple[Span, ...]
    findings: tuple[Span, ...]
    hours: tuple[Tick, ...]
    values: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


@dataclass(frozen=True)
class Box:
    """The part of a drawing that values stand in."""

    left: int
    right: int
    top: int
    bottom: int


DAY = Box(LEFT, WIDTH - RIGHT, TOP, HEIGHT - BOTTOM)
SPARK = Box(0, WIDTH, 0, SPARK_HEIGHT)


@dataclass(frozen=True)
class Scale:
    """From instants and values to places in a box."""

    start: datetime
    end: datetime
    low: Decimal
    high: Decimal
    box: Box = DAY

    def x(self, at: datetime) -> int:
        """Kept inside the box."""
        share = (at - self.start) / (self.end - self.start)
        return round(self.box.left + max(0.0, min(1.0, share)) * (self.box.right - self.box.left))

    def y(self, value: Decimal) -> int:
        """Upwards is more."""
        share = (value - self.low) / (self.high - self.low)
        room = self.box.bottom - self.box.top
        return self.box.bottom - int((share * room).to_integral_value(ROUND_HALF_UP))


def day_chart(seen: Series, zone: ZoneInfo, until: datetime, end: datetime) -> DayChart:
    """Lay out what a point saw up to `end`; nothing is drawn after `until`, the present."""
    samples = [
        (each.agent_at, None if each.digits is None else Decimal(each.digits))
        for each in seen.readings
    ]
    gaps = [(began, min(ended, until)) for began, ended in seen.gaps if began < until]
    drawn = [value for limit in seen.limits for value in (limit.low, limit.high)]
    low, high = _range([value for _, value in samples] + drawn)
    scale = Scale(seen.start, end, low, high)
    runs = [_thinned(run, scale) for run in runs_of(samples, gaps)]
    return DayChart(
        paths=tuple(_path(run) for run in runs if len(run) > 1),
        dots=tuple(run[0] for run in runs if len(run) == 1),
        limits=_limit_lines(seen, scale),
        gaps=tuple(_span(scale, gap, "no data") for gap in gaps),
        findings=_findings(seen, scale, until),
        hours=_hours(scale, zone),
        values=_values(scale),
    )


def spark(samples: Sequence[Sample], start: datetime, end: datetime) -> tuple[str, ...]:
    """The small line of a tile, in a drawing of 1000 by 100; silence breaks it."""
    values = [value for _, value in samples if value is not None]
    if not values or start >= end:
        return ()
    low, high = _range(values)
    scale = Scale(start, end, low, high, SPARK)
    runs = [_thinned(run, scale) for run in runs_of(samples, ())]
    return tuple(_path(run) for run in runs if len(run) > 1)


def runs_of(samples: Iterable[Sample], gaps: Sequence[Window]) -> list[list[Sample]]:
    """Samples that may be joined by a line: none missing and no gap between them."""
    runs: list[list[Sample]] = [[]]
    for at, value in samples:
        before = runs[-1][-1][0] if runs[-1] else None
        broken = before is not None and any(began < at and ended > before for began, ended in gaps)
        if (value is None or broken) and runs[-1]:
            runs.append([])
        if value is not None:
            runs[-1].append((at, value))
    return [run for run in runs if run]


def _thinned(run: Sequence[Sample], scale: Scale) -> list[tuple[int, int]]:
    """First, highest, lowest and last of each column: no peak is lost and no page grows."""
    columns: dict[int, list[int]] = {}
    for at, value in run:
        if value is not None:
            columns.setdefault(scale.x(at), []).append(scale.y(value))
    thin = []
    for x, ys in columns.items():
        thin += [(x, y) for y in dict.fromkeys((ys[0], min(ys), max(ys), ys[-1]))]
    return thin


def _path(places: Sequence[tuple[int, int]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in places)


def _range(values: Iterable[Decimal | None]) -> tuple[Decimal, Decimal]:
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (Decimal(0), Decimal(1))
    room = (high - low) * PADDING or max(abs(high) * PADDING, Decimal("0.1"))
    return low - room, high + room


def _limit_lines(seen: Series, scale: Scale) -> tuple[LimitLine, ...]:
    lines = []
    for limit in seen.limits:
        if limit.low is not None:
            lines.append(LimitLine(scale.y(limit.low), f"at least {limit.low}", limit.advisory))
        if limit.high is not None:
            lines.append(LimitLine(scale.y(limit.high), f"at most {limit.high}", limit.advisory))
    return tuple(lines)


def _span(scale: Scale, window: Window, word: str, grade: str = "") -> Span:
    began, ended = scale.x(window[0]), scale.x(window[1])
    return Span(began, max(1, ended - began), word, grade)


def _findings(seen: Series, scale: Scale, until: datetime) -> tuple[Span, ...]:
    return tuple(
        _span(scale, (spell.began, spell.ended or until), spell.because, str(spell.grade.value))
        for spell in seen.spells
        if str(spell.grade.value) in {"yellow", "red"}
    )


def _hours(scale: Scale, zone: ZoneInfo) -> tuple[Tick, ...]:
    """Every third hour of a day, every day of a longer window, by the facility's clock."""
    longer = scale.end - scale.start > timedelta(hours=26)
    step = timedelta(days=1) if longer else timedelta(hours=3)
    form = "%a %d" if longer else "%H:%M"
    ticks, at = [], scale.start
    while at <= scale.end:
        ticks.append(Tick(scale.x(at), at.astimezone(zone).strftime(form)))
        at += step
    return tuple(ticks)


def _values(scale: Scale) -> tuple[Tick, ...]:
    """Round numbers up the side."""
    step = _round_step((scale.high - scale.low) / STEPS)
    value = (scale.low / step).to_integral_value() * step
    ticks = []
    while value <= scale.high:
        if value >= scale.low:
            ticks.append(Tick(scale.y(value), f"{value + 0:f}"))  # + 0: no "-0.00"
        value += step
    return tuple(ticks)


def _round_step(rough: Decimal) -> Decimal:
    """The next of 1, 2, 5 times a power of ten."""
    power = Decimal(1).scaleb(rough.adjusted())
    return next(power * n for n in (1, 2, 5, 10) if power * n >= rough)
