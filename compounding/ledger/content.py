"""What an entry keeps of the rows it stored: their content, or one digest over a whole batch."""

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from compounding.errors import NotPlain
from compounding.ledger.base import Covered
from compounding.ledger.canonical import canonical
from compounding.ledger.covered import CoveredContent

Record = dict[str, Any]


_CONTENTS: dict[type[Covered], CoveredContent] = {}


def content_of(model: type[Covered]) -> CoveredContent:
    """How rows of this model become plain; reckoned once."""
    if model not in _CONTENTS:
        _CONTENTS[model] = CoveredContent(model)
    return _CONTENTS[model]


def rows_of_entry(session: Session, number: int, models: Iterable[type[Covered]]) -> list[Record]:
    """Read back what was just stored, so that the entry covers what the database really holds."""
    records: list[Record] = []
    for content in sorted(map(content_of, models), key=lambda content: content.table.name):
        question = content.select.where(content.table.c.entry_number == number)
        stored = session.connection().execute(question.order_by(content.table.c.id))
        rows = [content.plain(row) for row in stored]
        for row in rows:
            _refuse_unreadable(content.table.name, row)
        records += [batch(content, rows)] if content.batched else each(content, rows)
    return records


def each(content: CoveredContent, rows: list[Record]) -> list[Record]:
    """One record per row."""
    name = content.table.name
    return [{"table": name, "key": row["id"], "row": row} for row in rows]


def batch(content: CoveredContent, rows: list[Record]) -> Record:
    """One record for the rows together."""
    running = BatchDigest()
    for row in rows:
        running.add(row)
    return {"table": content.table.name, **running.as_dict(), "columns": sorted(content.names)}


class BatchDigest:
    """SHA-256 over the canonical rows, one a line, in the order of their ids."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._first: int | None = None
        self._last: int | None = None
        self._count = 0

    def add(self, row: Record) -> None:
        """Take the next row."""
        self._first = row["id"] if self._first is None else self._first
        self._last = row["id"]
        self._count += 1
        self._hash.update(canonical(row) + b"\n")

    def as_dict(self) -> Record:
        """What the entry keeps."""
        return {
            "first": self._first,
            "last": self._last,
            "count": self._count,
            "digest": self._hash.hexdigest(),
        }


def _refuse_unreadable(table: str, row: Record) -> None:
    for name, value in row.items():
        if isinstance(value, dict) and set(value) == {"unreadable"}:
            raise NotPlain(
                what=f"{table}.{name} was stored as {value['unreadable']}.",
                meaning="The entry could not cover it; nothing was recorded.",
                do="Give the column a value of its own type.",
            )
