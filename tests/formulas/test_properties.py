"""What holds for every input, asked of two thousand; the bench asks it of many more."""

import pytest

from tests.formulas.properties import PROPERTIES, hold

EXAMPLES = 2000


@pytest.mark.parametrize("sentence", PROPERTIES, ids=lambda each: each.__name__)
def test_it_holds_for_every_example_drawn_that(sentence):
    hold(sentence, EXAMPLES // len(PROPERTIES))
