"""What the second calculation says, line by line: ordered, found, and may they differ so much."""

from dataclasses import dataclass
from fractions import Fraction

from formulas.number import digits_of

_DIGITS = 6


@dataclass(frozen=True)
class Line:
    """One comparison, all in one unit.

    ``stage`` says of what: the volumes before rounding, as measured, or a figure of the first
    calculation, which then stands in ``ordered``.
    """

    what: str
    stage: str
    ordered: Fraction
    found: Fraction
    allowed: Fraction
    unit: str

    @property
    def difference(self) -> Fraction:
        """Give found less ordered."""
        return self.found - self.ordered

    @property
    def agrees(self) -> bool:
        """Tell whether they differ by no more than is allowed."""
        return abs(self.difference) <= self.allowed

    @property
    def told(self) -> str:
        """Say it in words."""
        ordered, found, allowed = (
            f"{digits_of(each, _DIGITS)} {self.unit}".rstrip()
            for each in (self.ordered, self.found, self.allowed)
        )
        return f"{self.what} ({self.stage}): {ordered} asked, {found} found, {allowed} allowed"


@dataclass(frozen=True)
class Agreement:
    """All lines of a second calculation."""

    order: str
    lines: tuple[Line, ...]

    @property
    def disagreements(self) -> tuple[Line, ...]:
        """Give the lines that differ by more than is allowed."""
        return tuple(one for one in self.lines if not one.agrees)

    @property
    def agrees(self) -> bool:
        """Tell whether every line agrees."""
        return not self.disagreements
