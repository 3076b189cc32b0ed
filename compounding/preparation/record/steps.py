"""The steps as they were done: tries, weights against bands, workings, raw readings."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from compounding.cleanroom.models import StoredReading
from compounding.ledger.signatures import Signature
from compounding.preparation.models import Act
from compounding.preparation.progress import Progress
from compounding.preparation.recipe import Step
from compounding.preparation.record.identity import signature_card
from compounding.preparation.record.plain import utc


def steps_card(
    session: Session, state: Progress, acts: list[Act], stands: frozenset[int]
) -> list[dict[str, Any]]:
    """Each step of the recipe with all its tries; what a rework undid is marked void."""
    return [_step(session, step, acts, stands) for step in state.recipe.steps]


def _step(session: Session, step: Step, acts: list[Act], stands: frozenset[int]) -> dict[str, Any]:
    mine = [a for a in acts if a.step == step.number and a.slot == "main" and a.kind == step.kind]
    accepted = [a for a in mine if a.outcome == "accept" and a.id in stands]
    last = accepted[-1] if accepted else None
    detail = last.detail if last else {}
    return {
        "number": step.number,
        "key": step.key,
        "title": step.title,
        "instruction": step.instruction,
        "kind": step.kind,
        "outcome": ("by eye" if detail.get("by_eye") else "accept") if last else "not done",
        "by": last.by_name if last else None,
        "at": utc(last.at) if last else None,
        "what": step.what or step.object,
        "gross": _gross(session, last),
        "net": detail.get("net"),
        "expected": detail.get("band", {}).get("target"),
        "band": detail.get("band"),
        "difference": detail.get("difference"),
        "scans": _scans(step, [a for a in acts if a.id in stands]),
        "tries": [_try(a, void=a.id not in stands) for a in mine],
        "note": detail.get("by_eye") or detail.get("findings") or "",
    }


def _gross(session: Session, act: Act | None) -> dict[str, Any] | None:
    if act is None or act.reading_id is None:
        return None
    reading = session.get_one(StoredReading, act.reading_id)
    return {
        "name": act.detail["weight"],
        "digits": reading.digits,
        "unit": reading.unit,
        "reading": reading.id,
        "agent": reading.agent,
        "sequence": reading.sequence,
    }


def _try(act: Act, *, void: bool) -> dict[str, Any]:
    return {
        "void": void,
        "round": act.round,
        "at": utc(act.at),
        "by": act.by_name,
        "verdict": act.outcome,
        "gross": act.detail.get("gross"),
        "net": act.detail.get("net"),
        "reading": act.reading_id,
        "stop": (act.detail.get("stop") or {}).get("what", ""),
    }


def _scans(step: Step, acts: list[Act]) -> list[dict[str, Any]]:
    return [
        {"role": a.detail["role"], "scanned": a.detail["scanned"], "at": utc(a.at), "by": a.by_name}
        for a in acts
        if a.step == step.number and a.kind == "scan" and a.outcome == "accept"
    ]


def workings(acts: list[Act]) -> list[dict[str, Any]]:
    """The workings of every accepted weighing, and of the dose as a whole."""
    found: list[dict[str, Any]] = []
    for act in acts:
        if act.kind != "weigh" or act.outcome != "accept":
            continue
        found += act.detail.get("workings", [])
        whole = act.detail.get("whole_dose")
        if whole:
            found.append(whole["working"])
    return _each_once(found)


def _each_once(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for working in found:
        if working not in kept:
            kept.append(working)
    return kept


def readings_card(session: Session, acts: list[Act]) -> list[dict[str, Any]]:
    """The raw frame behind every weight that was taken or tried."""
    return [
        _reading(session.get_one(StoredReading, act.reading_id), act.step)
        for act in acts
        if act.reading_id is not None
    ]


def _reading(row: StoredReading, step: int) -> dict[str, Any]:
    return {
        "id": row.id,
        "step": step,
        "agent": row.agent,
        "boot": row.boot,
        "sequence": row.sequence,
        "line": row.line,
        "device": row.device,
        "raw": row.raw,
        "digits": row.digits,
        "unit": row.unit,
        "stable": row.stable,
        "settled": row.settled,
        "agent_at": utc(row.agent_at),
        "received_at": utc(row.received_at),
        "simulated": row.simulated,
    }


def checks_card(session: Session, acts: list[Act]) -> list[dict[str, Any]]:
    """Every check, lifted stop, step accepted by eye and rework, with its signature."""
    return [
        {
            "step": act.step,
            "kind": "by eye" if act.detail.get("by_eye") else act.kind,
            "outcome": act.outcome,
            "was": act.detail.get("was", ""),
            "reason": act.detail.get("reason") or act.detail.get("by_eye") or "",
            **signature_card(session.get_one(Signature, act.signature_id)),
        }
        for act in acts
        if act.signature_id is not None and act.kind != "prepared"
    ]
