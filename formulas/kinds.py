"""What an input of a calculator may be: the kinds of quantity, and words out of a list.

Per mL, per bag, per dose, per day and per kg per day are kinds apart. A kind lists the units it
takes; the first is its example. What it refuses it answers with a sentence and that example.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from formulas.errors import (
    BarePercent,
    FormulaError,
    NoNameHere,
    NotANumber,
    NotPositive,
    OutOfRange,
    UnknownChoice,
    UnknownUnit,
    WrongUnit,
)
from formulas.number import plain_number
from formulas.quantity import Quantity, number, qty, show
from formulas.stated import amount_in_volume, apart_from_name
from formulas.substance import Amount, Strength
from formulas.units import NUMBER, Unit, unit
from formulas.vocabulary import AMOUNTS, CONTAINERS, NAMED, VOLUMES

Value = Quantity | Amount | Strength | str


class Kind(Protocol):
    """What every kind of input can do."""

    @property
    def name(self) -> str:
        """Say what it is called in lists: "volume", "strength", "sex"."""

    @property
    def example(self) -> str:
        """Give one such value as a person writes it."""

    @property
    def offered(self) -> tuple[str, ...]:
        """Give the units or words a page offers."""

    def read(self, given: object, what: str, *, zero: bool, negative: bool) -> Value:
        """Take what a person or another calculation gave.  Raises FormulaError."""


@dataclass(frozen=True)
class Measure:
    """A quantity in one of the listed units, or in another unit of the same kind and basis.

    ``least`` and ``most`` bound what can be meant at all: beyond them is a slip of unit or point.
    """

    name: str
    units: tuple[str, ...]
    sample: str = "50"
    least: str = ""
    most: str = ""

    @property
    def example(self) -> str:
        """Give one such quantity."""
        return f"{self.sample} {self.units[0]}".rstrip()

    @property
    def offered(self) -> tuple[str, ...]:
        """Give the units it takes."""
        return self.units

    def read(self, given: object, what: str, *, zero: bool, negative: bool) -> Quantity:
        """Take a quantity of this kind.  Raises WrongUnit, NotPositive, OutOfRange and more."""
        quantity = given if isinstance(given, Quantity) else self._parsed(given, what)
        if not self._takes(quantity.unit):
            shares = tuple(each for each in self.units if each in NAMED)
            if quantity.unit is unit("percent") and shares:
                raise BarePercent(what, show(quantity), shares)
            raise WrongUnit(what, show(quantity), self.units[0] or "a plain number")
        return self._meant(signed(quantity, what, zero=zero, negative=negative), what)

    def _meant(self, quantity: Quantity, what: str) -> Quantity:
        """Refuse what nobody can mean.  Raises OutOfRange."""
        if self.least:
            least, most = qty(self.least), qty(self.most)
            if not least.exact <= quantity.to(least.unit).exact <= most.to(least.unit).exact:
                raise OutOfRange(what, show(quantity), f"from {self.least} to {self.most}")
        return quantity

    def _parsed(self, given: object, what: str) -> Quantity:
        text = str(given).strip()
        try:
            if not self.units[0]:
                return number(plain_number(text))
            return amount_in_volume(text) or qty(text)
        except NotANumber as trouble:
            raise _with_example(trouble, what, self.example) from None
        except UnknownUnit as trouble:
            bare, name = split_substance(text)
            if name:
                raise NoNameHere(what, text, bare) from None
            raise _with_example(trouble, what, self.example) from None

    def _takes(self, of: Unit) -> bool:
        if of is NUMBER:
            return "" in self.units
        named = [unit(each) for each in self.units if each]
        if of in named or of.offset:
            return of in named
        return any(of.joins(each) for each in named)


@dataclass(frozen=True)
class OfSubstance:
    """An amount or strength that may name its substance: "20 mEq potassium chloride"."""

    measure: Measure
    makes: type[Amount] | type[Strength]

    @property
    def name(self) -> str:
        """Its name is that of what it measures."""
        return self.measure.name

    @property
    def example(self) -> str:
        """Give one such quantity."""
        return self.measure.example

    @property
    def offered(self) -> tuple[str, ...]:
        """Give the units it takes."""
        return self.measure.units

    def read(self, given: object, what: str, *, zero: bool, negative: bool) -> Amount | Strength:
        """Take a quantity, with or without the name of its substance."""
        if isinstance(given, Amount | Strength):
            substance, bare = given.substance, given.quantity
        elif isinstance(given, Quantity):
            substance, bare = "", given
        else:
            bare_text, substance = split_substance(str(given))
            bare = self.measure.read(bare_text, what, zero=zero, negative=negative)
        return self.makes(substance, self.measure.read(bare, what, zero=zero, negative=negative))


@dataclass(frozen=True)
class Choice:
    """One word out of a few."""

    name: str
    words: tuple[str, ...]

    @property
    def example(self) -> str:
        """Give the first word."""
        return self.words[0]

    @property
    def offered(self) -> tuple[str, ...]:
        """Give the words."""
        return self.words

    def read(self, given: object, what: str, *, zero: bool, negative: bool) -> str:  # noqa: ARG002 - words have no sign
        """Take one of the words.  Raises UnknownChoice."""
        text = " ".join(str(given).split())
        if text not in self.words:
            raise UnknownChoice(what, text, ", ".join(self.words))
        return text


@dataclass(frozen=True)
class Named:
    """The name of a substance or product on file; ``find`` gives its exact name, or refuses it."""

    name: str
    example: str
    find: Callable[[str], str]

    @property
    def offered(self) -> tuple[str, ...]:
        """Give nothing: a list of every name would be too long for a page."""
        return ()

    def read(self, given: object, what: str, *, zero: bool, negative: bool) -> str:  # noqa: ARG002 - names have no sign
        """Take a name.  Raises UnknownSubstance or UnknownProduct, which name what is near."""
        return self.find(" ".join(str(given).split()))


def signed(quantity: Quantity, what: str, *, zero: bool, negative: bool) -> Quantity:
    """Refuse what is too small for its input: nothing, or less than nothing."""
    if negative or quantity.exact > 0 or (zero and quantity.exact == 0):
        return quantity
    if zero:
        raise OutOfRange(what, show(quantity), "nought or more")
    raise NotPositive(what, show(quantity))


def split_substance(text: str) -> tuple[str, str]:
    """Part "20 mEq potassium chloride" into the quantity and the name, which may be empty."""
    stated = apart_from_name(text)
    if stated is not None:
        return stated
    words = text.split()
    for count in (3, 2):
        if len(words) >= count and _known(" ".join(words[1:count])):
            return " ".join(words[:count]), " ".join(words[count:]).removeprefix("of ")
    return text, ""


def _known(spelling: str) -> bool:
    try:
        unit(spelling)
    except UnknownUnit:
        return False
    return True


def _with_example(trouble: FormulaError, what: str, example: str) -> FormulaError:
    """Say at which input an odd number or unit stood, and how the input could be written."""
    trouble.args = (f"The {what}: {trouble} For example: {example}.",)
    return trouble


def _each(tops: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{top}/{one}" for top in tops for one in below if top != one)


_IN_VOLUME = _each(AMOUNTS, ("mL", "L", "dL"))

VOLUME = Measure("volume", ("mL", "L"))
MASS = Measure("mass", ("mg", "g", "mcg", "kg", "ng"))
TIME = Measure("time", ("h", "min", "day", "s"), "8")
# No person, no solution and no salt lies beyond these ends: what does is 70 g for 70 kg, 18 m2 for
# 1.8 m2, mg/mL for g/mL.
LENGTH = Measure("length", ("cm", "inch"), "170", "20 cm", "280 cm")
BODY_WEIGHT = Measure("body weight", ("kg", "g", "lb"), "70", "0.2 kg", "650 kg")
BODY_SURFACE = Measure("body surface", ("m2",), "1.8", "0.03 m2", "6 m2")
BODY_SURFACE_STEP = Measure("body surface", ("m2",), "0.01")
NUMBER_OF = Measure("number", ("",), "2")
SHARE = Measure("share", ("percent",), "5")
TEMPERATURE = Measure("temperature", ("degC", "K"), "25")
TEMPERATURE_STEP = Measure("temperature difference", ("K",), "0.52")
DENSITY = Measure("density", ("g/mL", "mg/mL"), "1.02", "0.05 g/mL", "25 g/mL")
DENSITY_STEP = Measure("density", ("g/mL", "mg/mL"), "0.01")
SPECIFIC_VOLUME = Measure("volume by mass", ("mL/g",), "0.8")
FLOW = Measure("flow", _each(VOLUMES, ("h", "min", "day")), "125")
MOLAR_MASS = Measure("molar mass", ("g/mol", "mg/mmol"), "58.44", "1 g/mol", "1000000 g/mol")
EQUIVALENT_MASS = Measure("mass by equivalent", ("mg/mEq",), "20.04")
SUBSTANCE_AMOUNT = Measure("amount of substance", ("mmol", "mol", "mcmol"), "30")
CHARGE = Measure("charge", ("mEq", "Eq"), "20")
OSMOLARITY = Measure("osmolarity", ("mOsm/L", "mOsm/mL"), "308")
CHARGE_IN_VOLUME = Measure("charge by volume", ("mEq/mL", "mEq/L", "Eq/L"), "2")
SUBSTANCE_IN_VOLUME = Measure("amount of substance by volume", ("mmol/mL", "mmol/L", "mol/L"), "3")
MASS_IN_VOLUME = Measure(
    "mass by volume", ("mg/mL", "g/L", "% w/v", "mcg/mL", "g/mL", "mg/L", "mg/dL", "g/dL"), "10"
)
MASS_BY_MASS = Measure("mass by mass", ("mg/g", "% w/w"), "40")
WEIGHT_PERCENT = Measure("percent w/w", ("% w/w",), "1")
VOLUME_PERCENT = Measure("percent v/v", ("% v/v",), "70")

ANY_AMOUNT = Measure("amount", (*AMOUNTS, *VOLUMES), "500")
ANY_IN_VOLUME = Measure("strength", ("mg/mL", "% w/v", *_IN_VOLUME), "10")
ANY_STRENGTH = Measure(
    "any strength", ("mg/mL", "% w/v", "% w/w", "% v/v", "percent", "mg/g", "unit/g", *_IN_VOLUME),
    "10",
)  # fmt: skip
ANY_IN_CONTAINER = Measure("content of a container", _each(AMOUNTS, CONTAINERS[:3]), "40")
ANY_BY_DOSE = Measure("amount by dose", _each((*AMOUNTS, *VOLUMES), ("dose",)), "500")
ANY_BY_WEIGHT = Measure("amount by body weight", _each((*AMOUNTS, *VOLUMES), ("kg",)), "5")
ANY_BY_WEIGHT_AND_DAY = Measure(
    "amount by body weight and day", _each((*AMOUNTS, *VOLUMES), ("kg/day",)), "5"
)
ANY_BY_WEIGHT_AND_TIME = Measure(
    "amount by body weight and time", _each(AMOUNTS, ("kg/min", "kg/h", "kg/day")), "5"
)
ANY_BY_SURFACE = Measure("amount by body surface", _each(AMOUNTS, ("m2",)), "75")
ANY_BY_DAY = Measure("amount by day", _each((*AMOUNTS, *VOLUMES), ("day",)), "500")
ANY_BY_TIME = Measure("amount by time", _each(AMOUNTS, ("h", "min", "day")), "500")
DOSES_BY_DAY = Measure("doses by day", ("dose/day",), "4")
DROPS = Measure("drops by volume", ("gtt/mL",), "15")
DROP_RATE = Measure("drops by time", ("gtt/min",), "31")
SEX = Choice("sex", ("female", "male"))
VERDICT = Choice("verdict", ("accept", "cannot tell", "reject"))

AMOUNT_OF = OfSubstance(ANY_AMOUNT, Amount)
STRENGTH_OF = OfSubstance(ANY_IN_VOLUME, Strength)
ANY_STRENGTH_OF = OfSubstance(ANY_STRENGTH, Strength)
