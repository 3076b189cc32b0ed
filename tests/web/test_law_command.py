"""firstair law: the figures in force, one rule whole, and whether the files are good."""

import json
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from beyond_use.law import LIMITS, in_force_on
from beyond_use.overlay import OVERLAYS
from tests.overlay_text import HEAD, own
from webapp.cli import main

CALIFORNIA = "california-before-october-2025"
TODAY = in_force_on(datetime.now(UTC).date())


def law(*words):
    return CliRunner().invoke(main, ["law", *map(str, words)], catch_exceptions=False)


def asked(*words):
    return json.loads(law(*words, "--json").stdout)


@pytest.fixture
def house(tmp_path):
    def make(text, name="ours"):
        path = tmp_path / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return make


def test_the_list_has_every_figure_in_one_line():
    told = law("list")
    lines = told.stdout.split("\n\n")[0].splitlines()
    assert told.exit_code == 0
    assert len(lines) == len(TODAY.rows)
    (line,) = [line for line in lines if line.startswith("IN-1 ")]
    assert line.split("  ")[0] == "IN-1"
    for word in ("from first puncture", "12 h", "at most", "recalled", "unconfirmed", "Section 15"):
        assert word in line
    assert f"In force: {TODAY.name}." in told.stdout


def test_the_list_counts_what_nobody_has_confirmed():
    figures = sum(bool(row.value) for row in TODAY.rows)
    words = len(TODAY.rows) - figures
    unread = sum(not row.confirmed for row in TODAY.rows)
    assert f"{figures} figures and {words} rules in words, {unread} of them" in law("list").stdout


def test_the_list_as_data_says_every_row_exactly():
    rows = asked("list")
    assert [(row["rule"], row["part"], row["value"], row["unit"]) for row in rows] == [
        (row.rule, row.part, row.value, row.unit) for row in TODAY.rows
    ]
    assert all(row["locator"] and row["source"] and row["last_checked"] for row in rows)
    assert {row["instead_of"] for row in rows} == {None}


def test_the_law_of_another_day_under_an_overlay_shows_both_figures():
    (row,) = asked("show", "IN-1", "--day", "2024-05-01", "--overlay", CALIFORNIA)
    assert (row["value"], row["instead_of"]["value"]) == ("6", "12")
    (later,) = asked("show", "IN-1", "--day", "2025-10-01", "--overlay", CALIFORNIA)
    assert (later["value"], later["instead_of"]) == ("12", None)


def test_a_rule_is_shown_whole_however_its_letters_are_written():
    told = law("show", "bud-3")
    assert told.exit_code == 0
    assert told.stdout == law("show", "BUD-3").stdout
    for word in ("BUD-3 (room temperature): at most 4 day", "Table 13", "confirmed     no"):
        assert word in told.stdout
    assert told.stdout.count("stands in") == 3


def test_a_rule_in_words_is_shown_as_words():
    assert law("show", "BUD-10").stdout.startswith("BUD-10: in words\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "BUD-33"), "Perhaps BUD-3"),
        (("show", ""), "no rule ''"),
        (("show", "IN-1", "--overlay", "texas"), f"Choose among: {CALIFORNIA}"),
        (("list", "--overlay", "../limits/usp_41"), "No overlay named"),
        (("list", "--day", "2020-01-01"), "No complete law is on file for 2020-01-01"),
    ],
)
def test_what_the_law_does_not_have_is_told_in_words_and_as_data(words, told):
    plain = law(*words)
    assert (plain.exit_code, plain.stdout) == (2, "")
    assert told in plain.stderr
    as_json = law(*words, "--json")
    assert as_json.exit_code == 2
    assert told in json.loads(as_json.stdout)["error"]


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--day", "yesterday"),
        ("list", "BUD-1"),
        ("show",),
        ("show", "BUD-1", "BUD-2"),
        ("check", "nowhere.toml"),
        ("loosen",),
    ],
)
def test_words_that_cannot_be_read_are_refused(words):
    assert law(*words).exit_code == 2


def test_every_file_that_comes_along_can_be_used():
    told = law("check")
    files = [*LIMITS.glob("*.toml"), *OVERLAYS.glob("*.toml")]
    assert told.exit_code == 0
    assert [path.name for path in files if f"ok       {path.name} " not in told.stdout] == []
    found = asked("check")
    assert found["ok"] is True
    assert {one["ok"] for one in found["files"]} == {True}


def test_a_house_policy_of_ones_own_is_checked(house):
    path = house(HEAD + own("IN-1", "from first puncture", "6 h"))
    told = law("check", path)
    assert told.exit_code == 0
    assert "1 figure of House policy (2026), tighter than the law: Here" in told.stdout
    assert law("check", path.parent).stdout == told.stdout


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (
            HEAD + own("IN-1", "from first puncture", "13 h"),
            "at most 13 h is looser than at most 12 h",
        ),
        (HEAD + own("IN-1", "from first puncture", "six h"), "not a number"),
        (HEAD, "holds no rule"),
        ("authority =", "ours.toml"),
        ("", "chapter is missing"),
        ("[BUD-1]\nsays = 1", "chapter is missing"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(house, text, trouble):
    path = house(text)
    told = law("check", path)
    assert told.exit_code == 1
    assert "REFUSED  ours.toml" in told.stdout
    assert trouble in told.stdout
    found = asked("check", path)
    assert found["ok"] is False
    assert [one["file"] for one in found["files"] if not one["ok"]] == ["ours.toml"]


def test_a_second_edition_of_the_same_day_is_refused(house):
    text = (LIMITS / "usp_41.toml").read_text(encoding="utf-8")
    told = law("check", house(text.replace('edition = "2013"', 'edition = "2014"')))
    assert told.exit_code == 1
    assert "begin on the same day" in told.stdout


def test_a_copy_of_a_chapter_is_refused_but_the_chapter_itself_is_not(house):
    text = (LIMITS / "usp_41.toml").read_text(encoding="utf-8")
    assert "stands in" in law("check", house(text)).stdout
    assert law("check", LIMITS / "usp_41.toml", LIMITS, OVERLAYS).exit_code == 0


def test_two_policies_that_leave_nothing_between_them_are_refused(house):
    weak = house(HEAD + own("HD-1", "weakest", "-0.025 in_wc", "between"), "a")
    strong = house(HEAD + own("HD-1", "strongest", "-0.020 in_wc", "between"), "b")
    assert law("check", weak).exit_code == law("check", strong).exit_code == 0
    told = law("check", weak, strong)
    assert told.exit_code == 1
    assert "nothing is both" in told.stdout


def test_two_policies_that_go_together_are_said_to(house):
    one = house(HEAD + own("IN-1", "from first puncture", "6 h"), "a")
    other = house(HEAD + own("IN-1", "from first puncture", "4 h"), "b")
    assert "ok       a, b" in law("check", one, other).stdout


def test_the_law_shown_is_that_of_the_day():
    assert law("list", "--day", "2023-11-01").exit_code == 0
    assert law("list", "--day", "2023-10-31").exit_code == 2
    assert date(2023, 11, 1) >= TODAY.editions[0].in_force
