"""A&D: the standard format of fifteen characters, and what else these balances answer.

`ST,+00123.45  g`: header, comma, sign, eight characters of number, unit right-aligned in three.
The header is judged first, because `OL,+9999999E+19` would pass for a number. The numbers-only
format says neither unit nor stability and is refused, as is a count. On a shared line an answer
begins with `@` and the number of the balance.
"""

import re

from sensors.balances.answer import (
    NO_UNIT,
    Answer,
    Done,
    NoWeight,
    Said,
    Tare,
    Trouble,
    Weighed,
    not_of_this_protocol,
    plain,
    text_of,
    weight_of,
)
from sensors.errors import FrameRefused
from sensors.reading import Printed

ACKNOWLEDGED = b"\x06"
_ADDRESS = re.compile(r"@(\d\d)", re.ASCII)
_FIELD = r"([+-](?=[\d.]{8}(?![\d.]))\d+(?:\.\d+)?)"  # a sign and eight characters of number
_VALUE = re.compile(rf"(ST|US|QT),{_FIELD}(?=.{{3}}$)( *\S*)", re.ASCII)
_OUTSIDE = re.compile(r"OL,([+-])9999999E\+19|SI([+-])", re.ASCII)
_NUMBERS_ONLY = re.compile(_FIELD, re.ASCII)
_OTHER_FORMAT = re.compile(r"(?:WT|US|QT|SD?)? *[+-]? *\d+(?:\.\d+)? *[A-Za-z%]*", re.ASCII)
_TARE = re.compile(rf"PT,{_FIELD}(?=.{{3}}$)( *\S*)", re.ASCII)
_SAID = re.compile(r"(SN|TN|ID),([ -~]*\S) *", re.ASCII)
_ERROR = re.compile(r"EC,(E\d\d)", re.ASCII)
_ERRORS = {
    "E00": (Trouble.TRANSMISSION, "communication"),
    "E01": (Trouble.SYNTAX, "undefined command"),
    "E02": (Trouble.BUSY, "not ready"),
    "E03": (Trouble.TRANSMISSION, "time is over"),
    "E04": (Trouble.TRANSMISSION, "too many characters"),
    "E06": (Trouble.SYNTAX, "form of the command"),
    "E07": (Trouble.PARAMETER, "value of the setting"),
    "E11": (Trouble.UNSTABLE, "no stable weight"),
    "E17": (Trouble.ELECTRONICS, "internal weight"),
    "E20": (Trouble.ELECTRONICS, "calibration weight too heavy"),
    "E21": (Trouble.ELECTRONICS, "calibration weight too light"),
}


def parse(raw: bytes) -> Answer:
    """Read one frame with its CR LF, or raise `FrameRefused` with the reason."""
    text = text_of(raw, ACKNOWLEDGED)
    if text in {ACKNOWLEDGED.decode(), "AK"}:
        return Done("")
    if ACKNOWLEDGED.decode() in text:
        raise not_of_this_protocol(raw)
    address = found[1] if (found := _ADDRESS.match(text)) else ""
    body = text[3:] if address else text
    if value := _VALUE.fullmatch(body):
        return _weighed(value, address, raw)
    return _no_weight(body, raw)


def _weighed(found: re.Match[str], address: str, raw: bytes) -> Weighed:
    header, digits, unit = found.groups()
    printed = Printed(plain(digits), unit.strip(), header != "US")
    if header == "QT":
        reason = "This is a count of pieces, not a mass. Set the balance to weigh in g."
        raise FrameRefused(reason, raw, why="unknown-unit", printed=printed)
    return Weighed(weight_of(raw, printed), address=address)


def _no_weight(body: str, raw: bytes) -> Answer:
    if outside := _OUTSIDE.fullmatch(body):
        above = "+" in (outside[1], outside[2])
        return NoWeight("", Trouble.OVERLOAD if above else Trouble.UNDERLOAD)
    if error := _ERROR.fullmatch(body):
        trouble, detail = _ERRORS.get(error[1], (Trouble.ELECTRONICS, ""))
        return NoWeight("", trouble, error[1], detail=detail)
    if tare := _TARE.fullmatch(body):
        printed = Printed(plain(tare[1]), tare[2].strip(), stable=True)
        return Tare("PT", weight_of(raw, printed))
    if said := _SAID.fullmatch(body):
        return Said(said[1], (said[2],))
    if _NUMBERS_ONLY.fullmatch(body):
        raise FrameRefused(NO_UNIT, raw, why="no-unit", printed=Printed(plain(body)))
    if _OTHER_FORMAT.fullmatch(body):
        reason = (
            "This is one of A&D's other formats, without a sure sign of stability. Set the output "
            "to the A&D standard format; the value was not used."
        )
        raise FrameRefused(reason, raw, why="no-stability")
    raise not_of_this_protocol(raw)
