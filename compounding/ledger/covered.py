"""Which tables the ledger covers, and what of a stored row its entry keeps."""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, Select, String, Table, select
from sqlalchemy.sql.expression import type_coerce
from sqlalchemy.types import NullType

from compounding.errors import NotExact, NotPlain
from compounding.ledger.base import Base, Covered
from compounding.ledger.canonical import Plain, canonical, canonical_text
from compounding.ledger.entry import Entry
from compounding.ledger.heads import Head, Node
from compounding.ledger.types import ExactDecimal, Instant, Json, decimal_text, instant_text

LOG_TABLES = (Entry.__tablename__, Head.__tablename__, Node.__tablename__)

Read = Callable[[object], Plain]


def covered_models() -> dict[str, type[Covered]]:
    """Every covered model by its table name."""
    named = {str(mapper.local_table): mapper.class_ for mapper in Base.registry.mappers}
    return {name: named[name] for name in sorted(named) if issubclass(named[name], Covered)}


def protected_tables() -> list[Table]:
    """Tables whose rows may never be changed or removed: the covered ones and the log itself."""
    return [Base.metadata.tables[name] for name in (*LOG_TABLES, *covered_models())]


def unreadable(raw: object) -> Plain:
    """Stand in for a stored value that no write of ours could have made; equals no real one."""
    return {"unreadable": f"{type(raw).__name__} {raw!r}"}


def _whole(raw: object) -> Plain:
    return raw if type(raw) is int else unreadable(raw)


def _truth(raw: object) -> Plain:
    if isinstance(raw, bool):
        return raw
    return bool(raw) if type(raw) is int and raw in {0, 1} else unreadable(raw)


def _text(raw: object) -> Plain:
    return raw if isinstance(raw, str) else unreadable(raw)


def _digits(raw: object) -> Plain:
    try:
        text = decimal_text(raw if isinstance(raw, Decimal) else Decimal(str(raw)))
    except (ArithmeticError, NotExact):
        return unreadable(raw)
    return text if isinstance(raw, Decimal) or raw == text else unreadable(raw)


def _moment(raw: object) -> Plain:
    if isinstance(raw, datetime):
        return instant_text(raw.astimezone(UTC))
    return _text(raw)


def _day(raw: object) -> Plain:
    return raw.isoformat() if isinstance(raw, date) else _text(raw)


def _bytes(raw: object) -> Plain:
    return bytes(raw).hex() if isinstance(raw, bytes | memoryview) else unreadable(raw)


def _json(raw: object) -> Plain:
    try:
        value: Plain = json.loads(str(raw))
        written = value is not None and canonical_text(value) == raw  # nothing is stored as NULL
        return value if written else unreadable(raw)
    except (ValueError, RecursionError, NotPlain):
        return unreadable(raw)


_READERS: tuple[tuple[type[Any], Read], ...] = (
    (ExactDecimal, _digits),
    (Instant, _moment),
    (Json, _json),
    (Boolean, _truth),
    (Integer, _whole),
    (Date, _day),
    (LargeBinary, _bytes),
    (String, _text),
)


def reader(column: Column[Any]) -> Read:
    """How a stored value of this column becomes plain, without trusting what is stored."""
    for kind, read in _READERS:
        if isinstance(column.type, kind):
            return lambda raw: None if raw is None else read(raw)
    raise NotPlain(
        what=f"{column} is a {column.type!r}, of which the ledger knows no exact form.",
        meaning="Rows of this table could not be covered.",
        do="Use ExactDecimal, Instant, Json, text, whole numbers, truth values, dates or bytes.",
    )


def _only_digest(read: Read) -> Read:
    def digested(raw: object) -> Plain:
        if raw is None:
            return None
        return "sha256:" + hashlib.sha256(canonical(read(raw))).hexdigest()

    return digested


class Content:
    """The plain content of a table's rows, straight from what the database stores."""

    def __init__(self, table: Table, digested: frozenset[str] = frozenset()) -> None:
        self.table = table
        self.names = [column.name for column in table.columns]
        self._readers = [
            _only_digest(reader(column)) if column.name in digested else reader(column)
            for column in table.columns
        ]
        columns = [type_coerce(column, NullType()).label(column.name) for column in table.columns]
        self.select: Select[*tuple[Any, ...]] = select(*columns)
        """Stored values as the driver gives them, before any type has interpreted them."""

    def plain(self, stored: Iterable[object]) -> dict[str, Any]:
        """One stored row as plain values by column name."""
        values = zip(self.names, self._readers, stored, strict=True)
        return {name: read(raw) for name, read, raw in values}


class CoveredContent(Content):
    """The content of a covered table, as its model wants it kept."""

    def __init__(self, model: type[Covered]) -> None:
        name = next(name for name, known in covered_models().items() if known is model)
        super().__init__(Base.metadata.tables[name], model.__digested__)
        self.batched = model.__batched__
