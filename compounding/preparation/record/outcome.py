"""What came of the work: dates, delivered dose, inspection, labels, close calls, decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from beyond_use.csp import Storage
from beyond_use.decide import BeyondUse, Limit
from beyond_use.errors import NoDate
from beyond_use.reason import Reason
from compounding.ledger.signatures import Signature
from compounding.preparation.dates import dates
from compounding.preparation.models import Act, Decision, Label, Worksheet
from compounding.preparation.orders import verified_by
from compounding.preparation.progress import Progress
from compounding.preparation.record.identity import signature_card
from compounding.preparation.record.plain import utc


def beyond_use_card(session: Session, state: Progress) -> list[dict[str, Any]]:
    """The date for each storage with every reason, or the reasons why there is none."""
    if not state.staged:
        return []
    found = dates(session, state, state.worksheet.opened_at)
    return [_answer(storage, answer) for storage, answer in found.items()]


def _answer(storage: Storage, answer: BeyondUse | NoDate) -> dict[str, Any]:
    if isinstance(answer, NoDate):
        return {
            "storage": storage.value,
            "none": list(answer.reasons),
            "category": _number(answer.category),
            "reasons": [_reason(one) for one in answer.judged],
        }
    return {
        "storage": storage.value,
        "until": utc(answer.until),
        "until_local": answer.until_local,
        "category": _number(answer.category),
        "decided_by": answer.decided_by.because,
        "what_would_change": answer.what_would_change,
        "limits": [_limit(limit, answer) for limit in answer.limits],
        "reasons": [_reason(one) for one in answer.reasons],
    }


def _number(category: int | None) -> int | None:
    return None if category is None else int(category)


def _reason(one: Reason) -> dict[str, Any]:
    """What one rule was asked, and whether it is kept."""
    return {
        "rule": one.rule,
        "state": one.state.value,
        "says": one.says,
        "citation": one.citation,
        "confirmed": one.confirmed,
    }


def _limit(limit: Limit, answer: BeyondUse) -> dict[str, Any]:
    return {
        "kind": limit.kind.value,
        "rule": limit.rule,
        "value": limit.value,
        "until": utc(limit.until),
        "because": limit.because,
        "citation": limit.citation,
        "confirmed": limit.confirmed,
        "deciding": limit is answer.decided_by,
    }


def delivered_card(acts: list[Act]) -> dict[str, Any] | None:
    """The dose as a whole of the last accepted draw; None where it could not be reckoned."""
    for act in reversed(acts):
        whole = act.detail.get("whole_dose") if act.outcome == "accept" else None
        if whole:
            return {key: whole[key] for key in ("delivered", "low", "high", "verdict")}
    return None


def inspection_card(acts: list[Act]) -> dict[str, Any] | None:
    """The last inspection."""
    for act in reversed(acts):
        if act.kind == "inspect":
            return {
                "result": "passed" if act.outcome == "accept" else "failed",
                "looked_for": act.detail["looked_for"],
                "findings": act.detail["findings"],
                "by": act.by_name,
                "at": utc(act.at),
            }
    return None


def labels_card(printed: Sequence[Label]) -> list[dict[str, Any]]:
    """Every label printed; a reprint voids the one before."""
    voided = {label.voids_id for label in printed}
    return [
        {
            "kind": label.kind,
            "code": label.code,
            "printed_at": utc(label.printed_at),
            "by": label.by_name,
            "reason": label.reason,
            "voided": label.id in voided,
            "content": label.content,
        }
        for label in printed
    ]


def close_calls_card(acts: list[Act]) -> list[dict[str, Any]]:
    """Everything refused at a scan."""
    return [
        {
            "at": utc(act.at),
            "by": act.by_name,
            "step": act.step,
            "scanned": act.detail["scanned"],
            "what": act.detail["what"],
            "expected": act.detail["expected"],
            "why": act.detail["why"],
        }
        for act in acts
        if act.outcome == "refuse"
    ]


def signatures_card(session: Session, state: Progress, acts: list[Act]) -> list[dict[str, Any]]:
    """Every signature on the record, in the order they were given."""
    ids = [act.signature_id for act in acts if act.signature_id is not None]
    last = _decision(session, state.worksheet)
    if last is not None and last.signature_id is not None:
        ids.append(last.signature_id)
    verified = verified_by(session, state.order)
    rows = [verified] if verified else []
    rows += [session.get_one(Signature, number) for number in ids]
    return [signature_card(row) for row in rows]


def decision_card(session: Session, sheet: Worksheet) -> dict[str, Any] | None:
    """The last word, if it was spoken."""
    row = _decision(session, sheet)
    if row is None:
        return None
    return {"kind": row.kind, "reason": row.reason, "by": row.by_name, "at": utc(row.at)}


def _decision(session: Session, sheet: Worksheet) -> Decision | None:
    return session.scalars(select(Decision).where(Decision.worksheet_id == sheet.id)).first()


def prepared_card(session: Session, acts: list[Act]) -> dict[str, Any] | None:
    """The maker's own signature, if it was given."""
    for act in reversed(acts):
        if act.kind == "prepared":
            return signature_card(session.get_one(Signature, act.signature_id))
    return None


EVENTS = {"hold": "held", "resume": "resumed", "hand-over": "taken over", "call": "called"}


def events_card(acts: list[Act]) -> list[dict[str, Any]]:
    """Holds, reliefs and calls: who had the dose when."""
    return [
        {
            "what": EVENTS[act.kind],
            "by": act.by_name,
            "at": utc(act.at),
            "why": act.detail.get("why") or act.detail.get("from") or "",
        }
        for act in acts
        if act.kind in EVENTS
    ]
