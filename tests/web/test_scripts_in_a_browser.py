"""Scan bus, live weight, tiles and lock in a real browser."""

import json
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.web.browsing import badge_in, burst, scan, weigh
from webapp.house import house_of


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
    burst(page, page.locator("#still"), "ABC12345")
    expect(page.locator("[data-scan-said]")).to_have_text("8 characters: ABC12345")
    expect(page.locator("#still")).to_have_value("unchanged")


@pytest.mark.parametrize(("text", "delay"), [("ABCDE", 0), ("ABCDEF", 90)])
def test_what_is_short_or_slow_is_typing(page, text, delay):
    page.goto("/scanner")
    page.locator("#still").fill("")
    page.locator("#still").focus()
    page.keyboard.type(text, delay=delay)
    page.keyboard.press("Enter")
    expect(page.locator("[data-scan-said]")).to_have_text("")
    expect(page.locator("#still")).to_have_value(text)


def test_six_characters_in_a_burst_are_a_scan(page):
    page.goto("/scanner")
    page.locator("#still").fill("")
    burst(page, page.locator("#still"), "ABCDEF")
    expect(page.locator("[data-scan-said]")).to_have_text("6 characters: ABCDEF")
    expect(page.locator("#still")).to_have_value("")


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


def test_the_weight_is_the_net_to_the_digit_and_the_mark_stands_in_the_band(page, watched):
    page.goto("/hood")
    weigh(watched, "26.96")
    expect(page.locator("[data-value]")).to_have_text("9.94")
    expect(page.locator("[data-gross]")).to_have_text("26.96")
    expect(page.locator("[data-settled]")).to_have_text("settled ✓")
    expect(page.locator("[data-taken]")).to_have_text("taken 1")
    # The mark glides to its place; on a busy machine it is still under way when the digits stand.
    arrived = "mark => Promise.all(mark.getAnimations().map(glide => glide.finished))"
    page.locator(".bandbar .net").evaluate(arrived)
    mark, accept = (page.locator(f".bandbar .{part}").bounding_box() for part in ("net", "accept"))
    assert accept["x"] < mark["x"] < accept["x"] + accept["width"]
    weigh(watched, "17.00", stable=False, settled=False, reading=2)
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


def test_a_weight_not_heard_of_for_too_long_is_no_data(page, watched):
    page.goto("/hood?stale=1")
    weigh(watched, "26.96")
    expect(page.locator("[data-value]")).to_have_text("9.94")
    expect(page.locator(".readout")).to_have_attribute("data-live", "nodata", timeout=5000)
    expect(page.locator("[data-value]")).to_have_text("– –")
    assert page.locator("[data-mark]").get_attribute("visibility") == "hidden"


def test_a_refused_frame_says_why_and_shows_no_number(page, watched):
    page.goto("/hood")
    weigh(watched, None, refused="overload")
    expect(page.locator("[data-settled]")).to_have_text("overload")
    expect(page.locator("[data-value]")).to_have_text("– –")


def test_the_pedal_presses_the_marked_button_and_nothing_while_typing(page):
    page.goto("/hood")
    page.evaluate(
        "document.querySelector('[data-pedal]').addEventListener('click', () => { document.body.dataset.pressed = 'yes' })"
    )
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-pressed", "yes")


def test_tiles_and_rooms_follow_the_stream_and_lose_their_green_with_it(page, watched):
    hub = house_of(watched.app).hub
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
