"""The technician's day at the hood, without a mouse and without a typed weight."""

import pytest

from tests.journeys import potassium, vancomycin
from tests.journeys.potassium import Potassium
from tests.journeys.vancomycin import Vancomycin

pytestmark = pytest.mark.journey


def test_the_technician_makes_potassium_chloride_by_scans_and_weights_alone(
    facility, sit, bench, picture
):
    work = Potassium(facility, sit, bench)
    work.cancel_the_urgent_dose()
    work.sign_in()
    work.check_the_balance()
    work.take_the_first_dose(potassium.NAME)
    work.stage("bag", "vial")
    work.begin_in_the_hood()
    work.weigh_the_bag_after_a_wrong_scan(picture)
    work.close_the_browser_and_come_back()
    work.weigh_the_empty_syringe_before_two_tabs()
    work.draw(picture)
    work.be_checked(picture)
    work.inject()
    work.weigh_the_bag_again_with_a_bouncing_trigger()
    work.inspect_and_label()
    work.sign_what_was_made()
    work.assert_nothing_was_pointed_at()


def test_the_technician_draws_vancomycin_from_two_vials(facility, sit, bench, picture):
    work = Vancomycin(facility, sit, bench)
    work.sign_in()
    work.check_the_balance()
    work.take_the_first_dose(vancomycin.NAME)
    work.stage("bag", "vial A (1 g)", "vial B (500 mg)", "sterile water")
    work.begin_in_the_hood()
    work.reconstitute_vial_a()
    work.reconstitute_vial_b()
    work.weigh_bag_and_syringe()
    work.draw_from_both(picture)
    work.assert_nothing_was_pointed_at()
