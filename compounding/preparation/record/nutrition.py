"""A nutrition bag on the record: what its patient gets, and what went in, from which lots."""

from __future__ import annotations

from typing import Any

from compounding.preparation.progress import Progress
from compounding.preparation.recipe import Component, Step
from formulas.quantity import qty, show, total


def nutrition_card(state: Progress) -> dict[str, Any]:
    """What the bag gives and what went in; nothing for a bag of one dose, which the order names."""
    content = state.recipe.content
    if "given" not in content:
        return {}
    labels = dict.fromkeys(one.label for one in state.recipe.components if one.label is not None)
    return {"given": content["given"], "went_in": [_product(state, one) for one in labels]}


def _product(state: Progress, label: str) -> dict[str, str]:
    """One product: its volume, what the balance showed of it, its lots."""
    containers = [one for one in state.recipe.components if one.label == label]
    steps = [step for step in state.recipe.steps if _measures(step, containers)]
    staged = [state.staged[one.role] for one in containers if one.role in state.staged]
    nets = [net for step in steps if (net := _net(state, step))]
    weighed = bool(steps) and len(nets) == len(steps)
    return {
        "product": containers[0].name.split(", 1 of ")[0],
        "volume": show(total([qty(str(one.takes)) for one in containers])),
        "mass": show(total([qty(net) for net in nets]), 2) if weighed else "",
        "lots": ", ".join(dict.fromkeys(str(item.frozen["lot"]) for item in staged)),
    }


def _measures(step: Step, containers: list[Component]) -> bool:
    """Whether a step weighs this product alone, as it is drawn or poured."""
    roles = {one.role for one in containers}
    return bool(step.parts) and {part.density_of for part in step.parts} <= roles


def _net(state: Progress, step: Step) -> str:
    taken = state.weights.get(str(step.weight))
    return str(taken.detail.get("net") or "") if taken else ""
