"""Every line that firstair.toml may hold stands in the manual with its default."""

import re

from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "reference" / "settings.md"


def untold(model, page):
    """Lines of each table of the file that its part of the page does not name."""
    parts = dict(re.findall(r"^### \[(\w+)\]\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL))
    for table, field in model.model_fields.items():
        for line in field.annotation.model_fields:
            if f"`{line}`" not in parts.get(table, ""):
                yield f"[{table}] {line}"


def test_every_line_of_the_settings_file_is_told():
    from webapp import settings

    assert list(untold(settings._File, PAGE.read_text(encoding="utf-8"))) == []


def test_an_untold_line_is_caught():
    from webapp import settings

    assert "[server] port" in list(untold(settings._File, "### [server]\n`host`\n"))
