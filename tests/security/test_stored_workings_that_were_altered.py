"""A stored working that was altered is refused, not read as another answer."""

import json

import pytest

from formulas.dilution import draw_volume
from formulas.errors import Altered, UnknownUnit
from formulas.working import Steps, Working

EVEN = draw_volume(dose="20 mEq", strength="2 mEq/mL", resolution="0.2 mL")
ENDLESS = draw_volume(dose="10 mg", strength="7 mg/mL")


def altered(working, **changes):
    data = json.loads(json.dumps(working.to_dict()))
    data["outputs"][0] |= changes
    return data


@pytest.mark.parametrize("working", [EVEN, ENDLESS], ids=["even", "endless"])
@pytest.mark.parametrize(
    "changes",
    [{"value": "1"}, {"value": "1e999999999"}, {"value": "NaN"}, {"value": 10.0}, {"value": "+10"},
     {"value": "10.0"}, {"shown": "2 mL"}, {"shown": "100 mL"}, {"shown": "10 L"}, {"unit": "L"},
     {"unit": ""}, {"ratio": "10/1"}, {"ratio": "1/0"}, {"ratio": "20/14"}, {"ratio": "1e9/7"},
     {"ratio": "9" * 5000}, {"words": "accept"}, {"more": "x"}],
    ids=str,
)  # fmt: skip
def test_no_part_of_a_stored_answer_can_be_altered_alone(working, changes):
    with pytest.raises(Altered, match="contradicts itself"):
        Working.from_dict(altered(working, **changes))


def test_an_unknown_unit_of_a_stored_answer_is_refused():
    with pytest.raises(UnknownUnit):
        Working.from_dict(altered(EVEN, unit="furlong"))


def test_words_that_are_shown_otherwise_than_stored_are_refused():
    steps = Steps("Judging 10.9 g")
    steps.verdict("verdict", "within the band", "10.9 g ≤ 11.31 g", "reject")
    working = steps.done()
    assert Working.from_dict(altered(working)) == working
    for changes in ({"shown": "accept"}, {"words": "accept"}, {"value": "1"}):
        with pytest.raises(Altered):
            Working.from_dict(altered(working, **changes))
