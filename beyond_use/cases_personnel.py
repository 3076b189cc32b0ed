"""Published scenarios of people, and their run."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from beyond_use.category import Category
from beyond_use.garbing import initial_garbing, still_needed
from beyond_use.law import Law, in_force_on
from beyond_use.media_fill import passed_media_fill
from beyond_use.personnel import qualified
from beyond_use.personnel_facts import Fingertip, Garbing, MediaFill, Person, Stage, Training
from beyond_use.reason import State
from formulas.qualification import CaseResult, outcome

PERSONNEL = Path(__file__).with_name("cases") / "personnel.toml"

Case = Mapping[str, Any]

_DAY = date(2026, 11, 22)
_DONE = date(2026, 8, 3)  # of what a case does not date
_LAST_LOOK = 14  # the day on which a case's media fill is read, where it does not say another
_WEEK = timedelta(days=7)
_WARM = Stage(_WEEK, Decimal(31), Decimal(34))
_COOL = Stage(_WEEK, Decimal(21), Decimal(24))
_STAGES = (_WARM, _COOL)


def run(path: Path = PERSONNEL) -> list[CaseResult]:
    """Run every case on file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    runners = {"initial": _initial, "media_fill": _media_fill, "today": _today}
    return [runners[kind](case) for kind, cases in data.items() for case in cases]


def _initial(case: Case) -> CaseResult:
    law = in_force_on(_DAY)
    tests = tuple(
        _garbing(_DONE + timedelta(days=number), total)
        for number, total in enumerate(case["counts"])
    )
    state = initial_garbing(Person("a person", initial=tests), law).state
    needed = still_needed(tests, law)
    question = f"first fingertip samples, both hands together: {case['counts']} CFU"
    expected = f"{case['state']}, {case['still_needed']} still to come"
    return _result(case, question, expected, f"{state}, {needed} still to come")


def _media_fill(case: Case) -> CaseResult:
    law = in_force_on(_DAY)
    fill = _filled(_DONE, case)
    state = _state(passed_media_fill(fill, law))
    question = (
        f"media fill, {'growth' if fill.growth else 'no growth'} on day {case.get('day', 14)}, "
        f"{fill.fingertip.total} CFU of both hands, {fill.surface} CFU of the surface"
    )
    got, expected = str(state), case["state"]
    if case.get("repeated", False):
        expected = f"{expected}, all three parts repeated"
        got = f"{got}{', all three parts repeated' if _repeats(fill, law) else ''}"
    return _result(case, question, expected, got)


def _today(case: Case) -> CaseResult:
    today = case["today"]
    person = Person(
        "a person",
        training=(Training(_DONE, passed=True),),
        initial=tuple(_garbing(_DONE, 0) for _ in range(3)),
        media_fills=(_filled(case.get("media_fill", _DONE), case),),
        last_compounded=case.get("last_compounded", today),
    )
    reasons = qualified(person, Category.TWO, today, in_force_on(today))
    unmet = [reason.rule for reason in reasons if reason.state is State.NOT_MET]
    question = f"media fill {person.media_fills[0].done}, last compounded {person.last_compounded}"
    expected = f"not met: {', '.join(case['unmet'])}"
    return _result(case, f"{question}, on {today}", expected, f"not met: {', '.join(unmet)}")


def _repeats(fill: MediaFill, law: Law) -> bool:
    person = Person("a person", media_fills=(fill,))
    day = fill.read or fill.done
    return any(one.rule == "PE-7" for one in qualified(person, Category.TWO, day, law))


def _garbing(taken: date, total: int) -> Garbing:
    return Garbing(garbed_right=True, fingertip=Fingertip(taken, 0, total, _STAGES))


def _filled(done: date, case: Case) -> MediaFill:
    return MediaFill(
        done=done,
        growth=case.get("growth", False),
        read=done + timedelta(days=case.get("day", _LAST_LOOK)),
        fingertip=Fingertip(done, case.get("left", 0), case.get("right", 0)),
        surface=case.get("surface", 0),
        stages=_STAGES,
    )


def _state(passed: bool | None) -> State:  # noqa: FBT001 - None is one of its values
    return State.NOT_KNOWN if passed is None else State.MET if passed else State.NOT_MET


def _result(case: Case, question: str, expected: str, got: str) -> CaseResult:
    source = f"{', '.join(case['rules'])}: {case['source']} ({case['status']})"
    return CaseResult(case["id"], question, expected, got, outcome(passed=got == expected), source)
