"""An answered file as data for programs, and as text for people."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from beyond_use.answer import Limit
from beyond_use.bud_answer import Answered
from beyond_use.bud_keys import Question
from beyond_use.clock import floor_minute, local_text, place_of
from beyond_use.reason import Effect, Reason, State


def as_data(found: Answered) -> dict[str, Any]:
    """Give the answer as plain data: instants as local ISO time with the offset."""
    decided, dated = found.decided_by, found.answer
    return {
        "allowed": found.allowed,
        "question": found.question.value,
        "in_scope": found.scope.in_scope,
        "chapters": list(found.scope.chapters),
        "dated_by": found.scope.dating.value,
        "category": found.category,
        "until": _instant(found.until, found.zone),
        "zone": found.zone,
        "storage": dated.storage.value if dated else None,
        "decided_by": {"rule": decided.rule, "text": decided.because} if decided else None,
        "limits": [_limit(limit, found) for limit in found.limits],
        "reasons": [_reason(reason) for reason in found.every_reason],
        "action_required": found.to_do,
        "confirmed": _confirmed(found),
        "label": dated.label_text if dated else "",
        "label_day": dated.label_day if dated else "",
        "line": line(found),
        "what_if": list(found.what_if),
        "law": found.law,
    }


def line(found: Answered) -> str:
    """Give the answer in one line."""
    if found.answer:
        return found.answer.line
    if not found.scope.in_scope:
        where = ", ".join(found.scope.chapters) or "no compounding chapter"
        return f"Outside USP <797>, covered by {where}; no date from here"
    if found.question is Question.IMMEDIATE and found.until:
        return f"Begin administration by {local_text(found.until, found.zone)}, else discard"
    barred = [one.says for one in found.every_reason if one.effect is Effect.NOTHING]
    return f"Not allowed: {' '.join(barred)}"


def as_text(found: Answered) -> str:
    """Give the answer as text: the line first, then all that was weighed."""
    return "\n".join(_lines(found))


def _lines(found: Answered) -> Iterator[str]:
    yield line(found)
    if found.answer:
        day = found.answer.label_day
        yield f"Label: {found.answer.label_text}"
        yield f"Label without the hour: {day or 'not possible, the hour has to be printed'}"
    if found.limits:
        yield "\nEvery limit that was weighed, the earliest first"
        for limit in sorted(found.limits, key=lambda one: one.until):
            yield f"  {limit.told(found.zone)}"
    yield "\nEvery rule that was asked"
    for reason in sorted(found.every_reason, key=lambda one: -one.effect):
        costs = "" if reason.effect is Effect.NONE else f" [{reason.effect.told}]"
        lifted = f" Lifted by: {reason.lifted_by}." if reason.lifted_by else ""
        yield f"  {reason.state}{costs}, {reason.rule}: {reason.says}{lifted}"
    if found.what_if:
        yield "\nWhat one fact would change"
        yield from (f"  {change}" for change in found.what_if)
    yield f"\nBy {found.law}. Figures not confirmed against a licensed copy are marked so."


def _limit(limit: Limit, found: Answered) -> dict[str, Any]:
    return {
        "kind": limit.kind.value,
        "rule": limit.rule,
        "value": limit.value,
        "until": _instant(floor_minute(limit.until), found.zone),
        "text": limit.because,
        "citation": limit.citation,
        "confirmed": limit.confirmed,
        "deciding": limit is found.decided_by,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "state": reason.state.value,
        "met": None if reason.state is State.NOT_KNOWN else reason.met,
        "costs": reason.effect.told,
        "text": reason.says,
        "citation": reason.citation,
        "confirmed": reason.confirmed,
        "lifted_by": reason.lifted_by,
    }


def _confirmed(found: Answered) -> bool:
    limits = all(limit.confirmed for limit in found.limits)
    return limits and all(reason.confirmed for reason in found.every_reason)


def _instant(instant: datetime | None, zone: str) -> str | None:
    return instant.astimezone(place_of(zone)).isoformat() if instant else None
