"""A conversation on a line as it was, byte by byte with its times: written down, and read again.

The file is JSON, one object a line: first what was captured, then each piece with seconds since
the beginning, `in` or `out`, and its bytes. A capture is only read, never played to a port: what
a balance once said must not pass for what lies on the pan now.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TextIO

from sensors.balances.conversation import Conversation
from sensors.balances.families import FAMILIES, Family
from sensors.errors import CaptureWrong, FrameRefused
from sensors.line import Framer, Line, Port
from sensors.meaning import Meaning, mean_frame

FORMAT = "firstair-capture-1"
GLANCE = 0.2  # seconds a read may block before the time is looked at


@dataclass(frozen=True)
class Piece:
    """Some bytes of one direction, as they came."""

    at: float
    way: str
    data: bytes


@dataclass(frozen=True)
class Capture:
    """A file of pieces and the family whose line it was."""

    family: Family
    pieces: tuple[Piece, ...]

    def meanings(self) -> Iterator[tuple[float, Meaning]]:
        """Give what the instrument said, each with the second in which its line ended."""
        framer = Framer()
        for piece in self.pieces:
            if piece.way == "in":
                for frame in framer.feed(piece.data):
                    yield piece.at, mean_frame(self.family.parse, frame)


def capture(family: Family, port: Port, seconds: float, file: TextIO) -> int:
    """Talk to a balance for so long and write down every byte; give the count of pieces.

    Raises LineNotOpened, LineSilent or LineLost; what came before stays in the file.
    """
    began, count = monotonic(), 0

    def note(way: str, data: bytes) -> None:
        nonlocal count
        count += 1
        piece = {"at": round(monotonic() - began, 4), "way": way, "hex": data.hex()}
        file.write(json.dumps(piece) + "\n")

    head = {"format": FORMAT, "protocol": family.protocol, "url": port.url, "baud": port.baud}
    file.write(json.dumps(head) + "\n")
    talk = Conversation(family, Line(port, capture=note))
    try:
        talk.connect()
        _listen(talk, began + seconds)
    finally:
        talk.close()
    return count


def _listen(talk: Conversation, until: float) -> None:
    streams = bool(talk.family.commands.stream)
    ask: Callable[[], None] = (lambda: None) if streams else talk.ask_weight
    if streams:
        talk.stream()
    while monotonic() < until:
        ask()
        try:
            talk.read(GLANCE)
        except FrameRefused:
            continue


def read_capture(path: Path) -> Capture:
    """Read a file again; raises CaptureWrong with the line that is none of a capture."""
    number = 0
    try:
        lines = path.read_text("utf-8").splitlines()
        head = json.loads(lines[0])
        family = FAMILIES[head["protocol"]] if head["format"] == FORMAT else None
        pieces = []
        for number, line in enumerate(lines[1:], 2):  # noqa: B007 - the message tells the line
            piece = json.loads(line)
            pieces.append(Piece(float(piece["at"]), piece["way"], bytes.fromhex(piece["hex"])))
    except OSError as error:
        raise CaptureWrong(str(path), 0, str(error.strerror)) from error
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise CaptureWrong(str(path), number or 1, str(error)) from error
    if family is None:
        raise CaptureWrong(str(path), 1, "another format")
    return Capture(family, tuple(pieces))
