"""An entry: who did what, when, to what, why, and what the record holds since."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from compounding.ledger.base import Base
from compounding.ledger.types import Instant, Json

FORMAT = "firstair-entry-1"


class Entry(Base):
    """One line of the log; its number is its place in the Merkle tree, counted from 1."""

    __tablename__ = "entry"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant(), index=True)
    actor_kind: Mapped[str] = mapped_column(String(10))
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    station: Mapped[str] = mapped_column(String(60))
    verb: Mapped[str] = mapped_column(String(60), index=True)
    subject: Mapped[str] = mapped_column(String(200), index=True)
    before: Mapped[Any] = mapped_column(Json(), nullable=True)
    after: Mapped[Any] = mapped_column(Json())
    reason: Mapped[str] = mapped_column(String(2000))
    leaf: Mapped[str] = mapped_column(String(64))


def leaf_object(values: dict[str, Any]) -> dict[str, Any]:
    """What the leaf hash of an entry covers, from its plain column values (`at` as text)."""
    return {
        "format": FORMAT,
        "number": values["number"],
        "at": values["at"],
        "by": {
            "kind": values["actor_kind"],
            "id": values["actor_id"],
            "name": values["actor_name"],
        },
        "station": values["station"],
        "verb": values["verb"],
        "subject": values["subject"],
        "before": values["before"],
        "after": values["after"],
        "reason": values["reason"],
    }
