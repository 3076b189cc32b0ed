"""The first page of the law in the manual: what there is, and what nothing stands behind yet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from beyond_use.edition import Edition, Row
from beyond_use.overlay import Overlay
from beyond_use.reason import UNSURE
from webapp.lawbook.tracing import Trace

HEAD = """# The law

These pages are written from the files in `beyond_use/limits/` and `beyond_use/overlays/`, and from
the source that uses them, never by hand
([how](../how-to/change-the-law.md#write-the-pages-of-the-law-again)). Each rule stands with its
figures, the functions that name it, the tests that name it and call them, and its published cases.
On the command line: [`firstair law`](../reference/commands.md).

The files hold figures and our own words, no sentence of a chapter. **No figure is confirmed** until
somebody has held it beside a licensed copy; how it was met meanwhile is its status:
*verified-secondary* (seen in a source that reports the chapter), *recalled* (applied in the tighter
direction), *unsure* (may only warn), *convention* (this house's own).

A function or test is found by the rule's id in its text. An id put together while running is not
found, and a test may ask a function for a rule without naming it; such tests are named apart.
"""
NO_FUNCTION = """## Rules that no function names

No function of `beyond_use/` looks these up. A rule in words may be kept by what the code does
without naming it, or be kept by people; that has to be read in the code. Here it is not proved.
"""
NO_TEST = """## Rules that no test names

Tests that call a function of the rule may still cover it; its page names them.
"""
NOTHING = """## Rules that nothing tests

No test names them, none calls a function that does, and no published case asks for them.
"""
UNSURE_HEAD = """## Rules that may only warn

They are recalled with doubt.
"""


def index_page(
    files: Mapping[str, Edition], overlays: Sequence[Overlay], found: Mapping[str, Trace]
) -> str:
    """Give the page as Markdown; ``files`` by the names of their pages."""
    home = {row.rule: page for page, one in files.items() for row in one.rows}
    rows = [row for one in files.values() for row in one.rows]
    return "\n".join(
        [
            HEAD,
            *_pages(files, overlays),
            *_listed(NO_FUNCTION, _unnamed(found), home),
            *_listed(NO_TEST, (rule for rule, it in found.items() if not it.tests), home),
            *_listed(NOTHING, (rule for rule, it in found.items() if it.untested), home),
            *_listed(UNSURE_HEAD, (row.rule for row in rows if row.status == UNSURE), home),
        ]
    )


def _unnamed(found: Mapping[str, Trace]) -> list[str]:
    return [rule for rule, it in found.items() if not it.functions and not it.explained_in]


def _pages(files: Mapping[str, Edition], overlays: Sequence[Overlay]) -> Iterator[str]:
    yield "| Page | Chapter | Rules | Figures | In words | Confirmed |\n|---|---|---|---|---|---|"
    for page, one in files.items():
        yield f"| [{page.removesuffix('.md')}]({page}) | {one.chapter} | {_counts(one.rows)} |"
    every = [row for one in files.values() for row in one.rows]
    yield f"| **All** | | {_counts(every)} |"
    named = ", ".join(f"*{one.name}*" for one in overlays)
    yield f"\n[Overlays](overlays.md) that come along; none holds unless chosen: {named}.\n"


def _counts(rows: Sequence[Row]) -> str:
    figures = sum(bool(row.value) for row in rows)
    confirmed = sum(row.confirmed for row in rows)
    rules = len({row.rule for row in rows})
    return f"{rules} | {figures} | {len(rows) - figures} | {confirmed}"


def _listed(head: str, rules: Iterable[str], home: Mapping[str, str]) -> Iterator[str]:
    links = [f"[{rule}]({home[rule]}#{rule.lower()})" for rule in dict.fromkeys(rules)]
    yield head
    yield f"{', '.join(links)}.\n" if links else "None.\n"
