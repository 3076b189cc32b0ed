"""The scatter of a balance, the least it may weigh, and how true it reads."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.balance_fitness import (
    balance_accuracy,
    minimum_weight,
    repeatability,
    repeatability_check,
)
from formulas.errors import MissingInput, NotPositive, OutOfRange, WrongUnit
from formulas.quantity import qty

RULE = {"factor": "2000", "least_share": "0.41"}
CHECK = {"coverage": "2", "least_share": "0.41", "allowed": "0.10 percent"}


def test_a_standard_deviation_divides_by_one_less_than_the_number():
    # mean 3, squares 4 + 0 + 4 = 8, over 2 = 4
    working = repeatability(weights="1 g; 3 g; 5 g")
    assert working.told == "standard deviation 2.00000 g; mean 3 g"
    assert working.result == qty("2 g")
    assert not working.exact


def test_weighings_may_be_told_in_different_units():
    assert repeatability(weights="1 g; 3000 mg; 0.005 kg").result == qty("2 g")


def test_weighings_all_alike_have_no_scatter():
    assert repeatability(weights="20.00 g; 20.00 g").shown == "0.00000 g"


@pytest.mark.parametrize(
    ("weights", "error"),
    [("20.00 g", OutOfRange), ("20 g; 0 g", NotPositive), ("20 g; 20 mL", WrongUnit), (";", MissingInput)],
)  # fmt: skip
def test_weighings_that_tell_no_scatter_are_refused(weights, error):
    with pytest.raises(error, match="weigh"):
        repeatability(weights=weights)


@given(st.lists(st.integers(1, 10_000), min_size=2, max_size=12), st.integers(0, 1000))
def test_a_weight_put_on_every_time_changes_the_mean_but_not_the_scatter(hundredths, more):
    plain = tuple(qty(Fraction(each, 100), "g") for each in hundredths)
    moved = tuple(each + qty(Fraction(more, 100), "g") for each in plain)
    before, after = repeatability(plain), repeatability(moved)
    assert before.result == after.result
    assert after.quantity("mean") - before.quantity("mean") == qty(Fraction(more, 100), "g")


@pytest.mark.parametrize(
    ("deviation", "least"),
    [
        ("0 mg", "82 mg"), ("0.040 mg", "82 mg"), ("0.041 mg", "82 mg"), ("0.042 mg", "84 mg"),
        ("0.1 mg", "200 mg"),
    ],
)  # fmt: skip
def test_the_least_weight_rests_on_the_larger_of_scatter_and_display(deviation, least):
    assert minimum_weight(deviation, "0.1 mg", **RULE).shown == least


def test_the_factor_is_the_rule_books_and_may_differ():
    given = {"standard_deviation": "0.1 mg", "readability": "0.1 mg", "least_share": "0.41"}
    assert minimum_weight(**given, factor="3000").shown == "300 mg"
    with pytest.raises(NotPositive, match="factor"):
        minimum_weight(**given, factor="0")


def test_a_scatter_below_nothing_is_refused():
    with pytest.raises(OutOfRange, match="standard deviation"):
        minimum_weight("-0.1 mg", "0.1 mg", **RULE)


@pytest.mark.parametrize(
    ("smallest", "verdict"),
    [("199.9 mg", "not suitable"), ("200 mg", "suitable"), ("200.1 mg", "suitable")],
)
def test_a_scatter_is_held_against_the_smallest_weight(smallest, verdict):
    assert repeatability_check("0.1 mg", "0.1 mg", smallest, **CHECK).output("verdict") == verdict


@given(st.decimals("0", "5", places=3), st.decimals("0.001", "1", places=3))
def test_the_least_weight_is_just_suitable_and_anything_less_is_not(deviation, readability):
    scatter, step = qty(deviation, "mg"), qty(readability, "mg")
    least = minimum_weight(scatter, step, **RULE).result

    def verdict(weight):
        return repeatability_check(scatter, step, weight, **CHECK).output("verdict")

    assert verdict(least) == "suitable"
    assert verdict(least * Fraction(999, 1000)) == "not suitable"


@pytest.mark.parametrize(
    ("shown", "deviation", "verdict"),
    [
        ("19.979 g", "-0.105 percent", "not suitable"), ("19.98 g", "-0.1 percent", "suitable"),
        ("20 g", "0 percent", "suitable"), ("20.019 g", "0.095 percent", "suitable"),
        ("20.02 g", "0.1 percent", "suitable"), ("20.021 g", "0.105 percent", "not suitable"),
    ],
)  # fmt: skip
def test_a_test_weight_is_judged_either_way(shown, deviation, verdict):
    working = balance_accuracy(shown, "20 g", "0.10 percent")
    assert (working.shown, working.output("verdict")) == (deviation, verdict)


def test_a_working_tells_which_of_the_two_counted():
    lines = minimum_weight("0.02 mg", "0.1 mg", **RULE).as_text()
    assert "0.41 × 0.1 mg = 0.041 mg" in lines
    assert "the larger of the two = 0.02 mg, 0.041 mg = 0.041 mg" in lines
