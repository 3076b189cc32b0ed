"""Overlays: what a state board or the house itself adds to the law. It may only tighten.

One file is one overlay, with its authority and the days it holds. An installation chooses which
hold; without a choice none does. The chapter's own figure stays beside the tighter one, as
``instead_of`` of the row and in its citation.
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from beyond_use.edition import Edition, Row
from beyond_use.errors import BadLaw, Loosened, UnknownOverlay
from beyond_use.reader import headed, read_headed
from beyond_use.tightening import tightened, tighter

__all__ = ["OVERLAYS", "Overlay", "chosen", "load_overlays", "overlaid", "read_overlay"]

OVERLAYS = Path(__file__).with_name("overlays")
_RANGE = "between"
_ENDS = 2


@dataclass(frozen=True)
class Overlay:
    """What one authority asks beyond the chapters, and its days.

    ``own`` holds its figures, under the rules and parts of the rows they tighten.
    """

    name: str
    authority: str
    jurisdiction: str
    own: Edition

    def covers(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.own.covers(day)


def read_overlay(path: Path) -> Overlay:
    """Read one overlay; its name is that of its file.  Raises BadLaw."""
    own, (authority, jurisdiction) = read_headed(path, "authority", "jurisdiction")
    return Overlay(path.stem, authority, jurisdiction, own)


@cache
def overlay_of(name: str, text: str) -> Overlay:
    """Read an overlay that is kept as text, under a name of its own.  Raises BadLaw."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise BadLaw(name, str(trouble)) from trouble
    own, (authority, jurisdiction) = headed(name, data, "authority", "jurisdiction")
    return Overlay(name, authority, jurisdiction, own)


def load_overlays(*folders: Path) -> Mapping[str, Overlay]:
    """Read every overlay of these folders and those that come along, by name.  Raises BadLaw."""
    found: dict[str, Overlay] = {}
    for folder in (OVERLAYS, *folders):
        for path in sorted(folder.glob("*.toml")):
            if path.stem in found:
                raise BadLaw(path.name, "another overlay has that name; give this file its own")
            found[path.stem] = read_overlay(path)
    return found


def chosen(names: Iterable[str], *folders: Path) -> tuple[Overlay, ...]:
    """Give the overlays of these names, in the order of the alphabet.

    A name that ends in ``.toml`` is the path of an overlay of one's own. Raises UnknownOverlay, and
    BadLaw where a file is not readable. Whether they tighten is asked where they are laid over the
    law.
    """
    wanted = sorted(set(names))
    known = load_overlays(*folders) if wanted else {}
    found: dict[str, Overlay] = {}
    for name in wanted:
        one = read_overlay(Path(name)) if name.endswith(".toml") else known.get(name)
        if one is None:
            raise UnknownOverlay(name, known)
        if one.name in found:
            raise BadLaw(name, "another overlay of that name is chosen too")
        found[one.name] = one
    return tuple(found[name] for name in sorted(found))


def overlaid(editions: tuple[Edition, ...], overlays: Iterable[Overlay]) -> tuple[Edition, ...]:
    """Lay overlays over the editions of one law; the tightest of several figures holds.

    Each is held against the chapter's own figure, so their order does not matter.
    Raises Loosened.
    """
    rows = {(row.rule, row.part): row for edition in editions for row in edition.rows}
    laid = dict(rows)
    for overlay in sorted(overlays, key=lambda one: one.name):
        for own in overlay.own.rows:
            row = _row_under(own, rows, overlay.name)
            grows = _grows(row, rows.values(), overlay.name)
            over = tightened(row, own, overlay.name, grows=grows)
            before = laid[row.rule, row.part]
            held = tighter(before, over, grows=grows) if before.instead_of else over
            laid[row.rule, row.part] = held
        _refuse_empty(laid.values(), overlay.name)
    return tuple(
        replace(edition, rows=tuple(laid[row.rule, row.part] for row in edition.rows))
        for edition in editions
    )


def _row_under(own: Row, rows: Mapping[tuple[str, str], Row], overlay: str) -> Row:
    """Find the row that an overlay's figure names.  Raises Loosened where the law has none."""
    if (own.rule, own.part) in rows:
        return rows[own.rule, own.part]
    parts = [repr(part) for rule, part in rows if rule == own.rule and part]
    told = f"{own.part!r}, {own.figure}," if own.part else "a rule in words"
    trouble = f"{told} stands over nothing: the law has no such figure"
    do = f"{own.rule} has {', '.join(parts)}" if parts else "Name a rule and part with a figure"
    raise Loosened(overlay, own.rule, trouble, do)


def _grows(row: Row, rows: Iterable[Row], overlay: str) -> bool:
    """Tell whether the tighter figure is the larger: at least, and the low end of a range."""
    if row.comparator != _RANGE:
        return row.comparator.endswith("at least")
    ends = _range_of(row, rows)
    if len(ends) != _ENDS or len({end.unit for end in ends}) > 1:
        trouble = f"{row.figure} is one of {len(ends)} figures, so its other end cannot be told"
        raise Loosened(overlay, row.rule, trouble, "Leave it out; it cannot be tightened")
    return row is min(ends, key=_as_the_chapter_has_it)


def _refuse_empty(laid: Collection[Row], overlay: str) -> None:
    """Refuse that overlays leave nothing between the two ends of a range."""
    for row in laid:
        if row.comparator == _RANGE and row.instead_of is not None:
            low, high = sorted(_range_of(row, laid), key=_as_the_chapter_has_it)
            if low.number > high.number:
                trouble = f"nothing is both {low.figure} and {high.figure}"
                raise Loosened(overlay, row.rule, trouble, "Leave room between the two")


def _range_of(row: Row, rows: Iterable[Row]) -> list[Row]:
    return [one for one in rows if one.rule == row.rule and one.comparator == _RANGE]


def _as_the_chapter_has_it(row: Row) -> Decimal:
    return (row.instead_of or row).number
