"""Nutrition orders from a CSV file, into the same form a pharmacist types in.  Nothing is saved.

docs/reference/nutrition-csv.md says how a file is written.  A file is taken whole or not at all,
and what is refused is named by row and column.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from compounding.preparation.errors import FileRefused
from compounding.preparation.fields import LONGEST
from compounding.preparation.nutrition.rows import (
    ADDITIVES,
    IONS,
    MACRONUTRIENTS,
    SALT_PRODUCT,
    SALTS,
    Row,
    rows,
    salt_products,
    volume_units,
    weight_units,
)
from compounding.preparation.nutrition.typed import HOURS, OVERFILL_UNITS, WARMTH
from formulas.errors import FormulaError
from formulas.nutrition.order import Patient
from formulas.quantity import qty

COLUMNS = ("order", "line", "substance", "value", "product")
LARGEST, MOST_ROWS, MOST_ORDERS = 200_000, 2000, 50
KIND = "patient kind"
WORDS = {
    KIND: "kind",
    "patient name": "patient_name",
    "patient identifier": "patient_identifier",
    "patient birth date": "patient_birth_date",
    "patient location": "patient_location",
    "due": "due",
    "note": "note",
    "access": "access",
    "fat given": "fat_given",
}
FIGURES = {
    "weight": "weight",
    "volume": "volume",
    "hours": "hours",
    "taper": "taper",
    "overfill": "overfill",
    "fat hours": "fat_hours",
    "warmest": "warmest",
    "lasts": "lasts",
}
LINES = {"macronutrient": MACRONUTRIENTS, "salt": SALTS, "ion": IONS, "additive": ADDITIVES}
PRODUCT_LINE = "salt product"
_EVERY = (*WORDS, *FIGURES, *LINES, PRODUCT_LINE)


@dataclass(frozen=True)
class Cells:
    """One row of the file by its columns; ``row`` counts lines from 1, the heading among them."""

    row: int
    order: str
    line: str
    substance: str
    value: str
    product: str


@dataclass(frozen=True)
class FileOrder:
    """One order of a file: its name there, and the form it fills in."""

    name: str
    typed: dict[str, str]


@dataclass
class _Troubles:
    found: list[tuple[int, str, str]] = field(default_factory=list)

    def say(self, row: int, column: str, why: str) -> None:
        self.found.append((row, column, why))

    def refuse(self) -> None:
        if self.found:
            raise FileRefused(sorted(self.found))


def read_file(data: bytes) -> tuple[FileOrder, ...]:
    """Read the orders of a file.  Raises FileRefused, naming each wrong cell."""
    troubles = _Troubles()
    grouped: dict[str, list[Cells]] = {}
    for cells in _rows(data, troubles):
        grouped.setdefault(cells.order, []).append(cells)
    troubles.refuse()
    if not grouped or len(grouped) > MOST_ORDERS:
        troubles.say(
            1, "order", f"A file holds 1 to {MOST_ORDERS} orders; here are {len(grouped)}."
        )
    made = [FileOrder(name, _typed(given, troubles)) for name, given in grouped.items()]
    troubles.refuse()
    return tuple(made)


def _rows(data: bytes, troubles: _Troubles) -> Iterator[Cells]:
    """Give the rows under the heading; what is no such table is refused at once."""
    reader = csv.reader(_text(data).splitlines(keepends=True), strict=True)
    try:
        for number, given in enumerate(reader):
            if number == 0:
                _require_heading(given)
            elif any(given):
                if len(given) != len(COLUMNS):
                    why = f"There are {len(given)} cells; there must be {len(COLUMNS)}."
                    troubles.say(reader.line_num, "order", why)
                    continue
                yield _cells(reader.line_num, given, troubles)
    except csv.Error as trouble:
        raise FileRefused(
            [(reader.line_num, "order", f"It is not readable ({trouble}).")]
        ) from None


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise FileRefused([(1, "order", f"A file holds at most {LARGEST} bytes.")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused([(1, "order", "Save it as CSV in UTF-8.")]) from None
    if len(text.splitlines()) > MOST_ROWS:
        raise FileRefused([(MOST_ROWS, "order", f"A file holds at most {MOST_ROWS} rows.")])
    return text


def _require_heading(given: Sequence[str]) -> None:
    if tuple(given) != COLUMNS:
        why = f"The first row must be exactly: {','.join(COLUMNS)}"
        raise FileRefused([(1, "order", why)])


def _cells(row: int, given: Sequence[str], troubles: _Troubles) -> Cells:
    stripped = [text.strip() for text in given]
    for column, text in zip(COLUMNS, stripped, strict=True):
        if len(text) > LONGEST or any(ord(sign) < ord(" ") for sign in text):
            why = f"One line of plain text, at most {LONGEST} characters."
            troubles.say(row, column, why)
    cells = Cells(row, *stripped)
    if not cells.order:
        troubles.say(row, "order", "It lacks the order's name.")
    if cells.line not in _EVERY:
        troubles.say(row, "line", f"{cells.line!r} is none of: {', '.join(_EVERY)}.")
    return cells


def _typed(given: Sequence[Cells], troubles: _Troubles) -> dict[str, str]:
    """Turn the rows of one order into the fields of its form."""
    kind = _kind(given, troubles)
    typed: dict[str, str] = {}
    if kind is None:
        return typed
    seen: dict[tuple[str, str, str], int] = {}
    for cells in given:
        which = (cells.line, cells.substance, cells.product if cells.line == PRODUCT_LINE else "")
        if which in seen:
            troubles.say(cells.row, "line", f"It stands twice, first in row {seen[which]}.")
            continue
        seen[which] = cells.row
        typed.update(_fields(cells, kind, troubles))
    return typed


def _kind(given: Sequence[Cells], troubles: _Troubles) -> Patient | None:
    said = [one for one in given if one.line == KIND]
    if not said:
        why = f"Order {given[0].order!r} lacks the line {KIND!r}."
        troubles.say(given[0].row, "line", why)
        return None
    if said[0].value not in set(Patient):
        troubles.say(said[0].row, "value", f"It is none of: {', '.join(Patient)}.")
        return None
    return Patient(said[0].value)


def _fields(cells: Cells, kind: Patient, troubles: _Troubles) -> dict[str, str]:
    if cells.line in WORDS:
        _require_empty(cells, ("substance", "product"), troubles)
        return {WORDS[cells.line]: cells.value}
    if cells.line in FIGURES:
        _require_empty(cells, ("substance", "product"), troubles)
        key = FIGURES[cells.line]
        return _figure(cells, key, _units(key, kind), troubles)
    if cells.line == PRODUCT_LINE:
        _require_empty(cells, ("substance", "value"), troubles)
        if cells.product not in {one.id for one in salt_products()}:
            troubles.say(cells.row, "product", f"{cells.product!r} is no salt on file.")
        return {f"{SALT_PRODUCT}{cells.product}": "on"}
    return _ordered(cells, kind, troubles)


def _ordered(cells: Cells, kind: Patient, troubles: _Troubles) -> dict[str, str]:
    section = LINES[cells.line]
    lawful = {row.substance: row for row in rows(kind) if row.section == section}
    row = lawful.get(cells.substance)
    if row is None:
        why = f"{cells.substance!r} is none of: {', '.join(lawful)}."
        troubles.say(cells.row, "substance", why)
        return {}
    _require_product(cells, row, troubles)
    made = _figure(cells, row.key, row.units, troubles)
    return {**made, f"{row.key}.product": cells.product} if cells.product else made


def _require_product(cells: Cells, row: Row, troubles: _Troubles) -> None:
    known = [one.id for one in row.products]
    if known and cells.product not in known:
        why = f"{cells.product!r} is no product of it on file: {', '.join(known)}."
        troubles.say(cells.row, "product", why)
    elif not known:
        _require_empty(cells, ("product",), troubles)


def _figure(cells: Cells, key: str, units: Sequence[str], troubles: _Troubles) -> dict[str, str]:
    """Read a number and its unit; the unit is always written out."""
    number, _, unit = cells.value.partition(" ")
    if unit not in units:
        why = f"{cells.value!r} must be a number, a blank and {' or '.join(units)}."
        troubles.say(cells.row, "value", why)
        return {}
    try:
        qty(cells.value)
    except FormulaError as trouble:
        troubles.say(cells.row, "value", str(trouble))
    return {f"{key}.amount": number, f"{key}.unit": unit}


def _units(key: str, kind: Patient) -> Sequence[str]:
    if key == "weight":
        return weight_units(kind)
    if key == "volume":
        return volume_units(kind)
    return {"overfill": OVERFILL_UNITS, "warmest": WARMTH}.get(key, HOURS)


def _require_empty(cells: Cells, columns: Sequence[str], troubles: _Troubles) -> None:
    texts = {"substance": cells.substance, "value": cells.value, "product": cells.product}
    for column in columns:
        if texts[column]:
            troubles.say(cells.row, column, f"It must be empty in a line {cells.line!r}.")
