"""What a calculator and its answer say as text for a terminal and as data for a program."""

import shlex
from collections.abc import Mapping
from typing import Any

from formulas.calculator import Calculator, Input
from formulas.number import digits_of, fixed, terminates
from formulas.quantity import Quantity
from formulas.units import NUMBER
from formulas.working import Output, Working
from webapp.calc.asking import subjects
from webapp.calc.writing import writing

FEW = 8  # units and names told in one line
NOT_AN_ORDER = "For checking only. This is not an order, and it stands in no record."
NOT_CONFIRMED = "This rests on a figure that nobody has confirmed against a licensed source."
_UNCHECKED = ("unconfirmed", "not confirmed", "recalled", "not checked")


def listed(calculator: Calculator) -> dict[str, Any]:
    """Tell one calculator as data: its name, register id, inputs and outputs."""
    return {
        "name": calculator.name,
        "formula": calculator.formula,
        "title": calculator.title,
        "inputs": [
            {
                "name": one.name,
                "dimension": one.kind.name,
                "meaning": one.meaning,
                "optional": one.optional,
                "many": one.many,
                "offered": list(writing(one).all),
                "example": one.kind.example,
            }
            for one in calculator.inputs
        ],
        "outputs": [{"name": out.name, "dimension": out.kind.name} for out in calculator.outputs],
        "source": calculator.source,
        "example": dict(calculator.example),
    }


def list_as_text() -> str:
    """Print every calculator in one line, by subject."""
    blocks = []
    for subject in subjects():
        width = max(len(one.name) for one in subject.calculators)
        lines = [f"  {one.name:{width}}  {one.formula}  {one.title}" for one in subject.calculators]
        blocks.append("\n".join([subject.name, *lines]))
    return "\n\n".join(blocks)


def answered(working: Working, calculator: Calculator) -> dict[str, Any]:
    """Tell a finished calculation as data: numbers are plain decimal text, exact where they end."""
    return {
        "calculator": working.calculator,
        "formula": working.formula,
        "title": working.title,
        "inputs": dict(working.given),
        "outputs": {out.name: _value(out) for out in working.outputs},
        "exact": working.exact,
        "unconfirmed": is_unconfirmed(working, calculator),
        "warnings": list(working.warnings),
        "working": working.as_text().splitlines(),
        "lines": working.to_dict()["lines"],
    }


def answered_as_text(working: Working, calculator: Calculator) -> str:
    """Print a finished calculation: every line, the answers, the source."""
    lines = [working.as_text(), f"Answer: {working.told}", f"Source: {calculator.source}"]
    if is_unconfirmed(working, calculator):
        lines.append(NOT_CONFIRMED)
    return "\n".join([*lines, NOT_AN_ORDER])


def explained(calculator: Calculator) -> str:
    """Print what a calculator is for, what it takes, and its worked example."""
    outputs = ", ".join(f"{out.name} ({out.kind.name})" for out in calculator.outputs)
    return "\n".join(
        [
            f"{calculator.name}: {calculator.title} [{calculator.formula}]",
            calculator.explanation,
            "",
            "Inputs",
            *(_input_as_text(one) for one in calculator.inputs),
            f"Answers: {outputs}",
            f"Source: {calculator.source}",
            "",
            "Example",
            f"  {as_command(calculator.name, calculator.example)}",
            *("  " + line for line in example_of(calculator).as_text().splitlines()),
        ]
    )


def example_of(calculator: Calculator) -> Working:
    """Run the worked example."""
    return calculator.compute(calculator.example)


def as_command(name: str, given: Mapping[str, str]) -> str:
    """Write the command that asks for this.

    >>> as_command("draw-volume", {"dose": "20 mEq", "strength": "2 mEq/mL"})
    'firstair calc draw-volume dose="20 mEq" strength="2 mEq/mL"'
    """
    words = [f'{key}="{value}"' if _quotable(value) else shlex.quote(f"{key}={value}")
             for key, value in given.items()]  # fmt: skip
    return " ".join(["firstair calc", name, *words])


def is_unconfirmed(working: Working, calculator: Calculator) -> bool:
    """Tell whether a line, warning or the source names a figure that nobody has confirmed."""
    said = [
        calculator.source,
        *working.warnings,
        *(f"{line.source} {line.result}" for line in working.lines),
    ]
    return any(word in text.casefold() for text in said for word in _UNCHECKED)


def offered(one: Input) -> str:
    """Say which units, words or names an input takes, the first few of many."""
    names = writing(one).all
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more


def decimal_text(quantity: Quantity) -> str:
    """Print the number of a quantity: exact where its decimals end, else half-up at 34 digits.

    >>> from formulas.quantity import qty
    >>> decimal_text(qty("0.50 mL")), decimal_text(qty("1 mL") / 3)
    ('0.5', '0.3333333333333333333333333333333333')
    """
    exact = quantity.exact
    if not terminates(exact):
        return digits_of(exact, 34)
    text = fixed(exact, exact.denominator.bit_length())
    return text.rstrip("0").rstrip(".") if "." in text else text


def _value(out: Output) -> dict[str, str]:
    if isinstance(out.value, str):
        return {"value": out.value, "unit": "", "shown": out.shown}
    unit = "" if out.value.unit is NUMBER else str(out.value.unit)
    told = {"value": decimal_text(out.value), "unit": unit, "shown": out.shown}
    if not terminates(out.value.exact):
        told["ratio"] = f"{out.value.exact.numerator}/{out.value.exact.denominator}"
    return told


def _input_as_text(one: Input) -> str:
    told = " (optional)" if one.optional else ""
    several = "; several with ; between" if one.many else ""
    said = f"{one.kind.name}: {offered(one)}{several}"
    return f"  {one.name}{told}: {one.meaning}\n      {said}"


def _quotable(value: str) -> bool:
    return not set(value) & set('"$`\\!')
