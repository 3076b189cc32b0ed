"""What one file of limits holds: figures, each beside its citation."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Citation:
    """Where a figure stands, and where it was seen."""

    chapter: str
    edition: str
    locator: str
    source: str
    last_checked: date

    def __str__(self) -> str:
        return f"{self.chapter} ({self.edition}), {self.locator}"


@dataclass(frozen=True)
class Row:
    """One figure of the law. A rule without figures has an empty value and unit.

    ``instead_of`` is the chapter's own row where an overlay has tightened it.
    """

    rule: str
    part: str
    value: str
    unit: str
    comparator: str
    says: str
    citation: Citation
    confirmed: bool
    status: str
    instead_of: "Row | None" = None

    @property
    def figure(self) -> str:
        """Write the figure as it is compared: at most 12 h; nothing for a rule in words.

        An end of a range says no comparison: its part names which end it is.
        """
        compared = "" if self.comparator == "between" else f"{self.comparator} "
        return f"{compared}{self.value} {self.unit}" if self.value else ""

    @property
    def number(self) -> Decimal:
        """Give the figure exactly as written."""
        return Decimal(self.value)


@dataclass(frozen=True)
class Edition:
    """One edition of one chapter, and the first day it was in force.

    It holds until the next edition of its chapter begins, or up to, but not on, ``until``.
    """

    chapter: str
    edition: str
    in_force: date
    rows: tuple[Row, ...]
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether a day lies between its first day and its own end."""
        return self.in_force <= day and (self.until is None or day < self.until)
