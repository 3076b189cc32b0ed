"""Published rule scenarios as data, and their run: this installation dates as the sources do."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from beyond_use.clock import last_whole_day, local_text, place_of
from beyond_use.csp import (
    Area,
    Component,
    Preparation,
    Process,
    Stability,
    Sterility,
    Storage,
    expiry_after_receipt,
    expiry_of_day,
    expiry_of_month,
)
from beyond_use.decide import beyond_use
from beyond_use.errors import NoDate
from beyond_use.law import in_force_on
from beyond_use.rooms import RoomKind, room_limits
from formulas.qualification import CaseResult, outcome

PUBLISHED = Path(__file__).with_name("cases") / "published.toml"

ZONE = "America/New_York"
_START = "2026-11-23T09:00"
_FAR = expiry_of_month(2030, 12, ZONE)
_OUTLASTS = "1000 day"


def shipped() -> tuple[Path, ...]:
    """Give the files of cases that come with First Air."""
    return (PUBLISHED,)


def run(path: Path = PUBLISHED) -> list[CaseResult]:
    """Run every case on file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    dated = [_date(case) for case in data.get("date", [])]
    aired = [_air(case) for case in data.get("air", [])]
    return [*dated, *aired, *(_label(case) for case in data.get("label", []))]


def _date(case: Mapping[str, Any]) -> CaseResult:
    start = _local(case.get("start", _START))
    storage = Storage[case["storage"]]
    law = in_force_on(start.date())
    question = f"{case.get('area', 'SUITE').lower()}, {storage}, from {local_text(start, ZONE)}"
    try:
        answer = beyond_use(_preparation(case, start), storage, law)
    except NoDate as refusal:
        got = "; ".join(refusal.reasons)
        wanted = case.get("none")
        passed = wanted is not None and wanted in got
        return _result(case, question, f"no date: {wanted}", got, passed=passed)
    until, kind = _expected(case, start)
    got = f"{answer.until_local} by {answer.decided_by.kind}"
    passed = got == f"{until} by {kind}"
    return _result(case, question, f"{until} by {kind}", got, passed=passed)


def _preparation(case: Mapping[str, Any], start: datetime) -> Preparation:
    sterile = not case.get("nonsterile", False)
    lasts = _length(case.get("stability", _OUTLASTS))
    cited = Stability(Storage[case["storage"]], lasts, "the case itself", confirmed=False)
    return Preparation(
        started_at=start,
        zone=ZONE,
        area=Area[case.get("area", "SUITE")],
        process=Process[case.get("process", "ASEPTIC")],
        sterility=Sterility[case.get("sterility", "NOT_TESTED")],
        components=(Component("component", "1", _expiry(case), None, sterile),),
        stability=(cited,),
        frozen_closure="the case itself" if case.get("frozen_closure", False) else "",
        injectable=case.get("injectable"),
    )


def _expiry(case: Mapping[str, Any]) -> datetime:
    if "received" in case:
        received = date.fromisoformat(case["received"])
        return expiry_after_receipt(received, ZONE, in_force_on(_local(_START).date()))
    match case.get("expires", "").split("-"):
        case [year, month]:
            return expiry_of_month(int(year), int(month), ZONE)
        case [_, _, _]:
            return expiry_of_day(date.fromisoformat(case["expires"]), ZONE)
        case _:
            return _FAR


def _expected(case: Mapping[str, Any], start: datetime) -> tuple[str, str]:
    kind = case.get("decided_by", "table")
    if "until" in case:
        return case["until"], kind
    return local_text(start + _length(case.get("lasts", "0 h")), ZONE), kind


def _air(case: Mapping[str, Any]) -> CaseResult:
    limits = room_limits(RoomKind[case["room"]], in_force_on(_local(_START).date()))
    (limit,) = (one for one in limits if one.quantity == case["quantity"])
    within = limit.keeps(limit.read(case["value"], case["unit"]))
    question = f"{RoomKind[case['room']]}: {case['quantity']} {case['value']} {case['unit']}"
    expected, got = _within(within=case["within"]), _within(within=within)
    return _result(case, question, expected, got, passed=expected == got)


def _label(case: Mapping[str, Any]) -> CaseResult:
    until = _local(case["until"])
    got = last_whole_day(until, ZONE).isoformat()
    question = f"a label without the hour, for {local_text(until, ZONE)}"
    return _result(case, question, case["last_day"], got, passed=got == case["last_day"])


def _result(
    case: Mapping[str, Any], question: str, expected: str, got: str, *, passed: bool
) -> CaseResult:
    rules = ", ".join(case["rules"])
    source = f"{rules}: {case['source']} ({case['status']})"
    return CaseResult(case["id"], question, expected, got, outcome(passed=passed), source)


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=place_of(ZONE))


def _length(text: str) -> timedelta:
    figure, unit = text.split(" ")
    return timedelta(days=int(figure)) if unit == "day" else timedelta(hours=int(figure))


def _within(*, within: bool) -> str:
    return "within" if within else "beyond"
