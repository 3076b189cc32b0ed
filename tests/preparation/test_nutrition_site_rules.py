"""A bag is held against the site's own limits and curves, and says which they are."""

import pytest

from compounding.ledger.canonical import digest
from compounding.preparation.errors import ContentMoved, OrderRefused
from compounding.preparation.nutrition.saving import (
    Signing,
    enter_nutrition_order,
    shown_nutrition,
)
from compounding.preparation.nutrition.site_rules import SiteRules, site_rules
from formulas.errors import BadCurve, BadLimits, Loosened
from tests.ledger.fresh import fresh_database
from tests.preparation.nutrition_forms import PIN, a_pharmacy, adult_form, reasons_for
from tests.preparation.nutrition_site import CURVES, LIMITS, site

STATED = {
    "warmest.amount": "25", "warmest.unit": "degC", "lasts.amount": "48", "lasts.unit": "h",
}  # fmt: skip


@pytest.fixture
def world(tmp_path):
    world = a_pharmacy(fresh_database(tmp_path))
    yield world
    world.database.close()


def told(world, rules, **typed):
    with world.database.reading() as session:
        return shown_nutrition(session, adult_form(**typed), None, rules)


def states(shown, row):
    return [one["state"] for one in shown["checks"] if one["row"] == row]


def test_a_site_without_a_folder_or_with_empty_ones_has_set_nothing(tmp_path):
    (tmp_path / "limits").mkdir()
    for folder in (tmp_path, tmp_path / "nowhere"):
        rules = site_rules(folder)
        assert rules.shown() == {"files": [], "rows": 0, "curves": []}
        assert rules == SiteRules()


def test_a_row_of_the_site_is_held_against_the_bag_and_counted(world, tmp_path):
    rules = site_rules(site(tmp_path / "own", limits=LIMITS))
    shown = told(world, rules)
    assert states(shown, "potassium-of-this-hospital") == ["pharmacist must decide"]
    assert shown["site"] == {"files": ["limits/own.toml"], "rows": 1, "curves": []}


def test_a_curve_of_the_site_clears_a_bag_that_says_how_warm_and_how_long(world, tmp_path):
    rules = site_rules(site(tmp_path / "own", curves=CURVES))
    shown = told(world, rules, **STATED)
    assert states(shown, "calcium-phosphate-curves") == ["met", "met"]
    assert [one["id"] for one in shown["site"]["curves"]] == ["low", "high"]
    assert not any(one["decide"] for one in shown["checks"])


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({}, "not stated"),
        ({**STATED, "lasts.amount": "48.1"}, "reaches 25 degC and 48.1 h"),
        ({**STATED, "warmest.amount": "25.1"}, "reaches 25.1 degC"),
    ],
)
def test_beyond_its_warmth_or_time_one_reason_is_asked_for(world, tmp_path, typed, why):
    shown = told(world, site_rules(site(tmp_path / "own", curves=CURVES)), **typed)
    (asked,) = [one for one in shown["checks"] if one["decide"]]
    assert why in asked["sentence"]


@pytest.mark.parametrize(
    ("lasts", "taken"), [("23.9", False), ("24", True), ("24.1", True), ("-1", False)]
)
def test_a_bag_lasts_at_least_as_long_as_it_runs(world, lasts, taken):
    typed = {**STATED, "lasts.amount": lasts}
    if taken:
        assert told(world, SiteRules(), **typed)["ordered"]["lasts"] == f"{lasts} h"
        return
    with pytest.raises(OrderRefused) as trouble:
        told(world, SiteRules(), **typed)
    assert list(trouble.value.fields) == ["lasts.amount"]


def test_a_table_that_changed_after_it_was_seen_is_not_signed(world, tmp_path):
    shown = told(world, SiteRules())
    signing = Signing(PIN, digest(shown), reasons_for(shown))
    rules = site_rules(site(tmp_path / "own", limits=LIMITS))
    with pytest.raises(ContentMoved), world.as_("pharmacist", "desk-1") as unit:
        enter_nutrition_order(unit, adult_form(), signing, rules)


@pytest.mark.parametrize(
    ("limits", "curves", "trouble"),
    [
        ("[[limit]]\nid = 'x'\n", "", BadLimits),
        ("not = toml = at all", "", BadLimits),
        ("", "[[curve]]\nid = 'x'\n", BadCurve),
        (LIMITS.replace('"potassium"', '"zinc"').replace("20 mEq/L", "900 mg/day"), "", Loosened),
    ],
)
def test_a_table_that_cannot_be_read_whole_judges_no_bag(tmp_path, limits, curves, trouble):
    with pytest.raises(trouble):
        site_rules(site(tmp_path / "own", limits, curves))


def test_a_folder_that_may_not_be_looked_into_is_not_taken_for_empty(tmp_path):
    (tmp_path / "limits").write_text("a file in place of a folder", encoding="utf-8")
    with pytest.raises(BadLimits, match="cannot be read"):
        site_rules(tmp_path)
