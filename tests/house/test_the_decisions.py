"""A choice that is hard to undo has its page, and the page says why."""

import re

import pytest

from tests.house.tree import ROOT

FOLDER = ROOT / "docs" / "decisions"
PARTS = ("## Status", "## Context", "## Decision", "## Consequences")
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")


def missing(text):
    return [part for part in PARTS if f"\n{part}\n" not in text]


def test_the_first_choices_have_their_pages():
    assert len(PAGES) >= 8
    assert all(re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", page.name) for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_tells_status_context_decision_and_consequences(page):
    assert missing(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_stands_in_the_list(page):
    assert f"({page.name})" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_a_page_without_consequences_is_caught():
    assert missing("# T\n\n## Status\n\n## Context\n\n## Decision\n") == ["## Consequences"]
