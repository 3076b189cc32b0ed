"""Where this station works: its own hood, or else the first that has a balance."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.cleanroom.errors import BalanceNotFit
from compounding.cleanroom.models import BalanceCard
from compounding.cleanroom.places import place
from webapp.visitor import visitor


def hoods(session: Session) -> list[tuple[str, str]]:
    """Every hood with a balance: code and name, the station's own first."""
    own = visitor.station.place if visitor.station else ""
    codes = dict.fromkeys(session.scalars(select(BalanceCard.hood).order_by(BalanceCard.id)))
    ordered = sorted(codes, key=lambda code: code != own)
    return [(code, place(session, code).name) for code in ordered]


def hood_here(session: Session) -> str:
    """The hood to work in.  Raises BalanceNotFit where no hood has a balance."""
    found = hoods(session)
    if not found:
        message = (
            "No hood has a balance yet. Nothing can be weighed. "
            "An administrator enters one under Admin."
        )
        raise BalanceNotFit(message)
    return found[0][0]
