"""Break texts into lines without losing a character."""

import re
from collections.abc import Callable

_UNIT = r"(?:mL|L|k?g|mc?g|mEq|mmol|mOsm|units?|h|hours?|min|s|days?|°C|%|in\.)(?![A-Za-z])"
_PIECES = re.compile(rf" *[^ ]+(?:(?<=\d) (?={_UNIT})[^ ]+)*| +")


def wrap(text: str, room: float, measure: Callable[[str], float]) -> list[str]:
    """Return the lines that fit the room; a word longer than a line is broken where it must be.

    >>> wrap("swirl until clear", 12, len)
    ['swirl until', 'clear']
    >>> wrap("ABCDEFGH", 3, len)
    ['ABC', 'DEF', 'GH']

    A figure stays with its unit.

    >>> wrap("in water 1,000 mL", 15, len)
    ['in water', '1,000 mL']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _paragraph(paragraph, room, measure)
    return lines


def pieces(text: str) -> list[str]:
    """Return what a line never breaks inside of: words, and figures with their units."""
    return [piece.strip(" ") for piece in _PIECES.findall(text)]


def _paragraph(text: str, room: float, measure: Callable[[str], float]) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in _PIECES.findall(text):
        if measure(line + piece) <= room:
            line += piece
            continue
        if line:
            lines.append(line)
        *full, line = _broken(piece.lstrip(" "), room, measure)
        lines += full
    return [*lines, line]


def _broken(word: str, room: float, measure: Callable[[str], float]) -> list[str]:
    parts: list[str] = []
    part = ""
    for sign in word:
        if part and measure(part + sign) > room:
            parts.append(part)
            part = ""
        part += sign
    return [*parts, part]
