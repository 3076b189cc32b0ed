"""First Air's own codes: what stands on our stickers, labels, hoods, badges and command cards.

A code is `FA-`, a letter for the kind, `-`, and a body of capital letters, digits and inner
hyphens. In a symbol it travels as a GS1 element string with the company-internal identifier 91,
so no product can ever be taken for one of ours.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from sensors.errors import CodeNotMade

INTERNAL = "91"  # GS1 application identifier for information internal to a company
_BODY = r"[A-Z0-9](?:[A-Z0-9-]{0,38}[A-Z0-9])?"
_CODE = re.compile(rf"FA-([SWLHBC])-({_BODY})", re.ASCII)


class Order(StrEnum):
    """What a command card can say."""

    NEXT = "NEXT"
    CONFIRM = "CONFIRM"
    STOP = "STOP"
    CALL = "CALL"
    HOLD = "HOLD"
    REWEIGH = "REWEIGH"
    REWORK = "REWORK"
    OTHER = "OTHER"
    WASTE = "WASTE"
    WITNESS = "WITNESS"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Sticker:
    """A container's own sticker, given at staging."""

    code: str


@dataclass(frozen=True)
class WorkLabel:
    """The label a bag wears while it is being made."""

    code: str


@dataclass(frozen=True)
class FinalLabel:
    """The label a finished bag wears."""

    code: str


@dataclass(frozen=True)
class Hood:
    """The place where the work is done."""

    code: str


@dataclass(frozen=True)
class Badge:
    """A person's badge: it identifies, it never authenticates alone."""

    code: str


@dataclass(frozen=True)
class Command:
    """A word from the command card."""

    order: Order


Own = Sticker | WorkLabel | FinalLabel | Hood | Badge | Command

_KINDS: dict[str, type[Sticker | WorkLabel | FinalLabel | Hood | Badge]] = {
    "S": Sticker,
    "W": WorkLabel,
    "L": FinalLabel,
    "H": Hood,
    "B": Badge,
}


def read_code(text: str) -> Own | None:
    """Read a code text, with or without its identifier 91; None when it is not one of ours.

    >>> read_code("FA-S-000123")
    Sticker(code='FA-S-000123')
    >>> read_code("91FA-C-NEXT")
    Command(order=<Order.NEXT: 'NEXT'>)
    """
    found = _CODE.fullmatch(text.removeprefix(INTERNAL))
    if found is None:
        return None
    letter, body = found.groups()
    if letter == "C":
        return Command(Order(body)) if body in Order.__members__ else None
    return _KINDS[letter](found[0])


def _make(letter: str, body: str) -> str:
    code = f"FA-{letter}-{body}"
    if read_code(code) is None:
        message = (
            f"{body!r} cannot stand in one of our codes. Nothing is printed. Use up to 40 capital "
            "letters, digits and inner hyphens."
        )
        raise CodeNotMade(message)
    return code


def sticker_code(body: str) -> str:
    """Make the text of a container sticker."""
    return _make("S", body)


def work_label_code(body: str) -> str:
    """Make the text of a work label."""
    return _make("W", body)


def final_label_code(body: str) -> str:
    """Make the text of a final label."""
    return _make("L", body)


def hood_code(body: str) -> str:
    """Make the text of a hood's sign."""
    return _make("H", body)


def badge_code(body: str) -> str:
    """Make the text of a badge."""
    return _make("B", body)


def command_code(order: Order) -> str:
    """Make the text of one field of the command card."""
    return _make("C", order.value)
