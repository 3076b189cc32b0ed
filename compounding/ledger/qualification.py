"""Published scenarios of signed records as data, and their run by the outsider's own verifier."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from compounding.ledger.canonical import canonical, digest
from compounding.ledger.verify_record import DoesNotStandError, check_record
from formulas.qualification import CaseResult, outcome

__all__ = ["run", "shipped"]

SIGNATURES = Path(__file__).with_name("cases") / "signatures.toml"


def shipped() -> tuple[Path, ...]:
    """Give the files of cases that come with First Air."""
    return (SIGNATURES,)


def run(path: Path = SIGNATURES) -> list[CaseResult]:
    """Run every case on file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return [_signed(case) for case in data["signed"]]


def _signed(case: Mapping[str, Any]) -> CaseResult:
    entry = {"after": {"record_digest": digest(case["signed"])}}
    got = _told(holds=_stands(canonical(case["shown"]), entry))
    expected = _told(holds=case["holds"])
    source = f"{', '.join(case['rules'])}: {case['source']} ({case['status']})"
    passed = outcome(passed=got == expected)
    return CaseResult(case["id"], case["question"], expected, got, passed, source)


def _stands(record: bytes, entry: dict[str, Any]) -> bool:
    try:
        check_record(record, entry)
    except DoesNotStandError:
        return False
    return True


def _told(*, holds: bool) -> str:
    return "the signature holds" if holds else "the signature does not hold"
