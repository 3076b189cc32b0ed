"""Published scenarios of opened containers, batches and their tests, and their run."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from beyond_use.batch import Batch, Form, units_to_test
from beyond_use.category import Category
from beyond_use.clock import local_text, place_of
from beyond_use.csp import Storage, expiry_of_month
from beyond_use.endotoxin import endotoxin_asked
from beyond_use.in_use import Container, Label, Opened, in_use
from beyond_use.law import in_force_on
from beyond_use.multi_dose import MultiDose, after_opening
from beyond_use.overlay import chosen
from formulas.catalogue import CALCULATORS
from formulas.errors import FormulaError
from formulas.qualification import CaseResult, outcome

OPENED_AND_TESTED = Path(__file__).with_name("cases") / "opened_and_tested.toml"

_ZONE = "America/New_York"
_FAR = expiry_of_month(2030, 12, _ZONE)
_ALLIGATION = ("high", "low", "target", "final")
_DAY = date(2026, 11, 23)

Case = Mapping[str, Any]


def run(path: Path = OPENED_AND_TESTED) -> list[CaseResult]:
    """Run every case on file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    runners = {
        "in_use": _in_use,
        "drops": _drops,
        "sample": _sample,
        "endotoxin": _endotoxin,
        "alligation": _alligation,
    }
    return [runners[kind](case) for kind, cases in data.items() for case in cases]


def _in_use(case: Case) -> CaseResult:
    now = _local(case["now"])
    law = in_force_on(now.date(), chosen(case.get("overlays", ())))
    opened = Opened(
        container=Container[case["container"]],
        opened_at=_local(case["opened"]),
        zone=_ZONE,
        own_date=_FAR,
        in_iso_5=case.get("in_iso_5"),
        storage_kept=case.get("storage_kept", True),
        label=_label(case),
        entries=case.get("entries"),
    )
    told = in_use(opened, now, law)
    question = f"{opened.container} opened {case['opened']}, asked at {case['now']}"
    day = told.until.astimezone(place_of(_ZONE)).date().isoformat() if told.until else "none"
    right_day = case.get("last_day", day) == day
    expected = f"{_may(allowed=case['allowed'])} {case.get('last_day', case.get('because', ''))}"
    passed = told.allowed is case["allowed"] and right_day and case.get("because", "") in told.told
    return _result(case, question, expected, told.told, passed=passed)


def _label(case: Case) -> Label:
    hours = case.get("label_hours", 0) + 24 * case.get("label_days", 0)
    lasts = timedelta(hours=hours) if hours else None
    return Label(lasts, single_penetration=case.get("single_penetration", False))


def _drops(case: Case) -> CaseResult:
    opened_at, storage = _local(case["opened"]), Storage[case["storage"]]
    drops = MultiDose(
        preserved=False,
        aqueous=True,
        topical=True,
        effective=None,
        one_patient=True,
        category=Category.TWO,
        beyond_use=_FAR,
        zone=_ZONE,
    )
    told = after_opening(drops, opened_at, storage, opened_at, in_force_on(opened_at.date()))
    got = local_text(told.until, _ZONE) if told.until else told.told
    question = f"eye drops without preservative opened {case['opened']}, {storage}"
    return _result(case, question, case["until"], got, passed=got == case["until"])


def _sample(case: Case) -> CaseResult:
    form = Form[case["form"]]
    got = units_to_test(case["final_yield"], form, in_force_on(_DAY)).units
    question = f"units to test for sterility of {case['final_yield']}, {form}"
    return _result(case, question, str(case["units"]), str(got), passed=got == case["units"])


def _endotoxin(case: Case) -> CaseResult:
    category, form = Category(case["category"]), Form[case["form"]]
    tested = case.get("tested", category is Category.THREE)
    batch = Batch(1, form, category, case.get("nonsterile"), tested)
    strength, row = endotoxin_asked(batch, in_force_on(_DAY))
    question = f"endotoxin test of {category}, {form}"
    got = f"{strength} ({row.rule})"
    return _result(case, question, case["asked"], got, passed=strength == case["asked"])


def _alligation(case: Case) -> CaseResult:
    asked = {name: case[name] for name in _ALLIGATION}
    question = f"alligation of {case['high']} and {case['low']} to {case['target']}"
    try:
        got = CALCULATORS["mix-two"].compute(asked).told
    except FormulaError as refusal:
        got = f"refused: {refusal}"
    passed = got.startswith("refused") and case["refused"] in got
    return _result(case, question, f"refused: {case['refused']}", got, passed=passed)


def _result(case: Case, question: str, expected: str, got: str, *, passed: bool) -> CaseResult:
    source = f"{', '.join(case['rules'])}: {case['source']} ({case['status']})"
    return CaseResult(case["id"], question, expected, got, outcome(passed=passed), source)


def _may(*, allowed: bool) -> str:
    return "may be used" if allowed else "may not be used"


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=place_of(_ZONE))
