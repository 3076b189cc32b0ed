"""Figures with their units, and raw frames, the way paper spells them."""

from reports.facts import Facts, as_text
from reports.words import unit_word

NBSP = "\u00a0"


def measured(value: object, unit: object = None) -> str:
    r"""Join a figure and its unit with a space that never breaks; empty without a figure.

    >>> measured("0.031", "in_wc")
    '0.031\xa0in. w.c.'
    """
    figure = as_text(value).replace(" ", NBSP)
    return f"{figure}{NBSP}{unit_word(as_text(unit))}".rstrip(NBSP) if figure else ""


def span(low: object, high: object) -> str:
    """Write a band's two ends with the unit once; empty unless both are known.

    >>> span("10.45 g", "11.31 g").replace(NBSP, " ")
    '10.45 – 11.31 g'
    """
    first, last = as_text(low), as_text(high)
    if not first or not last:
        return ""
    figure, _, unit = first.partition(" ")
    if unit and last.endswith(f" {unit}"):
        first = figure
    return f"{first} – {last}".replace(" ", NBSP)


def raw_frame(raw: str) -> str:
    r"""Spell a frame kept as hexadecimal: its text where it is text, else the bytes themselves.

    >>> raw_frame("53205320202031322e333420670d0a")
    'S S   12.34 g\\r\\n'
    """
    try:
        frame = bytes.fromhex(raw)
    except ValueError:
        return raw
    text = frame.decode("latin-1")
    if frame and all(sign.isascii() and (sign.isprintable() or sign in "\r\n\t") for sign in text):
        return text.encode("unicode_escape").decode("ascii")
    return frame.hex(" ")


def checked(figure: Facts) -> str:
    """Say whether somebody has confirmed a figure, and where it comes from."""
    by = as_text(figure.get("confirmed_by"))
    if figure.get("confirmed"):
        state = f"confirmed by {by}" if by else "confirmed"
    else:
        state = f"NOT CONFIRMED, entered by {by}" if by else "NOT CONFIRMED"
    return ", ".join(filter(None, (state, as_text(figure.get("source")))))
