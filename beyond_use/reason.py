"""A reason: what one rule of the law says of one fact, and what that costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from beyond_use.edition import Row

UNSURE = "unsure"


class State(StrEnum):
    """Whether a rule is kept. A fact that is not known is never taken for kept."""

    MET = "met"
    NOT_MET = "not met"
    NOT_KNOWN = "not known"


class Effect(IntEnum):
    """What a rule that is not kept costs, the gravest last."""

    NONE = 0
    NOTED = 1
    CATEGORY_2 = 2
    CATEGORY_1 = 3
    NOTHING = 4

    @property
    def told(self) -> str:
        """Say it in words."""
        return _TOLD[self]


_TOLD = {
    Effect.NONE: "nothing changes",
    Effect.NOTED: "a deviation is noted",
    Effect.CATEGORY_2: "Category 2 at most",
    Effect.CATEGORY_1: "Category 1 only",
    Effect.NOTHING: "nothing may be made",
}


@dataclass(frozen=True)
class Reason:
    """One rule, asked of one fact.

    ``says`` is a sentence with the fact and the limit; ``lifted_by`` says who or what would change
    it. A rule that is met costs nothing.
    """

    rule: str
    state: State
    effect: Effect
    says: str
    citation: str
    confirmed: bool
    lifted_by: str = ""

    @property
    def met(self) -> bool:
        """Tell whether the rule is known to be kept."""
        return self.state is State.MET


def judge(row: Row, *, met: bool | None, costs: Effect, says: str, lifted_by: str = "") -> Reason:
    """Give the reason for one row of the law; ``met`` is None where the fact is not known.

    A figure that was recalled with doubt may warn and no more, whatever it would cost. What is met
    has nothing to be lifted.
    """
    state = State.NOT_KNOWN if met is None else State.MET if met else State.NOT_MET
    effect = Effect.NONE if state is State.MET else costs
    if row.status == UNSURE:
        effect = min(effect, Effect.NOTED)
    citation = f"{row.citation}, {row.rule}"
    lifted = "" if state is State.MET else lifted_by
    return Reason(row.rule, state, effect, says, citation, row.confirmed, lifted)


def all_met(reasons: Iterable[Reason]) -> bool:
    """Tell whether every rule is known to be kept."""
    return all(reason.met for reason in reasons)


def gravest(reasons: Iterable[Reason]) -> Effect:
    """Give the gravest of what the reasons cost."""
    return max((reason.effect for reason in reasons), default=Effect.NONE)
