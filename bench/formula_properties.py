"""What holds for every input of the formulas, asked of a hundred thousand drawn examples.

The properties are those of the tests, and one more that takes in the command line. The floor is
drawing the same examples without asking anything. An example that breaks a property ends the run
and is shown in its smallest form.
"""

import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr

from hypothesis import HealthCheck, Phase, given, seed, settings
from measure import Arm, Figures, options, table, timed

from formulas.calculator import Calculator
from tests.formulas.properties import PROPERTIES, outcome
from tests.formulas.questions import QUESTIONS, Given
from webapp.calc.command import calculate

FLOOR = "draw a question"


def draw_a_question(_question: tuple[Calculator, Given]) -> None:
    """Ask nothing."""


def the_command_line_gives_the_same_digits(question: tuple[Calculator, Given]) -> None:
    asked, inputs = question
    said: list[str] = []
    words = (asked.name, *(f"{name}={text}" for name, text in inputs.items()))
    with redirect_stderr(io.StringIO()):  # where a refusal is said a second time
        refused = calculate(words, said.append, as_json=True)
    told = json.loads(said[-1])
    expected = outcome(lambda: asked.run(**inputs))
    if refused:
        assert expected.endswith(told["error"])
    else:
        assert told["lines"] == expected["lines"]
        shown = {out["name"]: out["shown"] for out in expected["outputs"]}
        assert {name: answer["shown"] for name, answer in told["outputs"].items()} == shown


SENTENCES = {
    draw_a_question: (QUESTIONS,),
    **PROPERTIES,
    the_command_line_gives_the_same_digits: (QUESTIONS,),
}


def asked(sentence: Callable[..., None], examples: int) -> Arm:
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
        chosen(seed(next(rounds))(given(*SENTENCES[sentence])(sentence)))()

    return timed(ask)


def main() -> None:
    told = options(__doc__, {"examples": (100_000, "drawn in all rounds together")})
    wanted = 500 if told.quick else told.examples
    each = -(-wanted // ((len(SENTENCES) - 1) * told.rounds))
    arms = {sentence.__name__.replace("_", " "): asked(sentence, each) for sentence in SENTENCES}
    figures = Figures()
    for _ in range(told.rounds):
        figures.take(arms)
    print(f"{each} examples a sample, {each * told.rounds:,} of each property; all of them hold.\n")
    print(table(figures, FLOOR))


if __name__ == "__main__":
    main()
