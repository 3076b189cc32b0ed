"""What joins mass, moles and charge: a substance by its exact name, or figures given instead.

What a name and a figure both say must agree; what neither says is asked for.
"""

from dataclasses import dataclass

from formulas.calculator import Input
from formulas.errors import MissingInput, NoName, OutOfRange
from formulas.kinds import EQUIVALENT_MASS, MOLAR_MASS, NUMBER_OF, Measure, OfSubstance
from formulas.quantity import Quantity, converted, make, ratio, show
from formulas.salts import SUBSTANCE, Substance, apart, substance, substances
from formulas.substance import Amount, Strength
from formulas.units import unit
from formulas.working import Steps

MOST_IONS = 12  # charges or particles of one formula unit: no salt of medicine has more
_BELOW = ("mL", "L", "dL", "kg", "day", "kg/day", "bag", "vial", "ampoule", "dose")


def _kind(name: str, tops: tuple[str, ...], sample: str, also: tuple[str, ...] = ()) -> Measure:
    below = (f"{top}/{each}" for each in _BELOW for top in tops[:2])
    return Measure(name, (*tops, *also, *below), sample)


ANY_MASS = _kind("mass, alone or by volume", ("mg", "g", "mcg", "kg"), "500", ("% w/v", "mcg/mL"))
ANY_MOLES = _kind("amount of substance, alone or by volume", ("mmol", "mol", "mcmol"), "30")
ANY_CHARGE = _kind("charge, alone or by volume", ("mEq", "Eq"), "20")

_SUBSTANCE = Input(
    "substance", SUBSTANCE, "its exact name, salt or ion, with its water", optional=True
)
_MOLAR_MASS = Input(
    "molar_mass", MOLAR_MASS, "its molar mass, where no name is given", optional=True
)
_VALENCE = Input(
    "valence", NUMBER_OF, "its total positive charge, where no name is given", optional=True
)
_WEIGHT = Input(
    "equivalent_weight", EQUIVALENT_MASS, "milligrams in 1 mEq, where they are known", optional=True
)


@dataclass(frozen=True)
class WithItsName(OfSubstance):
    """An amount or strength that must name its substance; ``sample`` is one such."""

    sample: str = "20 mEq potassium chloride"

    @property
    def example(self) -> str:
        """Give one, with its name."""
        return self.sample

    def read(self, given: object, what: str, *, zero: bool, negative: bool) -> Amount | Strength:
        """Take a quantity with its name.  Raises NoName where the name is left out."""
        read = super().read(given, what, zero=zero, negative=negative)
        if not read.substance:
            raise NoName(what, str(read), self.sample)
        return read


BY_MOLE = (_SUBSTANCE, _MOLAR_MASS)
BY_CHARGE = (_SUBSTANCE, _VALENCE)
BY_BOTH = (_SUBSTANCE, _MOLAR_MASS, _VALENCE, _WEIGHT)


@dataclass(frozen=True)
class Basis:
    """What joins mass, moles and charge in one question; a name's own figures fill the gaps."""

    substance: str | None = None
    molar_mass: Quantity | None = None
    valence: Quantity | None = None
    equivalent_weight: Quantity | None = None

    @property
    def mass(self) -> Quantity:
        """Give the molar mass.  Raises MissingInput, NoMolarMass, OutOfRange."""
        if self.substance is None:
            return _given("molar_mass", self.molar_mass, "its molar mass, or name the substance")
        held = substance(self.substance).molar_mass
        given = self.molar_mass or held
        if apart(given, held) > substances().agreement.strength:
            what = "molar mass"
            raise OutOfRange(what, show(given), f"about {show(held)}, that of {self.substance}")
        return given

    @property
    def by_mole(self) -> Quantity:
        """Give the mEq in 1 mmol.  Raises MissingInput, NoEquivalents, OutOfRange."""
        if self.substance is None:
            given = _given("valence", self.valence, "its charge, or name the substance")
            return make(_whole(given).exact, unit("mEq/mmol"))
        held = substance(self.substance).equivalents_by_mole
        if self.valence is not None and self.valence.exact != held.exact:
            what = "valence"
            raise OutOfRange(what, show(self.valence), f"{held.exact}, that of {self.substance}")
        return held

    @property
    def weight(self) -> Quantity:
        """Give the mg in 1 mEq."""
        if self.equivalent_weight is not None and not (self.substance or self.molar_mass):
            return self.equivalent_weight.to("mg/mEq")
        by_mole = self.by_mole  # asked first: what has no charge is told so before its mass
        weight = (self.mass / by_mole).to("mg/mEq")
        given = self.equivalent_weight or weight
        if apart(given, weight) > substances().agreement.strength:
            what = "equivalent weight"
            raise OutOfRange(what, show(given), f"about {show(weight)}")
        return given.to("mg/mEq")

    @property
    def source(self) -> str:
        """Say where a named substance's figures come from; nothing where they were given."""
        return substance(self.substance).told_source if self.substance else ""

    def require_no_percent(self, held: Quantity) -> None:
        """Refuse a percent w/v of an ion.  Raises OutOfRange."""
        if self.substance:
            require_no_percent(substance(self.substance), held)

    def weight_told(self, steps: Steps) -> Quantity:
        """Give the mg in 1 mEq, written as a line."""
        if self.equivalent_weight is not None:
            return self.weight
        weight = self.weight
        numbers = f"{show(self.mass)} ÷ {show(self.by_mole)}"
        told = "molar mass ÷ valence"
        return steps.line("mass of 1 mEq", told, numbers, weight, source=self.source)


def require_no_percent(one: Substance, held: Quantity) -> None:
    """Refuse a percent w/v of an ion: "10 % calcium" is a percent of its salt.  Raises OutOfRange.

    Read as the ion it would be ten times too much calcium, or a tenth of the volume.
    """
    if one.charge and held.unit is unit("% w/v"):
        what, wanted = "substance", f"the salt of which {show(held)} is a percent, named in full"
        raise OutOfRange(what, f"{one.name}, an ion", wanted)


def by_the_same(top: str, value: Quantity, like: Quantity, what: str) -> Quantity:
    """Read a value in a unit with what stood below another's line: per mL, per bag, per day."""
    below = like.unit.basis or ""
    below = {"100 mL": "mL", "dL": "L"}.get(below, below)
    return converted(value, f"{top}/{below}" if below else top, what)


def _given(name: str, value: Quantity | None, meaning: str) -> Quantity:
    if value is None:
        raise MissingInput(name, meaning, {"valence": "1"}.get(name, "58.44 g/mol"))
    return value


def _whole(valence: Quantity) -> Quantity:
    if ratio(valence).denominator != 1:
        what = "valence"
        raise OutOfRange(what, show(valence), "a whole number, such as 2")
    if ratio(valence) > MOST_IONS:
        what = "valence"
        raise OutOfRange(what, show(valence), f"at most {MOST_IONS}, for no salt has more")
    return valence
