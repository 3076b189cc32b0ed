"""One sample facility for each journey."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from tests.journeys.hands import Bench
from tests.journeys.seats import Seat
from webapp.demo.facility import DemoFacility
from webapp.signing_in.entry import THROTTLE

IMAGES = Path(__file__).parents[2] / "docs" / "images"
KEEP = "FIRSTAIR_KEEP_PICTURES"
MANUAL = {"prepare", "stop", "check", "record", "logs", "board"}
SHOW_BENCH = """display => {
  for (const each of document.querySelectorAll(".demo-bench, .demo-below"))
    each.style.display = display;
}"""  # the panel is the demo's, not the product's
expect.set_options(timeout=15_000)


@pytest.fixture
def facility() -> Iterator[DemoFacility]:
    """A sample pharmacy of its own for each journey: server, agent, balance, rooms."""
    THROTTLE.forget()
    with DemoFacility() as opened:
        yield opened


@pytest.fixture
def bench(facility) -> Bench:
    """The hands at the balance."""
    return Bench(facility)


@pytest.fixture
def sit(chromium, facility):
    """Open a browser at a station of the facility, or elsewhere."""
    seats = []

    def open_seat(station: str = "", **context) -> Seat:
        seats.append(Seat(chromium, facility, station, **context))
        return seats[-1]

    yield open_seat
    for seat in seats:
        seat.leave()


@pytest.fixture
def picture(tmp_path):
    """Take a picture; those of the manual are replaced only when they are asked for."""

    def take(page: Page, name: str) -> None:
        kept = os.environ.get(KEEP) == "1" and name in MANUAL
        folder = IMAGES if kept else tmp_path
        for _ in range(5):
            try:
                page.wait_for_load_state()
                page.evaluate(SHOW_BENCH, "none")
                page.screenshot(path=folder / f"{name}.png", animations="disabled")
                page.evaluate(SHOW_BENCH, "")
            except Error:  # the page went on by itself while its picture was taken
                continue
            return
        message = f"{name}: the page never stood still for its picture"
        raise AssertionError(message)

    return take
