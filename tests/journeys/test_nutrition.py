"""A whole nutrition bag in the browser, from the queue to its release."""

import pytest

from tests.journeys import nutrition
from tests.journeys.nutrition import Nutrition
from webapp.demo.facility import DemoFacility
from webapp.signing_in.entry import THROTTLE

pytestmark = pytest.mark.journey
SETTLES = 1.0  # seconds, the shortest an agent takes: sixteen weighings wait for it twice


@pytest.fixture
def facility():
    THROTTLE.forget()
    with DemoFacility(settles=SETTLES) as opened:
        yield opened


def test_a_nutrition_bag_is_made_weighed_checked_and_released(facility, sit, bench, picture):
    work = Nutrition(facility, sit, bench)
    work.have_a_signed_order_sent_to_the_hood()
    work.sign_in()
    work.check_the_balance()
    work.take_the_first_dose(nutrition.NAME)
    work.stage(*nutrition.ALL)
    work.begin_in_the_hood()
    work.weigh_the_empty_bag()
    work.pour(nutrition.AMINO)
    work.pour(nutrition.DEXTROSE)
    work.pour(nutrition.WATER)
    work.draw(nutrition.PHOSPHATE)
    work.draw(nutrition.SALT)
    work.draw_by_eye(nutrition.ZINC)
    work.draw(nutrition.VITAMINS)
    work.draw(nutrition.CALCIUM)
    work.be_checked(picture)
    work.try_calcium_too_soon()
    work.add(nutrition.PHOSPHATE)
    work.add(nutrition.SALT)
    work.add(nutrition.ZINC)
    work.add(nutrition.VITAMINS)
    work.flush()
    work.add(nutrition.CALCIUM)
    work.weigh_the_finished_bag(picture)
    work.inspect_and_label()
    work.sign_what_was_made()
    work.assert_nothing_was_pointed_at()
    work.be_released(picture)
