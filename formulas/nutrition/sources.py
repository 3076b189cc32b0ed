"""Amino acids and lipid emulsions by their labels, and every other product of a nutrition bag.

``amino_acids.toml`` and ``lipids.toml`` are read as strictly as the other products; a site reads
its own files the same way. Dextrose, salts, trace elements and vitamins are ``formulas.products``.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from formulas.errors import BadProduct, FormulaError, UnknownProduct
from formulas.number import plain_number
from formulas.product_file import Shape, joined, name_of, require_shape, tables_of
from formulas.products import Product, products
from formulas.quantity import Quantity, converted, qty, ratio, show
from formulas.salts import near, percent
from formulas.substance import plain_name

FOLDER = Path(__file__).parent
FILES = (FOLDER / "amino_acids.toml", FOLDER / "lipids.toml")
AMINO_ACIDS, FAT, DEXTROSE, GLYCERIN = "amino acids", "fat", "dextrose monohydrate", "glycerin"
LIPID = "lipid"
_ORDERED_BY = {AMINO_ACIDS: AMINO_ACIDS, LIPID: FAT}
_BY_MASS = (AMINO_ACIDS, FAT, GLYCERIN)


@dataclass(frozen=True)
class NutritionProduct:
    """One amino acid solution or lipid emulsion by its label.

    ``strengths`` are by volume: amino acids, fat and glycerin in % w/v, ions in mEq/L, phosphate in
    mmol/L; the first is what the product is ordered by. ``nitrogen`` is g/L, of amino acids;
    ``energy`` is kcal/mL, of lipids. ``traces`` are upper bounds of ions a label does not measure;
    they are told, never counted. ``only_in_the_bag`` is a bulk emulsion, never infused alone.
    """

    id: str
    name: str
    kind: str
    container: str
    volume: Quantity
    strengths: Mapping[str, Quantity]
    most_containers: int
    source: str
    last_checked: date
    confirmed: bool
    nitrogen: Quantity | None = None
    energy: Quantity | None = None
    osmolarity: Quantity | None = None
    aluminium: Quantity | None = None
    ph: Fraction | None = None
    traces: Mapping[str, Quantity] | None = None
    only_in_the_bag: bool = False
    note: str = ""

    @property
    def ordered_by(self) -> str:
        """Give the substance it is ordered by: amino acids or fat."""
        return _ORDERED_BY[self.kind]


Source = NutritionProduct | Product


@dataclass(frozen=True)
class Bounds:
    """Between which two figures a label's nitrogen or energy is believed."""

    least: Quantity
    most: Quantity


def read_sources(path: Path) -> tuple[NutritionProduct, ...]:
    """Read a file of amino acids or lipids.  Raises BadProduct for the first that is odd."""
    data = tables_of(path, ("product", "agreement"))
    agreement = data.get("agreement")
    if not isinstance(agreement, dict) or not {"least", "most"} <= agreement.keys():
        what = f"file {path.name}"
        raise BadProduct(what, "it has no agreement with its least and most")
    bounds = Bounds(qty(agreement["least"]), qty(agreement["most"]))
    return tuple(read_source(row, bounds) for row in data["product"])


def read_source(row: Mapping[str, Any], bounds: Bounds) -> NutritionProduct:
    """Read one product and hold its figures against each other.  Raises BadProduct."""
    require_shape(row, _SHAPE)
    try:
        made = _made(row)
    except FormulaError as trouble:
        raise BadProduct(name_of(row), str(trouble).rstrip(".")) from trouble
    _check(made, bounds)
    return made


_QUANTITIES = {
    "volume": "mL", "nitrogen": "g/L", "energy": "kcal/mL", "osmolarity": "mOsm/L",
    "aluminium": "mcg/L",
}  # fmt: skip
_SHAPE = Shape(
    kinds=tuple(_ORDERED_BY),
    needed=(
        "id", "name", "kind", "container", "volume", "strengths", "most_containers", "source",
        "last_checked", "confirmed",
    ),
    flags=("confirmed", "only_in_the_bag"),
    texts=("id", "name", "source", "note", "ph", *_QUANTITIES),
    tables=("strengths", "traces"),
    optional=(*_QUANTITIES, "ph", "traces", "only_in_the_bag", "note"),
)  # fmt: skip


def _made(row: Mapping[str, Any]) -> NutritionProduct:
    fields = dict(row)
    for key, wanted in _QUANTITIES.items():
        if key in row:
            fields[key] = converted(qty(row[key]), wanted, key)
    if "ph" in row:
        fields["ph"] = Fraction(plain_number(row["ph"]))
    fields["strengths"] = _by_volume(row["strengths"])
    fields["traces"] = _by_volume(row.get("traces", {}))
    return NutritionProduct(**fields)


def _by_volume(table: Mapping[str, str]) -> dict[str, Quantity]:
    """Read strengths; each in the one unit its kind of substance is stated in, and above nought."""
    read = {}
    for name, text in table.items():
        wanted = "% w/v" if name in _BY_MASS else "mmol/L" if name == "phosphate" else "mEq/L"
        given = qty(text)
        if str(given.unit) != wanted or given.exact <= 0:
            raise BadProduct(name, f"its strength is {show(given)}; write it in {wanted}")
        read[name] = given
    return read


def _check(one: NutritionProduct, bounds: Bounds) -> None:
    """Refuse a label without its chief figure, or with one that no such product has."""
    where = repr(one.id)
    if next(iter(one.strengths)) != one.ordered_by:
        raise BadProduct(where, f"its first strength must be that of {one.ordered_by}")
    figure, name = (one.nitrogen, "nitrogen") if one.kind == AMINO_ACIDS else (one.energy, "energy")
    if figure is None:
        raise BadProduct(where, f"it lacks its {name}")
    share = (figure / one.strengths[one.ordered_by]).to(bounds.least.unit)
    if not bounds.least <= share <= bounds.most:
        told = percent(ratio(share)) if one.kind == AMINO_ACIDS else show(share)
        raise BadProduct(
            where,
            f"its {name} is {show(figure)}, {told} of its {one.ordered_by}; it must lie between "
            f"{show(bounds.least)} and {show(bounds.most)}",
        )


@functools.cache
def nutrition_products() -> Mapping[str, NutritionProduct]:
    """Give the amino acids and lipids that come with First Air, by id.  Raises BadProduct."""
    return with_sources(FILES)


def with_sources(files: Iterable[Path]) -> Mapping[str, NutritionProduct]:
    """Read several files as one list; an id that stands twice is refused."""
    return joined(files, read_sources)


@functools.cache
def sources() -> Mapping[str, Source]:
    """Give every product a bag may be made of, by id: nutrition products and all others."""
    known: dict[str, Source] = {**products()}
    for one in nutrition_products().values():
        if one.id in known:
            raise BadProduct(repr(one.id), "its id stands twice, among the other products too")
        known[one.id] = one
    return known


def source(given: str, known: Mapping[str, Source] | None = None) -> Source:
    """Give a product by its id or name.  Raises UnknownProduct, naming what is near."""
    every = sources() if known is None else known
    if given in every:
        return every[given]
    words = plain_name(given)
    for one in every.values():
        if words in {plain_name(one.id), plain_name(one.name)}:
            return one
    raise UnknownProduct(given, near(words.replace(" ", "-"), tuple(every)))
