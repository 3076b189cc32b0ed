"""Mutation testing: does a test notice when one thing of the formulas or of the law is wrong?

    python -m tests.mutations dilution --minutes 20
    python -m tests.mutations nutrition.solver --only-own
    python -m tests.mutations beyond_use.decide

Each mutant is a module with one change (tests/mutants.py). It runs in a child process in which the
changed module stands where the true one would, on the tests of its own name first, then, if they
notice nothing, on all tests of its room. Needs ``fork``.
"""

import argparse
import ast
import importlib
import importlib.abc
import importlib.util
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple

import pytest

from tests.mutants import changes, mutant

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {"formulas": ["tests/formulas", "formulas"], "beyond_use": ["tests/beyond_use"]}
ASKED_BY = {  # the modules whose tests bear another name, by the beginnings of those names
    "formulas.nutrition.checks": ("nutrition_checks", "nutrition_books"),
    "beyond_use.decide": ("beyond_use_dates", "dates_of_every_category", "bud_answers"),
    "beyond_use.bud_answer": ("bud_answers", "fact_files"),
    "beyond_use.table": ("beyond_use_dates", "dates_of_every_category", "failed_tests"),
    "beyond_use.standing": ("standing.py", "standing_told"),
    "beyond_use.standing_judges": ("standing_file", "standing_hazardous", "standing_samples"),
    "beyond_use.exits": ("standing.py", "standing_told"),
    "beyond_use.clock": ("lengths", "csp_facts", "far_years", "beyond_use_dates"),
}
QUIET = ("-x", "-q", "--hypothesis-profile", "ci")  # no deadline: a busy machine notices nothing
QUIET += ("-p", "no:xdist", "-p", "no:cov", "-W", "ignore::pytest.PytestAssertRewriteWarning")
LIBRARIES = ("pint", "hypothesis.strategies", "hypothesis.internal.conjecture.engine")
OWN, ALL = 20, 180  # seconds of the processor; a mutant that never ends is noticed too


# ------------------------------------------------------------------ how it is asked


class Instead(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the changed code where the module of that name is imported."""

    def __init__(self, name: str, code: CodeType) -> None:
        self.name, self.code = name, code

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> object:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=self.code.co_filename)

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = self.code.co_filename
        exec(self.code, module.__dict__)  # noqa: S102 - the project's own module, changed


def source(name: str) -> Path:
    base = ROOT / name.replace(".", "/")
    return base.with_suffix(".py") if base.with_suffix(".py").exists() else base / "__init__.py"


def dotted(name: str) -> str:
    """Give a module's whole name; one without a room is one of the formulas."""
    return name if name.split(".", maxsplit=1)[0] in ROOMS else f"formulas.{name}"


@cache
def imports(name: str) -> set[str]:
    """The modules of the formulas and of the law that one of them imports."""
    return {
        below
        for node in ast.walk(ast.parse(source(name).read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] in ROOMS
        for below in (node.module, *(f"{node.module}.{one.name}" for one in node.names))
        if source(below).exists()
    }


def rests_on(name: str, other: str) -> bool:
    reached, waiting = set(), {name}
    while waiting:
        reached |= waiting
        waiting = {each for one in waiting for each in imports(one)} - reached
    return other in reached


def load_what_stays(name: str) -> None:
    """Import once, before the children, what the changed module does not reach."""
    for library in LIBRARIES:
        importlib.import_module(library)
    for path in sorted(each for room in ROOMS for each in (ROOT / room).rglob("[!_]*.py")):
        other = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if not rests_on(other, dotted(name)):
            importlib.import_module(other)


def noticed(name: str, code: CodeType, tests: Iterable[str], seconds: int) -> bool:
    """Whether the tests fail on the changed module, in a child that ends with its answer."""
    import resource

    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        try:
            whole = dotted(name)
            sys.meta_path.insert(0, Instead(whole, code))
            importlib.import_module(whole)
            ended = int(pytest.main([*QUIET, "--confcutdir", tests_of(name), *tests]))
        except BaseException:  # noqa: BLE001 - whatever happens, somebody would notice
            ended = 1
        os._exit(0 if ended == 0 else 1)
    return os.waitpid(child, 0)[1] != 0


# ------------------------------------------------------------------ what comes of it


class Tally(NamedTuple):
    """What became of the mutants of one module."""

    name: str
    asked: int
    left: int
    late: int  # noticed only by tests of another name
    survivors: list[str]

    @property
    def row(self) -> str:
        killed = self.asked - len(self.survivors)
        share = f"{100 * killed / self.asked:.1f} %" if self.asked else "–"
        own = killed - self.late
        file = f"{self.name.replace('.', '/')}.py"
        return f"| `{file}` | {self.asked} | {own} | {self.late} | {share} | {self.left} |"


HEAD = """| module | mutants | noticed by its own tests | by others | noticed | not asked |
|---|---|---|---|---|---|"""


def tests_of(name: str) -> str:
    """Give the folder of the tests of a module's room."""
    return f"tests/{dotted(name).split('.', maxsplit=1)[0]}"


def own_tests(name: str) -> list[str]:
    """The doctests of a module, and the tests that bear its name, or else those that import it."""
    whole = dotted(name)
    inside = whole.split(".", maxsplit=1)[1].replace(".", "_")
    begins = tuple(f"test_{each}" for each in ASKED_BY.get(whole, (inside,)))
    tests = sorted((ROOT / tests_of(name)).glob("test_*.py"))
    named = [path for path in tests if path.name.startswith(begins)]
    importing = (path for path in tests if f"from {whole} import" in path.read_text("utf-8"))
    kept = [str(each.relative_to(ROOT)) for each in named or importing]
    doctests = [source(whole)] if ">>>" in source(whole).read_text("utf-8") else []
    return [*(str(each.relative_to(ROOT)) for each in doctests), *kept]


def tried(name: str, until: float, *, only_own: bool) -> Tally:
    """Ask as many mutants as the time allows, in an order that favours none."""
    path = source(dotted(name))
    text = path.read_text(encoding="utf-8")
    load_what_stays(name)
    own, every = own_tests(name), ROOMS[dotted(name).split(".", maxsplit=1)[0]]
    for tests, seconds in ((own, OWN),) if only_own else ((own, OWN), (every, ALL)):
        if noticed(name, compile(text, path, "exec"), tests, seconds):
            told = f"{' '.join(tests)} fails on the true module, or takes more than {seconds} s"
            sys.exit(f"{told}; mend that first")
    found = changes(ast.parse(text))
    random.Random(name).shuffle(found)  # noqa: S311 - the order hides nothing
    asked = late = 0
    survivors = []
    for change in found:
        if time.monotonic() > until:
            break
        asked += 1
        code = mutant(text, change, path)
        if noticed(name, code, own, OWN):
            continue
        if not only_own and noticed(name, code, every, ALL):
            late += 1
        else:
            survivors.append(change)
            print(f"survived: {path.name}:{change.line} {change.told}", file=sys.stderr, flush=True)  # noqa: T201 - for the one who waits
    lines = [
        f"{path.name}:{each.line} {each.told}" for each in sorted(survivors, key=lambda c: c.line)
    ]
    return Tally(name, asked, len(found) - asked, late, lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("module", help="a module, as beyond_use.decide or dilution")
    parser.add_argument("--minutes", type=float, default=60.0, help="begin no mutant after these")
    parser.add_argument("--only-own", action="store_true", help="ask the tests of its name alone")
    told = parser.parse_args()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder  # not the place of true failures
        until = time.monotonic() + 60 * told.minutes
        tally = tried(told.module, until, only_own=told.only_own)
    print("\n".join([HEAD, tally.row, *(f"* {each}" for each in tally.survivors)]))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
