"""Refusals of what is mixed, measured and weighed. The tree stands in formulas.errors."""

from formulas.number_errors import NOTHING, FormulaError, NotPositive

_MASSES = ("g", "mg", "kg", "mcg", "ng")


class DoesNotFit(FormulaError):
    """The parts are more than the whole that must hold them."""

    def __init__(self, parts: str, whole: str, excess: str) -> None:
        if whole.endswith(_MASSES):
            super().__init__(
                f"The ingredients weigh {parts}, {excess} more than the {whole} of the whole. "
                "It cannot be made so. Check which mass is the part and which is the whole."
            )
            return
        super().__init__(
            f"The ingredients take {parts}, {excess} more than the final volume of {whole}. "
            "The bag cannot be made so. Order a larger volume or choose stronger products."
        )


class RoundedAway(NotPositive):
    """A device's steps are so coarse that a part becomes nothing."""

    def __init__(self, what: str, exact: str, step: str) -> None:
        FormulaError.__init__(
            self,
            f"The {what} is {exact}, and measured in steps of {step} it would be none at all. "
            f"{NOTHING} Take a finer device, or make a weaker dilution first.",
        )


class CannotConcentrate(FormulaError):
    """Diluting cannot make a solution stronger."""

    def __init__(self, stock: str, target: str) -> None:
        super().__init__(
            f"{target} cannot be made by diluting {stock}. "
            "The bag cannot be made from this product. Choose a stronger stock."
        )


class DoesNotReach(FormulaError):
    """A part of an aliquot method is too little to be measured."""

    def __init__(self, part: str, value: str, least: str, factor: str) -> None:
        super().__init__(
            f"The {part} comes to {value}, under the least of {least} that may be measured. "
            f"{NOTHING} Take a factor of {factor} or more."
        )


class Hypertonic(FormulaError):
    """The drugs alone are more than isotonic."""

    def __init__(self, drugs: str, most: str, remedy: str) -> None:
        super().__init__(
            f"The drugs alone make the solution hypertonic: they count for {drugs}, and isotonic "
            f"is {most}. Nothing can be added to mend that. {remedy}"
        )


class NotPaired(FormulaError):
    """Two lists that belong together are of different length."""

    def __init__(self, one: str, count: int, other: str, other_count: int) -> None:
        super().__init__(
            f"{count} {one} were given but {other_count} {other}: each needs its own. {NOTHING} "
            "Give both in the same order, with semicolons between, such as '1; 2; 3'."
        )


class NotBetween(FormulaError):
    """A mixture lies between its parts, never beyond them."""

    def __init__(self, target: str, low: str, high: str) -> None:
        super().__init__(
            f"{target} cannot be mixed from {low} and {high}: a mixture lies between the two. "
            f"{NOTHING} Choose one product weaker and one stronger than {target}."
        )


class NoDisplacement(FormulaError):
    """The volumes of the label contradict each other."""

    def __init__(self, diluent: str, final: str) -> None:
        super().__init__(
            f"The label adds {diluent} of diluent but its concentration makes only {final}. "
            "The concentration of this vial is unknown. Check the product's label figures."
        )


class TooCoarse(FormulaError):
    """The instrument cannot verify what it is asked to."""

    def __init__(self, what: str, uncertainty: str, most: str) -> None:
        super().__init__(
            f"{what} cannot be verified by weighing: the uncertainty is {uncertainty}, and at most "
            f"{most} would do, a third of the tolerance. "
            "Use a finer balance, or verify by another method with the pharmacist's eye."
        )
