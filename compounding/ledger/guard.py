"""The session in which recorded rows can only be added, and only through an entry."""

from collections.abc import Iterable

from sqlalchemy import Engine, event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from compounding.errors import NeverChanged, NotInAnEntry
from compounding.ledger.base import Covered
from compounding.ledger.entry import Entry
from compounding.ledger.hashing import Hashing
from compounding.ledger.heads import Head, Node

_LOG = (Entry, Head, Node)
_ADMITTED = "admitted"
_HASHING = "hashing"


class GuardedSession(Session):
    """Refuses, before anything reaches the database, what the ledger does not know of."""

    def __init__(self, engine: Engine, hashing: Hashing) -> None:
        super().__init__(engine, expire_on_commit=False, info={_HASHING: hashing})

    def admit(self, rows: Iterable[object]) -> None:
        """Let these rows in: their entry is being written."""
        self.info.setdefault(_ADMITTED, set()).update(id(row) for row in rows)

    def close_door(self) -> None:
        """The entry is written; nothing more may come in with it."""
        self.info[_ADMITTED] = set()


def hashing_of(session: Session) -> Hashing:
    """How this installation hashes secrets and finds badges."""
    hashing: Hashing = session.info[_HASHING]
    return hashing


@event.listens_for(GuardedSession, "before_flush")
def _refuse_unrecorded_rows(
    session: GuardedSession,
    flush: UOWTransaction,  # noqa: ARG001 - the signature is SQLAlchemy's
    instances: object,  # noqa: ARG001 - the signature is SQLAlchemy's
) -> None:
    changed = [row for row in session.dirty if session.is_modified(row)]
    for row in (*changed, *session.deleted):
        if isinstance(row, (Covered, *_LOG)):
            raise _never_changed(type(row).__name__)
    admitted = session.info.get(_ADMITTED, set())
    for row in session.new:
        if isinstance(row, _LOG) or (isinstance(row, Covered) and id(row) not in admitted):
            raise _not_in_an_entry(type(row).__name__)


@event.listens_for(GuardedSession, "do_orm_execute")
def _refuse_bulk_statements(state: ORMExecuteState) -> None:
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    mapper = state.bind_mapper
    if mapper is not None and issubclass(mapper.class_, (Covered, *_LOG)):
        raise _never_changed(mapper.class_.__name__)


def _never_changed(name: str) -> NeverChanged:
    return NeverChanged(
        what=f"A recorded {name} was about to be changed or removed.",
        meaning="The record would no longer say what was done.",
        do="Write a new row that corrects it, with a reason.",
    )


def _not_in_an_entry(name: str) -> NotInAnEntry:
    return NotInAnEntry(
        what=f"A {name} was about to be stored without saying who did it and why.",
        meaning="Nothing was stored.",
        do="Pass the row to Unit.write.",
    )
