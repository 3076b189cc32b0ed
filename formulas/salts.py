"""What a substance is made of: its molar mass with its water, its ions, its charges.

``substances.toml`` is read once. An ion, its salts and each hydrate of a salt are different
substances; a name that fits several ("magnesium sulfate") is refused, with those it may mean.
"""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Any

from formulas.errors import BadSubstance, NoEquivalents, NoMolarMass, UnknownSubstance
from formulas.kinds import Named
from formulas.number import rational
from formulas.quantity import Quantity, like, number, qty, ratio, show
from formulas.substance import plain_name

FILE = Path(__file__).with_name("substances.toml")
_NO_CHARGE = "it carries no charge of its own"


@dataclass(frozen=True)
class Substance:
    """One substance by its exact name.

    ``ions`` says which ions one formula unit falls into and how many of each; ``counts_as`` what
    an ion also is (each hydrogen phosphate is one phosphate). ``valence`` is the total positive
    charge of a salt, the charge of an ion without its sign, and nought where there is none.
    ``why_mixed`` says why a mixture has neither molar mass nor milliequivalents.
    """

    name: str
    ions: Mapping[str, int]
    source: str
    last_checked: date
    confirmed: bool
    mass: Quantity | None = None
    valence: int = 0
    charge: int = 0
    water: int = 0
    also: tuple[str, ...] = ()
    counts_as: tuple[str, ...] = ()
    why_mixed: str = ""

    @property
    def molar_mass(self) -> Quantity:
        """Give the molar mass.  Raises NoMolarMass."""
        if self.mass is None:
            raise NoMolarMass(self.name, self.why_mixed or "none is on file")
        return self.mass

    @property
    def equivalents_by_mole(self) -> Quantity:
        """Give its milliequivalents in a millimole.  Raises NoEquivalents."""
        if self.why_mixed or not self.valence:
            raise NoEquivalents(self.name, self.why_mixed or _NO_CHARGE)
        return like(self.valence, qty("1 mEq/mmol"))

    @property
    def particles(self) -> int:
        """Give how many particles one formula unit becomes in solution; its water is not counted.

        Raises NoMolarMass for a mixture.
        """
        if self.why_mixed:
            raise NoMolarMass(self.name, self.why_mixed)
        return sum(self.ions.values()) or 1

    @property
    def told_source(self) -> str:
        """Say where its figures come from, and whether somebody confirmed them."""
        told = f"{self.name}: {self.source}"
        return told if self.confirmed else f"{told}; unconfirmed"


@dataclass(frozen=True)
class Agreement:
    """How far figures that say the same thing may lie apart, as shares, with the source of that."""

    molar_mass: Fraction
    strength: Fraction
    osmolarity: Fraction


@dataclass(frozen=True)
class Substances:
    """Every substance on file, by its plain name and by its other names."""

    by_name: Mapping[str, Substance]
    agreement: Agreement

    def find(self, name: str) -> Substance:
        """Give a substance by its exact name.  Raises UnknownSubstance, naming what is near."""
        found = self.by_name.get(plain_name(name))
        if found is None:
            raise UnknownSubstance(name, near(name, self.names))
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """Give the chief names."""
        return tuple(dict.fromkeys(one.name for one in self.by_name.values()))

    def count(self, of: Substance, ion: Substance) -> int:
        """Give how many of an ion, or of what counts as it, one formula unit of a substance has."""
        if of.name == ion.name or ion.name in of.counts_as:
            return 1
        each = ((self.find(name), count) for name, count in of.ions.items())
        return sum(n for part, n in each if part.name == ion.name or ion.name in part.counts_as)

    def joined_by(self, one: Substance) -> "Substances":
        """Give these and one more.  Raises BadSubstance where one of its names is taken."""
        names = [plain_name(each) for each in (one.name, *one.also)]
        taken = [name for name in names if name in self.by_name]
        if taken:
            raise BadSubstance(one.name, f"the name {taken[0]!r} stands twice")
        return Substances({**self.by_name, **dict.fromkeys(names, one)}, self.agreement)


def near(name: str, names: tuple[str, ...]) -> str:
    """Give up to three names that a misspelt or unfinished one may have meant."""
    wanted = plain_name(name)
    begun = [one for one in names if wanted and plain_name(one).startswith(wanted)]
    alike = get_close_matches(wanted, [plain_name(one) for one in names])
    return " or ".join((begun or alike)[:3] or names[:1])


def apart(declared: Quantity, reckoned: Quantity) -> Fraction:
    """Give by what share of the reckoned figure a declared one differs from it."""
    return abs(ratio(declared / reckoned) - 1)


def percent(share: Fraction) -> str:
    """Print a share for a sentence: "2 percent"."""
    return show(number(share * 100)) + " percent"


def read_substances(path: Path = FILE) -> Substances:
    """Read a file of substances and hold every salt against its ions.  Raises BadSubstance."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rule = data["agreement"]
    shares = {name: ratio(qty(rule[name])) for name in ("molar_mass", "strength", "osmolarity")}
    known = Substances({}, Agreement(**shares))
    for table in ("ion", "salt", "molecule", "mixture", "drug"):
        for name, row in data.get(table, {}).items():
            known = known.joined_by(_read(name, dict(row), known))
    for one in known.by_name.values():
        _check(one, known, qty(rule["water"]))
    return known


def _read(name: str, row: dict[str, Any], known: Substances) -> Substance:
    """Read one row; what it holds beyond a substance's own properties is refused."""
    missing = [key for key in ("source", "last_checked", "confirmed") if row.get(key, "") == ""]
    if missing:
        raise BadSubstance(name, f"it lacks its {missing[0]}")
    odd = [key for key in row if key not in _PROPERTIES]
    if odd:
        raise BadSubstance(name, f"{odd[0]!r} is no property of a substance")
    charge = row.get("charge", 0)
    ions = row.get("ions", {name: 1} if charge else {})
    charges = [count * known.find(ion).charge for ion, count in ions.items() if ion != name]
    return Substance(
        name=name,
        ions=ions,
        source=row["source"],
        last_checked=row["last_checked"],
        confirmed=row["confirmed"],
        mass=like(rational(row["molar_mass"]), qty("1 g/mol")) if "molar_mass" in row else None,
        valence=abs(charge) + sum(each for each in charges if each > 0),
        charge=charge,
        water=row.get("water", 0),
        also=tuple(row.get("also", ())),
        counts_as=tuple(row.get("counts_as", ())),
        why_mixed=row.get("why", ""),
    )


_PROPERTIES = frozenset(
    {"source", "last_checked", "confirmed", "molar_mass", "charge", "ions", "water", "also"}
    | {"counts_as", "why"}
)


def _check(one: Substance, known: Substances, water: Quantity) -> None:
    """Refuse a salt whose charges do not cancel or whose mass is not that of its parts."""
    if one.mass is None or one.charge or not one.ions:
        return
    parts = [(count, known.find(ion)) for ion, count in one.ions.items()]
    charges = sum(count * ion.charge for count, ion in parts)
    if charges:
        raise BadSubstance(one.name, f"the charges of its ions add up to {charges}, not to nought")
    masses = [(count, ion.name, ion.molar_mass) for count, ion in parts]
    masses += [(one.water, "water", water)] if one.water else []
    summed = like(sum((count * each.exact for count, _, each in masses), Fraction(0)), one.mass)
    if apart(one.mass, summed) > known.agreement.molar_mass:
        terms = " + ".join(f"{count} × {name} {show(each)}" for count, name, each in masses)
        raise BadSubstance(
            one.name,
            f"its molar mass is given as {show(one.mass)}, but {terms} = {show(summed)}, and they "
            f"may differ by at most {percent(known.agreement.molar_mass)}",
        )


@functools.cache
def substances() -> Substances:
    """Give the substances that come with First Air."""
    return read_substances()


def substance(name: str) -> Substance:
    """Give a substance by its exact name.  Raises UnknownSubstance."""
    return substances().find(name)


def _known(name: str) -> str:
    return substance(name).name


SUBSTANCE = Named("substance", "calcium gluconate", _known)
