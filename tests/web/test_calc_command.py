"""`firstair calc`: every declared calculator from a terminal, and what it says to bad input."""

import json
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import hypothesis
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from formulas.catalogue import CALCULATORS
from formulas.kinds import Measure, Named, split_substance
from formulas.number import fixed, terminates
from formulas.quantity import Quantity, make, qty
from formulas.units import unit
from webapp.calc.asking import attempt
from webapp.calc.telling import (
    NOT_AN_ORDER,
    NOT_CONFIRMED,
    answered,
    answered_as_text,
    as_command,
    decimal_text,
    is_unconfirmed,
)
from webapp.calc.writing import writing
from webapp.cli import main

EVERY = pytest.mark.parametrize("calculator", CALCULATORS.values(), ids=lambda one: one.name)


def calc(*words):
    return CliRunner().invoke(main, ["calc", *words], catch_exceptions=False)


def asked(calculator, given=None):
    pairs = (given or calculator.example).items()
    return calc(calculator.name, *(f"{key}={value}" for key, value in pairs), "--json")


def refused(*words):
    """The one sentence of a refusal, which stands on standard error alone."""
    told = calc(*words)
    assert (told.exit_code, told.stdout) == (2, "")
    return told.stderr.strip()


def test_the_list_tells_each_calculator_with_its_inputs_and_outputs():
    listed = json.loads(calc("list", "--json").stdout)
    assert [one["name"] for one in listed] == list(CALCULATORS)
    for one in listed:
        declared = CALCULATORS[one["name"]]
        assert one["formula"] == declared.formula
        assert [(i["name"], i["dimension"], i["meaning"]) for i in one["inputs"]] == [
            (i.name, i.kind.name, i.meaning) for i in declared.inputs
        ]
        assert one["outputs"] == [
            {"name": out.name, "dimension": out.kind.name} for out in declared.outputs
        ]


def test_the_list_for_people_has_one_line_for_each_calculator_under_its_subject():
    lines = calc("list").stdout.splitlines()
    assert lines[0] == "Dilution"
    for one in CALCULATORS.values():
        matching = [line for line in lines if line.startswith(f"  {one.name} ")]
        assert len(matching) == 1
        assert matching[0].endswith(f"{one.formula}  {one.title}")


def test_without_a_word_the_list_is_shown():
    assert calc().stdout == calc("list").stdout


@EVERY
def test_each_example_gives_the_digits_of_the_function(calculator):
    told = json.loads(asked(calculator).stdout)
    working = calculator.compute(calculator.example)
    assert (told["calculator"], told["formula"]) == (calculator.name, calculator.formula)
    assert (told["title"], told["exact"]) == (working.title, working.exact)
    assert told["warnings"] == list(working.warnings)
    assert told["working"] == working.as_text().splitlines()
    assert list(told["outputs"]) == [out.name for out in calculator.outputs]
    for out in working.outputs:
        answer = told["outputs"][out.name]
        assert answer["shown"] == out.shown
        if not isinstance(out.value, Quantity):
            assert (answer["value"], answer["unit"]) == (out.value, "")
            continue
        exact = Fraction(answer.get("ratio", answer["value"]))
        assert make(exact, unit(answer["unit"]) if answer["unit"] else out.value.unit) == out.value
        assert ("ratio" in answer) is not terminates(out.value.exact)


@EVERY
def test_each_example_is_printed_with_every_line_of_its_working(calculator):
    told = calc(calculator.name, *(f"{key}={value}" for key, value in calculator.example.items()))
    working = calculator.compute(calculator.example)
    assert told.exit_code == 0
    assert told.stdout.startswith(working.as_text())
    assert (NOT_CONFIRMED in told.stdout) is is_unconfirmed(working, calculator)
    for words in (f"Answer: {working.told}", f"Source: {calculator.source}", NOT_AN_ORDER):
        assert words in told.stdout


@EVERY
def test_each_calculator_explains_itself(calculator):
    told = calc("help", calculator.name)
    assert told.exit_code == 0
    assert told.stdout == calc(calculator.name, "--help").stdout
    assert told.stdout.startswith(f"{calculator.name}: {calculator.title} [{calculator.formula}]")
    assert [one.name for one in calculator.inputs if one.meaning not in told.stdout] == []
    assert as_command(calculator.name, calculator.example) in told.stdout


def test_help_alone_says_how_to_be_helped_further():
    assert "firstair calc help NAME" in calc("--help").stdout
    assert "draw-volume" in calc("help").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("draw-volume", "dose=20 mEq"), "The strength is missing"),
        (("draw-volume", "dose=", "strength=2 mEq/mL"), "The dose is missing"),
        (("draw-volume", "dose=20 µg", "strength=2 mcg/mL"), "Write 'mcg'"),
        (("draw-volume", "dose=20 μg", "strength=2 mcg/mL"), "Write 'mcg'"),
        (("draw-volume", "dose=20 IU", "strength=2 unit/mL"), "Write 'unit'"),
        (("draw-volume", "dose=20", "strength=2 mEq/mL"), "stands without its unit"),
        (("draw-volume", "dose=-20 mEq", "strength=2 mEq/mL"), "must be more than zero"),
        (("draw-volume", "dose=0 mEq", "strength=2 mEq/mL"), "must be more than zero"),
        (("draw-volume", "dose=2e1 mEq", "strength=2 mEq/mL"), "is not a number"),
        (("draw-volume", "dose=1e999999999 mEq", "strength=2 mEq/mL"), "is not a number"),
        (("draw-volume", f"dose={'9' * 41} mEq", "strength=2 mEq/mL"), "at most 40 digits"),
        (("draw-volume", "dose=nan mEq", "strength=2 mEq/mL"), "is not a number"),
        (("draw-volume", "dose=inf mEq", "strength=2 mEq/mL"), "is not a number"),
        (("draw-volume", "dose=.5 mEq", "strength=2 mEq/mL"), "Write '0.5'"),
        (("draw-volume", "dose=1,5 mEq", "strength=2 mEq/mL"), "Write '1.5'"),
        (("draw-volume", "dose=1,500 mEq", "strength=2 mEq/mL"), "Write '1500'"),
        (("draw-volume", "dose=0x14 mEq", "strength=2 mEq/mL"), "is not a number"),
        (("draw-volume", "dose=٢٠ mEq", "strength=2 mEq/mL"), "is not a number"),
        (("draw-volume", "dose=20 mEq", "strength=2 mg/mL"), "cannot be read in"),
        (
            ("draw-volume", "dose=20 mEq potassium", "strength=2 mEq/mL potassium chloride"),
            "a salt is not its ion",
        ),
        (("draw-volume", "dose=20 mEq", "strength=2 mEq/mL", "dose=30 mEq"), "given twice"),
        (("draw-volume", "dose 20 mEq"), "names no input"),
        (("draw-volume", "=20 mEq"), "names no input"),
        (("draw-volume", "dose=20 mEq", "power=2 mEq/mL"), "has no input called 'power'"),
        (("drawvolume", "dose=20 mEq"), "Perhaps 'draw-volume' is meant"),
        (("help", "drawvolume"), "Perhaps 'draw-volume' is meant"),
        (("list", "everything"), "takes no further words"),
        (("--loud",), "No calculator is declared under '--loud'"),
        (("stock-to-make-up", "stock=5 % w/v", "target=6 % w/v", "final=1 L"), "diluting"),
    ],
)
def test_what_is_refused_is_said_in_a_plain_sentence(words, said):
    sentence = refused(*words)
    assert said in sentence
    assert "Traceback" not in sentence
    assert sentence.endswith((".", "?", '"', "'"))


def test_a_refusal_is_data_too_where_data_was_asked_for():
    told = calc("draw-volume", "dose=20 ug", "strength=2 mcg/mL", "--json")
    assert told.exit_code == 2
    assert json.loads(told.stdout) == {"error": told.stderr.strip()}


def test_hyphens_and_underscores_of_an_input_mean_the_same():
    given = ("amount=500 mg", "label=50 mg/mL", "diluent-nominal=9.5 mL", "diluent-added=10 mL")
    hyphens = calc("actual-concentration", *given)
    assert hyphens.exit_code == 0
    assert (
        hyphens.stdout == calc("actual-concentration", *(g.replace("-", "_") for g in given)).stdout
    )


@pytest.mark.parametrize(
    "text", ["0.1", "123456789012345678901234567890.123456789", "0.00001", "7"]
)
def test_a_value_that_ends_is_told_to_its_last_digit(text):
    assert decimal_text(qty(f"{text} mL")) == text
    assert Decimal(decimal_text(qty(f"{text} mL") / 8)) == Fraction(text) / 8


def test_the_installed_command_answers_as_the_function_does():
    program = Path(sys.executable).with_name("firstair")
    words = ["calc", "draw-volume", "dose=20 mEq", "strength=2 mEq/mL", "--json"]
    told = subprocess.run([program, *words], capture_output=True, check=True)
    value = json.loads(told.stdout)["outputs"]["volume"]
    assert value == {"value": "10", "unit": "mL", "shown": "10 mL"}


def test_the_command_loads_no_web_and_no_database():
    heavy = "flask sqlalchemy pydantic matplotlib fpdf cheroot cryptography"
    code = f"import sys; from webapp.calc.command import calculate; calculate(('list',), lambda _: None, as_json=True); print([m for m in '{heavy}'.split() if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def taking(name):
    """The first input of that kind, of any calculator."""
    inputs = (one for calculator in CALCULATORS.values() for one in calculator.inputs)
    return next(one for one in inputs if one.kind.name == name)


def test_each_way_of_writing_an_input_has_its_hint():
    assert writing(taking("volume")).hint == "With its unit: mL, L"
    assert writing(taking("number")).hint == "A plain number, without a unit"
    assert writing(taking("substance")).hint == "A name on file"
    assert writing(taking("amount")).hint.endswith(" …")
    assert "its name behind it" in writing(taking("amount or strength of a salt")).hint
    assert writing(taking("sex")).words == ("female", "male")


def test_names_on_file_are_offered_where_a_name_is_asked_for():
    names = writing(taking("substance")).names
    assert {"calcium gluconate", "potassium chloride"} <= set(names)
    assert list(names) == sorted(names)
    assert "calcium gluconate" in calc("list", "--json").stdout


def figure_for(kind, unit):
    """Give a figure that can be meant: a body weight is no 1 g."""
    if not isinstance(kind, Measure) or not kind.least:
        return "1"
    return fixed(qty(kind.example).to(unit).exact, 3)


@EVERY
def test_everything_an_input_is_said_to_take_is_taken(calculator):
    for one in calculator.inputs:
        how = writing(one)
        name = split_substance(how.with_name)[1]
        measured = [f"{figure_for(one.kind, unit)} {unit} {name}".strip() for unit in how.units]
        written = [*measured, *how.words, *how.names]
        assert written or isinstance(one.kind, Named)  # names out of a file too long to list
        for text in written:
            one.read(text)


FIGURES = st.sampled_from(
    ["0", "1", "0.1", "-3", "9" * 38, f"0.{'0' * 37}1", "100", "7.123456789", "1e9", "", "x"]
)


@st.composite
def questions(draw):
    """A calculator's example with some of its inputs changed to anything that can be typed."""
    calculator = draw(st.sampled_from(list(CALCULATORS.values())))
    given = dict(calculator.example)
    for one in draw(st.lists(st.sampled_from(calculator.inputs), unique_by=lambda i: i.name)):
        how = writing(one)
        units = st.sampled_from([*how.units, "", "ml"])
        measured = st.builds("{} {}".format, FIGURES, units).map(str.strip)
        text = st.one_of(measured, st.sampled_from([*how.words, *how.names, ""]), st.text())
        given[one.name] = "; ".join(draw(st.lists(text, max_size=5 if one.many else 1)))
    return calculator, given


@settings(max_examples=400, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@hypothesis.given(questions())
def test_whatever_is_typed_there_is_an_answer_or_a_sentence(question):
    calculator, given = question
    came = attempt(calculator, given)
    sentences = [*came.wrong.values(), came.whole]
    assert (came.working is None) is any(sentences)
    if came.working:
        assert json.dumps(answered(came.working, calculator))
        assert answered_as_text(came.working, calculator).endswith(NOT_AN_ORDER)
