"""The answer: a beyond-use date, the limit that decided it, and all that was weighed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from beyond_use.category import Category
from beyond_use.clock import floor_minute, last_whole_day, local_text, place_of
from beyond_use.csp import Storage
from beyond_use.reason import Reason

KEPT = {
    Storage.ROOM: "at room temperature",
    Storage.REFRIGERATOR: "refrigerated",
    Storage.FREEZER: "frozen",
}
UNKEPT = "not to be kept"


class Kind(StrEnum):
    """What sort of limit it is."""

    TABLE = "table"
    STABILITY = "stability"
    COMPONENT_EXPIRY = "component expiry"
    COMPONENT_BEYOND_USE = "component beyond-use date"
    MAKER = "manufacturer"
    SIGNED = "signed to begin"


@dataclass(frozen=True)
class Limit:
    """One limit that was weighed. ``confirmed`` speaks of what its citation names.

    A figure is confirmed, or the rule that makes a component's own date a limit, or the study.

    ``value`` is the limit as it is written, such as 10 day; it is empty where the limit is a date.
    """

    kind: Kind
    until: datetime
    because: str
    citation: str
    confirmed: bool
    rule: str = ""
    value: str = ""

    def told(self, zone: str) -> str:
        """Say the limit in one line, with its citation."""
        until = local_text(floor_minute(self.until), zone)
        doubt = "" if self.confirmed else "; not confirmed"
        return f"{until}: {self.because} ({self.citation}{doubt})"


@dataclass(frozen=True)
class BeyondUse:
    """The date, the limit that decided it, and every limit that was weighed.

    Administration begins by ``until``; how long an infusion then runs is not limited by it.
    """

    storage: Storage
    until: datetime
    decided_by: Limit
    limits: tuple[Limit, ...]
    zone: str
    started_at: datetime
    category: Category | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def until_local(self) -> str:
        """Print the date with its hour, at its place."""
        return local_text(self.until, self.zone)

    @property
    def signed(self) -> bool:
        """Tell whether it was begun on a signature, so that it is given and never kept."""
        return any(limit.kind is Kind.SIGNED for limit in self.limits)

    @property
    def how_kept(self) -> str:
        """Say how it is kept; what was begun on a signature is not kept at all."""
        return UNKEPT if self.signed else KEPT[self.storage]

    @property
    def label_text(self) -> str:
        """Give the line for the label: the date with its hour, and how it is kept."""
        return f"Beyond use {self.until_local}, {self.how_kept}"

    @property
    def label_day(self) -> str:
        """Give what a label without the hour may say: the last whole day, or nothing (TM-3)."""
        day = last_whole_day(self.until, self.zone)
        begun = self.started_at.astimezone(place_of(self.zone)).date()
        return day.isoformat() if day >= begun else ""

    @property
    def line(self) -> str:
        """Give the line for record and screen: date, storage, category, and what decided."""
        told = self.decided_by.kind is Kind.TABLE  # the row of a table names its category itself
        kind = f"{self.category}, " if self.category and not told else ""
        rule = f" ({self.decided_by.rule})" if self.decided_by.rule else ""
        decided = f"decided by {self.decided_by.because}{rule}"
        return f"{self.until_local}, {self.how_kept}: {kind}{decided}"

    @property
    def unfolded(self) -> tuple[str, ...]:
        """Give the rest for record and screen: each limit, the earliest first, then each reason."""
        ordered = sorted(self.limits, key=lambda limit: limit.until)
        limits = tuple(limit.told(self.zone) for limit in ordered)
        return (*limits, *(f"{one.rule}, {one.state}: {one.says}" for one in self.reasons))

    @property
    def confirmed(self) -> bool:
        """Tell whether every limit weighed was confirmed."""
        return all(limit.confirmed for limit in self.limits)

    @property
    def what_would_change(self) -> str:
        """Say which limit would decide if the deciding one were lifted."""
        if self.decided_by.kind is Kind.SIGNED:
            return "Nothing: what was begun on a signature is given by then or discarded."
        others = [limit for limit in self.limits if limit is not self.decided_by]
        if not others:
            return "Nothing: no other limit was weighed."
        following = min(others, key=lambda limit: limit.until)
        if following.until == self.decided_by.until:
            return f"Nothing alone: {following.because} ends at the same time."
        later = local_text(floor_minute(following.until), self.zone)
        return f"Without this limit it would be {later}: {following.because}."
