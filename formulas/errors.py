"""What the arithmetic refuses, and what to do about it.

FormulaError
├── NotANumber          a figure that is no plain decimal number
├── UnknownUnit         a unit the vocabulary does not name
├── WrongUnit           a known unit where another kind belongs
├── OtherSubstance      an amount of one substance met the strength of another
├── NotPositive         nothing, or less than nothing, where something must be
├── CannotConcentrate   diluting cannot make a solution stronger
├── NoDisplacement      the label's volumes contradict each other
└── UnknownCalculator   no such calculator is declared
"""


class FormulaError(Exception):
    """An input was refused; nothing was calculated, and no bag may rest on it."""


class NotANumber(FormulaError):
    """A figure is no plain decimal number."""

    def __init__(self, given: object, instead: str) -> None:
        super().__init__(
            f"{given!r} is not a number First Air calculates with. "
            f"Nothing was calculated. Write {instead}."
        )


class UnknownUnit(FormulaError):
    """The vocabulary does not name this unit."""

    def __init__(self, given: str, word: str = "") -> None:
        self.word = word
        instead = f"Write {word!r}." if word else "Choose a unit from the list."
        super().__init__(
            f"{given!r} is not a unit First Air knows. Nothing was calculated. {instead}"
        )


class WrongUnit(FormulaError):
    """A known unit stands where another kind belongs."""

    def __init__(self, what: str, given: str, wanted: str) -> None:
        super().__init__(
            f"The {what} is given as {given}, which cannot be read in {wanted}. "
            f"Nothing was calculated. Give the {what} in a unit such as {wanted}, "
            "or state the valence, molar mass or potency that joins the two."
        )


class OtherSubstance(FormulaError):
    """An amount of one substance met the strength of another."""

    def __init__(self, ordered: str, offered: str) -> None:
        super().__init__(
            f"{ordered!r} was ordered, but the strength is that of {offered!r}. "
            "Nothing may be drawn from it for this bag. Take the product of the ordered substance."
        )


class NotPositive(FormulaError):
    """Nothing, or less than nothing, stands where something must be."""

    def __init__(self, what: str, given: str) -> None:
        super().__init__(
            f"The {what} is {given}; it must be more than zero. "
            f"Nothing was calculated. Check the {what} and enter it again."
        )


class CannotConcentrate(FormulaError):
    """Diluting cannot make a solution stronger."""

    def __init__(self, stock: str, target: str) -> None:
        super().__init__(
            f"{target} cannot be made by diluting {stock}. "
            "The bag cannot be made from this product. Choose a stronger stock."
        )


class NoDisplacement(FormulaError):
    """The volumes of the label contradict each other."""

    def __init__(self, diluent: str, final: str) -> None:
        super().__init__(
            f"The label adds {diluent} of diluent but its concentration makes only {final}. "
            "The concentration of this vial is unknown. Check the product's label figures."
        )


class UnknownCalculator(FormulaError):
    """No such calculator is declared."""

    def __init__(self, given: str) -> None:
        super().__init__(
            f"No calculator is declared under {given!r}. Nothing was calculated. "
            "Choose one from the register."
        )
