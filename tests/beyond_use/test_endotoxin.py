from fractions import Fraction

import pytest

from beyond_use.batch import Batch, Form
from beyond_use.category import Category
from beyond_use.endotoxin import (
    Asked,
    Route,
    endotoxin_asked,
    endotoxin_limit,
    endotoxin_result,
)
from beyond_use.errors import BadFacts
from beyond_use.reason import Effect, State
from formulas.quantity import qty


def batch(category=Category.TWO, form=Form.INJECTABLE, *, nonsterile=True, tested=True):
    return Batch(10, form, category, nonsterile, tested)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (batch(Category.ONE, tested=False), (Asked.NOT, "Q-2")),
        (batch(), (Asked.MUST, "Q-9")),
        (batch(tested=False), (Asked.SHOULD, "Q-10")),
        (batch(nonsterile=False), (Asked.NOT, "Q-9")),
        (batch(nonsterile=None), (Asked.MUST, "Q-9")),
        (batch(nonsterile=None, tested=False), (Asked.SHOULD, "Q-10")),
        (batch(Category.THREE), (Asked.MUST, "Q-9")),
        (batch(Category.THREE, nonsterile=False), (Asked.NOT, "Q-9")),
        (batch(Category.THREE, Form.OTHER), (Asked.NOT, "Q-9")),
        (batch(form=Form.OTHER, tested=False), (Asked.NOT, "Q-9")),
    ],
)
def test_an_endotoxin_test_is_asked_for_by_category_form_and_components(law, facts, expected):
    strength, row = endotoxin_asked(facts, law)
    assert (strength, row.rule) == expected


@pytest.mark.parametrize(
    ("dose", "route", "limit"),
    [
        ("10 mg/kg", Route.PARENTERAL, "0.5 EU/mg"),
        ("10 mg/kg/h", Route.PARENTERAL, "0.5 EU/mg"),
        ("1 mL/kg", Route.PARENTERAL, "5 EU/mL"),
        ("100 units/kg", Route.PARENTERAL, "0.05 EU/unit"),
        ("0.1 mg/kg", Route.INTRATHECAL, "2 EU/mg"),
        ("500 mcg/kg/h", Route.PARENTERAL, "0.01 EU/mcg"),
        ("0.4 mEq/kg/h", Route.PARENTERAL, "12.5 EU/mEq"),
        ("1 mg/kg/min", Route.PARENTERAL, "0.08333333333… EU/mg"),
    ],
)
def test_the_limit_is_what_a_body_bears_over_what_it_is_given(law, dose, route, limit):
    assert endotoxin_limit(qty(dose), route, law).told == limit


def test_a_dose_by_minute_is_taken_for_the_whole_hour(law):
    limit = endotoxin_limit(qty("1 mg/kg/min"), Route.PARENTERAL, law)
    assert limit.value == Fraction(5, 60)


@pytest.mark.parametrize(
    "dose", ["10 mg", "10 mg/day", "240 mg/kg/day", "0 mg/kg", "5 mg/mL", "10 mg/bag", "-1 mg/kg"]
)
def test_a_dose_that_is_not_by_kg_is_refused(law, dose):
    with pytest.raises(BadFacts, match="write 10 mg/kg"):
        endotoxin_limit(qty(dose), Route.PARENTERAL, law)


@pytest.mark.parametrize(("found", "met"), [("0.499", True), ("0.5", True), ("0.501", False)])
@pytest.mark.parametrize("facts", [batch(), batch(tested=False), batch(Category.ONE, tested=False)])
def test_what_is_found_above_the_limit_stops_any_batch(law, found, met, facts):
    limit = endotoxin_limit(qty("10 mg/kg"), Route.PARENTERAL, law)
    reason = endotoxin_result(facts, Fraction(found), limit, law)
    assert reason.rule == "Q-11"
    assert reason.met is met
    assert reason.effect is (Effect.NONE if met else Effect.NOTHING)
    assert f"found: {found} EU/mg, at most 0.5 EU/mg is allowed." in reason.says
    assert reason.says.endswith("Reject the batch and investigate.") is not met
    assert reason.lifted_by == ("" if met else "no one: this batch is lost")


@pytest.mark.parametrize(
    ("facts", "state", "effect"),
    [
        (batch(), State.NOT_KNOWN, Effect.NOTHING),
        (batch(tested=False), State.NOT_KNOWN, Effect.NOTED),
        (batch(nonsterile=False), State.MET, Effect.NONE),
    ],
)
def test_without_a_result_it_depends_on_how_strongly_it_is_asked_for(law, facts, state, effect):
    limit = endotoxin_limit(qty("10 mg/kg"), Route.PARENTERAL, law)
    for found, against in ((None, limit), (Fraction(0), None), (None, None)):
        reason = endotoxin_result(facts, found, against, law)
        assert (reason.state, reason.effect) == (state, effect)


def test_less_than_nothing_is_never_found(law):
    with pytest.raises(BadFacts, match="cannot be -1"):
        endotoxin_result(batch(), Fraction(-1), None, law)
