"""One thread that answers on a wire: the common ground of the simulated instruments."""

import threading
from collections.abc import Callable
from time import monotonic

from sensors.simulated.wires import PtyWire, TcpWire, Wire

BREATH = 0.02  # seconds between looks at the controls while the line is quiet


class Instrument:
    """Serves its wire in a thread until closed; only that thread touches the wire.

    `hear` takes what arrived; `tick` is called at least every `BREATH` seconds. Both run in the
    thread, and only they may call `send`.
    """

    def __init__(self, hear: Callable[[bytes], None], tick: Callable[[float], None]) -> None:
        self._hear = hear
        self._tick = tick
        self._wire: Wire | None = None
        self._changed = threading.Condition()
        self._wanted = self._plugged = False
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="simulated", daemon=True)

    def listen(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Answer on a TCP port; give the URL to open."""
        return self._start(TcpWire(host, port))

    def open_pty(self) -> str:
        """Answer on a pseudo-terminal; give the port name to open."""
        return self._start(PtyWire())

    def _start(self, wire: Wire) -> str:
        self._wire = wire
        wire.plug()
        self._wanted = self._plugged = True
        self._thread.start()
        return wire.name

    @property
    def url(self) -> str:
        """Where it can be reached."""
        return "" if self._wire is None else self._wire.name

    def send(self, data: bytes) -> None:
        """Say something on the wire."""
        if self._wire is not None:
            self._wire.send(data)

    def unplug(self) -> None:
        """Pull the cable."""
        self._plug(wanted=False)

    def replug(self) -> None:
        """Put the cable back, under the same name."""
        self._plug(wanted=True)

    def close(self) -> None:
        """Pull the cable and end."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(timeout=2)
        if self._wire is not None:
            self._wire.discard()

    def _plug(self, *, wanted: bool) -> None:
        with self._changed:
            self._wanted = wanted
            self._changed.wait_for(lambda: self._plugged == wanted, timeout=2)

    def _serve(self) -> None:
        while not self._closing.is_set():
            self._obey()
            if self._wire is None or not self._plugged:
                self._closing.wait(BREATH)
            elif data := self._wire.receive(BREATH):
                self._hear(data)
            self._tick(monotonic())

    def _obey(self) -> None:
        if self._wire is None or self._wanted == self._plugged:
            return
        if self._wanted:
            self._wire.plug()
        else:
            self._wire.unplug()
        with self._changed:
            self._plugged = self._wanted
            self._changed.notify_all()
