"""The manual's pages of the law say what the files, the functions and the tests say."""

import re
from collections import defaultdict

import pytest

from beyond_use.law import load_editions
from beyond_use.overlay import load_overlays
from tests.house.tree import ROOT
from webapp.lawbook.manual import main, pages

MANUAL = ROOT / "docs" / "law"
COMMAND = ".venv/bin/python -m webapp.lawbook.manual docs/law"


@pytest.fixture(scope="module")
def made():
    return pages()


def test_the_pages_of_the_law_are_up_to_date(made):
    written = {page.name: page.read_text(encoding="utf-8") for page in MANUAL.glob("*.md")}
    changed = sorted(name for name in made | written if made.get(name) != written.get(name))
    assert changed == [], f"write them again: {COMMAND}"


def test_writing_the_pages_is_one_command_that_the_how_to_names(tmp_path, made):
    (tmp_path / "of_a_file_that_is_gone.md").write_text("old")
    main([str(tmp_path)])
    assert {page.name: page.read_text(encoding="utf-8") for page in tmp_path.iterdir()} == made
    assert COMMAND in (ROOT / "docs" / "how-to" / "change-the-law.md").read_text(encoding="utf-8")


def chapters_of(made):
    """What the pages say of each rule; one rule may stand on two pages."""
    said = defaultdict(str)
    for name, text in made.items():
        if name not in {"README.md", "overlays.md"}:
            for rule, chapter in re.findall(
                r"^## (\S+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
            ):
                said[rule] += chapter
    return said


def under(heading, page):
    return page.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def test_every_figure_stands_on_the_pages_with_where_it_is_from(made):
    chapters = chapters_of(made)
    rows = [row for edition in load_editions() for row in edition.rows]
    assert set(chapters) == {row.rule for row in rows}
    for row in rows:
        told = (row.figure, row.part, row.says, str(row.citation), row.citation.source)
        assert [one for one in told if one not in chapters[row.rule]] == []


def test_every_overlay_stands_on_its_page_with_its_days(made):
    page = made["overlays.md"]
    for overlay in load_overlays().values():
        assert f"## {overlay.name}\n" in page
        assert overlay.authority in page
        assert f"Holds from {overlay.own.in_force.isoformat()}" in page


def test_a_rule_leads_to_its_function_and_its_test(made):
    chapter = under("BUD-2", made["usp_797_2023.md"])
    assert "`table_rule`" in chapter
    assert "`test_the_row_follows_from_process_test_and_components`" in chapter


def test_what_nothing_names_is_listed_under_a_heading_of_its_own(made):
    index = made["README.md"]
    for rule, chapter in chapters_of(made).items():
        unnamed = "Functions: **none names it**" in chapter and "explanation" not in chapter
        assert (f"[{rule}]" in under("Rules that no function names", index)) is unnamed
        untested = "Tests: **none names it**" in chapter
        assert (f"[{rule}]" in under("Rules that no test names", index)) is untested
