"""What holds for every nutrition bag, asked of a hundred thousand drawn orders.

The properties are those of the tests: both calculations agree, a wrong volume is found, the volumes
close, a bag stretches with its order, overfill changes no concentration, water never raises
osmolarity, the order of the lines does not matter. An order that is refused counts as none; one
that breaks a property ends the run and is shown in its smallest form. The floor is drawing the same
orders without asking anything.
"""

from drawn import hold

from formulas.nutrition.order import NutritionOrder
from tests.formulas.nutrition_properties import PROPERTIES
from tests.formulas.nutrition_questions import ORDERS


def draw_an_order(_order: NutritionOrder) -> None:
    """Ask nothing."""


SENTENCES = {draw_an_order: (ORDERS,), **PROPERTIES}


if __name__ == "__main__":
    hold(__doc__, draw_an_order, SENTENCES, "orders", few=200)
