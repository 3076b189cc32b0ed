"""Connections: transactions begun by us, SQLite's settings set on every one of them."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from compounding.errors import NoDatabase

_WRITING = "firstair_writing"
BUSY_MILLISECONDS = 30_000

SQLITE_SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: an acknowledged commit survives a power cut
    "foreign_keys": 1,
    "recursive_triggers": 1,  # else INSERT OR REPLACE would slip past the refusing triggers
    "busy_timeout": BUSY_MILLISECONDS,
}


def connect(url: str, *, foreign_keys: bool = True) -> Engine:
    """Make an engine; nothing is opened yet."""
    try:
        parsed = make_url(url)
    except ArgumentError as wrong:
        raise NoDatabase(
            what="The database address cannot be read.",
            meaning="Nothing was opened.",
            do="Write sqlite:////folder/file.db or postgresql://user@host/name.",
        ) from wrong
    if parsed.get_backend_name() == "postgresql":
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            pool_size=20,
            max_overflow=20,
        )
    _refuse_memory(parsed)
    engine = create_engine(parsed, pool_size=20, max_overflow=20)
    _prepare_sqlite(engine, {**SQLITE_SETTINGS, "foreign_keys": int(foreign_keys)})
    return engine


def writing(engine: Engine) -> Engine:
    """The same connections, whose transactions are for writing from their first moment."""
    return engine.execution_options(**{_WRITING: True})


def is_sqlite(engine: Engine | Connection) -> bool:
    """Tell SQLite from PostgreSQL."""
    return engine.dialect.name == "sqlite"


def sqlite_file(engine: Engine) -> Path | None:
    """The case file of an SQLite database, None elsewhere."""
    return Path(str(engine.url.database)) if is_sqlite(engine) else None


def _refuse_memory(url: URL) -> None:
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        raise NoDatabase(
            what="The record is kept in an SQLite file or in PostgreSQL.",
            meaning="Nothing was opened: in any other place it would be gone or unguarded.",
            do="Name a file, sqlite:////folder/file.db, or postgresql://user@host/name.",
        )


def _prepare_sqlite(engine: Engine, settings: dict[str, Any]) -> None:
    @event.listens_for(engine, "connect")
    def _set(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        for name, value in settings.items():
            connection.execute(f"PRAGMA {name}={value}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        for_writing = connection.get_execution_options().get(_WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if for_writing else "BEGIN")
