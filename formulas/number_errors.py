"""Refusals of numbers, units and quantities. The tree stands in formulas.errors."""

NOTHING = "Nothing was calculated."


class FormulaError(Exception):
    """An input was refused; nothing was calculated, and no bag may rest on it."""


class NotANumber(FormulaError):
    """A figure is no plain decimal number."""

    def __init__(self, given: object, instead: str) -> None:
        super().__init__(
            f"{given!r} is not a number First Air calculates with. {NOTHING} Write {instead}."
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
        basis, other = (text.partition("/")[2] for text in (given, wanted))
        joined = ""
        if basis == other:
            joined = ", or state the valence, molar mass or potency that joins the two"
        super().__init__(
            f"The {what} is given as {given}, which cannot be read in {wanted}. "
            f"{NOTHING} Give the {what} in a unit such as {wanted}{joined}."
        )


class DoNotAdd(FormulaError):
    """An amount met a rate, or a strength met one stated for another volume."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(
            f"{one} and {other} do not add or compare: they are stated for different things. "
            f"{NOTHING} Bring both to one basis first, such as both per L or both per day."
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
