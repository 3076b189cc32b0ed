import re

import pytest

from formulas.calculator import REGISTER, Calculator, Input
from formulas.calculator import calculator as declare
from formulas.catalogue import CALCULATORS, calculator
from formulas.dilution import draw_volume
from formulas.errors import (
    FormulaError,
    MissingInput,
    NotANumber,
    NotPositive,
    OutOfRange,
    UnknownCalculator,
    UnknownChoice,
    UnknownInput,
    UnknownUnit,
    WrongUnit,
)
from formulas.kinds import (
    ANY_STRENGTH_OF,
    BODY_WEIGHT,
    NUMBER_OF,
    SEX,
    SHARE,
    TEMPERATURE,
    TEMPERATURE_STEP,
    VOLUME,
    Choice,
    Named,
    split_substance,
)
from formulas.quantity import Quantity, parts, qty, show

DRAW = calculator("draw-volume")
EVERY = pytest.mark.parametrize("declared", CALCULATORS.values(), ids=CALCULATORS.keys())


@EVERY
def test_a_declaration_says_all_that_a_page_and_a_manual_need(declared):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", declared.name)
    assert re.fullmatch(r"F\d\d|MKT", declared.formula)
    assert declared.title[0].isupper() or declared.title.startswith(("pH", "pKa"))
    assert declared.source
    assert declared.explanation.endswith(".")
    for one in declared.inputs:
        assert one.meaning
        assert not one.meaning.endswith(".")
        assert one.kind.name
        assert one.kind.offered or isinstance(one.kind, Named)
        assert re.fullmatch(r"[a-z0-9_]+", one.name)
    assert declared.outputs


@EVERY
def test_the_worked_example_is_answered_with_the_outputs_declared(declared):
    working = declared.compute(declared.example)
    assert [out.name for out in working.outputs] == [out.name for out in declared.outputs]
    assert (working.calculator, working.formula) == (declared.name, declared.formula)
    assert {name for name, _ in working.given} == set(declared.example)
    for told, out in zip(working.outputs, declared.outputs, strict=True):
        if isinstance(told.value, Quantity):
            parts(told.value)  # whatever is answered can be stored
            again = out.kind.read(told.value, out.name, zero=True, negative=True)
            assert again
        else:
            assert told.value
    assert all(line.result for line in working.lines)


@EVERY
def test_the_same_digits_come_out_whichever_way_the_inputs_come_in(declared):
    working = declared.compute(declared.example)
    again = declared.compute(dict(working.given))
    assert [out.shown for out in again.outputs] == [out.shown for out in working.outputs]
    assert again.lines == working.lines


@EVERY
def test_an_input_of_another_kind_is_refused_with_a_sentence(declared):
    for one in declared.inputs:
        if isinstance(one.kind, Choice):
            continue
        for wrong in ("5 kPa", "5 bag", "1e400 g", "5 ug", "µg", "NaN mL", "", " "):
            given = {**declared.example, one.name: wrong}
            if not wrong.strip() and one.optional:
                continue
            with pytest.raises(FormulaError, match=r"Nothing was calculated|must be") as refusal:
                declared.compute(given)
            assert str(refusal.value).endswith((".", "?", ")"))


@EVERY
def test_nothing_is_taken_for_an_input_that_must_be_more(declared):
    for one in declared.inputs:
        if isinstance(one.kind, Choice) or one.negative or not re.match(r"-?\d", one.kind.example):
            continue
        number, _, unit = one.kind.example.partition(" ")
        below = {**declared.example, one.name: f"-{number} {unit}".strip()}
        with pytest.raises(FormulaError):
            declared.compute(below)


def test_no_calculator_is_left_out_of_the_catalogue():
    assert set(REGISTER) == set(CALCULATORS)
    assert all(isinstance(one, Calculator) for one in CALCULATORS.values())


def test_two_calculators_of_one_name_are_not_declared():
    def draw_volume():
        """Not the one of dilution."""

    with pytest.raises(
        TypeError, match=r"draw-volume is declared twice, in formulas\.dilution too"
    ):
        declare("F09", "Another", (), (), "none")(draw_volume)


def test_an_undeclared_calculator_is_not_offered():
    with pytest.raises(UnknownCalculator, match="F99"):
        calculator("F99")


def test_a_missing_input_is_named_with_its_meaning_and_an_example():
    with pytest.raises(MissingInput, match="The strength is missing: what the product holds"):
        DRAW.compute({"dose": "20 mEq"})
    with pytest.raises(MissingInput, match="strength is missing"):
        DRAW.compute({"dose": "20 mEq", "strength": " "})


def test_an_input_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(UnknownInput, match="It takes dose, strength, resolution"):
        DRAW.compute({"dose": "20 mEq", "concentration": "2 mEq/mL"})


def test_text_and_quantities_are_taken_alike():
    by_text = draw_volume(dose="20 mEq", strength="2 mEq/mL")
    by_quantity = DRAW.compute({"dose": qty("20 mEq"), "strength": qty("2 mEq/mL")})
    assert by_text == by_quantity


def test_what_was_given_stands_in_the_working():
    working = draw_volume(dose="20 mEq potassium chloride", strength="2 mEq/mL potassium chloride")
    assert working.given == (
        ("dose", "20 mEq potassium chloride"),
        ("strength", "2 mEq/mL potassium chloride"),
    )


@pytest.mark.parametrize(
    ("given", "refusal"),
    [("0 mL", NotPositive), ("-1 mL", NotPositive), ("5 mg", WrongUnit), ("5 ml", UnknownUnit)],
)
def test_a_volume_is_a_volume_and_more_than_nothing(given, refusal):
    with pytest.raises(refusal, match="volume"):
        Input("volume", VOLUME, "how much").read(given)


def test_an_input_may_be_nought_but_not_less_where_it_says_so():
    low = Input("low", ANY_STRENGTH_OF, "the weaker one", zero=True)
    assert str(low.read("0 % w/v")) == "0 % w/v"
    with pytest.raises(OutOfRange, match="nought or more"):
        low.read("-1 % w/v")


def test_a_refused_unit_comes_with_an_example_of_the_input():
    with pytest.raises(
        UnknownUnit, match=r"The body weight: 'lbs' .* Write 'lb'.* For example: 70 kg"
    ):
        Input("body_weight", BODY_WEIGHT, "weight").read("150 lbs")


def test_a_refused_number_names_its_input_and_how_it_could_be_written():
    with pytest.raises(NotANumber, match=r"The dose: '1,5' .* Write '1\.5'.* For example: 500 mg"):
        DRAW.compute({"dose": "1,5 mg", "strength": "1 mg/mL"})
    with pytest.raises(NotANumber, match=r"The ions: '\.5' .* For example: 2"):
        Input("ions", NUMBER_OF, "count").read(".5")


def test_a_plain_number_takes_no_unit_and_a_share_no_plain_number():
    assert show(Input("ions", NUMBER_OF, "count").read("2")) == "2"
    with pytest.raises(FormulaError):
        Input("ions", NUMBER_OF, "count").read("2 mL")
    with pytest.raises(FormulaError):
        Input("tolerance", SHARE, "share").read("5")


def test_a_temperature_is_no_difference_of_temperatures():
    assert Input("at", TEMPERATURE, "x", negative=True).read("-5 degC")
    with pytest.raises(WrongUnit):
        Input("drop", TEMPERATURE_STEP, "x").read("0.52 degC")


def test_a_word_is_one_of_those_offered():
    assert Input("sex", SEX, "x").read(" female ") == "female"
    with pytest.raises(UnknownChoice, match="female, male"):
        Input("sex", SEX, "x").read("f")


def test_several_values_stand_apart_by_semicolons():
    volumes = Input("volumes", VOLUME, "each", many=True)
    assert [show(one) for one in volumes.read("175 mL; 0.325 L;")] == ["175 mL", "0.325 L"]
    with pytest.raises(MissingInput):
        volumes.read(" ; ")


@pytest.mark.parametrize(
    ("text", "quantity", "substance"),
    [
        ("20 mEq potassium chloride", "20 mEq", "potassium chloride"),
        ("20 mEq of potassium chloride", "20 mEq", "potassium chloride"),
        ("10 % w/v calcium gluconate", "10 % w/v", "calcium gluconate"),
        ("5 mg", "5 mg", ""),
        ("5 ug fentanyl", "5 ug fentanyl", ""),
        ("5", "5", ""),
    ],
)
def test_the_substance_is_what_stands_behind_the_unit(text, quantity, substance):
    assert split_substance(text) == (quantity, substance)
