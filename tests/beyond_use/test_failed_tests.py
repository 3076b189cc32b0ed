"""What failed a test of its own is no preparation to keep, whatever else is said of it."""

from dataclasses import replace

import pytest

from beyond_use.category import Category
from beyond_use.csp import Area, Endotoxin, Sterility, Storage
from beyond_use.decide import BeyondUse, beyond_uses
from beyond_use.errors import NoDate
from beyond_use.reason import Effect
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


@pytest.mark.parametrize("test", ["closure_passed", "particulates_passed"])
@pytest.mark.parametrize("area", Area)
def test_a_failed_closure_or_particulate_test_leaves_no_date_in_that_container(
    dose, law, area, test
):
    controls = replace(CONTROLS, **{test: False})
    csp = dose(area=area, sterility=Sterility.PASSED, surroundings=SUITE, controls=controls)
    for answer in beyond_uses(csp, law).values():
        assert isinstance(answer, NoDate)
        (why,) = (one for one in answer.judged if one.rule == "C3-9" and not one.met)
        assert why.effect is Effect.NOTHING
        assert "hold it back or recall it" in why.says
        assert why.lifted_by == "a new batch, in a container that has passed"


@pytest.mark.parametrize("test", ["closure_passed", "particulates_passed"])
def test_a_closure_or_particulate_test_that_is_not_known_leaves_category_2(dose, law, test):
    controls = replace(CONTROLS, **{test: None})
    csp = dose(sterility=Sterility.PASSED, surroundings=SUITE, controls=controls)
    answer = beyond_uses(csp, law)[Storage.ROOM]
    assert isinstance(answer, BeyondUse)
    assert answer.category is Category.TWO
