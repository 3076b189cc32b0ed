"""A file of cases from a stranger: nothing in it may pass for a proof that is none."""

import json
import os
from dataclasses import replace

import pytest
from click.testing import CliRunner

from formulas.case_file import LARGEST, Case, Verdict, read_cases
from formulas.errors import BadCase
from formulas.qualification import Outcome, run, run_case
from webapp.cli import main

PRINT = {
    "id": "C-1",
    "calculator": "draw-volume",
    "inputs": {"dose": "20 mEq", "strength": "2 mEq/mL"},
    "expected": "10 mL",
    "verdict": "agrees",
    "source": "made for this test",
}
CASE = Case(**(PRINT | {"verdict": Verdict.AGREES}))
REFUSED = {"dose": "20 mEq sodium", "strength": "2 mEq/mL sodium chloride"}


@pytest.fixture
def file(tmp_path):
    def write(content, name="cases.json"):
        made = tmp_path / name
        made.write_bytes(content if isinstance(content, bytes) else content.encode())
        return made

    return write


def cases(*changes):
    return json.dumps([PRINT | each for each in changes])


def became(**changes):
    return run_case(replace(CASE, **changes)).outcome


def qualify(*words):
    return CliRunner().invoke(main, ["qualify", *map(str, words)], catch_exceptions=False)


def test_a_key_that_stands_twice_is_refused_not_read_as_the_last(file):
    whole = cases({})
    for twice in ('"expected": "11 mL", "expected"', '"dose": "20 mEq", "dose"'):
        told = whole.replace(f"{twice.rpartition(', ')[2]}:", f"{twice}:")
        assert told != whole
        with pytest.raises(BadCase, match=r"not readable as JSON \('\w+' stands twice\)"):
            read_cases(file(told))


def test_two_inputs_whose_names_are_read_alike_are_refused(file):
    both = {"inputs": PRINT["inputs"] | {"stock volume": "1 mL", "stock-volume": "2 mL"}}
    with pytest.raises(BadCase, match="the input stock-volume stands twice"):
        read_cases(file(cases(both)))


def test_an_id_that_stands_twice_is_refused_in_one_file_and_over_several(file):
    one = file(cases({}), "one.json")
    assert len(run(one)) == 1
    with pytest.raises(BadCase, match=r"two.json, case C-1: its id stands twice"):
        run(file(cases({}, {}), "two.json"))
    with pytest.raises(BadCase, match=r"one.json, more.json, case C-1: its id stands twice"):
        run(one, file(cases({}), "more.json"))


def test_a_whole_number_of_many_digits_is_kept_to_its_last_digit(file):
    (case,) = read_cases(file(cases({"expected": 12345678901234567890})))
    assert case.expected == "12345678901234567890"
    (case,) = read_cases(file(cases({"tolerance": 1})))
    assert case.tolerance == "1"


@pytest.mark.parametrize(
    "figure", ["1e999999999", "1E+31", "9" * 41, "-1e999999999999", "NaN", "Infinity"]
)
def test_a_figure_of_absurd_size_is_refused_before_it_fills_the_memory(file, figure):
    told = cases({"tolerance": "HERE"}).replace('"HERE"', figure)
    with pytest.raises(BadCase, match="tolerance"):
        read_cases(file(told))


@pytest.mark.parametrize("figure", ["nan", "inf", "-inf", "1e400", "0x" + "f" * 5000, "2026-11-25"])
def test_a_figure_of_toml_that_is_no_figure_is_refused(file, figure):
    lines = [f"{key} = {json.dumps(value)}" for key, value in PRINT.items() if key != "inputs"]
    told = "\n".join(["[[case]]", *lines, f"tolerance = {figure}", "[case.inputs]", 'dose = "1 g"'])
    with pytest.raises(BadCase, match="tolerance"):
        read_cases(file(told, "cases.toml"))


def test_a_float_of_toml_is_taken_as_the_text_that_stands_there(file):
    lines = [f"{key} = {json.dumps(value)}" for key, value in PRINT.items() if key != "inputs"]
    told = "\n".join(["[[case]]", *lines, "tolerance = 0.1", "[case.inputs]", "dose = 0.30"])
    (case,) = read_cases(file(told, "cases.toml"))
    assert (case.tolerance, case.inputs["dose"]) == ("0.1", "0.30")


@pytest.mark.parametrize("key", ["id", "question", "source", "expected", "refusal"])
@pytest.mark.parametrize("sign", ["\x1b[2K", "\x00", "\u202e", "\ud800", "\x08"])
def test_signs_that_could_repaint_the_protocol_are_refused(file, key, sign):
    with pytest.raises(BadCase, match=f"{key} cannot be read"):
        read_cases(file(cases({key: f"a{sign}b"})))


def test_a_line_break_cannot_forge_a_line_of_the_protocol(file):
    done = qualify("--cases", file(cases({"id": "C\n  passed          C-9", "expected": "9 mL"})))
    assert done.exit_code == 1
    assert not [line for line in done.stdout.splitlines() if line.startswith("  passed")]


@pytest.mark.parametrize("key", ["id", "calculator", "expected", "verdict", "source"])
def test_a_key_of_blanks_is_missing(file, key):
    with pytest.raises(BadCase, match=f"{key} is missing"):
        read_cases(file(cases({key: " \t"})))


@pytest.mark.parametrize("tolerance", ["-1", "-0.001 mL", "-5 percent"])
def test_a_tolerance_below_nothing_proves_no_verdict(tolerance):
    assert became(tolerance=tolerance) is Outcome.FAILED
    assert became(tolerance=tolerance, verdict=Verdict.PUBLISHED_WRONG) is Outcome.FAILED
    assert became(tolerance=tolerance, verdict=Verdict.ROUNDING_ERROR,
                  engine_expected="10 mL") is Outcome.FAILED  # fmt: skip


@pytest.mark.parametrize(
    ("tolerance", "outcome"),
    [("999 percent", "passed"), ("1000 percent", "passed"), ("1001 percent", "failed"),
     ("99 mL", "passed"), ("100 mL", "passed"), ("100.1 mL", "failed"), ("10 L", "failed")],
)  # fmt: skip
def test_a_tolerance_that_lets_anything_pass_fails(tolerance, outcome):
    assert became(tolerance=tolerance) == outcome


def test_an_answer_of_nought_may_have_any_tolerance():
    none = {"calculator": "celsius", "inputs": {"temperature": "273.15 K"}}
    assert became(**none, expected="0 degC", tolerance="0.5") is Outcome.PASSED


def test_no_verdict_passes_both_for_an_answer_and_for_a_refusal():
    both = {"expected": "10 mL", "engine_expected": "refused"}
    assert became(**both) is Outcome.PASSED
    assert became(**both, inputs=REFUSED) is Outcome.FAILED
    wrong = {"verdict": Verdict.PUBLISHED_WRONG}
    assert became(**wrong, expected="refused", inputs=REFUSED) is Outcome.FAILED
    assert became(**wrong, **both, inputs=REFUSED) is Outcome.PASSED
    assert became(**wrong, **both) is Outcome.FAILED


def test_an_input_left_out_is_a_slip_and_no_refusal():
    for inputs in ({}, {"dose": "20 mEq"}, {"dose": "20 mEq", "strength": ""}):
        slip = {"verdict": Verdict.NEGATIVE, "expected": "refused", "inputs": inputs}
        assert became(**slip) is Outcome.FAILED


@pytest.mark.parametrize("name", ["", "../draw-volume", "draw-volume ", "DRAW-VOLUME", "list"])
def test_what_is_no_calculator_never_passes(name):
    for verdict in Verdict:
        assert became(calculator=name, verdict=verdict) is Outcome.NOT_APPLICABLE


def test_a_pipe_or_a_device_is_no_file_of_cases(tmp_path):
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    for path in (pipe, "/dev/zero", tmp_path):
        done = qualify("--cases", path)
        assert done.exit_code == 2
        assert "it is no file" in done.stderr


def test_a_file_of_cases_may_be_so_large_and_no_larger(file):
    whole = cases({}).encode()
    assert len(read_cases(file(whole + b" " * (LARGEST - len(whole))))) == 1
    with pytest.raises(BadCase, match=f"it has {LARGEST + 1} bytes"):
        read_cases(file(whole + b" " * (LARGEST + 1 - len(whole))))


def test_a_mark_at_the_beginning_and_other_line_ends_change_nothing(file):
    whole = json.dumps([PRINT], indent=1).replace("\n", "\r\n")
    assert [one.outcome for one in run(file(b"\xef\xbb\xbf" + whole.encode()))] == ["passed"]


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe[]", "é".encode("latin-1"), b"[" * 100_000, b'{"case":' * 100_000, b"[1]", b"[[]]",
     b"null", b"7", b'"x"', b'{"case": {}}', b'[{"id": [[]]}]', b'[{"id": {"a": 1}}]',
     b'[{"id": "x", "calculator": 1e999999999}]', b"9" * 5000],
)  # fmt: skip
def test_whatever_a_file_holds_the_answer_is_a_sentence_and_exit_code_2(file, content):
    for name in ("cases.json", "cases.toml"):
        done = qualify("--json", "--cases", file(content, name))
        assert (done.exit_code, done.stdout) == (2, "")
        assert "No case of the file was run" in done.stderr


def test_the_protocol_is_never_written_over_the_cases(file):
    held = file(cases({}))
    before = held.read_bytes()
    done = qualify("--cases", held, "--pdf", held)
    assert done.exit_code == 2
    assert "holds the cases" in done.stderr
    assert held.read_bytes() == before


def test_signs_of_markup_and_of_other_scripts_come_out_on_paper_as_text(file, tmp_path):
    odd = "<b>%s</b> \\n (x) Tj {{7*7}} ${x} 漢字 עברית 💊 ½ é & ' \""
    paper = tmp_path / "paper.pdf"
    done = qualify("--cases", file(cases({"question": odd * 20, "source": odd})), "--pdf", paper)
    assert done.exit_code == 0
    assert paper.read_bytes().startswith(b"%PDF-")
