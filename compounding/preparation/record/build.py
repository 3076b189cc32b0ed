"""Put the record of a worksheet together from its rows; the same rows give the same record."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from compounding.cleanroom.places import facility
from compounding.ledger.canonical import canonical
from compounding.preparation.fold import standing
from compounding.preparation.models import Act
from compounding.preparation.progress import Progress, acts_of, labels_of, progress
from compounding.preparation.record.exceptions import exceptions_of, unconfirmed_of
from compounding.preparation.record.fitness import fitness_card
from compounding.preparation.record.identity import (
    components_card,
    formula_card,
    order_card,
    place_card,
)
from compounding.preparation.record.nutrition import nutrition_card
from compounding.preparation.record.outcome import (
    beyond_use_card,
    close_calls_card,
    decision_card,
    delivered_card,
    events_card,
    inspection_card,
    labels_card,
    prepared_card,
    signatures_card,
)
from compounding.preparation.record.plain import utc
from compounding.preparation.record.steps import checks_card, readings_card, steps_card, workings
from compounding.preparation.record.surroundings import room_card

FORMAT = "firstair-record-1"


def record_of(session: Session, worksheet_id: int) -> dict[str, Any]:
    """The record as it stands.  Every number is text, every instant UTC."""
    state = progress(session, worksheet_id)
    acts = acts_of(session, worksheet_id)
    stands = standing(state.recipe, acts)
    record = {**_heading(session, state), **_work(session, state, acts, stands)}
    record["exceptions"] = exceptions_of(state, record, acts)
    record["unconfirmed"] = unconfirmed_of(record)
    return record


def _heading(session: Session, state: Progress) -> dict[str, Any]:
    here = facility(session)
    return {
        "format": FORMAT,
        "sample": here.sample,
        "facility": {"name": here.name, "zone": here.zone, "contact": here.contact},
        "number": state.worksheet.number,
        "status": state.stage.value,
        "order": order_card(session, state.order, state.recipe),
        "formula": formula_card(session, state.worksheet),
        "place": place_card(session, state),
        "opened_at": utc(state.worksheet.opened_at),
        "clock_started_at": utc(state.started_at) if state.started_at else None,
        "storage": state.order.storage,
    }


def _work(
    session: Session, state: Progress, acts: list[Act], stands: frozenset[int]
) -> dict[str, Any]:
    valid = [act for act in acts if act.id in stands]
    return {
        **nutrition_card(state),
        "fitness": fitness_card(state),
        "components": components_card(state),
        "calculations": [*state.recipe.content.get("workings", []), *workings(valid)],
        "steps": steps_card(session, state, acts, stands),
        "readings": readings_card(session, acts),
        "room": room_card(session, state),
        "beyond_use": beyond_use_card(session, state),
        "delivered_dose": delivered_card(valid),
        "inspection": inspection_card(valid),
        "prepared": prepared_card(session, valid),
        "events": events_card(acts),
        "labels": labels_card(labels_of(session, state.worksheet.id)),
        "close_calls": close_calls_card(acts),
        "checks": checks_card(session, acts),
        "signatures": signatures_card(session, state, acts),
        "decision": decision_card(session, state.worksheet),
    }


def record_bytes(record: dict[str, Any]) -> bytes:
    """The very bytes whose digest is signed and sealed."""
    return canonical(record)


def is_exceptional(record: dict[str, Any]) -> bool:
    """Whether a pharmacist should look at it first."""
    return bool(record["exceptions"])
