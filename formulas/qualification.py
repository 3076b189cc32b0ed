"""The run of published problems: this installation reckons as the field does.

What a case proves depends on its verdict: a right answer must be met; one wrong in print must be
missed, and the right one met where the case gives it; a refusal must be a refusal; an ambiguous
case decides nothing; and a case that no calculator here answers never counts as passed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from formulas.case_file import REFUSED, Case, Verdict, read_cases, require_own_ids
from formulas.catalogue import CALCULATORS
from formulas.errors import FormulaError, MissingInput, OtherKind, OutOfRange, UnknownInput
from formulas.number import plain_number
from formulas.quantity import Quantity, like, make, number, qty, show
from formulas.units import unit

FOLDER = Path(__file__).with_name("cases")
_REGISTER_ID = re.compile(r"F[0-9]{2}")
_WIDEST = 10  # a tolerance of more times the answer would let an error by a power of ten pass


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
    """Give the outcome of a case that was asked and decides something."""
    return Outcome.PASSED if passed else Outcome.FAILED


def counted(results: Iterable[CaseResult]) -> dict[str, int]:
    """Count the results by outcome."""
    each = [one.outcome for one in results]
    return {str(outcome): each.count(outcome) for outcome in Outcome}


def shipped() -> tuple[Path, ...]:
    """Give the files of cases that come with First Air, in order."""
    return tuple(sorted(FOLDER.glob("*.toml")))


def run(*files: Path) -> list[CaseResult]:
    """Run every case of the given files, or of those that come with First Air.

    Raises BadCase where a file cannot be read as cases; then none was run.
    """
    cases = [case for file in files or shipped() for case in read_cases(file)]
    require_own_ids(", ".join(dict.fromkeys(file.name for file in files)), cases)
    return [run_case(case) for case in cases]


def run_case(case: Case) -> CaseResult:
    """Answer one case, and hold the answer against what it expects."""
    declared = CALCULATORS.get(case.calculator.replace("_", "-"))
    if declared is None:
        return _result(case, _nobody(case.calculator), Outcome.NOT_APPLICABLE)
    if case.output and case.output not in {out.name for out in declared.outputs}:
        known = ", ".join(out.name for out in declared.outputs)
        return _failed(case, f"{declared.name} gives no {case.output!r}, but {known}")
    try:
        got = declared.compute(case.inputs).output(case.output or declared.outputs[0].name)
    except (UnknownInput, MissingInput) as slip:
        return _failed(case, str(slip))
    except FormulaError as refusal:
        return _settled(case, f"refused: {refusal}", right=_rightly_refused(case, str(refusal)))
    except Exception as trouble:  # noqa: BLE001 - one broken case must not hide the others
        return _failed(case, f"the calculator broke off: {type(trouble).__name__}: {trouble}")
    return _held(case, got)


def _nobody(name: str) -> str:
    """Say why no calculator answers, and which might."""
    bearing = [one.name for one in CALCULATORS.values() if one.formula == name]
    if bearing:
        return f"{name} is an id of the register; name the calculator: {', '.join(bearing)}"
    if _REGISTER_ID.fullmatch(name):
        return f"no calculator for {name}"
    return f"no calculator is called {name!r}"


def _rightly_refused(case: Case, sentence: str) -> bool:
    wanted = case.engine_expected if case.verdict.wrong_in_print else case.expected
    return wanted == REFUSED and case.refusal.lower() in sentence.lower()


def _held(case: Case, got: Quantity | str) -> CaseResult:
    """Hold an answer against what the case expects; what cannot be read fails."""
    shown = got if isinstance(got, str) else show(got)
    try:
        return _settled(case, shown, right=_right(got, case))
    except FormulaError as trouble:
        return _failed(case, f"{shown}; the case itself cannot be read: {trouble}")


def _right(got: Quantity | str, case: Case) -> bool:
    """Where the print is wrong its answer must be missed, and the right one met if it is given."""
    if not case.verdict.wrong_in_print:
        return _meets(got, case.expected, case.tolerance)
    if not case.engine_expected:
        return not _meets(got, case.expected, case.tolerance)
    return _meets(got, case.engine_expected, case.tolerance) and _misses_print(got, case)


def _misses_print(got: Quantity | str, case: Case) -> bool:
    try:
        return not _meets(got, case.expected, case.tolerance)
    except OtherKind:
        return True  # printed in a unit that measures something else, and so wrong in any case


def _meets(got: Quantity | str, wanted: str, tolerance: str) -> bool:
    """Tell whether an answer lies within the tolerance.

    Raises FormulaError where the figures of the case cannot be read, measure something else, or
    allow so much that they prove nothing.
    """
    if wanted == REFUSED:
        return False
    if isinstance(got, str):
        return got == " ".join(wanted.split())
    target = measured(wanted)
    allowed = allowance(tolerance, target)
    _require_to_prove(tolerance, allowed, target)
    return abs(got.to(target.unit) - target) <= allowed


def _require_to_prove(tolerance: str, allowed: Quantity, target: Quantity) -> None:
    """Refuse a tolerance below nothing, or so wide that any answer would do.  Raises OutOfRange."""
    wide = _WIDEST * abs(target.exact)
    if allowed.exact < 0 or (wide and not target.unit.offset and allowed.exact > wide):
        what = "tolerance"
        wanted = f"nought or more, and at most {_WIDEST} times the answer"
        raise OutOfRange(what, tolerance, wanted)


def measured(text: str) -> Quantity:
    """Read a figure with its unit, or a plain number.  Raises FormulaError."""
    text = _apart(text)
    return qty(text) if " " in text else number(plain_number(text))


def allowance(text: str, target: Quantity) -> Quantity:
    """Read a tolerance: a bare figure in the answer's unit, a quantity, or a share in percent.

    Where the answer is itself in percent, "1 percent" is a quantity: one percent point. No text is
    no tolerance.  Raises FormulaError.
    """
    figure, _, name = _apart(text).partition(" ")
    size = like(plain_number(figure or "0"), target)
    if target.unit.offset:
        size = make(size.exact, unit("K"))  # two temperatures differ by kelvins
    if not name or name == str(target.unit):
        return size
    if name in {"percent", "%"} and str(target.unit) != "percent":
        return abs(target) * size.exact / 100
    return qty(_apart(text)).to(size.unit)


def _apart(text: str) -> str:
    """Write "5%" as "5 %"."""
    return re.sub(r"(?<=[0-9])%", " %", " ".join(text.split()))


def _settled(case: Case, got: str, *, right: bool) -> CaseResult:
    if case.verdict is Verdict.AMBIGUOUS:
        return _result(case, got, Outcome.AMBIGUOUS)
    return _result(case, got, outcome(passed=right))


def _failed(case: Case, got: str) -> CaseResult:
    return _result(case, got, Outcome.FAILED)


def _result(case: Case, got: str, became: Outcome) -> CaseResult:
    expected = case.expected
    if case.verdict.wrong_in_print:
        right = case.engine_expected or "any other answer"
        expected = f"{right}, not {case.expected} as printed"
    elif case.tolerance and case.expected != REFUSED:
        expected = f"{case.expected} ± {case.tolerance}"
    return CaseResult(
        case.id, case.question or _asked(case), expected, got, became, case.source, case.calculator
    )


def _asked(case: Case) -> str:
    told = {n: v if isinstance(v, str) else "; ".join(v) for n, v in case.inputs.items()}
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in told.items())
