"""How long may a preparation be kept? Of all the limits that apply, the earliest wins.

Every rule is asked and gives its reason; a date exists only if no reason costs everything. The
in-use window of an opened container ends the drawing from it and is no limit of the date (IN-8).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from beyond_use.answer import BeyondUse, Kind, Limit
from beyond_use.category import Category, categorise
from beyond_use.clock import aware, floor_minute, local_text
from beyond_use.csp import Preparation, Storage
from beyond_use.errors import NoDate
from beyond_use.law import Law
from beyond_use.lengths import end_of_length, length_told
from beyond_use.reason import Effect, Reason, judge
from beyond_use.signed import signed_limits
from beyond_use.table import limit_of, storage_asked, table_limits, table_rule, tests_asked

__all__ = [
    "BeyondUse",
    "Found",
    "Kind",
    "Limit",
    "beyond_use",
    "beyond_uses",
    "kept_in",
    "settle",
    "table_rule",
]


@dataclass(frozen=True)
class Found:
    """The limits and the reasons that some of the rules gave."""

    limits: tuple[Limit, ...] = ()
    reasons: tuple[Reason, ...] = ()

    def __add__(self, other: "Found") -> "Found":
        return Found((*self.limits, *other.limits), (*self.reasons, *other.reasons))


def beyond_use(csp: Preparation, storage: Storage, law: Law) -> BeyondUse:
    """Give the beyond-use date for one storage, or raise NoDate with every reason."""
    return settle(csp, storage, law, kept_in(csp, storage, law, aware(csp.started_at, "start")))


def beyond_uses(csp: Preparation, law: Law) -> dict[Storage, BeyondUse | NoDate]:
    """Give the answer for every storage: a date, or the reasons why there is none."""
    answers: dict[Storage, BeyondUse | NoDate] = {}
    for storage in Storage:
        try:
            answers[storage] = beyond_use(csp, storage, law)
        except NoDate as refusal:
            answers[storage] = refusal
    return answers


def kept_in(csp: Preparation, storage: Storage, law: Law, since: datetime) -> Found:
    """Give what table and cited stability allow in one storage, counted from an instant."""
    category = categorise(csp, law).category
    if category is None:
        return Found()
    reasons = tuple(storage_asked(csp, storage, category, law))
    limits = tuple(table_limits(csp, storage, category, law, since))
    return Found(limits, reasons) + _stability(csp, storage, law, since)


def settle(csp: Preparation, storage: Storage, law: Law, kept: Found) -> BeyondUse:
    """Take the earliest of what the storages allow and of what the components last.

    Raises NoDate with every reason where one of them costs everything.
    """
    categorised = categorise(csp, law)
    category = categorised.category
    tests = tuple(tests_asked(csp, category, law)) if category else ()
    asked = Found(reasons=(*categorised.reasons, *tests))
    found = asked + kept + _longest(csp, category, law) + _components(csp, law)
    found += Found(tuple(signed_limits(csp, law)))
    refuse_where_barred(storage, category, found.reasons)
    earliest = min(found.limits, key=lambda limit: limit.until)
    until = floor_minute(earliest.until)
    if until <= aware(csp.started_at, "start"):
        none_left = _no_time(law, earliest)
        refuse_where_barred(storage, category, (*found.reasons, none_left))
    started = aware(csp.started_at, "start")
    reasons = (*found.reasons, *_meaning(csp, law))
    dated = None if csp.signed_by else category  # a signature gives no category's date (STD-4)
    return BeyondUse(storage, until, earliest, found.limits, csp.zone, started, dated, reasons)


def _meaning(csp: Preparation, law: Law) -> Iterator[Reason]:
    """Say from when a date counts, and what it limits."""
    begun = f"The clock started when it was begun, {local_text(csp.started_at, csp.zone)}."
    yield judge(law.row("BUD-11"), met=True, costs=Effect.NONE, says=begun)
    limits = "Administration begins by the date; how long it then runs is not limited."
    yield judge(law.row("BUD-12"), met=True, costs=Effect.NONE, says=limits)


def _longest(csp: Preparation, category: Category | None, law: Law) -> Found:
    """Give the longest date Category 3 can have, whatever its storages."""
    if category is not Category.THREE:
        return Found()
    return Found((limit_of(law.row("C3-10"), csp.started_at, csp.zone),))


def refuse_where_barred(
    storage: Storage, category: Category | None, reasons: Iterable[Reason]
) -> None:
    """Raise NoDate where a reason costs everything."""
    every = tuple(reasons)
    barred = tuple(one.says for one in every if one.effect is Effect.NOTHING)
    if barred:
        raise NoDate(storage, barred, every, category)


def _no_time(law: Law, earliest: Limit) -> Reason:
    says = f"No time is left after the start: {earliest.because}."
    row = law.row("BUD-10")
    by = "a component or a stability that lasts longer"
    return judge(row, met=False, costs=Effect.NOTHING, says=says, lifted_by=by)


def _stability(csp: Preparation, storage: Storage, law: Law, since: datetime) -> Found:
    """Give what the cited stability allows; without a cited one there is no date."""
    rule = law.row("BUD-10")
    limits = tuple(
        Limit(
            Kind.STABILITY,
            end_of_length(since, cited.lasts, csp.zone),
            f"stable for {length_told(cited.lasts)}",
            cited.source,
            cited.confirmed,
            rule.rule,
            length_told(cited.lasts),
        )
        for cited in csp.stability
        if cited.storage is storage
    )
    if limits:
        return Found(limits)
    says = f"For storage {storage}, no stability source is cited ({rule.rule})."
    by = "a cited stability of this mixture, kept so"
    return Found(reasons=(judge(rule, met=False, costs=Effect.NOTHING, says=says, lifted_by=by),))


def _components(csp: Preparation, law: Law) -> Found:
    """Let nothing outlive what it is made of; what has already ended cannot be used at all."""
    start = aware(csp.started_at, "start")
    limits = tuple(_component_limits(csp, law))
    row = law.row("BUD-17")
    ended = tuple(
        judge(
            row,
            met=False,
            costs=Effect.NOTHING,
            says=f"The {limit.because} was already past at the start (BUD-17).",
            lifted_by="another lot",
        )
        for limit in limits
        if limit.until < start
    )
    in_date = judge(row, met=True, costs=Effect.NONE, says="Every component was in date.")
    return Found(limits, (*(ended or (in_date,)), *_drawn_too_late(csp, law)))


def _component_limits(csp: Preparation, law: Law) -> Iterator[Limit]:
    # The date is read from the container; that it is a limit is the rule's word, which may be open.
    rule = law.row("BUD-10")
    citation = f"{rule.citation}, {rule.rule}"
    for part in csp.components:
        named = f"{part.name} (lot {part.lot})"
        ends = [(Kind.COMPONENT_EXPIRY, part.expires, f"expiry of {named}")]
        if part.beyond_use is not None:
            told = f"beyond-use date of {named}"
            ends.append((Kind.COMPONENT_BEYOND_USE, part.beyond_use, told))
        for kind, end, because in ends:
            until = aware(end, because)
            yield Limit(kind, until, because, citation, rule.confirmed, rule.rule)


def _drawn_too_late(csp: Preparation, law: Law) -> Iterator[Reason]:
    """Refuse what was drawn from a container whose window had ended; a later end costs nothing."""
    start = aware(csp.started_at, "start")
    for part in csp.components:
        if part.drawn_until is None:
            continue
        open_still = start <= aware(part.drawn_until, "end of the in-use window")
        says = f"The opened {part.name} (lot {part.lot}) could be drawn from at the start."
        if not open_still:
            says = f"The opened {part.name} (lot {part.lot}) could no longer be drawn from (IN-8)."
        by = "" if open_still else "a new container"
        yield judge(law.row("IN-8"), met=open_still, costs=Effect.NOTHING, says=says, lifted_by=by)
