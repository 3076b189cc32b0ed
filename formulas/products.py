"""Products as data: what a label declares, and what may never be done with it.

``products/*.toml`` comes with First Air; a site reads its own files the same way. No figure is
taken on trust: ``product_checks`` holds each against the others before a product exists.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from formulas.errors import BadProduct, FormulaError, UnknownProduct
from formulas.kinds import Named
from formulas.product_checks import check_product
from formulas.product_file import Shape, joined, name_of, require_shape, tables_of
from formulas.quantity import Quantity, converted, qty
from formulas.salts import near, substance
from formulas.substance import plain_name, positive

FOLDER = Path(__file__).with_name("products")
Figures = Mapping[str, tuple[Quantity, ...]]


@dataclass(frozen=True)
class Product:
    """One product by its label.

    ``strengths`` are by volume, for each substance as the label declares it: salt, ion, moles,
    equivalents; the first substance is the one the product is ordered by. ``total`` is the content
    of one container. ``volume`` is that of one container, made up by label where it is a powder.
    ``called`` are the names orders use for a substance of this label ("magnesium sulfate").
    ``most_containers`` and ``least_volume`` are house figures: outside them an order is not meant.
    """

    id: str
    name: str
    kind: str
    container: str
    strengths: Figures
    most_containers: int
    source: str
    last_checked: date
    confirmed: bool
    volume: Quantity | None = None
    total: Figures | None = None
    osmolarity: Quantity | None = None
    diluent: Quantity | None = None
    least_volume: Quantity | None = None
    called: Mapping[str, str] | None = None
    must_dilute: bool = False
    minibag_only: bool = False
    never_a_base: bool = False
    preserved: bool = False
    note: str = ""

    @property
    def ordered_by(self) -> str:
        """Give the substance an order means that names none; empty for plain water."""
        return next(iter(self.strengths), "")

    def substance_of(self, ordered: str) -> str:
        """Give the substance of the label that an order's words mean.  Raises UnknownSubstance.

        No words mean what the product is named for; a word of the trade ("magnesium sulfate") is
        read only as this label reads it.
        """
        words = plain_name(ordered)
        if not words or words in {plain_name(self.name), plain_name(self.id)}:
            return self.ordered_by
        for word, meant in (self.called or {}).items():
            if plain_name(word) == words:
                return meant
        return substance(ordered).name


def read_products(path: Path) -> tuple[Product, ...]:
    """Read a file of products.  Raises BadProduct for the first that contradicts itself."""
    return tuple(read_product(row) for row in tables_of(path, ("product",))["product"])


def read_product(row: Mapping[str, Any]) -> Product:
    """Read one product and hold its figures against each other.  Raises BadProduct."""
    require_shape(row, _SHAPE, bare=row.get("kind") == "diluent")
    try:
        product = _made(row)
        check_product(product)
    except BadProduct:
        raise
    except FormulaError as trouble:
        raise BadProduct(name_of(row), str(trouble).rstrip(".")) from trouble
    return product


_FLAGS = ("confirmed", "must_dilute", "minibag_only", "never_a_base", "preserved")
_VOLUMES = ("volume", "diluent", "least_volume")
_SHAPE = Shape(
    kinds=("electrolyte", "dextrose", "base", "diluent", "trace element", "vitamin", "drug"),
    needed=(
        "id", "name", "kind", "container", "strengths", "most_containers", "source",
        "last_checked", "confirmed",
    ),
    flags=_FLAGS,
    texts=("id", "name", "source", "note", "osmolarity", *_VOLUMES),
    tables=("strengths", "total", "called"),
    optional=(*_FLAGS, *_VOLUMES, "total", "osmolarity", "called", "note"),
)  # fmt: skip


def _made(row: Mapping[str, Any]) -> Product:
    fields = dict(row)
    for key in _VOLUMES:
        if key in row:
            fields[key] = positive(key, converted(qty(row[key]), "mL", key))
    if "osmolarity" in row:
        fields["osmolarity"] = converted(qty(row["osmolarity"]), "mOsm/L", "osmolarity")
    fields["strengths"] = _figures(row["id"], row.get("strengths", {}))
    fields["total"] = _figures(row["id"], row.get("total", {}))
    fields["called"] = _called(row["id"], row.get("called", {}), fields["strengths"])
    return Product(**fields)


def _figures(of: str, table: Mapping[str, Any]) -> Figures:
    """Read ``"potassium" = ["2 mEq/mL", "78.2 mg/mL"]``; a single text stands for itself."""
    figures: dict[str, tuple[Quantity, ...]] = {}
    for given, held in table.items():
        name, texts = substance(given).name, [held] if isinstance(held, str) else held
        if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
            raise BadProduct(repr(of), f"the figures of {name} must be texts, such as '2 mEq/mL'")
        if name in figures:
            raise BadProduct(repr(of), f"{name} stands twice; give all its figures in one list")
        figures[name] = tuple(qty(one) for one in texts)
    return figures


def _called(of: str, table: Mapping[str, Any], held: Figures) -> Mapping[str, str]:
    """Read the words of the trade, each for a substance that the label declares."""
    called = {word: substance(str(meant)).name for word, meant in table.items()}
    for word, meant in called.items():
        if meant not in held:
            raise BadProduct(repr(of), f"{word!r} is to mean {meant}, which it does not declare")
    return called


@functools.cache
def products() -> Mapping[str, Product]:
    """Give the products that come with First Air, by id.  Raises BadProduct."""
    return with_products(sorted(FOLDER.glob("*.toml")))


def with_products(files: Iterable[Path]) -> Mapping[str, Product]:
    """Read several files as one list; an id that stands twice is refused."""
    return joined(files, read_products)


def product(given: str, known: Mapping[str, Product] | None = None) -> Product:
    """Give a product by its id or its name.  Raises UnknownProduct, naming what is near."""
    every = products() if known is None else known
    words = plain_name(given)
    for one in every.values():
        if words in {plain_name(one.id), plain_name(one.name)}:
            return one
    raise UnknownProduct(given, near(words.replace(" ", "-"), tuple(every)))


def _known(name: str) -> str:
    return product(name).id


PRODUCT = Named("product", "calcium-gluconate-10-10ml", _known)
