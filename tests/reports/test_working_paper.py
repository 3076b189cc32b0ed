"""A calculation on paper can be followed and checked by hand, and hides nothing."""

from datetime import UTC, datetime

from formulas.catalogue import CALCULATORS
from formulas.quantity import qty
from formulas.working import Steps
from reports.batch_record import batch_record
from reports.working import CUT_OFF, answers, exact, working_paper
from tests.reports.paper import dense, sheets, words
from tests.reports.sample_record import potassium, seal_for

AT = datetime(2026, 11, 25, 10, 20, tzinfo=UTC)
DRAW = CALCULATORS["draw-volume"]


def a_draw():
    return DRAW.compute(
        {"dose": "20 mEq potassium chloride", "strength": "2 mEq/mL potassium chloride"}
    ).to_dict()


def a_mixed_bag():
    """Two answers, a line cut off, and a warning."""
    steps = Steps("A bag")
    steps.line("root", "√area", "√2", qty("1.4142 cm"), digits=4, exact=False)
    steps.answer("water_volume", "what is left", "100 mL − 30 mL", qty("70 mL"), source="label")
    steps.verdict("outcome", "it fits", "", "fits")
    steps.warn("Nobody has confirmed the density.")
    return steps.done().to_dict()


def printed(working, **more):
    return working_paper(working, "Example Pharmacy", AT, **more)


def facts(value):
    if isinstance(value, dict):
        return [fact for part in value.values() for fact in facts(part)]
    if isinstance(value, list):
        return [fact for part in value for fact in facts(part)]
    return [value] if isinstance(value, str) and value else []


def test_every_fact_of_a_working_stands_on_its_paper():
    text = words(printed(a_draw()))
    for fact in facts(a_draw()):
        assert dense(fact) in text
    for fact in ("Example Pharmacy", "2026-11-25 10:20:00 UTC", "F09, draw-volume", "dose"):
        assert dense(fact) in text


def test_lines_are_numbered_and_what_was_cut_off_says_so():
    text = words(printed(a_mixed_bag()))
    assert "1root√area√2" in text
    assert "2watervolume" in text
    assert text.count(dense(CUT_OFF)) == 1
    assert dense("Not exact to the last digit") in text


def test_an_exact_working_does_not_say_that_it_is_inexact():
    assert exact(a_draw())
    assert dense("Not exact") not in words(printed(a_draw()))


def test_warnings_stand_below_the_lines():
    text = words(printed(a_mixed_bag()))
    assert text.index("outcome") < text.index(dense("Note: Nobody has confirmed the density."))


def test_one_answer_stands_alone_and_several_bear_their_names():
    assert dense(answers(a_draw())) == "10mL"
    assert dense(answers(a_mixed_bag())) == "watervolume70mL,outcomefits"


def test_a_working_without_inputs_of_its_own_says_where_they_come_from():
    assert dense("Taken from other calculations") in words(printed(a_mixed_bag()))


def test_the_paper_says_that_no_log_holds_it_and_leaves_room_to_check():
    (sheet,) = sheets(printed(a_draw()))
    assert dense("Not held in the log of any record") in dense(sheet)
    assert dense("Checked by hand by: name, date, signature") in dense(sheet)


def test_only_sample_data_is_marked_as_such():
    assert "SAMPLE" not in words(printed(a_draw()))
    assert "SAMPLE–NOTFORPATIENTUSE" in words(printed(a_draw(), sample=True))


def test_the_same_working_gives_the_same_bytes():
    assert printed(a_draw()) == printed(a_draw())


def test_a_long_working_runs_over_several_sheets_and_loses_nothing():
    steps = Steps("A long one")
    for count in range(200):
        steps.line(f"line-{count}", "a ÷ b", "1 ÷ 2", qty("0.5 mL"))
    text = words(printed(steps.done().to_dict()))
    assert all(f"line-{count}a÷b" in text for count in range(200))


def in_a_record(*calculations):
    record = potassium() | {"calculations": list(calculations)}
    return words(batch_record(record, seal_for(record)))


def test_a_record_carries_id_inputs_and_warnings_of_its_calculations():
    text = in_a_record(a_draw(), a_mixed_bag())
    assert dense("Volume that holds 20 mEq potassium chloride (F09, draw-volume) = 10 mL") in text
    assert dense("given: dose 20 mEq potassium chloride; strength 2 mEq/mL") in text
    assert dense("Note: Nobody has confirmed the density.") in text
    assert dense(CUT_OFF) in text


def test_the_example_of_every_calculator_is_printed_whole():
    workings = [declared.compute(declared.example) for declared in CALCULATORS.values()]
    text = in_a_record(*(working.to_dict() for working in workings))
    for working in workings:
        for line in working.lines:
            for fact in (line.name, line.formula, line.with_numbers, line.result, line.source):
                assert dense(fact) in text
        assert all(dense(out.shown) in text for out in working.outputs)
        assert all(dense(warning) in text for warning in working.warnings)


def test_a_record_of_an_earlier_version_is_printed_as_far_as_it_goes():
    line = {"name": "volume", "formula": "dose ÷ strength", "with_numbers": "20 mEq ÷ 2 mEq/mL",
            "result": "10 mL", "rounding": "none", "source": ""}  # fmt: skip
    old = {"calculator": "F09", "title": "A draw", "lines": [line], "result": {"value": "10"}}
    text = in_a_record(old)
    assert dense("A draw (F09) = 10 mL") in text
    assert dense("1 volume dose ÷ strength 20 mEq ÷ 2 mEq/mL 10 mL none") in text
