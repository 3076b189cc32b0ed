"""From the acts of a worksheet to its state: a fold, so that the state is kept nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from compounding.preparation.models import Act
from compounding.preparation.recipe import Recipe
from compounding.preparation.state import Clears, Progress, SignedToBegin, Stage, Stop, Taken


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


MAKING = frozenset(
    {"stage", "staged", "begin", "scan", "weigh", "confirm", "inspect", "hand-over", "label"}
    | {"resume", "relabel"}
)


def _is_making(act: Act) -> bool:
    return act.kind in MAKING and act.detail.get("by_eye") is None


def _staged(state: Progress, _: Act) -> Progress:
    return replace(state, stage=Stage.STAGED, stop=None, refusals=0)


def _signed_to_begin(state: Progress, act: Act) -> Progress:
    """The newest signature counts alone: it was given for what stood at its moment."""
    detail = act.detail
    stops = tuple((one["group"], one["rule"]) for one in detail["stops"])
    signed = SignedToBegin(
        by_id=act.by_id,
        by_name=act.by_name,
        at=act.at,
        maker_id=detail["maker_id"],
        stops=stops,
        detail=detail,
    )
    return replace(state, signed=signed)


def _begun(state: Progress, act: Act) -> Progress:
    return replace(
        state,
        stage=Stage.HOOD,
        started_at=act.at,
        holder=act.by_name,
        stop=None,
        refusals=0,
        fitness=act.detail.get("fitness"),
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
    count = state.cannot_tell + (act.outcome == "cannot tell")
    stop = _stop_of(act) or state.stop
    return replace(
        state, cannot_tell=count, stop=stop, last_try={**act.detail, "verdict": act.outcome}
    )


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
    """Rework: what the act undoes is to be done again, in a new round."""
    undone = _undone(state.recipe, act)
    keep = state.done - undone
    names = {s.weight for s in state.recipe.steps if s.number in undone}
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


def _undone(recipe: Recipe, act: Act) -> frozenset[int]:
    """The steps a rework undoes: from the named one on, or one drawing and the checks after it."""
    first = recipe.step_by_key(act.detail["from"]).number
    last = act.detail.get("through")
    if last is None:
        return frozenset(s.number for s in recipe.steps if s.number >= first)
    through = recipe.step_by_key(last).number
    checks = [s.number for s in recipe.steps if s.kind == "check" and s.number > through]
    later = min(checks, default=len(recipe.steps) + 1)
    return frozenset(s.number for s in recipe.steps if first <= s.number <= through) | frozenset(
        s.number for s in recipe.steps if s.number >= later
    )


def _prepared(state: Progress, act: Act) -> Progress:
    return replace(state, prepared_by=act.by_name)


def _relabelled(state: Progress, _: Act) -> Progress:
    """The final label was printed anew: the labels are to be scanned together again."""
    labelling = {step.number for step in state.recipe.steps if step.kind == "label"}
    return replace(
        state,
        round=state.round + 1,
        done=state.done - labelling,
        filled=frozenset(),
        stage=Stage.HOOD,
        prepared_by="",
    )


def _called(state: Progress, act: Act) -> Progress:
    return replace(state, called=act.detail.get("why", "called"))


def _cleared(state: Progress, _: Act) -> Progress:
    return replace(state, stop=None, refusals=0, cannot_tell=0, called="")


def _put_right(state: Progress, _: Act) -> Progress:
    return replace(state, stop=_keep(state.stop), refusals=0)


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
    ("sign-to-begin", "accept"): _signed_to_begin,
    ("begin", "accept"): _begun,
    ("scan", "accept"): _filled,
    ("scan", "refuse"): _refused,
    ("stage", "refuse"): _refused,
    ("stage", "accept"): _put_right,
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
    ("prepared", "accept"): _prepared,
    ("relabel", "accept"): _relabelled,
    ("hold", "accept"): _held,
    ("resume", "accept"): _resumed,
    ("hand-over", "accept"): _handed_over,
}


def standing(recipe: Recipe, acts: Sequence[Act]) -> frozenset[int]:
    """The acts whose effect still holds: what rework or a new label undid no longer stands."""
    kept: list[Act] = []
    for act in acts:
        if act.kind == "check" and act.outcome == "rework":
            undone = _undone(recipe, act)
            kept = [one for one in kept if one.step not in undone]
        elif act.kind == "relabel":
            labelling = {step.number for step in recipe.steps if step.kind == "label"}
            kept = [one for one in kept if one.step not in labelling]
        kept.append(act)
    return frozenset(act.id for act in kept)
