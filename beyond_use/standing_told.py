"""A standing as data for programs, and as text for people."""

from collections.abc import Iterator
from typing import Any

from beyond_use.clock import local_text, place_of
from beyond_use.exits import Exit, Group
from beyond_use.reason import Reason, State
from beyond_use.standing import Standing
from beyond_use.standing_facts import Question

__all__ = ["as_data", "as_text", "line"]


def as_data(question: Question, found: Standing, law: str) -> dict[str, Any]:
    """Give the answer as plain data; ``law`` names the editions it rests on."""
    return {
        "allowed": found.allowed,
        "grade": found.grade.value,
        "asked": int(found.asked),
        "categories": [int(category) for category in found.categories],
        "line": line(found),
        "at": question.at.astimezone(place_of(question.zone)).isoformat(),
        "zone": question.zone,
        "reasons": [
            _reason(group, reason) for group, reasons in found.groups for reason in reasons
        ],
        "exits": [_exit(one) for one in found.exits],
        "confirmed": all(reason.confirmed for reason in found.reasons),
        "law": law,
    }


def line(found: Standing) -> str:
    """Give the answer in one line: what was asked for, and what may be made."""
    answer = "allowed" if found.allowed else "not allowed"
    return f"{found.asked} {answer}. {found.told}."


def as_text(question: Question, found: Standing, law: str) -> str:
    """Give the answer as text: the line, what stands against it, the ways on, the rest."""
    return "\n".join(_lines(question, found, law))


def _lines(question: Question, found: Standing, law: str) -> Iterator[str]:
    yield f"{line(found)} ({local_text(question.at, question.zone)})"
    if found.open:
        yield "\nNot met, or not known, the gravest first"
        for reason in found.open:
            yield f"  {reason.effect.told}, {reason.rule} {reason.state}: {reason.says}"
            if reason.lifted_by:
                yield f"    lifted by: {reason.lifted_by}"
    for one in found.exits:
        yield from _exit_lines(one)
    yield "\nMet"
    for group, reasons in found.groups:
        against = {one.rule for one in reasons if one.state is not State.MET}
        met = [rule for rule in dict.fromkeys(one.rule for one in reasons) if rule not in against]
        yield f"  {group}: {', '.join(met) or 'nothing'}"
    yield f"\nBy {law}. Figures not confirmed against a licensed copy are marked so in --json."


def _exit_lines(one: Exit) -> Iterator[str]:
    yield f"\nA way on: {one.kind}, {'open' if one.open else 'not open'}"
    yield f"  by: {one.by}"
    yield f"  allows: {one.allows}"
    yield f"  does not allow: {one.forbids}"
    yield from (f"  asks: {ask}" for ask in one.asks)


def _reason(group: Group, reason: Reason) -> dict[str, Any]:
    return {
        "group": group.value,
        "rule": reason.rule,
        "state": reason.state.value,
        "effect": reason.effect.told,
        "says": reason.says,
        "citation": reason.citation,
        "confirmed": reason.confirmed,
        "lifted_by": reason.lifted_by,
    }


def _exit(one: Exit) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "open": one.open,
        "by": one.by,
        "allows": one.allows,
        "does_not_allow": one.forbids,
        "asks": list(one.asks),
        "rules": list(one.rules),
    }
