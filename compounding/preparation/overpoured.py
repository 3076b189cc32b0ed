"""Too much of something was put into a nutrition bag: what that means for the one it is for."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from compounding.preparation.expectations import cards_of, density_of
from compounding.preparation.progress import Clears, Progress
from compounding.preparation.recipe import Step
from formulas.number import fixed
from formulas.nutrition.check import told
from formulas.quantity import Quantity, like, qty, ratio, show

WASTE = (
    "It cannot be taken out again, and no eye outweighs the balance: unless a second weighing "
    "shows otherwise, waste the bag and begin it anew."
)


def too_much_stop(state: Progress, step: Step, net: Quantity, target: Quantity) -> dict[str, str]:
    """The stop that waits for a pharmacist: how much too much, what the patient would get."""
    share = ratio(net / target)
    over = fixed((share - 1) * 100, 1)
    return {
        "clears": Clears.PHARMACIST.value,
        "what": f"Too much of it is in the bag: {step.what or step.object}, {over} % too much",
        "expected": f"{show(target, 2)}; there are {show(net, 2)}",
        "why": " ".join(
            [
                *(_would_get(state, one, share) for one in step.gives),
                _thinner(state, step, net - target),
                WASTE,
            ]
        ),
    }


def _would_get(state: Progress, one: Mapping[str, str], share: Fraction) -> str:
    """What the whole bag would give of what the product holds, by day and by kg and day."""
    weight = qty(str(state.recipe.content["given"]["weight"]))
    ordered = qty(one["day"])
    day = like(ordered.exact * share, ordered)
    kg = told((day / weight).to(qty(one["kg"]).unit))
    return (
        f"If all of the bag runs in, the patient gets {told(day)} of {one['name']} instead of "
        f"{one['day']} ({kg} instead of {one['kg']})."
    )


def _thinner(state: Progress, step: Step, more: Quantity) -> str:
    """By how much all else falls short when the bag runs at the ordered rate for its hours."""
    density = density_of(cards_of(state)[step.parts[0].density_of])
    volume = qty(str(state.recipe.content["final_volume"]))
    extra = (more / density).to("mL")
    short = fixed((1 - ratio(volume / (volume + extra))) * 100, 1)
    return (
        f"The bag would hold {show(extra, 0)} more than {show(volume)}: at the ordered rate "
        f"{'everything' if not step.gives else 'everything else'} comes {short} % short."
    )
