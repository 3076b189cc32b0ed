"""Sentences that hold for every drawn example, asked by turns with only drawing them."""

from collections.abc import Callable, Mapping

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy
from measure import Arm, Figures, options, table, timed

Sentences = Mapping[Callable[..., None], tuple[SearchStrategy, ...]]


def hold(title: str, floor: Callable[..., None], sentences: Sentences, what: str, few: int) -> None:
    """Ask each sentence of so many examples; `floor` draws the same and asks nothing."""
    told = options(title, {"examples": (100_000, "drawn in all rounds together")})
    wanted = few if told.quick else told.examples
    each = -(-wanted // ((len(sentences) - 1) * told.rounds))
    arms = {_named(one): _asked(one, drawn, each) for one, drawn in sentences.items()}
    figures = Figures()
    for _ in range(told.rounds):
        figures.take(arms)
    print(f"{each} {what} a sample, {each * told.rounds:,} of each property; all of them hold.\n")
    print(table(figures, _named(floor)))


def _named(sentence: Callable[..., None]) -> str:
    return sentence.__name__.replace("_", " ")


def _asked(sentence: Callable[..., None], drawn: tuple[SearchStrategy, ...], examples: int) -> Arm:
    """Ask other examples in every round."""
    rounds = iter(range(10**6))

    def ask() -> None:
        chosen = settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        chosen(seed(next(rounds))(given(*drawn)(sentence)))()

    return timed(ask)
