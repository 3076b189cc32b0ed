"""The window of something opened: the limits that end it, the earliest first."""

from dataclasses import dataclass
from datetime import datetime

from beyond_use.clock import aware, floor_minute, local_text
from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.lengths import end_of_row
from beyond_use.reason import Effect, Reason, gravest, judge

_DISCARD, _NEW = "Discard it", "a new container"


@dataclass(frozen=True)
class End:
    """One limit that ends a window, at an instant in UTC rounded down to the minute."""

    until: datetime
    because: str
    row: Row


@dataclass(frozen=True)
class Window:
    """Whether something opened may be used now, until when, and why.

    ``until`` and ``decided_by`` are missing where no end can be told. Every rule that was asked
    stands in ``reasons``; ``note`` says what the window does not mean.
    """

    allowed: bool
    until: datetime | None
    decided_by: End | None
    ends: tuple[End, ...]
    reasons: tuple[Reason, ...]
    zone: str
    note: str = ""

    @property
    def told(self) -> str:
        """Say it in one line, with date and hour at its place."""
        if self.allowed and self.until is not None and self.decided_by is not None:
            until = local_text(self.until, self.zone)
            return f"may be used until {until}: {self.decided_by.because}"
        against = (one.says for one in self.reasons if one.effect is Effect.NOTHING)
        return f"may not be used: {' '.join(against)}"


def window(
    ends: tuple[End, ...], others: tuple[Reason, ...], now: datetime, zone: str, note: str = ""
) -> Window:
    """Weigh every end against now, and join the reasons that are not of time.

    What another reason forbids has no end to tell.
    """
    moment = aware(now, "present")
    reasons = (*others, *(_in_time(end, moment, zone) for end in ends))
    allowed = bool(ends) and gravest(reasons) is not Effect.NOTHING
    if not ends or gravest(others) is Effect.NOTHING:
        return Window(allowed, None, None, ends, reasons, zone, note)
    first = min(ends, key=_until)
    return Window(allowed, first.until, first, ends, reasons, zone, note)


def opened_instant(opened_at: datetime, now: datetime) -> datetime:
    """Give the opening in UTC.  Raises BadFacts where it lies after now, or has no zone."""
    begun = aware(opened_at, "opening")
    if begun > aware(now, "present"):
        trouble = f"The opening {begun.isoformat()} lies after now, {now.isoformat()}"
        raise BadFacts(trouble)
    return begun


def end_after(start: datetime, row: Row, zone: str, because: str) -> End:
    """Give the end of a row's time after a start."""
    return End(floor_minute(end_of_row(start, row, zone)), because, row)


def _in_time(end: End, now: datetime, zone: str) -> Reason:
    """Hold now against one end; at the instant itself it may still be used (TM-4)."""
    usable = now <= end.until
    verb = "ends" if usable else "ended"
    said = f"{end.because}: {verb} {local_text(end.until, zone)}, now {local_text(now, zone)}."
    says = said if usable else f"{said} {_DISCARD}."
    return judge(end.row, met=usable, costs=Effect.NOTHING, says=says, lifted_by=_NEW)


def _until(end: End) -> datetime:
    return end.until
