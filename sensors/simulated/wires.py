"""The far end of a line: a TCP port, or a pseudo-terminal with a fixed name.

A pseudo-terminal gets a new number each time it is opened, so a link with a lasting name points
to it: unplugging and plugging in again looks to the driver as it does with a cable.
"""

import os
import select
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Protocol

CHUNK = 4096


class Wire(Protocol):
    """What an instrument needs of its line; two kinds exist below."""

    name: str

    def plug(self) -> None:
        """Make the line reachable."""

    def receive(self, timeout: float) -> bytes:
        """Give what came within `timeout` seconds, empty when nothing did."""

    def send(self, data: bytes) -> None:
        """Say it; what nobody listens to is lost, as on a real line."""

    def unplug(self) -> None:
        """Cut the line as a pulled cable does."""

    def discard(self) -> None:
        """Cut the line and leave nothing behind."""


class TcpWire:
    """One listening port; clients are served one after another."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._listener: socket.socket | None = None
        self._peer: socket.socket | None = None
        self.name = ""

    def plug(self) -> None:
        """Listen; the port stays the same after the first time."""
        self._listener = socket.create_server(self._address)
        self._address = self._listener.getsockname()[:2]
        self.name = f"socket://{self._address[0]}:{self._address[1]}"

    def receive(self, timeout: float) -> bytes:
        """Wait for a client or for its bytes."""
        waiting = self._peer or self._listener
        if waiting is None or not select.select([waiting], [], [], timeout)[0]:
            return b""
        if self._peer is None:
            self._accept()
            return b""
        return self._hear(self._peer)

    def _accept(self) -> None:
        if self._listener is not None:
            self._peer = self._listener.accept()[0]
            self._peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _hear(self, peer: socket.socket) -> bytes:
        try:
            data = peer.recv(CHUNK)
        except OSError:
            data = b""
        if not data:
            self._hang_up()
        return data

    def send(self, data: bytes) -> None:
        """Send to the present client, if there is one."""
        if self._peer is None:
            return
        try:
            self._peer.sendall(data)
        except OSError:
            self._hang_up()

    def _hang_up(self) -> None:
        if self._peer is not None:
            self._peer.close()
            self._peer = None

    def unplug(self) -> None:
        """Close the client's connection and the port."""
        self._hang_up()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def discard(self) -> None:
        """Cut it; nothing else remains."""
        self.unplug()


class PtyWire:
    """A pseudo-terminal behind a link of a lasting name; not for Windows, which has none."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="simulated-line-"))
        self.name = str(self._folder / "port")
        self._ends: tuple[int, int] | None = None

    def plug(self) -> None:
        """Open a pair and point the link to its far end."""
        import pty
        import tty

        near, far = pty.openpty()
        tty.setraw(near)
        tty.setraw(far)
        os.set_blocking(near, False)
        link = Path(self.name)
        link.unlink(missing_ok=True)
        link.symlink_to(os.ttyname(far))
        self._ends = (near, far)  # the far end is held open, or the pair dies with its last client

    def receive(self, timeout: float) -> bytes:
        """Wait for bytes."""
        if self._ends is None or not select.select([self._ends[0]], [], [], timeout)[0]:
            return b""
        return os.read(self._ends[0], CHUNK)

    def send(self, data: bytes) -> None:
        """Write as far as the terminal's buffer takes it; nobody reading means it is lost."""
        if self._ends is None:
            return
        try:
            os.write(self._ends[0], data)
        except BlockingIOError:
            return

    def unplug(self) -> None:
        """Close both ends; the program at the far one sees its port vanish."""
        if self._ends is not None:
            for end in self._ends:
                os.close(end)
            self._ends = None
            Path(self.name).unlink(missing_ok=True)

    def discard(self) -> None:
        """Cut it and remove the folder of the link."""
        self.unplug()
        shutil.rmtree(self._folder, ignore_errors=True)
