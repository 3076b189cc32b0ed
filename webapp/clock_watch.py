"""Write down every jump of the server's clock: no date may rest on one in silence."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from beyond_use.law import in_force_on
from beyond_use.steady import Look, stepped
from compounding.ledger.actor import SYSTEM
from compounding.ledger.entry import Entry
from compounding.ledger.verbs import Verb
from webapp.house import House

LOG = logging.getLogger("firstair.web")
EVERY_SECONDS = 5.0
SUBJECT = "clock of the server"


def steady_clock() -> timedelta:
    """Time that never goes back, from any beginning."""
    return timedelta(seconds=time.monotonic())


class ClockWatch:
    """Looks at both clocks every few seconds, and at its start at the log's last entry."""

    def __init__(
        self,
        house: House,
        steady: Callable[[], timedelta] = steady_clock,
        every: float = EVERY_SECONDS,
    ) -> None:
        self._house = house
        self._steady = steady
        self._every = every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clock watch", daemon=True)
        self._seen = Look(house.now(), steady())

    def start(self) -> None:
        """Begin watching."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching and wait for the last look."""
        self._over.set()
        self._thread.join(timeout=10)

    def begin(self) -> None:
        """Write down where the clock stands before the log's last entry: it was set back."""
        with self._house.database.reading() as session:
            last = session.scalars(select(Entry).order_by(Entry.number.desc()).limit(1)).first()
        if last is not None:
            self._judge(Look(last.at, self._seen.steady), only_back=True)

    def look(self) -> None:
        """Hold both clocks against the look before; a jump becomes an entry."""
        before, self._seen = self._seen, Look(self._house.now(), self._steady())
        self._judge(before)

    def _judge(self, before: Look, *, only_back: bool = False) -> None:
        now = self._seen
        jump = stepped(before, now, in_force_on(now.wall.date()))
        if jump is None or (only_back and jump > timedelta(0)):
            return
        told = {"before": before.wall.isoformat(), "after": now.wall.isoformat()}
        told["seconds"] = f"{jump.total_seconds():.1f}"
        with self._house.database.entry(by=SYSTEM, at=now.wall) as unit:
            unit.write(Verb.SYSTEM_CLOCK_STEP, SUBJECT, extra=told)

    def _run(self) -> None:
        self._safely(self.begin)
        while not self._over.wait(self._every):
            self._safely(self.look)

    def _safely(self, act: Callable[[], None]) -> None:
        """A failing look is logged; the next one is tried all the same."""
        try:
            act()
        except Exception:
            LOG.exception("the clock could not be looked at")
