"""Refusals of numbers, units and quantities. The tree stands in formulas.errors."""

from decimal import Decimal

NOTHING = "Nothing was calculated."
_LONGEST = 80  # characters of a refused figure
_MEANT = {
    "% w/v": "g in 100 mL",
    "% w/w": "g in 100 g",
    "% v/v": "mL in 100 mL",
}


class FormulaError(Exception):
    """An input was refused; nothing was calculated, and no bag may rest on it."""


class NotANumber(FormulaError):
    """A figure is no plain decimal number."""

    def __init__(self, given: object, instead: str) -> None:
        super().__init__(
            f"{_told(given)} is not a number First Air calculates with. {NOTHING} Write {instead}."
        )


class UnknownUnit(FormulaError):
    """The vocabulary does not name this unit."""

    def __init__(self, given: str, word: str = "") -> None:
        self.word = word
        if not given:
            what = "A figure stands without its unit."
            instead = "Write the unit behind it, such as '20 mEq' or '50 mL'."
        else:
            what = f"{given!r} is not a unit First Air knows."
            instead = f"Write {word!r}." if word else "Choose a unit from the list."
        super().__init__(f"{what} {NOTHING} {instead}")


class OtherKind(FormulaError):
    """Two units measure different things."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} cannot be read in {other}: they measure different things.")


class WrongUnit(FormulaError):
    """A known unit stands where another kind belongs."""

    def __init__(self, what: str, given: str, wanted: str) -> None:
        joined = ", or state the valence, molar mass or potency that joins the two"
        joined = joined if _one_basis(given, wanted) else ""
        super().__init__(
            f"The {what} is given as {given}, which cannot be read in {wanted}. "
            f"{NOTHING} Give the {what} in a unit such as {wanted}{joined}."
        )


class BarePercent(WrongUnit):
    """A percent that does not say of what stands where its kind decides the answer."""

    def __init__(self, what: str, given: str, instead: tuple[str, ...]) -> None:
        figure = given.partition(" ")[0]
        ways = " or ".join(f"'{figure} {one}' ({_MEANT[one]})" for one in instead)
        FormulaError.__init__(
            self,
            f"The {what} is given as {figure} %, which does not say percent of what. "
            f"{NOTHING} Write {ways}.",
        )


class DoNotAdd(FormulaError):
    """An amount met a rate, or a strength met one stated for another volume."""

    def __init__(self, one: str, other: str) -> None:
        bring = "to one basis first, such as both per L or both per day"
        if _one_basis(one, other):
            bring = "to one unit first, by what joins them: valence, molar mass, potency, density"
        super().__init__(
            f"{one} and {other} do not add or compare: they are stated for different things. "
            f"{NOTHING} Bring both {bring}."
        )


class NotPositive(FormulaError):
    """Nothing, or less than nothing, stands where something must be."""

    def __init__(self, what: str, given: str) -> None:
        super().__init__(
            f"The {what} is {given}; it must be more than zero. "
            f"{NOTHING} Check the {what} and enter it again."
        )


class OutOfRange(FormulaError):
    """A figure lies outside what its formula can mean."""

    def __init__(self, what: str, given: str, wanted: str) -> None:
        super().__init__(
            f"The {what} is {given}; it must be {wanted}. "
            f"{NOTHING} Check the {what} and enter it again."
        )


class LessThanNothing(FormulaError):
    """The answer is below zero: what is there already is more than what is wanted."""

    def __init__(self, what: str, answer: str, why: str) -> None:
        super().__init__(
            f"The {what} comes out as {answer}, and less than nothing cannot be added: {why}. "
            "The bag cannot be made so. Change the order or the products."
        )


def _one_basis(one: str, other: str) -> bool:
    """Tell whether two quantities in words are stated for the same thing: per mL, per day."""
    return one.partition("/")[2] == other.partition("/")[2]


def _told(given: object) -> str:
    """Print what was given; of a million digits only so many that a person knows them again."""
    if isinstance(given, str | int | float | Decimal | bytes):
        text = repr(given)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f"a {type(given).__name__}"
