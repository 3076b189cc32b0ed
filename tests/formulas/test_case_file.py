"""A file of cases is read whole or refused whole, with file, case and key named."""

import json

import pytest

from formulas.case_file import Case, Verdict, read_cases
from formulas.errors import BadCase
from formulas.qualification import run

WRITTEN = """
[[case]]
id = "D-1"
calculator = "draw-volume"
inputs = { dose = "20 mEq", strength = "3 mEq/mL" }
expected = "6.7 mL"
tolerance = 0.05
verdict = "agrees"
source = "made for this test"
"""


@pytest.fixture
def written(tmp_path):
    def write(text, name="cases.toml"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write


def test_a_file_in_toml_or_json_is_read_and_bare_figures_are_kept_as_written(written):
    as_json = json.dumps([{"id": "D-1", "calculator": "draw-volume", "verdict": "agrees",
                           "inputs": {"dose": "20 mEq", "strength": "3 mEq/mL"}, "output": None,
                           "expected": "6.7 mL", "tolerance": 0.05,
                           "source": "made for this test"}])  # fmt: skip
    for file in (written(WRITTEN), written(as_json, "cases.json")):
        (case,) = read_cases(file)
        assert case == Case(
            id="D-1",
            calculator="draw-volume",
            inputs={"dose": "20 mEq", "strength": "3 mEq/mL"},
            expected="6.7 mL",
            verdict=Verdict.AGREES,
            source="made for this test",
            tolerance="0.05",
        )
        assert [one.outcome for one in run(file)] == ["passed"]


def test_several_inputs_may_be_written_as_a_list(written):
    listed = WRITTEN.replace('"20 mEq"', '["20 mEq", "1 mEq"]')
    (case,) = read_cases(written(listed))
    assert case.inputs["dose"] == ("20 mEq", "1 mEq")


def test_names_may_be_written_with_blanks_or_hyphens_and_null_is_nothing_given(written):
    spoken = {"id": "D-2", "calculator": "divided-dose", "verdict": "agrees",
              "inputs": {"daily amount": "1500 mg/day", "doses-per-day": "3 dose/day",
                         "maximum": None},
              "output": "amount", "expected": "500 mg", "source": "made for this test"}  # fmt: skip
    (case,) = read_cases(written(json.dumps([spoken]), "cases.json"))
    assert dict(case.inputs) == {"daily_amount": "1500 mg/day", "doses_per_day": "3 dose/day"}
    assert [one.outcome for one in run(written(json.dumps([spoken]), "cases.json"))] == ["passed"]


@pytest.mark.parametrize("key", ["calculator", "inputs", "expected", "verdict", "source"])
def test_a_case_that_lacks_a_key_refuses_its_file_and_names_file_case_and_key(written, key):
    lines = [line for line in WRITTEN.splitlines() if not line.startswith(f"{key} =")]
    with pytest.raises(BadCase, match=rf"cases.toml, case D-1: {key} is missing"):
        run(written("\n".join(lines)))


def test_a_case_without_an_id_is_named_by_its_place(written):
    with pytest.raises(BadCase, match=r"cases.toml, case 1: id is missing"):
        run(written(WRITTEN.replace('id = "D-1"', "")))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"agrees"', '"probably"', "the verdict 'probably' is none of agrees"),
        ('"agrees"', '"negative"', "expected must be 'refused'"),
        ('{ dose = "20 mEq", strength = "3 mEq/mL" }', '"20 mEq"', "inputs must be a table"),
        ('"20 mEq"', "true", "the input dose must be text or a figure"),
        ('"6.7 mL"', "[6.7]", "expected must be text or a figure"),
    ],
)
def test_a_case_that_cannot_be_meant_refuses_its_file(written, old, new, why):
    with pytest.raises(BadCase, match=why):
        run(written(WRITTEN.replace(old, new)))


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("[[case]\n", "cases.toml", "not readable as TOML"),
        ("[{]", "cases.json", "not readable as JSON"),
        ("[" * 100_000, "cases.json", "not readable as JSON"),
        (b"\xff\xfe", "cases.toml", "no text in UTF-8"),
        ("", "cases.toml", "it holds no list of cases"),
        ("[]", "cases.json", "it holds no list of cases"),
        ("[1]", "cases.json", "case 1: it is not a table"),
        ('"text"', "cases.json", "it holds no list of cases"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(written, text, name, why):
    with pytest.raises(BadCase, match=why):
        run(written(text, name))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadCase, match=r"nothing\.toml: it cannot be opened"):
        run(tmp_path / "nothing.toml")


def test_one_file_refused_means_that_none_ran(written):
    good, bad = written(WRITTEN), written("[]", "bad.json")
    with pytest.raises(BadCase, match=r"bad.json: it holds no list of cases. No case"):
        run(good, bad)
