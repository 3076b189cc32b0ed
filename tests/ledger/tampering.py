"""Change a record behind First Air's back, one column of one row at a time.

The engine knows nothing of the domain: it works on whatever tables `Base.metadata` holds, so it can
be pointed at any filled record whose triggers were taken away.
"""
# ruff: noqa: S608 - the names are those of our own tables

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Date, Integer, Table, text, type_coerce
from sqlalchemy.exc import DatabaseError
from sqlalchemy.types import NullType

from compounding.ledger.covered import LOG_TABLES, protected_tables
from compounding.ledger.database import Database
from compounding.ledger.engine import is_sqlite
from compounding.ledger.report import Report
from compounding.ledger.triggers import remove_triggers
from compounding.ledger.types import Instant, instant_text


@dataclass(frozen=True)
class Tampering:
    """One column of one row set to another value; `entry` is the number that must be named."""

    table: Table
    column: Column
    where: dict[str, Any]
    old: Any
    new: Any
    entry: int | None

    def __str__(self) -> str:
        return f"{self.column} of {self.where}: {self.old!r} -> {self.new!r}"


def unprotect(database: Database) -> None:
    """Do what an owner of the database can do: take the triggers away."""
    with database.engine.begin() as connection:
        remove_triggers(connection)


def rounds(database: Database, rows_per_table: int = 2) -> Iterator[list[Tampering]]:
    """Every column of first and last rows, each in several ways.

    A round holds one change in each covered table, so that one verification judges them all, each
    by its own table's name; what touches the log itself comes alone.
    """
    by_table = {
        table.name: list(_of_table(database, table, rows_per_table)) for table in protected_tables()
    }
    for name in LOG_TABLES:
        yield from ([tampering] for tampering in by_table.pop(name))
    for together in zip_longest(*by_table.values()):
        yield [tampering for tampering in together if tampering is not None]


@contextmanager
def applied(database: Database, together: list[Tampering]) -> Iterator[list[Tampering]]:
    """Apply the changes, yield those the database let happen, and take them back."""
    happened = [t for t in together if _set(database, t.where, t, t.new)]
    try:
        yield happened
    finally:
        for tampering in happened:
            moved = {**tampering.where}
            if tampering.column.name in moved:
                moved[tampering.column.name] = tampering.new
            _set(database, moved, tampering, tampering.old)


def is_named(report: Report, tampering: Tampering) -> bool:
    """Whether the report points at this change, and at its entry."""
    name, entry = tampering.table.name, tampering.entry
    if name in LOG_TABLES:
        return report.count > 0 and entry in {None, report.first_bad}
    return any(
        f"{name} " in f"{finding.what} " and entry in {None, finding.entry}
        for finding in report.findings
    )


def _of_table(database: Database, table: Table, rows_per_table: int) -> Iterator[Tampering]:
    for row in _chosen(database, table, rows_per_table):
        where = {key.name: row[key.name] for key in table.primary_key.columns}
        for column in table.columns:
            entry = None if column.name in {"entry_number", "number"} else _entry(table, row)
            for new in _others(column, row[column.name]):
                yield Tampering(table, column, where, row[column.name], new, entry)


def _chosen(database: Database, table: Table, count: int) -> list[dict[str, Any]]:
    columns = [type_coerce(column, NullType()).label(column.name) for column in table.columns]
    with database.reading() as session:
        rows = session.execute(
            table.select().with_only_columns(*columns).order_by(*table.primary_key.columns)
        )
        found = [dict(row) for row in rows.mappings()]
    return found if len(found) <= count else [*found[: count - 1], found[-1]]


def _entry(table: Table, row: dict[str, Any]) -> int | None:
    if table.name in LOG_TABLES:
        return row.get("number") if table.name == "entry" else None
    return row["entry_number"]


def _others(column: Column, old: Any) -> Iterator[Any]:
    """Other values the column would take, as the driver writes them."""
    if old is not None and column.nullable:
        yield None
    if isinstance(column.type, Boolean):
        yield from [True] if old is None else [type(old)(not old)]
    elif isinstance(old, int):
        yield old + 1000
    elif isinstance(old, Decimal):
        yield from (old + 1, Decimal(f"{old}0"))
    elif isinstance(old, datetime):
        yield old + timedelta(microseconds=1)
    elif isinstance(old, date):
        yield old + timedelta(days=1)
    elif isinstance(old, bytes | memoryview):
        yield bytes(old) + b"x"
    elif isinstance(old, str):
        yield from _other_texts(old)
    elif old is None:
        yield from _fillings(column)


def _fillings(column: Column) -> Iterator[Any]:
    if isinstance(column.type, Integer):
        yield 1
    elif isinstance(column.type, Instant | Date):
        yield from (date(2026, 11, 23), instant_text(datetime(2026, 11, 23, tzinfo=UTC)))
    else:
        yield "1"


def _other_texts(old: str) -> Iterator[str]:
    last = "0" if not old or old[-1] != "0" else "1"
    yield old[:-1] + last
    if old.startswith(("{", "[")):
        yield old.replace(":", ": ", 1) if ":" in old else old + " "


def _set(database: Database, where: dict[str, Any], tampering: Tampering, value: Any) -> bool:
    place = " AND ".join(f'"{name}" = :where_{name}' for name in where)
    statement = (
        f'UPDATE "{tampering.table.name}" SET "{tampering.column.name}" = :value WHERE {place}'
    )
    values = {"value": value, **{f"where_{name}": key for name, key in where.items()}}
    try:
        with _unchecked(database) as connection:
            return connection.execute(text(statement), values).rowcount == 1
    except DatabaseError:
        return False  # a constraint of the table stands in the way


@contextmanager
def _unchecked(database: Database) -> Iterator[Connection]:
    """A connection of somebody who switches the references off first."""
    with database.engine.connect() as connection:
        if is_sqlite(database.engine):
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=0")
        else:
            connection.execute(text("SET session_replication_role = replica"))
        try:
            yield connection
            connection.commit()
        finally:
            connection.invalidate()
