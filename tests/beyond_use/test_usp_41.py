"""The chapter on balances: its figures, its days, and what it says of a balance."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from beyond_use.balance import accuracy, least_weight, scatter, suits
from beyond_use.errors import BadFacts
from beyond_use.law import LIMITS, in_force_on, laws_of, load_editions, load_laws
from beyond_use.reader import read_edition
from formulas.quantity import qty, show

CHAPTER = "USP <41>"
# Nine weighings alike and one 0.03 mg above them.
TEN = [qty(f"{text} mg") for text in ("100.03", *["100.00"] * 9)]
STILL = [qty("100.00 mg")] * 10


def without_the_balances():
    return laws_of(one for one in load_editions() if one.chapter != CHAPTER)


def test_every_day_of_the_dates_has_its_figures_for_balances():
    day, end = load_laws()[0].in_force, date(2030, 1, 1)
    while day <= end:
        held = [one for one in in_force_on(day).editions if one.chapter == CHAPTER]
        assert len(held) == 1
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "begun"),
    [(date(2013, 11, 30), False), (date(2013, 12, 1), True), (date(2013, 12, 2), True)],
)
def test_the_chapter_begins_on_its_day(day, begun):
    laws = laws_of([read_edition(LIMITS / "usp_41.toml")])
    assert any(law.covers(day) for law in laws) is begun


def test_the_chapter_on_balances_moves_no_day_and_no_row_of_the_others():
    before, after = without_the_balances(), load_laws()
    assert [(law.in_force, law.until) for law in before] == [
        (law.in_force, law.until) for law in after
    ]
    for one, other in zip(before, after, strict=True):
        rows = [row for row in other.rows if row.citation.chapter != CHAPTER]
        assert sorted(rows, key=str) == sorted(one.rows, key=str)


def test_no_rule_has_the_name_of_a_rule_of_another_chapter(law):
    of_balances = {row.rule for row in law.rows if row.citation.chapter == CHAPTER}
    assert of_balances & {row.rule for row in law.rows if row.citation.chapter != CHAPTER} == set()


def test_the_figures_of_the_chapter_agree_with_each_other(law):
    coverage, share = law.row("BAL-3", "standard deviations").number, law.row("BAL-3", "share")
    assert law.row("BAL-1").number == coverage / (share.number / 100) == Decimal(2000)


def test_no_figure_for_balances_is_confirmed(law):
    rows = [row for row in law.rows if row.citation.chapter == CHAPTER]
    assert len(rows) == 8
    assert {row.confirmed for row in rows} == {False}


@pytest.mark.parametrize(
    ("deviation", "least"),
    [
        ("0 mg", "8.2 mg"), ("0.0040 mg", "8.2 mg"), ("0.0041 mg", "8.2 mg"),
        ("0.0042 mg", "8.4 mg"), ("0.02 mg", "40 mg"),
    ],
)  # fmt: skip
def test_the_least_weight_is_never_below_820_scale_intervals(law, deviation, least):
    found = least_weight(qty(deviation), qty("0.01 mg"), law)
    assert show(found.answer) == least


def test_an_answer_names_the_law_behind_it(law):
    found = least_weight(qty("0.02 mg"), qty("0.01 mg"), law)
    assert [str(one) for one in found.citations] == [
        "USP <41> (2013), Repeatability, solved for the weight",
        "USP <41> (2013), Repeatability",
    ]
    assert not found.confirmed


@pytest.mark.parametrize(
    ("weighings", "enough"), [(TEN[:9], False), (TEN, True), ([*TEN, TEN[1]], True)]
)
def test_ten_weighings_are_wanted(law, weighings, enough):
    if enough:
        assert scatter(weighings, law).answer > qty("0 mg")
        return
    with pytest.raises(BadFacts, match="9 weighings are fewer than 10"):
        scatter(weighings, law)


def test_the_scatter_of_ten_weighings_by_hand(law):
    # one lies 0.027 mg above the mean and nine 0.003 mg below: √((0.000729 + 0.000081) ÷ 9)
    assert scatter(TEN, law).workings[0].told == "standard deviation 0.00949 mg; mean 100.003 mg"
    assert show(scatter(STILL, law).answer) == "0 mg"


@pytest.mark.parametrize(
    ("smallest", "suitable"),
    [("8.19 mg", False), ("8.2 mg", True), ("8.21 mg", True)],
)
def test_a_still_display_suits_down_to_820_scale_intervals(law, smallest, suitable):
    found = suits(STILL, qty("0.01 mg"), qty(smallest), law)
    assert found.suitable is suitable
    assert [w.calculator for w in found.workings] == ["repeatability", "repeatability-check"]


@pytest.mark.parametrize(
    ("smallest", "suitable"), [("18.97 mg", False), ("18.98 mg", True), ("100 mg", True)]
)
def test_a_moving_display_suits_down_to_2000_standard_deviations(law, smallest, suitable):
    # 2000 × 0.0094868 mg = 18.974 mg
    assert suits(TEN, qty("0.01 mg"), qty(smallest), law).suitable is suitable


@pytest.mark.parametrize(
    ("shown", "suitable"),
    [
        ("99.89 g", False), ("99.90 g", True), ("99.91 g", True), ("100.00 g", True),
        ("100.09 g", True), ("100.10 g", True), ("100.11 g", False),
    ],
)  # fmt: skip
def test_a_test_weight_is_shown_true_to_a_tenth_of_a_percent(law, shown, suitable):
    found = accuracy(qty(shown), qty("100 g"), qty("200 g"), law)
    assert found.suitable is suitable
    assert str(found.citations[0]) == "USP <41> (2013), Accuracy"


@pytest.mark.parametrize(
    ("nominal", "lawful"),
    [("9.99 g", False), ("10 g", True), ("10.01 g", True), ("199.99 g", True), ("200 g", True), ("200.01 g", False)],
)  # fmt: skip
def test_a_test_weight_is_neither_too_light_nor_too_heavy(law, nominal, lawful):
    if lawful:
        assert accuracy(qty(nominal), qty(nominal), qty("200 g"), law).suitable
        return
    with pytest.raises(BadFacts, match="between 5 and 100 percent"):
        accuracy(qty(nominal), qty(nominal), qty("200 g"), law)
