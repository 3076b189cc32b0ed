from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.beyond_use.standing_examples import (
    FILES,
    GRADES,
    ORDER,
    SPOILT,
    answer,
    droppable,
    example,
    orphans,
    spoil_safely,
    without,
)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(GRADES)), st.data())
def test_taking_a_fact_away_never_raises_the_grade(name, draw):
    data = FILES[name]
    ways = draw.draw(st.lists(st.sampled_from(list(droppable(data))), min_size=1, max_size=4))
    before, after = answer(example(name)), answer(orphans(without(data, ways)))
    assert ORDER.index(after.grade) <= ORDER.index(before.grade)
    assert set(after.categories) <= set(before.categories)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([spoil for spoil, _, _ in SPOILT]), max_size=4, unique=True), st.data()
)
def test_one_more_fact_gone_bad_never_raises_the_grade(spoils, draw):
    data = example()
    for spoil in spoils:
        spoil_safely(data, spoil)
    before = answer(deepcopy(data))
    spoil_safely(data, draw.draw(st.sampled_from([spoil for spoil, _, _ in SPOILT])))
    after = answer(data)
    assert ORDER.index(after.grade) <= ORDER.index(before.grade)
    assert set(after.categories) <= set(before.categories)
