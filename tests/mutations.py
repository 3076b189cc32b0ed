"""Mutation testing: is there a test that notices when one sign of the formulas is wrong?

    python -m tests.mutations dilution --minutes 20

Each mutant is a module with one change: a sign turned, a comparison moved by its edge, a whole
number one more, a truth value turned, a refusal or a check taken out. It runs in a child process in
which the changed module stands where the true one would, on the tests of its own name first, then,
if they notice nothing, on all tests of the formulas. Texts are never changed. Needs ``fork``.
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
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
TURNED: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Div,), ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,), ast.Mod: (ast.FloorDiv,), ast.Pow: (ast.Mult,),
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
    ast.And: (ast.Or,), ast.Or: (ast.And,),
}  # fmt: skip
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any", "up": "down", "down": "up"}
QUIET = ("-x", "-q", "--confcutdir", "tests/formulas", "--hypothesis-seed", "1")
QUIET += ("-p", "no:xdist", "-p", "no:cov", "-W", "ignore::pytest.PytestAssertRewriteWarning")
LIBRARIES = ("pint", "hypothesis.strategies", "hypothesis.internal.conjecture.engine")
OWN, ALL = 20, 180  # seconds of the processor; a mutant that never ends is noticed too


class Change(NamedTuple):
    """One change: the place of its node in the walk over the tree, and what to do there."""

    place: int
    act: Callable[[ast.AST], object]
    line: int
    told: str


# ------------------------------------------------------------------ what is changed


def changes(tree: ast.Module) -> list[Change]:
    """Every change of a module, in the order of its lines."""
    types = {
        id(node) for one in ast.walk(tree) for kept in annotations(one) for node in ast.walk(kept)
    }
    found = [
        Change(place, act, line, told)
        for place, node in enumerate(ast.walk(tree))
        if id(node) not in types
        for act, line, told in (*signs(node), *figures(node), *conditions(node), *statements(node))
    ]
    return sorted(found, key=lambda change: change.line)


def annotations(node: ast.AST) -> Iterator[ast.AST]:
    kept = (getattr(node, "annotation", None), getattr(node, "returns", None))
    return (one for one in kept if one is not None)


Act = tuple[Callable[[ast.AST], object], int, str]


def signs(node: ast.AST) -> Iterator[Act]:
    if isinstance(node, ast.BinOp | ast.BoolOp):
        for new in TURNED.get(type(node.op), ()):
            yield (lambda n, new=new: setattr(n, "op", new())), node.lineno, turned(node.op, new)
    if isinstance(node, ast.Compare):
        for index, op in enumerate(node.ops):
            for new in TURNED.get(type(op), ()):
                act = lambda n, i=index, new=new: n.ops.__setitem__(i, new())  # noqa: E731 - kept for one node
                yield act, node.lineno, turned(op, new)
    if isinstance(node, ast.UnaryOp):
        twice = lambda n: setattr(n, "operand", ast.UnaryOp(n.op, n.operand))  # noqa: E731 - kept for one node
        yield twice, node.lineno, f"{type(node.op).__name__} taken out"
    if isinstance(node, ast.Name) and node.id in SWAPPED and isinstance(node.ctx, ast.Load):
        yield (
            (lambda n: setattr(n, "id", SWAPPED[n.id])),
            node.lineno,
            f"{node.id} → {SWAPPED[node.id]}",
        )


def turned(old: ast.AST, new: type) -> str:
    return f"{type(old).__name__} → {new.__name__}"


def figures(node: ast.AST) -> Iterator[Act]:
    if not isinstance(node, ast.Constant):
        return
    if isinstance(node.value, bool):
        yield (
            (lambda n: setattr(n, "value", not n.value)),
            node.lineno,
            f"{node.value} → {not node.value}",
        )
    elif isinstance(node.value, int):
        yield (
            (lambda n: setattr(n, "value", n.value + 1)),
            node.lineno,
            f"{node.value} → {node.value + 1}",
        )


def conditions(node: ast.AST) -> Iterator[Act]:
    """A condition that is no comparison is turned as a whole."""
    if isinstance(node, ast.If | ast.IfExp | ast.While) and not isinstance(
        node.test, ast.Compare | ast.BoolOp | ast.UnaryOp
    ):
        turn = lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))  # noqa: E731 - kept for one node
        yield turn, node.lineno, "condition turned"


def statements(node: ast.AST) -> Iterator[Act]:
    """Refusals, and calls whose answer nobody keeps: checks, lines of the working, warnings."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        for index, each in enumerate(block if isinstance(block, list) else ()):
            call = isinstance(each, ast.Expr) and isinstance(each.value, ast.Call)
            if call or isinstance(each, ast.Raise):
                act = lambda n, name=name, i=index: getattr(n, name).__setitem__(i, ast.Pass())  # noqa: E731 - kept for one node
                yield act, each.lineno, f"taken out: {ast.unparse(each)[:60]}"


def mutant(text: str, change: Change, path: Path) -> CodeType:
    tree = ast.parse(text)
    change.act(list(ast.walk(tree))[change.place])
    return compile(ast.fix_missing_locations(tree), path, "exec")


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


@cache
def imports(name: str) -> set[str]:
    """The modules of the formulas that one of them imports."""
    return {
        below
        for node in ast.walk(ast.parse(source(name).read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] == "formulas"
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
    for path in sorted((ROOT / "formulas").glob("[!_]*.py")):
        if not rests_on(f"formulas.{path.stem}", f"formulas.{name}"):
            importlib.import_module(f"formulas.{path.stem}")


def noticed(name: str, code: CodeType, tests: Iterable[str], seconds: int) -> bool:
    """Whether the tests fail on the changed module, in a child that ends with its answer."""
    import resource

    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        try:
            sys.meta_path.insert(0, Instead(f"formulas.{name}", code))
            importlib.import_module(f"formulas.{name}")
            ended = int(pytest.main([*QUIET, *tests]))
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
        return f"| `{self.name}.py` | {self.asked} | {own} | {self.late} | {share} | {self.left} |"


HEAD = """| module | mutants | noticed by its own tests | by others | noticed | not asked |
|---|---|---|---|---|---|"""


def own_tests(name: str) -> list[str]:
    """The doctests of a module, and the tests that bear its name, or else those that import it."""
    tests = sorted((ROOT / "tests" / "formulas").glob("test_*.py"))
    named = [path for path in tests if path.stem.startswith(f"test_{name}")]
    importing = (
        path for path in tests if f"from formulas.{name} import" in path.read_text("utf-8")
    )
    return [f"formulas/{name}.py", *(str(each.relative_to(ROOT)) for each in named or importing)]


def tried(name: str, until: float, *, only_own: bool) -> Tally:
    """Ask as many mutants as the time allows, in an order that favours none."""
    path = ROOT / "formulas" / f"{name}.py"
    text = path.read_text(encoding="utf-8")
    load_what_stays(name)
    own, every = own_tests(name), ["tests/formulas", "formulas"]
    for tests in (own,) if only_own else (own, every):
        if noticed(name, compile(text, path, "exec"), tests, ALL):
            sys.exit(f"{' '.join(tests)} fails on the true formulas; mend that first")
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
            print(f"survived: {name}.py:{change.line} {change.told}", file=sys.stderr, flush=True)  # noqa: T201 - for the one who waits
    lines = [
        f"{name}.py:{each.line} {each.told}" for each in sorted(survivors, key=lambda c: c.line)
    ]
    return Tally(name, asked, len(found) - asked, late, lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("module", help="the name of a module of formulas/, without .py")
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
