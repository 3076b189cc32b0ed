"""The definitions of Python files, and who reads whom: by names and imports, not by running."""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, order=True)
class Place:
    """A definition at the top of a file, or a method of a class there."""

    path: str
    name: str


@dataclass(frozen=True)
class Definition:
    """One definition: whether it is a function, the texts in it, and the names that it reads.

    Docstrings are no texts of the code; they stand apart as ``explained``.
    """

    place: Place
    is_function: bool
    texts: tuple[str, ...]
    explained: tuple[str, ...]
    reads: frozenset[str]


@dataclass(frozen=True)
class Graph:
    """All definitions, and for each its readers."""

    definitions: Mapping[Place, Definition]
    readers: Mapping[Place, frozenset[Place]]

    def reached(self, start: Iterable[Place], final: Callable[[Definition], bool]) -> set[Place]:
        """Follow definitions to their readers, up to the first final ones on every way."""
        found: set[Place] = set()
        seen = set(start)
        waiting = list(seen)
        while waiting:
            place = waiting.pop()
            if final(self.definitions[place]):
                found.add(place)
                continue
            fresh = self.readers.get(place, frozenset()) - seen
            seen |= fresh
            waiting += fresh
        return found


def graph_of(files: Iterable[Path], root: Path) -> Graph:
    """Read files below a root into one graph; a folder's conftest.py is known to its tests."""
    trees = {
        path.relative_to(root).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in files
    }
    by_file = {path: list(_definitions(tree, path)) for path, tree in trees.items()}
    readers: defaultdict[Place, set[Place]] = defaultdict(set)
    for path, definitions in by_file.items():
        scope = _scope(path, trees, by_file)
        for one in definitions:
            for name in one.reads:
                for read in scope.get(name, ()):
                    readers[read].add(one.place)
    every = {one.place: one for definitions in by_file.values() for one in definitions}
    return Graph(every, {place: frozenset(them) for place, them in readers.items()})


def _scope(
    path: str, trees: Mapping[str, ast.Module], by_file: Mapping[str, list[Definition]]
) -> dict[str, list[Place]]:
    """Give what each name means in a file: its own, what it imports, and fixtures around it."""
    meant: dict[str, list[Place]] = {}
    folders = path.split("/")[:-1]
    for depth in range(1, len(folders) + 1):
        meant |= _named(by_file.get("/".join([*folders[:depth], "conftest.py"]), ()))
    for name, (module, original) in _imported(trees[path]).items():
        place = _named(by_file.get(module, ())).get(original)
        if place is None and module in trees:  # handed on by a module that imports it itself
            further, name_there = _imported(trees[module]).get(original, ("", ""))
            place = _named(by_file.get(further, ())).get(name_there)
        meant[name] = place or []
    return meant | _named(by_file[path])


def _imported(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """Give the file and the name there of each name that a file imports."""
    return {
        each.asname or each.name: (f"{node.module.replace('.', '/')}.py", each.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for each in node.names
    }


def _named(definitions: Iterable[Definition]) -> dict[str, list[Place]]:
    """Give the places behind each name; a class stands for its methods too."""
    meant: defaultdict[str, list[Place]] = defaultdict(list)
    for one in definitions:
        meant[one.place.name.partition(".")[0]].append(one.place)
    return dict(meant)


def _definitions(tree: ast.Module, path: str) -> Iterator[Definition]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            methods = [each for each in node.body if isinstance(each, Function)]
            for each in methods:
                yield _read(Place(path, f"{node.name}.{each.name}"), [each], is_function=True)
            rest = [each for each in node.body if each not in methods]
            yield _read(Place(path, node.name), rest, is_function=False)
        elif isinstance(node, Function):
            yield _read(Place(path, node.name), [node], is_function=True)
        else:
            for name in _assigned(node):
                yield _read(Place(path, name), [node], is_function=False)


def _assigned(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else []
    if isinstance(node, ast.AnnAssign):
        targets = [node.target]
    names = (each for target in targets for each in ast.walk(target))
    return [each.id for each in names if isinstance(each, ast.Name)]


def _read(place: Place, nodes: Iterable[ast.AST], *, is_function: bool) -> Definition:
    texts: list[str] = []
    explained: list[str] = []
    reads: set[str] = set()
    for node in nodes:
        alone = {id(each.value) for each in ast.walk(node) if isinstance(each, ast.Expr)}
        for each in ast.walk(node):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                (explained if id(each) in alone else texts).append(each.value)
            elif isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load):
                reads.add(each.id)
            elif isinstance(each, ast.arg):
                reads.add(each.arg)
    return Definition(place, is_function, tuple(texts), tuple(explained), frozenset(reads))
