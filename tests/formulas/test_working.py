"""A working says how an answer came about, and survives being stored."""

import json
from dataclasses import replace

import pytest

from formulas.catalogue import CALCULATORS
from formulas.dilution import draw_volume
from formulas.quantity import qty
from formulas.working import Line, Output, Steps, Working

EVEN = draw_volume(
    dose="20 mEq potassium chloride", strength="2 mEq/mL potassium chloride", resolution="0.2 mL"
)
ENDLESS = draw_volume(dose="10 mg", strength="7 mg/mL")


def words_for(answer="accept"):
    steps = Steps("Judging 10.9 g")
    steps.verdict("verdict", "within the band", "10.45 g ≤ 10.9 g ≤ 11.31 g", answer)
    return steps.done()


def stored(working):
    """What a record keeps, after a way through JSON."""
    return json.loads(json.dumps(working.to_dict()))


@pytest.mark.parametrize("working", [EVEN, ENDLESS, words_for()], ids=lambda one: one.title)
def test_a_working_survives_being_stored_as_json(working):
    assert Working.from_dict(stored(working)) == working


@pytest.mark.parametrize("declared", CALCULATORS.values(), ids=CALCULATORS)
def test_the_worked_example_of_every_calculator_survives_being_stored(declared):
    working = declared.compute(declared.example)
    again = Working.from_dict(stored(working))
    assert again == working
    assert again.as_text() == working.as_text()
    assert [out.name for out in working.outputs] == [out.name for out in declared.outputs]
    assert (working.calculator, working.formula) == (declared.name, declared.formula)


def test_numbers_are_stored_as_text_and_read_back_to_the_last_digit():
    assert stored(EVEN)["outputs"] == [
        {"name": "volume", "value": "10", "unit": "mL", "shown": "10 mL"}
    ]
    (answer,) = stored(ENDLESS)["outputs"]
    assert answer["value"] == "1.428571428571428571428571428571429"
    assert answer["ratio"] == "10/7"
    assert Working.from_dict(stored(ENDLESS)).result * 7 == qty("10 mL")


def test_an_answer_in_words_is_stored_as_words():
    assert stored(words_for())["outputs"] == [
        {"name": "verdict", "words": "accept", "shown": "accept"}
    ]
    assert Working.from_dict(stored(words_for())).output("verdict") == "accept"


def test_a_stored_working_says_who_reckoned_and_from_what():
    assert (stored(EVEN)["calculator"], stored(EVEN)["formula"]) == ("draw-volume", "F09")
    assert stored(EVEN)["given"] == {
        "dose": "20 mEq potassium chloride",
        "strength": "2 mEq/mL potassium chloride",
        "resolution": "0.2 mL",
    }


LINE = Line("draw", "dose ÷ strength", "20 mEq ÷ 2 mEq/mL", "10 mL", "not rounded", "label")


def test_a_working_prints_its_lines_numbered_with_rounding_and_source():
    working = Working("draw-volume", "A draw", (LINE, LINE), (), "F09", warnings=("look twice",))
    assert working.as_text().splitlines() == [
        "A draw [F09]",
        "  1. draw: dose ÷ strength = 20 mEq ÷ 2 mEq/mL = 10 mL",
        "     rounding: not rounded",
        "     source: label",
        "  2. draw: dose ÷ strength = 20 mEq ÷ 2 mEq/mL = 10 mL",
        "     rounding: not rounded",
        "     source: label",
        "  Note: look twice",
    ]


def test_a_line_says_no_more_than_it_has():
    bare = Line("count", "", "", "2 vial")
    assert Working("vials", "A count", (bare,), ()).as_text() == (
        "A count [vials]\n  1. count: 2 vial"
    )


def test_a_line_that_was_cut_off_says_so_and_the_working_is_not_exact():
    cut = replace(LINE, exact=False)
    working = Working("draw-volume", "A draw", (LINE, cut), ())
    assert not working.exact
    assert stored(working)["exact"] is False
    assert working.as_text().count("cut off at 34 digits, not exact") == 1
    assert replace(working, lines=(LINE,)).exact


def test_the_answers_are_told_in_their_order_with_their_names():
    steps = Steps("A bag")
    steps.answer("water_volume", "what is left", "100 mL − 30 mL", qty("70 mL"))
    steps.verdict("outcome", "it fits", "", "fits")
    working = steps.done()
    assert working.told == "water volume 70 mL; outcome fits"
    assert working.shown == "70 mL"
    assert working.result == qty("70 mL")
    assert working.quantity("water_volume") == qty("70 mL")


def test_an_answer_is_rounded_once_at_the_devices_resolution_and_carried_so():
    steps = Steps("A draw")
    kept = steps.answer("volume", "", "", qty("0.65 mL"), resolution=qty("0.1 mL"))
    assert kept == qty("0.7 mL")
    assert steps.lines[0].result == "0.7 mL"
    assert "0.1 mL" in steps.lines[0].rounding


def test_digits_shorten_what_is_shown_and_not_what_is_carried():
    steps = Steps("A rate")
    kept = steps.answer("rate", "", "", qty("10 mL") / 7, digits=2)
    assert kept * 7 == qty("10 mL")
    assert steps.outputs == [Output("rate", kept, "1.43 mL")]
    assert steps.lines[0].rounding == "shown half-up to 2 decimals, carried unrounded"
    assert steps.line("share", "", "", kept, digits=1) * 7 == qty("10 mL")
    assert steps.lines[1].result == "1.4 mL"


def test_a_calculation_that_rests_on_another_takes_over_its_lines_and_warnings():
    inner = replace(EVEN, warnings=("the vial is nearly empty",))
    steps = Steps("A bag")
    steps.include(inner, "potassium chloride")
    steps.note("chosen", "by the pharmacist", "", "the larger bag")
    working = steps.done()
    assert [line.name for line in working.lines] == ["potassium chloride: volume", "chosen"]
    assert working.lines[0].result == EVEN.lines[0].result
    assert working.warnings == ("the vial is nearly empty",)
