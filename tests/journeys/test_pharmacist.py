"""The pharmacist's day: an order before, a stop in between, a record after, and its proof."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from compounding.ledger.people import Role
from tests.journeys.desk import Desk
from tests.journeys.night import (
    finish,
    let_a_pharmacist_compound,
    make_up_to_the_check,
    maker_at_the_hood,
)
from webapp.demo.cartons import wrong_scans
from webapp.demo.world import DESK

pytestmark = pytest.mark.journey


def test_the_pharmacist_verifies_checks_releases_and_proves(facility, sit, picture, tmp_path):
    night = let_a_pharmacist_compound(facility)
    desk = Desk(facility, sit, picture)
    desk.have_an_order_typed_in()
    desk.arrive()
    typed = desk.verify_the_order()
    with maker_at_the_hood(facility, night) as maker:
        clean = make_up_to_the_check(maker, facility.world.orders[2])
        desk.check_at_the_stop()
        clean_label = finish(maker, clean)
        wrong = next(each.text for each in a_shelf(facility) if "23.4%" in each.name)
        odd = make_up_to_the_check(maker, typed, wrong=wrong)
        desk.check_at_the_stop()
        odd_label = finish(maker, odd)
    desk.see_exceptions_before_clean_records()
    desk.release_by_scanning_the_label(odd_label)
    desk.prove_it_elsewhere(tmp_path)
    the_maker_may_not_release(facility, sit, clean_label)


def a_shelf(facility):
    with facility.database.reading() as session:
        return wrong_scans(session, datetime.now(UTC).date())


def the_maker_may_not_release(facility, sit, label):
    """The night pharmacist opens the record of the own bag, and is refused."""
    seat = sit(DESK)
    seat.sign_in(Role.TECHNICIAN)
    seat.page.get_by_role("link", name="Check", exact=True).click()
    seat.scanner.scan(label)
    seat.page.get_by_role("button", name="Release 1 bag").first.click()
    seat.keys.type_pin(facility.world.pin)
    expect(seat.page.locator("#said")).to_contain_text("Demo Night Pharmacist")
    expect(seat.page.get_by_role("heading", name="Released by")).to_have_count(0)
