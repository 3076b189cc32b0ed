"""What every page looks like to eyes, fingers and screen readers."""

from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from formulas.catalogue import CALCULATORS
from tests.web.browsing import badge_in, weigh


def test_hood_mode_can_be_read_and_touched_with_gloves(page, watched):
    page.goto("/hood")
    weigh(watched, "26.96")
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert page.locator("[data-value]").evaluate(size) >= 72
    assert page.locator(".step-title").evaluate(size) >= 32
    smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll('body *')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length)
        .map(e => parseFloat(getComputedStyle(e).fontSize)))""")
    assert smallest >= 20
    for box in page.eval_on_selector_all(
        "button", "all => all.map(e => e.getBoundingClientRect().height)"
    ):
        assert box >= 72


def test_the_stop_state_takes_the_whole_page(page):
    page.goto("/hood?stop=1")
    box = page.locator(".stop").bounding_box()
    assert (box["width"], box["height"]) == (1280, 800)


PAGES = ["/sign-in", "/board", "/scanner", "/logs", "/logs/points/1", "/logs/findings", "/logs/entries", "/law/", "/law/?topic=FE", "/law/overlays", "/fitness/", "/fitness/cards", "/admin/people",
         "/admin/people/2", "/admin/machines", "/admin/places", "/admin/record", "/admin/account", "/hood", "/calculators", "/calculators?find=nothing+like+it", "/calculators/draw-volume",
         "/calculators/draw-volume?dose=20+mEq&strength=2+mEq/mL", "/calculators/draw-volume?dose=20+IU&strength=" + "9" * 60]  # fmt: skip


def seen_from_everywhere(page, width):
    badge_in(page, "admin")
    page.wait_for_url("**/admin/people")
    page.set_viewport_size({"width": width, "height": 800})
    for where in PAGES:
        page.goto(where)
        page.wait_for_selector("main")
        yield where


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_runs_off_the_side(page, width):
    for where in seen_from_everywhere(page, width):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where


def widest(count):
    """The calculators whose examples have the longest words, and those with the most to say."""
    texts = [(one, one.compute(one.example).as_text()) for one in CALCULATORS.values()]
    by_word = sorted(texts, key=lambda pair: max(map(len, pair[1].split())))
    by_length = sorted(texts, key=lambda pair: len(pair[1]))
    return [one for one, _ in (*by_word[-count:], *by_length[-count:])]


def test_the_widest_calculations_fit_a_phone(page):
    badge_in(page, "admin")
    page.wait_for_url("**/admin/people")
    page.set_viewport_size({"width": 390, "height": 800})
    for one in widest(6):
        page.goto(f"/calculators/{one.name}?{urlencode(one.example)}")
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), one.name


def test_a_calculation_needs_no_script_and_no_mouse(page, chromium, address):
    badge_in(page, "admin")
    page.wait_for_url("**/admin/people")
    bare = chromium.new_context(
        base_url=address, java_script_enabled=False, storage_state=page.context.storage_state()
    )
    asking = bare.new_page()
    asking.goto("/calculators/draw-volume")
    expect(asking.get_by_label("Dose")).to_be_focused()
    for text, key in (("20 mEq", "Tab"), ("2 IU/mL", "Enter")):
        asking.keyboard.type(text)
        asking.keyboard.press(key)
    expect(asking.locator(".wrong")).to_contain_text("Write 'unit/mL'")
    expect(asking.get_by_label("Strength")).to_be_focused()
    asking.get_by_label("Strength").fill("2 mEq/mL")
    asking.keyboard.press("Enter")
    expect(asking.locator(".answers dd")).to_have_text("10\N{NO-BREAK SPACE}mL")
    bare.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_used_by_everyone(page, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for where in seen_from_everywhere(page, 1280):
        found = Axe().run(page).response["violations"]
        serious = [
            (v["id"], v["nodes"][0]["html"][:120])
            for v in found
            if v["impact"] in {"serious", "critical"}
        ]
        assert serious == [], where


def test_every_control_is_large_enough_to_touch(page):
    sizes = """all => all.filter(e => e.getClientRects().length && getComputedStyle(e).clipPath === 'none')
        .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])"""
    for where in seen_from_everywhere(page, 390):
        for what, height in page.eval_on_selector_all(
            "button, .button, .nav a, input[type=text], select", sizes
        ):
            assert height >= 44, (where, what)


def test_the_five_states_differ_in_grey(page):
    page.goto("/board")
    shapes = page.evaluate(
        "['fine','warning','alarm','nodata','maintenance'].map(n => document.getElementById('i-' + n).innerHTML)"
    )
    assert len(set(shapes)) == 5


def test_a_choice_of_light_or_dark_is_kept(page):
    page.goto("/sign-in")
    page.emulate_media(color_scheme="light")
    page.click("[data-theme-toggle]")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
