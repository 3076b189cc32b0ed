"""Refusals of substances and products. The tree stands in formulas.errors."""

from formulas.number_errors import NOTHING, FormulaError


class SubstanceError(FormulaError):
    """Something is wrong with which substance is meant."""


class OtherSubstance(SubstanceError):
    """An amount of one substance met the strength of another."""

    def __init__(self, ordered: str, offered: str) -> None:
        never = "Nothing may be drawn from it for this bag."
        if ordered and offered:
            super().__init__(
                f"{ordered!r} was ordered, but the strength is that of {offered!r}. {never} "
                "Take the product of the ordered substance: a salt is not its ion."
            )
            return
        named = f"{ordered or offered!r}"
        sides = ("ordered", "in hand") if ordered else ("in hand", "ordered")
        super().__init__(
            f"{named} is {sides[0]}, but no substance is named for what is {sides[1]}. {never} "
            "Name it on both sides or on neither: a salt is not its ion."
        )


class NoNameHere(SubstanceError):
    """A substance is named where a bare quantity is asked for."""

    def __init__(self, what: str, given: str, bare: str) -> None:
        super().__init__(
            f"The {what} is given as {given!r}, but this question takes no name of a substance. "
            f"{NOTHING} Write '{bare}', and see that all quantities are of the same substance."
        )


class NoName(SubstanceError):
    """A bare quantity stands where its substance must be named."""

    def __init__(self, what: str, given: str, example: str) -> None:
        super().__init__(
            f"The {what} is given as {given} of no substance. {NOTHING} "
            f"Write its exact name behind it, such as '{example}'."
        )


class SaltOrElement(SubstanceError):
    """A mass of an ion was ordered of a product named for its salt: it can be read both ways."""

    def __init__(self, dose: str, salt: str, as_salt: str, as_element: str) -> None:
        element = dose.split(" ", 2)[-1]
        mass = dose.removesuffix(element).strip()
        super().__init__(
            f"{dose} can mean the salt ({as_salt}) or the element ({as_element}). {NOTHING} "
            f"Write '{mass} {salt}' or '{mass} elemental {element}', as the prescriber meant."
        )


class UnknownSubstance(SubstanceError):
    """No such substance is on file."""

    def __init__(self, given: str, near: str) -> None:
        super().__init__(
            f"No substance on file is called {given!r}. {NOTHING} "
            f"Write it in full, with its hydrate where it has one, such as {near!r}."
        )


class NoEquivalents(SubstanceError):
    """A substance of mixed valence has no milliequivalents."""

    def __init__(self, substance: str, why: str) -> None:
        super().__init__(
            f"{substance} has no milliequivalents: {why}. {NOTHING} "
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
            f"{substance} has no molar mass: {why}. {NOTHING} "
            "Name the single salt with its water, or the product whose label says the figures."
        )


class ProductError(FormulaError):
    """Something is wrong with a product or with what is asked of it."""


class UnknownProduct(ProductError):
    """No such product is on file."""

    def __init__(self, given: str, near: str) -> None:
        super().__init__(
            f"No product on file has the id {given!r}. {NOTHING} "
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
            f"{what} would take {needed}; more than {most} is never meant. {NOTHING} "
            "Check the unit (mcg or mg?) and the substance (salt or ion?) of the order."
        )


class OtherStrength(ProductError):
    """The product at hand has another strength than the one ordered."""

    def __init__(self, product: str, ordered: str, held: str, times: str) -> None:
        super().__init__(
            f"{ordered} was ordered, but {product} holds {held}: {times} times as much. "
            f"{NOTHING} Take the product of the ordered strength."
        )


class TooLittle(ProductError):
    """An order would take less of a product than can be measured."""

    def __init__(self, what: str, needed: str, least: str) -> None:
        super().__init__(
            f"{what} would take {needed}; less than {least} cannot be measured. {NOTHING} "
            "Take a weaker product, or make a dilution first; check the unit of the order."
        )
