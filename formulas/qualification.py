"""Published problems as data, and their run: this installation reckons as the field does.

A case names a calculator, its inputs as text, an output and what is expected of it. What a case
proves depends on its verdict: a right answer must be met; one wrong in print must be missed, and
the right one met where the case gives it; a refusal must be a refusal; an ambiguous case decides
nothing; and a case that no calculator of this installation answers never counts as passed.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from formulas.catalogue import CALCULATORS, calculator
from formulas.errors import BadCase, FormulaError
from formulas.number import plain_number
from formulas.quantity import Quantity, converted, like, number, qty, show
from formulas.working import Working

FOLDER = Path(__file__).with_name("cases")
REFUSED = "refused"

RIGHT = frozenset({"agrees", "convention", "negative", "computed"})
WRONG = frozenset({"published_wrong", "rounding_error"})
AMBIGUOUS = "ambiguous"


class Outcome(StrEnum):
    """What became of a case; each is counted apart."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not applicable"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class CaseResult:
    """One case: what was asked, what was expected, what came out, and what follows."""

    id: str
    question: str
    expected: str
    got: str
    outcome: Outcome
    source: str
    calculator: str = ""

    @property
    def passed(self) -> bool:
        """Tell whether the case was asked, answered and answered rightly."""
        return self.outcome is Outcome.PASSED


def outcome(*, passed: bool) -> Outcome:
    """Give the outcome of a case that was asked."""
    return Outcome.PASSED if passed else Outcome.FAILED


def run(*files: Path) -> list[CaseResult]:
    """Run every case of the given files, or of those that come with First Air.

    Raises BadCase where a file cannot be read as cases.
    """
    chosen = files or tuple(sorted(FOLDER.glob("*.toml")))
    return [run_case(case) for file in chosen for case in read_cases(file)]


def read_cases(file: Path) -> list[Mapping[str, Any]]:
    """Read a file of cases: TOML with [[case]] tables, or the same as JSON.  Raises BadCase."""
    text = file.read_text(encoding="utf-8")
    try:
        data = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except ValueError as trouble:
        raise BadCase(file.name, f"it is not readable as a file of cases ({trouble})") from trouble
    cases = data if isinstance(data, list) else data.get("case", data.get("cases"))
    if not isinstance(cases, list):
        raise BadCase(file.name, "it holds no list of cases")
    return [_sound(file.name, place, case) for place, case in enumerate(cases, start=1)]


def run_case(case: Mapping[str, Any]) -> CaseResult:
    """Answer one case, and hold the answer against what it expects."""
    name = str(case["calculator"])
    if name not in CALCULATORS:
        return _result(case, f"no calculator is called {name!r}", Outcome.NOT_APPLICABLE)
    try:
        working = calculator(name).compute(case["inputs"])
        got = _answer(working, case)
    except FormulaError as refusal:
        refused = case["expected"] == REFUSED or case.get("engine_expected") == REFUSED
        return _result(case, f"refused: {refusal}", _settled(case, right=refused))
    if isinstance(got, str):
        return _result(case, got, _settled(case, right=got == case["expected"]))
    return _result(case, show(got), _settled(case, right=_right(got, case)))


def _settled(case: Mapping[str, Any], *, right: bool) -> Outcome:
    return Outcome.AMBIGUOUS if case["verdict"] == AMBIGUOUS else outcome(passed=right)


def _right(got: Quantity, case: Mapping[str, Any]) -> bool:
    """Where the print is wrong its answer must be missed, and the right one met if it is given."""
    meets_print = _near(got, case["expected"], case)
    if case["verdict"] not in WRONG:
        return meets_print
    known = case.get("engine_expected")
    return not meets_print and (known is None or _near(got, known, case))


def _near(got: Quantity, wanted: str, case: Mapping[str, Any]) -> bool:
    if wanted == REFUSED:
        return False
    target = _measured(wanted)
    allowed = _tolerance(str(case.get("tolerance", "0")), target)
    return abs(converted(got, str(target.unit), "answer") - target) <= allowed


def _measured(text: str) -> Quantity:
    return qty(text) if " " in text.strip() else number(plain_number(text))


def _tolerance(text: str, target: Quantity) -> Quantity:
    """Read a tolerance: with a unit of its own, a share in percent, or in the answer's unit."""
    figure, _, name = text.strip().partition(" ")
    if name == "percent":
        return abs(target) * plain_number(figure) / 100
    return qty(text).to(target.unit) if name else like(plain_number(figure), target)


def _answer(working: Working, case: Mapping[str, Any]) -> Quantity | str:
    name = case.get("output") or working.outputs[0].name
    if name not in {out.name for out in working.outputs}:
        raise BadCase(str(case["id"]), f"{working.calculator} gives no {name!r}")
    return working.output(name)


def _result(case: Mapping[str, Any], got: str, became: Outcome) -> CaseResult:
    inputs = ", ".join(f"{name} {value}" for name, value in case["inputs"].items())
    expected = str(case["expected"])
    if case["verdict"] in WRONG:
        right = case.get("engine_expected", "any other answer")
        expected = f"{right}, not {case['expected']} as printed"
    return CaseResult(
        str(case["id"]),
        str(case.get("question", inputs)),
        expected,
        got,
        became,
        str(case.get("source", "")),
        str(case["calculator"]),
    )


_NEEDED = ("id", "calculator", "inputs", "expected", "verdict", "source")


def _sound(file: str, place: int, case: Any) -> Mapping[str, Any]:  # noqa: ANN401 - whatever the file holds
    """Refuse a case that lacks what every case needs."""
    if not isinstance(case, dict):
        raise BadCase(file, f"case {place} is not a table")
    where = f"{file}, case {case.get('id', place)}"
    for key in _NEEDED:
        if key not in case:
            raise BadCase(where, f"{key} is missing")
    if not isinstance(case["inputs"], dict):
        raise BadCase(where, "inputs must be a table of name and value")
    known = RIGHT | WRONG | {AMBIGUOUS}
    if case["verdict"] not in known:
        raise BadCase(
            where, f"the verdict {case['verdict']!r} is none of {', '.join(sorted(known))}"
        )
    return case


def counted(results: list[CaseResult]) -> dict[str, int]:
    """Count the results by outcome."""
    return {str(each): sum(one.outcome is each for one in results) for each in Outcome}
