"""Binds the files of one edition together: an edition may be written in several, one to a topic.

Files with the same chapter, edition and first day are one edition. A figure stands in one of them
only, so that no second figure can hide behind the first.
"""

from collections.abc import Iterable, Mapping

from beyond_use.edition import Edition, Row
from beyond_use.errors import BadLaw


def merged(files: Mapping[str, Edition]) -> tuple[Edition, ...]:
    """Bind files, each under its name, into whole editions in the order they were first named.

    Raises BadLaw where two files of one edition say the same figure, or end it on other days.
    """
    by_head: dict[tuple[object, ...], dict[str, Edition]] = {}
    for file, one in files.items():
        by_head.setdefault((one.chapter, one.edition, one.in_force), {})[file] = one
    return tuple(_bound(parts) for parts in by_head.values())


def _bound(parts: Mapping[str, Edition]) -> Edition:
    files, first = list(parts), next(iter(parts.values()))
    rows: list[tuple[str, Row]] = []
    for file, one in parts.items():
        if one.until != first.until:
            trouble = f"it ends {_told(one)}, but {files[0]} of the same edition {_told(first)}"
            raise BadLaw(file, trouble)
        _refuse_twice(file, one.rows, rows)
        rows += [(file, row) for row in one.rows]
    bound = tuple(row for _, row in rows)
    return Edition(first.chapter, first.edition, first.in_force, bound, first.until)


def _refuse_twice(file: str, given: Iterable[Row], before: Iterable[tuple[str, Row]]) -> None:
    """Refuse a figure said already, and a rule that is words in one file and figures in another."""
    said = {(row.rule, row.part): other for other, row in before}
    for row in given:
        wording = {
            (rule, part) for rule, part in said if rule == row.rule and "" in (part, row.part)
        }
        for same in {(row.rule, row.part)} & said.keys() or wording:
            named = f"{row.rule} ({row.part})" if row.part else row.rule
            raise BadLaw(file, f"{named} stands in {said[same]} already; a figure has one place")


def _told(edition: Edition) -> str:
    return f"on {edition.until.isoformat()}" if edition.until else "never"
