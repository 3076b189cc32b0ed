import json

import pytest

from formulas.calculator import CALCULATORS, calculator
from formulas.dilution import draw_volume
from formulas.errors import UnknownCalculator
from formulas.qualification import run
from formulas.quantity import parts, qty
from formulas.substance import amount, strength
from formulas.working import Line, Working

WORKING = draw_volume(
    amount("potassium chloride", "20 mEq"),
    strength("potassium chloride", "2 mEq/mL"),
    resolution=qty("0.2 mL"),
)


def test_a_working_survives_being_stored_as_json():
    assert Working.from_dict(json.loads(json.dumps(WORKING.to_dict()))) == WORKING


def test_numbers_are_stored_as_text():
    assert WORKING.to_dict()["result"] == {"value": "10", "unit": "mL"}


def test_a_working_prints_formula_numbers_result_rounding_and_source():
    line = Line("draw", "dose ÷ strength", "20 mEq ÷ 2 mEq/mL", "10 mL", "none", "label")
    assert Working("F09", "A draw", (line,), qty("10 mL")).as_text().splitlines() == [
        "A draw [F09]",
        "  draw: dose ÷ strength = 20 mEq ÷ 2 mEq/mL = 10 mL",
        "    rounding: none",
        "    source: label",
    ]
    bare = Line("draw", "dose ÷ strength", "20 mEq ÷ 2 mEq/mL", "10 mL")
    assert len(Working("F09", "A draw", (bare,), qty("10 mL")).as_text().splitlines()) == 2


@pytest.mark.parametrize("declared", CALCULATORS.values(), ids=CALCULATORS.keys())
def test_every_declared_calculator_computes_in_its_declared_units(declared):
    largest_first = ["8", "4", "2", "2"]
    inputs = [
        qty(value, one.unit) for value, one in zip(largest_first, declared.inputs, strict=False)
    ]
    if declared.id == "F03.add-to":
        inputs = [qty("8 mg/mL"), qty("4 mL"), qty("2 mg/mL")]
    working = declared.compute(*inputs)
    assert working.calculator == declared.id
    assert parts(working.result)[1] == declared.result_unit


def test_an_undeclared_calculator_is_not_offered():
    with pytest.raises(UnknownCalculator, match="F99"):
        calculator("F99")


def test_the_published_problems_are_answered_rightly():
    assert [result for result in run() if not result.passed] == []


def test_an_answer_wrong_in_print_is_missed():
    (phenylephrine,) = [result for result in run() if result.id == "A016"]
    assert phenylephrine.got == "14.776119 mL"
    assert "not 9.9 mL as printed" in phenylephrine.expected
