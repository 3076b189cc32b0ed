"""A bag and its vial, docked for future activation: kept as long as the maker says, no longer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from beyond_use.answer import BeyondUse, Kind, Limit
from beyond_use.clock import aware, floor_minute, place_of
from beyond_use.csp import Component, Storage
from beyond_use.decide import refuse_where_barred
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, held
from beyond_use.law import Law
from beyond_use.lengths import end_of_length, length_told
from beyond_use.reason import Effect, Reason, judge

_HOOD = Otherwise(Effect.NOTHING, "Dock it in an ISO 5 hood", "docking another in the hood")


@dataclass(frozen=True)
class Docked:
    """A bag-and-vial system docked for later.

    ``maker_limit`` is what the maker's labeling allows from docking in this storage, ``source`` the
    labeling; ``parts`` are bag and vial.
    """

    docked_at: datetime
    zone: str
    storage: Storage
    pec_iso: int | None
    maker_limit: timedelta
    source: str
    parts: tuple[Component, ...]

    def __post_init__(self) -> None:
        aware(self.docked_at, "docking")
        place_of(self.zone)
        if self.maker_limit <= timedelta(0) or not self.source.strip():
            trouble = "A docked bag needs the maker's limit and the labeling that says it"
            raise BadFacts(trouble)
        if not self.parts:
            trouble = "A docked bag needs bag and vial with their expiries"
            raise BadFacts(trouble)


def docked_until(docked: Docked, law: Law) -> BeyondUse:
    """Give the date: the maker's limit, or the first expiry. The tables do not apply (SC-4).

    Raises NoDate where it was not docked in ISO 5, or something had expired.
    """
    start = aware(docked.docked_at, "docking")
    limits = _limits(docked, start, law)
    earliest = min(limits, key=lambda limit: limit.until)
    until = floor_minute(earliest.until)
    reasons = (
        held(law.row("FE-2"), docked.pec_iso, "class of the hood where it was docked", _HOOD),
        _in_date(earliest, law, usable=until > start),
    )
    refuse_where_barred(docked.storage, None, reasons)
    return BeyondUse(docked.storage, until, earliest, limits, docked.zone, start, None, reasons)


def _limits(docked: Docked, start: datetime, law: Law) -> tuple[Limit, ...]:
    row = law.row("SC-4")
    end = end_of_length(start, docked.maker_limit, docked.zone)
    told = length_told(docked.maker_limit)
    because = f"the maker's labeling allows {told} from docking"
    maker = Limit(Kind.MAKER, end, because, docked.source, row.confirmed, row.rule, told)
    rule = law.row("BUD-10")
    expiries = tuple(
        Limit(
            Kind.COMPONENT_EXPIRY,
            aware(part.expires, "expiry"),
            f"expiry of {part.name} (lot {part.lot})",
            f"{rule.citation}, {rule.rule}",
            rule.confirmed,
            rule.rule,
        )
        for part in docked.parts
    )
    return (maker, *expiries)


def _in_date(earliest: Limit, law: Law, *, usable: bool) -> Reason:
    says = "Bag and vial are in date."
    if not usable:
        says = f"No time is left after docking: {earliest.because} (BUD-17)."
    by = "" if usable else "another lot"
    return judge(law.row("BUD-17"), met=usable, costs=Effect.NOTHING, says=says, lifted_by=by)
