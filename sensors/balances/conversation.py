"""A conversation with one balance over an open line, in the words of its family.

One command is in flight at a time. What waited in the line before a question is thrown away, and
so is what piled up while nobody read: a stale weight must not be taken for the one on the pan.
"""

import re
from time import monotonic

from sensors.balances.answer import Answer, NoWeight, Said, Weighed
from sensors.balances.families import Family
from sensors.errors import FrameRefused, LineSilent
from sensors.line import TERMINATOR, Frame, Line
from sensors.meaning import parse_frame
from sensors.reading import Device

UNREAD = 2.0  # seconds without a read after which what waits in the line is stale
_NAME = re.compile(r"(?:[A-Za-z .]{1,20}[:#.] *)?((?=.*[A-Za-z\d]{3})[A-Za-z\d][\w/-]{3,29})")
_SHARED = (
    "A balance of a shared line answers with its number. Give every balance a line of its own; "
    "the value was not used."
)

_NARROWED = (
    "The field of the number is not as wide as in the line before: characters were lost or added "
    "on the way. The value was not used."
)


class Conversation:
    """One balance: who it is, its weights by question or by stream, its zero."""

    def __init__(self, family: Family, line: Line, *, patience: float = 2.0) -> None:
        self.family = family
        self.device = Device("")
        self._line = line
        self._patience = patience
        self._read_at = monotonic()
        self._width = 0

    @property
    def never_seen(self) -> str:
        """What is to be said at every connection."""
        return self.family.never_seen

    def connect(self) -> Device:
        """Stop what still streams, throw away stale weights, ask who answers.

        A question for a weight ends a stream and harms no stranger. Any other word for it is said
        only when the balance has answered as one of its family: A&D's C begins a calibration
        elsewhere. Raises LineSilent when no serial number comes: an unknown balance is not read.
        """
        stop, now = self.family.commands.stop, self.family.commands.now
        if stop == now:
            self._send(stop)
        device = self.identify()
        if stop and stop != now:
            self._send(stop)
            self._line.drain()
        self._read_at = monotonic()
        return device

    def identify(self) -> Device:
        """Ask who answers, and send nothing else: other families understand no harm in it."""
        commands = self.family.commands
        self._line.drain()
        serial = self._ask(commands.serial)
        if serial and not self.family.labelled and self._ask(commands.serial) != serial:
            serial = ""  # without a label, only the same answer twice is one
        if not serial:
            asked = f"{commands.serial.decode('ascii').lstrip(chr(27))}, its serial number,"
            raise LineSilent(self._line.port.url, asked)
        self.device = Device(serial, self._ask(commands.model), self._ask(commands.software))
        return self.device

    def _send(self, command: bytes) -> None:
        self._line.send(command + TERMINATOR)

    def _ask(self, command: bytes) -> str:
        """Give the text of an identity line; empty when the balance does not know the command."""
        if not command:
            return ""
        self._send(command)
        until = monotonic() + self._patience
        while (left := until - monotonic()) > 0:
            frame = self._line.read(left)
            said = None if frame is None else self._identity(frame, command)
            if said is not None:
                return said
        return ""

    def _identity(self, frame: Frame, command: bytes) -> str | None:
        """Give the text of an answer, empty for "not understood", None for another line."""
        try:
            answer = self.parse(frame)
        except FrameRefused as refusal:
            return None if self.family.labelled else _bare(refusal)
        label = command.decode("ascii").lstrip("?")
        if isinstance(answer, Said) and (answer.command == label or not self.family.labelled):
            return " ".join(answer.texts).strip()
        if isinstance(answer, NoWeight) and not answer.printed and answer.command in {"", label}:
            return ""
        return None

    def parse(self, frame: Frame) -> Answer:
        """Read a frame; raises FrameRefused, also for what only the lines before it betray."""
        answer = parse_frame(self.family.parse, frame)
        if isinstance(answer, Weighed):
            self._judge(answer, frame)
        return answer

    def _judge(self, found: Weighed, frame: Frame) -> None:
        """Refuse a shared line, and a field of another width than in the line before."""
        if found.address:
            raise FrameRefused(_SHARED, frame.raw, why="shared-line")
        before, self._width = self._width, found.width
        if before not in {0, found.width}:
            self._width = 0
            raise FrameRefused(_NARROWED, frame.raw, why="width")

    def restarted(self, answer: Answer) -> bool:
        """Tell whether an answer nobody asked for means that the balance was switched on."""
        return isinstance(answer, Said) and answer.command == self.family.restarts

    def stream(self) -> None:
        """Ask for weights as fast as the balance has them; they come until the next command."""
        self._send(self.family.commands.stream)

    def ask_weight(self) -> None:
        """Ask for one weight now, stable or not."""
        self._send(self.family.commands.now)

    def ask_stable(self) -> None:
        """Ask for the next stable weight; the balance waits for it, or says that it gave up."""
        self._send(self.family.commands.stable)

    def zero(self) -> None:
        """Ask for zero when stable; the answer, where there is one, comes as a frame."""
        self._send(self.family.commands.zero)

    def read(self, timeout: float) -> Frame | None:
        """Give the next frame as it came, for `parse` to judge.

        Raises FrameRefused after a long pause of the reader: what waited is thrown away.
        """
        pause = monotonic() - self._read_at
        stale = self._line.drain() if pause > UNREAD else 0
        frame = None if stale else self._line.read(timeout)
        self._read_at = monotonic()
        if stale:
            reason = (
                f"Nobody read this line for {pause:.0f} seconds; {stale} bytes that waited in it "
                "are old and were thrown away. What lies on the pan comes with the next line."
            )
            raise FrameRefused(reason, why="stale-queue")
        return frame

    def close(self) -> None:
        """Let the line go."""
        self._line.close()


def _bare(refusal: FrameRefused) -> str | None:
    """Take a line that is no weight, and no part of one, for a text without a label."""
    if refusal.why != "garbage" or not refusal.raw.isascii():
        return None
    found = _NAME.fullmatch(refusal.raw.decode("ascii").strip())
    return None if found is None else found[1]
