"""Fit texts on a label: a smaller size where needed, a clear refusal where it does not help.

On a label nothing is cut short and no word is broken in two.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from fpdf import FPDF

from reports.errors import DoesNotFit
from reports.glyphs import printable, width_mm
from reports.marks import Word
from reports.page import INK, line_height, put, rule
from reports.wrapping import pieces, wrap

SCALES = (1.0, 0.94, 0.88, 0.82, 0.76)
_AIR = 1.0  # mm between two texts side by side


@dataclass
class Plan:
    """Texts with their places on a label of one scale, before a drop of ink."""

    left: float
    top: float
    width: float
    scale: float
    y: float = 0.0
    whole: bool = True
    texts: list[str] = field(default_factory=list)
    acts: list[Callable[[FPDF], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.y = self.top

    def write(self, text: str, size: float, *, bold: bool = False) -> None:
        """Add a text of any length below what is there."""
        size *= self.scale
        shown = printable(text)
        self.texts.append(shown)
        for line in wrap(shown, self.width, lambda part: width_mm(part, size, bold=bold)):
            self.acts.append(_writing((self.left, self.y), line, size, bold=bold))
            self.y += line_height(size)
        self.whole &= all(width_mm(word, size, bold=bold) <= self.width for word in pieces(shown))

    def cells(self, texts: tuple[str, ...], starts: tuple[float, ...], size: float) -> None:
        """Add texts side by side, each from its share of the width to the next one's."""
        size *= self.scale
        ends = (*starts[1:], 1.0)
        top, below = self.y, self.y
        for text, start, end in zip(map(printable, texts), starts, ends, strict=True):
            self.texts.append(text)
            x, width = self.left + start * self.width, (end - start) * self.width - _AIR
            y = top
            for line in wrap(text, width, lambda part: width_mm(part, size)):
                self.acts.append(_writing((x, y), line, size, bold=False))
                y += line_height(size)
            below = max(below, y)
            self.whole &= all(width_mm(word, size) <= width for word in pieces(text))
        self.y = below

    def boxes(self, words: tuple[str, ...], size: float) -> None:
        """Add words in black boxes, side by side."""
        size *= self.scale
        x, height = self.left, size * 0.62 + 1
        for word in map(printable, words):
            self.texts.append(word)
            width = width_mm(word, size, bold=True) + 2.4
            if x + width > self.left + self.width and x > self.left:
                x, self.y = self.left, self.y + height
            self.whole &= width <= self.width
            self.acts.append(_boxing(Word(word, size), (x, self.y), width))
            x += width + 1.5
        self.y += height if words else 0

    def rule(self, above: float = 0.6, below: float = 0.6) -> None:
        """Add a line over the whole width."""
        y = self.y + above * self.scale
        end = self.left + self.width
        self.acts.append(lambda pdf: rule(pdf, (self.left, y), (end, y), INK))
        self.y = y + below * self.scale

    def skip(self, height: float) -> None:
        """Leave this much air, in mm."""
        self.y += height * self.scale


def _writing(
    at: tuple[float, float], line: str, size: float, *, bold: bool
) -> Callable[[FPDF], None]:
    return lambda pdf: put(pdf, at, line, size, bold=int(bold))


def _boxing(word: Word, at: tuple[float, float], width: float) -> Callable[[FPDF], None]:
    return lambda pdf: word.draw(pdf, at, width)


def fitted(name: str, compose: Callable[[float], tuple[Plan, float]]) -> Plan:
    """Return the plan of the largest scale that fits.

    `compose` plans the label at a scale and says down to which y it may reach. Raises DoesNotFit.
    """
    longest = ""
    for scale in SCALES:
        plan, bottom = compose(scale)
        if plan.whole and plan.y <= bottom:
            return plan
        longest = max(plan.texts, key=len, default="")
    raise DoesNotFit(name, longest)
