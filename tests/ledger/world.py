"""A world with rows in every covered table, made from the models alone."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, String, Table, func, select

from compounding.ledger.actor import SYSTEM
from compounding.ledger.base import Base
from compounding.ledger.covered import covered_models
from compounding.ledger.database import Database
from compounding.ledger.types import ExactDecimal, Instant, Json
from compounding.ledger.verbs import Verb
from tests.ledger.fresh import NOW

ROWS = 3


def fill(database: Database) -> None:
    """Write rows into every covered table, one entry each, batched tables in one entry."""
    models = covered_models()
    for table in Base.metadata.sorted_tables:
        if table.name in models:
            rows = [models[table.name](**_values(database, table, n)) for n in range(1, ROWS + 1)]
            batches = [rows] if models[table.name].__batched__ else [[row] for row in rows]
            with database.entry(by=SYSTEM, at=NOW, station="world") as unit:
                for batch in batches:
                    unit.write(
                        Verb.FACILITY_CARD_ENTER, f"table {table.name}", *batch, reason="sample"
                    )


def _values(database: Database, table: Table, number: int) -> dict[str, object]:
    columns = [column for column in table.columns if column.name not in {"id", "entry_number"}]
    return {column.name: _value(database, column, number) for column in columns}


def _value(database: Database, column: Column, number: int) -> object:
    for key in column.foreign_keys:
        with database.reading() as session:
            known = session.scalars(select(key.column).order_by(key.column)).all()
        return known[number - 1] if len(known) >= number else None
    return next(_by_kind(column, number))


def _by_kind(column: Column, number: int) -> Iterator[object]:
    kind = column.type
    if isinstance(kind, ExactDecimal):
        yield Decimal(f"{number}.50")
    elif isinstance(kind, Instant):
        yield NOW + timedelta(seconds=number)
    elif isinstance(kind, Json):
        yield {"kept": [str(number)], "of": {"column": column.name}}
    elif isinstance(kind, Boolean):
        yield number % 2 == 0
    elif isinstance(kind, Integer):
        yield number
    elif isinstance(kind, Date):
        yield date(2026, 11, number)
    elif isinstance(kind, LargeBinary):
        yield bytes([number])
    elif isinstance(kind, String):
        yield f"{number} {column.table.name} {column.name}"[: kind.length]


def rows_in(database: Database, table: Table) -> int:
    """How many rows a table has."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))
