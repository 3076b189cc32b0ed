"""A line to an instrument: open it, frame what comes, say when it is lost.

`Framer` is pure: the same bytes give the same frames however they were split on the way. A
frame ends with CR LF; what grows beyond the longest lawful line is cut out whole, and the next
terminator is where sense begins again. `Line` adds the port: a serial device name,
`socket://host:port` or `rfc2217://host:port`. Reading blocks in the kernel; nothing is polled.
"""

import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import serial

from sensors.errors import LineLost, LineNotOpened

if sys.platform == "win32":
    CannotBeSet = ValueError
else:
    import termios

    CannotBeSet = termios.error

TERMINATOR = b"\r\n"
# Weights take 18 bytes; the longest identity lines of the protocols read here stay below this.
LONGEST = 128

Capture = Callable[[str, bytes], None]


@dataclass(frozen=True)
class Frame:
    """One terminated line with its terminator; `whole` is false for the head of an overlong one."""

    raw: bytes
    whole: bool = True


class Framer:
    """Cuts a stream of bytes into frames; a partial line never becomes one."""

    def __init__(self, longest: int = LONGEST) -> None:
        self._longest = longest
        self._held = bytearray()
        self._discarding = False

    def feed(self, data: bytes) -> list[Frame]:
        """Take what arrived, give the frames that it completed."""
        self._held += data
        frames: list[Frame] = []
        while (end := self._held.find(TERMINATOR)) >= 0:
            self._close(end, frames)
        self._bound(frames)
        return frames

    @property
    def pending(self) -> bytes:
        """What was fed and has not ended yet."""
        return bytes(self._held)

    def _close(self, end: int, frames: list[Frame]) -> None:
        if self._discarding:
            self._discarding = False
        elif end > self._longest:
            frames.append(Frame(bytes(self._held[: self._longest]), whole=False))
        else:
            frames.append(Frame(bytes(self._held[: end + len(TERMINATOR)])))
        del self._held[: end + len(TERMINATOR)]

    def _bound(self, frames: list[Frame]) -> None:
        """Keep memory bounded; the last byte may be the first half of the terminator."""
        if not self._discarding and len(self._held) > self._longest + 1:
            frames.append(Frame(bytes(self._held[: self._longest]), whole=False))
            self._discarding = True
        if self._discarding:
            del self._held[:-1]


@dataclass(frozen=True)
class Port:
    """Where an instrument is and how the line is set."""

    url: str
    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stop_bits: int = 1


class Line:
    """An open line: frames in, commands out. The port is held exclusively."""

    def __init__(self, port: Port, *, capture: Capture | None = None) -> None:
        self.port = port
        self._capture = capture
        self._framer = Framer()
        self._ready: deque[Frame] = deque()
        try:
            self._serial = serial.serial_for_url(
                port.url,
                baudrate=port.baud,
                bytesize=port.bits,
                parity=port.parity,
                stopbits=port.stop_bits,
                exclusive=True,
            )
        except (OSError, ValueError) as error:
            raise LineNotOpened(port.url, str(error)) from error
        self._prove_settings()

    def _prove_settings(self) -> None:
        """Set the line once more: a port that cannot keep the settings says so only then."""
        try:
            self._serial.timeout = 0
        except CannotBeSet as error:
            self._serial.close()
            port = self.port
            settings = f"{port.baud} {port.bits}{port.parity}{port.stop_bits}"
            raise LineNotOpened(port.url, f"it cannot be set to {settings}") from error

    def read(self, timeout: float) -> Frame | None:
        """Give the next frame, or None when none was completed in about `timeout` seconds."""
        until = monotonic() + timeout
        while not self._ready:
            self._ready.extend(self._framer.feed(self._receive(timeout)))
            if not self._ready and monotonic() >= until:
                return None
        return self._ready.popleft()

    def _receive(self, timeout: float) -> bytes:
        try:
            if self._serial.timeout != timeout:  # setting it talks to the driver each time
                self._serial.timeout = timeout
            data = self._serial.read(1)
            if data and (waiting := self._serial.in_waiting):
                data += self._serial.read(waiting)
        except (OSError, TypeError, CannotBeSet) as error:  # closed under a read: TypeError
            raise LineLost(self.port.url, str(error)) from error
        if data and self._capture is not None:
            self._capture("in", data)
        return data

    def send(self, data: bytes) -> None:
        """Write a command as it stands."""
        try:
            self._serial.write(data)
        except OSError as error:
            raise LineLost(self.port.url, str(error)) from error
        if self._capture is not None:
            self._capture("out", data)

    def drain(self, quiet: float = 0.05, longest: float = 1.0) -> int:
        """Throw away what is queued until the line is quiet; give the count of bytes.

        Stale weights of an earlier conversation must not be taken for answers.
        """
        thrown = len(self._ready)
        self._ready.clear()
        until = monotonic() + longest
        while monotonic() < until and (data := self._receive(quiet)):
            thrown += len(data)
        self._framer = Framer()
        return thrown

    def close(self) -> None:
        """Let the port go; a second close does nothing."""
        self._serial.close()
