"""A calculation that shows its work: good enough to print in the record and to check by hand.

``Steps`` collects the lines as a calculation goes; ``Working`` is what comes out.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any, Self

from formulas.errors import Altered
from formulas.quantity import Quantity, make, parts, show
from formulas.rounding import measured
from formulas.units import NUMBER, unit

# A figure or a fraction as ``to_dict`` writes it: no exponent, which could fill the memory.
_STORED = re.compile(r"-?[0-9]{1,2000}(\.[0-9]{1,2000}|/[1-9][0-9]{0,1999})?")


@dataclass(frozen=True)
class Line:
    """One line a person can follow with pencil and paper.

    ``exact`` is false where a root, power or logarithm had to be cut off at 34 digits.
    """

    name: str
    formula: str
    with_numbers: str
    result: str
    rounding: str = ""
    source: str = ""
    exact: bool = True


@dataclass(frozen=True)
class Output:
    """One named answer: what further arithmetic uses, and what people read."""

    name: str
    value: Quantity | str
    shown: str


@dataclass(frozen=True)
class Working:
    """The lines of a calculation and the answers they lead to.

    ``calculator`` and ``formula`` say by which calculator and which id of the register; ``given``
    holds the inputs as they were written. ``warnings`` are for the person who reads the answer.
    """

    calculator: str
    title: str
    lines: tuple[Line, ...]
    outputs: tuple[Output, ...]
    formula: str = ""
    given: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def result(self) -> Quantity:
        """Give the first answer that is a quantity: what the calculator is for."""
        return next(out.value for out in self.outputs if isinstance(out.value, Quantity))

    @property
    def shown(self) -> str:
        """Give the first answer as people read it."""
        return self.outputs[0].shown

    @property
    def told(self) -> str:
        """Give every answer with its name, as people read them."""
        return "; ".join(f"{out.name.replace('_', ' ')} {out.shown}" for out in self.outputs)

    @property
    def exact(self) -> bool:
        """Tell whether no line had to be cut off."""
        return all(line.exact for line in self.lines)

    def output(self, name: str) -> Quantity | str:
        """Give an answer by its name."""
        return next(out.value for out in self.outputs if out.name == name)

    def quantity(self, name: str) -> Quantity:
        """Give an answer that is a quantity by its name."""
        return next(
            out.value
            for out in self.outputs
            if out.name == name and isinstance(out.value, Quantity)
        )

    def as_text(self) -> str:
        """Print the working for a record or a terminal, its lines numbered."""
        head = f"{self.title} [{self.formula or self.calculator}]"
        blocks = [_block(number, line) for number, line in enumerate(self.lines, start=1)]
        warnings = [f"  Note: {warning}" for warning in self.warnings]
        return "\n".join([head, *blocks, *warnings])

    def to_dict(self) -> dict[str, Any]:
        """Give the working as plain data; numbers stay text."""
        return {
            "calculator": self.calculator,
            "formula": self.formula,
            "title": self.title,
            "given": dict(self.given),
            "lines": [asdict(line) for line in self.lines],
            "outputs": [_stored(out) for out in self.outputs],
            "warnings": list(self.warnings),
            "exact": self.exact,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read back what ``to_dict`` gave.

        Raises Altered for an answer whose figure, fraction, unit and printed text disagree.
        """
        return cls(
            data["calculator"],
            data["title"],
            tuple(Line(**line) for line in data["lines"]),
            tuple(_read_back(out) for out in data["outputs"]),
            data["formula"],
            tuple(data["given"].items()),
            tuple(data["warnings"]),
        )


@dataclass
class Steps:
    """The lines of a calculation as they are written."""

    title: str
    lines: list[Line] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def line(
        self,
        name: str,
        formula: str,
        numbers: str,
        value: Quantity,
        *,
        digits: int | None = None,
        source: str = "",
        exact: bool = True,
    ) -> Quantity:
        """Write a line that leads on; its value is carried unrounded. Give the value.

        ``digits`` only shortens what is shown.
        """
        rounding = "" if digits is None else _SHORTENED.format(digits)
        self.lines.append(
            Line(name, formula, numbers, show(value, digits), rounding, source, exact=exact)
        )
        return value

    def answer(
        self,
        output: str,
        formula: str,
        numbers: str,
        value: Quantity,
        *,
        resolution: Quantity | None = None,
        digits: int | None = None,
        source: str = "",
        exact: bool = True,
    ) -> Quantity:
        """Write a line that answers, rounded only where a device's resolution is given.

        ``output`` is the answer's name; the line bears it too. Give the answer.  Raises
        RoundedAway where the device would round it to nothing.
        """
        kept = value
        name = output.replace("_", " ")
        rounding = "not rounded" if digits is None else _SHORTENED.format(digits)
        if resolution is not None:
            rounded = measured(kept, resolution, name)
            kept, rounding = rounded.value, rounded.told
            if rounded.coarse:
                self.warn(_COARSE.format(show(resolution), show(value), show(kept)))
        shown = show(kept, None if resolution is not None else digits)
        self.lines.append(Line(name, formula, numbers, shown, rounding, source, exact=exact))
        self.outputs.append(Output(output, kept, shown))
        return kept

    def verdict(
        self, output: str, formula: str, numbers: str, words: str, *, source: str = ""
    ) -> str:
        """Write a line that answers in words."""
        name = output.replace("_", " ")
        self.lines.append(Line(name, formula, numbers, words, "", source))
        self.outputs.append(Output(output, words, words))
        return words

    def note(
        self,
        name: str,
        formula: str,
        numbers: str,
        words: str,
        *,
        rounding: str = "",
        source: str = "",
    ) -> None:
        """Write a line whose result is words, such as a band or a choice made."""
        self.lines.append(Line(name, formula, numbers, words, rounding, source))

    def include(self, working: Working, prefix: str = "") -> None:
        """Take over the lines of a calculation that this one rests on, and its warnings."""
        for line in working.lines:
            name = f"{prefix}: {line.name}" if prefix else line.name
            self.lines.append(Line(**{**asdict(line), "name": name}))
        self.warnings.extend(working.warnings)

    def warn(self, words: str) -> None:
        """Tell the person who reads the answer something that no line says."""
        self.warnings.append(words)

    def done(self) -> Working:
        """Give the finished working; the calculator that ran it adds its name."""
        return Working(
            "",
            self.title,
            tuple(self.lines),
            tuple(self.outputs),
            warnings=tuple(self.warnings),
        )


_COARSE = (
    "Steps of {} are too coarse here: {} became {}, more than 5 percent off. "
    "Take a finer device or a weaker product."
)
_SHORTENED = "shown half-up to {} decimals, carried unrounded"


def _block(number: int, line: Line) -> str:
    sides = [side for side in (line.formula, line.with_numbers, line.result) if side]
    text = f"  {number}. {line.name}: {' = '.join(sides)}"
    if not line.exact:
        text += "\n     cut off at 34 digits, not exact"
    if line.rounding:
        text += f"\n     rounding: {line.rounding}"
    if line.source:
        text += f"\n     source: {line.source}"
    return text


def _stored(out: Output) -> dict[str, str]:
    if isinstance(out.value, str):
        return {"name": out.name, "words": out.value, "shown": out.shown}
    value, unit = parts(out.value)
    stored = {"name": out.name, "value": value, "unit": unit, "shown": out.shown}
    if Fraction(value) != out.value.exact:
        stored["ratio"] = f"{out.value.exact.numerator}/{out.value.exact.denominator}"
    return stored


def _read_back(data: Mapping[str, str]) -> Output:
    if "words" in data:
        if set(data) != {"name", "words", "shown"} or data["words"] != data["shown"]:
            raise Altered(data["name"])
        return Output(data["name"], data["words"], data["shown"])
    figure = data.get("ratio", data["value"])
    if not isinstance(figure, str) or not _STORED.fullmatch(figure):
        raise Altered(data["name"])
    of = unit(data["unit"]) if data["unit"] else NUMBER
    value = make(Fraction(figure), of)
    out = Output(data["name"], value, data["shown"])
    if _stored(out) != data or out.shown not in _printed(value, out.shown):
        raise Altered(data["name"])
    return out


def _printed(value: Quantity, shown: str) -> tuple[str, str]:
    """Give the two ways to print a value: as it is, and with as many decimals as are shown."""
    decimals = len(shown.partition(" ")[0].partition(".")[2])
    return show(value), show(value, decimals)
