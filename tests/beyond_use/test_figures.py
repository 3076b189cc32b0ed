"""A fact held against a figure: at the limit it is kept, and no sentence flatters it."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from beyond_use.errors import BadFacts, BadLaw
from beyond_use.figures import Otherwise, asked, held, keeps, limit_told
from beyond_use.reader import read_edition
from beyond_use.reason import Effect, State
from formulas.errors import WrongUnit
from formulas.quantity import qty

OTHERWISE = Otherwise(Effect.CATEGORY_1, "Put it right", "the engineer")

FILE = """
chapter = "USP <797>"
edition = "2099"
in_force = 2099-01-01

[X-1]
says = "Two ends of one stage"
locator = "a section"
source = "a test"
status = "recalled"
confirmed = false
last_checked = 2026-11-25
comparator = "at least"
limits = { time = "48 h", coldest = "30 degC", warmest = "at most 35 degC" }
"""


@pytest.fixture
def file(tmp_path):
    def make(text=FILE):
        path = tmp_path / "law.toml"
        path.write_text(text, encoding="utf-8")
        return {row.part: row for row in read_edition(path).rows}

    return make


def test_a_figure_may_be_compared_otherwise_than_its_rule(file):
    rows = file()
    assert {part: row.comparator for part, row in rows.items()} == {
        "time": "at least", "coldest": "at least", "warmest": "at most",
    }  # fmt: skip
    assert [rows[part].value for part in ("time", "coldest", "warmest")] == ["48", "30", "35"]


@pytest.mark.parametrize("figure", ["rule 35 degC", "at most", "at most degC", "atmost 35 degC"])
def test_a_figure_with_a_comparator_that_is_none_is_refused(file, figure):
    with pytest.raises(BadLaw):
        file(FILE.replace("at most 35 degC", figure))


@pytest.mark.parametrize(
    ("part", "fact", "kept"),
    [
        ("time", timedelta(hours=48) - timedelta(microseconds=1), False),
        ("time", timedelta(hours=48), True), ("time", timedelta(hours=49), True),
        ("time", qty("2 day"), True), ("time", qty("2879 min"), False),
        ("coldest", Fraction(2999, 100), False), ("coldest", 30, True),
        ("warmest", Decimal("35.0"), True), ("warmest", Decimal("35.001"), False),
        ("warmest", qty("308.15 K"), True), ("warmest", qty("308.16 K"), False),
        ("warmest", None, None),
    ],
)  # fmt: skip
def test_a_fact_at_the_limit_keeps_it(file, part, fact, kept):
    assert keeps(file()[part], fact) is kept


def test_a_fact_of_another_kind_is_refused(file):
    with pytest.raises(WrongUnit, match="reading"):
        keeps(file()["warmest"], qty("2 h"), "reading")
    with pytest.raises(BadFacts, match="no length of time"):
        keeps(file()["warmest"], timedelta(hours=1))


def test_a_figure_with_two_sides_is_not_a_limit_to_one(law):
    with pytest.raises(BadFacts, match="no limit to one side"):
        keeps(law.row("HD-1", "weakest"), Decimal(0))


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (qty("4.9 Pa"), "4.9 Pa, which is 0.01967 in. w.c."),
        # 0.0199929 and more digits: it fails, and must not read as 0.020.
        (qty("4.981 Pa"), "4.981 Pa, which is 0.01999 in. w.c."),
        (qty("0.0199999 in_wc"), "0.01999 in. w.c."),
        (qty("0.02 in_wc"), "0.02 in. w.c."),
        (qty("-0.0000001 in_wc"), "-0.00001 in. w.c."),
    ],
)
def test_what_fails_never_reads_as_if_it_were_kept(law, fact, told):
    reason = held(law.row("FE-6"), fact, "Buffer room, pressure", OTHERWISE)
    assert reason.says.startswith(
        f"Buffer room, pressure: {told}, at least 0.020 in. w.c. is asked for."
    )


def test_a_fact_above_an_upper_limit_is_shown_above_it(law):
    reason = held(law.row("FE-8"), qty("20.0000001 degC"), "Buffer room", OTHERWISE)
    assert "20.01 °C, should be at most 20 °C" in reason.says


def test_a_rule_that_is_kept_costs_nothing_and_asks_nothing(law):
    reason = held(law.row("FE-6"), qty("0.020 in_wc"), "Buffer room", OTHERWISE)
    assert (reason.state, reason.effect, reason.lifted_by) == (State.MET, Effect.NONE, "")
    assert "Put it right" not in reason.says


@pytest.mark.parametrize(
    ("answer", "state", "effect", "told"),
    [
        (True, State.MET, Effect.NONE, "Doors: yes."),
        (False, State.NOT_MET, Effect.CATEGORY_1, "Doors: no. Put it right."),
        (None, State.NOT_KNOWN, Effect.CATEGORY_1, "Doors: not known. Put it right."),
    ],
)
def test_a_question_without_an_answer_is_not_kept(law, answer, state, effect, told):
    reason = asked(law.row("FE-14"), answer, "Doors", OTHERWISE)
    assert (reason.state, reason.effect, reason.says) == (state, effect, told)


@pytest.mark.parametrize(
    ("rule", "part", "told"),
    [
        ("FE-3", "class", "ISO 7 or cleaner"),
        ("FE-3", "air changes", "at least 30 air changes per hour"),
        ("FE-10", "", "at most 12 months"),
        ("HL-7", "gloves", "at least 2 pairs"),
        ("BUD-2", "room temperature", "at most 1 day"),
    ],
)
def test_a_limit_is_told_in_words(law, rule, part, told):
    assert limit_told(law.row(rule, part)) == told
