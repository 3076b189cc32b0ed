"""What single facts would change, told in the figures of the tables."""

from datetime import date, timedelta

import pytest

from beyond_use.controls import Surroundings
from beyond_use.csp import Area, Endotoxin, Process, Sterility, Storage
from beyond_use.decide import BeyondUse
from beyond_use.what_if import what_if

SUITE = Surroundings(pec_iso=5, certified_on=date(2026, 8, 10), in_class=True)


@pytest.fixture
def told(law):
    def make(csp):
        return [change.told for change in what_if(csp, law)]

    return make


def test_of_an_untested_bag_of_sterile_components(dose, told):
    assert told(dose(surroundings=SUITE)) == [
        "passed sterility test: 30 days at room temperature, 45 refrigerated, if stability allows",
        "failed sterility test: no date",
        "terminal sterilization: 14 days at room temperature, 28 refrigerated, if stability allows",
        "a nonsterile component: 1 day at room temperature, 4 days refrigerated, if stability allows",
        "made in a segregated area: 12 h at room temperature, 24 refrigerated, if stability allows",
        (
            "passed tests and every Category 3 control: 60 days at room temperature, 90 refrigerated, "
            "if stability allows"
        ),
        "proof that this container stays closed when frozen: 45 days frozen, if stability allows",
    ]


def test_in_a_segregated_area_only_the_suite_and_a_failed_test_change_anything(dose, told):
    csp = dose(area=Area.SEGREGATED, surroundings=Surroundings(5))
    assert told(csp) == [
        "failed sterility test: no date",
        (
            "an ISO 5 hood in a cleanroom suite, certified and in class: 4 days at room temperature, "
            "10 refrigerated, if stability allows"
        ),
    ]


def test_a_suite_that_lost_its_certificate_would_win_its_category_back(dose, told):
    overdue = Surroundings(pec_iso=5, certified_on=date(2026, 5, 1), in_class=True)
    assert any(
        line.startswith("an ISO 5 hood in a cleanroom suite")
        for line in told(dose(surroundings=overdue))
    )


def test_a_tested_bag_with_a_nonsterile_component_lacks_its_endotoxin_test(dose, component, told):
    csp = dose(
        sterility=Sterility.PASSED,
        components=(component(sterile=False),),
        injectable=True,
        endotoxin=Endotoxin.PENDING,
    )
    lines = told(csp)
    assert (
        "passed endotoxin test: 30 days at room temperature, 45 refrigerated, if stability allows"
        in lines
    )
    assert (
        "sterile components only: 30 days at room temperature, 45 refrigerated, if stability allows"
        in lines
    )


def test_a_frozen_terminal_bag_is_told_in_three_storages(dose, told):
    csp = dose(process=Process.TERMINAL, frozen_closure="a test")
    assert told(csp)[0] == (
        "passed sterility test: 45 days at room temperature, 60 refrigerated, 90 frozen, "
        "if stability allows"
    )
    assert not any(line.startswith(("terminal", "proof")) for line in told(csp))


def test_without_any_stability_the_figures_wait_for_one(dose, told):
    assert told(dose(stability=()))[0].endswith("45 refrigerated, once stability is cited")


def test_each_change_carries_what_would_come_out_with_the_stability_at_hand(dose, cited, law):
    csp = dose(stability=(cited(Storage.ROOM, days=7),))
    passed = what_if(csp, law)[0]
    answer = passed.answers[Storage.ROOM]
    assert answer.until - csp.started_at == timedelta(days=7)
    assert not isinstance(passed.answers[Storage.REFRIGERATOR], BeyondUse)


def test_nothing_is_told_that_changes_nothing(dose, law):
    csp = dose(surroundings=SUITE, sterility=Sterility.PASSED, frozen_closure="a test")
    assert [change.fact for change in what_if(csp, law)] == [
        "failed sterility test",
        "terminal sterilization",
        "a nonsterile component",
        "made in a segregated area",
        "passed tests and every Category 3 control",
    ]
