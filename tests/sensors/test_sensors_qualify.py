"""The published cases of the instruments, as an installation runs them."""

import pytest

from sensors import qualification
from sensors.qualification import REFUSED, cases, run

RESULTS = {result.id: result for result in run()}


@pytest.mark.parametrize("case_id", RESULTS)
def test_every_published_case_comes_out_as_its_source_says(case_id):
    assert RESULTS[case_id].passed, RESULTS[case_id]
    assert RESULTS[case_id].source


def test_what_must_be_rejected_is_expected_to_be_refused():
    everything = [case for name in qualification._SETS for case in cases(name)]
    assert len(everything) == len(RESULTS) == 122
    assert all(case["reads"] == REFUSED for case in everything if case["must_reject"])


def test_a_case_that_comes_out_otherwise_fails():
    case = cases("mt_sics")[0] | {"reads": "100.01 g stable"}
    assert not qualification._result(case).passed
