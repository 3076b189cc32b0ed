"""The manual's pages of the law, written from its files and from the source that uses them.

python -m webapp.lawbook.manual docs/law
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from beyond_use.edition import Edition, Row
from beyond_use.law import LIMITS
from beyond_use.overlay import OVERLAYS, Overlay, read_overlay
from beyond_use.reader import read_edition
from webapp.lawbook.index import index_page
from webapp.lawbook.source_graph import Place
from webapp.lawbook.tracing import Trace, traces

ROOT = Path(__file__).resolve().parents[2]
UP = "../../"
OVERLAYS_PAGE = "overlays.md"
INDEX_PAGE = "README.md"

PAGE = """# {title}

Written from `{file}`, never by hand
([how](../how-to/change-the-law.md#write-the-pages-of-the-law-again)). In force since {since}.
[All of the law](README.md).
"""
OVERLAYS_HEAD = """# Overlays

Written from the files in `beyond_use/overlays/`, never by hand
([how](../how-to/change-the-law.md#write-the-pages-of-the-law-again)). An overlay may only tighten
the law, and holds only where an installation has chosen it. [All of the law](README.md).
"""


def pages() -> dict[str, str]:
    """Give every page as Markdown, by its file name."""
    files = {path: read_edition(path) for path in sorted(LIMITS.glob("*.toml"))}
    overlays = [read_overlay(path) for path in sorted(OVERLAYS.glob("*.toml"))]
    rules = list(dict.fromkeys(row.rule for one in files.values() for row in one.rows))
    found = traces(rules, ROOT)
    made = {f"{path.stem}.md": _page(path, one, found) for path, one in files.items()}
    made[OVERLAYS_PAGE] = "\n".join([OVERLAYS_HEAD, *map(_overlay, overlays)])
    named = {f"{path.stem}.md": one for path, one in files.items()}
    made[INDEX_PAGE] = index_page(named, overlays, found)
    return made


def main(words: list[str]) -> None:
    """Write the pages to the folder that is named; a page whose file is gone goes too."""
    folder = Path(words[0])
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for page in folder.glob("*.md"):
        if page.name not in made:
            page.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _page(path: Path, edition: Edition, found: Mapping[str, Trace]) -> str:
    until = f", until {edition.until.isoformat()}" if edition.until else ""
    head = PAGE.format(
        title=f"{edition.chapter} ({edition.edition}): {path.stem}",
        file=path.relative_to(ROOT).as_posix(),
        since=edition.in_force.isoformat() + until,
    )
    return "\n".join([head, *(_rule(rows, found[rows[0].rule]) for rows in _rules(edition.rows))])


def _rules(rows: Iterable[Row]) -> list[list[Row]]:
    return [list(theirs) for _, theirs in groupby(rows, lambda row: row.rule)]


def _rule(rows: Sequence[Row], trace: Trace) -> str:
    return "\n".join([f"## {rows[0].rule}\n", *_said(rows), *_traced(trace)])


def _said(rows: Sequence[Row]) -> Iterator[str]:
    first = rows[0]
    yield f"{first.says}.\n"
    if first.value:
        yield "| For | Figure |\n|---|---|"
        yield from (f"| {_cell(row.part)} | {_figure(row)} |" for row in rows)
        yield ""
    confirmed = "confirmed" if first.confirmed else "unconfirmed"
    yield f"* Stands in: {first.citation}"
    checked = first.citation.last_checked.isoformat()
    yield f"* Seen: {first.status}, {confirmed}; {first.citation.source} ({checked})"


def _figure(row: Row) -> str:
    return f"{row.figure}, an end of the range" if row.comparator == "between" else row.figure


def _traced(trace: Trace) -> Iterator[str]:
    yield f"* Functions: {_functions(trace.functions) or '**none names it**'}"
    if trace.explained_in:
        yield f"* Functions whose explanation names it: {_functions(trace.explained_in)}"
    tests = "; ".join(_tests_of_files(trace))
    yield f"* Tests: {tests or '**none names it**'}"
    if not trace.tests and trace.through:
        links = ", ".join(f"[{_name(path)}]({UP}{path})" for path in trace.through)
        yield f"* Tests that call these functions without naming it: {links}"
    if trace.cases:
        yield f"* Published cases: {', '.join(trace.cases)}"
    yield ""


def _functions(places: Iterable[Place]) -> str:
    return ", ".join(f"[`{one.name}`]({UP}{one.path})" for one in places)


def _tests_of_files(trace: Trace) -> Iterator[str]:
    for path, theirs in groupby(trace.tests, lambda one: one.path):
        names = ", ".join(f"`{one.name}`" for one in theirs)
        yield f"[{_name(path)}]({UP}{path}) {names}"


def _overlay(overlay: Overlay) -> str:
    own = overlay.own
    until = f" until {own.until.isoformat()}" if own.until else ""
    lines = [
        f"## {overlay.name}\n",
        f"{overlay.authority} ({overlay.jurisdiction}): {own.chapter} ({own.edition}).",
        f"Holds from {own.in_force.isoformat()}{until}.\n",
        "| Rule | For | Figure | Says | Stands in | Seen |\n|---|---|---|---|---|---|",
        *(_overlay_line(row) for row in own.rows),
        "",
    ]
    return "\n".join(lines)


def _overlay_line(row: Row) -> str:
    seen = f"{row.status}; {row.citation.source}"
    cells = (row.rule, row.part, _figure(row), row.says, row.citation.locator, seen)
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _name(path: str) -> str:
    return path.rpartition("/")[2]


if __name__ == "__main__":
    main(sys.argv[1:])
