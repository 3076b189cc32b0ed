"""The testing of the tests: what is changed, and that a change is noticed where it is one."""

import ast
import os
import subprocess
import sys

import pytest

from tests.house.tree import ROOT
from tests.mutants import changes, mutant
from tests.mutations import ASKED_BY, own_tests

SAMPLE = '''
def drawn(dose: int | None, strength: int = 2, *, zero: bool = True) -> int:
    """A text with 3 figures < 4."""
    check(dose)
    if dose <= 0 and not zero:
        raise ValueError("at least 1")
    return min(dose * strength, 9)

@dataclass(frozen=True)
def reasons(csp):
    yield asked(Effect.NOTHING, Category.TWO)
    yield from others(csp, Effect.NONE)
'''


def test_every_kind_of_change_is_found_and_no_text_or_type_is_touched():
    found = [(each.line, each.told) for each in changes(ast.parse(SAMPLE))]
    assert sorted(found) == [
        (2, "2 → 3"), (2, "True → False"), (4, "taken out: check(dose)"), (5, "0 → 1"),
        (5, "And → Or"), (5, "LtE → Gt"), (5, "LtE → Lt"), (5, "Not taken out"),
        (6, "taken out: raise ValueError('at least 1')"), (7, "9 → 10"), (7, "Mult → Div"),
        (7, "min → max"), (11, "Category.TWO → THREE"), (11, "Effect.NOTHING → NOTED"),
        (11, "taken out: yield asked(Effect.NOTHING, Category.TWO)"),
        (12, "taken out: yield from others(csp, Effect.NONE)"),
    ]  # fmt: skip


def test_each_mutant_differs_from_the_true_code_and_from_every_other():
    found = changes(ast.parse(SAMPLE))
    trees = {ast.unparse(changed(change)) for change in found}
    assert len(trees | {ast.unparse(ast.parse(SAMPLE))}) == len(found) + 1
    assert all(mutant(SAMPLE, change, "sample.py").co_filename == "sample.py" for change in found)


def changed(change):
    tree = ast.parse(SAMPLE)
    change.act(list(ast.walk(tree))[change.place])
    return tree


def test_the_tests_of_a_module_bear_its_name_or_import_it():
    assert own_tests("number") == ["formulas/number.py", "tests/formulas/test_number.py"]
    assert "tests/formulas/test_reconstitution.py" in own_tests("errors")
    assert "tests/formulas/test_nutrition_solver.py" in own_tests("nutrition.solver")
    assert own_tests("beyond_use.window") == ["tests/beyond_use/test_window.py"]


@pytest.mark.parametrize("name", sorted(ASKED_BY))
def test_tests_that_bear_another_name_than_their_module_are_there(name):
    assert all(any(begins in test for test in own_tests(name)) for begins in ASKED_BY[name])


ASK = """
import ast, sys
from pathlib import Path
from tests.mutants import changes, mutant
from tests.mutations import noticed
path = Path("formulas/rounding.py")
text = path.read_text(encoding="utf-8")
told = sys.argv[1]
code = compile(text, path, "exec")
if told:
    change = next(each for each in changes(ast.parse(text)) if each.told == told)
    code = mutant(text, change, path)
sys.exit(noticed("rounding", code, ["tests/formulas/test_rounding.py"], 60))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.parametrize(("told", "seen"), [("", False), ("LtE → Gt", True)])
def test_a_wrong_sign_is_noticed_and_the_true_module_is_not_blamed(told, seen):
    done = subprocess.run(
        [sys.executable, "-c", ASK, told], cwd=ROOT, check=False, env=dict(os.environ), timeout=120
    )
    assert done.returncode == int(seen)
