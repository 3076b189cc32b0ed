"""Readings of a room as CSV: what the probe sent, what was shown, and every gap as its own row.

Text cells are always quoted and disarmed, so that a spreadsheet never runs them; numbers are
typed and stand bare, so that a negative pressure stays a number.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from heapq import merge
from itertools import chain
from zoneinfo import ZoneInfo

from reports.glyphs import printable
from reports.words import unit_word

BOM = "\ufeff".encode()
_STARTS = "=+\\-@|%＝＋－＠\t\r\n"
_ACTIVE = re.compile(rf"^(?=\W*[{_STARTS}])|(?<=[,;\t|\"'])(?=[{_STARTS}])")


@dataclass(frozen=True)
class Measured:
    """One reading: the digits as the probe sent them, and the value as screens showed it."""

    at: datetime
    raw: Decimal | None
    shown: Decimal | None
    note: str = ""


@dataclass(frozen=True)
class Gap:
    """A time without readings; `ended` is None while it lasts."""

    began: datetime
    ended: datetime | None
    because: str


@dataclass(frozen=True)
class Series:
    """The readings and gaps of one point, each in order of time."""

    code: str
    name: str
    quantity: str
    unit: str
    readings: Sequence[Measured]
    gaps: Sequence[Gap] = ()


Cell = str | Decimal | None


def monitoring_csv(
    series: Sequence[Series], filter_text: str, zone: str, *, bom: bool = False
) -> bytes:
    """Return the whole export; `filter_text` says in words what was asked for."""
    return b"".join(monitoring_lines(series, filter_text, zone, bom=bom))


def monitoring_lines(
    series: Sequence[Series], filter_text: str, zone: str, *, bom: bool = False
) -> Iterator[bytes]:
    """Give the export line by line, for a long one that is sent while it is written."""
    if bom:
        yield BOM
    yield _line([f"# Filter: {filter_text}"])
    yield _line([f"# Times: UTC, and local to {zone}. A gap is a row of its own, without a value."])
    units = list(dict.fromkeys(_unit(one) for one in series))
    yield _line(_headings(units, zone))
    for one in series:
        for row in _rows(one, units, ZoneInfo(zone)):
            yield _line(row)


def _unit(series: Series) -> str:
    return f"{series.quantity} ({unit_word(series.unit)})"


def _headings(units: list[str], zone: str) -> list[Cell]:
    values = chain.from_iterable((f"{unit}, raw", f"{unit}, shown") for unit in units)
    times = ("time (UTC)", f"time ({zone})", "until (UTC)", f"until ({zone})")
    return ["row", "point", "name", *times, *values, "note"]


def _rows(series: Series, units: list[str], zone: ZoneInfo) -> Iterator[list[Cell]]:
    readings = ((one.at, _reading(series, one, units, zone)) for one in series.readings)
    gaps = ((one.began, _gap(series, one, units, zone)) for one in series.gaps)
    return (row for _, row in merge(readings, gaps, key=lambda pair: pair[0]))


def _reading(series: Series, one: Measured, units: list[str], zone: ZoneInfo) -> list[Cell]:
    values: list[Cell] = [None] * (2 * len(units))
    place = 2 * units.index(_unit(series))
    values[place : place + 2] = [one.raw, one.shown]
    times = (*_times(one.at, zone), None, None)
    return ["reading", series.code, series.name, *times, *values, one.note]


def _gap(series: Series, one: Gap, units: list[str], zone: ZoneInfo) -> list[Cell]:
    ended = _times(one.ended, zone) if one.ended else ("still open", "still open")
    times = (*_times(one.began, zone), *ended)
    values: list[Cell] = [None] * (2 * len(units))
    return ["gap", series.code, series.name, *times, *values, one.because]


def _times(at: datetime, zone: ZoneInfo) -> tuple[str, str]:
    utc = at.astimezone(UTC).isoformat(timespec="auto").replace("+00:00", "Z")
    return utc, at.astimezone(zone).isoformat(timespec="auto")


def _line(cells: Sequence[Cell]) -> bytes:
    return (",".join(map(_cell, cells)) + "\r\n").encode()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return f'"{disarmed(cell)}"'


def disarmed(text: str) -> str:
    """Return the text as it may stand between quotes: doubled quotes, nothing that runs.

    >>> disarmed("=1+1")
    "'=1+1"
    >>> disarmed("buffer room, -0.010 is the limit")
    'buffer room, -0.010 is the limit'
    """
    one_line = printable(text).replace("\n", " ")
    return _ACTIVE.sub("'", one_line).replace('"', '""')
