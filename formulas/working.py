"""A calculation that shows its work: good enough to print in the record and to check by hand."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from formulas.units import Quantity, parts, qty


@dataclass(frozen=True)
class Line:
    """One line a person can follow with pencil and paper."""

    name: str
    formula: str
    with_numbers: str
    result: str
    rounding: str = ""
    source: str = ""


@dataclass(frozen=True)
class Working:
    """The lines of a calculation and the quantity they lead to.

    ``result`` is what further arithmetic uses; the last line's result is what people read.
    ``exact`` is false where a division or root had to be cut off at the engine's precision.
    """

    calculator: str
    title: str
    lines: tuple[Line, ...]
    result: Quantity
    exact: bool = True

    @property
    def shown(self) -> str:
        """Give the result as people read it, rounded as the last line says."""
        return self.lines[-1].result

    def as_text(self) -> str:
        """Print the working for a record or a terminal."""
        blocks = [f"{self.title} [{self.calculator}]", *(_block(line) for line in self.lines)]
        return "\n".join(blocks)

    def to_dict(self) -> dict[str, Any]:
        """Give the working as plain data; numbers stay text."""
        value, unit = parts(self.result)
        return {
            "calculator": self.calculator,
            "title": self.title,
            "lines": [asdict(line) for line in self.lines],
            "result": {"value": value, "unit": unit},
            "exact": self.exact,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read back what ``to_dict`` gave."""
        result = data["result"]
        return cls(
            data["calculator"],
            data["title"],
            tuple(Line(**line) for line in data["lines"]),
            qty(result["value"], result["unit"]),
            exact=data["exact"],
        )


def _block(line: Line) -> str:
    text = f"  {line.name}: {line.formula} = {line.with_numbers} = {line.result}"
    if line.rounding:
        text += f"\n    rounding: {line.rounding}"
    if line.source:
        text += f"\n    source: {line.source}"
    return text
