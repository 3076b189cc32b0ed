"""Every main page in light and in dark: nothing that axe finds serious or critical."""

import pytest
from playwright.sync_api import expect

from compounding.ledger.people import Role
from tests.journeys.looking import hindrances
from tests.journeys.night import maker_at_the_hood
from webapp.demo.world import HOOD

pytestmark = pytest.mark.journey
NAMES = {
    "Demo Technician": (
        "/prepare/",
        "/prepare/shift",
        "/prepare/orders/new",
        "/prepare/orders/1/cancel",
        "/prepare/1",
        "/prepare/1/waste",
        "/prepare/1/relief",
        "/calculators",
        "/calculators/draw-volume?dose=20+mEq&strength=2+mEq/mL",
    ),
    "Demo Pharmacist": (
        "/check/",
        "/check/orders/1",
        "/check/figures",
        "/check/formulas",
        "/check/formulas/1",
        "/check/1",
        "/check/1/record",
    ),
    "Demo Compliance": (
        "/logs",
        "/logs/points/1",
        "/logs/findings",
        "/logs/entries",
        "/logs/entries/1",
    ),
    "Demo Admin": (
        "/admin/people",
        "/admin/people/1",
        "/admin/machines",
        "/admin/places",
        "/admin/record",
        "/admin/account",
    ),
}
EVERYBODY = ("/sign-in", "/board", "/scanner")


@pytest.fixture
def one_bag_in_the_hood(facility):
    """So that queues, a step, a check and a record have something to show."""
    with maker_at_the_hood(facility, facility.world.people[Role.TECHNICIAN]) as maker:
        maker.stage(facility.world.orders[2])
        maker.begin()
        assert maker.worksheet == 1


def test_nobody_is_hindered_on_a_page_that_is_open_to_all(sit):
    page = sit().page
    found = []
    for address in EVERYBODY:
        page.goto(address)
        found += hindrances(page, address)
    assert found == []


@pytest.mark.usefixtures("one_bag_in_the_hood")
def test_nobody_is_hindered_in_their_work(facility, sit):
    assert pages_of_their_work(sit) + a_pin_and_a_stop(facility, sit) + a_signature(sit) == []


def pages_of_their_work(sit):
    found = []
    for name, addresses in NAMES.items():
        page = signed_in(sit, name)
        for address in addresses:
            page.goto(address)
            expect(page.locator("h1").first).to_be_visible()
            found += hindrances(page, address)
    return found


def a_pin_and_a_stop(facility, sit):
    hood = sit(HOOD)
    hood.page.goto("/sign-in")
    hood.scanner.scan(facility.world.badge(Role.TECHNICIAN))
    found = hindrances(hood.page, "PIN")
    hood.keys.type_pin(facility.world.pin)
    expect(hood.page.get_by_role("heading", name="To prepare")).to_be_visible()
    hood.page.goto("/prepare/1")
    hood.scanner.scan("FA-S-999999")
    expect(hood.page.locator("section.stop")).to_be_visible()
    return found + hindrances(hood.page, "stop")


def a_signature(sit):
    page = signed_in(sit, "Demo Pharmacist")
    page.goto("/check/orders/1")
    page.get_by_role("button", name="Verify this order").click()
    expect(page.get_by_label("Password")).to_be_focused()
    return hindrances(page, "signing")


def signed_in(sit, name):
    page = sit().page
    page.goto("/sign-in")
    page.get_by_role("button", name=name).click()
    expect(page.locator(".who")).to_contain_text(name)
    return page
