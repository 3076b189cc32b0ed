"""Published problems as data, and their run: this installation reckons as the field does."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from formulas.calculator import calculator
from formulas.gravimetry import band, expected_mass
from formulas.units import Quantity, parts, qty, show

PUBLISHED = Path(__file__).with_name("cases") / "published.toml"

_EDGES = ("low", "high", "accept_low", "accept_high", "tell_low", "tell_high")


@dataclass(frozen=True)
class CaseResult:
    """One case: what was asked, what was expected, what came out, and whether that is right."""

    id: str
    question: str
    expected: str
    got: str
    passed: bool
    source: str


def run(path: Path = PUBLISHED) -> list[CaseResult]:
    """Run every case on file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    problems = [_problem(case) for case in data.get("case", [])]
    return problems + [_band(case) for case in data.get("band", [])]


def _problem(case: Mapping[str, Any]) -> CaseResult:
    """Answer one problem. Where the print is wrong, its answer must be missed."""
    declared = calculator(case["calculator"])
    inputs = [qty(case["inputs"][one.name]) for one in declared.inputs]
    got = declared.compute(*inputs).result
    tolerance = qty(case["tolerance"])
    right = _near(got, qty(case.get("engine", case["printed"])), tolerance)
    expected = case["printed"]
    if "engine" in case:
        right = right and not _near(got, qty(case["printed"]), tolerance)
        expected = f"{case['engine']}, not {case['printed']} as printed: {case['why']}"
    shown = show(got, 6) if _long(got) else show(got)
    return CaseResult(case["id"], case["question"], expected, shown, right, case["source"])


def _band(case: Mapping[str, Any]) -> CaseResult:
    target = expected_mass(qty(case["volume"]), qty(case["density"])).result
    reckoned = band(
        target, Decimal(case["tolerance"]), qty(case["uncertainty"]), qty(case["readability"])
    )
    edges = asdict(reckoned)
    wanted = {edge: case[edge] for edge in _EDGES if edge in case}
    got = {edge: show(edges[edge], 2) for edge in wanted}
    return CaseResult(
        case["id"], case["question"], _listed(wanted), _listed(got), got == wanted, case["source"]
    )


def _near(got: Quantity, wanted: Quantity, tolerance: Quantity) -> bool:
    return bool(abs(got - wanted) <= tolerance)


def _long(quantity: Quantity) -> bool:
    return len(parts(quantity)[0]) > len("1504.140000")


def _listed(edges: Mapping[str, str]) -> str:
    return ", ".join(f"{edge.replace('_', ' ')} {value}" for edge, value in edges.items())
