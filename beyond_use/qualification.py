"""Published rule scenarios as data, and their run: this installation judges as the sources do."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from beyond_use import cases_bud
from beyond_use.law import in_force_on
from beyond_use.rooms import RoomKind, room_limits
from formulas.qualification import CaseResult, outcome

PUBLISHED = Path(__file__).with_name("cases") / "published.toml"

_DAY = date(2026, 11, 23)


def shipped() -> tuple[Path, ...]:
    """Give the files of cases that come with First Air."""
    return (cases_bud.CASES, PUBLISHED)


def run() -> list[CaseResult]:
    """Run every case on file."""
    return [*cases_bud.run(), *rooms()]


def rooms(path: Path = PUBLISHED) -> list[CaseResult]:
    """Run the cases of rooms."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return [_air(case) for case in data["air"]]


def _air(case: Mapping[str, Any]) -> CaseResult:
    limits = room_limits(RoomKind[case["room"]], in_force_on(_DAY))
    (limit,) = (one for one in limits if one.quantity == case["quantity"])
    within = limit.keeps(limit.read(case["value"], case["unit"]))
    question = f"{RoomKind[case['room']]}: {case['quantity']} {case['value']} {case['unit']}"
    expected, got = _within(within=case["within"]), _within(within=within)
    rules = ", ".join(case["rules"])
    source = f"{rules}: {case['source']} ({case['status']})"
    return CaseResult(case["id"], question, expected, got, outcome(passed=expected == got), source)


def _within(*, within: bool) -> str:
    return "within" if within else "beyond"
