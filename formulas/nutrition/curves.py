"""Curves of calcium with phosphate, as data: how much of both was seen to stay dissolved.

None comes with First Air, for no published table of points could be read. A site writes down those
of its own licensed sources; docs/reference/nutrition-curves.md says how.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from formulas.errors import BadCurve, FormulaError
from formulas.quantity import Quantity, converted, qty, show

SALT = "calcium gluconate"
INORGANIC, ORGANIC = "inorganic", "glycerophosphate"


@dataclass(frozen=True)
class Point:
    """One point of a curve: with so much calcium, less than so much phosphate stays dissolved."""

    calcium: Quantity
    phosphate: Quantity


@dataclass(frozen=True)
class Curve:
    """One curve: with which amino acid product, in what mixture, how warm, how long, by whom read.

    ``amino_acids`` and ``dextrose`` are those of the mixture in % w/v, ``cysteine`` mg by gram of
    amino acids. ``points`` rise in calcium and never rise in phosphate.
    """

    id: str
    product: str
    phosphate: str
    with_fat: bool
    amino_acids: Quantity
    dextrose: Quantity
    cysteine: Quantity
    temperature: Quantity
    time: Quantity
    points: tuple[Point, ...]
    source: str
    digitised_by: str
    digitised_on: date
    last_checked: date
    confirmed: bool

    def most_phosphate(self, calcium: Quantity) -> Quantity | None:
        """Give the phosphate of the next point with at least this calcium; none beyond the last.

        No line is drawn between points: a curve that bends inwards lies below it.
        """
        reached = (one.phosphate for one in self.points if one.calcium >= calcium)
        return next(reached, None)

    @property
    def told(self) -> str:
        """Say under which conditions it was made."""
        cysteine = f", cysteine {show(self.cysteine)}" if self.cysteine.exact else ""
        return (
            f"amino acids {show(self.amino_acids)}, dextrose {show(self.dextrose)}{cysteine}, "
            f"{show(self.temperature)}, {show(self.time)}"
        )


_TEXTS = ("id", "product", "source", "digitised_by")
_QUANTITIES = {
    "amino_acids": "% w/v", "dextrose": "% w/v", "cysteine": "mg/g", "temperature": "degC",
    "time": "h",
}  # fmt: skip
_DAYS = ("digitised_on", "last_checked")
_FLAGS = ("with_fat", "confirmed")
_NEEDED = (*_TEXTS, *_QUANTITIES, *_DAYS, *_FLAGS, "calcium_salt", "phosphate", "points")
_FEWEST = 2


def read_curves(files: Iterable[Path]) -> tuple[Curve, ...]:
    """Read files of curves.  Raises BadCurve for the first that is odd."""
    known: dict[str, Curve] = {}
    for file in files:
        try:
            data = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as trouble:
            raise BadCurve(file.name, f"it is not readable ({trouble})") from trouble
        odd = [key for key in data if key != "curve"]
        if odd:
            raise BadCurve(file.name, f"{odd[0]!r} is no table of curves")
        for row in data.get("curve", []):
            made = read_curve(row)
            if made.id in known:
                raise BadCurve(repr(made.id), "its id stands twice")
            known[made.id] = made
    return tuple(known.values())


def read_curve(row: Mapping[str, Any]) -> Curve:
    """Read one curve.  Raises BadCurve for what is missing, odd, or of a wrong kind."""
    where = repr(str(row.get("id") or "without an id"))
    missing = [key for key in _NEEDED if row.get(key, "") in ("", [])]
    odd = [key for key in row if key not in _NEEDED]
    if missing or odd:
        why = f"it lacks its {missing[0]}" if missing else f"{odd[0]!r} is no part of a curve"
        raise BadCurve(where, why)
    _require_types(where, row)
    try:
        read = {key: converted(qty(row[key]), of, key) for key, of in _QUANTITIES.items()}
        points = tuple(_point(where, one) for one in row["points"])
    except FormulaError as trouble:
        raise BadCurve(where, str(trouble).rstrip(".")) from trouble
    if any(read[key].exact < 0 for key in _QUANTITIES if key != "temperature"):
        raise BadCurve(where, "a figure is less than nothing")
    _require_falling(where, points)
    rest: dict[str, Any] = {key: row[key] for key in (*_TEXTS, *_DAYS, *_FLAGS, "phosphate")}
    return Curve(**{**rest, **read, "points": points})


def _require_types(where: str, row: Mapping[str, Any]) -> None:
    if row["calcium_salt"] != SALT:
        raise BadCurve(
            where, f"its calcium_salt is not {SALT}; chloride is never judged by a curve"
        )
    if row["phosphate"] not in {INORGANIC, ORGANIC}:
        raise BadCurve(where, f"its phosphate is neither {INORGANIC} nor {ORGANIC}")
    for key in _FLAGS:
        if not isinstance(row[key], bool):
            raise BadCurve(where, f"its {key} must be true or false")
    for key in _DAYS:
        if not isinstance(row[key], date):
            raise BadCurve(where, f"its {key} must be a day, such as 2026-11-25")
    for key in (*_TEXTS, *_QUANTITIES):
        if not isinstance(row[key], str):
            raise BadCurve(where, f"its {key} must be text")
    if not isinstance(row["points"], list):
        raise BadCurve(where, "its points must be a list")


def _point(where: str, given: object) -> Point:
    if not isinstance(given, dict) or set(given) != {"calcium", "phosphate"}:
        raise BadCurve(where, "a point has a calcium and a phosphate, and nothing else")
    calcium = converted(qty(str(given["calcium"])), "mEq/L", "calcium")
    return Point(calcium, converted(qty(str(given["phosphate"])), "mmol/L", "phosphate"))


def _require_falling(where: str, points: tuple[Point, ...]) -> None:
    if len(points) < _FEWEST:
        raise BadCurve(where, f"it has fewer than {_FEWEST} points")
    if any(one.calcium.exact <= 0 or one.phosphate.exact <= 0 for one in points):
        raise BadCurve(where, "a point lies at nothing or below")
    for one, after in pairwise(points):
        if after.calcium <= one.calcium or after.phosphate > one.phosphate:
            raise BadCurve(where, "its points must rise in calcium and never rise in phosphate")
