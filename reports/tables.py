"""Tables with hairlines; figures stand on their decimal point; rows may run over sheets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Protocol

from fpdf import FPDF

from reports.glyphs import printable, width_mm
from reports.page import INK, PALE, SMALL, SOFT, Page, line_height, put, rule
from reports.wrapping import wrap

GUTTER = 2.2
_NUMBER = re.compile(r"[+\-−]?[\d,]*\d")


class Drawing(Protocol):
    """A cell that is drawn instead of written."""

    @property
    def height(self) -> float:
        """Height in mm."""

    def draw(self, pdf: FPDF, at: tuple[float, float], width: float, /) -> None:
        """Draw with the top left corner at a place in mm."""


class Kind(StrEnum):
    """How the cells of a column stand."""

    TEXT = "text"
    STRONG = "strong"
    FIGURE = "figure"


@dataclass(frozen=True)
class Column:
    """A column's heading, its share of the width, and how its cells stand."""

    heading: str
    share: float
    kind: Kind = Kind.TEXT


Cell = str | Drawing


class Table:
    """Rows below a heading that is repeated on every sheet."""

    def __init__(self, page: Page, columns: Sequence[Column], size: float = SMALL + 0.5) -> None:
        self._page, self._columns, self._size = page, columns, size
        whole = sum(column.share for column in columns)
        unit = (page.width + GUTTER) / whole
        self._widths = [column.share * unit - GUTTER for column in columns]
        self._step = line_height(size)
        self._points: list[float] = []
        self._bare = not any(column.heading for column in columns)

    def write(self, rows: Sequence[Sequence[Cell]], none: str = "None.") -> None:
        """Write all rows, or say that there are none."""
        if not rows:
            self._page.write(none, self._size, grey=SOFT)
            return
        self._points = [self._point(place, rows) for place in range(len(self._columns))]
        cells = [self._wrapped(row) for row in rows]
        self._page.need(self._head_height() + min(self._height(cells[0]), 40))
        self._head()
        for row in cells:
            self._row(row)

    def _point(self, place: int, rows: Sequence[Sequence[Cell]]) -> float:
        """Where the decimal point of a column stands: far enough right for every figure."""
        if self._columns[place].kind is not Kind.FIGURE:
            return 0.0
        texts = [printable(cell) for row in rows if isinstance(cell := row[place], str)]
        after = max((self._measure(_split(text)[1], place) for text in texts), default=0.0)
        return max(self._widths[place] - after, 0.0)

    def _wrapped(self, row: Sequence[Cell]) -> list[list[str] | Drawing]:
        return [
            wrap(printable(cell), self._widths[place], partial(self._measure, place=place))
            if isinstance(cell, str)
            else cell
            for place, cell in enumerate(row)
        ]

    def _measure(self, text: str, place: int) -> float:
        bold = self._columns[place].kind is Kind.STRONG
        return width_mm(text, self._size, bold=bold)

    def _height(self, row: list[list[str] | Drawing]) -> float:
        return max(
            len(cell) * self._step if isinstance(cell, list) else cell.height for cell in row
        )

    def _headings(self) -> list[list[str]]:
        return [
            wrap(column.heading, width, lambda t: width_mm(t, self._size - 0.5, bold=True))
            for column, width in zip(self._columns, self._widths, strict=True)
        ]

    def _head_height(self) -> float:
        if self._bare:
            return 0.0
        return max(map(len, self._headings())) * line_height(self._size - 0.5) + 1.4

    def _head(self) -> None:
        if self._bare:
            return
        page, size = self._page, self._size - 0.5
        bottom = page.y + self._head_height() - 1.4
        for place, lines in enumerate(self._headings()):
            top = bottom - len(lines) * line_height(size)
            for text in lines:
                x = self._x(place)
                if self._columns[place].kind is Kind.FIGURE:
                    x += self._widths[place] - width_mm(text, size, bold=True)
                put(page.pdf, (x, top), text, size, bold=1, grey=SOFT)
                top += line_height(size)
        page.y = bottom + 0.5
        rule(page.pdf, (page.left, page.y), (page.right, page.y), INK, 0.2)
        page.skip(0.9)

    def _x(self, place: int) -> float:
        return self._page.left + sum(self._widths[:place]) + place * GUTTER

    def _row(self, row: list[list[str] | Drawing]) -> None:
        height = self._height(row)
        if self._page.y + height > self._page.bottom:
            self._turn_for(height)
        start = 0
        while True:
            fits = max(int((self._page.bottom - self._page.y) / self._step), 1)
            self._lines(row, start, fits)
            start += fits
            if start >= max(len(cell) if isinstance(cell, list) else 1 for cell in row):
                break
            self._turn()
        self._page.skip(0.55)
        rule(
            self._page.pdf,
            (self._page.left, self._page.y),
            (self._page.right, self._page.y),
            PALE - 45,
            0.1,
        )
        self._page.skip(0.65)

    def _turn_for(self, height: float) -> None:
        """A row goes over whole; only one taller than a sheet begins where it stands."""
        if height < self._page.bottom - self._page.top - self._head_height():
            self._turn()

    def _turn(self) -> None:
        self._page.turn()
        self._head()

    def _lines(self, row: list[list[str] | Drawing], start: int, count: int) -> None:
        tallest = 0.0
        for place, cell in enumerate(row):
            at = (self._x(place), self._page.y)
            if isinstance(cell, list):
                part = cell[start : start + count]
                self._texts(part, place)
                tallest = max(tallest, len(part) * self._step)
            elif start == 0:
                cell.draw(self._page.pdf, at, self._widths[place])
                tallest = max(tallest, cell.height)
        self._page.y += tallest

    def _texts(self, lines: list[str], place: int) -> None:
        column, top = self._columns[place], self._page.y
        for text in lines:
            x = self._x(place)
            if column.kind is Kind.FIGURE:
                x += self._figure_start(text, place)
            style = {"bold": 1} if column.kind is Kind.STRONG else {}
            put(self._page.pdf, (x, top), text, self._size, **style)
            top += self._step

    def _figure_start(self, text: str, place: int) -> float:
        """Right-align on the decimal point; a text too wide for that begins at the left."""
        before = self._measure(_split(text)[0], place)
        start = self._points[place] - before
        return min(max(start, 0.0), max(self._widths[place] - self._measure(text, place), 0.0))


def _split(text: str) -> tuple[str, str]:
    """Part a figure at its decimal point: what is left of it, and the rest with the unit."""
    number = _NUMBER.match(text)
    if number is None:
        return text, ""
    return number.group(), text[number.end() :]


def pairs(page: Page, rows: Sequence[tuple[str, str]], share: float = 0.24) -> None:
    """Write facts as a word and its value, one below the other, without headings."""
    Table(page, (Column("", share), Column("", 1 - share))).write(rows)
