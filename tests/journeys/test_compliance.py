"""The compliance officer's day: rooms as they are now, a loss of pressure, a silence, the export."""

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.history import an_earlier_day, site_with
from webapp.demo import seed
from webapp.demo.instruments import PRESSURE_LOST
from webapp.demo.world import DESK

pytestmark = pytest.mark.journey
NUMBER = re.compile(r"^-?\d+\.\d+$")
LONG = 45_000  # ms; a silence is believed only after a while


@pytest.fixture(autouse=True)
def an_impatient_site(monkeypatch):
    """The sample facility with short delays, so that nobody waits for minutes."""
    card = site_with(seed.sample_facility(), delay=4, silent_after=15)
    monkeypatch.setattr(seed, "sample_facility", lambda: card)


def test_compliance_sees_a_loss_of_pressure_and_a_silence_and_exports_both(facility, sit, picture):
    an_earlier_day(facility)
    officer, wall = sit(DESK).page, sit().page
    officer.goto("/sign-in")
    officer.get_by_role("button", name="Demo Compliance").click()
    wall.goto("/board")
    every_tile_is_fine(officer)
    lose_the_pressure(facility, officer, wall, picture)
    hush_the_probe(facility, officer, wall)
    look_at_the_day(officer, picture)
    the_export_holds_the_numbers(officer)
    the_wall_names_no_patient(wall)


def tile(page: Page, code: str) -> Locator:
    return page.locator(f"[data-point='{code}']")


def every_tile_is_fine(page: Page) -> None:
    for code in ("buffer-dp", "buffer-t", "buffer-rh", "hazard-dp"):
        expect(tile(page, code)).to_have_attribute("data-state", "fine", timeout=LONG)
        expect(tile(page, code).locator("[data-value]")).to_have_text(NUMBER)


def lose_the_pressure(facility, officer: Page, wall: Page, picture) -> None:
    facility.instruments.fault(PRESSURE_LOST)
    for page in (officer, wall):
        expect(tile(page, "buffer-dp")).to_have_attribute("data-state", "alarm", timeout=LONG)
        expect(tile(page, "buffer-dp").locator("[data-value]")).to_have_text("-0.0040")
    expect(wall.locator("[data-place='buffer']")).to_have_attribute("data-state", "alarm")
    picture(wall, "board")
    picture(officer, "rooms")
    facility.instruments.clear()
    expect(tile(officer, "buffer-dp")).to_have_attribute("data-state", "fine", timeout=LONG)


def hush_the_probe(facility, officer: Page, wall: Page) -> None:
    """What is not heard of is never shown as it was: the last value goes."""
    facility.instruments.fault("probe-silent")
    for page in (officer, wall):
        expect(tile(page, "buffer-dp")).to_have_attribute("data-state", "nodata", timeout=LONG)
        expect(tile(page, "buffer-dp").locator("[data-value]")).to_have_text("– –")
    expect(tile(officer, "hazard-dp")).to_have_attribute("data-state", "fine")
    facility.instruments.clear()
    expect(tile(officer, "buffer-dp")).to_have_attribute("data-state", "fine", timeout=LONG)


def look_at_the_day(page: Page, picture) -> None:
    tile(page, "buffer-dp").click()
    expect(page.get_by_role("heading", name="Buffer room pressure")).to_be_visible()
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows.filter(has_text="Red")).to_have_count(2)
    expect(rows.filter(has_text="Gap")).not_to_have_count(0)
    expect(page.get_by_text("hatched: no data")).to_be_visible()
    picture(page, "logs")


def the_export_holds_the_numbers(page: Page) -> None:
    with page.expect_download() as coming:
        page.get_by_role("link", name="Export").click()
    text = coming.value.path().read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert "point buffer-dp" in rows[0][0]
    heads, body = rows[2], rows[3:]
    assert {"time (UTC)", "pressure (in. w.c.), raw"} <= set(heads)
    raw = heads.index("pressure (in. w.c.), raw")
    assert "-0.0040" in {row[raw] for row in body}
    assert {row[0] for row in body} == {"reading", "gap"}
    assert all(len(row) == len(heads) for row in body)


def the_wall_names_no_patient(wall: Page) -> None:
    """Nobody is signed in there, and orders of three patients are waiting."""
    assert "Buffer room" in wall.locator("main").inner_text()
    for word in ("SAMPLE, Patient", "MRN", "ward"):
        assert word not in wall.content()
    wall.goto("/check/")
    expect(wall).to_have_url(re.compile("/sign-in"))
