"""The law: dated figures, each beside its citation, and which of them hold on a given day.

One file is one edition of one chapter. A new edition is a new file; it ends the one before it.
A law is what all chapters together say over a stretch of days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from beyond_use.edition import Citation, Edition, Row
from beyond_use.errors import BadLaw, NoLawInForce, NoSuchRow
from beyond_use.reader import read_edition

__all__ = ["Citation", "Edition", "Law", "Row", "in_force_on", "laws_of", "load_laws"]

LIMITS = Path(__file__).with_name("limits")


@dataclass(frozen=True)
class Law:
    """What holds from ``in_force`` up to, but not on, ``until``."""

    in_force: date
    until: date | None
    editions: tuple[Edition, ...]

    @property
    def name(self) -> str:
        """Name the editions this law is made of."""
        return ", ".join(f"{one.chapter} ({one.edition})" for one in self.editions)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Give every figure of every edition."""
        return tuple(row for edition in self.editions for row in edition.rows)

    def row(self, rule: str, part: str = "") -> Row:
        """Give one figure; the part may be left out where the rule has only one."""
        found = self.find(rule, part)
        if found is None:
            raise NoSuchRow(rule, part)
        return found

    def find(self, rule: str, part: str = "") -> Row | None:
        """Give one figure, or nothing where the law leaves it out."""
        rows = [row for row in self.rows if row.rule == rule and part in ("", row.part)]
        return rows[0] if len(rows) == 1 else None

    def covers(self, day: date) -> bool:
        """Tell whether this law holds on a day."""
        return self.in_force <= day and (self.until is None or day < self.until)


@cache
def load_laws(folder: Path = LIMITS) -> tuple[Law, ...]:
    """Read every edition on file and lay them out as laws, first to last."""
    return laws_of(read_edition(path) for path in sorted(folder.glob("*.toml")))


def laws_of(editions: Iterable[Edition]) -> tuple[Law, ...]:
    """Lay editions out in time: a law begins once every chapter has an edition in force."""
    every = tuple(editions)
    _refuse_overlaps(every)
    chapters = {edition.chapter for edition in every}
    days = sorted({edition.in_force for edition in every})
    laws = []
    for day, until in zip(days, [*days[1:], None], strict=True):
        held = _held_on(day, every)
        if len(held) == len(chapters):
            laws.append(Law(day, until, held))
    return tuple(laws)


def in_force_on(day: date) -> Law:
    """Give the one law in force on a day."""
    for law in load_laws():
        if law.covers(day):
            return law
    raise NoLawInForce(day)


def _held_on(day: date, editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """Give, for each chapter, the latest edition that had begun by the day."""
    begun = sorted((one for one in editions if one.in_force <= day), key=lambda one: one.in_force)
    latest = {one.chapter: one for one in begun}
    return tuple(latest[chapter] for chapter in sorted(latest))


def _refuse_overlaps(editions: tuple[Edition, ...]) -> None:
    ordered = sorted(editions, key=lambda one: (one.chapter, one.in_force))
    for earlier, later in pairwise(ordered):
        if (earlier.chapter, earlier.in_force) == (later.chapter, later.in_force):
            trouble = f"editions {earlier.edition} and {later.edition} begin on the same day"
            raise BadLaw(earlier.chapter, trouble)
