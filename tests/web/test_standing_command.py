import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import beyond_use
from webapp.cli import main

EXAMPLES = Path(beyond_use.__file__).parent / "examples" / "standing"


def ask(*words):
    return CliRunner().invoke(main, ["standing", *map(str, words)])


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("allowed", 0, "Category 2 allowed. Up to Category 2 may be made here now."),
        ("deviation", 0, "with a deviation noted"),
        ("category_1", 1, "Category 2 not allowed. Category 1 only may be made here now."),
        ("nothing", 1, "Category 2 not allowed. Nothing may be made here now."),
    ],
)
def test_the_exit_code_says_whether_it_may_be_made_and_the_first_line_what(name, code, told):
    result = ask(EXAMPLES / f"{name}.toml")
    assert result.exit_code == code
    assert told in result.output.splitlines()[0]


def test_as_json_a_standing_is_one_object():
    result = ask(EXAMPLES / "nothing.toml", "--json")
    data = json.loads(result.output)
    assert (data["allowed"], data["grade"], data["categories"]) == (False, "nothing", [])
    assert {one["rule"] for one in data["reasons"] if one["state"] == "not met"} == {"PE-4", "PE-7"}
    assert [one["open"] for one in data["exits"]] == [False, True]


@pytest.mark.parametrize("text", ["", "at = 2026", "this is no TOML"])
def test_a_standing_file_that_is_no_good_ends_with_two(tmp_path, text):
    path = tmp_path / "facts.toml"
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["standing", str(path), "--json"])
    assert result.exit_code == 2
    assert "cannot be read as facts" in result.stderr
    assert "cannot be read as facts" in json.loads(result.stdout)["error"]


def test_a_standing_file_that_is_not_there_ends_with_two(tmp_path):
    assert ask(tmp_path / "nowhere.toml").exit_code == 2


def test_before_the_first_law_no_standing_is_told(tmp_path):
    path = tmp_path / "facts.toml"
    text = (EXAMPLES / "allowed.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("at = 2026-11-25T", "at = 2023-10-31T"), encoding="utf-8")
    result = ask(path)
    assert result.exit_code == 2
    assert "No complete law" in result.output
