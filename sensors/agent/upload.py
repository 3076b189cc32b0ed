"""Brings the spool to the server: at once when something is new, again when it did not arrive."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from http.client import HTTPException
from time import monotonic

from sensors.agent.backoff import Backoff
from sensors.agent.connection import Connection, Reply
from sensors.agent.spool import Spool
from sensors.agent.witness import Witness
from sensors.errors import ServerRefused, SpoolError
from sensors.reading import iso

LOG = logging.getLogger(__name__)
BATCH = 500
IDLE = 60.0  # seconds of sleep where nothing is new
OK, HOLE = 200, 409


class Upload:
    """One thread's work: batches up, acknowledgements down, the head kept.

    `declare` records an event of the agent itself, for what the record should know.
    """

    def __init__(
        self,
        agent: str,
        spool: Spool,
        connection: Connection,
        *,
        witness: Witness,
        declare: Callable[[str, str], None],
    ) -> None:
        self._agent = agent
        self._spool = spool
        self._connection = connection
        self._witness = witness
        self._declare = declare
        self._cursor = spool.acknowledged
        self._doubted = False

    def run(self, stop: threading.Event) -> None:
        """Work until `stop`; an outage only makes it wait."""
        backoff = Backoff()
        while not stop.is_set():
            if not self._spool.wait_beyond(self._cursor, IDLE, stop):
                continue
            try:
                self.send_batch()
                backoff.reset()
            except (OSError, HTTPException, ServerRefused, SpoolError) as error:
                LOG.warning("Readings wait in the spool: %s", error)
                stop.wait(backoff.next())
            except Exception:  # a defect here must not end the only way to the server
                LOG.exception("Readings wait in the spool")
                stop.wait(backoff.next())
        self._connection.close()

    def drain(self, seconds: float) -> bool:
        """Send what waits before the agent ends; give False when some of it stays."""
        until = monotonic() + seconds
        try:
            while self._spool.last > self._cursor and monotonic() < until:
                self.send_batch()
        except (OSError, HTTPException, ServerRefused, SpoolError) as error:
            LOG.warning("Readings stay in the spool until the next start: %s", error)
        self._connection.close()
        return self._spool.last <= self._cursor

    def send_batch(self) -> None:
        """Send the next batch and take the answer."""
        batch = self._spool.after(self._cursor, BATCH)
        reply = self._connection.post(
            {
                "agent": self._agent,
                "boot": self._spool.boot,
                "sent_at": iso(datetime.now(UTC)),
                "readings": [kept.body for kept in batch],
            }
        )
        if reply.status == OK:
            self._accepted(reply, batch[-1].sequence)
        elif reply.status == HOLE:
            self._rejoin(_number(reply, "have"))
        else:
            raise ServerRefused(reply.status, str(reply.body.get("error", "")))

    def _accepted(self, reply: Reply, sent: int) -> None:
        stored = _number(reply, "acknowledged")
        if stored > self._spool.last:
            self._begin_anew(stored)
            return
        self._spool.acknowledge(stored)
        if stored < sent:
            self._rejoin(stored)
            return
        self._cursor = stored
        self._bear_witness(reply.body.get("head"))

    def _bear_witness(self, head: object) -> None:
        if isinstance(head, dict) and not self._witness.keep(head) and not self._doubted:
            self._doubted = True
            LOG.error("The server's record contradicts the head kept in %s", self._witness.path)
            self._declare("record-contradicts-head", "kept as head-conflict.json")

    def _rejoin(self, have: int) -> None:
        """Go on behind what the server has: it may have come back from an older backup."""
        if have == self._cursor:
            raise ServerRefused(HOLE, f"it asks again for what follows {have}, which was sent")
        if self._spool.can_resend(have):
            LOG.warning("The server has %s; sending again from there", have)
            self._cursor = have
        else:
            self._begin_anew(have)

    def _begin_anew(self, have: int) -> None:
        old = self._spool.begin_anew()
        self._cursor = 0
        LOG.error("Server (%s) and spool cannot be joined; new start after %s", have, old)
        self._declare("spool-begun-anew", f"the server had {have} of {old}")


def _number(reply: Reply, key: str) -> int:
    value = reply.body.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ServerRefused(reply.status, f"no {key} in the answer")
    return value
