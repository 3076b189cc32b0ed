"""A simulated balance that speaks any family's protocol on a TCP port or a pseudo-terminal.

`place`, `add` and `remove` move grams; `fault` breaks it by name and `clear` mends it. Every
identity text begins with SIMULATED.
"""

import threading
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from time import monotonic, sleep

from sensors.balances.answer import Trouble
from sensors.line import TERMINATOR, Framer
from sensors.simulated.instrument import Instrument
from sensors.simulated.pan import Pan, Shown
from sensors.simulated.speech import SPEECHES, Action

FAULTS = (
    "drift",
    "unstable",
    "overload",
    "underload",
    "restart",
    "unplug",
    "garbage",
    "half",
    "overlong",
    "wrong-unit",
    "busy",
    "silent",
)
NUISANCES = ("drip", "split", "stale-queue")  # a good driver still hears the right weight
PATIENCE = 3.0  # seconds a stable weight is waited for before the balance answers "busy"
CREEP = Decimal("0.05")  # grams a second under the fault "drift"
LEAN = Decimal("0.07")  # grams by which a hand on the pan moves the value
DRIP = 0.0005  # seconds between two bytes under the fault "drip"
PAUSE = 0.03  # seconds in the middle of a line under the fault "split"
STALE = 25  # old lines that come before an answer under the fault "stale-queue"
_GARBAGE = b"\x00\xfe\x81S\x13 \x7f\xc3\x28\r\n"


class SimulatedBalance:
    """A balance of `capacity` grams; a load takes `settles` seconds to become stable."""

    def __init__(
        self,
        serial: str = "0001",
        *,
        protocol: str = "mt-sics",
        capacity: Decimal = Decimal(3100),
        readability: Decimal = Decimal("0.01"),
        settles: float = 0.4,
        period: float = 0.1,
    ) -> None:
        self.serial = f"SIMULATED-{serial}"
        self._speech = SPEECHES[protocol]
        self._guard = threading.RLock()
        self._pan = Pan(capacity, readability, settles)
        self._fault = ""
        self._fault_since = 0.0
        self._before = Shown(Decimal(0), stable=True)  # what stale lines still show
        self._period = period
        self._streaming = False
        self._next = 0.0
        self._odd = False
        self._restarting = False
        self._stream_named = ""
        self._waiting: dict[str, tuple[Action, float]] = {}
        self._framer = Framer()
        self._line = Instrument(self._hear, self._tick)
        self._acts: dict[Action, Callable[[str], None]] = {
            Action.NOW: lambda command: self._weight(command, self._shown()),
            Action.STABLE: partial(self._wait, Action.STABLE),
            Action.ZERO: partial(self._wait, Action.ZERO),
            Action.TARE: partial(self._wait, Action.TARE),
            Action.STREAM: self._stream,
            Action.STOP: lambda command: self._say(self._speech.begun(command)),
            Action.ZERO_NOW: partial(self._now, self._pan.set_zero),
            Action.TARE_NOW: partial(self._now, self._pan.set_tare),
            Action.TARE_VALUE: partial(self._now, lambda: None),
            Action.CLEAR_TARE: partial(self._now, self._pan.clear_tare),
            Action.RESET: lambda _command: self._restart(forget_zero=False),
        }

    # -- where it answers

    def listen(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Answer on a TCP port; give the URL for the agent's file."""
        return self._line.listen(host, port)

    def open_pty(self) -> str:
        """Answer on a pseudo-terminal; give the port name for the agent's file."""
        return self._line.open_pty()

    @property
    def url(self) -> str:
        """Where it can be reached."""
        return self._line.url

    def close(self) -> None:
        """Switch it off for good."""
        self._line.close()

    # -- what a hand does

    @property
    def load(self) -> Decimal:
        """Grams that lie on the pan."""
        return self._pan.load

    def place(self, grams: Decimal) -> None:
        """Let exactly this lie on the pan."""
        with self._guard:
            self._pan.put(grams, monotonic())

    def add(self, grams: Decimal) -> None:
        """Put this on top of what lies there."""
        with self._guard:
            self._pan.put(self._pan.load + grams, monotonic())

    def remove(self) -> None:
        """Empty the pan."""
        self.place(Decimal(0))

    def fault(self, name: str) -> None:
        """Break it in a way of `FAULTS` or `NUISANCES`, until `clear`; a restart happens once."""
        if name not in FAULTS + NUISANCES:
            known = ", ".join(FAULTS + NUISANCES)
            message = f"There is no fault {name!r}; the faults are: {known}."
            raise ValueError(message)
        with self._guard:
            self._restarting = name == "restart"
            self._fault = "" if name in {"restart", "unplug"} else name
            self._fault_since = monotonic()
            self._before = self._pan.shown(self._fault_since)
        if name == "unplug":
            self.unplug()

    def unplug(self) -> None:
        """Pull the cable."""
        self._line.unplug()

    def replug(self) -> None:
        """Put the cable back."""
        self._line.replug()

    def clear(self) -> None:
        """Mend it: no fault, cable in."""
        with self._guard:
            self._fault = ""
        self.replug()

    # -- what the instrument does

    def _hear(self, data: bytes) -> None:
        for frame in self._framer.feed(data):
            with self._guard:
                self._obey(frame.raw.decode("ascii", "replace").strip())

    def _obey(self, command: str) -> None:
        if self._fault == "silent":
            return
        action = self._speech.actions.get(command)
        if action in {Action.NOW, Action.STABLE, Action.STOP, Action.RESET}:
            self._streaming = False
        if self._fault == "stale-queue":
            for _ in range(STALE):
                self._say(self._speech.weight(command, self._before))
        if action in self._acts:
            self._acts[action](command)
        elif action is not None:
            self._identify(action)
        else:
            for line in self._speech.told(command) or [self._speech.unknown()]:
                self._say(line)

    def _tick(self, now: float) -> None:
        with self._guard:
            if self._restarting:
                self._restart(forget_zero=True)
            for command, (action, since) in list(self._waiting.items()):
                self._finish(command, action, since, now)
            if self._streaming and now >= self._next:
                self._next = now + self._period
                self._weight(self._stream_named, self._shown())

    def _say(self, text: str) -> None:
        if not text:
            return
        line = text.encode() + TERMINATOR
        if self._fault == "drip":
            for at in range(len(line)):
                self._line.send(line[at : at + 1])
                sleep(DRIP)
        elif self._fault == "split":
            self._line.send(line[: len(line) // 2])
            sleep(PAUSE)
            self._line.send(line[len(line) // 2 :])
        else:
            self._line.send(line)

    def _identify(self, action: Action) -> None:
        texts = {
            Action.MODEL: f"SIMULATED balance {self._pan.capacity}.00 g",
            Action.SOFTWARE: "1.00",
        }
        self._say(self._speech.identity(action, texts.get(action, self.serial)))

    def _stream(self, command: str) -> None:
        self._say(self._speech.begun(command) if self._speech.streams_are_begun else "")
        self._streaming, self._stream_named = True, command
        self._next = 0.0

    def _restart(self, *, forget_zero: bool) -> None:
        self._restarting = self._streaming = False
        self._waiting.clear()
        self._pan.tare = Decimal(0)
        if forget_zero:
            self._pan.restart()
        if self._speech.greets:
            self._identify(Action.SERIAL)

    def _shown(self) -> Shown:
        now = monotonic()
        shown = self._pan.shown(now)
        if self._fault == "drift":
            crept = Decimal(str(round(now - self._fault_since, 3))) * CREEP
            return Shown(self._pan.round(shown.grams + crept), stable=False)
        if self._fault == "unstable":
            self._odd = not self._odd
            return Shown(shown.grams + (LEAN if self._odd else -LEAN), stable=False)
        return shown

    def _weight(self, command: str, shown: Shown) -> None:
        text = self._speech.weight(command, shown)
        if self._fault == "garbage":
            self._line.send(_GARBAGE)
        elif self._fault == "half":
            self._line.send(text.encode()[: len(text) // 2])
        elif self._fault == "overlong":
            self._line.send(b"S S " + b"7" * 400)
        elif self._fault == "wrong-unit":
            self._say(self._speech.weight(command, shown, "ct"))
        elif self._fault != "silent":
            trouble = self._trouble()
            self._say(text if trouble is None else self._speech.refusal(command, trouble))

    def _trouble(self) -> Trouble | None:
        if self._fault == "busy":
            return Trouble.BUSY
        if self._fault == "overload" or self._pan.load > self._pan.capacity:
            return Trouble.OVERLOAD
        return Trouble.UNDERLOAD if self._fault == "underload" else None

    def _wait(self, action: Action, command: str) -> None:
        if action is not Action.STABLE:
            self._say(self._speech.begun(command))
        self._waiting[command] = (action, monotonic())

    def _finish(self, command: str, action: Action, since: float, now: float) -> None:
        shown = self._shown()
        if not shown.stable and now - since < PATIENCE:
            return
        del self._waiting[command]
        if not shown.stable:
            self._say(self._speech.refusal(command, Trouble.UNSTABLE))
        elif action is Action.STABLE:
            self._weight(command, shown)
        else:
            self._now(self._pan.set_zero if action is Action.ZERO else self._pan.set_tare, command)

    def _now(self, act: Callable[[], None], command: str) -> None:
        stable = self._shown().stable
        act()
        self._say(self._speech.done(command, Shown(self._pan.tare, stable)))
