"""What waits for a pharmacist: stops, orders, and finished records with their five facts."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from compounding.preparation.progress import Progress, Stage
from compounding.preparation.queue import Dose, open_doses
from compounding.preparation.record.build import record_of
from webapp.doses import wants_pharmacist


@dataclass(frozen=True)
class RecordLine:
    """A finished record in one line; exceptions are shown before anything else."""

    state: Progress
    exceptions: list[str]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Waiting:
    """Everything that waits, each kind in its own order."""

    stopped: list[Dose]
    exceptional: list[RecordLine]
    clean: list[RecordLine]
    unverified: list[Dose]
    under_way: list[Dose]


def waiting(session: Session) -> Waiting:
    """Sort the open doses by what they want of a pharmacist."""
    doses = open_doses(session)
    working = [dose for dose in doses if dose.state is not None]
    finished = [
        _line(session, dose.state)
        for dose in working
        if dose.state is not None and dose.state.stage is Stage.RELEASE
    ]
    stopped = [dose for dose in working if dose.state is not None and wants_pharmacist(dose.state)]
    done = {line.state.worksheet.id for line in finished}
    return Waiting(
        stopped=[dose for dose in stopped if _number(dose) not in done],
        exceptional=[line for line in finished if line.exceptions],
        clean=[line for line in finished if not line.exceptions],
        unverified=[dose for dose in doses if not dose.verified],
        under_way=[d for d in working if d not in stopped and _number(d) not in done],
    )


def _number(dose: Dose) -> int:
    return dose.state.worksheet.id if dose.state else 0


def _line(session: Session, state: Progress) -> RecordLine:
    record = record_of(session, state.worksheet.id)
    return RecordLine(state, record["exceptions"], five_facts(record))


def five_facts(record: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Dose against its band, weights, room, beyond-use date, inspection."""
    judged = [step for step in record["steps"] if step["band"]]
    inside = sum(1 for step in judged if step["outcome"] == "accept")
    amiss = [f for f in record["room"]["findings"] if f["grade"] != "noted"]
    inspection = record["inspection"] or {"result": "not done"}
    return (
        ("Dose", dose_words(record)),
        ("Weights", f"{inside} of {len(judged)} in their bands"),
        ("Room", "something amiss" if amiss else "fine throughout"),
        ("Use by", date_words(record)),
        ("Inspection", inspection["result"]),
    )


def dose_words(record: dict[str, Any]) -> str:
    """The delivered dose and its band where it could be reckoned, or a nutrition bag's content."""
    if "given" in record:
        return _content_words(record)
    dose = record["delivered_dose"]
    if dose is None:
        return "not reckoned"
    return f"{dose['delivered']} ({dose['low']} to {dose['high']})"


def _content_words(record: dict[str, Any]) -> str:
    last = next((step for step in record["steps"] if step["key"] == "bag-final"), None)
    if last is None or not last["net"] or not last["band"]:
        return "content not proved by weight"
    return f"content {last['net']} ({last['band']['low']} to {last['band']['high']})"


def date_words(record: dict[str, Any]) -> str:
    """The beyond-use date in the ordered storage."""
    for found in record["beyond_use"]:
        if found["storage"] == record["storage"]:
            return str(found.get("until_local", "no date"))
    return "no date"
