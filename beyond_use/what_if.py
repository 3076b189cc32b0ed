"""What each fact would change: for a pharmacist who thinks about how to make it.

Each change is one fact taken otherwise and everything judged anew. What the table would then allow
is told beside what would come out with the stability and the components at hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from beyond_use.answer import KEPT, BeyondUse
from beyond_use.category import Category, categorise
from beyond_use.controls import Controls, Surroundings
from beyond_use.csp import Area, Endotoxin, Preparation, Process, Sterility, Storage
from beyond_use.decide import beyond_uses
from beyond_use.errors import NoDate
from beyond_use.law import Law
from beyond_use.lengths import told
from beyond_use.table import table_rule

Answers = dict[Storage, BeyondUse | NoDate]


@dataclass(frozen=True)
class Change:
    """One fact taken otherwise: what the tables would allow, and what would come out."""

    fact: str
    told: str
    answers: Answers


def what_if(csp: Preparation, law: Law) -> tuple[Change, ...]:
    """Give every single fact that would change a date or a ceiling, and how."""
    here = beyond_uses(csp, law)
    ceilings = _ceilings(csp, law)
    changes = []
    for fact, other in _otherwise(csp, law):
        answers, allowed = beyond_uses(other, law), _ceilings(other, law)
        if allowed != ceilings or _dates(answers) != _dates(here):
            new = {kept: told for kept, told in allowed.items() if ceilings.get(kept) != told}
            changes.append(Change(fact, f"{fact}: {_told(new or allowed, answers)}", answers))
    return tuple(changes)


def _otherwise(csp: Preparation, law: Law) -> Iterator[tuple[str, Preparation]]:
    """Give each fact that could be otherwise, and the preparation with it."""
    if csp.sterility is not Sterility.PASSED:
        yield "passed sterility test", _passed(csp)
    if csp.sterility is not Sterility.FAILED:
        yield "failed sterility test", replace(csp, sterility=Sterility.FAILED)
    if csp.process is Process.ASEPTIC:
        yield "terminal sterilization", replace(csp, process=Process.TERMINAL)
    yield from _components_otherwise(csp)
    yield from _place_otherwise(csp, law)
    if not csp.frozen_closure.strip():
        proof = "proof that this container stays closed when frozen"
        yield proof, replace(csp, frozen_closure=proof)


def _passed(csp: Preparation) -> Preparation:
    """Take its tests as passed, the endotoxin test too where one is asked for."""
    return replace(csp, sterility=Sterility.PASSED, endotoxin=Endotoxin.PASSED)


def _components_otherwise(csp: Preparation) -> Iterator[tuple[str, Preparation]]:
    first, *rest = csp.components
    if csp.sterile_components_only:
        changed = (replace(first, sterile=False), *rest)
        yield "a nonsterile component", replace(csp, components=changed)
        return
    changed = tuple(replace(part, sterile=True) for part in csp.components)
    yield "sterile components only", replace(csp, components=changed)
    if csp.sterility is Sterility.PASSED and csp.endotoxin is not Endotoxin.PASSED:
        yield "passed endotoxin test", replace(csp, endotoxin=Endotoxin.PASSED)


def _place_otherwise(csp: Preparation, law: Law) -> Iterator[tuple[str, Preparation]]:
    whole = _in_good_suite(csp)
    if categorise(csp, law).category is not categorise(whole, law).category:
        yield "an ISO 5 hood in a cleanroom suite, certified and in class", whole
    else:
        yield "made in a segregated area", replace(csp, area=Area.SEGREGATED)
        three = replace(_passed(csp), controls=_every_control(csp))
        if categorise(csp, law).category is Category.TWO:
            yield "passed tests and every Category 3 control", three


def _in_good_suite(csp: Preparation) -> Preparation:
    if csp.surroundings is None:
        return replace(csp, area=Area.SUITE)
    good = Surroundings(pec_iso=csp.surroundings.pec_iso, certified_on=csp.begun_on, in_class=True)
    return replace(csp, area=Area.SUITE, surroundings=good)


def _every_control(csp: Preparation) -> Controls:
    """Take every control of Category 3 as kept on the day of the start."""
    today = csp.begun_on
    return Controls(
        garbing_on=today,
        aseptic_on=today,
        no_bare_skin=True,
        sterile_garb=True,
        garb_every_day=True,
        air_sampled_on=today,
        first_batch=True,
        surfaces_sampled_on=today,
        each_batch_sampled=True,
        sporicidal_on=today,
        batch_units=csp.units or 1,
        stability_indicating=True,
        same_as_studied=True,
        closure_passed=True,
        particulates_passed=True,
    )


def _ceilings(csp: Preparation, law: Law) -> dict[Storage, str]:
    """Give what the table allows in each storage, in the words of the table."""
    category = categorise(csp, law).category
    failed = csp.sterility is Sterility.FAILED or csp.endotoxin is Endotoxin.FAILED
    if category is None or failed:
        return {}
    rule = table_rule(csp, category, law)
    found = {storage: law.find(rule, storage) for storage in Storage}
    proven = bool(csp.frozen_closure.strip())
    return {
        storage: told(row)
        for storage, row in found.items()
        if row is not None and (proven or storage is not Storage.FREEZER)
    }


def _told(allowed: dict[Storage, str], answers: Answers) -> str:
    """Say the ceilings in one line: 30 days at room temperature, 45 refrigerated."""
    if not allowed:
        return "no date"
    said, before = [], ""
    for storage, length in allowed.items():
        figure, _, unit = length.partition(" ")
        said.append(f"{figure if unit == before else length} {KEPT[storage]}")
        before = unit
    dated = any(isinstance(answer, BeyondUse) for answer in answers.values())
    return f"{', '.join(said)}, {'if stability allows' if dated else 'once stability is cited'}"


def _dates(answers: Answers) -> dict[Storage, str]:
    return {
        storage: answer.until.isoformat()
        for storage, answer in answers.items()
        if isinstance(answer, BeyondUse)
    }
