"""METTLER TOLEDO MT-SICS: what a balance of this dialect says, and how it is asked.

`parse` is pure: one terminated frame in, one answer out, or `FrameRefused`. It is strict where a
lost or altered character could make another number: the weight field has ten characters, right
aligned, without leading zeros; the unit is one this record knows. The answer to SI and SIR is
named S. An `I4 A` line nobody asked for means that the balance has restarted: zero and tare are
lost. `S S Error 10b` looks like a stable weight and is a fault of the electronics.
"""

import re
from time import monotonic

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
from sensors.errors import FrameRefused, LineSilent
from sensors.line import Frame, Line
from sensors.reading import Device, Printed

NEVER_SEEN = (
    "The MT-SICS driver was built from published excerpts and recorded examples; it was never seen "
    "on the real instrument. Compare the screen with the display of the balance, in every unit "
    "and with an overload, before the first dose."
)


_WEIGHT = re.compile(r"(S|TI|T|TA) ([SDA]) ([ \d.-]{10}) (\S+)", re.ASCII)
_DIGITS = re.compile(r" *(-?(?:0|[1-9]\d*)(?:\.\d+)?)", re.ASCII)
_FAULT = re.compile(r"S S Error (\d{1,2})([bt])", re.ASCII)
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
        return NoWeight("S", Trouble.ELECTRONICS, fault[1], fault[2])
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
    known = command in _NO_WEIGHT_COMMANDS or re.fullmatch(r"[ICMD]\d{0,2}", command)
    if known and sign in _NO_WEIGHT:
        return NoWeight(command, _NO_WEIGHT[sign])
    raise not_of_this_protocol(raw)


class MtSics:
    """A conversation with one balance over an open line; one command in flight at a time."""

    never_seen = NEVER_SEEN

    def __init__(self, line: Line, *, patience: float = 2.0) -> None:
        self._line = line
        self._patience = patience
        self.device = Device("")

    def connect(self) -> Device:
        """Stop what still streams, throw away stale weights, ask who answers.

        Raises LineSilent when no serial number comes: an unknown balance is not read.
        """
        self._line.send(b"SI\r\n")  # ends a stream left running by an earlier conversation
        self._line.drain()
        serial = self._ask("I4")
        if not serial:
            raise LineSilent(self._line.port.url, "I4, its serial number,")
        self.device = Device(serial, model=self._ask("I2"), software=self._ask("I3"))
        return self.device

    def _ask(self, command: str) -> str:
        """Give the text of an identity line; empty when the balance does not know the command."""
        self._line.send(command.encode() + b"\r\n")
        until = monotonic() + self._patience
        while (left := until - monotonic()) > 0:
            frame = self._line.read(left)
            answer = None if frame is None else attempt(frame)
            if isinstance(answer, Said) and answer.command == command:
                return " ".join(answer.texts).strip()
            if isinstance(answer, NoWeight) and answer.command in {"", command}:
                return ""
        return ""

    def stream(self) -> None:
        """Ask for weights as fast as the balance has them; they come until the next command."""
        self._line.send(b"SIR\r\n")

    def ask_weight(self) -> None:
        """Ask for one weight now, stable or not."""
        self._line.send(b"SI\r\n")

    def zero(self) -> None:
        """Ask for zero when stable; the answer comes as a frame."""
        self._line.send(b"Z\r\n")

    def read(self, timeout: float) -> Frame | None:
        """Give the next frame as it came, for `parse` to judge."""
        return self._line.read(timeout)

    def close(self) -> None:
        """Let the line go."""
        self._line.close()


def attempt(frame: Frame) -> Answer | None:
    """Read a frame, None when it is refused; for conversations that wait for one answer."""
    try:
        return parse(frame.raw)
    except FrameRefused:
        return None
