"""Published scenarios of dates, scope, immediate use, storage and time, run as files of facts."""

import copy
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from beyond_use.bud_answer import Answered, answer
from beyond_use.bud_told import line
from beyond_use.clock import floor_minute, local_text
from beyond_use.errors import BeyondUseError
from beyond_use.fact_kinds import instant, length
from beyond_use.lengths import end_of_length
from formulas.errors import BadCase
from formulas.qualification import CaseResult, outcome

CASES = Path(__file__).with_name("cases") / "bud.toml"

Said = Mapping[str, Any]

_EXPECTED = frozenset(
    {
        "allowed",
        "category",
        "decided_by",
        "decided_in",
        "in_scope",
        "label_day",
        "lasts",
        "says",
        "to_do",
        "until",
    }
)


def run(path: Path = CASES) -> list[CaseResult]:
    """Run every case of a file. Raises BadCase where one expects what no answer has."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return [_run(case, data["base"]) for case in data["case"]]


def facts_of(case: Said, bases: Said) -> dict[str, Any]:
    """Lay the facts of a case over its base, table by table."""
    facts: dict[str, Any] = copy.deepcopy(dict(bases[case["base"]]))
    for key, said in case.get("facts", {}).items():
        under = facts.get(key)
        facts[key] = under | said if isinstance(under, dict) and isinstance(said, dict) else said
    return facts


def _run(case: Said, bases: Said) -> CaseResult:
    expect = case["expect"]
    if unknown := sorted(expect.keys() - _EXPECTED):
        raise BadCase(case["id"], f"it expects {', '.join(unknown)}, which no answer has")
    facts = facts_of(case, bases)
    try:
        found = answer(case["id"], facts)
    except BeyondUseError as refused:
        return _result(case, facts, str(refused), passed=False)
    wanted = dict(_wanted(expect, facts))
    got = {key: value for key, value in _got(found, expect).items() if key in wanted}
    told = f"{line(found)}; {_told(got)}"
    return _result(case, facts, told, passed=got == wanted)


def _wanted(expect: Said, facts: Said) -> Iterator[tuple[str, object]]:
    """Give what is expected, a length of time as the instant at which it ends."""
    for key, value in expect.items():
        if key == "lasts":
            start = instant(facts["started_at"], facts["zone"], "start")
            end = end_of_length(start, length(value), facts["zone"])
            yield "until", local_text(floor_minute(end), facts["zone"])
        elif key in {"says", "decided_in"}:
            yield key, True
        else:
            yield key, value


def _got(found: Answered, expect: Said) -> dict[str, object]:
    decided = found.decided_by
    says = " ".join(reason.says for reason in found.every_reason)
    return {
        "allowed": found.allowed,
        "category": found.category,
        "decided_by": decided.kind.value if decided else None,
        "decided_in": decided is not None and expect.get("decided_in", "") in decided.because,
        "in_scope": found.scope.in_scope,
        "label_day": found.answer.label_day if found.answer else "",
        "says": expect.get("says", "") in says,
        "to_do": found.to_do,
        "until": local_text(found.until, found.zone) if found.until else None,
    }


def _result(case: Said, facts: Said, got: str, *, passed: bool) -> CaseResult:
    stored = facts.get("storage", "immediate use")
    start = instant(facts["started_at"], facts["zone"], "start")
    question = f"{case['kind']}: {stored}, from {local_text(start, facts['zone'])}"
    if note := case.get("note"):
        question = f"{question}; {note}"
    source = f"{', '.join(case['rules'])}: {case['source']} ({case['status']})"
    told = _told(case["expect"])
    return CaseResult(case["id"], question, told, got, outcome(passed=passed), source)


def _told(said: Said) -> str:
    return ", ".join(f"{key} {value}" for key, value in said.items())
