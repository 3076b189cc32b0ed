"""Vendored files are what they were; one file alone names colours and sizes; nothing is inline."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "webapp"
STATIC = ROOT / "static"
TEMPLATES = sorted(ROOT.rglob("*.html"))
SHEETS = sorted(path for path in STATIC.glob("*.css") if path.name != "tokens.css")
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|:\s*(?:white|black|red|green|blue)\b"
)
SIZE = re.compile(r"(?<![\w-])(\d*\.?\d+)(px|rem|pt)\b")
HANDLER = re.compile(r"<[^>]*\son\w+\s*=", re.IGNORECASE)


def test_every_vendored_file_is_listed_and_unchanged():
    lines = (STATIC / "vendor" / "SHA256SUMS").read_text().splitlines()
    listed = dict(reversed(line.split("  ")) for line in lines)
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (STATIC / "vendor").iterdir()
        if path.name != "SHA256SUMS"
    }
    assert found == listed


def test_every_vendored_script_has_its_licence_beside_it():
    assert len(list((STATIC / "vendor").glob("*-LICENSE.txt"))) == len(
        list((STATIC / "vendor").glob("*.js"))
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_only_the_tokens_name_a_colour(sheet):
    assert COLOUR.findall(sheet.read_text()) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_only_the_tokens_name_a_size(sheet):
    rules = [line for line in sheet.read_text().splitlines() if not line.startswith("@media")]
    sizes = [
        (number, unit) for line in rules for number, unit in SIZE.findall(line) if float(number) > 2
    ]
    assert sizes == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_carries_inline_script_or_style(template):
    text = template.read_text()
    assert not HANDLER.search(text)
    assert " style=" not in text
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "|safe" not in text
    assert "http://" not in text.replace("http://www.w3.org", "")


def test_scripts_ask_no_other_server_and_make_no_code_of_text():
    for script in STATIC.glob("*.js"):
        text = script.read_text()
        assert not re.search(
            r"https?://|\beval\(|new Function|innerHTML|outerHTML|document\.write", text
        ), script


def contrast(one, other):
    def light(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def tokens():
    pattern = r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)"
    return {
        name: (light, dark)
        for name, light, dark in re.findall(pattern, (STATIC / "tokens.css").read_text())
    }


@pytest.mark.parametrize(
    "ink", ["ink", "soft", "accent", "fine", "warning", "alarm", "nodata", "maintenance"]
)
@pytest.mark.parametrize("ground", ["card", "page", "fine-wash", "warning-wash", "alarm-wash"])
def test_text_can_be_read_on_every_ground_it_stands_on(ink, ground):
    table = tokens()
    for scheme in (0, 1):
        assert contrast(table[ink][scheme], table[ground][scheme]) >= 4.5


@pytest.mark.parametrize("state", ["accent", "fine", "warning", "alarm", "nodata", "maintenance"])
def test_text_can_be_read_on_a_filled_state(state):
    table = tokens()
    for scheme in (0, 1):
        assert contrast(table["on-state"][scheme], table[state][scheme]) >= 4.5


def test_a_hairline_can_be_seen():
    table = tokens()
    for scheme in (0, 1):
        assert contrast(table["hairline"][scheme], table["card"][scheme]) >= 3
