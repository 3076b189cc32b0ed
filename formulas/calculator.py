"""A calculator is declared once; everything else that shows or runs it comes from that.

The decorated function takes its inputs as quantities or as text, checks each against its kind,
and answers with a ``Working``. Its docstring's first example is its worked example.
"""

import ast
import doctest
import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ParamSpec

from formulas.errors import MissingInput, OutOfRange, UnknownCalculator, UnknownInput
from formulas.kinds import Kind, Value
from formulas.quantity import Quantity, show
from formulas.substance import Amount, Strength
from formulas.working import Working
from formulas.written import MOST_VALUES, is_left_out, written

Arguments = ParamSpec("Arguments")

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass(frozen=True)
class Input:
    """One input: its name, the kind it must be, and what it means.

    ``many`` takes several, written with semicolons between; ``zero`` and ``negative`` say that it
    may be nought, or below.
    """

    name: str
    kind: Kind
    meaning: str
    optional: bool = False
    many: bool = False
    zero: bool = False
    negative: bool = False

    def read(self, given: object) -> Value | tuple[Value, ...]:
        """Take what was given for it.  Raises FormulaError."""
        what = self.name.replace("_", " ")
        if not self.many:
            return self._read_one(given, what)
        each = _apart(given) if isinstance(given, str) else given
        if not isinstance(each, list | tuple):
            each = (each,)
        if not each:
            raise MissingInput(self.name, self.meaning, self.kind.example)
        if len(each) > MOST_VALUES:
            count = f"count of {what}"
            raise OutOfRange(count, str(len(each)), f"at most {MOST_VALUES}")
        return tuple(self._read_one(one, _which(place, what)) for place, one in enumerate(each))

    def _read_one(self, given: object, what: str) -> Value:
        if not isinstance(given, Quantity | Amount | Strength):
            given = written(given, what)
        return self.kind.read(given, what, zero=self.zero, negative=self.negative)


@dataclass(frozen=True)
class Out:
    """One answer: its name and its kind."""

    name: str
    kind: Kind


@dataclass(frozen=True)
class Calculator:
    """One declared calculation."""

    name: str
    formula: str
    title: str
    inputs: tuple[Input, ...]
    outputs: tuple[Out, ...]
    source: str
    run: Callable[..., Working]
    doc: str

    def compute(self, given: Mapping[str, object]) -> Working:
        """Run it on inputs by name, as text or quantities.  Raises FormulaError."""
        known = {one.name: one for one in self.inputs}
        for name in given:
            if name not in known:
                raise UnknownInput(name, self.name, ", ".join(known))
        for one in self.inputs:
            if not one.optional and is_left_out(given.get(one.name)):
                raise MissingInput(one.name, one.meaning, one.kind.example)
        return self.run(**{name: one for name, one in given.items() if not is_left_out(one)})

    @property
    def example(self) -> Mapping[str, str]:
        """Give the inputs of the worked example, as text."""
        return dict(_example(self.doc))

    @property
    def explanation(self) -> str:
        """Give what the docstring says before its example."""
        return self.doc.partition(">>>")[0].strip()


REGISTER: dict[str, Calculator] = {}  # filled by the modules that formulas.catalogue names


def calculator(
    formula: str,
    title: str,
    inputs: tuple[Input, ...],
    outputs: tuple[Out, ...],
    source: str,
) -> Callable[[Callable[Arguments, Working]], Callable[Arguments, Working]]:
    """Declare a calculation; its name is the function's, with hyphens."""

    def declare(act: Callable[Arguments, Working]) -> Callable[Arguments, Working]:
        name = act.__name__.replace("_", "-")
        signature = inspect.signature(act)
        answer: Callable[..., Working] = act

        @functools.wraps(act)
        def checked(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Working:
            given = signature.bind(*args, **kwargs).arguments
            read: dict[str, Any] = {
                one.name: one.read(given[one.name])
                for one in inputs
                if given.get(one.name) is not None
            }
            working = answer(**read)
            told = tuple((one.name, _told(read[one.name])) for one in inputs if one.name in read)
            return replace(working, calculator=name, formula=formula, given=told)

        if name in REGISTER and REGISTER[name].run.__module__ != act.__module__:
            message = f"{name} is declared twice, in {REGISTER[name].run.__module__} too"
            raise TypeError(message)
        REGISTER[name] = Calculator(
            name, formula, title, inputs, outputs, source, checked, inspect.getdoc(act) or ""
        )
        return checked

    return declare


def find(name: str, register: Mapping[str, Calculator] = REGISTER) -> Calculator:
    """Give a declared calculator by its name.  Raises UnknownCalculator."""
    if name not in register:
        raise UnknownCalculator(name)
    return register[name]


def _which(place: int, what: str) -> str:
    """Say which of several a sentence speaks of: "third of the volumes"."""
    number = _PLACES[place] if place < len(_PLACES) else f"number {place + 1}"
    return f"{number} of the {what}"


def _apart(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(";") if piece.strip()]


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_told(one) for one in value)
    if isinstance(value, Amount | Strength):
        return f"{show(value.quantity)} {value.substance}".rstrip()
    return show(value) if isinstance(value, Quantity) else str(value)


@functools.cache
def _example(doc: str) -> tuple[tuple[str, str], ...]:
    """Read the keywords of the first call in a docstring's example."""
    source = doctest.DocTestParser().get_examples(doc)[0].source
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.keywords:
            return tuple((word.arg or "", ast.literal_eval(word.value)) for word in node.keywords)
    return ()
