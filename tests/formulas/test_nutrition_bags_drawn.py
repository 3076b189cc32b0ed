"""What holds for every nutrition bag, asked of two thousand; the bench asks it of many more."""

import pytest

from tests.formulas.nutrition_properties import PROPERTIES, hold

EXAMPLES = 2000


@pytest.mark.parametrize("sentence", PROPERTIES, ids=lambda each: each.__name__)
def test_it_holds_for_every_bag_drawn_that(sentence):
    hold(sentence, -(-EXAMPLES // len(PROPERTIES)))
