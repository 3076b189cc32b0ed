"""Waiting longer after each failure, up to a bound."""

FIRST, MOST = 0.5, 10.0  # seconds


class Backoff:
    """0.5, 1, 2, 4, 8, 10, 10 … seconds.

    >>> backoff = Backoff()
    >>> [backoff.next() for _ in range(6)]
    [0.5, 1.0, 2.0, 4.0, 8.0, 10.0]
    """

    def __init__(self, first: float = FIRST, most: float = MOST) -> None:
        self._first = first
        self._most = most
        self._wait = first

    def next(self) -> float:
        """Give the seconds to wait now."""
        wait, self._wait = self._wait, min(self._wait * 2, self._most)
        return wait

    def reset(self) -> None:
        """Begin at the shortest wait again."""
        self._wait = self._first
