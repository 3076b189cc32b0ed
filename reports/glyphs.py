"""Which characters the shipped font can show, how wide they are, and what stands for the others.

A sign that cannot be shown, or that would change how its neighbours are read (direction marks,
invisible joiners, stacked accents), is printed as its code point, e.g. ``[U+202E]``. Scripts
written from right to left are printed that way too: reordering them wrongly would be worse.
"""

import re
import unicodedata
from functools import lru_cache

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

from reports.fonts import BOLD, REGULAR

POINT_MM = 25.4 / 72
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Me"})
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")


@lru_cache(maxsize=2)
def _widths(*, bold: bool) -> dict[int, float]:
    """Advance of every character of the font, in parts of the type size."""
    with TTFont(BOLD if bold else REGULAR) as font:
        advances = font["hmtx"].metrics
        per_em = font["head"].unitsPerEm
        return {code: advances[name][0] / per_em for code, name in font.getBestCmap().items()}


def _shown(sign: str) -> str:
    if sign == "\n":
        return sign
    if sign == "\t":
        return "    "
    hidden = unicodedata.category(sign) in _HIDDEN
    backwards = unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT
    if hidden or backwards or ord(sign) not in _widths(bold=False):
        return f"[U+{ord(sign):04X}]"
    return sign


def _unmasked(word: re.Match[str]) -> str:
    """Cyrillic letters hidden in a Latin word look alike and are not: show their code points."""
    text = word.group()
    if not _LATIN.search(text):
        return text
    return _CYRILLIC.sub(lambda letter: f"[U+{ord(letter.group()):04X}]", text)


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """Return the text with every character that paper cannot show truthfully spelt out.

    >>> printable("Zoë\u200b 5")
    'Zoë[U+200B] 5'
    """
    one_form = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(map(_shown, _WORD.sub(_unmasked, one_form)))


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """Width of an already printable text at a type size in points."""
    widths = _widths(bold=bold)
    return sum(widths[ord(sign)] for sign in text) * size * POINT_MM
