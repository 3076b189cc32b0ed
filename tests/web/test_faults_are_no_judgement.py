"""A fault within `firstair bud`, `standing` or `law` never ends with 1, which would say: no."""

import json

import click
import pytest
from click.testing import CliRunner

from beyond_use.errors import NoSuchRow
from tests.house.tree import ROOT
from webapp.cli import main
from webapp.cli_law import AS_JSON, FAULT, Judging, bud, law, standing

EXAMPLES = ROOT / "beyond_use" / "examples"


def failing(trouble):
    @click.command(cls=Judging)
    @AS_JSON
    def command(as_json):  # noqa: ARG001 - click passes it by name
        raise trouble

    return command


@pytest.mark.parametrize(
    "trouble",
    [
        ValueError("two\nlines"),
        RecursionError("too deep"),
        KeyError("x"),
        OSError("no"),
        NoSuchRow("Q-1", ""),
    ],
)
def test_a_fault_ends_with_3_and_one_plain_line(trouble):
    told = CliRunner().invoke(failing(trouble), [])
    assert (told.exit_code, told.stdout) == (FAULT, "")
    assert told.stderr.startswith("First Air failed within itself, so nothing was decided")
    assert told.stderr.count("\n") == 1
    said = CliRunner().invoke(failing(trouble), ["--json"])
    assert said.exit_code == FAULT
    assert "nothing was decided" in json.loads(said.stdout)["error"]


def test_every_command_that_judges_is_guarded_so():
    for command in (bud, standing, *law.commands.values()):
        assert isinstance(command, Judging)


def test_a_judgement_and_a_wrong_word_keep_their_own_codes():
    run = CliRunner().invoke
    assert run(main, ["bud", str(EXAMPLES / "category_2.toml")]).exit_code == 0
    assert run(main, ["bud", "--nonsense"]).exit_code == 2
    assert run(main, ["law", "show", "NONE-1"]).exit_code == 2


@pytest.mark.parametrize("command", ["bud", "standing"])
@pytest.mark.parametrize("line", [f"x = {'9' * 5000}", f"x = {'[' * 5000}"], ids=["digits", "deep"])
def test_a_file_past_all_sense_is_the_fault_of_the_file(tmp_path, command, line):
    path = tmp_path / "facts.toml"
    path.write_text(line, encoding="utf-8")
    told = CliRunner().invoke(main, [command, str(path)])
    assert told.exit_code == 2
    assert "cannot be read as facts" in told.stderr
