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
from beyond_use.decide import Found, kept_in, refuse_where_barred, settle
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
    answer = settle(csp, first, law, found := _kept(csp, Move(first, csp.started_at), law))
    held = Move(first, csp.started_at)
    thawed = False
    for move in moves:
        _refuse_disorder(held, move)
        thawed = thawed or (held.to is Storage.FREEZER and move.to is not Storage.FREEZER)
        judged = _moved(answer, move, law, thawed=thawed)
        refuse_where_barred(move.to, answer.category, (*answer.reasons, *judged))
        found = found + _kept(csp, move, law) + Found(reasons=judged)
        answer = settle(csp, move.to, law, found)
        held = move
    return answer


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
    says = f"Moved {local_text(at, answer.zone)}: {KEPT[move.to]}."
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
