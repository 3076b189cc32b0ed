"""What the patient gets in a day, on every basis, and against the bag before, as plain text."""

from __future__ import annotations

from typing import Any

from formulas.number import fixed
from formulas.nutrition.amounts import OnEveryBasis
from formulas.nutrition.bag import Bag
from formulas.nutrition.check import told
from formulas.nutrition.delivered import Delivered, delivered
from formulas.quantity import Quantity, ratio

_FLUID = "fluid"
# as clinicians read them; what is not named follows
_ORDER = (
    "energy", "amino acids", "nitrogen", "dextrose monohydrate", "fat", "sodium", "potassium",
    "calcium", "magnesium", "phosphate", "chloride", "acetate",
)  # fmt: skip


def given_shown(gives: Delivered) -> list[dict[str, str]]:
    """Each ion and nutrient by day, by kg and day, by hour, by litre of the bag."""
    rows = [_row(name, gives.bases[name]) for name in _in_order(gives)]
    return [_row(_FLUID, gives.fluid), *rows]


def _in_order(gives: Delivered) -> list[str]:
    known = [name for name in _ORDER if name in gives.bases]
    return [*known, *(name for name in gives.bases if name not in _ORDER)]


def figures_shown(gives: Delivered) -> list[list[str]]:
    """Energy, nitrogen, rates: each by its name, none turned into another unseen."""
    energy, glucose, cycle = gives.energy, gives.glucose, gives.cycle
    found: list[tuple[str, Quantity | None]] = [
        ("Energy of a day", energy.whole),
        ("Energy by weight", energy.by_weight),
        *((f"Energy from {name}", one) for name, one in energy.parts.items()),
        ("Non-protein energy", energy.non_protein),
        ("Nitrogen", energy.nitrogen),
        ("Non-protein energy for each g of nitrogen", energy.to_nitrogen),
        ("Glucose rate, grams as labelled (hydrous)", glucose.hydrous if glucose else None),
        ("Glucose rate, anhydrous (× 10 ÷ 11)", glucose.anhydrous if glucose else None),
        ("Fat rate", gives.fat_rate),
        *((f"Final share of {name}", one) for name, one in gives.shares.items()),
        ("Rate of the bag", cycle.whole_rate),
        ("Rate of the bag while tapering", cycle.taper_rate),
    ]
    if glucose and cycle.taper_rate is not None:
        found.append(("Glucose rate at the whole rate, hydrous", glucose.hydrous_peak))
    return [[name, told(value)] for name, value in found if value is not None]


def before_shown(now: Delivered, bag: Bag | None, words: str) -> dict[str, Any] | None:
    """Each component by kg and day, before and now; nothing where there was no bag before."""
    if bag is None:
        return {"words": words, "rows": []} if words else None
    was = delivered(bag)
    before, here = _by_weight(was), _by_weight(now)
    names = dict.fromkeys((*before, *here))
    rows = [_changed(name, before.get(name), here.get(name)) for name in names]
    return {"words": words, "rows": rows}


def _by_weight(gives: Delivered) -> dict[str, Quantity]:
    by_name = {name: gives.bases[name].by_weight_and_day for name in _in_order(gives)}
    return {_FLUID: gives.fluid.by_weight_and_day, **by_name}


def _changed(name: str, was: Quantity | None, now: Quantity | None) -> dict[str, str]:
    return {
        "name": name,
        "before": told(was) if was is not None else "none",
        "now": told(now) if now is not None else "none",
        "change": _change(was, now),
    }


def _change(was: Quantity | None, now: Quantity | None) -> str:
    """The change in percent of what was, with its sign."""
    if was is None or not was.exact:
        return "new" if now is not None and now.exact else ""
    if now is None or not now.exact:
        return "gone"
    if was == now:
        return "unchanged"
    percent = ratio((now - was) / was) * 100
    text = fixed(percent, 0 if abs(percent) >= 1 else 2).replace("-", "−")
    return f"{'+' if percent > 0 else ''}{text} %"


def _row(name: str, on: OnEveryBasis) -> dict[str, str]:
    return {
        "name": name,
        "day": told(on.by_day),
        "kg": told(on.by_weight_and_day),
        "hour": told(on.by_hour),
        "litre": _by_litre(name, on.by_litre),
    }


def _by_litre(name: str, amount: Quantity | None) -> str:
    """By litre of the bag; what runs beside it has none, nor has the volume itself."""
    if amount is None:
        return "not in the bag"
    return "" if name == _FLUID else told(amount)
