"""The published scenarios of dates, and that a wrong expectation is found out."""

import tomllib

import pytest

from beyond_use.cases_bud import CASES, facts_of, run
from formulas.errors import BadCase

FILE = tomllib.loads(CASES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("result", run(), ids=lambda result: result.id)
def test_a_published_scenario_of_dates_is_decided_as_published(result):
    assert result.passed, f"{result.question}: expected {result.expected}, got {result.got}"


def test_each_scenario_has_its_own_id_and_a_known_status():
    ids = [case["id"] for case in FILE["case"]]
    assert len(ids) == len(set(ids)) == 43
    assert {case["status"] for case in FILE["case"]} == {"verified", "recalled", "convention"}
    kinds = {case["kind"] for case in FILE["case"]}
    assert kinds == {"bud", "immediate_use", "scope", "storage", "time"}


@pytest.fixture
def changed(tmp_path):
    """The scenarios with one text replaced."""

    def make(old, new):
        text = CASES.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "cases.toml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return make


@pytest.mark.parametrize(
    ("old", "new", "broken"),
    [
        ('lasts = "60 days", decided_by = "table" }', 'lasts = "61 days" }', {"C027", "C040"}),
        ('label_day = "2026-11-23"', 'label_day = "2026-11-24"', {"C127"}),
        ('says = "USP <825>"', 'says = "USP <800>"', {"C098"}),
        ('decided_by = "manufacturer"', 'decided_by = "table"', {"C096"}),
        ("at room temperature since 2026", "frozen since 2026", {"C112"}),
    ],
)
def test_a_scenario_that_expects_another_answer_fails(changed, old, new, broken):
    path = changed(old, new)
    assert broken <= {result.id for result in run(path) if not result.passed}


def test_a_scenario_that_cannot_be_read_as_facts_fails(changed):
    (result, *_) = run(changed("pec_iso = 5 }", "pec_iso = 5, colour = 1 }"))
    assert not result.passed
    assert "colour means nothing here" in result.got


def test_a_scenario_may_expect_only_what_an_answer_has(changed):
    with pytest.raises(BadCase, match="colour, which no answer has"):
        run(changed("expect = { category = 1, ", "expect = { colour = 1, "))


def test_the_facts_of_a_scenario_lie_over_their_base_table_by_table():
    (late,) = (case for case in FILE["case"] if case["id"] == "C171")
    place = facts_of(late, FILE["base"])["place"]
    assert place["certified_on"].isoformat() == "2026-05-01"
    assert place["pec_iso"] == 5
