"""How long may a preparation be kept? Of all the limits that apply, the earliest wins.

Each judge returns its limits or raises with its reasons; a date exists only if none raised.
Category 3 is not offered: its limits stand in the law, its controls are not yet judged here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from beyond_use.clock import ONE_DAY, after_days, aware, floor_minute, local_text
from beyond_use.csp import Area, Preparation, Process, Sterility, Storage
from beyond_use.errors import NoDate
from beyond_use.law import Law, Row


class Kind(StrEnum):
    """What sort of limit it is."""

    TABLE = "table"
    STABILITY = "stability"
    COMPONENT_EXPIRY = "component expiry"
    COMPONENT_BEYOND_USE = "component beyond-use date"


@dataclass(frozen=True)
class Limit:
    """One limit that was weighed. ``confirmed`` speaks of the figure or date itself."""

    kind: Kind
    until: datetime
    because: str
    citation: str
    confirmed: bool


@dataclass(frozen=True)
class BeyondUse:
    """The date, the limit that decided it, and every limit that was weighed."""

    storage: Storage
    until: datetime
    decided_by: Limit
    limits: tuple[Limit, ...]
    zone: str

    @property
    def until_local(self) -> str:
        """Print the date with its hour, at its place."""
        return local_text(self.until, self.zone)

    @property
    def what_would_change(self) -> str:
        """Say which limit would decide if the deciding one were lifted."""
        others = [limit for limit in self.limits if limit is not self.decided_by]
        following = min(others, key=_until)
        if following.until == self.decided_by.until:
            return f"Nothing alone: {following.because} ends at the same time."
        later = local_text(floor_minute(following.until), self.zone)
        return f"Without this limit it would be {later}: {following.because}."


def beyond_use(csp: Preparation, storage: Storage, law: Law) -> BeyondUse:
    """Give the beyond-use date for one storage, or raise NoDate with every reason."""
    limits: list[Limit] = []
    reasons: list[str] = []
    for judge in (_table, _stability, _components):
        try:
            limits += judge(csp, storage, law)
        except NoDate as refusal:
            reasons += refusal.reasons
    if reasons:
        raise NoDate(storage, tuple(reasons))
    earliest = min(limits, key=_until)
    until = floor_minute(earliest.until)
    if until <= aware(csp.started_at, "start"):
        raise NoDate(storage, (f"no time is left after the start: {earliest.because}",))
    return BeyondUse(storage, until, earliest, tuple(limits), csp.zone)


def beyond_uses(csp: Preparation, law: Law) -> dict[Storage, BeyondUse | NoDate]:
    """Give the answer for every storage: a date, or the reasons why there is none."""
    answers: dict[Storage, BeyondUse | NoDate] = {}
    for storage in Storage:
        try:
            answers[storage] = beyond_use(csp, storage, law)
        except NoDate as refusal:
            answers[storage] = refusal
    return answers


def table_rule(csp: Preparation) -> str:
    """Name the rule whose row limits this preparation. A test still pending counts as none."""
    if csp.area is Area.SEGREGATED:
        return "BUD-1"
    passed = csp.sterility is Sterility.PASSED
    if csp.process is Process.TERMINAL:
        return "BUD-6" if passed else "BUD-5"
    if passed:
        return "BUD-4"
    return "BUD-3" if csp.sterile_components_only else "BUD-2"


def _table(csp: Preparation, storage: Storage, law: Law) -> tuple[Limit, ...]:
    """Give the category's own ceiling. Storage that its table leaves out is not allowed at all."""
    if csp.sterility is Sterility.FAILED:
        raise NoDate(storage, ("its sterility test failed (BUD-14)",))
    rule = table_rule(csp)
    row = law.find(rule, storage)
    if row is None:
        raise NoDate(storage, (f"the table allows no storage in the {storage} ({rule})",))
    if storage is Storage.FREEZER and not csp.frozen_closure.strip():
        closure = "no proof is cited that this container stays closed when frozen (BUD-19)"
        raise NoDate(storage, (closure,))
    until = _end_of_row(aware(csp.started_at, "start"), row, csp.zone)
    because = f"{row.says}: {row.value} {'h' if row.unit == 'h' else _days(row.value)}"
    return (Limit(Kind.TABLE, until, because, f"{row.citation}, {rule}", row.confirmed),)


def _stability(csp: Preparation, storage: Storage, law: Law) -> tuple[Limit, ...]:
    """Give what the cited stability allows; without a cited one there is no date."""
    start = aware(csp.started_at, "start")
    limits = tuple(
        Limit(
            Kind.STABILITY,
            _end_of_stability(start, cited.lasts, csp.zone),
            f"stable for {_told(cited.lasts)}",
            cited.source,
            cited.confirmed,
        )
        for cited in csp.stability
        if cited.storage is storage
    )
    if not limits:
        rule = law.row("BUD-10")
        raise NoDate(storage, (f"no stability source is cited for this storage ({rule.rule})",))
    return limits


def _components(csp: Preparation, storage: Storage, law: Law) -> tuple[Limit, ...]:
    """Let nothing outlive what it is made of; what has already ended cannot be used at all."""
    start = aware(csp.started_at, "start")
    limits = tuple(_component_limits(csp, law))
    ended = tuple(
        f"{limit.because} already past at the start (BUD-17)"
        for limit in limits
        if limit.until < start
    )
    if ended:
        raise NoDate(storage, ended)
    return limits


def _component_limits(csp: Preparation, law: Law) -> Iterator[Limit]:
    # The dates are read from the containers themselves, so they need no confirming.
    citation = f"{law.row('BUD-10').citation}, BUD-10"
    for part in csp.components:
        named = f"{part.name} (lot {part.lot})"
        expires = aware(part.expires, "expiry")
        yield Limit(Kind.COMPONENT_EXPIRY, expires, f"expiry of {named}", citation, confirmed=True)
        if part.beyond_use is not None:
            own = aware(part.beyond_use, "beyond-use date")
            because = f"beyond-use date of {named}"
            yield Limit(Kind.COMPONENT_BEYOND_USE, own, because, citation, confirmed=True)


def _end_of_row(start: datetime, row: Row, zone: str) -> datetime:
    figure = int(row.number)
    if row.unit == "day":
        return after_days(start, figure, zone)
    return start + timedelta(hours=figure)


def _end_of_stability(start: datetime, lasts: timedelta, zone: str) -> datetime:
    """Count whole days the careful way: the source may have meant days or hours."""
    return start + lasts if lasts % ONE_DAY else after_days(start, lasts.days, zone)


def _told(lasts: timedelta) -> str:
    if lasts % ONE_DAY:
        hours, rest = divmod(lasts, timedelta(hours=1))
        return f"{hours} h {rest // timedelta(minutes=1)} min" if rest else f"{hours} h"
    return f"{lasts.days} {_days(str(lasts.days))}"


def _days(figure: str) -> str:
    return "day" if figure == "1" else "days"


def _until(limit: Limit) -> datetime:
    return limit.until
