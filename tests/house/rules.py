"""The house rules as functions: text in, complaints out."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import Source

FILE_LINES, FUNCTION_LINES, VIEW_LINES = 300, 30, 20
VERBS = {"route", "get", "post", "put", "patch", "delete"}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers"}
EMPTY_NAMES |= {"service", "services", "misc"}
TRICKS = {"getattr", "setattr", "hasattr", "eval", "exec", "globals"}
CLOCKS = {"now", "utcnow", "today", "monotonic", "perf_counter"}
DIRECTIVE = re.compile(r"#\s*(?:noqa(?::\s*[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*)?|type:\s*ignore\S*)(.*)")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root)/|/home/\w+/|/Users/\w+/|[A-Z]:\\Users\\")
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(source: Source) -> Iterator[Function]:
    for node in ast.walk(source.tree):
        if isinstance(node, Function):
            yield node


def body_lines(function: Function) -> int:
    """Lines from the first statement to the last; the docstring costs nothing."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def is_view(function: Function) -> bool:
    """Decorated with a blueprint's or an application's route."""
    calls = (d.func for d in function.decorator_list if isinstance(d, ast.Call))
    return any(isinstance(call, ast.Attribute) and call.attr in VERBS for call in calls)


def long_file(source: Source) -> Iterator[str]:
    lines = source.text.count("\n")
    if lines > FILE_LINES:
        yield f"{source.path} has {lines} lines"


def long_functions(source: Source) -> Iterator[str]:
    """Migrations are left out: their one function is a list of tables, read once."""
    if "/migrations/versions/" in source.path:
        return
    for function in functions(source):
        limit = VIEW_LINES if is_view(function) and source.room == "webapp" else FUNCTION_LINES
        lines = body_lines(function)
        if lines > limit:
            yield f"{source.path}: {function.name} has {lines} lines, {limit} are allowed"


def empty_names(source: Source) -> Iterator[str]:
    """Names that say nothing of what is inside: of files, folders and classes."""
    names = source.path.removesuffix(".py").split("/")
    names += [node.name for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef)]
    for name in names:
        words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}
        if words & EMPTY_NAMES:
            yield f"{source.path}: {name}"


def star_imports(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            yield f"{source.path}:{node.lineno} imports everything of {node.module}"


def run_time_asserts(source: Source) -> Iterator[str]:
    if source.room in {"tests", "bench"}:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Assert):
            yield f"{source.path}:{node.lineno} asserts, and python -O would not"


def stray_commits(source: Source) -> Iterator[str]:
    """Only the ledger ends a transaction; tests may, on databases of their own."""
    if source.path.startswith(("compounding/ledger/", "tests/", "bench/")):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr == "commit":
            yield f"{source.path}:{node.lineno} commits outside the ledger"


def looked_up_names(source: Source) -> Iterator[str]:
    """A name that is text until run time hides from the reader and from the type checker."""
    if source.room in {"tests", "bench"}:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and node.id in TRICKS:
            yield f"{source.path}:{node.lineno} uses {node.id}"


def own_clocks(source: Source) -> Iterator[str]:
    """Below the front door and the instruments, time is an argument."""
    if source.room not in {"formulas", "beyond_use", "compounding", "reports"}:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            yield f"{source.path}:{node.lineno} reads a clock"


def binary_floats(source: Source) -> Iterator[str]:
    """No dose, weight or limit passes through a float where something is decided."""
    if source.room not in {"formulas", "beyond_use", "compounding"}:
        return
    for node in ast.walk(source.tree):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if literal or (call and node.func.id == "float"):
            yield f"{source.path}:{node.lineno} makes a float"


def values_that_change(source: Source) -> Iterator[str]:
    """What the formulas and the law hold stays as it was given, but for a working being written."""
    if source.room not in {"formulas", "beyond_use"} or source.path == "formulas/working.py":
        return
    for node in ast.walk(source.tree):
        for one in node.decorator_list if isinstance(node, ast.ClassDef) else ():
            if ast.unparse(one).startswith("dataclass") and "frozen=True" not in ast.unparse(one):
                yield f"{source.path}:{node.lineno} {node.name} is not frozen"


def silent_exceptions(source: Source) -> Iterator[str]:
    """A switched-off check says why, on its line."""
    for number, line in enumerate(source.text.splitlines(), 1):
        found = DIRECTIVE.search(line)
        if found and not re.search(r"[A-Za-z]{4,}", found.group(1)):
            yield f"{source.path}:{number} {line.strip()}"


def machine_paths(source: Source) -> Iterator[str]:
    for number, line in enumerate(source.text.splitlines(), 1):
        if MACHINE_PATHS.search(line):
            yield f"{source.path}:{number} names a folder of one machine: {line.strip()[:80]}"


def registry_addresses(source: Source) -> Iterator[str]:
    for number, line in enumerate(source.text.splitlines(), 1):
        if any(name in line for name in REGISTRIES):
            yield f"{source.path}:{number} names a package registry"


def undrawn_errors(source: Source) -> Iterator[str]:
    """errors.py draws its tree: each class stands in the module's docstring."""
    drawn = set(re.findall(r"\w+", ast.get_docstring(source.tree) or ""))
    for node in source.tree.body:
        names = [node.name] if isinstance(node, ast.ClassDef) else []
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("_errors"):
            names = [alias.name for alias in node.names]
        for name in names:
            if name not in drawn:
                yield f"{source.path}: {name} is missing in the tree of the docstring"


def unexplained_ignores(pyproject: str) -> Iterator[str]:
    """Each line that switches a rule of ruff off carries its reason."""
    lines = pyproject.partition("[tool.ruff.lint]")[2].partition("[tool.ruff.lint.pydocstyle]")[0]
    for line in lines.splitlines():
        switches_off = re.match(r"""\s+["'][A-Z]|["'].*=\s*\[\s*["'][A-Z]""", line)
        if switches_off and len(re.findall(r"[A-Za-z]{2,}", line.partition("#")[2])) < 2:
            yield f"no reason for {line.strip()}"
