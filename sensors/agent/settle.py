"""Which frames are recorded, and when a weight has settled. Pure: time comes as seconds.

A frame is recorded when what it says has changed, when it has just settled, or when ten seconds
passed since the last recorded one. Settled means the same stable digits, seen without a gap, for
the whole settle time. The seconds are of a monotonic clock: a corrected wall clock settles nothing.
"""

from dataclasses import dataclass

from sensors.reading import Weight

SETTLE_SECONDS = 2.0
REPEAT_SECONDS = 10.0
LONGEST_GAP = 1.0  # seconds between two frames; beyond it nobody knows what lay on the pan


@dataclass(frozen=True)
class Judged:
    """What to do with a frame."""

    record: bool
    settled: bool


class Settling:
    """Follows one line; give it every frame with its time, in order."""

    def __init__(
        self,
        settle: float = SETTLE_SECONDS,
        repeat: float = REPEAT_SECONDS,
        longest_gap: float = LONGEST_GAP,
    ) -> None:
        self._settle = settle
        self._repeat = repeat
        self._longest_gap = longest_gap
        self._since: float | None = None
        self._last_seen = 0.0
        self._weight: Weight | None = None
        self._recorded: tuple[object, bool] | None = None
        self._recorded_at = 0.0

    def judge(self, weight: Weight | None, flags: tuple[str, ...], at: float) -> Judged:
        """Judge one frame; a frame without a weight, such as an overload, settles nothing."""
        settled = self._follow(weight, at)
        said = ((weight, flags), settled)
        due = at - self._recorded_at >= self._repeat
        record = said != self._recorded or due
        if record:
            self._recorded, self._recorded_at = said, at
        return Judged(record, settled)

    def _follow(self, weight: Weight | None, at: float) -> bool:
        broken = weight != self._weight or at - self._last_seen > self._longest_gap
        self._weight, self._last_seen = weight, at
        if weight is None or not weight.stable:
            self._since = None
        elif self._since is None or broken:
            self._since = at
        return self._since is not None and at - self._since >= self._settle

    def interrupt(self) -> None:
        """Something came that is not a weight: what follows settles from its own beginning."""
        self._since = self._weight = None

    def forget(self) -> None:
        """Begin anew, the next frame is recorded: the line was lost or the balance restarted."""
        self.interrupt()
        self._recorded = None


class Refusals:
    """Bounds what garbage may fill: one refused record a second, with the count of the others."""

    def __init__(self, every: float = 1.0) -> None:
        self._every = every
        self._pending = 0
        self._noted_at: float | None = None

    def note(self, at: float) -> int:
        """Count one refused frame; give how many to report now, 0 for not yet."""
        self._pending += 1
        return self.flush(at)

    def flush(self, at: float, *, last: bool = False) -> int:
        """Give what is still unreported once it is due, or at once when the line ends."""
        due = self._noted_at is None or at - self._noted_at >= self._every
        if not self._pending or not (due or last):
            return 0
        count, self._pending, self._noted_at = self._pending, 0, at
        return count
