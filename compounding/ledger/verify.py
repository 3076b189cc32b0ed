"""Verify the whole record: recompute everything, name the first entry that does not stand.

Reads once, in the order of the entries, table by table side by side; memory does not grow with the
record.  With an older head (from paper, an agent, a witness) a cut or rebuilt log is found as well.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from sqlalchemy import ColumnElement, Connection

from compounding.ledger.base import Base, Covered
from compounding.ledger.content import content_of
from compounding.ledger.covered import LOG_TABLES, Content, covered_models
from compounding.ledger.database import Database
from compounding.ledger.engine import is_sqlite
from compounding.ledger.heads import head_stands
from compounding.ledger.report import Report
from compounding.ledger.triggers import missing_triggers
from compounding.ledger.verify_log import LogCheck, Row
from compounding.ledger.verify_rows import TableCheck

AT_ONCE = 500
_ENTRY, _HEAD, _NODE = (Base.metadata.tables[name] for name in LOG_TABLES)


def verify(database: Database, head: dict[str, Any] | None = None) -> Report:
    """Recompute the record; `head` is an older head kept outside, as `heads.last_head` gives it."""
    report = Report()
    with database.engine.connect() as connection, ExitStack() as opened:
        if not is_sqlite(connection):
            connection.execution_options(isolation_level="REPEATABLE READ")
        report.unguarded = missing_triggers(connection)
        streams = Streams(connection, opened)
        _walk(streams, database, report, head)
    return report


class Streams:
    """Rows of many tables side by side, a few hundred at once, all closed at the end."""

    def __init__(self, connection: Connection, opened: ExitStack) -> None:
        self._connection = connection.execution_options(yield_per=AT_ONCE)
        self._opened = opened

    def rows(self, content: Content, *order: ColumnElement[Any]) -> Iterator[Row]:
        """Plain rows of one table."""
        result = self._connection.execute(content.select.order_by(*order))
        return map(content.plain, self._opened.enter_context(result))


def _walk(
    streams: Streams, database: Database, report: Report, older: dict[str, Any] | None
) -> None:
    log = _log_check(streams, database, report)
    tables = [_table_check(streams, model, report) for model in covered_models().values()]
    outside = OutsideHead(older, log, report)
    for entry in streams.rows(Content(_ENTRY), _ENTRY.c.number):
        log.take(entry)
        outside.look()
        records = _records(entry["after"])
        for table in tables:
            if table.next_number <= log.number or table.name in records:
                table.take(log.number, records.get(table.name, []))
    log.finish()
    for table in tables:
        table.finish(log.number)
    outside.finish(database)
    report.entries = log.number


class OutsideHead:
    """An older head that was kept where nobody who alters the database can reach it."""

    def __init__(self, head: dict[str, Any] | None, log: LogCheck, report: Report) -> None:
        self._head = head
        self._log = log
        self._report = report
        self._root = log.root()

    def look(self) -> None:
        """Keep the root as it was when the log had the head's size."""
        if self._head is not None and self._head.get("size") == self._log.number:
            self._root = self._log.root()

    def finish(self, database: Database) -> None:
        """Say whether the log of today begins with the log of that head."""
        if self._head is None:
            return
        size = self._head.get("size", 0)
        if self._head.get("log") != database.keys.log or not head_stands(self._head):
            self._report.add(None, "the older head is of another log, or its signature is bad")
        elif size > self._log.number:
            self._report.add(
                self._log.number + 1, f"is missing: the older head speaks of {size} entries"
            )
        elif self._root != self._head["root"]:
            self._report.add(None, f"the first {size} entries are not those the older head signed")


def _log_check(streams: Streams, database: Database, report: Report) -> LogCheck:
    finished_with = (_NODE.c.position + 1).bitwise_lshift(_NODE.c.level)
    nodes = streams.rows(Content(_NODE), finished_with, _NODE.c.level)
    heads = streams.rows(Content(_HEAD), _HEAD.c.size)
    return LogCheck(report, database.keys, nodes=nodes, heads=heads)


def _table_check(streams: Streams, model: type[Covered], report: Report) -> TableCheck:
    content = content_of(model)
    columns = content.table.c
    return TableCheck(content, streams.rows(content, columns.entry_number, columns.id), report)


def _records(after: object) -> dict[str, list[Row]]:
    """The rows an entry speaks of, by table; an altered entry may hold anything."""
    records: dict[str, list[Row]] = {}
    rows = after.get("rows") if isinstance(after, dict) else None
    for record in rows if isinstance(rows, list) else []:
        if isinstance(record, dict) and isinstance(record.get("table"), str):
            records.setdefault(record["table"], []).append(record)
    return records
