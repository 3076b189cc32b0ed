"""Files of products, from wherever they come: read whole, or refused with a sentence.

What a file may hold and what each row must say of itself is the same for every kind of product;
what its figures must agree on stands with the kind.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from formulas.errors import BadProduct, NotReadable
from formulas.written import readable

CONTAINERS = ("vial", "ampoule", "bag", "syringe", "bottle")


class Identified(Protocol):
    """What every product has: its id."""

    @property
    def id(self) -> str:
        """Give the name that no other product bears."""


Made = TypeVar("Made", bound=Identified)


@dataclass(frozen=True)
class Shape:
    """What a row of one kind of product must hold, and what it may."""

    kinds: tuple[str, ...]
    needed: tuple[str, ...]
    flags: tuple[str, ...]
    texts: tuple[str, ...]
    tables: tuple[str, ...]
    optional: tuple[str, ...]


def tables_of(path: Path, known: tuple[str, ...]) -> Mapping[str, Any]:
    """Read a file whose only tables are those known, "product" among them.  Raises BadProduct."""
    what = f"file {path.name}"
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except (ValueError, RecursionError) as trouble:
        raise BadProduct(what, f"it is not readable ({trouble})") from trouble
    except OSError as trouble:
        raise BadProduct(what, f"it cannot be opened ({trouble.strerror})") from trouble
    odd = [key for key in data if key not in known]
    if odd:
        raise BadProduct(what, f"{odd[0]!r} is no table of products")
    rows = data.setdefault("product", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadProduct(what, "each product stands under a [[product]] of its own")
    return data


def name_of(row: Mapping[str, Any]) -> str:
    """Give what a row is called in a sentence that refuses it."""
    return next((repr(row[key]) for key in ("id", "name") if _is_text(row, key)), "without an id")


def require_shape(row: Mapping[str, Any], shape: Shape, *, bare: bool = False) -> None:
    """Refuse a row that lacks a word, has an odd one, or has one of the wrong kind.

    ``bare`` says that it may hold nothing, as plain water does.  Raises BadProduct.
    """
    name = name_of(row)
    missing = [key for key in shape.needed if row.get(key, "") in ("", {})]
    if bare and missing == ["strengths"]:
        missing = []
    if missing:
        raise BadProduct(name, f"it lacks its {missing[0]}")
    odd = [key for key in row if key not in shape.needed and key not in shape.optional]
    if odd:
        raise BadProduct(name, f"{odd[0]!r} is no property of a product")
    for key, words in (("kind", shape.kinds), ("container", CONTAINERS)):
        if row[key] not in words:
            given = repr(row[key]) if _is_text(row, key) else "no text"
            raise BadProduct(name, f"its {key} is {given}, not one of {', '.join(words)}")
    _require_types(name, row, shape)


def _require_types(name: str, row: Mapping[str, Any], shape: Shape) -> None:
    """Refuse a flag that is no truth value, a count that is none, a figure that is no text."""
    for key in shape.flags:
        if not isinstance(row.get(key, False), bool):
            raise BadProduct(name, f"its {key} must be true or false")
    most = row["most_containers"]
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise BadProduct(name, "its most_containers must be a whole number above nought")
    if not isinstance(row["last_checked"], date):
        raise BadProduct(name, "its last_checked must be a day, such as 2026-11-22")
    for key in shape.texts:
        if not _is_text(row, key) and row.get(key, "") != "":
            raise BadProduct(name, f"its {key} must be text in quotes")
        try:
            readable(row.get(key, ""), key)
        except NotReadable as trouble:
            raise BadProduct(name, str(trouble).partition(". ")[0]) from trouble
    for key in shape.tables:
        if not isinstance(row.get(key, {}), dict):
            raise BadProduct(name, f"its {key} must be a table by substance")


def _is_text(row: Mapping[str, Any], key: str) -> bool:
    return isinstance(row.get(key), str) and bool(row[key])


def joined(files: Iterable[Path], read: Callable[[Path], tuple[Made, ...]]) -> Mapping[str, Made]:
    """Read several files as one list by id; an id that stands twice is refused."""
    known: dict[str, Made] = {}
    for file in files:
        for one in read(file):
            if one.id in known:
                raise BadProduct(repr(one.id), f"its id stands twice, again in {file.name}")
            known[one.id] = one
    return known
