"""What a page points to is there."""

import re

import pytest

from tests.house.tree import ROOT, text_files

NOWHERE = "docs/nowhere.md"
LINK = re.compile(r"\]\(([^)\s]+)\)")
PAGES = [source for source in text_files() if source.path.endswith(".md")]


def broken(page, text):
    """Relative links that lead nowhere; addresses of the world are not asked."""
    folder = (ROOT / page).parent
    targets = (target.partition("#")[0] for target in LINK.findall(text))
    near = (target for target in targets if target and not target.startswith(("http", "mailto")))
    return [target for target in near if not (folder / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_link_of_a_page_leads_somewhere(page):
    assert broken(page.path, page.text) == []


def named_pages(text):
    """Pages of the manual that code or messages send a person to."""
    return set(re.findall(r"\bdocs/[\w/-]+\.md\b", text))


def test_every_page_that_a_message_names_is_there():
    named = {page for source in text_files() for page in named_pages(source.text)}
    assert sorted(page for page in named - {NOWHERE} if not (ROOT / page).exists()) == []


def test_a_link_to_nowhere_is_caught():
    assert broken("README.md", f"[here](LICENSE) [there]({NOWHERE})") == [NOWHERE]
