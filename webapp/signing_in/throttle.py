"""A brake on guessing from one address, besides the lock-out of each person.

Only refused tries count, so a busy station never brakes itself by working.
"""

import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=5)
MOST = 20
ADDRESSES = 4096


class Throttle:
    """Counts refused tries of each address inside a window."""

    def __init__(self, most: int = MOST, window: timedelta = WINDOW) -> None:
        self._most = most
        self._window = window
        self._tries: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def refused(self, address: str, at: datetime) -> None:
        """Count one refused try."""
        with self._lock:
            self._tries.setdefault(address, deque(maxlen=self._most)).append(at)
            self._tries.move_to_end(address)
            while len(self._tries) > ADDRESSES:
                self._tries.popitem(last=False)

    def brakes(self, address: str, at: datetime) -> bool:
        """True when this address has used up its tries for now."""
        with self._lock:
            tries = self._tries.get(address)
            full = tries is not None and len(tries) == self._most
            return tries is not None and full and at - tries[0] < self._window

    def forget(self) -> None:
        """Begin anew, as after a restart."""
        with self._lock:
            self._tries.clear()
