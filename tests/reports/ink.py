"""Where the ink is: every line of text a paper writes, with the box it fills."""

from itertools import combinations
from typing import NamedTuple

from fpdf import FPDF

from reports.page import WATERMARK


class Line(NamedTuple):
    """A written line in mm: its sheet, its box, and the sheet's own size."""

    sheet: int
    left: float
    top: float
    right: float
    bottom: float
    width: float
    height: float
    text: str

    def is_off_the_sheet(self):
        return min(self.left, self.top) < 0 or self.right > self.width or self.bottom > self.height

    def covers(self, other):
        """Whether letters of two lines stand on each other; leading may touch."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.05
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.05
        )


def watched(monkeypatch):
    """Record every line that is written from now on."""
    lines = []
    write = FPDF.text

    def text(pdf, x, y, text=""):
        high = pdf.font_size_pt * 25.4 / 72
        box = (x, y - 0.72 * high, x + pdf.get_string_width(text), y + 0.2 * high)
        if text and text != WATERMARK:
            lines.append(Line(pdf.page, *box, pdf.w, pdf.h, text))
        write(pdf, x, y, text)

    monkeypatch.setattr(FPDF, "text", text)
    return lines


def troubles(lines):
    """Lines that leave the sheet, and pairs of lines that cover each other."""
    off = [line.text for line in lines if line.is_off_the_sheet()]
    covered = [
        (one.text, other.text)
        for one, other in combinations(lines, 2)
        if one.sheet == other.sheet and one.covers(other)
    ]
    return off + covered
