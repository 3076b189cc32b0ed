"""A room instrument as the agent hears it: asked at its interval, recorded by exception."""

import logging
import threading
from pathlib import Path
from time import monotonic

from sensors.agent.config import RoomLine
from sensors.agent.recorder import Recorder
from sensors.agent.settle import Settling
from sensors.errors import FrameRefused, LineSilent
from sensors.line import Port
from sensors.reading import Device, Quantity, Reading, Weight
from sensors.rooms.modbus import ModbusRoom
from sensors.rooms.profile import Point, load_profile

LOG = logging.getLogger(__name__)
SILENCES = 3  # unanswered rounds before the line counts as lost


class WatchedRoom:
    """One [[room]] of the agent's file; `beside` is the folder of that file."""

    def __init__(self, config: RoomLine, beside: Path) -> None:
        self.line = config.line
        self._config = config
        self._profile = load_profile(config.profile, beside)
        self._unit_id = config.unit_id or self._profile.unit_id
        self._talk: ModbusRoom | None = None
        self._seen = {point.quantity: Settling() for point in self._profile.point}
        self.device = self._identity()

    def _identity(self) -> Device:
        """Modbus instruments seldom name themselves: the file may, else profile and unit do."""
        given = self._config.serial_number or f"{self._profile.name} unit {self._unit_id}"
        serial = given
        if self._profile.simulated and not given.startswith("SIMULATED"):
            serial = f"SIMULATED {given}"
        return Device(serial, model=self._profile.name)

    @property
    def _port(self) -> Port:
        config, profile = self._config, self._profile
        return Port(
            config.url,
            baud=config.baud or profile.baud,
            parity=config.parity or profile.parity,
            stop_bits=config.stop_bits or profile.stop_bits,
        )

    def connect(self) -> Device:
        """Open the line; it counts as connected when it answers, be it with a refusal."""
        self._talk = ModbusRoom(self._port, self._profile, self._unit_id)
        try:
            self._talk.measure(self._profile.point[0])
        except FrameRefused as refused:
            LOG.warning("%s: %s", self.line, refused)
        if self._profile.never_seen:
            LOG.warning("%s: %s", self.line, self._profile.never_seen)
        for seen in self._seen.values():
            seen.forget()
        return self.device

    def close(self) -> None:
        """Let the line go."""
        if self._talk is not None:
            self._talk.close()
            self._talk = None

    def listen(self, recorder: Recorder, stop: threading.Event) -> None:
        """Measure at the interval until `stop`; raises LineSilent or LineLost."""
        silences = 0
        due = monotonic()
        while not stop.is_set():
            try:
                self._round(recorder)
                silences = 0
            except LineSilent:
                silences += 1
                if silences >= SILENCES:
                    raise
            due = max(due + self._config.every, monotonic())
            stop.wait(due - monotonic())

    def _round(self, recorder: Recorder) -> None:
        if self._talk is None:
            raise LineSilent(self._config.url, "because it is not connected")
        for point in self._profile.point:
            try:
                measured = self._talk.measure(point)
                self._record(recorder, point, measured.raw, digits=measured.digits)
            except FrameRefused as refused:
                self._record(recorder, point, refused.raw, refused=refused.reason)

    def _record(
        self,
        recorder: Recorder,
        point: Point,
        raw: bytes,
        *,
        digits: str | None = None,
        refused: str = "",
    ) -> None:
        """Record when the value or the reason changed, or ten seconds passed.

        A transmitter has no stability to tell, so a value it gives counts as stable.
        """
        value = None if digits is None else Weight(digits, point.unit, stable=True)
        if not self._seen[point.quantity].judge(value, (refused,), monotonic()).record:
            return
        recorder.record(
            Reading(
                line=self.line,
                quantity=Quantity(point.quantity),
                agent_at=recorder.now(),
                device=self.device,
                raw=raw,
                digits=digits,
                unit=None if digits is None else point.unit,
                stable=None if digits is None else True,
                refused=refused,
            )
        )
