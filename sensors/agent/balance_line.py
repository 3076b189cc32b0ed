"""A balance as the agent hears it: frames in, readings by exception out."""

import logging
import threading
from time import monotonic

from sensors.agent.config import BalanceLine
from sensors.agent.recorder import Recorder
from sensors.agent.settle import Refusals, Settling
from sensors.balances.answer import NoWeight, Weighed
from sensors.balances.conversation import Conversation
from sensors.balances.families import FAMILIES
from sensors.errors import FrameRefused, LineSilent, WrongDevice
from sensors.line import Frame, Line
from sensors.reading import Device, Quantity, Reading

LOG = logging.getLogger(__name__)
SILENT_AFTER = 3.0  # seconds without a frame before the line counts as lost
GLANCE = 0.1  # seconds a read may block before it is seen whether to stop
_RESTARTED = (
    "The balance restarted: its zero and tare are lost. Weigh again from the first weighing."
)


class WatchedBalance:
    """One [[balance]] of the agent's file."""

    def __init__(self, config: BalanceLine) -> None:
        self.line = config.line
        self.device = Device("")
        self._config = config
        self._talk: Conversation | None = None
        self._settling = Settling(config.settle_seconds)
        self._refusals = Refusals()
        self._refused = FrameRefused("")

    def connect(self) -> Device:
        """Open the line; refuse another instrument than the one written in the file."""
        self._talk = Conversation(FAMILIES[self._config.protocol], Line(self._config.port))
        device = self._talk.connect()
        expected = self._config.serial_number
        if expected and device.serial != expected:
            raise WrongDevice(self.line, expected, device.serial)
        self.device = device
        self._settling.forget()
        return device

    def close(self) -> None:
        """Let the line go."""
        if self._talk is not None:
            self._talk.close()
            self._talk = None

    def listen(self, recorder: Recorder, stop: threading.Event) -> None:
        """Record what changes until `stop`; raises LineSilent or LineLost."""
        talk = self._connected()
        LOG.warning("%s: %s", self.line, talk.never_seen)
        unseen = recorder.event(self.line, self.device, "driver-never-seen", talk.never_seen)
        recorder.record(unseen)
        streams = self._config.streams
        pause = GLANCE if streams else self._config.every
        heard = monotonic()
        talk.stream() if streams else talk.ask_weight()
        while not stop.is_set():
            frame = self._next(talk, pause, recorder)
            now = monotonic()
            if frame is not None:
                heard = now
                self._take(talk, frame, now, recorder)
            elif now - heard > SILENT_AFTER:
                raise LineSilent(self._config.url, "the question for a weight")
            if not streams:
                stop.wait(pause if frame is not None else 0)
                talk.ask_weight()
            self._report_refused(recorder, self._refusals.flush(now))

    def _connected(self) -> Conversation:
        if self._talk is None:
            raise LineSilent(self._config.url, "because it is not connected")
        return self._talk

    def _next(self, talk: Conversation, pause: float, recorder: Recorder) -> Frame | None:
        try:
            return talk.read(pause)
        except FrameRefused as refused:
            self._refuse(refused, monotonic(), recorder)
            return None

    def _refuse(self, refused: FrameRefused, now: float, recorder: Recorder) -> None:
        self._settling.interrupt()
        self._refused = refused
        self._report_refused(recorder, self._refusals.note(now))

    def _take(self, talk: Conversation, frame: Frame, now: float, recorder: Recorder) -> None:
        try:
            answer = talk.parse(frame)
        except FrameRefused as refused:
            self._refuse(refused, now, recorder)
            return
        if isinstance(answer, Weighed):
            self._weigh(frame, answer, now, recorder)
        elif isinstance(answer, NoWeight):
            self._explain(frame, answer, now, recorder)
        elif talk.restarted(answer):
            self._restarted(frame, recorder)

    def _weigh(self, frame: Frame, found: Weighed, now: float, recorder: Recorder) -> None:
        weight = found.weight
        flags = (f"unverified-digits={found.unverified}",) if found.unverified else ()
        judged = self._settling.judge(weight, flags, now)
        if judged.record:
            recorder.record(
                Reading(
                    line=self.line,
                    quantity=Quantity.MASS,
                    agent_at=recorder.now(),
                    device=self.device,
                    raw=frame.raw,
                    digits=weight.digits,
                    unit=weight.unit,
                    stable=weight.stable,
                    settled=judged.settled,
                    flags=flags,
                )
            )

    def _explain(self, frame: Frame, said: NoWeight, now: float, recorder: Recorder) -> None:
        code = [f"code={said.code}{said.origin}"] if said.code else []
        flags = (said.trouble.value, *code, *([said.detail] if said.detail else []))
        if self._settling.judge(None, flags, now).record:
            recorder.record(self._without_value(recorder, frame.raw, flags, said.says))

    def _restarted(self, frame: Frame, recorder: Recorder) -> None:
        self._settling.forget()
        event = recorder.event(self.line, self.device, "restarted", _RESTARTED, frame.raw)
        recorder.record(event)
        if self._config.streams:
            self._connected().stream()

    def _report_refused(self, recorder: Recorder, count: int) -> None:
        if count:
            refused = self._refused
            flags = (refused.why, f"count={count}")
            recorder.record(self._without_value(recorder, refused.raw, flags, refused.reason))

    def _without_value(
        self, recorder: Recorder, raw: bytes, flags: tuple[str, ...], reason: str
    ) -> Reading:
        return Reading(
            line=self.line,
            quantity=Quantity.MASS,
            agent_at=recorder.now(),
            device=self.device,
            raw=raw,
            flags=flags,
            refused=reason,
        )
