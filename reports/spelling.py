"""Figures with their units, and small facts as a sentence, the way paper spells them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from reports.facts import Facts, LocalTime, as_text
from reports.words import unit_word

NBSP = "\u00a0"


def measured(value: object, unit: object) -> str:
    r"""Join a figure and its unit with a space that never breaks; empty without a figure.

    >>> measured("0.031", "in_wc")
    '0.031\xa0in. w.c.'
    """
    figure = as_text(value)
    return f"{figure}{NBSP}{unit_word(as_text(unit))}".rstrip(NBSP) if figure else ""


def span(low: object, high: object) -> str:
    """Write a band's two ends; empty unless both are known."""
    return f"{low} – {high}" if as_text(low) and as_text(high) else ""


def sentence(value: object, local: LocalTime) -> str:
    """Spell any small fact of the record with the words of its keys, instants in local time."""
    if isinstance(value, Mapping):
        return ", ".join(filter(None, (_clause(key, part, local) for key, part in value.items())))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(filter(None, (sentence(part, local) for part in value)))
    text = as_text(value)
    return local.second(text) if _is_instant(text) else text


def _clause(key: str, value: object, local: LocalTime) -> str:
    said = sentence(value, local)
    return f"{key.replace('_', ' ')} {said}" if said else ""


def _is_instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


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


def checked(facts: Facts | None) -> str:
    """Say whether somebody has confirmed a figure, and where it comes from."""
    if not facts:
        return ""
    by = as_text(facts.get("confirmed_by"))
    state = f"confirmed by {by}" if by else "confirmed"
    state = state if facts.get("confirmed") else "NOT CONFIRMED"
    return ", ".join(filter(None, (state, as_text(facts.get("source")))))
