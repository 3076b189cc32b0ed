"""What the database must promise before anything is entrusted to it."""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError, OperationalError

from compounding.errors import CorruptDatabase, NoDatabase, UnsafeSettings
from compounding.ledger.engine import SQLITE_SETTINGS, is_sqlite, sqlite_file

POSTGRES_SETTINGS = ("fsync", "synchronous_commit", "full_page_writes")


def check_settings(engine: Engine) -> None:
    """Refuse a damaged file, a missing one, and any setting that loses acknowledged records."""
    if is_sqlite(engine):
        _check_file(engine)
    try:
        with engine.connect() as connection:
            wrong = list(_wrong(connection))
    except OperationalError as unreachable:
        raise _not_reached(unreachable) from unreachable
    except DatabaseError as damaged:
        raise _damaged(str(damaged.orig)) from damaged
    if wrong:
        raise UnsafeSettings(
            what=f"The database runs with {', '.join(wrong)}.",
            meaning="A power cut could lose weights and releases that were already acknowledged.",
            do="Correct the setting (local disk for SQLite, postgresql.conf for PostgreSQL).",
        )


def _check_file(engine: Engine) -> None:
    path = sqlite_file(engine)
    if path is None or not path.is_file():
        raise NoDatabase(
            what=f"There is no database at {path}.",
            meaning="Nothing was opened and nothing was made.",
            do="Check the address, or run `firstair init` for a new installation.",
        )


def _wrong(connection: Connection) -> Iterator[str]:
    if is_sqlite(connection):
        for name, wanted in SQLITE_SETTINGS.items():
            found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            if str(found).lower() != str(wanted):
                yield f"{name}={found}"
        damage = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if damage != "ok":
            raise _damaged(str(damage))
    else:
        for name in POSTGRES_SETTINGS:
            found = connection.execute(text(f"SHOW {name}")).scalar()
            if found == "off":
                yield f"{name}=off"


def _damaged(detail: str) -> CorruptDatabase:
    return CorruptDatabase(
        what=f"The case file is damaged or is not a database ({detail}).",
        meaning="It was left exactly as it is; no new one was begun.",
        do="Copy it aside, run `firstair verify` on the newest backup, and restore that.",
    )


def _not_reached(detail: OperationalError) -> NoDatabase:
    return NoDatabase(
        what=f"The database does not answer ({detail.orig}).",
        meaning="Nothing can be recorded until it does.",
        do="Check that it runs and may be reached and read from this computer.",
    )
