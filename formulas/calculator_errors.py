"""Refusals of calculators and of published cases. The tree stands in formulas.errors."""

from formulas.number_errors import NOTHING, FormulaError


class BadCase(FormulaError):
    """A published case cannot be read as one."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"{where}: {why}. No case of the file was run. "
            "Correct the file; docs/reference/cases.md shows a case."
        )


class CalculatorError(FormulaError):
    """A calculator was asked for, or given, what it does not know."""


class UnknownCalculator(CalculatorError):
    """No such calculator is declared."""

    def __init__(self, given: str) -> None:
        super().__init__(
            f"No calculator is declared under {given!r}. {NOTHING} "
            "Choose one from the list: firstair calc list."
        )


class UnknownInput(CalculatorError):
    """The calculator has no such input."""

    def __init__(self, given: str, calculator: str, known: str) -> None:
        super().__init__(f"{calculator} has no input called {given!r}. {NOTHING} It takes {known}.")


class MissingInput(CalculatorError):
    """An input that the calculator needs was not given."""

    def __init__(self, name: str, meaning: str, example: str) -> None:
        super().__init__(
            f"The {name.replace('_', ' ')} is missing: {meaning}. {NOTHING} "
            f"Give it, for example {name}={example!r}."
        )


class UnknownChoice(CalculatorError):
    """A word is none of those the input knows."""

    def __init__(self, what: str, given: str, known: str) -> None:
        super().__init__(f"The {what} is given as {given!r}. {NOTHING} Write one of: {known}.")


class NotReadable(CalculatorError):
    """A value is too long to be meant, or holds signs that nobody sees."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(
            f"The {what} is {why}. {NOTHING} Type it anew rather than copy it, such as '20 mEq'."
        )


class Altered(FormulaError):
    """A stored answer contradicts itself, so somebody altered it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The stored answer {name!r} contradicts itself: figure, unit and printed text are not "
            "those of one value. Nothing may rest on it. Calculate it again from what was given."
        )
