"""The answer to a file of facts: allowed or not, until when, and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from beyond_use import bud_facts
from beyond_use.allergenic import allergenic_until
from beyond_use.answer import BeyondUse, Kind, Limit
from beyond_use.bud_keys import IMMEDIATE_HEAD, QUESTION, SCOPE, SECTIONS, Question
from beyond_use.clock import aware, place_of
from beyond_use.csp import Preparation
from beyond_use.docked import docked_until
from beyond_use.errors import BadFactFile, NoDate
from beyond_use.fact_file import load, read_sections
from beyond_use.fact_kinds import instant
from beyond_use.immediate_use import ImmediateAnswer, immediate_use
from beyond_use.law import Law, in_force_on
from beyond_use.lengths import end_of_length, length_told, told
from beyond_use.overlay import Overlay
from beyond_use.reason import Effect, Reason, gravest, judge
from beyond_use.scope import Scope, Undertaking, Work, scope_of
from beyond_use.storage_moves import after_moves
from beyond_use.what_if import what_if

Said = Mapping[str, Any]

_ALLERGENIC = Undertaking(Work.COMPOUNDING, sterile_form=True, allergenic=True)
_DOCKED = Undertaking(Work.DOCKED_FOR_LATER, sterile_form=True)


@dataclass(frozen=True)
class Answered:
    """What came of a file: a date with all that was weighed, or the reasons why there is none.

    ``answer`` is there where a date could be given; ``until`` is its instant, or the one by which
    an immediate use begins. ``what_if`` says what single facts would change.
    """

    question: Question
    law: str
    zone: str
    scope: Scope
    allowed: bool
    category: int | None = None
    until: datetime | None = None
    decided_by: Limit | None = None
    limits: tuple[Limit, ...] = ()
    reasons: tuple[Reason, ...] = ()
    answer: BeyondUse | None = None
    what_if: tuple[str, ...] = ()

    @property
    def every_reason(self) -> tuple[Reason, ...]:
        """Give the reasons of scope and those of the date."""
        return (*self.scope.reasons, *self.reasons)

    @property
    def to_do(self) -> bool:
        """Tell whether a rule is not met, or not known to be, and that costs something."""
        return gravest(self.every_reason) is not Effect.NONE


def answer_file(path: Path, overlays: Sequence[Overlay] = ()) -> Answered:
    """Answer one file, by the law of its day under these overlays.

    Raises BadFactFile or BadFacts where it is no good, and NoLawInForce.
    """
    return answer(path.name, load(path), overlays)


def answer(name: str, data: Said, overlays: Sequence[Overlay] = ()) -> Answered:
    """Answer what a file says; ``name`` is told where it is no good. Raises as answer_file."""
    question = _question(name, data)
    if question is Question.PREPARATION:
        outside = _outside(name, data, overlays)
        if outside is not None:
            return outside
    said = read_sections(name, data, SECTIONS[question])
    law, zone = _law(said, overlays), said[""]["zone"]
    match question:
        case Question.IMMEDIATE:
            return _immediate(said, law)
        case Question.DOCKED:
            docked = bud_facts.docked(said)
            scope = scope_of(_DOCKED, law)
            return _dated(question, scope, law, zone, lambda: docked_until(docked, law))
        case Question.ALLERGENIC:
            mixed = bud_facts.allergenic(said)
            scope = scope_of(_ALLERGENIC, law)
            return _dated(question, scope, law, zone, lambda: allergenic_until(mixed, law))
        case _:
            return _preparation(name, said, law)


def _question(name: str, data: Said) -> Question:
    try:
        return Question(QUESTION.read(data.get("question", Question.PREPARATION.value)))
    except ValueError as trouble:
        raise BadFactFile(name, (f"question {trouble}; write {QUESTION.written}",)) from trouble


def _law(said: Said, overlays: Sequence[Overlay]) -> Law:
    """Give the law of the local day of the start."""
    zone = said[""]["zone"]
    start = instant(said[""]["started_at"], zone, "start").astimezone(place_of(zone))
    return in_force_on(start.date(), tuple(overlays))


def _outside(name: str, data: Said, overlays: Sequence[Overlay]) -> Answered | None:
    """Answer from the scope alone where that leads out of this chapter: nothing else is asked."""
    if "scope" not in data:
        return None
    head = {key.name for key in IMMEDIATE_HEAD.keys}
    some = {key: value for key, value in data.items() if key in {*head, "scope"}}
    said = read_sections(name, some, (IMMEDIATE_HEAD, SCOPE))
    law = _law(said, overlays)
    work = bud_facts.undertaking(said["scope"])
    if work.work is Work.DOCKED_FOR_LATER:
        trouble = f'[scope]: for a docked bag write question = "{Question.DOCKED}" at the head'
        raise BadFactFile(name, (trouble,))
    scope = scope_of(work, law)
    if scope.in_scope:
        return None
    return Answered(Question.PREPARATION, law.name, said[""]["zone"], scope, allowed=False)


def _preparation(name: str, said: Said, law: Law) -> Answered:
    csp = bud_facts.preparation(name, said, law)
    scope = scope_of(bud_facts.undertaking(said["scope"]), law)
    moves = bud_facts.moves(said)
    found = _dated(
        Question.PREPARATION,
        scope,
        law,
        csp.zone,
        lambda: after_moves(csp, said[""]["storage"], moves, law),
    )
    wished = _wished(said, csp, found, law)
    changes = () if moves else tuple(change.told for change in what_if(csp, law))
    return replace(found, reasons=(*found.reasons, *wished), what_if=changes)


def _wished(said: Said, csp: Preparation, found: Answered, law: Law) -> tuple[Reason, ...]:
    """Say whether the length of time wished for is allowed; it changes nothing."""
    wanted = said[""].get("wanted")
    if wanted is None or found.until is None:
        return ()
    end = end_of_length(csp.started_at, wanted, csp.zone)
    kept = end <= found.until
    says = f"Wished for: {length_told(wanted)}, which is {'' if kept else 'not '}allowed."
    by = "" if kept else "see what would change"
    row = law.row("BUD-10")
    return (judge(row, met=kept, costs=Effect.NOTED, says=says, lifted_by=by),)


def _dated(
    question: Question, scope: Scope, law: Law, zone: str, ask: Callable[[], BeyondUse]
) -> Answered:
    """Ask for the date; a refusal is an answer too. What bars the work itself bars the date."""
    none = Answered(question, law.name, zone, scope, allowed=False)
    try:
        given = ask()
    except NoDate as refusal:
        return replace(none, category=refusal.category, reasons=refusal.judged)
    none = replace(none, category=given.category, reasons=given.reasons)
    if gravest(scope.reasons) is Effect.NOTHING:
        return none
    return replace(
        none,
        allowed=True,
        until=given.until,
        decided_by=given.decided_by,
        limits=given.limits,
        answer=given,
    )


def _immediate(said: Said, law: Law) -> Answered:
    facts = bud_facts.immediate(said)
    found = immediate_use(facts, law)
    work = Undertaking(Work.COMPOUNDING, sterile_form=True, hazardous=facts.hazardous)
    limit = _begin_by(found, law)
    return Answered(
        Question.IMMEDIATE,
        law.name,
        facts.zone,
        scope_of(work, law),
        allowed=found.allowed,
        until=found.begin_by if found.allowed else None,
        decided_by=limit if found.allowed else None,
        limits=(limit,) if found.allowed else (),
        reasons=found.reasons,
    )


def _begin_by(found: ImmediateAnswer, law: Law) -> Limit:
    row = law.row("IU-2")
    because = f"{row.says}: {told(row)}"
    citation = f"{row.citation}, {row.rule}"
    end = aware(found.begin_by, "end of the time in which to begin")
    return Limit(Kind.TABLE, end, because, citation, row.confirmed, row.rule, told(row))
