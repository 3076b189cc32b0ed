from datetime import date, timedelta

import pytest

from beyond_use.csp import Storage
from beyond_use.edition import Edition
from beyond_use.errors import BadLaw, NoLawInForce, NoSuchRow
from beyond_use.law import in_force_on, laws_of, load_laws
from beyond_use.reader import STATUSES, read_edition

GOOD = """
chapter = "USP <797>"
edition = "2099"
in_force = 2099-01-01

[BUD-1]
says = "Category 1"
locator = "Table 12"
source = "a test"
status = "recalled"
confirmed = false
last_checked = 2026-11-22
comparator = "at most"
limits = { "room temperature" = "12 h" }
"""


@pytest.fixture
def read(tmp_path):
    def make(text):
        path = tmp_path / "law.toml"
        path.write_text(text, encoding="utf-8")
        return read_edition(path)

    return make


def test_each_day_since_the_first_edition_has_exactly_one_law():
    laws = load_laws()
    day = laws[0].in_force
    while day <= date(2030, 1, 1):
        assert sum(law.covers(day) for law in laws) == 1
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "covered"),
    [(date(2023, 10, 31), False), (date(2023, 11, 1), True), (date(2023, 11, 2), True)],
)
def test_the_law_begins_on_its_day(day, covered):
    if covered:
        assert in_force_on(day).name == "USP <41> (2013), USP <797> (2023), USP <800> (2020)"
        return
    with pytest.raises(NoLawInForce, match="2023-10-31"):
        in_force_on(day)


@pytest.mark.parametrize(
    ("rule", "room", "cold", "frozen"),
    [
        ("BUD-1", "12 h", "24 h", None), ("BUD-2", "1 day", "4 day", "45 day"),
        ("BUD-3", "4 day", "10 day", "45 day"), ("BUD-4", "30 day", "45 day", "60 day"),
        ("BUD-5", "14 day", "28 day", "45 day"), ("BUD-6", "45 day", "60 day", "90 day"),
        ("BUD-7", "60 day", "90 day", "120 day"), ("BUD-8", "90 day", "120 day", "180 day"),
    ],
)  # fmt: skip
def test_the_tables_stand_as_published(law, rule, room, cold, frozen):
    rows = [law.find(rule, storage) for storage in Storage]
    assert [row and f"{row.value} {row.unit}" for row in rows] == [room, cold, frozen]


def test_no_figure_is_confirmed_until_someone_reads_a_licensed_copy(law):
    assert {row.confirmed for row in law.rows} == {False}
    assert {row.status for row in law.rows} <= STATUSES


def test_a_figure_is_named_by_rule_and_part(law):
    assert str(law.row("FE-6").number) == "0.020"
    with pytest.raises(NoSuchRow, match="BUD-3"):
        law.row("BUD-3")
    with pytest.raises(NoSuchRow, match=r"BUD-1 \(freezer\)"):
        law.row("BUD-1", "freezer")


def test_a_whole_file_is_read(read):
    edition = read(GOOD)
    assert edition.in_force == date(2099, 1, 1)
    assert str(edition.rows[0].citation) == "USP <797> (2099), Table 12"


@pytest.mark.parametrize(
    ("right", "wrong", "trouble"),
    [
        ('locator = "Table 12"\n', "", "locator is missing"),
        ('locator = "Table 12"', 'locator = ""', "locator is missing"),
        ('source = "a test"\n', "", "source is missing"),
        ("last_checked = 2026-11-22\n", "", "last_checked is missing"),
        (
            "last_checked = 2026-11-22",
            'last_checked = "2026-11-22"',
            "last_checked is missing or not",
        ),
        ("confirmed = false", 'confirmed = "no"', "confirmed is missing"),
        ('chapter = "USP <797>"\n', "", "chapter is missing"),
        ("in_force = 2099-01-01", "in_force = 2099-01-01T00:00:00", "in_force is missing or not"),
        (
            'edition = "2099"',
            'edition = "2099"\nuntill = 2100-01-01',
            "untill, which means nothing",
        ),
        ('says = "Category 1"', 'says = "Category 1"\nexcept = "x"', "except, which means nothing"),
        ('"recalled"', '"guessed"', "the status 'guessed'"),
        ('"at most"', '"about"', "the comparator 'about'"),
        ('"12 h"', '"12 hours"', "the unit 'hours'"),
        ('"12 h"', '"12"', "the unit ''"),
        ('"12 h"', '"1,2 h"', "'1,2' is not a number"),
        ('"12 h"', "12", "the unit ''"),
        ('"room temperature" =', '"" =', "does not say what it is for"),
        ('limits = { "room temperature" = "12 h" }', "", "only a 'rule' has none"),
        (
            'limits = { "room temperature" = "12 h" }',
            'limits = "12 h"',
            "figures stand under limits",
        ),
        ('"at most"', '"rule"', "only a 'rule' has none"),
        (GOOD[GOOD.index("[BUD-1]") :], "", "it holds no rule"),
        ("[BUD-1]", "[BUD-1", "law.toml"),
        ("[BUD-1]", "[BUD-1]\n[BUD-1]", "law.toml"),
    ],
)
def test_a_file_with_a_mistake_is_refused(read, right, wrong, trouble):
    assert right in GOOD
    with pytest.raises(BadLaw) as refusal:
        read(GOOD.replace(right, wrong))
    assert trouble in str(refusal.value)


def edition(chapter, year):
    return Edition(chapter, str(year), date(year, 1, 1), ())


def test_a_new_edition_ends_the_one_before():
    laws = laws_of([edition("A", 2020), edition("B", 2021), edition("A", 2023)])
    assert [law.name for law in laws] == ["A (2020), B (2021)", "A (2023), B (2021)"]
    assert (laws[0].until, laws[1].until) == (date(2023, 1, 1), None)
    assert [law.covers(date(2022, 12, 31)) for law in laws] == [True, False]
    assert [law.covers(date(2023, 1, 1)) for law in laws] == [False, True]


def test_two_editions_of_one_chapter_on_one_day_are_refused():
    with pytest.raises(BadLaw, match="begin on the same day"):
        laws_of([edition("A", 2020), edition("A", 2020)])
