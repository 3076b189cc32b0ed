"""In which order a nutrition bag is put together: data, with its source.

``mixing_order.toml`` comes with First Air; a site's validated order is a file of the same form.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from formulas.errors import BadTable, NoPlace
from formulas.nutrition.sheet_tables import read_table

FILE = Path(__file__).with_name("mixing_order.toml")
TWO_IN_ONE, THREE_IN_ONE, LIPID = FILTERED = ("two-in-one", "three-in-one", "lipid")


@dataclass(frozen=True)
class Place:
    """A place in the order: for products of some kinds, or only those that bring something."""

    name: str
    kinds: tuple[str, ...]
    why: str
    source: str
    confirmed: bool
    brings: str = ""


@dataclass(frozen=True)
class Rule:
    """A flush between two places, or the filter of a kind of bag, in words, with its source."""

    of: tuple[str, ...]
    words: str
    source: str
    confirmed: bool

    @property
    def told(self) -> str:
        """Say where it comes from, and whether somebody confirmed it."""
        return self.source if self.confirmed else f"{self.source}; unconfirmed"


@dataclass(frozen=True)
class MixingOrder:
    """The places from first to last, the flushes, the filters, and what product the water is."""

    places: tuple[Place, ...]
    flushes: tuple[Rule, ...]
    filters: tuple[Rule, ...]
    water: str

    def place(self, product: str, kind: str, brought: Iterable[str]) -> Place:
        """Give the place of a product by its kind and what it brings.  Raises NoPlace."""
        ours = [one for one in self.places if kind in one.kinds]
        there = set(brought)
        narrow = [one for one in ours if one.brings and one.brings in there]
        found = narrow or [one for one in ours if not one.brings]
        if len(found) != 1:
            raise NoPlace(product, kind, " and ".join(one.name for one in found))
        return found[0]

    def number(self, place: Place) -> int:
        """Give how early a place comes."""
        return self.places.index(place)

    def filter(self, of: str) -> Rule:
        """Give the filter of a two-in-one, a three-in-one, or lipid alone."""
        return next(one for one in self.filters if of in one.of)


def read_mixing_order(path: Path) -> MixingOrder:
    """Read a mixing order.  Raises BadTable."""
    data = read_table(path, ("water",), _ROWS)
    places = tuple(_place(row) for row in data["place"])
    flushes = tuple(_rule((row["after"], row["before"]), row["how"], row) for row in data["flush"])
    filters = tuple(_rule((row["of"],), row["size"], row) for row in data["filter"])
    names = [one.name for one in places]
    if not names or len(set(names)) < len(names):
        raise BadTable(path.name, "it names no place, or one twice")
    for rule in flushes:
        unknown = [one for one in rule.of if one not in names]
        if unknown:
            raise BadTable(path.name, f"a flush names the place {unknown[0]!r}, which is none")
    for of in FILTERED:
        if sum(of in one.of for one in filters) != 1:
            raise BadTable(path.name, f"it must say one filter of {of}")
    return MixingOrder(places, flushes, filters, data["water"])


_ROWS = {
    "place": (("name", "kinds", "why"), ("brings",)),
    "flush": (("after", "before", "how"), ()),
    "filter": (("of", "size"), ()),
}


@functools.cache
def mixing_order() -> MixingOrder:
    """Give the mixing order that comes with First Air."""
    return read_mixing_order(FILE)


def _place(row: Mapping[str, Any]) -> Place:
    kinds, brings = tuple(row["kinds"]), row.get("brings", "")
    return Place(row["name"], kinds, row["why"], row["source"], row["confirmed"], brings)


def _rule(of: tuple[str, ...], words: str, row: Mapping[str, Any]) -> Rule:
    return Rule(of, words, row["source"], row["confirmed"])
