"""What holds for every input of the formulas, asked of a hundred thousand drawn examples.

The properties are those of the tests, and one more that takes in the command line. The floor is
drawing the same examples without asking anything. An example that breaks a property ends the run
and is shown in its smallest form.
"""

import io
import json
from contextlib import redirect_stderr

from drawn import hold

from formulas.calculator import Calculator
from tests.formulas.properties import PROPERTIES, outcome
from tests.formulas.questions import QUESTIONS, Given
from webapp.calc.command import calculate


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


if __name__ == "__main__":
    hold(__doc__, draw_a_question, SENTENCES, "examples", few=500)
