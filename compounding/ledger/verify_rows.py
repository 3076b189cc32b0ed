"""Whether the rows stand: each covered table holds what the entries say, and no more."""

import math
from collections.abc import Iterator
from typing import Any

from compounding.ledger.canonical import canonical
from compounding.ledger.content import BatchDigest
from compounding.ledger.covered import CoveredContent
from compounding.ledger.report import Report

Row = dict[str, Any]


class TableCheck:
    """Walks one table in the order of its entries."""

    def __init__(self, content: CoveredContent, rows: Iterator[Row], report: Report) -> None:
        self.name = content.table.name
        self._content = content
        self._rows = rows
        self._report = report
        self._next: Row | None = None
        self.next_number: float = 0
        self._advance()

    def take(self, number: int, records: list[Row]) -> None:
        """Compare the rows of this entry with what it kept of them."""
        rows = list(self._rows_of(number))
        if self._content.batched:
            self._compare_batch(number, records, rows)
        else:
            self._compare_each(number, records, rows)

    def finish(self, last: int) -> None:
        """What is left belongs to no entry at all."""
        while (row := self._next) is not None:
            self._advance()
            self._report.add(
                last + 1,
                f"{self.name} {row['id']} names entry {row['entry_number']}, which is none",
            )

    def _advance(self) -> None:
        """Look at the next row; one whose entry number is no number belongs to no entry."""
        self._next = next(self._rows, None)
        number = None if self._next is None else self._next["entry_number"]
        self.next_number = number if isinstance(number, int) else math.inf

    def _rows_of(self, number: int) -> Iterator[Row]:
        while (row := self._next) is not None and self.next_number <= number:
            self._advance()
            if row["entry_number"] == number:
                yield row
            else:
                self._report.add(number, f"{self.name} {row['id']} stands where no entry put it")

    def _compare_each(self, number: int, records: list[Row], rows: list[Row]) -> None:
        found = {row["id"]: row for row in rows}
        for record in records:
            key, recorded = record.get("key"), record.get("row")
            row = found.pop(key, None) if isinstance(key, int) else None
            if row is None or not isinstance(recorded, dict):
                self._report.add(number, f"{self.name} {key} is missing or was moved")
                continue
            for column in _different(recorded, row):
                self._report.add(number, f"{self.name} {key}: {column} was changed")
        for key in found:
            self._report.add(number, f"{self.name} {key} was added without an entry")

    def _compare_batch(self, number: int, records: list[Row], rows: list[Row]) -> None:
        columns = set(records[0].get("columns", ())) if records else set(self._content.names)
        running = BatchDigest()
        for row in rows:
            running.add({name: value for name, value in row.items() if name in columns})
            if any(value is not None for name, value in row.items() if name not in columns):
                self._report.add(number, f"{self.name} {row['id']} holds more than was recorded")
        found = [running.as_dict()] if rows else []
        names = ("first", "last", "count", "digest")
        if [{name: record.get(name) for name in names} for record in records] != found:
            self._report.add(number, f"its batch of {self.name} is not what was recorded")


def _different(recorded: Row, row: Row) -> list[str]:
    """Columns that differ; one that the entry does not know of is younger and holds nothing.

    Compared as written down: to Python, `true` and `1` are equal.
    """
    names = sorted({*recorded, *row})
    return [name for name in names if canonical(recorded.get(name)) != canonical(row.get(name))]
