"""Figures that circulate and are wrong for 2023: drafts, older editions, slips of public pages.

Each stands beside the right one. None may be a figure of its rule, and none may come in as an
overlay unless it is the tighter one.
"""

from datetime import date

import pytest

from beyond_use.category import Category
from beyond_use.errors import Loosened
from beyond_use.law import in_force_on, laws_of, load_editions
from tests.overlay_text import own

DAY = date(2026, 11, 23)
EDITIONS = load_editions()
WRONG = [
    # rule, part, right, wrong: where the wrong one comes from
    ("BUD-1", "room temperature", "12 h", "48 h"),  # risk levels of 2008
    ("BUD-1", "room temperature", "12 h", "24 h"),
    ("BUD-1", "refrigerator", "24 h", "14 day"),
    ("BUD-2", "room temperature", "1 day", "30 h"),
    ("BUD-2", "refrigerator", "4 day", "9 day"),
    ("BUD-2", "refrigerator", "4 day", "3 day"),
    ("BUD-3", "room temperature", "4 day", "48 h"),
    ("BUD-3", "refrigerator", "10 day", "14 day"),
    ("BUD-3", "refrigerator", "10 day", "4 day"),  # the row of a nonsterile start
    ("BUD-3", "room temperature", "4 day", "30 day"),  # the row after a sterility test
    ("BUD-3", "refrigerator", "10 day", "45 day"),
    ("BUD-3", "freezer", "45 day", "60 day"),
    ("BUD-6", "freezer", "90 day", "45 day"),  # 45 days as the outer bound of Category 2
    ("IN-1", "from first puncture", "12 h", "6 h"),  # before 2023, and California's until 2025
    ("IN-1", "from first puncture", "12 h", "1 h"),  # outside ISO 5, before 2023
    ("IU-2", "start to the beginning of administration", "4 h", "1 h"),  # before 2023
    ("EM-1", "every", "6 month", "12 month"),
    ("EM-1", "ISO 5", "1 cfu_per_m3", "3 cfu_per_m3"),
    ("EM-1", "ISO 7", "10 cfu_per_m3", "5 cfu_per_m3"),
    ("EM-2", "every", "1 month", "6 month"),  # semi-annual
    ("EM-2", "ISO 5", "3 cfu", "1 cfu"),
    ("PE-3", "Category 2", "6 month", "12 month"),  # annual fingertip tests
    ("PE-4", "Category 2", "6 month", "12 month"),  # annual media fill
    ("PE-4", "Category 1", "6 month", "12 month"),
    ("PE-4", "Category 3", "3 month", "6 month"),
    ("FE-8", "cleanroom suite", "20 degC", "25 degC"),
    ("FE-8", "cleanroom suite", "20 degC", "30 degC"),
    ("FE-6", "each step", "0.020 in_wc", "0.010 in_wc"),  # 2.5 Pa
    ("HD-2", "air changes", "12 per_h", "30 per_h"),  # a segregated area as if it were ISO 7
    ("CL-7", "clean and disinfect", "1 month", "6 month"),  # walls
    ("CL-8", "clean and disinfect", "1 month", "6 month"),  # ceilings
    ("T-1", "coldest", "-25 degC", "-20 degC"),  # USP XXII
    ("T-1", "warmest", "-10 degC", "-20 degC"),  # "-20 or colder"
    ("T-3", "warmest", "25 degC", "30 degC"),  # Texas
    ("T-3", "coldest", "20 degC", "15 degC"),
]
TIGHTER = {
    ("BUD-2", "refrigerator", "3 day"),
    ("BUD-3", "room temperature", "48 h"),
    ("BUD-3", "refrigerator", "4 day"),
    ("BUD-6", "freezer", "45 day"),
    ("IN-1", "from first puncture", "6 h"),
    ("IN-1", "from first puncture", "1 h"),
    ("IU-2", "start to the beginning of administration", "1 h"),
    ("EM-1", "ISO 7", "5 cfu_per_m3"),
    ("EM-2", "ISO 5", "1 cfu"),
    ("HD-2", "air changes", "30 per_h"),
    ("T-1", "coldest", "-20 degC"),
    ("T-1", "warmest", "-20 degC"),
}


@pytest.mark.parametrize(("rule", "part", "right", "wrong"), WRONG)
def test_a_wrong_figure_is_not_that_of_its_rule(law, rule, part, right, wrong):
    row = law.row(rule, part)
    assert f"{row.value} {row.unit}" == right
    assert wrong != right


@pytest.mark.parametrize(("rule", "part", "right", "wrong"), WRONG)
def test_a_wrong_figure_comes_in_as_an_overlay_only_where_it_is_tighter(
    law, overlay, rule, part, right, wrong
):
    laid = overlay(own(rule, part, wrong, law.row(rule, part).comparator))
    if (rule, part, wrong) in TIGHTER:
        assert laws_of(EDITIONS, [laid])
        return
    with pytest.raises(Loosened) as refused:
        laws_of(EDITIONS, [laid])
    assert wrong in str(refused.value)
    assert right in str(refused.value)


def test_nothing_of_category_1_may_be_frozen(law):
    assert law.find("BUD-1", "freezer") is None
    assert {row.part for row in law.rows if row.rule == "BUD-1"} == {
        "room temperature",
        "refrigerator",
    }


def test_no_row_of_the_dates_has_a_figure_of_the_old_risk_levels(law):
    dates = {
        f"{row.value} {row.unit}"
        for row in law.rows
        if row.rule in {f"BUD-{number}" for number in range(1, 9)}
    }
    assert dates & {"48 h", "30 h", "2 day", "3 day", "9 day", "48 day"} == set()


def test_the_action_level_is_exceeded_above_it_and_not_at_it(law):
    levels = [
        law.row(rule, room) for rule in ("EM-1", "EM-2") for room in ("ISO 5", "ISO 7", "ISO 8")
    ]
    assert [row.value for row in levels] == ["1", "10", "100", "3", "5", "50"]
    assert {row.comparator for row in levels} == {"at most"}


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        ("BUD-11", "begun, not when it is finished"),
        ("Q-10", "advised"),  # must and should run together in an article
        ("HD-10", "need not pass a HEPA filter"),  # since the erratum of 2016
        ("HL-3", "two tables"),  # not three, since the list of 2024
        ("EM-6", "identified to the genus"),  # every exceedance, not "if necessary"
    ],
)
def test_what_circulates_in_words_is_said_rightly(law, rule, word):
    assert word in law.row(rule).says


def test_surfaces_are_sampled_before_cleaning(law):
    assert "end of work and before cleaning" in law.row("EM-2", "every").says


def test_there_are_three_categories():
    assert [one.name for one in Category] == ["ONE", "TWO", "THREE"]


def test_every_day_of_the_law_is_free_of_them():
    first = in_force_on(date(2023, 11, 1))
    for rule, part, right, _wrong in WRONG:
        assert f"{first.row(rule, part).value} {first.row(rule, part).unit}" == right
    assert in_force_on(DAY).editions == first.editions
