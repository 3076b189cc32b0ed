"""The walker's hands at the balance: put on, wait as a person does, take down.

What is handed on is the number of a reading that the server published, never a weight.
"""

from collections.abc import Callable
from decimal import Decimal

from webapp.demo.ears import Ears, Frame
from webapp.demo.errors import NotHeard
from webapp.demo.hand import Thing
from webapp.demo.instruments import BALANCE_FAULTS, Instruments

EMPTY = Decimal("0.05")  # g either side of zero
PATIENCE = 14.0  # seconds; an unchanged weight is repeated every ten
STEP = "the balance"


class Scales:
    """The hands, the balance and the live stream that shows what it says."""

    def __init__(self, instruments: Instruments, ears: Ears) -> None:
        self._instruments = instruments
        self._ears = ears
        self._place = ears.heard
        self.fault = ""

    def weigh(self, thing: Thing) -> int:
        """Empty the pan, put the thing on, and give the number of the settled reading.

        A fault of the balance that waits in `fault` strikes while the thing lies on the pan.
        Raises NotHeard with what the balance said instead.
        """
        balance = self._instruments.balance
        balance.remove()
        self._settled("The empty pan", empty, heed_events=False)
        self._place = self._ears.heard
        balance.place(thing.grams)
        if self.fault in BALANCE_FAULTS:
            self._instruments.fault(self.fault)
        reading = int(self._settled(f"The {thing.name}", _loaded)["reading"])
        self._place = self._ears.heard
        return reading

    def _settled(
        self, what: str, wanted: Callable[[Frame], bool], *, heed_events: bool = True
    ) -> Frame:
        """The first settled weight that is wanted; a line that breaks ends the waiting."""

        def told(frame: Frame) -> bool:
            return (heed_events and _broke(frame)) or (frame["settled"] and wanted(frame))

        frame = self._ears.wait(self._place, "weight", told, PATIENCE)
        if frame is None:
            raise NotHeard(
                STEP, f"{what} gave no settled weight in {PATIENCE:.0f} s. {self._last()}"
            )
        if _broke(frame):
            reason = f"{what} was on the pan when the line said: {frame['refused']}"
            raise NotHeard(STEP, reason)
        return frame

    def _last(self) -> str:
        """What the balance said instead."""
        frames = self._ears.since(self._place, "weight")
        if not frames:
            return "The balance said nothing."
        last = frames[-1]
        moving = f"{last['digits']} {last['unit']}, not settled"
        return f"It last said: {last['refused'] or moving}"


def empty(frame: Frame) -> bool:
    """Whether the pan is empty; a frame without digits says neither."""
    return frame["digits"] is not None and abs(Decimal(frame["digits"])) <= EMPTY


def _loaded(frame: Frame) -> bool:
    return frame["digits"] is not None and not empty(frame)


def _broke(frame: Frame) -> bool:
    """The line said something that is no weight."""
    return frame["digits"] is None and frame["unit"] is None and bool(frame["refused"])
