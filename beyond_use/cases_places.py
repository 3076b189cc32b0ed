"""Published scenarios of rooms, samples, storage, hazardous drugs and balances, and their run."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from beyond_use.air_class import Air
from beyond_use.balance import least_weight
from beyond_use.csp import Area
from beyond_use.facility import AirChanges, Room, room
from beyond_use.hazardous import Assessment, HazardousDrug, NioshTable, containment_of
from beyond_use.hazardous_rooms import HazardousUse, containment
from beyond_use.hazardous_work import Worn, transfer_device, worn
from beyond_use.hood import Hood, HoodKind, hood
from beyond_use.law import Law, in_force_on
from beyond_use.personnel_facts import Stage
from beyond_use.plates import one_plate
from beyond_use.reason import Effect, Reason, gravest
from beyond_use.rooms import RoomKind
from beyond_use.sampling import AirSample, Device, SurfaceSample, air_sample, surface_sample
from beyond_use.sampling_plan import LastSamples, schedule
from beyond_use.storage_temperature import Condition, Stretch, mean_kinetic, stored
from formulas.number import fixed
from formulas.qualification import CaseResult, outcome
from formulas.quantity import qty, show

PLACES = Path(__file__).with_name("cases") / "places.toml"

_DAY = date(2026, 11, 23)
_DIGITS = 2  # as published

Case = Mapping[str, Any]
Judged = tuple[str, tuple[Reason, ...]]


def run(path: Path = PLACES) -> list[CaseResult]:
    """Run every case on file."""
    law = in_force_on(_DAY)
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        _judged(case, *_JUDGES[kind](case, law)) if kind in _JUDGES else _OTHERS[kind](case, law)
        for kind, cases in data.items()
        for case in cases
    ]


def _room(case: Case, law: Law) -> Judged:
    facts = Room(
        "room",
        RoomKind[case.get("kind", "BUFFER")],
        Air(iso=case.get("iso", 7)),
        AirChanges(Decimal(case.get("total", "30")), Decimal(case.get("ceiling", "15"))),
        qty(case.get("pressure", "0.020 in_wc")),
        qty(case.get("temperature", "20 degC")),
        qty(case.get("humidity", "60 percent")),
        serves_hazardous=case.get("serves_hazardous", False),
        portable_air_device=False,
    )
    return f"{facts.kind}: {_given(case)}", room(facts, law)


def _containment(case: Case, law: Law) -> Judged:
    use = HazardousUse.BUFFER
    return f"{use}: {case['pressure']}", (containment("room", use, qty(case["pressure"]), law),)


def _hood(case: Case, law: Law) -> Judged:
    air, around = Air(Decimal(case["particles"])), Air(iso=7)
    facts = Hood("hood", HoodKind.LAFW, Area.SUITE, air, around)
    return f"hood: {case['particles']} particles in a cubic metre", hood(facts, law)


def _air(case: Case, law: Law) -> Judged:
    litres, colonies = case["litres"], case["colonies"]
    sample = AirSample("site", case["iso"], _DAY, Decimal(litres), colonies, dynamic=True)
    return f"air of ISO {case['iso']}: {colonies} CFU in {litres} L", air_sample(sample, law)


def _surface(case: Case, law: Law) -> Judged:
    sample = SurfaceSample(
        "site",
        case["iso"],
        _DAY,
        Device.SWAB,
        case["colonies"],
        neutralizers=True,
        before_cleaning=True,
    )
    question = f"surface of ISO {case['iso']}: {case['colonies']} CFU"
    return question, surface_sample(sample, law)


def _schedule(case: Case, law: Law) -> Judged:
    today = case["today"]
    last = LastSamples(case.get("air", today), case.get("surfaces", today), today)
    question = f"Category {case['category']} on {today}, air {last.air}, surfaces {last.surfaces}"
    return question, schedule(case["category"], last, today, law)


def _plate(case: Case, law: Law) -> Judged:
    stages = tuple(
        Stage(timedelta(hours=hours), Decimal(degrees), Decimal(degrees))
        for degrees, hours in case["stages"]
    )
    return f"one plate: {_stretches(case['stages'])}", one_plate(stages, law)


def _gloves(case: Case, law: Law) -> Judged:
    minutes = case["minutes"]
    return f"gloves on for {minutes} min", worn(Worn("gloves", timedelta(minutes=minutes)), law)


def _device(case: Case, law: Law) -> Judged:
    giving, used = case["giving"], case["used"]
    reason = transfer_device(law, giving=giving, antineoplastic=True, form_allows=True, used=used)
    return f"antineoplastic {'given' if giving else 'compounded'}, no closed device", (reason,)


def _stored(case: Case, law: Law) -> CaseResult:
    condition = Condition[case["condition"]]
    log = [
        Stretch(Decimal(degrees), timedelta(hours=hours)) for degrees, hours in case["stretches"]
    ]
    result = _told(stored(condition, log, law, compounded=False))
    expected = _expected(case)
    if "mean_kinetic" in case:
        working = mean_kinetic(condition, log, law)
        found = "none" if working is None else fixed(working.result.exact, _DIGITS)
        result, expected = f"{found} °C, {result}", f"{case['mean_kinetic']} °C, {expected}"
    question = f"product, {condition}: {_stretches(case['stretches'])}"
    return _result(case, question, expected, result, passed=result == expected)


def _drug(case: Case, law: Law) -> CaseResult:
    drug = HazardousDrug(
        case["name"],
        NioshTable(case["table"]),
        pharmacologically_antineoplastic=case["antineoplastic"],
        ingredient=case["ingredient"],
        manipulated=case["manipulated"],
    )
    written = Assessment(
        _DAY, drug=True, dosage_form=True, exposure=True, packaging=True, manipulation=True
    )
    found = containment_of(drug, written, _DAY, law).full
    expected, got = _contained(full=case["full"]), _contained(full=found)
    return _result(case, f"{drug.name}, with an assessment", expected, got, passed=expected == got)


def _balance(case: Case, law: Law) -> CaseResult:
    deviation, readability = case["deviation"], case["readability"]
    found = least_weight(qty(deviation), qty(readability), law).answer
    question = f"least weight at a deviation of {deviation}, readability {readability}"
    passed = found == qty(case["least"])
    return _result(case, question, case["least"], show(found), passed=passed)


_JUDGES: Mapping[str, Callable[[Case, Law], Judged]] = {
    "room": _room,
    "containment": _containment,
    "hood": _hood,
    "air": _air,
    "surface": _surface,
    "schedule": _schedule,
    "plate": _plate,
    "gloves": _gloves,
    "device": _device,
}
_OTHERS: Mapping[str, Callable[[Case, Law], CaseResult]] = {
    "stored": _stored,
    "drug": _drug,
    "balance": _balance,
}


def _judged(case: Case, question: str, reasons: tuple[Reason, ...]) -> CaseResult:
    """Hold the rules not kept, what that costs, and a sentence where one is asked for."""
    expected, got = _expected(case), _told(reasons)
    says = case.get("says", "")
    said = any(says in reason.says for reason in reasons)
    if says:
        expected, got = f"{expected}; {says}", f"{got}; {says if said else 'not said'}"
    return _result(case, question, expected, got, passed=expected == got)


def _expected(case: Case) -> str:
    if "unmet" not in case:
        return "in order"
    return f"{', '.join(case['unmet'])}: {Effect[case['costs']].told}"


def _told(reasons: tuple[Reason, ...]) -> str:
    unmet = [reason.rule for reason in reasons if not reason.met]
    return f"{', '.join(unmet)}: {gravest(reasons).told}" if unmet else "in order"


def _given(case: Case) -> str:
    facts = ("iso", "total", "ceiling", "pressure", "temperature", "humidity")
    return ", ".join(f"{fact} {case[fact]}" for fact in facts if fact in case)


def _stretches(parts: list[tuple[str, int]]) -> str:
    return ", then ".join(f"{hours} h at {degrees} °C" for degrees, hours in parts)


def _contained(*, full: bool) -> str:
    return "contained in full" if full else "contained as assessed"


def _result(case: Case, question: str, expected: str, got: str, *, passed: bool) -> CaseResult:
    source = f"{', '.join(case['rules'])}: {case['source']} ({case['status']})"
    return CaseResult(case["id"], question, expected, got, outcome(passed=passed), source)
