"""Milligrams, millimoles and milliequivalents: F30 and F31.

What joins them is a substance by its exact name, or a molar mass and a valence given with the
question. A mass by volume, by day or by bag comes out by the same volume, day or bag.
"""

from dataclasses import dataclass

from formulas.calculator import Input, Out, calculator
from formulas.errors import MissingInput, OutOfRange
from formulas.kinds import EQUIVALENT_MASS, MOLAR_MASS, NUMBER_OF, Measure
from formulas.quantity import Quantity, converted, make, ratio, show
from formulas.salts import SUBSTANCE, apart, substance, substances
from formulas.units import unit
from formulas.working import Steps, Working

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
_BY_MOLE = (_SUBSTANCE, _MOLAR_MASS)
_BY_CHARGE = (_SUBSTANCE, _VALENCE)
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
        weight = (self.mass / self.by_mole).to("mg/mEq")
        given = self.equivalent_weight or weight
        if apart(given, weight) > substances().agreement.strength:
            what = "equivalent weight"
            raise OutOfRange(what, show(given), f"about {show(weight)}")
        return given.to("mg/mEq")

    def weight_told(self, steps: Steps) -> Quantity:
        """Give the mg in 1 mEq, written as a line."""
        if self.equivalent_weight is not None:
            return self.weight
        numbers = f"{show(self.mass)} ÷ {show(self.by_mole)}"
        return steps.line("mass of 1 mEq", "molar mass ÷ valence", numbers, self.weight)


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
    return valence


@calculator(
    "F30",
    "Millimoles of a mass",
    (Input("mass", ANY_MASS, "the mass, alone or by volume"), *_BY_MOLE),
    (Out("moles", ANY_MOLES),),
    "mmol = mg ÷ molar mass; register F30",
)
def moles_of_mass(
    mass: Quantity, substance: str | None = None, molar_mass: Quantity | None = None
) -> Working:
    """Give the millimoles of a mass; the molar mass carries the water of the salt.

    >>> moles_of_mass(mass="9 g/L", substance="sodium chloride", molar_mass="58.44 g/mol").told
    'moles 154.0041068… mmol/L'
    """
    basis = Basis(substance, molar_mass)
    steps = Steps(f"Millimoles of {show(mass)} {substance or ''}".rstrip())
    moles = by_the_same("mmol", mass / basis.mass, mass, "mass")
    steps.answer("moles", "mass ÷ molar mass", f"{show(mass)} ÷ {show(basis.mass)}", moles)
    return steps.done()


@calculator(
    "F30",
    "Mass of millimoles",
    (Input("moles", ANY_MOLES, "the amount of substance, alone or by volume"), *_BY_MOLE),
    (Out("mass", ANY_MASS),),
    "mg = mmol × molar mass; register F30",
)
def mass_of_moles(
    moles: Quantity, substance: str | None = None, molar_mass: Quantity | None = None
) -> Working:
    """Give the mass of so many millimoles.

    >>> mass_of_moles(moles="3 mmol/mL", substance="phosphorus").told
    'mass 92.922 mg/mL'
    """
    basis = Basis(substance, molar_mass)
    steps = Steps(f"Mass of {show(moles)} {substance or ''}".rstrip())
    mass = by_the_same("mg", moles * basis.mass, moles, "amount of substance")
    steps.answer("mass", "mmol × molar mass", f"{show(moles)} × {show(basis.mass)}", mass)
    return steps.done()


@calculator(
    "F31",
    "Milliequivalents of a mass",
    (Input("mass", ANY_MASS, "the mass, alone or by volume; a percent w/v is one"), *BY_BOTH),
    (Out("equivalents", ANY_CHARGE),),
    "mEq = mg × valence ÷ molar mass; register F31",
)
def equivalents_of_mass(
    mass: Quantity,
    substance: str | None = None,
    molar_mass: Quantity | None = None,
    valence: Quantity | None = None,
    equivalent_weight: Quantity | None = None,
) -> Working:
    """Give the milliequivalents of a mass; phosphate, whose charge changes, is refused.

    >>> equivalents_of_mass(mass="8.4 % w/v", molar_mass="84 g/mol", valence="1").told
    'equivalents 1 mEq/mL'
    """
    steps = Steps(f"Milliequivalents of {show(mass)} {substance or ''}".rstrip())
    weight = Basis(substance, molar_mass, valence, equivalent_weight).weight_told(steps)
    answer = by_the_same("mEq", mass / weight, mass, "mass")
    numbers = f"{show(mass)} ÷ {show(weight)}"
    steps.answer("equivalents", "mass ÷ mass of 1 mEq", numbers, answer)
    return steps.done()


@calculator(
    "F31",
    "Mass of milliequivalents",
    (Input("equivalents", ANY_CHARGE, "the charge, alone or by volume"), *BY_BOTH),
    (Out("mass", ANY_MASS),),
    "mg = mEq × molar mass ÷ valence; register F31",
)
def mass_of_equivalents(
    equivalents: Quantity,
    substance: str | None = None,
    molar_mass: Quantity | None = None,
    valence: Quantity | None = None,
    equivalent_weight: Quantity | None = None,
) -> Working:
    """Give the mass of so many milliequivalents; by volume it can be read as a percent w/v.

    >>> mass_of_equivalents(equivalents="20 mEq", substance="potassium chloride").told
    'mass 1491 mg'
    """
    steps = Steps(f"Mass of {show(equivalents)} {substance or ''}".rstrip())
    weight = Basis(substance, molar_mass, valence, equivalent_weight).weight_told(steps)
    mass = by_the_same("mg", equivalents * weight, equivalents, "charge")
    numbers = f"{show(equivalents)} × {show(weight)}"
    steps.answer("mass", "mEq × mass of 1 mEq", numbers, mass)
    return steps.done()


@calculator(
    "F31",
    "Milliequivalents of millimoles",
    (Input("moles", ANY_MOLES, "the amount of substance, alone or by volume"), *_BY_CHARGE),
    (Out("equivalents", ANY_CHARGE),),
    "mEq = mmol × valence; register F31",
)
def equivalents_of_moles(
    moles: Quantity, substance: str | None = None, valence: Quantity | None = None
) -> Working:
    """Give the milliequivalents of so many millimoles.

    >>> equivalents_of_moles(moles="2.5 mmol", substance="calcium").told
    'equivalents 5 mEq'
    """
    by_mole = Basis(substance, valence=valence).by_mole
    steps = Steps(f"Milliequivalents of {show(moles)} {substance or ''}".rstrip())
    answer = by_the_same("mEq", moles * by_mole, moles, "amount of substance")
    steps.answer("equivalents", "mmol × valence", f"{show(moles)} × {show(by_mole)}", answer)
    return steps.done()


@calculator(
    "F31",
    "Millimoles of milliequivalents",
    (Input("equivalents", ANY_CHARGE, "the charge, alone or by volume"), *_BY_CHARGE),
    (Out("moles", ANY_MOLES),),
    "mmol = mEq ÷ valence; register F31",
)
def moles_of_equivalents(
    equivalents: Quantity, substance: str | None = None, valence: Quantity | None = None
) -> Working:
    """Give the millimoles of so many milliequivalents.

    >>> moles_of_equivalents(equivalents="4.65 mEq", substance="calcium").told
    'moles 2.325 mmol'
    """
    by_mole = Basis(substance, valence=valence).by_mole
    steps = Steps(f"Millimoles of {show(equivalents)} {substance or ''}".rstrip())
    moles = by_the_same("mmol", equivalents / by_mole, equivalents, "charge")
    steps.answer("moles", "mEq ÷ valence", f"{show(equivalents)} ÷ {show(by_mole)}", moles)
    return steps.done()


@calculator(
    "F31",
    "Equivalent weight",
    BY_BOTH[:3],
    (Out("equivalent_weight", EQUIVALENT_MASS),),
    "mg in 1 mEq = molar mass ÷ valence; register F31",
)
def equivalent_weight(
    substance: str | None = None,
    molar_mass: Quantity | None = None,
    valence: Quantity | None = None,
) -> Working:
    """Give the milligrams in 1 mEq of a substance.

    >>> equivalent_weight(molar_mass="40.08 g/mol", valence="2").told
    'equivalent weight 20.04 mg/mEq'
    """
    basis = Basis(substance, molar_mass, valence)
    numbers = f"{show(basis.mass)} ÷ {show(basis.by_mole)}"
    steps = Steps(f"Equivalent weight of {substance or show(basis.mass)}")
    steps.answer("equivalent_weight", "molar mass ÷ valence", numbers, basis.weight)
    return steps.done()
