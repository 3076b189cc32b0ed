"""Where the bag of a signed nutrition order is, and what may be chosen to send it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from compounding.preparation.models import Order, Worksheet
from compounding.preparation.nutrition.being_made import doses_of
from compounding.preparation.nutrition.supplies import house_rules
from compounding.preparation.orders import URGENCIES
from compounding.preparation.progress import progress, worksheet_of
from webapp.technician.hoods import hoods


@dataclass(frozen=True)
class AtHood:
    """The dose that a nutrition order became, and how far its bag has come."""

    order: Order
    worksheet: Worksheet | None
    stage: str


def at_hood(session: Session, number: str) -> AtHood | None:
    """The dose of a nutrition order that was sent and not cancelled."""
    sent = doses_of(session, number)
    if not sent:
        return None
    found = worksheet_of(session, sent[0].id)
    stage = progress(session, found.id).stage.value if found else ""
    return AtHood(sent[0], found, stage)


def sent_as(session: Session, numbers: Iterable[str]) -> dict[str, str]:
    """The dose's order of each nutrition order that was sent and not cancelled."""
    found = {number: doses_of(session, number) for number in numbers}
    return {number: doses[0].number for number, doses in found.items() if doses}


def choices(session: Session) -> Mapping[str, list[tuple[str, str]]]:
    """What may be chosen: hoods with a balance, the storages of the house, how soon."""
    return {
        "hood": hoods(session),
        "storage": [(one, one) for one in house_rules()["storages"]],
        "urgency": [(one, one) for one in URGENCIES],
    }
