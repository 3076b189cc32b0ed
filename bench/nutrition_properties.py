"""What holds for every nutrition bag, asked of a hundred thousand drawn orders.

The properties are those of the tests: both calculations agree, a wrong volume is found, the volumes
close, a bag stretches with its order, overfill changes no concentration, water never raises
osmolarity, the order of the lines does not matter. An order that is refused counts as none; one
that breaks a property ends the run and is shown in its smallest form. The floor is drawing the same
orders without asking anything.
"""

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, seed, settings
from measure import Arm, Figures, options, table, timed

from formulas.nutrition.order import NutritionOrder
from tests.formulas.nutrition_properties import PROPERTIES
from tests.formulas.nutrition_questions import ORDERS

FLOOR = "draw an order"


def draw_an_order(_order: NutritionOrder) -> None:
    """Ask nothing."""


SENTENCES = {draw_an_order: (ORDERS,), **PROPERTIES}


def asked(sentence: Callable[..., None], examples: int) -> Arm:
    """Ask other orders in every round."""
    rounds = iter(range(10**6))

    def ask() -> None:
        chosen = settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        chosen(seed(next(rounds))(given(*SENTENCES[sentence])(sentence)))()

    return timed(ask)


def main() -> None:
    told = options(__doc__, {"examples": (100_000, "drawn in all rounds together")})
    wanted = 200 if told.quick else told.examples
    each = -(-wanted // (len(PROPERTIES) * told.rounds))
    arms = {sentence.__name__.replace("_", " "): asked(sentence, each) for sentence in SENTENCES}
    figures = Figures()
    for _ in range(told.rounds):
        figures.take(arms)
    print(f"{each} orders a sample, {each * told.rounds:,} of each property; all of them hold.\n")
    print(table(figures, FLOOR))


if __name__ == "__main__":
    main()
