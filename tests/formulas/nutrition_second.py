"""What the tests of the second calculation share: a sheet made, what differs, lines changed."""

from dataclasses import replace

from formulas.nutrition.making import make_bag
from formulas.nutrition.second import compare
from formulas.nutrition.sheet import sheet_of
from formulas.nutrition.sources import sources
from formulas.quantity import qty
from tests.formulas.nutrition_orders import adult_three_in_one, adult_two_in_one, neonate_in_ions

ORDERS = [adult_two_in_one(), adult_three_in_one(), neonate_in_ions()]


def made(order, products=None):
    return sheet_of(make_bag(order, products), known=products)


def differing(order, sheet, known=None):
    return {one.what for one in compare(order, sheet, known).disagreements}


def lines(order, which, **changed):
    """The order with lines of one sort changed: substance to its new quantity."""
    names = {name.replace("_", " "): text for name, text in changed.items()}
    kept = tuple(
        replace(one, quantity=qty(names[one.substance])) if one.substance in names else one
        for one in vars(order)[which]
    )
    return replace(order, **{which: kept})


def with_steps(sheet, change):
    return replace(sheet, steps=tuple(each for one in sheet.steps for each in change(one)))


def doubled(product, substance, times=2):
    """Every product as it is, but for one figure of one that is times as much."""
    label = sources()[product]
    given = label.strengths[substance]
    figures = tuple(one * times for one in given) if isinstance(given, tuple) else given * times
    return {**sources(), product: replace(label, strengths={**label.strengths, substance: figures})}
