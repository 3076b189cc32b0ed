"""The look and the scripts, in a real browser."""

import json
import os
import shutil
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import render_template_string, request
from playwright.sync_api import expect, sync_playwright

from tests.web.conftest import make_site
from webapp.doors import OPEN, door
from webapp.house import house_of
from webapp.server import make_server, serving
from webapp.streams import live_url

BROWSER = os.environ.get("FIRSTAIR_BROWSER") or shutil.which("chromium")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no browser here; set FIRSTAIR_BROWSER")

BAND = {"low": "9.49", "high": "10.47", "accept_low": "9.58", "accept_high": "10.38", "tell_low": "9.40", "tell_high": "10.56"}  # fmt: skip
HOOD = """{% extends "hood_base.html" %}{% from "macros.html" import readout, steps, stop_page %}
{% block work %}<b>Vancomycin 1.25 g</b>{% endblock %}
{% block step_title %}Add 10 mL sterile water to vial B, then weigh it{% endblock %}
{% block step %}{{ readout("balance-1", band=band, tare="17.02", what="water", take_url="/offered", stale=stale) }}
{% if stop %}{% call stop_page("Wrong item", scanned="A", expected="B") %}<button>Call</button>{% endcall %}{% endif %}{% endblock %}
{% block actions %}<button data-pedal type="button">Weigh again</button>{% endblock %}"""


@door(OPEN)
def hood():
    args = request.args
    stale = args.get("stale", "12")
    topics = live_url("weight", "room")
    page = {
        "band": BAND,
        "stale": stale,
        "stop": args.get("stop"),
        "page_live": topics,
        "strip": None,
    }
    return render_template_string(HOOD, page_scan_url="/scanner", **page)


@door(OPEN)
def offered():
    return {"outcome": "ok", "message": f"taken {request.get_json()['reading']}", "location": ""}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """One site for all browser tests; they look, sign in and lock, and change nothing else."""
    made = make_site(tmp_path_factory.mktemp("browser"))
    made.app.add_url_rule("/hood", "hood", hood)
    made.app.add_url_rule("/offered", "offered", offered, methods=["POST"])
    yield made
    made.database.close()


@pytest.fixture(scope="module")
def address(site):
    server = make_server(site.app, "127.0.0.1", 0)
    with serving(server, site.app) as where:
        yield where


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, address, site):
    """A page at a station, on which any complaint of the browser is a failure."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, base_url=address)
    context.add_cookies([{"name": "firstair_station", "value": site.station_token, "url": address}])
    opened, complaints = context.new_page(), []
    opened.on(
        "console", lambda said: complaints.append(said.text) if said.type == "error" else None
    )
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def weigh(site, digits, *, stable=True, settled=True, reading=1, **more):
    told = {"line": "balance-1", "reading": reading, "digits": digits, "unit": "g", "stable": stable, "settled": settled, "refused": ""}  # fmt: skip
    house_of(site.app).hub.publish("weight:balance-1", "weight", {**told, **more}, fresh_seconds=12)


def scan(page, text):
    """As a scanner with our prefix types: no pause between keys."""
    page.keyboard.press("Control+b")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def badge_in(page, handle):
    page.goto("/sign-in")
    scan(page, f"BADGE-{handle}")
    page.wait_for_url("**/sign-in/pin")
    for digit in "271828":
        page.click(f"[data-key='{digit}']")
    page.click("main button.primary")


def test_a_badge_and_the_pin_pad_sign_in_without_a_keyboard(page):
    badge_in(page, "compliance")
    page.wait_for_url("**/logs")
    expect(page.locator(".who")).to_have_text("Demo Compliance")


@pytest.mark.parametrize("typed", ["unchanged", ""])
def test_a_scan_leaves_the_field_in_use_as_it_was(page, typed):
    page.goto("/scanner")
    field = page.locator("#still")
    field.fill(typed)
    field.focus()
    scan(page, "0100614141000012")
    expect(page.locator("[data-scan-said]")).to_have_text("16 characters: 0100614141000012")
    expect(field).to_have_value(typed)


def test_a_fast_burst_without_the_prefix_is_a_scan_and_is_taken_out_of_the_field(page):
    page.goto("/scanner")
    page.locator("#still").focus()
    page.keyboard.type("ABC12345")
    page.keyboard.press("Enter")
    expect(page.locator("[data-scan-said]")).to_have_text("8 characters: ABC12345")
    expect(page.locator("#still")).to_have_value("unchanged")


@pytest.mark.parametrize(
    ("text", "delay", "is_scan"), [("ABCDE", 0, False), ("ABCDEF", 0, True), ("ABCDEF", 90, False)]
)
def test_what_is_short_or_slow_is_typing(page, text, delay, is_scan):
    page.goto("/scanner")
    page.locator("#still").fill("")
    page.locator("#still").focus()
    page.keyboard.type(text, delay=delay)
    page.keyboard.press("Enter")
    said = page.locator("[data-scan-said]")
    expect(said).to_have_text(f"{len(text)} characters: {text}" if is_scan else "")
    expect(page.locator("#still")).to_have_value("" if is_scan else text)


def test_a_group_separator_inside_a_code_arrives(page):
    page.goto("/scanner")
    page.keyboard.press("Control+b")
    page.keyboard.type("10LOT")
    page.keyboard.press("Control+]")
    page.keyboard.type("17271300")
    page.keyboard.press("Enter")
    expect(page.locator("[data-scan-said]")).to_have_text("14 characters: 10LOT<GS>17271300")


def test_a_code_presses_no_button_and_follows_no_short_cut(page):
    page.goto("/scanner")
    where = page.url
    page.keyboard.press("Control+b")
    for key in ("Tab", "Tab", "Control+p", "F5", " ", "Escape", "x", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("[data-scan-said]")).to_have_text("4 characters: <TAB><TAB> x")
    assert page.url == where


def test_two_scans_in_a_row_are_both_answered(page):
    page.goto("/scanner")
    page.evaluate("""() => {
        window.heard = [];
        document.addEventListener('firstair:scan', (e) => window.heard.push(e.detail.message));
    }""")
    for text in ("FIRST-1", "SECOND-2"):
        scan(page, text)
    expect(page.locator("[data-scan-said]")).to_contain_text("SECOND-2")
    heard = page.evaluate("window.heard")
    assert [text.split(": ")[1] for text in heard] == ["FIRST-1", "SECOND-2"]


def test_the_weight_is_the_net_to_the_digit_and_the_mark_stands_in_the_band(page, site):
    page.goto("/hood")
    weigh(site, "26.96")
    expect(page.locator("[data-value]")).to_have_text("9.94")
    expect(page.locator("[data-gross]")).to_have_text("26.96")
    expect(page.locator("[data-settled]")).to_have_text("settled ✓")
    expect(page.locator("[data-taken]")).to_have_text("taken 1")
    mark, accept = (page.locator(f".bandbar .{part}").bounding_box() for part in ("net", "accept"))
    assert accept["x"] < mark["x"] < accept["x"] + accept["width"]
    weigh(site, "17.00", stable=False, settled=False, reading=2)
    expect(page.locator("[data-value]")).to_have_text("-0.02")
    expect(page.locator("[data-settled]")).to_have_text("moving")
    expect(page.locator("[data-taken]")).to_have_text("")


@pytest.mark.parametrize(
    ("gross", "tare", "net"),
    [
        ("0.30", "0.10", "0.20"),
        ("1000.00", "999.99", "0.01"),
        ("5", "5.000", "0.000"),
        ("-1.5", "1", "-2.5"),
        ("12.50", "0", "12.50"),
    ],
)
def test_subtraction_on_the_page_is_exact(page, gross, tare, net):
    page.goto("/hood")
    assert page.evaluate("([a, b]) => Digits.minus(a, b)", [gross, tare]) == net


def test_a_weight_not_heard_of_for_too_long_is_no_data(page, site):
    page.goto("/hood?stale=1")
    weigh(site, "26.96")
    expect(page.locator("[data-value]")).to_have_text("9.94")
    expect(page.locator(".readout")).to_have_attribute("data-live", "nodata", timeout=5000)
    expect(page.locator("[data-value]")).to_have_text("– –")
    assert page.locator("[data-mark]").get_attribute("visibility") == "hidden"


def test_a_refused_frame_says_why_and_shows_no_number(page, site):
    page.goto("/hood")
    weigh(site, None, refused="overload")
    expect(page.locator("[data-settled]")).to_have_text("overload")
    expect(page.locator("[data-value]")).to_have_text("– –")


def test_the_pedal_presses_the_marked_button_and_nothing_while_typing(page):
    page.goto("/hood")
    page.evaluate(
        "document.querySelector('[data-pedal]').addEventListener('click', () => { document.body.dataset.pressed = 'yes' })"
    )
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-pressed", "yes")


def test_tiles_and_rooms_follow_the_stream_and_lose_their_green_with_it(page, site):
    hub = house_of(site.app).hub
    page.goto("/board")
    tile = {
        "code": "buffer-dp",
        "state": "alarm",
        "word": "Alarm",
        "shown": "-0.005",
        "age": "1 s ago",
        "because": "Lost",
    }
    hub.publish("room", "room", tile, key="a", fresh_seconds=9)
    hub.publish(
        "room",
        "place",
        {"code": "buffer", "state": "alarm", "word": "Alarm"},
        key="b",
        fresh_seconds=9,
    )
    expect(page.locator("[data-point='buffer-dp'] [data-value]")).to_have_text("-0.005")
    expect(page.locator(".wall-room")).to_have_attribute("data-state", "alarm")
    expect(page.locator(".wall-room .pill")).to_contain_text("Alarm")


def test_hood_mode_can_be_read_and_touched_with_gloves(page, site):
    page.goto("/hood")
    weigh(site, "26.96")
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


PAGES = ["/sign-in", "/board", "/scanner", "/logs", "/logs/points/1", "/logs/findings", "/logs/entries", "/admin/people",
         "/admin/people/2", "/admin/machines", "/admin/places", "/admin/record", "/admin/account", "/hood"]  # fmt: skip


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


def test_the_screen_locks_by_itself_and_keeps_the_page(page):
    badge_in(page, "compliance")
    page.wait_for_url("**/logs")
    page.goto("/logs/entries?who=First%20Air")
    page.clock.install()
    page.reload()
    page.clock.fast_forward("10:01")
    page.wait_for_url(lambda where: "/locked?next=/logs/entries" in where)
    expect(page.locator("h1")).to_have_text("Locked")
    badge = page.context.request
    assert badge.get("/logs", max_redirects=0).status == 302


def test_the_head_of_the_log_can_be_fetched_by_a_witness(address):
    with urllib.request.urlopen(f"{address}/api/head") as answer:
        assert json.load(answer)["size"] > 0
