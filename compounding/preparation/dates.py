"""The beyond-use dates of a worksheet: gather the facts, let the law judge them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from beyond_use.csp import (
    Area,
    Component,
    Preparation,
    Process,
    Stability,
    Sterility,
    Storage,
)
from beyond_use.decide import BeyondUse, beyond_uses
from beyond_use.errors import NoDate
from compounding.cleanroom.law_book import law_on
from compounding.cleanroom.places import facility, place
from compounding.ledger.unit import Unit
from compounding.preparation.book import stability_figures
from compounding.preparation.errors import NoDateNoBag
from compounding.preparation.may_begin import surroundings_of
from compounding.preparation.progress import Progress
from compounding.preparation.vouching import counts

Dates = dict[Storage, BeyondUse | NoDate]


def csp_of(session: Session, state: Progress, started_at: datetime) -> Preparation:
    """The facts of the preparation that the law asks for.

    A stability nobody vouched for gives no date, but beside a vouched one it may shorten it.
    """
    stated = stability_figures(session, state.recipe)
    relied = {s.storage for s, found in stated if counts(session, found)}
    vouched = [
        Stability(
            storage=Storage(statement.storage),
            lasts=statement.lasts,
            source=f"{statement.source}; vouched for by {found.confirmed_by or 'nobody'}",
            confirmed=found.confirmed and not found.sample,
        )
        for statement, found in stated
        if statement.storage in relied
    ]
    return Preparation(
        started_at=started_at,
        zone=facility(session).zone,
        area=Area(place(session, state.worksheet.hood).area),
        process=Process(state.recipe.content["process"]),
        sterility=Sterility.NOT_TESTED,
        components=tuple(_component(state, role) for role in state.staged),
        stability=tuple(vouched),
        surroundings=surroundings_of(state.fitness),
        signed_by=_signed_by(state),
    )


def _signed_by(state: Progress) -> str:
    """Whose signature the work began on; before it begins, whose it may begin on."""
    if state.fitness is None:
        return state.signed.by_name if state.signed else ""
    return str(state.fitness.get("signed", {}).get("by", ""))


def dates(session: Session, state: Progress, now: datetime) -> Dates:
    """The date for each storage, or the reasons why there is none.

    Before the hood the clock is taken to start now, which makes the date provisional.
    """
    started = state.started_at or now
    csp = csp_of(session, state, started)
    return beyond_uses(csp, law_on(session, started.date()))


def date_for(session: Session, state: Progress, now: datetime) -> BeyondUse | NoDate:
    """The date in the storage that was ordered."""
    return dates(session, state, now)[Storage(state.order.storage)]


def require_date(unit: Unit, state: Progress) -> BeyondUse:
    """The date in the storage that was ordered, still ahead.  Raises NoDateNoBag."""
    found = date_for(unit.session, state, unit.at)
    if isinstance(found, NoDate):
        message = (
            f"No beyond-use date is possible in {state.order.storage}: {found} "
            "The bag may not be made or given. Ask the pharmacist."
        )
        raise NoDateNoBag(message)
    if found.until <= unit.at:
        message = (
            f"The beyond-use date {found.until_local} has passed. The bag may not be given. "
            "Reject or waste it, with the reason."
        )
        raise NoDateNoBag(message)
    return found


def _component(state: Progress, role: str) -> Component:
    frozen = state.staged[role].frozen
    return Component(
        name=frozen["card"]["name"],
        lot=frozen["lot"],
        expires=datetime.fromisoformat(frozen["expires_at"]),
        beyond_use=None,
        sterile=True,
    )
