"""The dose as a whole: what the vials really held, and how much of it was really drawn."""

from __future__ import annotations

from compounding.preparation.expectations import cards_of, density_of, dose_of, strength_of
from compounding.preparation.progress import Progress
from compounding.preparation.recipe import Component, Step
from formulas.gravimetry import delivered_volume, expected_mass
from formulas.quantity import Quantity, qty, total
from formulas.reconstitution import VialLabel
from formulas.substance import amount
from formulas.whole_dose import DrawnPart, WholeDose, made_up_vial, solution, whole_dose


def dose_as_a_whole(state: Progress, step: Step, drawn_mass: Quantity) -> WholeDose | None:
    """The delivered dose judged against the ordered one; None where a weighing was not made."""
    recipe, cards = state.recipe, cards_of(state)
    sources = [c for c in recipe.components if c.draws is not None]
    drawn_parts = [_part(state, component) for component in sources]
    if any(part is None for part in drawn_parts):
        return None
    drawn = delivered_volume(drawn_mass, density_of(cards[str(step.density_of)]))
    return whole_dose(
        [part for part in drawn_parts if part is not None],
        drawn.result,
        dose_of(recipe),
        recipe.tolerance,
        qty(recipe.content["dose_readability"]),
    )


def _part(state: Progress, component: Component) -> DrawnPart | None:
    card = cards_of(state)[component.role]
    concentration = strength_of(card)
    if component.diluted_by is None:
        share = card["volume"] if component.draws == "all" else str(component.draws)
        return solution(component.name, concentration, qty(share))
    added = net_of(state, component.diluted_by)
    if added is None:
        return None
    water = state.recipe.step_by_key(component.diluted_by)
    volume = delivered_volume(added, density_of(cards_of(state)[str(water.density_of)]))
    label = VialLabel(
        amount(card["substance"], card["total"]), concentration, qty(card["diluent_volume"])
    )
    return made_up_vial(component.name, label, volume.result, qty(str(component.draws)))


def put_in(state: Progress, step: Step) -> Quantity | None:
    """What a step's net is compared with: the earlier nets, and what was measured by eye alone.

    None where a weighing among them was accepted without weighing.
    """
    nets = [net_of(state, key) for key in step.compare_with]
    if any(net is None for net in nets):
        return None
    cards = cards_of(state)
    by_eye = [
        expected_mass(qty(part.volume), density_of(cards[part.density_of])).result
        for part in step.compare_plus
    ]
    return total([*(net for net in nets if net is not None), *by_eye])


def net_of(state: Progress, key: str) -> Quantity | None:
    """The accepted net mass of a step, None where it was accepted without weighing."""
    weight = state.recipe.step_by_key(key).weight
    taken = state.weights.get(str(weight))
    net = taken.detail.get("net") if taken else None
    return qty(net) if net else None
