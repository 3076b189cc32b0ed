"""What the first calculation says a bag brings, held against the second's own sums.

Ions, nutrients, nitrogen, energy and osmolarity: each is summed anew from volumes and labels. What
the first forgot counts as nought, and so is found.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from formulas.nutrition.second_contents import held
from formulas.nutrition.second_day import Figure, Made, Poured
from formulas.nutrition.second_labels import AMOUNTS, Shelf
from formulas.nutrition.second_lines import Line
from formulas.nutrition.steps import Sheet

CATIONS = ("sodium", "potassium", "calcium", "magnesium")
IN_THEIR_UNITS = {
    **dict.fromkeys((*CATIONS, "chloride", "acetate"), "mEq"),
    "phosphate": "mmol",
    **dict.fromkeys(("amino acids", "dextrose monohydrate", "fat", "nitrogen"), "g"),
    "energy": "kcal",
}
_STAGE, _LITRE = "first calculation", 1000


def claims(at: Shelf, sheet: Sheet, made: Made) -> Iterator[Line]:
    """Hold each figure of the first calculation against the same sum made anew."""
    for where, said, poured in (
        ("in the bag", sheet.brings, made.inside),
        ("beside the bag", sheet.beside, made.beside),
    ):
        for name in dict.fromkeys((*said, *IN_THEIR_UNITS)):
            yield _claim(at, f"{name} {where}", name, said, poured)
    if sheet.osmolarity is not None:
        claimed = sheet.osmolarity.exact
        found = osmolarity(at, made)
        unit = str(sheet.osmolarity.unit)
        yield Line("osmolarity", _STAGE, claimed, found, at.tolerance * claimed, unit)


def brought(at: Shelf, poured: Sequence[Poured], name: str, kind: str) -> Fraction:
    """Sum what products bring of an ion or nutrient, of nitrogen in g, of energy in kcal."""
    held_in = ((one.volume, _in_one(at, one, name, kind)) for one in poured)
    return sum((volume * much for volume, much in held_in if much), Fraction(0))


def osmolarity(at: Shelf, made: Made) -> Fraction:
    """Estimate mOsm/L by F41, with the second calculation's own factors."""
    parts = [
        factor * brought(at, made.inside, name, "g")
        for name, factor in at.osmoles.items()
        if name != "cations"
    ]
    charges = sum((brought(at, made.inside, ion, "mEq") for ion in CATIONS), Fraction(0))
    return (sum(parts, Fraction(0)) + at.osmoles["cations"] * charges) / made.volume * _LITRE


def _claim(
    at: Shelf, what: str, name: str, said: Mapping[str, Figure], poured: Sequence[Poured]
) -> Line:
    """Compare one sum, in the unit it was claimed in."""
    figure = said.get(name)
    unit = IN_THEIR_UNITS[name] if figure is None else str(figure.unit)
    kind, size = AMOUNTS[unit]
    claimed = Fraction(0) if figure is None else figure.exact
    found = brought(at, poured, name, kind) / size
    return Line(what, _STAGE, claimed, found, at.tolerance * abs(claimed), unit)


def _in_one(at: Shelf, one: Poured, name: str, kind: str) -> Fraction:
    """Give what one mL brings; a lipid's energy is its label's, all other energy is by gram."""
    if name == "nitrogen":
        return one.label.nitrogen
    if name != "energy":
        return held(at, one.label, name, kind)
    if one.label.energy is not None:
        return one.label.energy
    grams = ((much, held(at, one.label, each, "g")) for each, much in at.energy.items())
    return sum((much * each for much, each in grams if each), Fraction(0))
