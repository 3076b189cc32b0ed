"""The formulas run on each Python the machine has, and the last lines say which."""

import ast
import re
import sys
from pathlib import Path

import pytest

from tests import other_pythons
from tests.house.tree import python_files
from tests.other_pythons import Interpreter

ELSEWHERE = ("pint", "pytest", "hypothesis")
OLDER, NEWER = Interpreter((3, 12, 1), "older"), Interpreter((3, 12, 9), "newer")


def imported(source):
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module


def test_the_formulas_and_their_tests_import_nothing_that_another_python_lacks():
    known = {*sys.stdlib_module_names, *ELSEWHERE, "formulas"}
    stray = [
        f"{source.path} imports {name}"
        for source in python_files()
        if source.path.startswith(("formulas/", "tests/formulas/"))
        for name in imported(source)
        if name.partition(".")[0] not in known and not name.startswith("tests.formulas")
    ]
    assert stray == []


def test_a_small_environment_holds_what_the_formulas_need_and_no_more():
    names = other_pythons.closure(ELSEWHERE)
    assert {"pint", "flexparser", "pytest", "pluggy", "hypothesis", "sortedcontainers"} <= names
    assert not {"flask", "sqlalchemy", "playwright", "ruff", "colorama"} & names


def test_its_lock_keeps_the_hashes_and_both_lines_of_pint():
    lock = other_pythons.part_of_the_lock({"pint", "pluggy"})
    heads = re.findall(r"^(\w+)==", lock, re.MULTILINE)
    assert heads == ["pint", "pint", "pluggy"]
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\w)", lock))


@pytest.mark.parametrize("program", ["no-such-python", sys.executable + "-missing"])
def test_a_program_that_is_not_there_is_no_python(program):
    assert other_pythons.answer((program,)) is None


def test_a_stand_in_that_only_complains_is_no_python():
    assert other_pythons.answer((sys.executable, "-c", "raise SystemExit(127)")) is None


def test_a_python_says_its_version_and_where_it_is():
    found = other_pythons.answer((sys.executable,))
    assert found.version == sys.version_info[:3]
    assert Path(found.program) == Path(sys.executable)


@pytest.mark.parametrize("answers", [(OLDER, NEWER), (NEWER, OLDER), (None, NEWER, None)])
def test_the_newest_of_each_line_is_taken(monkeypatch, answers):
    monkeypatch.setattr(other_pythons, "OWN", (3, 11))
    monkeypatch.setattr(other_pythons, "commands", lambda: answers)
    monkeypatch.setattr(other_pythons, "answer", lambda found: found)
    assert other_pythons.others() == [NEWER]


@pytest.mark.parametrize("version", [(3, 10, 9), (3, 11, 7), (3, 14, 0)])
def test_its_own_line_and_lines_the_project_does_not_know_are_left_out(monkeypatch, version):
    monkeypatch.setattr(other_pythons, "OWN", (3, 11))
    monkeypatch.setattr(other_pythons, "commands", lambda: [Interpreter(version, "python")])
    monkeypatch.setattr(other_pythons, "answer", lambda found: found)
    assert other_pythons.others() == []


def test_a_machine_with_one_python_is_told_so(monkeypatch, capsys):
    monkeypatch.setattr(other_pythons, "others", list)
    assert other_pythons.main() == 0
    assert "on no other Python: this machine has none of 3.1" in capsys.readouterr().out


@pytest.fixture
def this_python(monkeypatch, tmp_path):
    """The very Python of the tests in the part of another, on one test file."""
    file = tmp_path / "test_sample.py"
    monkeypatch.setattr(other_pythons, "environment", lambda _of, _lock: Path(sys.executable))
    monkeypatch.setattr(other_pythons, "others", lambda: [NEWER])
    monkeypatch.setattr(other_pythons, "TESTS", (str(file),))
    return file


@pytest.mark.parametrize(
    ("body", "ends", "told"),
    [
        ("def test_sums():\n    assert 1 + 1 == 2\n", 0, "ok, 1 passed"),
        ("def test_sums():\n    assert 1 + 1 == 3\n", 1, "FAILED"),
        ("", 1, "FAILED"),
    ],
    ids=["a test that holds", "a test that fails", "no test at all"],
)
def test_the_line_of_a_python_says_how_it_ended(this_python, capsys, body, ends, told):
    this_python.write_text(body, encoding="utf-8")
    assert other_pythons.main() == ends
    assert re.search(
        rf"formulas on Python 3\.12\.9 with pint [\d.]+: {told}", capsys.readouterr().out
    )


def test_an_environment_that_cannot_be_made_fails_the_command(monkeypatch, capsys):
    def refuse(_of, _lock):
        raise other_pythons.Failure("no network")

    monkeypatch.setattr(other_pythons, "others", lambda: [NEWER])
    monkeypatch.setattr(other_pythons, "environment", refuse)
    assert other_pythons.main() == 1
    assert re.search(
        r"3\.12\.9 with pint not installed: FAILED\nno network", capsys.readouterr().out
    )


def test_an_environment_once_made_is_kept_until_the_lock_changes(monkeypatch, tmp_path):
    ran = []
    monkeypatch.setattr(other_pythons, "HOMES", tmp_path)
    monkeypatch.setattr(other_pythons, "run", lambda *words: ran.append(made(words)))
    for lock, installed in [("one", True), ("one", False), ("two", True)]:
        ran.clear()
        other_pythons.environment(NEWER, lock)
        assert bool(ran) is installed


def made(words):
    """What the program would have done here: the folder is there afterwards."""
    if "venv" in words:
        words[-1].mkdir()
    return words
