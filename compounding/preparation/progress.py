"""Where the work on a worksheet stands: a fold over its acts, kept nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.preparation.errors import NotFound
from compounding.preparation.models import (
    Act,
    Decision,
    Label,
    Order,
    OrderDecision,
    StagedItem,
    Worksheet,
)
from compounding.preparation.recipe import Recipe, Step, read_recipe


class Stage(StrEnum):
    """What the work waits for."""

    STAGING = "staging"
    STAGED = "staged"
    HOOD = "hood"
    CHECK = "waiting for a check"
    HELD = "held"
    RELEASE = "waiting for release"
    RELEASED = "released"
    REJECTED = "rejected"
    WASTED = "wasted"


class Clears(StrEnum):
    """Who or what lifts a stop."""

    RIGHT_SCAN = "the right scan"
    PHARMACIST = "a pharmacist"
    NOTHING = "nothing: the preparation ends"


@dataclass(frozen=True)
class Stop:
    """Work stands still: what was seen, what was expected, what lifts it."""

    clears: Clears
    what: str
    expected: str
    why: str
    since: datetime


@dataclass(frozen=True)
class Taken:
    """An accepted or tried weighing of a step."""

    name: str
    gross: str | None
    reading_id: int | None
    detail: dict[str, Any]
    at: datetime


@dataclass(frozen=True)
class Progress:
    """The state of a worksheet.  ``in_hand`` is None before the hood and after the last step."""

    worksheet: Worksheet
    order: Order
    recipe: Recipe
    staged: dict[str, StagedItem]
    stage: Stage
    round: int = 1
    done: frozenset[int] = frozenset()
    filled: frozenset[str] = frozenset()
    weights: dict[str, Taken] = field(default_factory=dict)
    stop: Stop | None = None
    refusals: int = 0
    cannot_tell: int = 0
    last_try: dict[str, Any] | None = None
    called: str = ""
    holder: str = ""
    started_at: datetime | None = None
    last_at: datetime | None = None
    makers: frozenset[int] = frozenset()
    maker_names: frozenset[str] = frozenset()
    cancelled: str = ""

    @property
    def in_hand(self) -> Step | None:
        """The first step that is not done, while the work is in the hood."""
        if self.stage not in (Stage.HOOD, Stage.CHECK, Stage.HELD):
            return None
        return next((s for s in self.recipe.steps if s.number not in self.done), None)

    @property
    def next_slot(self) -> str | None:
        """The first slot of the step in hand that is not filled."""
        step = self.in_hand
        if step is None:
            return None
        return next(slot for slot in step.slots if slot not in self.filled)

    @property
    def missing_roles(self) -> tuple[str, ...]:
        """The roles that still want a container."""
        return tuple(c.role for c in self.recipe.components if c.role not in self.staged)

    @property
    def injected(self) -> bool:
        """Whether the irreversible step is behind."""
        return any(s.irreversible and s.number in self.done for s in self.recipe.steps)

    @property
    def decided(self) -> bool:
        """Whether the last word is spoken."""
        return self.stage in (Stage.RELEASED, Stage.REJECTED, Stage.WASTED)


def worksheet(session: Session, worksheet_id: int) -> Worksheet:
    """A worksheet by its number.  Raises NotFound."""
    row = session.get(Worksheet, worksheet_id)
    if row is None:
        message = f"There is no worksheet {worksheet_id}. Choose one from the queue."
        raise NotFound(message)
    return row


def acts_of(session: Session, worksheet_id: int) -> list[Act]:
    """Everything done on a worksheet, in the order it was done."""
    return list(
        session.scalars(select(Act).where(Act.worksheet_id == worksheet_id).order_by(Act.id))
    )


def labels_of(session: Session, worksheet_id: int) -> list[Label]:
    """Every label printed for a worksheet, in order."""
    return list(
        session.scalars(select(Label).where(Label.worksheet_id == worksheet_id).order_by(Label.id))
    )


def live_label(labels: Sequence[Label], kind: str) -> Label | None:
    """The label of a kind that no reprint has voided."""
    voided = {label.voids_id for label in labels}
    return next((x for x in reversed(labels) if x.kind == kind and x.id not in voided), None)


def progress(session: Session, worksheet_id: int) -> Progress:
    """Where the work on a worksheet stands."""
    row = worksheet(session, worksheet_id)
    order = session.get_one(Order, row.order_id)
    items = session.scalars(select(StagedItem).where(StagedItem.worksheet_id == row.id))
    blank = Progress(
        worksheet=row,
        order=order,
        recipe=read_recipe(row.recipe),
        staged={item.role: item for item in items},
        stage=Stage.STAGING,
    )
    state = fold(blank, acts_of(session, row.id))
    state = replace(state, cancelled=_cancelled(session, order))
    last_word = session.scalars(select(Decision).where(Decision.worksheet_id == row.id)).first()
    return replace(state, stage=Stage(last_word.kind)) if last_word else state


def _cancelled(session: Session, order: Order) -> str:
    row = session.scalars(
        select(OrderDecision).where(
            OrderDecision.order_id == order.id, OrderDecision.kind == "cancelled"
        )
    ).first()
    return f"{row.reason} ({row.by_name})" if row else ""


def fold(state: Progress, acts: Iterable[Act]) -> Progress:
    """The state after a row of acts."""
    for act in acts:
        change = _CHANGES.get((act.kind, act.outcome)) or _CHANGES.get((act.kind, "*"))
        if change is not None:
            state = change(state, act)
        state = replace(state, last_at=act.at)
        if _is_making(act):
            makers = state.makers | {act.by_id}
            names = state.maker_names | {act.by_name}
            state = replace(state, makers=makers, maker_names=names)
    return state


MAKING = frozenset({"stage", "begin", "scan", "weigh", "confirm", "inspect", "hand-over", "label"})


def _is_making(act: Act) -> bool:
    return act.kind in MAKING and act.detail.get("by_eye") is None


def _staged(state: Progress, _: Act) -> Progress:
    return replace(state, stage=Stage.STAGED, stop=None, refusals=0)


def _begun(state: Progress, act: Act) -> Progress:
    return replace(
        state, stage=Stage.HOOD, started_at=act.at, holder=act.by_name, stop=None, refusals=0
    )


def _filled(state: Progress, act: Act) -> Progress:
    """A scan of the step in hand was right."""
    return replace(state, filled=state.filled | {act.slot}, stop=_keep(state.stop), refusals=0)


def _keep(stop: Stop | None) -> Stop | None:
    return None if stop is None or stop.clears is Clears.RIGHT_SCAN else stop


def _refused(state: Progress, act: Act) -> Progress:
    if act.detail.get("silent"):
        return state
    stop = Stop(
        clears=Clears(act.detail["clears"]),
        what=act.detail["what"],
        expected=act.detail["expected"],
        why=act.detail["why"],
        since=act.at,
    )
    return replace(state, stop=stop, refusals=state.refusals + 1)


def _weighed(state: Progress, act: Act) -> Progress:
    state = replace(state, weights={**state.weights, act.detail["weight"]: _taken(act)})
    return _step_done(state, act)


def _tried(state: Progress, act: Act) -> Progress:
    count = state.cannot_tell + 1 if act.outcome == "cannot tell" else 0
    stop = _stop_of(act) or state.stop
    return replace(state, cannot_tell=count, stop=stop, last_try=act.detail)


def _stop_of(act: Act) -> Stop | None:
    card = act.detail.get("stop")
    if not card:
        return None
    return Stop(Clears(card["clears"]), card["what"], card["expected"], card["why"], act.at)


def _taken(act: Act) -> Taken:
    detail = act.detail
    return Taken(detail["weight"], detail.get("gross"), act.reading_id, detail, act.at)


def _step_done(state: Progress, act: Act) -> Progress:
    done = state.done | {act.step}
    state = replace(
        state,
        done=done,
        filled=frozenset(),
        cannot_tell=0,
        refusals=0,
        stop=_stop_of(act),
        last_try=None,
    )
    if len(done) == len(state.recipe.steps):
        return replace(state, stage=Stage.RELEASE)
    step = state.in_hand
    waits = step is not None and step.kind == "check"
    return replace(state, stage=Stage.CHECK if waits else Stage.HOOD)


def _sent_back(state: Progress, act: Act) -> Progress:
    """Rework: the steps from the named one on are to be done again, in a new round."""
    first = state.recipe.step_by_key(act.detail["from"]).number
    keep = frozenset(n for n in state.done if n < first)
    names = {s.weight for s in state.recipe.steps if s.number >= first}
    weights = {name: taken for name, taken in state.weights.items() if name not in names}
    return replace(
        state,
        round=state.round + 1,
        done=keep,
        filled=frozenset(),
        weights=weights,
        stop=None,
        stage=Stage.HOOD,
        refusals=0,
        cannot_tell=0,
        last_try=None,
        called="",
    )


def _called(state: Progress, act: Act) -> Progress:
    return replace(state, called=act.detail.get("why", "called"))


def _cleared(state: Progress, _: Act) -> Progress:
    return replace(state, stop=None, refusals=0, cannot_tell=0, called="")


def _held(state: Progress, _: Act) -> Progress:
    return replace(state, stage=Stage.HELD)


def _resumed(state: Progress, act: Act) -> Progress:
    step = replace(state, stage=Stage.HOOD).in_hand
    waits = step is not None and step.kind == "check"
    return replace(state, stage=Stage.CHECK if waits else Stage.HOOD, holder=act.by_name)


def _handed_over(state: Progress, act: Act) -> Progress:
    return replace(state, holder=act.by_name)


_CHANGES = {
    ("staged", "accept"): _staged,
    ("begin", "accept"): _begun,
    ("scan", "accept"): _filled,
    ("scan", "refuse"): _refused,
    ("stage", "refuse"): _refused,
    ("stage", "accept"): _cleared,
    ("weigh", "accept"): _weighed,
    ("weigh", "*"): _tried,
    ("confirm", "accept"): _step_done,
    ("check", "accept"): _step_done,
    ("check", "rework"): _sent_back,
    ("inspect", "accept"): _step_done,
    ("inspect", "*"): _tried,
    ("label", "accept"): _step_done,
    ("call", "*"): _called,
    ("clear", "accept"): _cleared,
    ("hold", "accept"): _held,
    ("resume", "accept"): _resumed,
    ("hand-over", "accept"): _handed_over,
}
