"""Asking a declared calculator: which there are, by subject, and what one answers to plain text.

Pages, command line and manual all ask here, so that the same figures give the same digits.
"""

import difflib
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from formulas.calculator import Calculator, Input
from formulas.catalogue import CALCULATORS
from formulas.errors import FormulaError, OutOfRange
from formulas.working import Working

LONGEST = 1000  # characters of one input; a list of twenty strengths takes three hundred
NO_NUMBER = (
    "These figures divide by nothing. Nothing was calculated. Check what stands below a line."
)


# The register counts its formulas by tens; what begins otherwise stands last.
_CHAPTERS = {
    "F0": "Strength, dilution and mixing",
    "F1": "Doses and infusions",
    "F2": "Measuring",
    "F3": "Salts and electrolytes",
    "F4": "Osmolarity",
    "F5": "Isotonicity and buffers",
    "F6": "Parenteral nutrition",
    "F7": "Parenteral nutrition",
    "F8": "Calcium with phosphate",
    "F9": "Weighing",
}
_REST = "Temperature and more"


@dataclass(frozen=True)
class Subject:
    """Calculators that belong together: those of one module."""

    name: str
    about: str
    calculators: tuple[Calculator, ...]

    @property
    def chapter(self) -> str:
        """Give the chapter it stands in, by the register id of its first calculator."""
        return _CHAPTERS.get(self.calculators[0].formula[:2], _REST)


@dataclass(frozen=True)
class Chapter:
    """Subjects that belong together."""

    name: str
    subjects: tuple[Subject, ...]


@dataclass(frozen=True)
class Attempt:
    """What came of asking: a working, or a sentence for each input that was refused.

    ``whole`` is a refusal that no single input can answer for.
    """

    working: Working | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)
    whole: str = ""


def subjects(calculators: Iterable[Calculator] = CALCULATORS.values()) -> list[Subject]:
    """Give the calculators by subject, in the catalogue's order."""
    grouped = groupby(calculators, key=lambda one: one.run.__module__)
    return [_subject(module, tuple(found)) for module, found in grouped]


def chapters(found: Iterable[Subject]) -> list[Chapter]:
    """Give the subjects by chapter, in the register's order."""
    by_name: dict[str, list[Subject]] = {name: [] for name in (*_CHAPTERS.values(), _REST)}
    for subject in found:
        by_name[subject.chapter].append(subject)
    return [Chapter(name, tuple(under)) for name, under in by_name.items() if under]


def matching(words: str) -> list[Subject]:
    """Give the calculators in whose name, title, register id or inputs every word occurs."""
    wanted = words.casefold().split()
    found = (one for one in CALCULATORS.values() if all(word in _said_of(one) for word in wanted))
    return subjects(found)


def near(name: str) -> str:
    """Give the declared name most like this one, or an empty text."""
    meant = name.casefold().replace("_", "-").replace(" ", "-")
    return next(iter(difflib.get_close_matches(meant, CALCULATORS, n=1)), "")


def attempt(calculator: Calculator, given: Mapping[str, str]) -> Attempt:
    """Ask with the text of each input; every input that cannot stand gets its own sentence."""
    wrong = {
        one.name: sentence
        for one in calculator.inputs
        if (sentence := _refusal(one, given.get(one.name, "")))
    }
    if wrong:
        return Attempt(wrong=wrong)
    try:
        return Attempt(calculator.compute(given))
    except FormulaError as refused:
        return _laid_at(calculator, str(refused))
    except ZeroDivisionError:
        return Attempt(whole=NO_NUMBER)


def _refusal(one: Input, text: str) -> str:
    """Say why this text cannot be the input; an empty text says that it can."""
    if not text.strip():
        example = one.kind.example
        return "" if one.optional else f"Fill this in, for example {example}: {one.meaning}."
    try:
        if len(text) > LONGEST:
            limit = f"at most {LONGEST} characters"
            raise OutOfRange(one.name.replace("_", " "), f"{len(text)} characters long", limit)
        one.read(text)
    except FormulaError as refused:
        return str(refused)
    return ""


def _laid_at(calculator: Calculator, sentence: str) -> Attempt:
    """Lay a refusal at the input it speaks of, where its sentence begins with one."""
    for one in calculator.inputs:
        if sentence.startswith(f"The {one.name.replace('_', ' ')} "):
            return Attempt(wrong={one.name: sentence})
    return Attempt(whole=sentence)


def _subject(module: str, calculators: tuple[Calculator, ...]) -> Subject:
    name = module.rpartition(".")[2].replace("_", " ").capitalize()
    about = (sys.modules[module].__doc__ or "").strip().partition("\n\n")[0]
    return Subject(name, " ".join(about.split()), calculators)


def _said_of(one: Calculator) -> str:
    inputs = " ".join(f"{each.name} {each.meaning}" for each in one.inputs)
    outputs = " ".join(each.name for each in one.outputs)
    said = f"{one.name} {one.formula} {one.title} {one.run.__module__} {inputs} {outputs}"
    return f"{said} {said.replace('-', ' ').replace('_', ' ')}".casefold()
