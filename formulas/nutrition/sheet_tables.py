"""Tables of the compounding sheet, read whole or refused whole."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from formulas.errors import BadTable

FOUND = ("source", "last_checked", "confirmed")


def read_table(
    path: Path, heads: tuple[str, ...], rows: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
) -> dict[str, Any]:
    """Read a file: the words at its head, and lists of rows with what each must and may hold.

    Every row says its source, when it was last checked, and whether somebody confirmed it.  Raises
    BadTable.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as trouble:
        raise BadTable(path.name, f"it is not readable ({trouble})") from trouble
    lacking = [key for key in heads if not data.get(key)] + [key for key in rows if key not in data]
    odd = [key for key in data if key not in (*heads, *rows, *FOUND)]
    if lacking or odd:
        raise BadTable(path.name, f"it lacks {lacking[0]!r}" if lacking else f"{odd[0]!r} is odd")
    for table, (needed, optional) in rows.items():
        for row in data[table]:
            _check(path.name, table, row, (*needed, *FOUND), optional)
    return data


def _check(
    where: str,
    table: str,
    row: Mapping[str, Any],
    needed: tuple[str, ...],
    optional: tuple[str, ...],
) -> None:
    """Refuse a row that lacks a word, has an odd one, or hides where it comes from."""
    name = f"the {table} {row.get('name', row.get(needed[0], 'without a name'))!r}"
    lacking = [key for key in needed if row.get(key, "") in ("", [])]
    if lacking:
        raise BadTable(where, f"{name} lacks its {lacking[0]}")
    odd = [key for key in row if key not in (*needed, *optional)]
    if odd:
        raise BadTable(where, f"{odd[0]!r} is nothing that {name} has")
    if not isinstance(row["confirmed"], bool):
        raise BadTable(where, f"{name} must say confirmed = true or false")
    if not isinstance(row["last_checked"], date):
        raise BadTable(where, f"{name} must say its last_checked as a day, such as 2026-11-25")
