"""One check of a bag: what was found, what it was held against, and what follows."""

from dataclasses import dataclass, replace
from enum import StrEnum

from formulas.number import digits_of
from formulas.nutrition.given import Measured, Unmeasured
from formulas.nutrition.limits import Comparator, Level, Limit, Row, Rule, Status
from formulas.quantity import Quantity, show
from formulas.working import Steps, Working


class State(StrEnum):
    """How a check came out."""

    MET = "met"
    WARNING = "warning"
    DECIDE = "pharmacist must decide"
    STOP = "stop"
    NOT_EVALUATED = "not evaluated"


@dataclass(frozen=True)
class Check:
    """One check: its name and row, value and limit as people read them, and what follows.

    ``working`` shows the reckoning where there is one. ``confirmed`` is that of the row.
    """

    name: str
    row: str
    value: str
    limit: str
    source: str
    level: Level
    state: State
    sentence: str
    confirmed: bool = False
    working: Working | None = None

    @property
    def stops(self) -> bool:
        """Tell whether the bag may not be made at all."""
        return self.state is State.STOP

    @property
    def needs_decision(self) -> bool:
        """Tell whether a pharmacist must decide, with a reason, before the bag may be made.

        What a firm row could not evaluate needs one too: nothing is cleared unseen.
        """
        unseen = self.state is State.NOT_EVALUATED and self.level is not Level.PROTOCOL
        return self.state is State.DECIDE or unseen


_FIGURES = 4
_WORDS = {Comparator.AT_MOST: "allowed", Comparator.AT_LEAST: "wanted"}
_STATES = {
    Level.PROTOCOL: State.WARNING,
    Level.PHARMACIST: State.DECIDE,
    Level.ABSOLUTE: State.STOP,
}
_FOLLOWS = {
    State.WARNING: "Look whether it is meant.",
    State.DECIDE: "A pharmacist decides, and gives a reason.",
    State.STOP: "The bag may not be made; change the order.",
}


def failing(row: Row) -> State:
    """Give what follows where a row is not kept; a recalled one only warns."""
    return State.WARNING if row.status is Status.RECALLED else _STATES[row.level]


def told(value: Quantity, limit: Quantity | None = None) -> str:
    """Print a value in four figures, or in full where four would make it the limit's own."""
    short = digits_of(value.exact, _FIGURES)
    if limit is not None and value != limit and short == digits_of(limit.exact, _FIGURES):
        return show(value)
    name = str(value.unit)
    return short if name == "1" else f"{short} {name}"


def judged(
    limit: Limit, found: Measured | Unmeasured, name: str = "", working: Working | None = None
) -> Check:
    """Hold a figure against a limit."""
    called = name or limit.parameter
    if isinstance(found, Unmeasured):
        return unseen(limit, called, limit.told, found.why)
    value = told(found.value, limit.value)
    if limit.comparator.keeps(found.value, limit.value):
        state, end = State.MET, ""
    else:
        state = failing(limit)
        end = f" {_FOLLOWS[state]}"
    sentence = f"{_first(called)}: {value}; {limit.told} is {_WORDS[limit.comparator]}.{end}"
    steps = working or _line(called, found)
    return _check(limit, called, value, limit.told, state, sentence, steps)


def ruled(
    rule: Rule, found: str, *, kept: bool, working: Working | None = None, name: str = ""
) -> Check:
    """Hold a bag against a rule without a figure; ``found`` is how its sentence begins."""
    state = State.MET if kept else failing(rule)
    end = "" if kept else f" {_FOLLOWS[state]}"
    sentence = f"{_first(found)}. The rule: {rule.says}.{end}"
    called = name or rule.id.replace("-", " ")
    return _check(rule, called, "kept" if kept else "not kept", rule.says, state, sentence, working)


def unseen(row: Row, name: str, limit: str, why: str, *, decides: bool = True) -> Check:
    """Say that a row could not be evaluated, and why; a firm row then needs a decision."""
    decides = decides and row.level is not Level.PROTOCOL
    end = f" {_FOLLOWS[State.DECIDE]}" if decides else ""
    sentence = f"{_first(name)} was not evaluated: {why.rstrip('.')}.{end}"
    made = _check(row, name, "", limit, State.NOT_EVALUATED, sentence)
    return replace(made, level=Level.PHARMACIST if decides else Level.PROTOCOL)


def _check(
    row: Row,
    name: str,
    value: str,
    limit: str,
    state: State,
    sentence: str,
    working: Working | None = None,
) -> Check:
    return Check(
        name,
        row.id,
        value,
        limit,
        row.told_source,
        row.level,
        state,
        sentence,
        row.confirmed,
        working,
    )


def _line(name: str, found: Measured) -> Working:
    steps = Steps(_first(name))
    steps.answer("value", found.formula, found.numbers, found.value)
    return steps.done()


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]
