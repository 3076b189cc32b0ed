"""RADWAG: a frame of mass in fixed columns, and one letter for everything else.

The maker prints the frame of mass with 20 characters (name in 1-3, stability in 5, sign in 7,
number in 8-16, unit in 18-20) and, for older terminals, with 19 (stability in 4, sign in 6, number
in 7-15, unit in 17-19); an example with 18 has a number of eight. All three are read, each in its
own columns. `A` means understood and under way, `D` done, `I` not now, `E` no stable weight in
time, `^` and `v` outside the range.
"""

import re

from sensors.balances.answer import (
    Answer,
    Begun,
    Done,
    NoWeight,
    Said,
    Trouble,
    Weighed,
    not_of_this_protocol,
    text_of,
    weight_of,
)
from sensors.errors import FrameRefused
from sensors.reading import Printed

_NAME = r"(SUI|SU|SI|S)"
# Length of the frame without CR LF → its columns.
_FRAMES = {
    20: re.compile(rf"(?={_NAME} )[A-Z ]{{3}} ([ ?^v]) ([ -])([ \d.]{{9}}) ([ -~]{{3}})"),
    19: re.compile(rf"(?={_NAME} )[A-Z ]{{3}}([ ?^v]) ([ -])([ \d.]{{9}}) ([ -~]{{3}})"),
    18: re.compile(rf"(?={_NAME} )[A-Z ]{{3}}([ ?^v]) ([ -])([ \d.]{{8}}) ([ -~]{{3}})"),
}
_NUMBER = re.compile(r" *((?:0|[1-9]\d*)(?:\.\d+)?)", re.ASCII)
_UNIT = re.compile(r"(\S*) *", re.ASCII)
_SAID = re.compile(r'([A-Z]{2,3}\d?) A "([^"]*)"', re.ASCII)
_SIGN = re.compile(r"([A-Z]{1,3}\d?) (A|D|I|E|\^|v|OK)", re.ASCII)
_NO_WEIGHT = {
    "I": Trouble.BUSY,
    "E": Trouble.UNSTABLE,
    "^": Trouble.OVERLOAD,
    "v": Trouble.UNDERLOAD,
}


def parse(raw: bytes) -> Answer:
    """Read one frame with its CR LF, or raise `FrameRefused` with the reason."""
    text = text_of(raw)
    columns = _FRAMES.get(len(text))
    if columns and (mass := columns.fullmatch(text)):
        return _mass(mass, raw)
    if text == "ES":
        return NoWeight("", Trouble.SYNTAX)
    if said := _SAID.fullmatch(text):
        return Said(said[1], (said[2],))
    if sign := _SIGN.fullmatch(text):
        return _signed(sign[1], sign[2])
    raise not_of_this_protocol(raw)


def _signed(command: str, sign: str) -> Answer:
    if sign == "A":
        return Begun(command)
    if sign in {"D", "OK"}:
        return Done(command)
    return NoWeight(command, _NO_WEIGHT[sign])


def _mass(found: re.Match[str], raw: bytes) -> Weighed | NoWeight:
    command, marker, sign, field, unit = found.groups()
    if marker in _NO_WEIGHT:
        return NoWeight(command, _NO_WEIGHT[marker])
    number, name = _NUMBER.fullmatch(field), _UNIT.fullmatch(unit)
    if number is None or name is None:
        reason = "The line resembles a weight and is not written as one; it was not used."
        raise FrameRefused(reason, raw)
    printed = Printed(sign.strip() + number[1], name[1], marker != "?")
    return Weighed(weight_of(raw, printed), width=len(found[0]))
