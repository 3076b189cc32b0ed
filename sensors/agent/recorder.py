"""Puts readings into the spool; a full disk makes it wait, never drop."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from sensors.agent.backoff import Backoff
from sensors.agent.spool import Spool
from sensors.errors import LineLost, SpoolError
from sensors.reading import Device, Quantity, Reading, iso

LOG = logging.getLogger(__name__)
AGENT_LINE = "agent"  # the line under which the agent speaks of itself

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


class Recorder:
    """Shared by the device threads; `now` is the clock written into the readings."""

    def __init__(self, spool: Spool, stop: threading.Event, now: Now = utc_now) -> None:
        self._spool = spool
        self._stop = stop
        self.now = now

    def record(self, reading: Reading) -> None:
        """Keep one reading, however long the disk takes to have room again.

        After such a wait the line's older bytes are stale: the gap is declared and LineLost is
        raised, so that the device is opened afresh.
        """
        body = reading.to_wire()
        try:
            self._spool.append(body)
        except SpoolError as error:
            LOG.exception("A reading of %s waits", reading.line)
            self._wait(body)
            self._declare_gap(reading)
            raise LineLost(reading.line, "the spool was full for a while") from error

    def _wait(self, body: dict[str, object]) -> None:
        backoff = Backoff()
        while not self._stop.wait(backoff.next()):
            try:
                self._spool.append(body)
            except SpoolError as error:
                LOG.error("Still waiting: %s", error)  # noqa: TRY400 - the trace was logged once
            else:
                return

    def _declare_gap(self, reading: Reading) -> None:
        if not self._stop.is_set():
            began = iso(reading.agent_at)
            reason = f"Nothing of this line was kept between {began} and now: the spool was full."
            event = self.event(reading.line, reading.device, "gap", reason)
            self._spool.append(event.to_wire())

    def event(
        self, line: str, device: Device, kind: str, reason: str = "", raw: bytes = b""
    ) -> Reading:
        """Make the record of something that happened to a line; `kind` is its first flag."""
        return Reading(
            line=line,
            quantity=Quantity.EVENT,
            agent_at=self.now(),
            device=device,
            raw=raw,
            flags=(kind,),
            refused=reason,
        )

    def declare(self, kind: str, reason: str) -> None:
        """Record an event of the agent itself; without room for it, it stands in the log only.

        It never waits: the thread that empties the spool calls it.
        """
        try:
            self._spool.append(self.event(AGENT_LINE, Device(""), kind, reason).to_wire())
        except SpoolError:
            LOG.exception("Not recorded: %s, %s", kind, reason)
