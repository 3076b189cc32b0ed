"""Nutrition orders before eyes and fingers: reckoned as somebody types, readable everywhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.preparation.nutrition_forms import adult_form
from tests.web.browsing import badge_in

PAGES = ("/nutrition", "/nutrition/orders/new", "/nutrition/orders/new?kind=neonate",
         "/nutrition/orders/new?kind=adult", "/nutrition/file")  # fmt: skip
WIDE = """() => [document.documentElement, ...document.querySelectorAll(".table-box, .card, .reckoned")]
  .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.innerText.slice(0, 60))"""
SODIUM = "[name='salts-sodium-chloride.amount']"


@pytest.fixture
def desk(page):
    badge_in(page, "pharmacist")
    page.wait_for_url("**/check/")
    return page


def fill(page, typed):
    """As fingers do, field by field; what is folded is opened first."""
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    for name, text in typed.items():
        field = page.locator(f'.ordering form [name="{name}"]:not([type=hidden])')
        if not field.count():
            continue
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)


def open_all(page):
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")


def serious(page):
    found = Axe().run(page).response["violations"]
    return [
        (v["id"], v["nodes"][0]["html"][:120])
        for v in found
        if v["impact"] in {"serious", "critical"}
    ]


def test_the_bag_is_reckoned_as_somebody_types_and_marks_go_when_it_is_right(desk):
    desk.goto("/nutrition/orders/new?kind=adult")
    fill(desk, adult_form())
    expect(desk.locator("#reckoned")).to_contain_text("No stop.")
    desk.fill(SODIUM, "x")
    expect(desk.locator("#reckoned")).to_contain_text("Not reckoned yet")
    desk.fill(SODIUM, "60")
    expect(desk.locator("#reckoned")).to_contain_text("In mixing order")
    assert desk.locator(SODIUM).get_attribute("aria-invalid") is None
    desk.fill("[name='additives-zinc.amount']", "330")
    expect(desk.locator("#reckoned")).to_contain_text("This bag is stopped.")


def test_what_comes_of_it_stays_in_view_while_the_last_line_is_typed(desk):
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.goto("/nutrition/orders/new?kind=adult")
    fill(desk, adult_form())
    expect(desk.locator("#reckoned")).to_contain_text("No stop.")
    desk.locator("[name='additives-heparin.amount']").scroll_into_view_if_needed()
    expect(desk.locator("#reckoned .tally")).to_be_in_viewport()
    expect(desk.locator("#reckoned .tally")).to_contain_text("1 to decide")
    expect(desk.get_by_role("heading", name="Against the bag before")).to_be_in_viewport()


def test_an_order_needs_no_script(desk, chromium, address):
    bare = chromium.new_context(
        base_url=address, java_script_enabled=False, storage_state=desk.context.storage_state()
    )
    asking = bare.new_page()
    asking.goto("/nutrition/orders/new?kind=adult")
    for summary in asking.locator(".ordering form summary").all():
        if summary.locator("..").get_attribute("open") is None:
            summary.click()
    for name, text in adult_form().items():
        field = asking.locator(f'.ordering form [name="{name}"]:not([type=hidden])')
        if field.count() and field.get_attribute("type") in {None, "text", "datetime-local"}:
            is_list = field.locator("option").count() > 0
            _ = field.select_option(text) if is_list else field.fill(text)
    asking.get_by_role("button", name="Show the summary to sign").click()
    expect(asking.locator("h1")).to_have_text("Demo Patient")
    expect(asking.get_by_role("button", name="Sign and save")).to_be_visible()
    bare.close()


@pytest.mark.parametrize("width", [390, 640, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_nutrition_fits_and_can_be_used_by_everyone(desk, width, scheme):
    desk.set_viewport_size({"width": width, "height": 800})
    desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for where in PAGES:
        desk.goto(where)
        assert desk.evaluate(WIDE) == [], where
        assert serious(desk) == [], where
    desk.goto("/nutrition/orders/new?kind=adult")
    fill(desk, adult_form())
    expect(desk.locator("#reckoned")).to_contain_text("No stop.")
    open_all(desk)
    assert desk.evaluate(WIDE) == []
    assert serious(desk) == []
    desk.get_by_role("button", name="Show the summary to sign").click()
    expect(desk.locator("h1")).to_have_text("Demo Patient")
    open_all(desk)
    assert desk.evaluate(WIDE) == []
    assert serious(desk) == []


def test_every_control_of_nutrition_is_large_enough_to_touch(desk):
    desk.set_viewport_size({"width": 390, "height": 800})
    for where in PAGES:
        desk.goto(where)
        open_all(desk)
        for field in desk.locator("main :is(button, .button, input:not([type]), select)").all():
            if field.is_visible():
                assert field.bounding_box()["height"] >= 44, where
