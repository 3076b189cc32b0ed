"""What the arithmetic refuses, and what to do about it.

FormulaError
├── NotANumber          a figure that is no plain decimal number
├── UnknownUnit         a unit the vocabulary does not name
├── OtherKind           two units that measure different things
├── WrongUnit           a known unit where another kind belongs
├── DoNotAdd            an amount met a rate, or a strength one stated for another volume
├── NotPositive         nothing, or less than nothing, where something must be
├── OutOfRange          a figure outside what its formula can mean
├── LessThanNothing     an answer below zero: what is there already is more than what is wanted
├── DoesNotFit          the parts are more than the whole that must hold them
├── SubstanceError
│   ├── OtherSubstance  an amount of one substance met the strength of another
│   ├── UnknownSubstance  no such substance is on file
│   ├── BadSubstance    a substance's own figures contradict each other, or lack their source
│   ├── NoMolarMass     a mixture has no molar mass: its mass and its moles do not meet
│   └── NoEquivalents   a substance of mixed valence has no milliequivalents
├── ProductError
│   ├── UnknownProduct  no such product is on file
│   ├── BadProduct      a product's own figures contradict each other, or lack their source
│   ├── Forbidden       a product may not be used in this way at all
│   ├── Implausible     an order that would take more of a product than anyone means
│   ├── OtherStrength   the product at hand has another strength than the one ordered
│   └── TooLittle       an order that would take less of a product than can be measured
├── CannotConcentrate   diluting cannot make a solution stronger
├── DoesNotReach        a part of an aliquot method is too little to be measured
├── Hypertonic          drugs alone are more than isotonic, so nothing may be added
├── NotPaired           two lists that belong together are of different length
├── NotBetween          a mixture lies between its parts, never beyond them
├── NoDisplacement      the label's volumes contradict each other
├── TooCoarse           the instrument cannot verify what it is asked to
├── BadCase             a published case that cannot be read as one
└── CalculatorError
    ├── UnknownCalculator  no such calculator is declared
    ├── UnknownInput    the calculator has no such input
    ├── MissingInput    an input that the calculator needs was not given
    └── UnknownChoice   a word that is none of those the input knows
"""

_NOTHING = "Nothing was calculated."


class FormulaError(Exception):
    """An input was refused; nothing was calculated, and no bag may rest on it."""


class NotANumber(FormulaError):
    """A figure is no plain decimal number."""

    def __init__(self, given: object, instead: str) -> None:
        super().__init__(
            f"{given!r} is not a number First Air calculates with. {_NOTHING} Write {instead}."
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
        super().__init__(f"{what} {_NOTHING} {instead}")


class OtherKind(FormulaError):
    """Two units measure different things."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} cannot be read in {other}: they measure different things.")


class WrongUnit(FormulaError):
    """A known unit stands where another kind belongs."""

    def __init__(self, what: str, given: str, wanted: str) -> None:
        super().__init__(
            f"The {what} is given as {given}, which cannot be read in {wanted}. "
            f"{_NOTHING} Give the {what} in a unit such as {wanted}, "
            "or state the valence, molar mass or potency that joins the two."
        )


class DoNotAdd(FormulaError):
    """An amount met a rate, or a strength met one stated for another volume."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(
            f"{one} and {other} do not add or compare: they are stated for different things. "
            f"{_NOTHING} Bring both to one basis first, such as both per L or both per day."
        )


class NotPositive(FormulaError):
    """Nothing, or less than nothing, stands where something must be."""

    def __init__(self, what: str, given: str) -> None:
        super().__init__(
            f"The {what} is {given}; it must be more than zero. "
            f"{_NOTHING} Check the {what} and enter it again."
        )


class OutOfRange(FormulaError):
    """A figure lies outside what its formula can mean."""

    def __init__(self, what: str, given: str, wanted: str) -> None:
        super().__init__(
            f"The {what} is {given}; it must be {wanted}. "
            f"{_NOTHING} Check the {what} and enter it again."
        )


class LessThanNothing(FormulaError):
    """The answer is below zero: what is there already is more than what is wanted."""

    def __init__(self, what: str, answer: str, why: str) -> None:
        super().__init__(
            f"The {what} comes out as {answer}, and less than nothing cannot be added: {why}. "
            "The bag cannot be made so. Change the order or the products."
        )


class DoesNotFit(FormulaError):
    """The parts are more than the whole that must hold them."""

    def __init__(self, parts: str, whole: str, excess: str) -> None:
        super().__init__(
            f"The ingredients take {parts}, {excess} more than the final volume of {whole}. "
            "The bag cannot be made so. Order a larger volume or choose stronger products."
        )


class SubstanceError(FormulaError):
    """Something is wrong with which substance is meant."""


class OtherSubstance(SubstanceError):
    """An amount of one substance met the strength of another."""

    def __init__(self, ordered: str, offered: str) -> None:
        super().__init__(
            f"{ordered or 'no substance'!r} was ordered, but the strength is that of "
            f"{offered or 'no substance named'!r}. Nothing may be drawn from it for this bag. "
            "Take the product of the ordered substance: a salt is not its ion."
        )


class UnknownSubstance(SubstanceError):
    """No such substance is on file."""

    def __init__(self, given: str, near: str) -> None:
        super().__init__(
            f"No substance on file is called {given!r}. {_NOTHING} "
            f"Write it in full, with its hydrate where it has one, such as {near!r}."
        )


class NoEquivalents(SubstanceError):
    """A substance of mixed valence has no milliequivalents."""

    def __init__(self, substance: str, why: str) -> None:
        super().__init__(
            f"{substance} has no milliequivalents: {why}. {_NOTHING} "
            "Order it in mmol; the cation it brings is reckoned from the product."
        )


class BadSubstance(SubstanceError):
    """A substance's own figures contradict each other, or lack their source."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"The substance {name!r} was refused: {why}. No substance of the file was read. "
            "Correct the file against a book of reference."
        )


class NoMolarMass(SubstanceError):
    """A mixture has no molar mass: its mass and its moles do not meet."""

    def __init__(self, substance: str, why: str) -> None:
        super().__init__(
            f"{substance} has no molar mass: {why}. {_NOTHING} "
            "Name the single salt with its water, or the product whose label says the figures."
        )


class ProductError(FormulaError):
    """Something is wrong with a product or with what is asked of it."""


class UnknownProduct(ProductError):
    """No such product is on file."""

    def __init__(self, given: str, near: str) -> None:
        super().__init__(
            f"No product on file has the id {given!r}. {_NOTHING} "
            f"Choose one from the list, such as {near!r}."
        )


class BadProduct(ProductError):
    """A product's own figures contradict each other, or lack their source."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"The product {where} was refused: {why}. Nothing may be made from it. "
            "Correct the file against the product's label."
        )


class Forbidden(ProductError):
    """A product may not be used in this way at all."""

    def __init__(self, product: str, use: str, why: str) -> None:
        super().__init__(
            f"{product} may not be used {use}: {why}. Nothing was calculated. "
            "Choose a lawful product or way of giving; there is no override."
        )


class Implausible(ProductError):
    """An order would take more of a product than anyone means."""

    def __init__(self, what: str, needed: str, most: str) -> None:
        super().__init__(
            f"{what} would take {needed}; more than {most} is never meant. {_NOTHING} "
            "Check the unit (mcg or mg?) and the substance (salt or ion?) of the order."
        )


class OtherStrength(ProductError):
    """The product at hand has another strength than the one ordered."""

    def __init__(self, product: str, ordered: str, held: str, times: str) -> None:
        super().__init__(
            f"{ordered} was ordered, but {product} holds {held}: {times} times as much. "
            f"{_NOTHING} Take the product of the ordered strength."
        )


class TooLittle(ProductError):
    """An order would take less of a product than can be measured."""

    def __init__(self, what: str, needed: str, least: str) -> None:
        super().__init__(
            f"{what} would take {needed}; less than {least} cannot be measured. {_NOTHING} "
            "Take a weaker product, or make a dilution first; check the unit of the order."
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
            f"{_NOTHING} Take a factor of {factor} or more."
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
            f"{count} {one} were given but {other_count} {other}: each needs its own. {_NOTHING} "
            "Give both in the same order, with semicolons between, such as '1; 2; 3'."
        )


class NotBetween(FormulaError):
    """A mixture lies between its parts, never beyond them."""

    def __init__(self, target: str, low: str, high: str) -> None:
        super().__init__(
            f"{target} cannot be mixed from {low} and {high}: a mixture lies between the two. "
            f"{_NOTHING} Choose one product weaker and one stronger than {target}."
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
            f"No calculator is declared under {given!r}. {_NOTHING} "
            "Choose one from the list: firstair calc list."
        )


class UnknownInput(CalculatorError):
    """The calculator has no such input."""

    def __init__(self, given: str, calculator: str, known: str) -> None:
        super().__init__(
            f"{calculator} has no input called {given!r}. {_NOTHING} It takes {known}."
        )


class MissingInput(CalculatorError):
    """An input that the calculator needs was not given."""

    def __init__(self, name: str, meaning: str, example: str) -> None:
        super().__init__(
            f"The {name.replace('_', ' ')} is missing: {meaning}. {_NOTHING} "
            f"Give it, for example {name}={example!r}."
        )


class UnknownChoice(CalculatorError):
    """A word is none of those the input knows."""

    def __init__(self, what: str, given: str, known: str) -> None:
        super().__init__(f"The {what} is given as {given!r}. {_NOTHING} Write one of: {known}.")
