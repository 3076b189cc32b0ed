"""METTLER TOLEDO MT-SICS: what a balance of this dialect says, and how it is asked.

`parse` is pure: one terminated frame in, one answer out, or `FrameRefused`. It is strict where a
lost or altered character could make another number: the weight field has ten characters, right
aligned, without leading zeros; the unit is one this record knows. The answer to SI and SIR is
named S. An `I4 A` line nobody asked for means that the balance has restarted: zero and tare are
lost. `S S Error 10b` looks like a stable weight and is a fault of the electronics.
"""

import re

from sensors.balances.answer import (
    Answer,
    Done,
    NoWeight,
    Said,
    Tare,
    Trouble,
    Weighed,
    not_of_this_protocol,
    text_of,
    weight_of,
)
from sensors.errors import FrameRefused
from sensors.reading import Printed

_WEIGHT = re.compile(r"(S|TI|T|TA) ([SDA]) ([ \d.-]{10}) (\S+)", re.ASCII)
_DIGITS = re.compile(r" *(-?(?:0|[1-9]\d*)(?:\.\d+)?)", re.ASCII)
_FAULT = re.compile(r"S S Error (\d{1,2})([bt])", re.ASCII)
_FAULTS = {
    1: "start",
    2: "brand",
    3: "checksum of the program",
    9: "option",
    10: "memory",
    11: "parts that do not fit together",
    12: "parts exchanged while switched on",
    14: "modules that do not fit together",
    15: "adjustment needed",
}
_SAID = re.compile(r'(I\d{1,2}|C[0-3]|M\d{1,2}) ([AB])(?: (\d))?((?: "[^"]*")*)', re.ASCII)
_QUOTED = re.compile(r'"([^"]*)"')
_STATES = {"S": "SD", "T": "S", "TI": "SD", "TA": "A"}
_SHORT = {"ES": Trouble.SYNTAX, "ET": Trouble.TRANSMISSION, "EL": Trouble.LOGICAL}
_NO_WEIGHT = {
    "I": Trouble.BUSY,
    "+": Trouble.OVERLOAD,
    "-": Trouble.UNDERLOAD,
    "L": Trouble.PARAMETER,
}
_NO_WEIGHT_COMMANDS = frozenset({"S", "Z", "ZI", "T", "TI", "TA", "TAC", "@"})
_DONE = {
    "Z A": None,
    "ZI S": True,
    "ZI D": False,
    "TAC A": None,
    "T A": None,  # as KERN's dialect says it
    "D A": None,
    "DW A": None,
    "K A": None,
}


def parse(raw: bytes) -> Answer:
    """Read one frame with its CR LF, or raise `FrameRefused` with the reason."""
    text = text_of(raw)
    if text in _SHORT:
        return NoWeight("", _SHORT[text])
    if text in _DONE:
        return Done(text.split(" ")[0], _DONE[text])
    if fault := _FAULT.fullmatch(text):
        detail = _FAULTS.get(int(fault[1]), "")
        return NoWeight("S", Trouble.ELECTRONICS, fault[1], fault[2], detail=detail)
    if weight := _WEIGHT.fullmatch(text):
        return _weighed(weight, raw)
    if said := _SAID.fullmatch(text):
        return Said(said[1], tuple(_QUOTED.findall(said[4])), said[3] or "", said[2] == "B")
    return _no_weight(text, raw)


def _weighed(found: re.Match[str], raw: bytes) -> Weighed | Tare:
    command, state, field, unit = found.groups()
    digits = _DIGITS.fullmatch(field)
    if state not in _STATES[command] or digits is None:
        reason = "The line resembles a weight and is not written as one; it was not used."
        raise FrameRefused(reason, raw)
    weight = weight_of(raw, Printed(digits[1], unit, state != "D"))
    return Weighed(weight) if command == "S" else Tare(command, weight)


def _no_weight(text: str, raw: bytes) -> NoWeight:
    command, _, sign = text.partition(" ")
    known = command in _NO_WEIGHT_COMMANDS or re.fullmatch(r"DW|K|[ICMD]\d{0,2}", command)
    if known and sign in _NO_WEIGHT:
        return NoWeight(command, _NO_WEIGHT[sign])
    raise not_of_this_protocol(raw)
