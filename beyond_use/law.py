"""The law: dated figures, each beside its citation, and which of them hold on a given day.

An edition of a chapter stands in one file or several, all with the same head. A new edition is new
files; it ends the one before it. A law is what all chapters together say over a stretch of days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from beyond_use.edition import Citation, Edition, Row
from beyond_use.errors import BadLaw, NoLawInForce, NoSuchRow
from beyond_use.merging import merged
from beyond_use.overlay import Overlay, overlaid
from beyond_use.reader import read_edition

__all__ = ["Citation", "Edition", "Law", "Row", "in_force_on", "laws_of", "load_laws"]

LIMITS = Path(__file__).with_name("limits")


@dataclass(frozen=True)
class Law:
    """What holds from ``in_force`` up to, but not on, ``until``."""

    in_force: date
    until: date | None
    editions: tuple[Edition, ...]
    overlays: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name the editions this law is made of, and the overlays that hold."""
        chapters = ", ".join(f"{one.chapter} ({one.edition})" for one in self.editions)
        return f"{chapters}, tightened by {', '.join(self.overlays)}" if self.overlays else chapters

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Give every figure of every edition."""
        return tuple(row for edition in self.editions for row in edition.rows)

    @cached_property
    def _by_rule(self) -> Mapping[str, tuple[Row, ...]]:
        """Put the figures of each rule together: a judgement asks for dozens of them."""
        found: dict[str, tuple[Row, ...]] = {}
        for row in self.rows:
            found[row.rule] = (*found.get(row.rule, ()), row)
        return found

    def row(self, rule: str, part: str = "") -> Row:
        """Give one figure; the part may be left out where the rule has only one."""
        found = self.find(rule, part)
        if found is None:
            raise NoSuchRow(rule, part)
        return found

    def find(self, rule: str, part: str = "") -> Row | None:
        """Give one figure, or nothing where the law leaves it out."""
        rows = [row for row in self._by_rule.get(rule, ()) if part in ("", row.part)]
        return rows[0] if len(rows) == 1 else None

    def covers(self, day: date) -> bool:
        """Tell whether this law holds on a day."""
        return self.in_force <= day and (self.until is None or day < self.until)


@cache
def load_laws(folder: Path = LIMITS, overlays: tuple[Overlay, ...] = ()) -> tuple[Law, ...]:
    """Read every edition on file and lay them out as laws, first to last."""
    return laws_of(load_editions(folder), overlays)


def load_editions(folder: Path = LIMITS) -> tuple[Edition, ...]:
    """Read every edition on file, those in several files bound together."""
    return merged({path.name: read_edition(path) for path in sorted(folder.glob("*.toml"))})


def laws_of(editions: Iterable[Edition], overlays: Iterable[Overlay] = ()) -> tuple[Law, ...]:
    """Lay editions out in time: a law begins once every chapter has had an edition in force.

    A chapter whose last edition has ended leaves the law; an overlay is laid over it on its days.
    Raises BadLaw where editions of one chapter overlap or leave days between them, or where two
    chapters say the same figure; Loosened where an overlay does not tighten.
    """
    every = tuple(sorted(editions, key=lambda one: (one.chapter, one.in_force)))
    over = sorted(overlays, key=lambda one: one.name)
    _refuse_overlaps(every)
    begun = max(_first_days(every).values(), default=None)
    dated = (*every, *(one.own for one in over))
    days = sorted({day for one in dated for day in (one.in_force, one.until) if day is not None})
    laws = []
    for day, until in zip(days, [*days[1:], None], strict=False):
        if begun is not None and day >= begun and (held := _held_on(day, every)):
            laid = tuple(one for one in over if one.covers(day))
            laws.append(Law(day, until, overlaid(held, laid), tuple(one.name for one in laid)))
    for one in over:
        if not any(one.name in law.overlays for law in laws):
            raise BadLaw(one.name, "it holds on no day for which a law is on file")
    return tuple(laws)


def in_force_on(day: date, overlays: tuple[Overlay, ...] = ()) -> Law:
    """Give the one law in force on a day, under the overlays an installation has chosen."""
    for law in load_laws(LIMITS, overlays):
        if law.covers(day):
            return law
    raise NoLawInForce(day)


def _first_days(editions: Iterable[Edition]) -> dict[str, date]:
    """Give the first day of each chapter."""
    first: dict[str, date] = {}
    for one in editions:
        first.setdefault(one.chapter, one.in_force)
    return first


def _held_on(day: date, editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """Give, for each chapter, the latest edition that had begun by the day and is not over."""
    latest = {one.chapter: one for one in editions if one.in_force <= day}
    held = tuple(latest[chapter] for chapter in sorted(latest) if latest[chapter].covers(day))
    said: dict[tuple[str, str], str] = {}
    for one in held:
        for row in one.rows:
            other = said.setdefault((row.rule, row.part), one.chapter)
            if other != one.chapter:
                raise BadLaw(one.chapter, f"{row.rule} {row.part} stands in {other} too".strip())
    return held


def _refuse_overlaps(editions: tuple[Edition, ...]) -> None:
    """Refuse editions, ordered, that leave a day of their chapter with two laws or with none."""
    for earlier, later in pairwise(editions):
        if earlier.chapter != later.chapter:
            continue
        both = f"editions {earlier.edition} and {later.edition}"
        if earlier.in_force == later.in_force:
            raise BadLaw(earlier.chapter, f"{both} begin on the same day")
        if earlier.edition == later.edition:
            raise BadLaw(earlier.chapter, f"edition {earlier.edition} begins on two days")
        if earlier.until is not None and earlier.until > later.in_force:
            raise BadLaw(earlier.chapter, f"{both} overlap from {later.in_force.isoformat()}")
        if earlier.until is not None and earlier.until < later.in_force:
            raise BadLaw(earlier.chapter, f"{both} leave no law from {earlier.until.isoformat()}")
