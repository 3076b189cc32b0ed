"""Small systems of equations, exact, with nothing below nought."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from formulas.nutrition.linear import best_solution

AMOUNTS = st.fractions(0, 8, max_denominator=20)


def test_a_system_without_a_solution_above_nought_has_none():
    one, two = Fraction(1), Fraction(2)
    assert best_solution([[one, one]], [two]) == [two, 0]
    assert best_solution([[one, one], [one, -one]], [two, two]) == [two, 0]
    assert best_solution([[one, one], [one, one]], [two, one]) is None
    assert best_solution([[one, two]], [-one]) is None
    assert best_solution([], []) == []
    assert best_solution([[]], [one]) is None


SMALL = st.fractions(-5, 5, max_denominator=6)


@given(
    st.lists(st.lists(SMALL, min_size=4, max_size=4), min_size=1, max_size=3),
    st.lists(AMOUNTS, min_size=4, max_size=4),
)
def test_a_system_made_from_a_solution_is_solved_exactly(table, amounts):
    wanted_sums = [
        sum((a * b for a, b in zip(row, amounts, strict=True)), Fraction(0)) for row in table
    ]
    found = best_solution(table, wanted_sums)
    assert found is not None
    assert min(found) >= 0
    for row, goal in zip(table, wanted_sums, strict=True):
        assert sum(a * b for a, b in zip(row, found, strict=True)) == goal
