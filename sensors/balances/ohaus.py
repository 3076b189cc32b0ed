"""OHAUS: a number right-aligned, its unit, a question mark while it moves, and a legend.

The width of the number differs between manuals and models (nine to twelve characters), so the
line is read by its pattern. The question mark also stands below the smallest weight allowed. A
legend is read: a total is not what lies on the pan, a negative gross is nobody's weight. `ES`
answers an unknown command, and a stable weight that did not come within forty seconds.
"""

import re

from sensors.balances.answer import (
    NO_UNIT,
    Answer,
    Done,
    NoWeight,
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

_NARROWEST, _WIDEST = 9, 12
_LINE = re.compile(
    r"( *-?(?:0|[1-9]\d*)(?:\.\d+)?) ([A-Za-z%]{1,5}) *(\??)(?: +([ -~]*\S))? *", re.ASCII
)
_NUMBER_ALONE = re.compile(r" *(-?\d+(?:\.\d+)?) *\?? *", re.ASCII)
_CLOCK = re.compile(r"\d\d:\d\d:\d\d", re.ASCII)
_RANGE = re.compile(r" *(over|under) ?load *", re.IGNORECASE | re.ASCII)
_FAULT = re.compile(r" *Err(?:or)? *(\d+(?:\.\d+)?) *", re.IGNORECASE | re.ASCII)
_GROSS = frozenset({"G", "B/G", "GROSS"})
_TARE = frozenset({"T", "TARE"})
_NET = frozenset({"", "N", "NET"})


def parse(raw: bytes) -> Answer:
    """Read one line with its CR LF, or raise `FrameRefused` with the reason."""
    text = text_of(raw)
    if line := _LINE.fullmatch(text):
        return _value(line, raw)
    if text == "ES":
        return NoWeight("", Trouble.SYNTAX)
    if text == "OK!":
        return Done("")
    if beyond := _RANGE.fullmatch(text):
        over = beyond[1].lower() == "over"
        return NoWeight("", Trouble.OVERLOAD if over else Trouble.UNDERLOAD)
    if fault := _FAULT.fullmatch(text):
        return NoWeight("", Trouble.ELECTRONICS, fault[1])
    if number := _NUMBER_ALONE.fullmatch(text):
        printed = Printed(number[1], stable="?" not in text)
        raise FrameRefused(NO_UNIT, raw, why="no-unit", printed=printed)
    raise not_of_this_protocol(raw)


def _value(found: re.Match[str], raw: bytes) -> Weighed | Tare:
    field, unit, moving, legend = found.groups()
    if not _NARROWEST <= len(field) <= _WIDEST:
        reason = "The number stands in a field of another width: characters were lost on the way."
        raise FrameRefused(reason, raw)
    printed = Printed(field.strip(), unit, not moving)
    name = (legend or "").upper()
    if name in _TARE:
        return Tare("PT", weight_of(raw, printed))
    if name in _GROSS:
        return Weighed(gross_of(raw, printed), width=len(field))
    if name in _NET or _CLOCK.fullmatch(name):
        return Weighed(weight_of(raw, printed), width=len(field))
    reason = f"The line carries the legend {legend}: it is not what lies on the pan."
    raise FrameRefused(reason, raw, why="not-the-pan", printed=printed)
