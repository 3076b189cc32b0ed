"""Sartorius SBI: lines of 16 and of 22 characters, both with their CR LF.

The shorter line is a sign, the number right-aligned up to column 10, column 11, and a unit of
three characters; the longer one has six characters in front that say what the number is. A blank
unit means that the pan moves, so no weight is made of it. Square brackets hold the digits that
are not verified by law. `ESC P` asks for a line, and nothing acknowledges a command.
"""

import re

from sensors.balances.answer import (
    Answer,
    NoWeight,
    Said,
    Tare,
    Trouble,
    Weighed,
    gross_of,
    not_of_this_protocol,
    text_of,
    weight_of,
)
from sensors.errors import FrameRefused
from sensors.reading import Printed

_SHORT, _LONG = 14, 20  # characters without CR LF
_BODY = re.compile(r"([+\- ])([ \d.\[]{9})([ \]])([ -~]{3})", re.ASCII)
_NUMBER = re.compile(r" *((?:0|[1-9]\d*)(?:\.\d+)?)", re.ASCII)
_UNVERIFIED = re.compile(r"[\d.]*\[(\d[\d.]*)\]", re.ASCII)
_FAULT = re.compile(r"(?:ERR|Err) +(\d{2,3})|((?:APP|DIS|PRT)\.ER)", re.ASCII)
_FAULTS = {  # recalled
    "APP.ER": "load too light for the application",
    "DIS.ER": "value too long for the display",
    "PRT.ER": "output blocked",
}
_STATES = {
    "H": Trouble.OVERLOAD,
    "High": Trouble.OVERLOAD,
    "L": Trouble.UNDERLOAD,
    "Low": Trouble.UNDERLOAD,
    "C": Trouble.CALIBRATING,
    "Cal.": Trouble.CALIBRATING,
    "--": Trouble.BUSY,
    "- -": Trouble.BUSY,
}
_IDENTITY = re.compile(r"(Model|Mod\.|SerNo\.|Ser\.no\.?|Vers\.) +(\S[ -~]*?) *", re.ASCII)
_NET = frozenset({"", "N", "N1"})
_GROSS = frozenset({"G", "G#"})
_TARE = frozenset({"T", "T1", "T2"})
_NAMED = {"Qnt": "a count of pieces", "Prc": "a percentage"}


def parse(raw: bytes) -> Answer:
    """Read one line with its CR LF, or raise `FrameRefused` with the reason."""
    text = text_of(raw)
    if identity := _IDENTITY.fullmatch(text):
        return Said(identity[1], (identity[2],))
    if len(text) not in {_SHORT, _LONG}:
        raise not_of_this_protocol(raw)
    name, body = text[:-_SHORT].rstrip(), text[-_SHORT:]
    if name == "Stat" or not any(sign.isdigit() for sign in body) or _FAULT.search(body):
        return _state(name, body.strip(), raw)
    return _value(name, body, raw)


def _state(name: str, said: str, raw: bytes) -> NoWeight:
    if name in {"", "Stat"}:
        if fault := _FAULT.fullmatch(said):
            code = fault[1] or fault[2]
            return NoWeight("", Trouble.ELECTRONICS, code, detail=_FAULTS.get(code, ""))
        if said in _STATES:
            return NoWeight("", _STATES[said], said if said.startswith("-") else "")
    raise not_of_this_protocol(raw)


def _value(name: str, body: str, raw: bytes) -> Weighed | Tare | NoWeight:
    found = _BODY.fullmatch(body)
    if found is None:
        raise not_of_this_protocol(raw)
    sign, field, closing, unit = found.groups()
    digits, unverified = _digits(field, closing, raw)
    printed = Printed(("-" if sign == "-" else "") + digits, unit.rstrip(), bool(unit.strip()))
    if name in _NAMED:
        reason = f"This is {_NAMED[name]}, not a mass. Set the balance to weigh in g."
        raise FrameRefused(reason, raw, why="unknown-unit", printed=printed)
    if name not in _NET | _GROSS | _TARE:
        reason = f"The balance calls this value {name}, which is not known here; it was not used."
        raise FrameRefused(reason, raw, why="unknown-value", printed=printed)
    if not printed.unit:
        return NoWeight("", Trouble.UNSTABLE, printed=printed.digits)
    if name in _TARE:
        return Tare(name, weight_of(raw, printed))
    make = gross_of if name in _GROSS else weight_of
    return Weighed(make(raw, printed), unverified)


def _digits(field: str, closing: str, raw: bytes) -> tuple[str, int]:
    """Give the number and how many of its digits stand in brackets."""
    text = (field + closing).rstrip()
    bracketed = _UNVERIFIED.fullmatch(text.lstrip()) if closing == "]" else None
    unverified = sum(sign.isdigit() for sign in bracketed[1]) if bracketed else 0
    bare = text.replace("[", "").replace("]", "") if bracketed else field
    number = _NUMBER.fullmatch(bare)
    if number is None or (closing == "]" and bracketed is None):
        reason = "The line resembles a weight and is not written as one; it was not used."
        raise FrameRefused(reason, raw)
    return number[1], unverified
