"""The lines a nutrition order may have: each substance with its lawful units and its products.

Both the form and the CSV are read by these rows.  Nothing is preset: an amount needs its unit and
its product said, unless a single unit is lawful at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from formulas.nutrition.amounts import LAWFUL
from formulas.nutrition.order import Basis, Patient
from formulas.nutrition.sources import AMINO_ACIDS, DEXTROSE, FAT, Source, sources
from formulas.products import Product

MACRONUTRIENTS, SALTS, IONS, ADDITIVES = "macronutrients", "salts", "ions", "additives"
SECTIONS = (MACRONUTRIENTS, SALTS, IONS, ADDITIVES)
SALT_PRODUCT = "salt-product."
MULTIPLE = "multiple vitamins"
# of the drugs on file, those that are given in nutrition bags
_DRUGS = ("heparin", "insulin", "cysteine", "levocarnitine", "iron")
_IONS = ("sodium", "potassium", "calcium", "magnesium", "phosphate", "chloride", "acetate")
_ADDED = ("trace element", "vitamin", "drug")
_TAILS = {Basis.BY_DAY: "/day", Basis.BY_WEIGHT_AND_DAY: "/kg/day", Basis.BY_LITRE: "/L"}


@dataclass(frozen=True)
class Row:
    """One line that may be ordered; ``units`` are those lawful for the kind of patient."""

    section: str
    substance: str
    units: tuple[str, ...]
    products: tuple[Source, ...] = ()

    @property
    def key(self) -> str:
        """The beginning of its fields' names."""
        return f"{self.section}-{self.substance.replace(' ', '-')}"


@cache
def rows(kind: Patient) -> tuple[Row, ...]:
    """Every line for a kind of patient, in the order of the form."""
    made = [
        Row(MACRONUTRIENTS, AMINO_ACIDS, _macro_units(kind), _of_kind("amino acids")),
        Row(MACRONUTRIENTS, DEXTROSE, _macro_units(kind), _of_kind("dextrose")),
        Row(MACRONUTRIENTS, FAT, _macro_units(kind), _of_kind("lipid")),
    ]
    salts = _by_substance(_of_kind("electrolyte"))
    made += [Row(SALTS, name, _on(kind, _tops(items)), items) for name, items in salts.items()]
    made += [
        Row(IONS, name, _on(kind, ("mmol" if name == "phosphate" else "mEq",))) for name in _IONS
    ]
    for each in _ADDED:
        added = _by_substance(one for one in _of_kind(each) if _is_for_nutrition(one))
        made += [Row(ADDITIVES, name, _added(kind, name, i), i) for name, i in added.items()]
    return tuple(made)


def salt_products() -> tuple[Source, ...]:
    """The salts among which the solver may choose."""
    return _of_kind("electrolyte")


def volume_units(kind: Patient) -> tuple[str, ...]:
    """On which bases the volume of a day is ordered."""
    return tuple(one for one in _on(kind, ("mL",)) if not one.endswith("/L"))


def weight_units(kind: Patient) -> tuple[str, ...]:
    """How this kind of patient is weighed."""
    return ("kg", "g") if kind in {Patient.NEONATE, Patient.INFANT} else ("kg",)


def _macro_units(kind: Patient) -> tuple[str, ...]:
    return tuple(one for one in _on(kind, ("g",)) if not one.endswith("/L"))


def _on(kind: Patient, tops: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{top}{_TAILS[basis]}" for basis in LAWFUL[kind] for top in tops)


def _added(kind: Patient, name: str, items: tuple[Source, ...]) -> tuple[str, ...]:
    """A multiple vitamin is dosed by its label, in mL by day whatever the weight."""
    if name == MULTIPLE:
        by_label = ("mL/day", "mL/kg/day")
        return by_label if Basis.BY_WEIGHT_AND_DAY in LAWFUL[kind] else by_label[:1]
    return _on(kind, _tops(items))


def _tops(items: tuple[Source, ...]) -> tuple[str, ...]:
    """What a label states its substance in; sodium and potassium are never ordered by mass."""
    tops: dict[str, None] = {}
    for item in items:
        if not isinstance(item, Product):
            continue
        for figure in item.strengths[item.ordered_by]:
            top = str(figure.unit).partition("/")[0]
            if top in {"mEq", "mmol", "unit"}:
                tops[top] = None
            elif top in {"mg", "mcg", "g"}:
                tops.update(dict.fromkeys(("mcg", "mg") if item.kind in _ADDED else ("mg", "g")))
    charged = "mEq" in tops and items[0].id.startswith(("sodium", "potassium", "ammonium"))
    return tuple(one for one in tops if not (charged and one in {"mg", "g"}))


@cache
def _of_kind(kind: str) -> tuple[Source, ...]:
    return tuple(one for one in sources().values() if one.kind == kind)


def _by_substance(items: Iterable[Source]) -> dict[str, tuple[Source, ...]]:
    grouped: dict[str, tuple[Source, ...]] = {}
    for one in items:
        name = _word(one)
        grouped[name] = (*grouped.get(name, ()), one)
    return grouped


def _word(item: Source) -> str:
    """The word an order says for a product: that of the trade, or the label's own."""
    if item.name.lower().startswith(MULTIPLE):
        return MULTIPLE
    called = item.called if isinstance(item, Product) else None
    return next(iter(called), item.ordered_by) if called else item.ordered_by


def _is_for_nutrition(item: Source) -> bool:
    return item.kind != "drug" or item.ordered_by.startswith(_DRUGS)
