"""What a balance can say, whatever its dialect: a weight, a reason for none, or about itself.

Each family has one module whose `parse` turns a terminated frame into one of these answers or
raises `FrameRefused`; nothing here knows a family.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from sensors.errors import FrameRefused
from sensors.reading import MASS_UNITS, Printed, Weight

PARTIAL = "The line has no end yet; a partial line is never a weight."
NO_UNIT = (
    "The line holds a number and nothing else: neither its unit nor its stability is said. Set the "
    "balance to print both; the value was not used."
)


class Trouble(StrEnum):
    """Lawful answers that carry no weight."""

    BUSY = "busy"
    UNSTABLE = "unstable"
    OVERLOAD = "overload"
    UNDERLOAD = "underload"
    CALIBRATING = "calibrating"
    SYNTAX = "syntax"
    TRANSMISSION = "transmission"
    LOGICAL = "logical"
    PARAMETER = "parameter"
    ELECTRONICS = "electronics"


_SAYS = {
    Trouble.BUSY: "The balance is busy, or the pan does not come to rest.",
    Trouble.UNSTABLE: "The pan has not come to rest; the balance gives no weight to be used.",
    Trouble.OVERLOAD: "More lies on the pan than the balance can weigh.",
    Trouble.UNDERLOAD: "The pan is lifted or not in place.",
    Trouble.CALIBRATING: "The balance adjusts itself; weigh when it has finished.",
    Trouble.SYNTAX: "The balance does not know this command; check the protocol in its menu.",
    Trouble.TRANSMISSION: "Characters were damaged on the way; check speed and parity of the line.",
    Trouble.LOGICAL: "The balance cannot carry out this command now.",
    Trouble.PARAMETER: "The balance does not take a value in this command.",
    Trouble.ELECTRONICS: "The balance reports a fault of its own. Do not weigh with it.",
}
_RANGE = "The load is outside the range in which the balance can be set to zero or tared."


@dataclass(frozen=True)
class NoWeight:
    """The balance answered that it has no weight to give, and why.

    `printed` are digits that stood beside it and must not be used; `detail` is what the maker
    calls this fault.
    """

    command: str
    trouble: Trouble
    code: str = ""
    origin: str = ""
    printed: str = ""
    detail: str = field(default="", compare=False)

    @property
    def says(self) -> str:
        """The reason as a sentence for the person at the balance."""
        outside = self.trouble in {Trouble.OVERLOAD, Trouble.UNDERLOAD}
        if outside and self.command in {"Z", "ZI", "T", "TI"}:
            return _RANGE
        return _SAYS[self.trouble]


@dataclass(frozen=True)
class Weighed:
    """A weight on the pan; `unverified` of its last digits are not verified by law.

    `address` is the number of the balance on a shared line, where it gives one. `width` is that of
    the field in families where it differs between models; one balance never changes it.
    """

    weight: Weight
    unverified: int = 0
    address: str = ""
    width: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Tare:
    """The content of the tare memory, or the weight that was tared."""

    command: str
    weight: Weight


@dataclass(frozen=True)
class Begun:
    """A command was understood and is being carried out; a second answer tells the end."""

    command: str


@dataclass(frozen=True)
class Done:
    """A command without a value was carried out; `stable` is None where nothing is said of it."""

    command: str
    stable: bool | None = None


@dataclass(frozen=True)
class Said:
    """One line about the instrument itself; `more` lines of the same list follow."""

    command: str
    texts: tuple[str, ...]
    level: str = ""
    more: bool = False


Answer = NoWeight | Weighed | Tare | Begun | Done | Said


def text_of(raw: bytes, allowed: bytes = b"") -> str:
    """Give the text of a whole frame; raises FrameRefused for a partial or unprintable one."""
    if not raw.endswith(b"\r\n"):
        raise FrameRefused(PARTIAL, raw, why="partial")
    body = raw[:-2]
    kept = body.translate(None, allowed)
    if not kept.isascii() or not kept.decode("ascii", "replace").isprintable():
        reason = "The line holds characters that no balance sends: the speed may be set wrongly."
        raise FrameRefused(reason, raw)
    return body.decode("ascii")


def not_of_this_protocol(raw: bytes) -> FrameRefused:
    """The refusal of a line that no rule of the family knows."""
    return FrameRefused("The line is not one of this protocol.", raw)


def weight_of(raw: bytes, printed: Printed) -> Weight:
    """Make a weight of what stood there; raises FrameRefused unless its unit is a mass we know."""
    if not printed.unit:
        raise FrameRefused(NO_UNIT, raw, why="no-unit", printed=printed)
    if printed.unit not in MASS_UNITS:
        reason = f"The balance shows the unit {printed.unit}. Set it to g; the value was not used."
        raise FrameRefused(reason, raw, why="unknown-unit", printed=printed)
    if printed.stable is None:
        reason = "The line does not say whether the weight is stable; the value was not used."
        raise FrameRefused(reason, raw, why="no-stability", printed=printed)
    return Weight(printed.digits, printed.unit, printed.stable)


def gross_of(raw: bytes, printed: Printed) -> Weight:
    """Make a gross weight; raises FrameRefused for a negative one, which nothing can weigh."""
    if printed.digits.startswith("-") and printed.digits.strip("-0."):
        reason = (
            "The gross weight is negative: the zero of the balance is wrong. Empty the pan, set it "
            "to zero and weigh again."
        )
        raise FrameRefused(reason, raw, why="negative-gross", printed=printed)
    return weight_of(raw, printed)


def plain(digits: str) -> str:
    """Drop a plus and leading zeros of a field of fixed width; the decimals stay as printed.

    >>> plain("+00123.45"), plain("-0000.50"), plain("00000")
    ('123.45', '-0.50', '0')
    """
    sign = "-" if digits.startswith("-") else ""
    whole, point, rest = digits.lstrip("+- ").partition(".")
    return f"{sign}{whole.lstrip('0') or '0'}{point}{rest}"
