"""Milliequivalents and millimoles: how the question is repeated above its working."""

import pytest

from formulas.catalogue import CALCULATORS
from formulas.electrolytes import equivalent_weight
from formulas.errors import UnknownInput

BY_FIGURES = {"molar_mass": "40.08 g/mol", "valence": "2"}


@pytest.mark.parametrize(
    ("name", "asked", "title"),
    [
        ("moles-of-mass", {"mass": "9 g/L"}, "Millimoles of 9 g/L"),
        ("mass-of-moles", {"moles": "3 mmol"}, "Mass of 3 mmol"),
        ("equivalents-of-mass", {"mass": "40 mg"}, "Milliequivalents of 40 mg"),
        ("mass-of-equivalents", {"equivalents": "2 mEq"}, "Mass of 2 mEq"),
        ("equivalents-of-moles", {"moles": "3 mmol"}, "Milliequivalents of 3 mmol"),
        ("moles-of-equivalents", {"equivalents": "2 mEq"}, "Millimoles of 2 mEq"),
    ],
)
def test_the_title_repeats_the_question_with_its_substance_where_one_is_named(name, asked, title):
    ask = CALCULATORS[name]
    assert ask.compute({**asked, "substance": "calcium"}).title == f"{title} calcium"
    figures = {
        key: BY_FIGURES[key] for key in BY_FIGURES if key in {one.name for one in ask.inputs}
    }
    assert ask.compute({**asked, **figures}).title == title


def test_the_weight_of_an_equivalent_is_asked_of_a_substance_or_of_its_figures():
    assert equivalent_weight(substance="calcium").title == "Equivalent weight of calcium"
    assert equivalent_weight(**BY_FIGURES).title == "Equivalent weight of 40.08 g/mol"
    with pytest.raises(UnknownInput, match="It takes substance, molar_mass, valence"):
        CALCULATORS["equivalent-weight"].compute({"equivalent_weight": "20.04 mg/mEq"})
