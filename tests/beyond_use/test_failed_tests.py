"""What failed a test of its own is no preparation to keep, whatever else is said of it."""

import pytest

from beyond_use.csp import Area, Endotoxin, Sterility
from beyond_use.decide import BeyondUse, beyond_uses
from beyond_use.errors import NoDate
from beyond_use.what_if import what_if
from tests.beyond_use.good_controls import CONTROLS, SUITE


@pytest.mark.parametrize("area", Area)
@pytest.mark.parametrize("sterility", Sterility)
@pytest.mark.parametrize("sterile", [True, False])
@pytest.mark.parametrize("injectable", [True, False, None])
def test_a_failed_endotoxin_test_leaves_no_date_whatever_the_components(
    dose, component, law, area, sterility, sterile, injectable
):
    csp = dose(
        area=area,
        sterility=sterility,
        components=(component(sterile=sterile),),
        injectable=injectable,
        endotoxin=Endotoxin.FAILED,
    )
    for answer in beyond_uses(csp, law).values():
        assert isinstance(answer, NoDate)
        assert any("endotoxin test failed" in reason for reason in answer.reasons)


def test_a_failed_endotoxin_test_leaves_no_date_of_category_3(dose, law):
    whole = {"sterility": Sterility.PASSED, "surroundings": SUITE, "controls": CONTROLS}
    answers = beyond_uses(dose(**whole, injectable=True, endotoxin=Endotoxin.FAILED), law)
    assert not any(isinstance(answer, BeyondUse) for answer in answers.values())


def test_nothing_else_would_give_what_failed_its_endotoxin_test_a_date(dose, component, law):
    facts = {"sterility": Sterility.PASSED, "injectable": True, "endotoxin": Endotoxin.FAILED}
    for sterile in (True, False):
        csp = dose(components=(component(sterile=sterile),), **facts)
        # A change that takes the tests for passed is another batch; no other change helps.
        dated = {
            change.fact
            for change in what_if(csp, law)
            if any(isinstance(answer, BeyondUse) for answer in change.answers.values())
        }
        assert dated <= {
            "passed endotoxin test",
            "passed tests and every Category 3 control",
        }
