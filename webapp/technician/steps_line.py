"""The steps of a worksheet in one line: a nutrition bag's ingredients are counted, not listed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from compounding.preparation.progress import Progress
from compounding.preparation.recipe import Step


@dataclass(frozen=True)
class Chip:
    """One step, or a group of steps with how far it has come."""

    title: str
    done: bool
    current: bool


@dataclass(frozen=True)
class Ahead:
    """Which ingredient of a nutrition bag is in hand, and which comes next; counted from 1."""

    number: int
    of: int
    then: str


def steps_line(state: Progress) -> list[Chip]:
    """A chip for each step, and one for each run of steps of the same group."""
    runs = groupby(state.recipe.steps, key=lambda step: (step.group or step.key, bool(step.group)))
    return [
        chip
        for (name, grouped), steps in runs
        for chip in (_group(state, name, list(steps)) if grouped else _each(state, steps))
    ]


def ahead(state: Progress) -> Ahead | None:
    """Where among the ingredients the step in hand stands; None where it measures none."""
    step = state.in_hand
    if step is None or not step.group or not step.ingredient:
        return None
    numbers = list(dict.fromkeys(s.ingredient for s in state.recipe.steps if s.ingredient))
    later = state.recipe.steps[step.number :]
    then = next((s.named for s in later if s.ingredient != step.ingredient), "")
    return Ahead(
        number=numbers.index(step.ingredient) + 1,
        of=len(numbers),
        then=then,
    )


def _each(state: Progress, steps: Iterator[Step]) -> list[Chip]:
    return [Chip(s.title, s.number in state.done, s is state.in_hand) for s in steps]


def _group(state: Progress, name: str, steps: list[Step]) -> list[Chip]:
    """Counted by ingredient: one is done when all its steps of this group are."""
    ingredients = dict.fromkeys(step.ingredient for step in steps if step.ingredient)
    ready = sum(
        all(step.number in state.done for step in steps if step.ingredient == one)
        for one in ingredients
    )
    current = any(step is state.in_hand for step in steps)
    done = all(step.number in state.done for step in steps)
    return [Chip(f"{name} {ready} of {len(ingredients)}", done, current)]
