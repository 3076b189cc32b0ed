"""Small drawings that still speak in greyscale: verdicts, grades, and a weight against its band."""

from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin

from fpdf import FPDF

from reports.page import HAIRLINE, INK, PALE, put, rule

Point = tuple[float, float]


@dataclass(frozen=True)
class Mark:
    """A sign with a shape of its own: fine, alarm, warning, noted, no data."""

    kind: str

    @property
    def height(self) -> float:
        """Height in mm."""
        return 4.0

    def draw(self, pdf: FPDF, at: Point, _width: float) -> None:
        """Draw the sign in the box whose top left corner is given."""
        middle = (at[0] + 1.9, at[1] + 2.05)
        pdf.set_line_width(0.3)
        _SIGNS[self.kind](pdf, middle)


def _fine(pdf: FPDF, middle: Point) -> None:
    _ring(pdf, middle)
    x, y = middle
    pdf.polyline([(x - 0.75, y), (x - 0.2, y + 0.65), (x + 0.8, y - 0.7)])


def _alarm(pdf: FPDF, middle: Point) -> None:
    x, y = middle
    turns = [pi / 8 + side * pi / 4 for side in range(8)]
    pdf.set_fill_color(INK)
    pdf.polygon([(x + 1.7 * cos(turn), y + 1.7 * sin(turn)) for turn in turns], style="F")
    pdf.set_draw_color(255)
    pdf.set_line_width(0.4)
    pdf.line(x - 0.65, y - 0.65, x + 0.65, y + 0.65)
    pdf.line(x - 0.65, y + 0.65, x + 0.65, y - 0.65)
    pdf.set_draw_color(INK)


def _warning(pdf: FPDF, middle: Point) -> None:
    x, y = middle
    pdf.polygon([(x, y - 1.6), (x + 1.75, y + 1.35), (x - 1.75, y + 1.35)], style="D")
    pdf.line(x, y - 0.6, x, y + 0.4)
    pdf.line(x, y + 0.85, x, y + 0.95)


def _noted(pdf: FPDF, middle: Point) -> None:
    x, y = middle
    pdf.set_fill_color(INK)
    pdf.ellipse(x - 0.55, y - 0.55, 1.1, 1.1, style="F")


def _missing(pdf: FPDF, middle: Point) -> None:
    pdf.set_dash_pattern(0.7, 0.55)
    _ring(pdf, middle)
    pdf.set_dash_pattern()


def _ring(pdf: FPDF, middle: Point) -> None:
    pdf.ellipse(middle[0] - 1.55, middle[1] - 1.55, 3.1, 3.1, style="D")


_SIGNS = {
    "fine": _fine,
    "alarm": _alarm,
    "warning": _warning,
    "noted": _noted,
    "no data": _missing,
}


@dataclass(frozen=True)
class Bar:
    """A net weight against its band: grey is accepted, the outer ticks are where it cannot tell."""

    net: Decimal
    expected: Decimal
    accept: tuple[Decimal, Decimal]
    tell: tuple[Decimal, Decimal]

    @property
    def height(self) -> float:
        """Height in mm."""
        return 4.6

    def draw(self, pdf: FPDF, at: Point, width: float) -> None:
        """Draw within a box of this width; a weight outside the drawn scale is an arrow."""
        left, top = at[0] + 1.5, at[1] + 0.4
        room = width - 3
        low, high = self._scale()

        def place(value: Decimal) -> float:
            part = float((value - low) / (high - low))
            return left + min(max(part, 0.0), 1.0) * room

        middle = top + 1.9
        self._zones(pdf, [place(edge) for edge in (*self.accept, *self.tell, self.expected)], top)
        rule(pdf, (left, middle), (left + room, middle))
        _net(pdf, place(self.net), middle, outside=(self.net > high) - (self.net < low))

    def _scale(self) -> tuple[Decimal, Decimal]:
        low, high = self.tell
        margin = (high - low) / 2 or Decimal(1)
        return low - margin, high + margin

    def _zones(self, pdf: FPDF, edges: list[float], top: float) -> None:
        accept_low, accept_high, tell_low, tell_high, expected = edges
        pdf.set_fill_color(PALE - 20)
        pdf.rect(accept_low, top + 0.5, accept_high - accept_low, 2.8, style="F")
        pdf.set_fill_color(INK)
        for x in (tell_low, tell_high):
            rule(pdf, (x, top + 0.5), (x, top + 3.3), HAIRLINE, 0.2)
        rule(pdf, (expected, top + 0.5), (expected, top + 3.3), 255, 0.35)


def _net(pdf: FPDF, x: float, middle: float, *, outside: int) -> None:
    pdf.set_fill_color(INK)
    if outside:
        pdf.polygon(
            [(x + outside * 1.2, middle), (x - outside, middle - 1.2), (x - outside, middle + 1.2)],
            style="F",
        )
        return
    pdf.rect(x - 0.35, middle - 1.9, 0.7, 3.8, style="F")


@dataclass(frozen=True)
class Word:
    """A bold word in a black box, for what must not be overlooked on paper without colour."""

    text: str
    size: float = 7.0

    def draw(self, pdf: FPDF, at: Point, width: float) -> None:
        """Fill the box and write the word in it, white on black."""
        pdf.set_fill_color(INK)
        pdf.rect(*at, width, self.size * 0.62, style="F")
        put(pdf, (at[0] + 1.2, at[1] + 0.05), self.text, self.size, bold=1, grey=255)
