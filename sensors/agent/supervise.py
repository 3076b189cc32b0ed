"""One thread for each device: it reconnects for ever, and never takes another one down."""

import logging
import threading
from time import monotonic
from typing import Protocol

from sensors.agent.backoff import Backoff
from sensors.agent.recorder import Recorder
from sensors.errors import SensorError
from sensors.reading import Device

LOG = logging.getLogger(__name__)
STEADY = 5.0  # seconds a line must hold before its next outage is retried fast again


class Watched(Protocol):
    """A device the agent reads."""

    line: str
    device: Device

    def connect(self) -> Device:
        """Open the line and learn who answers."""

    def listen(self, recorder: Recorder, stop: threading.Event) -> None:
        """Record until `stop`; raises a SensorError when the line is lost."""

    def close(self) -> None:
        """Let the line go."""


def supervise(watched: Watched, recorder: Recorder, stop: threading.Event) -> None:
    """Keep one device connected until `stop`; each outage is one event, however long.

    Whatever breaks here must not end the other devices, so every exception ends in the log.
    """
    backoff = Backoff()
    down = False
    while not stop.is_set():
        began = monotonic()
        try:
            _connect(watched, recorder)
            down = False
            watched.listen(recorder, stop)
        except SensorError as error:
            down = _lost(watched, recorder, error, already=down)
        except Exception as error:
            LOG.exception("Line %s broke", watched.line)
            down = _lost(watched, recorder, error, already=down)
        finally:
            watched.close()
        if monotonic() - began > STEADY:
            backoff.reset()
        stop.wait(backoff.next())


def _connect(watched: Watched, recorder: Recorder) -> None:
    before = watched.device.serial
    device = watched.connect()
    named = " ".join(text for text in (device.model, device.software) if text)
    recorder.record(recorder.event(watched.line, device, "connected", named))
    if before not in {"", device.serial}:
        reason = (
            f"{device.serial} answers where {before} did. Its calibration and its check of today "
            "count, not those of the other one."
        )
        recorder.record(recorder.event(watched.line, device, "device-changed", reason))


def _lost(watched: Watched, recorder: Recorder, error: Exception, *, already: bool) -> bool:
    """Record an outage once; give the new state, which is down."""
    if already:
        return True
    LOG.warning("%s", error)
    event = recorder.event(watched.line, watched.device, "disconnected", str(error))
    try:
        recorder.record(event)
    except SensorError:
        LOG.exception("The outage of %s was recorded late", watched.line)
    return True
