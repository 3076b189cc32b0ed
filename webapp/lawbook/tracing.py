"""Which functions, tests and published cases stand behind a rule, found by reading the source.

A function names a rule by its id in a text of its code, or through a constant that holds the id.
A test exercises a rule where it names the rule too and calls such a function, straight or through
others. The letters of a family alone ("LB") name every rule of it. An id put together while running
is not found.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from webapp.lawbook.source_graph import Definition, Graph, Place, graph_of

_SHORTEST_FAMILY = 2


@dataclass(frozen=True)
class Trace:
    """What stands behind one rule.

    ``functions`` name it in their code, ``explained_in`` only in their docstrings. ``tests`` name
    it and call one of the functions; ``through`` are the files of tests that call one without
    naming the rule: they may or may not ask for it.
    """

    functions: Sequence[Place]
    explained_in: Sequence[Place]
    tests: Sequence[Place]
    through: Sequence[str]
    cases: Sequence[str]

    @property
    def untested(self) -> bool:
        """Tell that no test and no published case comes near it."""
        return not (self.tests or self.through or self.cases)


def traces(rules: Collection[str], root: Path) -> dict[str, Trace]:
    """Find what stands behind each rule, in ``beyond_use/`` and ``tests/beyond_use/`` of a tree."""
    code = sorted((root / "beyond_use").glob("*.py"))
    tests = sorted((root / "tests" / "beyond_use").glob("*.py"))
    graph = graph_of([*code, *tests], root)
    named = _Names.of(rules)
    holders: defaultdict[str, set[Place]] = defaultdict(set)
    explained: defaultdict[str, set[Place]] = defaultdict(set)
    for place, one in graph.definitions.items():
        for rule in named.in_texts(one.texts):
            holders[rule].add(place)
        for rule in named.in_texts(one.explained):
            explained[rule].add(place)
    cases = cases_by_rule(sorted((root / "beyond_use" / "cases").glob("*.toml")))
    return {
        rule: _trace(graph, holders[rule], explained[rule], cases.get(rule, ())) for rule in rules
    }


def cases_by_rule(files: Sequence[Path]) -> dict[str, list[str]]:
    """Give the ids of the published cases of each rule."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in files:
        tables = tomllib.loads(file.read_text(encoding="utf-8")).values()
        every = [case for table in tables if isinstance(table, list) for case in table]
        for case in every:
            for rule in case.get("rules", ()):
                found[rule].add(str(case.get("id", "")))
    return {rule: sorted(ids) for rule, ids in found.items()}


def _trace(
    graph: Graph, holders: Collection[Place], explained: Collection[Place], cases: Sequence[str]
) -> Trace:
    in_code = {place for place in holders if not _in_tests(place)}
    functions = graph.reached(in_code, _is_function_of_the_code)
    only_explained = {
        place
        for place in explained
        if _is_function_of_the_code(graph.definitions[place]) and place not in functions
    }
    naming = graph.reached(set(holders) - in_code, _is_test)
    calling = graph.reached(functions | only_explained, _is_test)
    through = {place.path for place in calling - naming}
    return Trace(
        sorted(functions), sorted(only_explained), sorted(naming & calling), sorted(through), cases
    )


def _is_function_of_the_code(one: Definition) -> bool:
    return one.is_function and not _in_tests(one.place)


def _is_test(one: Definition) -> bool:
    return _in_tests(one.place) and one.place.name.startswith("test_")


def _in_tests(place: Place) -> bool:
    return place.path.startswith("tests/")


@dataclass(frozen=True)
class _Names:
    """The ids of the rules as a pattern, and their families by their letters."""

    pattern: re.Pattern[str]
    families: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, rules: Collection[str]) -> "_Names":
        families: defaultdict[str, set[str]] = defaultdict(set)
        for rule in rules:
            families[rule.partition("-")[0]].add(rule)
        longest_first = sorted(rules, key=len, reverse=True)
        ids = "|".join(map(re.escape, longest_first)) or "(?!)"
        named = {letters: frozenset(theirs) for letters, theirs in families.items()}
        return cls(re.compile(rf"(?<![\w-])(?:{ids})(?![\w-])"), named)

    def in_texts(self, texts: Sequence[str]) -> set[str]:
        """Give the rules that any of these texts names."""
        return {rule for text in texts for rule in self._in_text(text)}

    def _in_text(self, text: str) -> frozenset[str]:
        letters = text.removesuffix("-")
        if len(letters) >= _SHORTEST_FAMILY and letters in self.families:
            return self.families[letters]
        return frozenset(self.pattern.findall(text))
