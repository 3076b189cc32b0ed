"""Figures on file, each with its source: a calculation takes such a figure by its name.

A person may always write the figure itself instead. What nobody has checked against a licensed
source is used, and says so.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from formulas.errors import NotANumber, UnknownSubstance
from formulas.kinds import signed
from formulas.number import plain_number
from formulas.quantity import Quantity, number, qty
from formulas.salts import near
from formulas.substance import Amount, plain_name
from formulas.vocabulary import SPELLINGS, read_as, word_for
from formulas.working import Steps


@dataclass(frozen=True)
class Figure:
    """One figure: what it is of, its value, where it stands, and whether somebody confirmed it."""

    name: str
    value: Quantity
    source: str
    last_checked: date
    confirmed: bool

    @property
    def told(self) -> str:
        """Say where it comes from, and whether it is confirmed."""
        return self.source if self.confirmed else f"{self.source}; unconfirmed"


@dataclass(frozen=True)
class Tabled:
    """A plain number, or the name under which one is on file; read as an amount of that name."""

    name: str
    figures: Mapping[str, Figure]
    example: str

    @property
    def offered(self) -> tuple[str, ...]:
        """Give the plain number and the names on file."""
        return ("", *(one.name for one in self.figures.values()))

    def read(self, given: object, what: str, *, zero: bool, negative: bool) -> Amount:
        """Take a number, a name, or both as a finished working prints them.

        Raises UnknownSubstance, NotANumber and NotPositive.
        """
        if isinstance(given, Amount):
            return given
        if isinstance(given, Quantity):
            return Amount("", signed(given.to(number(1).unit), what, zero=zero, negative=negative))
        text = " ".join(str(given).split())
        row = self.figures.get(plain_name(text))
        if row:
            return Amount(row.name, row.value)
        first, _, label = text.partition(" ")
        try:
            value = number(plain_number(first))
        except NotANumber:
            if first[:1].isalpha():
                names = tuple(one.name for one in self.figures.values())
                raise UnknownSubstance(text, near(text, names)) from None
            raise
        if read_as(label) in SPELLINGS or word_for(label):
            raise NotANumber(text, f"the plain figure without a unit, such as '{first}'")
        return Amount(label, signed(value, what, zero=zero, negative=negative))

    def warn(self, steps: Steps, taken: Iterable[Amount]) -> None:
        """Warn of each figure that came from the file and is unconfirmed."""
        for one in taken:
            row = self.figures.get(plain_name(one.substance))
            if row and row.value == one.quantity and not row.confirmed:
                steps.warn(f"The {self.name} {one} is unconfirmed. It comes from: {row.source}.")


def read_figures(file: Path) -> Mapping[str, Mapping[str, Figure]]:
    """Read a file of figures, table by table.  A table's rows are found by their plain names."""
    with file.open("rb") as opened:
        tables = tomllib.load(opened)
    return MappingProxyType(
        {
            name: MappingProxyType(
                {plain_name(key): _figure(key, row) for key, row in rows.items()}
            )
            for name, rows in tables.items()
        }
    )


def _figure(name: str, row: Mapping[str, str | bool | date]) -> Figure:
    value, checked = str(row["value"]), row["last_checked"]
    if not isinstance(checked, date):
        message = f"{name}: last_checked is no date"
        raise TypeError(message)
    return Figure(
        name,
        qty(value) if " " in value else number(plain_number(value)),
        str(row["source"]),
        checked,
        row["confirmed"] is True,
    )
