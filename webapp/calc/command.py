"""What `firstair calc` does with its words."""

import json
from collections.abc import Callable, Iterable

import click

from formulas.calculator import Calculator
from formulas.catalogue import CALCULATORS
from formulas.errors import FormulaError, UnknownCalculator
from webapp.calc.asking import NO_NUMBER, near
from webapp.calc.telling import answered, answered_as_text, explained, list_as_text, listed
from webapp.errors import BadWords

Say = Callable[[str], None]
BAD_INPUT = 2
_HELP = {"help", "--help", "-h"}


def calculate(words: tuple[str, ...], say: Say, *, as_json: bool) -> int:
    """Do what the words ask; give the exit code.

    What is refused is said on standard error in one plain sentence, and as data where data was
    asked for.
    """
    try:
        say(_answer(words, as_json=as_json))
    except (FormulaError, BadWords, ZeroDivisionError) as refused:
        sentence = NO_NUMBER if isinstance(refused, ZeroDivisionError) else str(refused)
        if as_json:
            say(_as_json({"error": sentence}))
        click.echo(sentence, err=True)
        return BAD_INPUT
    return 0


def _answer(words: tuple[str, ...], *, as_json: bool) -> str:
    name, rest = (words[0], words[1:]) if words else ("list", ())
    if name == "list":
        _take_nothing(name, rest)
        everything = [listed(one) for one in CALCULATORS.values()]
        return _as_json(everything) if as_json else list_as_text()
    if name in _HELP or _HELP & set(rest):
        wanted = [word for word in words if word not in _HELP]
        return _help(_found(wanted[0]) if wanted else None, as_json=as_json)
    calculator = _found(name)
    working = calculator.compute(_given(rest))
    return (
        _as_json(answered(working, calculator))
        if as_json
        else answered_as_text(working, calculator)
    )


def _help(calculator: Calculator | None, *, as_json: bool) -> str:
    if calculator is None:
        return "firstair calc help NAME explains one calculator; these there are:\n\n" + (
            list_as_text()
        )
    return _as_json(listed(calculator)) if as_json else explained(calculator)


def _given(words: Iterable[str]) -> dict[str, str]:
    """Part each "key=value unit"; a key twice or without "=" is refused."""
    given: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        key = key.strip().replace("-", "_")
        if not equals or not key:
            raise BadWords(
                what=f"{word!r} names no input.",
                meaning="Nothing was calculated.",
                do='Write each as key="value unit", such as dose="20 mEq", within quotes.',
            )
        if key in given:
            raise BadWords(
                what=f"The input {key!r} is given twice.",
                meaning="Nothing was calculated.",
                do="Give each input once; several values of one input stand with ; between.",
            )
        given[key] = value
    return given


def _found(name: str) -> Calculator:
    if name in CALCULATORS:
        return CALCULATORS[name]
    refused = UnknownCalculator(name)
    if meant := near(name):
        refused.args = (f"{refused} Perhaps {meant!r} is meant.",)
    raise refused


def _take_nothing(name: str, rest: tuple[str, ...]) -> None:
    if rest:
        raise BadWords(
            what=f"{name!r} takes no further words, but {rest[0]!r} stands behind it.",
            meaning="Nothing was calculated.",
            do="Leave it out, or write a calculator's name in the place of list.",
        )


def _as_json(data: object) -> str:
    """Write ÷ and × as escapes, so that no terminal's encoding can spoil them."""
    return json.dumps(data, indent=2)
