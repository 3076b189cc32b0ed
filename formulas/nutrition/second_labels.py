"""Labels and substances as the second calculation reads them, by a reader of its own.

Nothing here rests on the quantities, the units or the products of the first calculation: a unit is
an explicit factor, a strength a fraction in one millilitre, and the files are read anew.
"""

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from formulas.errors import NotVerified

HERE = Path(__file__).parent
FILES = (
    *sorted((HERE.parent / "products").glob("*.toml")),
    HERE / "amino_acids.toml",
    HERE / "lipids.toml",
)
SUBSTANCES, FIGURES = HERE.parent / "substances.toml", HERE / "second.toml"

# Every amount is counted in one kind; beside each unit stands what one of it is in that kind.
AMOUNTS = {
    "kg": ("g", Fraction(1000)),
    "g": ("g", Fraction(1)),
    "mg": ("g", Fraction(1, 1000)),
    "mcg": ("g", Fraction(1, 1000000)),
    "ng": ("g", Fraction(1, 1000000000)),
    "mol": ("mmol", Fraction(1000)),
    "mmol": ("mmol", Fraction(1)),
    "mcmol": ("mmol", Fraction(1, 1000)),
    "Eq": ("mEq", Fraction(1000)),
    "mEq": ("mEq", Fraction(1)),
    "unit": ("unit", Fraction(1)),
    "L": ("mL", Fraction(1000)),
    "mL": ("mL", Fraction(1)),
    "kcal": ("kcal", Fraction(1)),
    "mOsm": ("mOsm", Fraction(1)),
}
MILLILITRES = {"mL": Fraction(1), "dL": Fraction(100), "L": Fraction(1000)}
PERCENT = Fraction(1, 100)  # % w/v is grams in 100 mL


@dataclass(frozen=True)
class Label:
    """One product: what one millilitre holds, by substance and kind of amount.

    ``nitrogen`` is g/mL and ``energy`` kcal/mL, where the label says them.
    """

    id: str
    name: str
    kind: str
    strengths: Mapping[str, Mapping[str, Fraction]]
    called: Mapping[str, str]
    nitrogen: Fraction
    energy: Fraction | None


@dataclass(frozen=True)
class Matter:
    """One substance: g/mol, its charge, the ions it falls into, what it counts as."""

    name: str
    mass: Fraction | None
    charge: int
    ions: Mapping[str, int]
    counts_as: tuple[str, ...]


@dataclass(frozen=True)
class Shelf:
    """All labels by id, all substances by every name, and the second calculation's own figures."""

    labels: Mapping[str, Label]
    matter: Mapping[str, Matter]
    tolerance: Fraction
    most_rounding: Fraction
    energy: Mapping[str, Fraction]
    osmoles: Mapping[str, Fraction]

    def label(self, given: str) -> Label:
        """Give a label by its id or its name.  Raises NotVerified."""
        if given in self.labels:
            return self.labels[given]
        for one in self.labels.values():
            if folded(given) in {folded(one.id), folded(one.name)}:
                return one
        raise NotVerified(given, "a product on file")


def read_shelf(files: Iterable[Path]) -> Shelf:
    """Read labels from files, with the substances and figures that come with First Air."""
    rows = [row for file in files for row in _table(file).get("product", [])]
    figures = _table(FIGURES)
    energy = {
        name: Fraction(text.removesuffix(" kcal/g"))
        for name, text in figures["energy"].items()
        if str(text).endswith(" kcal/g")
    }
    osmoles = {
        name: Fraction(figures["osmolarity"][name])
        for name in ("dextrose monohydrate", "amino acids", "fat", "cations")
    }
    return Shelf(
        {row["id"]: _label(row) for row in rows},
        _matter(_table(SUBSTANCES)),
        _share(figures["tolerance"]),
        _share(figures["most_rounding"]),
        energy,
        osmoles,
    )


@functools.cache
def shelf() -> Shelf:
    """Give the labels that come with First Air."""
    return read_shelf(FILES)


def in_one_millilitre(text: str) -> tuple[str, Fraction]:
    """Read a strength as the kind of its amount and how much of it one mL holds.

    Raises NotVerified.

    >>> in_one_millilitre("40 mEq/L")
    ('mEq', Fraction(1, 25))
    """
    figure, _, name = text.partition(" ")
    if name == "% w/v":
        return "g", Fraction(figure) * PERCENT
    above, _, below = name.partition("/")
    if above not in AMOUNTS or below not in MILLILITRES:
        raise NotVerified(text, "a strength by volume")
    kind, size = AMOUNTS[above]
    return kind, Fraction(figure) * size / MILLILITRES[below]


def folded(name: str) -> str:
    """Give a name without case and needless blanks."""
    return " ".join(name.lower().split())


def _table(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _share(text: str) -> Fraction:
    return Fraction(text.removesuffix(" percent")) / 100


def _label(row: Mapping[str, Any]) -> Label:
    strengths = {
        name: dict(
            in_one_millilitre(text) for text in ([given] if isinstance(given, str) else given)
        )
        for name, given in row.get("strengths", {}).items()
    }
    return Label(
        row["id"],
        row["name"],
        row["kind"],
        strengths,
        {folded(word): meant for word, meant in row.get("called", {}).items()},
        in_one_millilitre(row["nitrogen"])[1] if "nitrogen" in row else Fraction(0),
        in_one_millilitre(row["energy"])[1] if "energy" in row else None,
    )


def _matter(data: Mapping[str, Any]) -> dict[str, Matter]:
    """Read the substances, each under its name and its other names."""
    known = {}
    for table in ("ion", "salt", "molecule", "mixture", "drug"):
        for name, row in data.get(table, {}).items():
            one = Matter(
                name,
                Fraction(row["molar_mass"]) if "molar_mass" in row else None,
                row.get("charge", 0),
                row.get("ions", {}),
                tuple(row.get("counts_as", ())),
            )
            known.update(dict.fromkeys(map(folded, (name, *row.get("also", ()))), one))
    return known
