"""A vouched figure counts here only if it was vouched for this kind of facility."""

from __future__ import annotations

from sqlalchemy.orm import Session

from compounding.cleanroom.places import facility
from compounding.stock.errors import FigureNotConfirmed
from compounding.stock.figures import Figure, require_confirmed


def counts(session: Session, found: Figure) -> bool:
    """Whether a figure may be relied on: sample figures only in a sample facility."""
    return found.confirmed and (not found.sample or facility(session).sample)


def require_vouched(session: Session, found: Figure, name: str) -> Figure:
    """Raises FigureNotConfirmed for a figure nobody vouched for, or vouched as a sample only."""
    require_confirmed(found, name)
    if not counts(session, found):
        message = (
            f"The {found.name} of {name} ({found.value}) is confirmed as sample data only. "
            "No real dose may rest on it. A pharmacist confirms the site's own figure."
        )
        raise FigureNotConfirmed(message)
    return found
