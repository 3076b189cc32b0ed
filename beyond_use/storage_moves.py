"""Changes of storage, kept as events: how long a preparation may be kept after all of them.

Each event begins a limit of its own storage, and every one of them holds to the end: times are
never added up, and a move to a longer storage lengthens nothing. What was thawed is not frozen
again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from beyond_use.answer import KEPT, BeyondUse
from beyond_use.clock import aware, local_text
from beyond_use.csp import Preparation, Storage
from beyond_use.decide import Found, kept_in, settle
from beyond_use.errors import BadFacts
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge


@dataclass(frozen=True)
class Move:
    """A change of storage: where to, and when."""

    to: Storage
    at: datetime

    def __post_init__(self) -> None:
        aware(self.at, "change of storage")


def after_moves(csp: Preparation, first: Storage, moves: Sequence[Move], law: Law) -> BeyondUse:
    """Give the date after all moves, in the storage of the last one.

    Each storage counts from its own event; the components count once. Raises NoDate where a
    storage is not allowed, thawed is frozen again, or the date had passed before a move; BadFacts
    where the moves are not in the order of time.
    """
    held = Move(first, csp.started_at)
    found = _kept(csp, held, law)
    answer = settle(csp, first, law, found)
    thawed = False
    for move in moves:
        _refuse_disorder(held, move)
        thawed = thawed or (held.to is Storage.FREEZER and move.to is not Storage.FREEZER)
        judged = _moved(answer, move, law, thawed=thawed)
        found = found + _kept(csp, move, law) + Found(reasons=judged)
        before, answer = answer, settle(csp, move.to, law, found)
        spoken = _ended(before, answer, move, law, first=first)
        found = found + Found(reasons=(spoken,))
        answer = replace(answer, reasons=(*answer.reasons, spoken))
        held = move
    return answer


def _ended(before: BeyondUse, after: BeyondUse, move: Move, law: Law, *, first: Storage) -> Reason:
    """Say what a move did to the date: a shorter limit counts from it, a longer changes nothing."""
    if after.until < before.until:
        rule, does = "ST-2", f"its limit counts from the move, so the date is {after.until_local}"
    elif before.storage is not first:
        rule = "ST-5"
        does = f"what was spent elsewhere stays spent, and the date stays {after.until_local}"
    else:
        rule, does = "ST-3", f"the date stays {after.until_local}"
    says = f"Moved {local_text(move.at, after.zone)}, {KEPT[move.to]}: {does}."
    return judge(law.row(rule), met=True, costs=Effect.NONE, says=says)


def _kept(csp: Preparation, move: Move, law: Law) -> Found:
    """Give the limits of one event, each saying in words which storage it belongs to."""
    since = aware(move.at, "change of storage")
    found = kept_in(csp, move.to, law, since)
    if since == aware(csp.started_at, "start"):
        return found
    told = f"{KEPT[move.to]} since {local_text(since, csp.zone)}"
    limits = tuple(replace(one, because=f"{one.because}, {told}") for one in found.limits)
    return Found(limits, found.reasons)


def _moved(answer: BeyondUse, move: Move, law: Law, *, thawed: bool) -> tuple[Reason, ...]:
    """Ask of one move whether there is a date left, and whether it freezes what was thawed."""
    at = aware(move.at, "change of storage")
    late = at > answer.until
    says = f"It was moved before its date, {answer.until_local}."
    if late:
        says = f"Its date, {answer.until_local}, had passed before it was moved (ST-1)."
    in_time = judge(law.row("ST-1"), met=not late, costs=Effect.NOTHING, says=says, lifted_by="")
    if not (thawed and move.to is Storage.FREEZER):
        return (in_time,)
    says = "It was thawed, and what was thawed is not frozen again (ST-4)."
    frozen_again = judge(
        law.row("ST-4"), met=False, costs=Effect.NOTHING, says=says, lifted_by="a new preparation"
    )
    return (in_time, frozen_again)


def _refuse_disorder(before: Move, move: Move) -> None:
    if aware(move.at, "change of storage") < aware(before.at, "change of storage"):
        trouble = (
            f"The move to {move.to} at {move.at.isoformat()} lies before the one to {before.to}, "
            f"{before.at.isoformat()}; write the moves in the order of time, after the start"
        )
        raise BadFacts(trouble)
