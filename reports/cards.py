"""Sheets of small codes: stickers for staging, the command card for the hood, badge cards.

Every field of a sheet is a code with words beside it, so that a person can read what the scanner
reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fpdf import FPDF

from reports.codes import Codes
from reports.fitting import Plan, fitted
from reports.label import strip
from reports.page import HAIRLINE, Paper, printing, put

_EDGE, _GAP = 12.0, 3.0


@dataclass(frozen=True)
class Sticker:
    """Our sticker for a container: its code (``FA-S-…``), product, lot and expiry."""

    code: str
    product: str
    lot: str
    expires: str


@dataclass(frozen=True)
class CommandField:
    """A word the person in the hood can say by a scan, and what it does."""

    code: str
    word: str
    meaning: str


@dataclass(frozen=True)
class BadgeCard:
    """A wipeable card that identifies its bearer (``FA-B-…``); it never signs alone."""

    code: str
    name: str
    role: str


Texts = tuple[tuple[str, float, bool], ...]


def staging_stickers(
    stickers: Sequence[Sticker],
    made: datetime,
    paper: Paper = Paper.LETTER,
    *,
    sample: bool = False,
) -> bytes:
    """Return sheets of stickers, three to a row."""
    fields = [
        (one.code, ((one.product, 8.0, True), (f"Lot {one.lot}", 8.0, False),
                    (f"Expires {one.expires}", 8.0, False), (one.code, 6.5, False)))
        for one in stickers
    ]  # fmt: skip
    return _sheet("Staging stickers", fields, made, paper, (3, 9, 16.0), sample=sample)


def command_card(
    commands: Sequence[CommandField], made: datetime, paper: Paper = Paper.LETTER
) -> bytes:
    """Return the card of commands, large enough to scan at arm's length."""
    fields = [(one.code, ((one.word, 20.0, True), (one.meaning, 9.0, False))) for one in commands]
    return _sheet("Command card", fields, made, paper, (2, 6, 30.0))


def badge_cards(badges: Sequence[BadgeCard], made: datetime, paper: Paper = Paper.LETTER) -> bytes:
    """Return badge cards of the size of a bank card."""
    fields = [
        (one.code, ((one.name, 12.0, True), (one.role, 9.0, False),
                    ("Identifies, never signs alone.", 6.5, False), (one.code, 6.5, False)))
        for one in badges
    ]  # fmt: skip
    return _sheet("Badge cards", fields, made, paper, (2, 4, 26.0))


def _sheet(
    title: str,
    fields: Sequence[tuple[str, Texts]],
    made: datetime,
    paper: Paper,
    grid: tuple[int, int, float],
    *,
    sample: bool = False,
) -> bytes:
    """Draw fields in a grid of columns and rows, each with a code of a side in mm."""
    columns, rows, side = grid
    with printing(paper, title, made) as pdf:
        codes = Codes(pdf)
        cell = ((pdf.w - 2 * _EDGE) / columns, (pdf.h - 2 * _EDGE - 8) / rows)
        for place, field in enumerate(fields):
            row, column = divmod(place % (columns * rows), columns)
            if row == column == 0:
                _new_sheet(pdf, title, sample=sample)
            at = (_EDGE + column * cell[0], _EDGE + 8 + row * cell[1])
            _field(pdf, codes, field, (*at, *cell), side)
        if not fields:
            _new_sheet(pdf, title, sample=sample)
        codes.prove()
        return bytes(pdf.output())


def _new_sheet(pdf: FPDF, title: str, *, sample: bool) -> None:
    pdf.add_page()
    put(pdf, (_EDGE, _EDGE - 3), title, 10, bold=1)
    if sample:
        strip(pdf, (pdf.w, pdf.h))


def _field(
    pdf: FPDF,
    codes: Codes,
    content: tuple[str, Texts],
    box: tuple[float, float, float, float],
    side: float,
) -> None:
    code, texts = content
    x, y, width, height = box
    inner = height - _GAP
    pdf.set_line_width(0.12)
    pdf.set_draw_color(HAIRLINE)
    pdf.rect(x, y, width - _GAP, inner, style="D")
    pdf.set_draw_color(0)
    codes.put(code, (x + 1.5, y + (inner - side) / 2), side)

    def compose(scale: float, top: float = y + 1.5) -> tuple[Plan, float]:
        plan = Plan(x + side + 3, top, width - _GAP - side - 4.5, scale)
        for text, size, bold in texts:
            plan.write(text, size, bold=bold)
        return plan, y + inner - 1

    fits = fitted("field", compose)
    middle, _ = compose(fits.scale, y + (inner - (fits.y - fits.top)) / 2)
    for act in middle.acts:
        act(pdf)
