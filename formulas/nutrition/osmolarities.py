"""The osmolarity of a bag by every method of the register: F40 to F44.

One of them gates, by the table of limits; the highest of all warns. None is the measured value.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from formulas.errors import FormulaError, Undeclared
from formulas.ideal_osmolarity import osmolarity_of_mixture
from formulas.nutrition.bag import Ingredient
from formulas.nutrition.bag_figures import OSMOLARITY
from formulas.nutrition.check import Check, State, judged, told, unseen
from formulas.nutrition.contents import IONS, PHOSPHATE
from formulas.nutrition.given import Given, Measured
from formulas.nutrition.limits import Comparator, Limit, Limits
from formulas.nutrition.sources import AMINO_ACIDS, DEXTROSE, FAT, Source
from formulas.osmolarity import (
    osmolarity_from_percents,
    osmolarity_neonatal,
    osmolarity_paediatric,
    osmolarity_simplified,
)
from formulas.product_use import moles_by_volume
from formulas.products import Product
from formulas.quantity import Quantity, qty, total
from formulas.salts import substance
from formulas.working import Working

Labels = Mapping[str, Source]
_CATIONS = ("sodium", "potassium", "calcium", "magnesium")
_SMALL = ("trace element", "vitamin", "drug")
_SALTS = ("electrolyte",)


@dataclass(frozen=True)
class Estimate:
    """One method's answer, or why it has none."""

    method: str
    value: Quantity | None
    why: str = ""
    working: Working | None = None


def estimates(given: Given, labels: Labels) -> tuple[Estimate, ...]:
    """Give every method's estimate of the bag, in the register's order."""
    return tuple(_tried(method, find, given, labels) for method, find in _METHODS.items())


def osmolarity_checks(given: Given, limits: Limits, labels: Labels) -> list[Check]:
    """Hold the estimate that gates against each limit, and warn of the highest."""
    order = given.bag.order
    gate = limits.methods[order.patient]
    every = estimates(given, labels)
    ours = next(one for one in every if one.method == gate)
    made = []
    for limit in limits.of(OSMOLARITY, order):
        name = f"osmolarity by {gate}"
        if ours.value is None:
            made.append(unseen(limit, name, limit.told, ours.why))
            continue
        found = Measured(ours.value, "", "")
        check = judged(limit, found, name, ours.working)
        made.append(check)
        if check.state is State.MET and limit.comparator is Comparator.AT_MOST:
            made += _highest(limit, every, gate)
    return made


def _highest(limit: Limit, every: tuple[Estimate, ...], gate: str) -> list[Check]:
    """Warn where another method lies over a limit that the gating one keeps to."""
    over = [
        (one.value, one)
        for one in every
        if one.method != gate and one.value is not None and one.value > limit.value
    ]
    if not over:
        return []
    value, one = max(over, key=lambda pair: pair[0].exact)
    shown = told(value, limit.value)
    sentence = (
        f"Osmolarity by {one.method}, the highest of all methods: {shown}; {limit.told} is "
        f"allowed, and {gate}, which gates, keeps to it. Look which of them is to be believed."
    )
    name = f"highest osmolarity, by {one.method}"
    source = limit.told_source
    return [
        Check(
            name, limit.id, shown, limit.told, source, limit.level, State.WARNING, sentence,
            limit.confirmed, one.working,
        )
    ]  # fmt: skip


def _tried(
    method: str, find: Callable[[Given, Labels], Working], given: Given, labels: Labels
) -> Estimate:
    try:
        working = find(given, labels)
    except FormulaError as trouble:
        return Estimate(method, None, str(trouble))
    return Estimate(method, working.result, working=working)


def _ideal(given: Given, labels: Labels) -> Working:
    """Add up the osmolarities of the ingredients: as declared, or of the ions a salt falls into.

    What is added in drops and declares none is left out, and the working says so.
    """
    known, left_out = [], []
    for one in given.bag.ingredients:
        osmolarity = _of_label(labels[one.product]) if one.product in labels else None
        if osmolarity is not None:
            known.append((osmolarity, one.volume))
        elif one.product in labels and labels[one.product].kind in _SMALL:
            left_out.append(one)
        else:
            what = "osmolarity"
            raise Undeclared(one.name, what)
    known += [(qty("0 mOsm/L"), volume) for volume in _water(given, left_out)]
    working = osmolarity_of_mixture(
        osmolarities=tuple(each for each, _ in known), volumes=tuple(each for _, each in known)
    )
    left = (f"{one.name} declares no osmolarity and was counted as water." for one in left_out)
    return replace(working, warnings=(*working.warnings, *left))


def _of_label(label: Source) -> Quantity | None:
    """Give what a label declares, or what the ions of its salts come to, each a particle."""
    if label.osmolarity is not None or not isinstance(label, Product):
        return label.osmolarity
    if label.kind not in _SALTS:
        return None
    moles = [moles_by_volume(label, substance(ion)) for ion in IONS]
    there = [one.to("mmol/L") for one in moles if one is not None]
    return qty(total(there).exact, "mOsm/L") if there else None


def _water(given: Given, left_out: list[Ingredient]) -> list[Quantity]:
    volumes = [given.bag.water, *(one.volume for one in left_out)]
    return [one for one in volumes if one.exact > 0]


def _grams(given: Given, name: str) -> Quantity:
    return given.held(name) or qty("0 g")


def _cations(given: Given) -> Quantity:
    summed = qty("0 mEq")
    for name in _CATIONS:
        summed = summed + (given.held(name) or qty("0 mEq"))
    return summed


def _simplified(given: Given, _: Labels) -> Working:
    return osmolarity_simplified(
        dextrose=_grams(given, DEXTROSE),
        amino_acids=_grams(given, AMINO_ACIDS),
        electrolytes=_cations(given),
        volume=given.bag.volume,
        lipid=_grams(given, FAT),
    )


def _paediatric(given: Given, _: Labels) -> Working:
    return osmolarity_paediatric(
        dextrose=_grams(given, DEXTROSE),
        amino_acids=_grams(given, AMINO_ACIDS),
        electrolytes=_cations(given),
        volume=given.bag.volume,
    )


def _percents(given: Given, _: Labels) -> Working:
    volume = given.bag.volume
    return osmolarity_from_percents(
        dextrose=(_grams(given, DEXTROSE) / volume).to("% w/v"),
        amino_acids=(_grams(given, AMINO_ACIDS) / volume).to("% w/v"),
        lipid=(_grams(given, FAT) / volume).to("% w/v"),
        electrolytes=(_cations(given) / volume).to("mEq/L"),
    )


def _neonatal(given: Given, _: Labels) -> Working:
    volume = given.bag.volume
    moles = given.held(PHOSPHATE) or qty("0 mmol")
    phosphorus = (moles * substance("phosphorus").molar_mass).to("mg")
    return osmolarity_neonatal(
        amino_acids=(_grams(given, AMINO_ACIDS) / volume).to("g/L"),
        glucose=(_grams(given, DEXTROSE) / volume).to("g/L"),
        sodium=((given.held("sodium") or qty("0 mEq")) / volume).to("mEq/L"),
        phosphorus=(phosphorus / volume).to("mg/L"),
    )


_METHODS: Mapping[str, Callable[[Given, Labels], Working]] = {
    "F40": _ideal,
    "F41": _simplified,
    "F42": _paediatric,
    "F43": _percents,
    "F44": _neonatal,
}
