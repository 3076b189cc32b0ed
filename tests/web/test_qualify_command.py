"""`firstair qualify`: what it says, what it writes, and how it ends."""

import hashlib
import json

import pytest
from click.testing import CliRunner

from formulas.qualification import shipped
from webapp import __version__
from webapp.cli import main

CASE = {
    "id": "T-1",
    "question": "20 mEq from 2 mEq/mL?",
    "calculator": "draw-volume",
    "inputs": {"dose": "20 mEq", "strength": "2 mEq/mL"},
    "output": "volume",
    "expected": "10 mL",
    "tolerance": "0.5",
    "verdict": "agrees",
    "source": "made for this test",
}


def qualify(*words):
    return CliRunner().invoke(
        main, ["qualify", *(str(word) for word in words)], catch_exceptions=False
    )


@pytest.fixture
def holding(tmp_path):
    """A file that holds the case with these changes."""

    def write(name="cases.json", **changes):
        file = tmp_path / name
        file.write_text(json.dumps([CASE | changes]), encoding="utf-8")
        return file

    return write


@pytest.fixture(scope="module")
def everything():
    done = qualify("--json")
    assert done.exit_code == 0
    return json.loads(done.stdout)


def test_without_files_the_cases_of_every_room_run_and_none_fails(everything):
    rooms = list(dict.fromkeys(case["room"] for case in everything["cases"]))
    assert rooms == [
        "Arithmetic",
        "Law, as a source was seen to say",
        "Law, recalled or our own convention: unconfirmed",
        "Signed records",
        "Instruments and bar codes",
    ]
    assert everything["counts"]["failed"] == 0
    assert sum(everything["counts"].values()) == len(everything["cases"])


def test_the_protocol_names_versions_time_and_the_digest_of_every_file(everything):
    assert everything["engine"] == __version__
    assert everything["python"].startswith("3.")
    assert everything["pint"]
    assert everything["at"].endswith("+00:00")
    digests = {file["name"]: file["sha256"] for file in everything["files"]}
    for file in shipped():
        assert digests[file.name] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_case_is_told_whole(holding):
    (case,) = json.loads(qualify("--json", "--cases", holding()).stdout)["cases"]
    assert case == {
        "id": "T-1",
        "room": "Cases given",
        "calculator": "draw-volume",
        "question": "20 mEq from 2 mEq/mL?",
        "expected": "10 mL ± 0.5",
        "got": "10 mL",
        "outcome": "passed",
        "source": "made for this test",
    }


@pytest.mark.parametrize(
    ("changes", "outcome", "code"),
    [
        ({}, "passed", 0),
        ({"expected": "11 mL"}, "failed", 1),
        ({"expected": "11 millilitres"}, "failed", 1),
        ({"calculator": "draw-blood"}, "not applicable", 0),
        ({"verdict": "ambiguous"}, "ambiguous", 0),
    ],
)
def test_only_a_failed_case_ends_with_exit_code_1(holding, changes, outcome, code):
    done = qualify("--json", "--cases", holding(**changes))
    assert done.exit_code == code
    told = json.loads(done.stdout)
    assert [name for name, count in told["counts"].items() if count] == [outcome]
    assert told["cases"][0]["outcome"] == outcome


def test_a_terminal_is_told_what_failed_with_both_figures_and_the_source(holding):
    done = qualify("--cases", holding(expected="11 mL"))
    assert "FAILED          T-1  20 mEq from 2 mEq/mL?" in done.stdout
    assert "expected 11 mL ± 0.5" in done.stdout
    assert "got      10 mL" in done.stdout
    assert "1 cases: 0 passed, 1 failed, 0 not applicable, 0 ambiguous" in done.stdout
    assert "compound nothing with this installation" in done.stdout


def test_where_nothing_passed_nothing_is_claimed(holding):
    done = qualify("--cases", holding(calculator="draw-blood"))
    assert "NOT APPLICABLE" in done.stdout
    assert "none passed: nothing was shown" in done.stdout


def test_several_files_may_be_given(holding):
    done = qualify("--json", "--cases", holding(), "--cases", holding("more.json", id="T-2"))
    assert [case["id"] for case in json.loads(done.stdout)["cases"]] == ["T-1", "T-2"]


def test_a_case_without_a_key_ends_with_exit_code_2_and_names_file_case_and_key(holding):
    done = qualify("--cases", holding(expected=None))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "cases.json, case T-1: expected is missing" in done.stderr


@pytest.mark.parametrize("text", ["", "{", "id = 1"])
def test_a_file_that_is_not_readable_ends_with_exit_code_2(tmp_path, text):
    file = tmp_path / "bad.toml"
    file.write_text(text)
    for words in ((), ("--json",), ("--pdf", tmp_path / "never.pdf")):
        done = qualify("--cases", file, *words)
        assert done.exit_code == 2
        assert "bad.toml: it" in done.stderr
    assert not (tmp_path / "never.pdf").exists()


def test_a_file_that_is_not_there_ends_with_exit_code_2(tmp_path):
    done = qualify("--cases", tmp_path / "nowhere.toml")
    assert done.exit_code == 2
    assert "nowhere.toml: it cannot be opened" in done.stderr


def test_the_protocol_is_written_as_a_pdf_to_be_signed(holding, tmp_path):
    paper = tmp_path / "protocol.pdf"
    assert qualify("--cases", holding(), "--pdf", paper).exit_code == 0
    assert paper.read_bytes().startswith(b"%PDF-")


def test_a_place_where_no_paper_can_be_written_is_told_plainly(holding, tmp_path):
    done = qualify("--cases", holding(), "--pdf", tmp_path / "no" / "protocol.pdf")
    assert done.exit_code == 2
    assert "protocol.pdf" in done.stderr
