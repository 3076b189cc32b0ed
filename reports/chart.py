"""The room in a picture: each point's readings, its limits, and gaps drawn as gaps.

Black ink first; a limit is dashed, a gap is shaded and says "no data". The same readings give
the same bytes: no date, no random identifiers.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.ticker import MaxNLocator

from reports.errors import UnusableSeries
from reports.fonts import REGULAR
from reports.glyphs import printable
from reports.words import unit_word

FONT = "First Air Sans"  # named, so that no font of the same family on the machine stands in
fontManager.ttflist.append(FontEntry(fname=str(REGULAR), name=FONT, size="scalable"))
mpl.rcParams["font.family"] = FONT
mpl.rcParams["svg.hashsalt"] = "firstair"
mpl.rcParams["axes.unicode_minus"] = True

_METADATA = re.compile(rb"<metadata>.*?</metadata>", re.DOTALL)
_INCH = 25.4
_PANEL, _AXIS, _TITLE_LINE = 17.0, 6.0, 3.6  # heights in mm
_LEFT, _RIGHT = 11.0, 21.0
_MOST_TICKS = 10
_WORDS_NEED = 0.02  # of the width
_STEPS = (
    *(timedelta(minutes=step) for step in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)),
    *(timedelta(days=step) for step in (1, 2, 7, 14, 28, 56)),
)
INK, SOFT, HAIRLINE = "#15202b", "#4a5a68", "#7d8b98"


@dataclass(frozen=True)
class Trace:
    """One point's readings over a time, with its limits; without a title none is drawn."""

    title: str
    low: Decimal | None
    high: Decimal | None
    samples: Sequence[tuple[datetime, Decimal | None]]
    gaps: Sequence[tuple[datetime, datetime]] = ()


def trace_of(point: Mapping[str, Any]) -> Trace:
    """Read a point of a record's room."""
    low, high = point.get("low"), point.get("high")
    return Trace(
        title=title_of(point),
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        samples=[(_instant(at), _value(value)) for at, value in point.get("samples") or ()],
        gaps=[(_instant(began), _instant(ended)) for began, ended in point.get("gaps") or ()],
    )


def title_of(point: Mapping[str, Any]) -> str:
    """Name a point with its quantity, its unit and the two sides of its pressure."""
    name = point.get("name") or point.get("code")
    parts = (name, point.get("quantity"), unit_word(str(point.get("unit") or "")))
    return " · ".join(str(part) for part in (*parts, point.get("sides")) if part)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _value(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def room_chart(
    traces: Sequence[Trace], start: datetime, end: datetime, zone: str, *, width_mm: float = 186
) -> Figure:
    """Draw one panel per point over the same time, labelled in the facility's own zone."""
    if not start < end:
        raise UnusableSeries.backwards()
    titles = ["\n".join(textwrap.wrap(printable(trace.title), 110)) for trace in traces]
    heads = [_TITLE_LINE * (title.count("\n") + 1) if title else 1.0 for title in titles]
    height = sum(heads) + len(traces) * (_PANEL + _AXIS)
    figure = Figure(figsize=(width_mm / _INCH, height / _INCH))
    below = height
    for trace, title, head in zip(traces, titles, heads, strict=True):
        below -= head + _PANEL
        box = (_LEFT / width_mm, below / height, 1 - (_LEFT + _RIGHT) / width_mm, _PANEL / height)
        panel = figure.add_axes(box)
        panel.set_title(title, loc="left", fontsize=6.5, color=INK, pad=2.5, parse_math=False)
        _panel(panel, trace, start, end)
        _time_axis(panel, start, end, ZoneInfo(zone))
        below -= _AXIS
    return figure


def day_chart(traces: Sequence[Trace], day: date, zone: str, *, width_mm: float = 186) -> Figure:
    """Draw one local day, which has 23 or 25 hours when the clocks change."""
    place = ZoneInfo(zone)
    start = datetime.combine(day, time(), place)
    end = datetime.combine(day + timedelta(days=1), time(), place)
    return room_chart(traces, start, end, zone, width_mm=width_mm)


def as_svg(figure: Figure) -> bytes:
    """Return the drawing as SVG with its letters as outlines, so it needs no font."""
    out = BytesIO()
    figure.savefig(out, format="svg", facecolor="none", metadata={"Date": None, "Creator": None})
    return _METADATA.sub(b"", out.getvalue())


def as_png(figure: Figure, dpi: int = 150) -> bytes:
    """Return the drawing as PNG."""
    out = BytesIO()
    figure.savefig(out, format="png", dpi=dpi, metadata={"Software": None})
    return out.getvalue()


def _panel(panel: Axes, trace: Trace, start: datetime, end: datetime) -> None:
    for stretch in _stretches(trace, start, end):
        panel.plot(
            [_seconds(start, at) for at, _ in stretch],
            [float(value) for _, value in stretch],
            color=INK,
            linewidth=0.8,
            marker="." if len(stretch) == 1 else "",
            markersize=2.5,
        )
    for began, ended in trace.gaps:
        edges = _seconds(start, max(began, start)), _seconds(start, min(ended, end))
        _gap(panel, *edges, whole=_seconds(start, end))
    for limit, word in ((trace.low, "low"), (trace.high, "high")):
        if limit is not None:
            _limit(panel, limit, word)
    _dress(panel, _seconds(start, end))


def _dress(panel: Axes, seconds: float) -> None:
    panel.set_xlim(0, seconds)
    panel.patch.set_visible(False)
    panel.margins(y=0.18)
    panel.yaxis.set_major_locator(MaxNLocator(nbins=3))
    panel.tick_params(labelsize=6, colors=SOFT, length=2, width=0.4, pad=1.5)
    panel.spines[["top", "right"]].set_visible(False)
    panel.spines[["left", "bottom"]].set(color=HAIRLINE, linewidth=0.5)


def _seconds(start: datetime, at: datetime) -> float:
    return (at.astimezone(UTC) - start.astimezone(UTC)).total_seconds()


def _stretches(
    trace: Trace, start: datetime, end: datetime
) -> list[list[tuple[datetime, Decimal]]]:
    """Part the readings where there was none, so that no line bridges a gap."""
    stretches: list[list[tuple[datetime, Decimal]]] = [[]]
    last: datetime | None = None
    for at, value in trace.samples:
        if not start <= at <= end:
            continue
        crossed = last is not None and any(last <= gap[0] and gap[1] <= at for gap in trace.gaps)
        if value is None or crossed:
            stretches.append([])
        if value is not None:
            stretches[-1].append((at, value))
        last = at
    return [stretch for stretch in stretches if stretch]


def _gap(panel: Axes, began: float, ended: float, *, whole: float) -> None:
    """Shade a gap; its words stand only where they cover no reading beside it."""
    if began >= ended:
        return
    panel.axvspan(began, ended, facecolor="#e6e6e6", edgecolor="none", linewidth=0)
    for edge in (began, ended):
        panel.axvline(edge, color=SOFT, linewidth=0.6, linestyle=(0, (1, 1.5)))
    if ended - began < whole * _WORDS_NEED:
        return
    panel.text(
        (began + ended) / 2,
        0.5,
        "no data",
        fontsize=5.5,
        color=INK,
        ha="center",
        va="center",
        rotation=90,
        transform=panel.get_xaxis_transform(),
    )


def _limit(panel: Axes, limit: Decimal, word: str) -> None:
    panel.axhline(float(limit), color=INK, linewidth=0.6, linestyle=(0, (4, 2.5)))
    panel.annotate(
        f"{word} {limit:f}",
        (1.004, float(limit)),
        xycoords=panel.get_yaxis_transform(),
        fontsize=6,
        color=INK,
        va="center",
        annotation_clip=False,
        parse_math=False,
    )


def _time_axis(panel: Axes, start: datetime, end: datetime, zone: ZoneInfo) -> None:
    marks = list(ticks(start, end, zone))
    panel.set_xticks([_seconds(start, at) for at, _ in marks], [text for _, text in marks])


def ticks(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, str]]:
    """Give at most ten round local times within the window, each with its text."""
    step = next((step for step in _STEPS if (end - start) / step <= _MOST_TICKS), (end - start) / 8)
    text = "%H:%M" if step < timedelta(days=1) else "%Y-%m-%d"
    base = datetime.combine(start.astimezone(zone).date(), time(), zone)
    for count in range(int((end - base) / step) + 2):
        at = (base + count * step).astimezone(UTC)  # wall-clock steps: 03:00 stays 03:00
        if start <= at <= end:
            yield at, at.astimezone(zone).strftime(text)
