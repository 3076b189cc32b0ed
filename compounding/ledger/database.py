"""Open the database, and refuse one under which acknowledged records could be lost."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, select, text

from compounding.errors import CompoundingError, KeysError
from compounding.ledger import unit as units
from compounding.ledger.actor import Actor
from compounding.ledger.append import KnownTail
from compounding.ledger.engine import connect, is_sqlite, writing
from compounding.ledger.guard import GuardedSession
from compounding.ledger.hashing import DEFAULT, Cost, Hashing
from compounding.ledger.heads import Head
from compounding.ledger.keys import Keys
from compounding.ledger.migrate import check_schema, is_vacant
from compounding.ledger.migrate import create as create_schema
from compounding.ledger.settings import check_settings
from compounding.ledger.triggers import check_triggers

if TYPE_CHECKING:
    from compounding.ledger.people import Person

LOG_LOCK = 0x46697273744169  # "FirstAi": the one writer of the log on PostgreSQL


class Database:
    """One open database with this installation's keys."""

    def __init__(
        self, engine: Engine, keys: Keys, cost: Cost = DEFAULT, *, may_write: bool = True
    ) -> None:
        self.engine = engine
        self.writing = writing(engine)
        self.keys = keys
        self.hashing = Hashing(keys, cost)
        self.turn = threading.Lock()
        self.writer: int | None = None
        self.last_tail: KnownTail | None = None
        self.may_write = may_write

    @contextmanager
    def reading(self) -> Iterator[GuardedSession]:
        """Look without changing anything; whatever was changed is dropped."""
        with GuardedSession(self.engine, self.hashing) as session:
            yield session

    def entry(
        self, *, by: "Person | Actor", at: datetime, station: str = ""
    ) -> AbstractContextManager[units.Unit]:
        """Open a unit of work that records who did what."""
        return units.entry(self, by=by, at=at, station=station)

    def unrecorded(self) -> AbstractContextManager[GuardedSession]:
        """Change what is no part of the record."""
        return units.unrecorded(self)

    def lock_log(self, session: GuardedSession) -> None:
        """Be the only writer; SQLite has made us so with BEGIN IMMEDIATE."""
        if not is_sqlite(self.engine):
            session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOG_LOCK})

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_database(url: str, keys: Keys, *, create: bool = False, cost: Cost = DEFAULT) -> Database:
    """Open the record, or say why not; nothing is ever replaced.

    With `create`, a new one is made where there is nothing yet.  `cost` is for tests only.
    """
    if create and is_vacant(url):
        create_schema(url)
    engine = connect(url)
    try:
        check_settings(engine)
        with engine.connect() as connection:
            check_schema(connection)
            check_triggers(connection)
            check_log(connection, keys)
    except CompoundingError:
        engine.dispose()
        raise
    return Database(engine, keys, cost)


def open_to_verify(url: str, keys: Keys) -> Database:
    """Open for looking only, also where triggers are gone and `open_database` refuses."""
    engine = connect(url)
    try:
        check_settings(engine)
        with engine.connect() as connection:
            check_schema(connection)
    except CompoundingError:
        engine.dispose()
        raise
    return Database(engine, keys, may_write=False)


def check_log(connection: Connection, keys: Keys) -> None:
    """Refuse keys that are not this log's: their heads would contradict the ones on paper."""
    newest = select(Head.log, Head.key).order_by(Head.size.desc()).limit(1)
    found = connection.execute(newest).one_or_none()
    if found is not None and tuple(found) != (keys.log, keys.public):
        raise KeysError(
            what="These keys are not the ones this log was signed with.",
            meaning="Papers already printed name the other key; nothing was opened.",
            do="Restore the key folder that belongs to this database.",
        )
