"""The manual's page of calculators says what the declarations say."""

import re

import pytest

from formulas.catalogue import CALCULATORS
from tests.house.tree import ROOT
from webapp.calc.manual import main, page

MANUAL = ROOT / "docs" / "reference" / "calculators.md"
EVERY = pytest.mark.parametrize("calculator", CALCULATORS.values(), ids=lambda one: one.name)


@pytest.fixture(scope="module")
def chapters():
    """The chapter of each calculator, by its name."""
    return dict(re.findall(r"^#### (\S+)\n(.*?)(?=^##|\Z)", page(), re.MULTILINE | re.DOTALL))


def test_the_page_of_calculators_is_up_to_date():
    written = MANUAL.read_text(encoding="utf-8")
    assert written == page(), (
        "write it again: .venv/bin/python -m webapp.calc.manual docs/reference/calculators.md"
    )


def test_writing_the_page_is_one_command_that_the_how_to_names(tmp_path):
    main([str(tmp_path / "page.md")])
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == page()
    how = (ROOT / "docs" / "how-to" / "write-the-calculators-page.md").read_text(encoding="utf-8")
    assert ".venv/bin/python -m webapp.calc.manual docs/reference/calculators.md" in how


@EVERY
def test_every_calculator_has_a_chapter_with_its_inputs_source_and_example(calculator, chapters):
    chapter = chapters[calculator.name]
    assert calculator.title in chapter
    assert f"register {calculator.formula}" in chapter
    assert calculator.source in chapter
    assert [one.name for one in calculator.inputs if f"| `{one.name}`" not in chapter] == []
    assert [one.name for one in calculator.outputs if f"`{one.name}` (" not in chapter] == []
    assert f"Answer: {calculator.compute(calculator.example).told}" in chapter


@EVERY
def test_every_calculator_says_what_it_is_for_and_means_each_input(calculator):
    assert calculator.explanation.endswith(".")
    assert calculator.example
    assert re.fullmatch(r"F\d\d|MKT", calculator.formula)
    assert [one.name for one in calculator.inputs if len(one.meaning) < 5] == []
