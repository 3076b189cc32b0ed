"""What a page points to is there."""

import re

import pytest

from tests.house.tree import ROOT, text_files

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


def test_a_link_to_nowhere_is_caught():
    assert broken("README.md", "[here](LICENSE) [there](docs/nowhere.md)") == ["docs/nowhere.md"]
