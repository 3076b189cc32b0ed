"""The figures of the law as text for a terminal and as data for a program."""

from collections.abc import Sequence
from typing import Any

from beyond_use.checking import Finding
from beyond_use.law import Law, Row

UNREAD = "unconfirmed"


def as_data(row: Row) -> dict[str, Any]:
    """Tell one figure as data; figures are text, exactly as the file has them."""
    under = row.instead_of
    return {
        "rule": row.rule,
        "part": row.part,
        "value": row.value,
        "unit": row.unit,
        "comparator": row.comparator,
        "says": row.says,
        "status": row.status,
        "confirmed": row.confirmed,
        "chapter": row.citation.chapter,
        "edition": row.citation.edition,
        "locator": row.citation.locator,
        "source": row.citation.source,
        "last_checked": row.citation.last_checked.isoformat(),
        "instead_of": None if under is None else as_data(under),
    }


def list_told(law: Law) -> str:
    """Print every figure in one line: rule, part, figure, status, confirmed or not, where."""
    lines = [_cells(row) for row in law.rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    table = ["  ".join(map(_padded, line, widths)).rstrip() for line in lines]
    return "\n".join([*table, "", _counted(law), f"In force: {law.name}."])


def rule_told(rows: Sequence[Row]) -> str:
    """Print one rule whole: each figure, where it stands, where it was seen, who stands over it."""
    return "\n\n".join("\n".join(_lines(row)) for row in rows)


def findings_told(findings: Sequence[Finding]) -> str:
    """Print what each file holds, and what is refused in full."""
    width = max(len(one.file) for one in findings)
    lines = [
        f"  ok       {one.file:{width}}  {one.says}"
        if one.ok
        else f"  REFUSED  {one.file}\n    {one.says}"
        for one in findings
    ]
    bad = sum(not one.ok for one in findings)
    verdict = f"{bad} refused. No bag can be dated by them." if bad else "All of it can be used."
    return "\n".join([*lines, "", verdict])


def _cells(row: Row) -> tuple[str, ...]:
    figure = f"{row.value} {row.unit}" if row.value else "in words"
    confirmed = "confirmed" if row.confirmed else UNREAD
    where = f"{row.citation.chapter}, {row.citation.locator}"
    return (row.rule, row.part or "-", figure, row.comparator, row.status, confirmed, where)


def _padded(cell: str, width: int) -> str:
    return cell.ljust(width)


def _lines(row: Row) -> list[str]:
    part = f" ({row.part})" if row.part else ""
    seen = f"{row.status}: {row.citation.source}"
    confirmed = "by a licensed copy" if row.confirmed else "no"
    figure = row.figure or "in words"
    compared = " (an end of a range)" if row.comparator == "between" else ""
    return [
        f"{row.rule}{part}: {figure}{compared}",
        f"  says          {row.says}",
        f"  stands in     {row.citation}",
        f"  seen          {seen}",
        f"  confirmed     {confirmed}",
        f"  last checked  {row.citation.last_checked.isoformat()}",
    ]


def _counted(law: Law) -> str:
    figures = [row for row in law.rows if row.value]
    words = len(law.rows) - len(figures)
    unread = sum(not row.confirmed for row in law.rows)
    return f"{len(figures)} figures and {words} rules in words, {unread} of them {UNREAD}."
