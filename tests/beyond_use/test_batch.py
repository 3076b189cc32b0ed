import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyond_use.batch import Batch, Form, batch_size, units_to_test
from beyond_use.category import Category
from beyond_use.errors import BadFacts
from beyond_use.law import load_laws
from beyond_use.reason import Effect


def batch(final_yield=30, form=Form.INJECTABLE, category=Category.TWO, *, tested=True):
    return Batch(final_yield, form, category, nonsterile=False, tested=tested)


@pytest.mark.parametrize(
    ("final_yield", "units"),
    [
        (1, 1), (2, 1), (9, 1), (10, 1), (11, 2), (20, 2), (21, 3), (30, 3), (31, 4), (39, 4),
        (40, 4), (41, 5), (50, 5), (51, 6), (99, 10), (100, 10), (101, 10), (250, 10),
        (499, 10), (500, 10), (501, 11), (550, 11), (551, 12), (999, 20), (1000, 20), (1001, 20),
        (5000, 20),
    ],
)  # fmt: skip
def test_so_many_units_of_an_injectable_batch_are_tested(law, final_yield, units):
    assert units_to_test(final_yield, Form.INJECTABLE, law).units == units


@pytest.mark.parametrize(
    ("final_yield", "units"),
    [
        (1, 1), (10, 1), (11, 2), (39, 4), (40, 2), (41, 3), (60, 3), (61, 4), (199, 10),
        (200, 10), (201, 10), (5000, 10),
    ],
)  # fmt: skip
def test_so_many_units_of_another_sterile_batch_are_tested(law, final_yield, units):
    assert units_to_test(final_yield, Form.OTHER, law).units == units


@pytest.mark.parametrize(
    ("final_yield", "form", "rule", "because"),
    [
        (39, Form.INJECTABLE, "Q-3", "10 % of 39"),
        (40, Form.INJECTABLE, "Q-4", "the greater of 10 % of 40 and 4"),
        (100, Form.INJECTABLE, "Q-4", "the greater of 10 % of 100 and 4"),
        (101, Form.INJECTABLE, "Q-4", "10 of a batch of this size"),
        (500, Form.INJECTABLE, "Q-4", "10 of a batch of this size"),
        (501, Form.INJECTABLE, "Q-4", "the lesser of 2 % of 501 and 20"),
        (40, Form.OTHER, "Q-4", "the greater of 5 % of 40 and 2"),
        (200, Form.OTHER, "Q-4", "the greater of 5 % of 200 and 2"),
        (201, Form.OTHER, "Q-4", "10 of a batch of this size"),
    ],
)
def test_the_sample_says_how_it_came_about(law, final_yield, form, rule, because):
    sample = units_to_test(final_yield, form, law)
    assert (sample.row.rule, sample.because) == (rule, because)


@given(st.integers(1, 2000), st.sampled_from(Form))
def test_a_sample_is_never_empty_nor_larger_than_its_batch(final_yield, form):
    (law,) = [one for one in load_laws() if one.until is None]
    assert 1 <= units_to_test(final_yield, form, law).units <= final_yield


@pytest.mark.parametrize(("final_yield", "allowed"), [(249, True), (250, True), (251, False)])
@pytest.mark.parametrize("category", [Category.TWO, Category.THREE])
def test_a_tested_batch_has_a_largest_size(law, final_yield, allowed, category):
    reasons = batch_size(batch(final_yield, category=category), law)
    assert all(one.met is allowed for one in reasons)
    assert {one.rule for one in reasons} == {"Q-1", *(["C3-6"] if category == 3 else [])}
    if not allowed:
        assert reasons[0].effect is Effect.NOTHING
        assert reasons[0].says.startswith("Final yield: 251 units, at most 250 units is asked for.")
        assert reasons[0].lifted_by == "a smaller batch"


def test_a_batch_of_one_is_a_batch(law):
    assert batch_size(batch(1), law)[0].met


def test_a_batch_whose_date_rests_on_no_test_has_no_largest_size(law):
    assert batch_size(batch(1000, tested=False), law) == ()


def test_batches_that_cannot_be_are_refused(law):
    with pytest.raises(BadFacts, match="at least one unit"):
        batch(0)
    with pytest.raises(BadFacts, match="at least one unit"):
        units_to_test(0, Form.OTHER, law)
    with pytest.raises(BadFacts, match="Category 3"):
        batch(category=Category.THREE, tested=False)
    with pytest.raises(BadFacts, match="Category 1"):
        batch(category=Category.ONE)
