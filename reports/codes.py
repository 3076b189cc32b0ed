"""Codes on paper: drawn as rectangles, and read back from those rectangles before anyone prints.

What is read back is the page that was made, not the symbol it was made from: a code that was
scaled wrongly, covered by a black box or drawn twice is found here.
"""

import re
from dataclasses import dataclass

import zxingcpp
from fpdf import FPDF
from PIL import Image, ImageDraw

from reports.errors import CodeNotReadable
from reports.page import INK
from sensors.codes import INTERNAL
from sensors.symbol import QUIET, Symbol, draw

_RECTANGLE = re.compile(rb"([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re (?:f|B)\b")
_PIXELS = 20  # a mm, when a printed code is read back
_POINTS = 72 / 25.4  # a mm


@dataclass(frozen=True)
class _Placed:
    """A code on a sheet, with its quiet zone, in mm from the top left corner."""

    code: str
    sheet: int
    x: float
    y: float
    side: float


class Codes:
    """The codes of one document."""

    def __init__(self, pdf: FPDF) -> None:
        self._pdf = pdf
        self._placed: list[_Placed] = []

    def put(self, code: str, at: tuple[float, float], side: float) -> None:
        """Draw a code with its quiet zone in a square of `side` mm."""
        symbol = draw(code)
        module = side / symbol.side
        self._pdf.set_fill_color(INK)
        for row, start, length in _runs(symbol):
            x, y = at[0] + (QUIET + start) * module, at[1] + (QUIET + row) * module
            self._pdf.rect(x, y, length * module, module, style="F")
        self._placed.append(_Placed(code, self._pdf.page, *at, side))

    def prove(self) -> None:
        """Read every code back from its sheet; raises CodeNotReadable when one differs."""
        for placed in self._placed:
            found = self._read(placed)
            if found != ("]d2", INTERNAL + placed.code):
                raise CodeNotReadable(placed.code, found[1] or "")

    def _read(self, placed: _Placed) -> tuple[str, str]:
        side = round(placed.side * _PIXELS)
        image = Image.new("L", (side, side), 255)
        ink = ImageDraw.Draw(image)
        for x, y, width, height in self._rectangles(placed.sheet):
            left, right = _pixels(x - placed.x, width)
            top, bottom = _pixels(y - placed.y, height)
            if max(left, top) < side and min(right, bottom) >= 0:
                ink.rectangle((left, top, right, bottom), fill=0)
        grey = memoryview(image.tobytes()).cast("B", (side, side))
        seen = zxingcpp.read_barcodes(grey)
        if len(seen) != 1:
            return "", ""
        return seen[0].symbology_identifier, seen[0].bytes.decode("latin-1")

    def _rectangles(self, sheet: int) -> list[tuple[float, float, float, float]]:
        """Every filled rectangle of a sheet in mm, from what stands in the document itself."""
        content = self._pdf.pages[sheet].contents
        drawn = content if isinstance(content, bytes | bytearray) else b""
        height = self._pdf.h
        found = []
        for numbers in _RECTANGLE.findall(drawn):
            x, bottom, wide, high = (float(number) / _POINTS for number in numbers)
            found.append((x, height - max(bottom, bottom + high), wide, abs(high)))
        return found


def _pixels(start: float, length: float) -> tuple[int, int]:
    """First and last pixel of a stretch in mm; neighbours meet without a gap."""
    return round(start * _PIXELS), round((start + length) * _PIXELS) - 1


def _runs(symbol: Symbol) -> list[tuple[int, int, int]]:
    """Dark modules joined along each row: row, first column, how many."""
    runs = []
    for row, modules in enumerate(symbol.modules):
        start = 0
        while start < len(modules):
            length = 0
            while start + length < len(modules) and modules[start + length]:
                length += 1
            if length:
                runs.append((row, start, length))
            start += length or 1
    return runs
