"""Before the work begins: what stands against its maker, and the designated person's signature."""

from dataclasses import dataclass
from datetime import datetime

from flask import request
from sqlalchemy.orm import Session

from beyond_use.reason import Effect, Reason
from compounding.ledger.canonical import digest
from compounding.ledger.people import Person
from compounding.preparation.errors import NotFitToBegin, NotFound
from compounding.preparation.progress import Progress, Stage
from compounding.preparation.signature_counts import counts_until
from compounding.preparation.signed_to_begin import (
    Asked,
    asked,
    makers,
    staged_by,
)
from webapp.recording import me


@dataclass(frozen=True)
class Beginning:
    """Whether the maker who was chosen may begin, for the check page.

    ``asked`` is None where what is on file cannot be judged; ``trouble`` then says why. ``digest``
    is of exactly what is shown and signed, ``until`` the end of a signature that was given.
    """

    makers: list[Person]
    maker: int
    asked: Asked | None
    trouble: str = ""
    digest: str = ""
    until: datetime | None = None

    @property
    def stops(self) -> tuple[Reason, ...]:
        """Give the reasons that let nothing be made."""
        open_ = self.asked.standing.open if self.asked else ()
        return tuple(one for one in open_ if one.effect is Effect.NOTHING)

    @property
    def may_sign(self) -> bool:
        """Tell whether the visitor is the one, or one of those, who may sign now."""
        if self.asked is None or self.asked.way is None or not self.asked.way.open:
            return False
        mine = me().id
        makes = mine in {self.maker, *self.asked.state.makers}
        return not makes and mine in {one.id for one in self.asked.signers.people}


def beginning(session: Session, state: Progress, now: datetime) -> Beginning | None:
    """What stands against beginning; None unless the work is staged and has not begun."""
    if state.stage is not Stage.STAGED or state.cancelled:
        return None
    people = makers(session)
    maker = request.values.get("maker", 0, int) or staged_by(session, state.worksheet.id)
    try:
        found = asked(session, state, maker, now)
    except (NotFound, NotFitToBegin) as trouble:
        return Beginning(people, maker, None, str(trouble))
    until = counts_until(session, state.signed.at) if state.signed else None
    return Beginning(people, maker, found, digest=digest(found.shown), until=until)
