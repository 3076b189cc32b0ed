"""The simulated instruments of the sample facility, each behind a real line of its own.

On Linux and macOS the lines are pseudo-terminals, on Windows sockets.  The rooms are never quite
still: temperature, humidity and pressure wander a little, as real ones do.
"""

import os
import threading
from decimal import Decimal
from itertools import count
from typing import Self

from sensors.simulated import balance as balances
from sensors.simulated import room as rooms
from sensors.simulated.balance import SimulatedBalance
from sensors.simulated.room import SimulatedRoom
from webapp.demo.errors import UnknownFault

PROBE = "probe-"
PRESSURE_LOST = "pressure-lost"
BALANCE_FAULTS = balances.FAULTS
ROOM_FAULTS = (*(PROBE + name for name in rooms.FAULTS), PRESSURE_LOST)
FAULTS = (*BALANCE_FAULTS, *ROOM_FAULTS)

SERIAL = "0001"
CAPACITY = Decimal(3200)
BREATH = 1.0  # seconds between two small movements of the air
WANDER = (0, 1, 2, 1, 0, -1, -2, -1, 1, 0, -1)
QUIET = {
    "room-buffer": (Decimal("18.90"), Decimal("44.00"), Decimal("0.0310")),
    "room-hazard": (Decimal("19.40"), Decimal("42.50"), Decimal("-0.0200")),
}
STEP = (Decimal("0.02"), Decimal("0.15"), Decimal("0.0002"))
LOST = Decimal("-0.0040")  # in. w.c.: air flows into the buffer room


class Instruments:
    """A balance and the probes of two rooms; `lines` gives the address of each by its name."""

    def __init__(self) -> None:
        self.balance = SimulatedBalance(SERIAL, capacity=CAPACITY)
        self.rooms = {name: SimulatedRoom() for name in QUIET}
        self.lines: dict[str, str] = {}
        self.broken = ""
        self._leak = False
        self._over = threading.Event()
        self._air = threading.Thread(target=self._breathe, name="air", daemon=True)

    def __enter__(self) -> Self:
        for name, instrument in self._all().items():
            self.lines[name] = instrument.listen() if os.name == "nt" else instrument.open_pty()
        self._move(0)
        self._air.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._air.join(timeout=5)
        for instrument in self._all().values():
            instrument.close()

    def fault(self, name: str) -> None:
        """Break one instrument by the name of the fault.  Raises UnknownFault."""
        known_fault(name)
        self.clear()
        self.broken = name
        if name == PRESSURE_LOST:
            self._leak = True
            self._move(0)
        elif name.startswith(PROBE):
            self.rooms["room-buffer"].fault(name.removeprefix(PROBE))
        else:
            self.balance.fault(name)

    def clear(self) -> None:
        """Mend everything."""
        self.broken = ""
        self._leak = False
        self.balance.clear()
        for room in self.rooms.values():
            room.clear()

    def _all(self) -> dict[str, SimulatedBalance | SimulatedRoom]:
        return {"balance-1": self.balance, **self.rooms}

    def _breathe(self) -> None:
        for turn in count(1):
            if self._over.wait(BREATH):
                return
            self._move(turn)

    def _move(self, turn: int) -> None:
        for place, (name, quiet) in enumerate(QUIET.items()):
            air = [
                value + step * WANDER[(turn // (kind + 2) + 3 * kind + place) % len(WANDER)]
                for kind, (value, step) in enumerate(zip(quiet, STEP, strict=True))
            ]
            leaking = self._leak and name == "room-buffer"
            self.rooms[name].set(
                temperature=air[0], humidity=air[1], pressure=LOST if leaking else air[2]
            )


def known_fault(name: str) -> str:
    """The name itself.  Raises UnknownFault, with the names there are."""
    if name not in FAULTS:
        message = (
            f"There is no fault {name}. Nothing was started. Choose one of: {', '.join(FAULTS)}."
        )
        raise UnknownFault(message)
    return name
