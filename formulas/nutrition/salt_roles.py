"""What each salt product of an order is there for: the cation and the anion it brings."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from formulas.errors import NoSalt, OutOfRange
from formulas.nutrition.contents import IONS, PHOSPHATE, contents
from formulas.nutrition.sources import Source
from formulas.quantity import Quantity, make, show
from formulas.units import unit

SODIUM, POTASSIUM, ACETATE, CHLORIDE = "sodium", "potassium", "acetate", "chloride"
MONOVALENT, ANIONS = (SODIUM, POTASSIUM), (PHOSPHATE, ACETATE, CHLORIDE)
DIVALENT = ("calcium", "magnesium")

Role = tuple[str, str]


@dataclass(frozen=True)
class Salt:
    """One salt product: its id, cation, anion (none for calcium and magnesium), ions by mL."""

    name: str
    cation: str
    anion: str
    by_volume: Mapping[str, Fraction]

    @property
    def ratio(self) -> Fraction:
        """Give the mEq of its cation that come with a mEq of its anion, or a mmol of phosphate."""
        return self.by_volume[self.cation] / self.by_volume[self.anion]


def in_unit(ion: str, value: Fraction) -> Quantity:
    """Make an amount of an ion: mmol of phosphate, mEq of any other."""
    return make(value, unit("mmol" if ion == PHOSPHATE else "mEq"))


def told(ion: str, value: Fraction) -> str:
    """Say an amount of an ion: "10 mEq"."""
    return show(in_unit(ion, value))


def salts_offered(items: tuple[Source, ...]) -> dict[Role, Salt]:
    """Give an order's salt products by what they are there for.

    Raises NoSalt where two could do the same, OutOfRange for a salt of another kind.
    """
    offered: dict[Role, Salt] = {}
    for item in items:
        salt = _salt(item)
        role = (salt.cation, salt.anion)
        if role in offered:
            both = f"both {offered[role].name} and {item.id} could bring it"
            raise NoSalt(f"{salt.cation} {salt.anion}".strip(), both)
        offered[role] = salt
    return offered


def _salt(item: Source) -> Salt:
    held = {name: one.exact for name, one in contents(item).items() if name in IONS}
    divalent = [name for name in DIVALENT if name in held]
    cations = [name for name in MONOVALENT if name in held]
    anions = [name for name in ANIONS if name in held]
    if len(divalent) == 1 and not cations:
        return Salt(item.id, divalent[0], "", held)
    if len(cations) == len(anions) == 1 and len(held) == 2:  # noqa: PLR2004 - a cation, an anion
        return Salt(item.id, cations[0], anions[0], held)
    what = "salt product"
    wanted = "a phosphate, acetate or chloride of sodium or potassium, or a salt of calcium or "
    raise OutOfRange(what, f"{item.id} with {', '.join(held) or 'no ion'}", f"{wanted}magnesium")
