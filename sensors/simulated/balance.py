"""A simulated balance that speaks MT-SICS on a TCP port or a pseudo-terminal.

`place`, `add` and `remove` move grams; `fault` breaks it by name and `clear` mends it. Every
identity text begins with SIMULATED.
"""

import threading
from collections.abc import Callable
from decimal import Decimal
from time import monotonic

from sensors.line import Framer
from sensors.simulated.instrument import Instrument
from sensors.simulated.pan import Pan, Shown

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
PATIENCE = 3.0  # seconds a stable weight is waited for before the balance answers "busy"
CREEP = Decimal("0.05")  # grams a second under the fault "drift"
LEAN = Decimal("0.07")  # grams by which a hand on the pan moves the value
_GARBAGE = b"\x00\xfe\x81S\x13 \x7f\xc3\x28\r\n"


class SimulatedBalance:
    """A balance of `capacity` grams; a load takes `settles` seconds to become stable."""

    def __init__(
        self,
        serial: str = "0001",
        *,
        capacity: Decimal = Decimal(3100),
        readability: Decimal = Decimal("0.01"),
        settles: float = 0.4,
        period: float = 0.1,
    ) -> None:
        self.serial = f"SIMULATED-{serial}"
        self._guard = threading.RLock()
        self._pan = Pan(capacity, readability, settles)
        self._fault = ""
        self._fault_since = 0.0
        self._period = period
        self._streaming = False
        self._next = 0.0
        self._odd = False
        self._restarting = False
        self._waiting: dict[str, float] = {}
        self._framer = Framer()
        self._line = Instrument(self._hear, self._tick)
        self._commands: dict[str, Callable[[], None]] = {
            "SI": lambda: self._weight(self._shown()),
            "SIR": self._stream,
            "S": lambda: self._wait("S"),
            "Z": lambda: self._wait("Z"),
            "ZI": self._zero_now,
            "T": lambda: self._wait("T"),
            "TI": self._tare_now,
            "TA": lambda: self._say(f"TA A {self._field(self._pan.tare)}"),
            "TAC": self._clear_tare,
            "@": lambda: self._restart(forget_zero=False),
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
        """Break it in one of the ways of `FAULTS`, until `clear`; a restart happens once."""
        if name not in FAULTS:
            message = f"There is no fault {name!r}; the faults are: {', '.join(FAULTS)}."
            raise ValueError(message)
        with self._guard:
            self._restarting = name == "restart"
            self._fault = "" if name in {"restart", "unplug"} else name
            self._fault_since = monotonic()
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
        if command in {"S", "SI", "@"}:
            self._streaming = False
        if command in self._commands:
            self._commands[command]()
        elif command in {"I0", "I1", "I2", "I3", "I4"}:
            self._identify(command)
        else:
            self._say("ES")

    def _tick(self, now: float) -> None:
        with self._guard:
            if self._restarting:
                self._restart(forget_zero=True)
            for command, since in list(self._waiting.items()):
                self._finish(command, since, now)
            if self._streaming and now >= self._next:
                self._next = now + self._period
                self._weight(self._shown())

    def _say(self, text: str) -> None:
        self._line.send(text.encode() + b"\r\n")

    def _identify(self, command: str) -> None:
        if command == "I0":
            listed = [*sorted(self._commands), "I0", "I1", "I2", "I3", "I4"]
            for name in listed:
                self._say(f'I0 B 0 "{name}"')
            self._say("I0 A")
            return
        texts = {
            "I1": '"01" "2.30" "2.20" "" ""',
            "I2": f'"SIMULATED balance {self._pan.capacity}.00 g"',
            "I3": '"1.00"',
            "I4": f'"{self.serial}"',
        }
        self._say(f"{command} A {texts[command]}")

    def _stream(self) -> None:
        self._streaming = True
        self._next = 0.0

    def _restart(self, *, forget_zero: bool) -> None:
        self._restarting = self._streaming = False
        self._waiting.clear()
        self._pan.tare = Decimal(0)
        if forget_zero:
            self._pan.restart()
        self._identify("I4")

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

    def _weight(self, shown: Shown) -> None:
        text = f"S {'S' if shown.stable else 'D'} {self._field(shown.grams)}"
        if self._fault == "garbage":
            self._line.send(_GARBAGE)
        elif self._fault == "half":
            self._line.send(text.encode()[: len(text) // 2])
        elif self._fault == "overlong":
            self._line.send(b"S S " + b"7" * 400)
        elif self._fault == "wrong-unit":
            self._say(text.removesuffix("g") + "ct")
        elif self._fault != "silent":
            self._say(self._no_weight() or text)

    def _no_weight(self) -> str:
        if self._fault == "busy":
            return "S I"
        if self._fault == "overload" or self._pan.load > self._pan.capacity:
            return "S +"
        return "S -" if self._fault == "underload" else ""

    def _field(self, grams: Decimal) -> str:
        return f"{grams:>10} g"

    def _wait(self, command: str) -> None:
        self._waiting[command] = monotonic()

    def _finish(self, command: str, since: float, now: float) -> None:
        shown = self._shown()
        if not shown.stable and now - since < PATIENCE:
            return
        del self._waiting[command]
        if not shown.stable:
            self._say(f"{command} I")
        elif command == "S":
            self._weight(shown)
        elif command == "Z":
            self._pan.set_zero()
            self._say("Z A")
        else:
            self._pan.set_tare()
            self._say(f"T S {self._field(self._pan.tare)}")

    def _zero_now(self) -> None:
        stable = self._shown().stable
        self._pan.set_zero()
        self._say("ZI S" if stable else "ZI D")

    def _tare_now(self) -> None:
        stable = self._shown().stable
        self._pan.set_tare()
        self._say(f"TI {'S' if stable else 'D'} {self._field(self._pan.tare)}")

    def _clear_tare(self) -> None:
        self._pan.tare = Decimal(0)
        self._say("TAC A")
