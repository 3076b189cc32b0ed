"""Letter or A4 sheets in black ink: header, footer, cursor, headings and paragraphs.

Everything is placed by hand, so that no library decides what is cut off, and the same record
gives the same bytes on every run.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from fpdf import FPDF
from fpdf.fonts import TTFFont

from reports.fonts import BOLD, REGULAR
from reports.glyphs import POINT_MM, printable, width_mm
from reports.seal import Seal, Unsealed
from reports.wrapping import wrap

INK, SOFT, HAIRLINE, PALE = 0, 80, 130, 225  # greys of black ink, 0 is full black
TITLE, HEADING, BODY, SMALL, TINY = 15.0, 10.5, 8.5, 7.0, 6.0  # type sizes in points
MARGIN = 15.0
LEADING = 1.38
WATERMARK = "SAMPLE – NOT FOR PATIENT USE"


class Paper(StrEnum):
    """The sheets that printers hold."""

    LETTER = "letter"
    A4 = "a4"


@contextmanager
def printing(paper: Paper | tuple[float, float], title: str, made: datetime) -> Iterator[FPDF]:
    """Open an empty document with our font; nothing in it changes between runs."""
    pdf = _blank(paper, title, made)
    try:
        yield pdf
    finally:
        for font in pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.close()  # a refused label must not leave the font's file open


def _blank(paper: Paper | tuple[float, float], title: str, made: datetime) -> FPDF:
    pdf = FPDF(unit="mm", format=str(paper) if isinstance(paper, Paper) else paper)
    pdf.set_creation_date(made)
    pdf.set_title(printable(title))
    pdf.set_creator("First Air")
    pdf.set_lang("en-US")
    pdf.set_auto_page_break(auto=False)
    pdf.add_font("DejaVu", "", REGULAR)
    pdf.add_font("DejaVu", "B", BOLD)
    return pdf


def line_height(size: float) -> float:
    """Distance of two baselines in mm."""
    return size * POINT_MM * LEADING


def put(pdf: FPDF, at: tuple[float, float], text: str, size: float, **style: int) -> None:
    """Write one printable line; `at` is the top left corner of its line box in mm.

    Style: bold=1, grey=0..255.
    """
    x, top = at
    pdf.set_font("DejaVu", "B" if style.get("bold") else "", size)
    pdf.set_text_color(style.get("grey", INK))
    baseline = top + line_height(size) / 2 + size * POINT_MM * 0.36
    pdf.text(x, baseline, text)
    pdf.set_text_color(INK)


def rule(
    pdf: FPDF,
    start: tuple[float, float],
    end: tuple[float, float],
    grey: int = HAIRLINE,
    width: float = 0.12,
) -> None:
    """Draw a line and leave the pen black."""
    pdf.set_line_width(width)
    pdf.set_draw_color(grey)
    pdf.line(*start, *end)
    pdf.set_draw_color(INK)


class Page:
    """A paper under way: it keeps the cursor `y` and turns the sheet when one is full."""

    def __init__(
        self, pdf: FPDF, title: str, number: str, seal: Seal | Unsealed, *, sample: bool
    ) -> None:
        self.pdf = pdf
        self.title, self.number = printable(title), printable(number)
        self.left, self.right = MARGIN, self.pdf.w - MARGIN
        self.width = self.right - self.left
        self.bottom = self.pdf.h - 24
        self.top = 19.0
        self.y = self.top
        self._seal, self._sample = seal, sample
        self.footnote = ""
        self.turn()

    def turn(self) -> None:
        """Begin a new sheet."""
        self.pdf.add_page()
        if self._sample:
            self._watermark()
        self.y = self.top

    def need(self, height: float) -> None:
        """Turn the sheet unless this much height is left on it."""
        if self.y + height > self.bottom and self.y > self.top:
            self.turn()

    def skip(self, height: float) -> None:
        """Leave this much air, in mm."""
        self.y += height

    def line(self, text: str, size: float = BODY, *, x: float | None = None, **style: int) -> None:
        """Write one line that is known to fit, and move below it."""
        put(self.pdf, (self.left if x is None else x, self.y), text, size, **style)
        self.y += line_height(size)

    def write(self, text: str, size: float = BODY, *, indent: float = 0, **style: int) -> None:
        """Write a text of any length, wrapped between the margins and over sheets."""
        bold = bool(style.get("bold"))
        room = self.width - indent
        for piece in wrap(printable(text), room, lambda t: width_mm(t, size, bold=bold)):
            self.need(line_height(size))
            self.line(piece, size, x=self.left + indent, **style)

    def heading(self, text: str, *, keep: float = 22) -> None:
        """Write a section heading with its rule, never alone at the foot of a sheet."""
        self.need(4.5 + line_height(HEADING) + keep)
        self.skip(0 if self.y == self.top else 4.5)
        self.pdf.start_section(printable(text), strict=False)
        self.line(printable(text), HEADING, bold=1)
        rule(self.pdf, (self.left, self.y + 0.2), (self.right, self.y + 0.2), INK, 0.25)
        self.skip(1.8)

    def picture(self, svg: bytes, height: float, alt: str) -> None:
        """Place a drawing over the whole width."""
        self.need(height)
        self.pdf.image(
            BytesIO(svg), x=self.left, y=self.y, w=self.width, h=height, alt_text=printable(alt)
        )
        self.y += height

    def finish(self) -> bytes:
        """Write header and footer on every sheet, now that their number is known."""
        count = self.pdf.page
        for sheet in range(1, count + 1):
            self.pdf.page = sheet
            self.pdf.set_font("DejaVu", "", BODY + 0.01)  # another size, so the font is named anew
            self._header(sheet, count)
            self._footer()
        return bytes(self.pdf.output())

    def _header(self, sheet: int, count: int) -> None:
        put(self.pdf, (self.left, 10), self.title, BODY, bold=1)
        room = self.width - width_mm(self.title, BODY, bold=True) - 6
        text = f"{self.number}   ·   page {sheet} of {count}"
        self._flush_right(10, text, BODY * min(1, room / width_mm(text, BODY)))
        rule(self.pdf, (self.left, 15.2), (self.right, 15.2), INK, 0.25)

    def _flush_right(self, top: float, text: str, size: float, **style: int) -> None:
        width = width_mm(text, size, bold=bool(style.get("bold")))
        put(self.pdf, (self.right - width, top), text, size, **style)

    def _footer(self) -> None:
        top = self.pdf.h - 20.5
        rule(self.pdf, (self.left, top), (self.right, top))
        for row, text in enumerate(self._seal.lines):
            put(self.pdf, (self.left, top + 1.2 + row * 3.1), text, TINY, grey=SOFT)
        self._flush_right(top + 1.2, self.footnote, TINY, bold=1)

    def _watermark(self) -> None:
        """Pale and below the text, so that it hides nothing."""
        size = 38.0
        width = width_mm(WATERMARK, size, bold=True)
        middle_x, middle_y = self.pdf.w / 2, self.pdf.h / 2
        with self.pdf.rotation(52, x=middle_x, y=middle_y):
            put(self.pdf, (middle_x - width / 2, middle_y - 10), WATERMARK, size, bold=1, grey=232)
