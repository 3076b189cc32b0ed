"""Refusals of parenteral nutrition. The tree stands in formulas.errors."""

from formulas.number_errors import FormulaError


class NutritionError(FormulaError):
    """An order of nutrition was refused; no bag may be made from it."""


class OtherBasis(NutritionError):
    """A figure is stated on a basis on which this patient's orders are not written."""

    def __init__(self, what: str, given: str, patient: str, instead: str) -> None:
        super().__init__(
            f"The {what} is ordered as {given} for a patient of the kind {patient}, whose orders "
            f"are written {instead}. No bag may be made from it. "
            "Write the order again on that basis; never turn the figure over unseen."
        )


class OrderedTwice(NutritionError):
    """One substance, or one ion, is ordered by two lines."""

    def __init__(self, what: str, one: str, other: str) -> None:
        super().__init__(
            f"{what} is ordered twice: once as {one}, again as {other}. "
            "The patient would get both, so no bag may be made from this order. "
            "Strike one of the two, or order all of it in one line."
        )


class CannotBeMet(NutritionError):
    """The ions of an order cannot all be brought by its products."""

    def __init__(self, ion: str, how_far: str, why: str) -> None:
        super().__init__(
            f"{ion.capitalize()} cannot be as ordered: {how_far}. {why}. "
            "The bag cannot be made so. Change the order or the products."
        )


class NoSalt(NutritionError):
    """Among an order's products there is none, or not only one, that could bring an ion."""

    def __init__(self, ion: str, offered: str) -> None:
        super().__init__(
            f"{ion.capitalize()} is ordered, but {offered}. The bag cannot be made so. "
            "Name exactly one product for each salt, by its id; none is the usual one."
        )


class NoPlace(NutritionError):
    """The mixing order has no place, or not only one, for a product."""

    def __init__(self, product: str, kind: str, places: str) -> None:
        super().__init__(
            f"The mixing order has {places or 'no place'} for {product} (kind: {kind}). "
            "Nobody knows when it goes in, so there is no sheet for this bag. "
            "Give it exactly one place in the site's mixing order."
        )


class Disagreement(NutritionError):
    """The second calculation of a nutrition bag does not come to what was ordered."""

    def __init__(self, order: str, lines: str) -> None:
        super().__init__(
            f"The second calculation does not agree with order {order}: {lines}. "
            "The bag stops; nothing may be drawn up for it. Find out which of the two is wrong: "
            "the order, the sheet, or a product's figures."
        )


class BadTable(NutritionError):
    """A table of the compounding sheet contradicts itself, or lacks something."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"{where} was refused: {why}. No sheet is made by a table that is read in part. "
            "Correct the file; docs/reference/nutrition-sheet.md says how it is written."
        )


class BadLimits(NutritionError):
    """A table of limits contradicts itself, lacks its source, or says what no table may."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"The limits {where} were refused: {why}. No bag is judged by a table that is read in "
            "part. Correct the file; docs/reference/nutrition-limits.md says how it is written."
        )


class Loosened(NutritionError):
    """A site's own table would let pass what an absolute limit stops."""

    def __init__(self, row: str, given: str, absolute: str, held: str) -> None:
        super().__init__(
            f"The row {row!r} says {given}, but the absolute limit {absolute!r} says {held}. "
            "An absolute limit may be tightened, never loosened, and no bag is judged by this "
            "table. Strike the row or tighten it."
        )


class BadCurve(NutritionError):
    """A curve of calcium with phosphate contradicts itself or lacks what must stand in it."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"The curve {where} was refused: {why}. No bag is judged by it. "
            "Correct the file; docs/reference/nutrition-curves.md says how it is written."
        )


class OtherCurve(NutritionError):
    """A bag was to be judged by a curve made for another product."""

    def __init__(self, curve: str, made_for: str, product: str) -> None:
        super().__init__(
            f"The curve {curve!r} was made with {made_for}; this bag holds {product}. "
            "A curve says nothing of another product. Take a curve of the bag's own product, or "
            "let a pharmacist decide."
        )


class NotVerified(Disagreement):
    """The second calculation cannot read something it would have to hold against the order."""

    def __init__(self, given: object, what: str) -> None:
        FormulaError.__init__(
            self,
            f"The second calculation cannot take {str(given)!r} as {what}. "
            "What is not verified does not pass, so the bag stops. "
            "Correct what is named, and reckon again.",
        )


class Undeclared(NutritionError):
    """A product of a bag does not declare what a method of reckoning needs."""

    def __init__(self, product: str, what: str) -> None:
        super().__init__(
            f"{product} declares no {what}. The method that needs it has no answer for this bag. "
            "Take another method, or add the figure of the label to the product."
        )
