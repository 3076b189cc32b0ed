"""Editions in time and in files: each day has one law, each figure one place."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyond_use.edition import Citation, Edition, Row
from beyond_use.errors import BadLaw
from beyond_use.law import laws_of, load_editions, load_laws

HEAD = """
chapter = "USP <797>"
edition = "2099"
in_force = 2099-01-01
"""
RULE = """
[{rule}]
says = "A rule"
locator = "Table 12"
source = "a test"
status = "recalled"
confirmed = false
last_checked = 2026-11-22
comparator = "at most"
limits = {{ "{part}" = "{figure}" }}
"""


def rule(name="BUD-1", part="room", figure="12 h"):
    return RULE.format(rule=name, part=part, figure=figure)


@pytest.fixture
def folder(tmp_path):
    def make(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return make


def test_files_with_the_same_head_are_one_edition(folder):
    (law,) = load_laws(folder(bud=HEAD + rule(), air=HEAD + rule("FE-6", "step", "0.020 in_wc")))
    assert law.name == "USP <797> (2099)"
    assert [row.rule for row in law.rows] == ["FE-6", "BUD-1"]
    assert (law.row("BUD-1").value, law.row("FE-6", "step").value) == ("12", "0.020")


def test_the_parts_of_a_rule_may_stand_in_two_files(folder):
    (law,) = load_laws(folder(a=HEAD + rule(part="room"), b=HEAD + rule(part="cold")))
    assert [law.row("BUD-1", part).part for part in ("room", "cold")] == ["room", "cold"]


@pytest.mark.parametrize("figure", ["12 h", "24 h"])
def test_the_same_figure_in_two_files_is_refused_naming_both(folder, figure):
    with pytest.raises(BadLaw, match=r"b\.toml: BUD-1 \(room\) stands in a\.toml already"):
        load_editions(folder(a=HEAD + rule(), b=HEAD + rule(figure=figure)))


def test_a_rule_in_words_in_one_file_and_in_figures_in_another_is_refused(folder):
    words = HEAD + rule().replace("at most", "rule").split("limits")[0]
    for files in ({"a": words, "b": HEAD + rule()}, {"a": HEAD + rule(), "b": words}):
        with pytest.raises(BadLaw, match=r"stands in a\.toml already"):
            load_editions(folder(**files))


def test_two_names_for_an_edition_of_one_day_are_refused(folder):
    other = HEAD.replace('edition = "2099"', 'edition = "2098"')
    with pytest.raises(BadLaw, match=r"editions 209. and 209. begin on the same day"):
        load_laws(folder(a=HEAD + rule(), b=other + rule("BUD-2")))


def test_one_edition_that_begins_on_two_days_is_refused(folder):
    other = HEAD.replace("2099-01-01", "2099-01-02")
    with pytest.raises(BadLaw, match="edition 2099 begins on two days"):
        load_laws(folder(a=HEAD + rule(), b=other + rule("BUD-2")))


def test_files_of_one_edition_that_end_on_other_days_are_refused(folder):
    ended = HEAD + "until = 2100-01-01\n"
    with pytest.raises(BadLaw, match=r"b\.toml: it ends on 2100-01-01, but a\.toml .* never"):
        load_editions(folder(a=HEAD + rule(), b=ended + rule("BUD-2")))


@pytest.mark.parametrize("until", ["2098-12-31", "2099-01-01"])
def test_an_edition_that_ends_before_it_begins_is_refused(folder, until):
    with pytest.raises(BadLaw, match="ends before it has begun"):
        load_editions(folder(a=f"{HEAD}until = {until}\n{rule()}"))


def test_an_end_that_is_no_day_is_refused(folder):
    with pytest.raises(BadLaw, match="until is missing or not written as it should be"):
        load_editions(folder(a=f'{HEAD}until = "2100"\n{rule()}'))


@pytest.mark.parametrize("key", ["locator", "source", "says"])
def test_a_row_whose_citation_is_blank_is_refused(folder, key):
    blank = "\n".join(
        f'{key} = "  "' if line.startswith(key) else line for line in rule().splitlines()
    )
    with pytest.raises(BadLaw, match=f"{key} is missing"):
        load_editions(folder(a=HEAD + blank))


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "a.toml").write_bytes(b"chapter = '\xff'")
    with pytest.raises(BadLaw, match=r"a\.toml"):
        load_editions(tmp_path)


ROW = Row(
    "X-1", "a", "1", "h", "at most", "says",
    Citation("A", "2020", "Table 1", "a test", date(2026, 11, 25)), False, "recalled",
)  # fmt: skip


def edition(chapter, first, until=None, rule="X-1"):
    row = replace(ROW, rule=f"{rule}{chapter}")
    return Edition(chapter, first.isoformat(), first, (row,), until)


def test_an_edition_may_end_on_the_day_the_next_begins():
    laws = laws_of(
        [edition("A", date(2020, 1, 1), date(2021, 1, 1)), edition("A", date(2021, 1, 1))]
    )
    assert [(law.in_force.year, law.until and law.until.year) for law in laws] == [
        (2020, 2021),
        (2021, None),
    ]


@pytest.mark.parametrize(
    ("until", "trouble"),
    [
        (date(2021, 1, 2), "overlap from 2021-01-01"),
        (date(2020, 12, 31), "leave no law from 2020-12-31"),
    ],
)
def test_editions_that_overlap_or_leave_a_gap_are_refused(until, trouble):
    with pytest.raises(BadLaw, match=trouble):
        laws_of([edition("A", date(2020, 1, 1), until), edition("A", date(2021, 1, 1))])


def test_a_chapter_that_ended_leaves_the_law_and_the_others_stay():
    laws = laws_of(
        [edition("A", date(2020, 1, 1), date(2022, 1, 1)), edition("B", date(2019, 1, 1))]
    )
    assert [(law.in_force.year, len(law.editions)) for law in laws] == [(2020, 2), (2022, 1)]


def test_a_figure_that_stands_in_two_chapters_is_refused():
    other = replace(edition("B", date(2020, 1, 1)), rows=edition("A", date(2020, 1, 1)).rows)
    with pytest.raises(BadLaw, match="X-1A a stands in A too"):
        laws_of([edition("A", date(2020, 1, 1)), other])


def test_no_edition_is_no_law():
    assert laws_of([]) == ()


DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31))


@given(chapters=st.lists(st.sets(DAYS, min_size=1, max_size=4), min_size=1, max_size=3))
def test_every_day_since_every_chapter_began_has_exactly_one_law(chapters):
    every = [edition(str(number), day) for number, days in enumerate(chapters) for day in days]
    laws = laws_of(every)
    begun = max(min(days) for days in chapters)
    for number in range(800):
        day = date(2020, 1, 1) + timedelta(days=number)
        held = [law for law in laws if law.covers(day)]
        assert len(held) == (1 if day >= begun else 0)
        for law in held:
            wanted = [max(one for one in days if one <= day) for days in chapters]
            assert [one.in_force for one in law.editions] == wanted


def test_every_shipped_day_has_one_law_and_each_of_its_figures_one_place():
    for law in load_laws():
        named = [(row.rule, row.part) for row in law.rows]
        assert len(named) == len(set(named))
