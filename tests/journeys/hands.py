"""The hands of the journeys: a scanner that types, a keyboard, and things put on the balance.

Nothing here points at anything: what a technician does at the hood needs no mouse.
"""

import time
from datetime import UTC, datetime
from decimal import Decimal

from playwright.sync_api import Error, Page, expect

from compounding.cleanroom.readings import newest

LINE = "balance-1"
PATIENCE = 15.0  # seconds
PATIENT_TIMES = 20
HUMAN_MS = 90  # between two keys of a person; a scanner is faster than 50 ms
CONTROL = {"\x1d": "]", "\x1c": "\\", "\x1e": "^", "\x1f": "_"}
EMPTY = Decimal("0.05")
FRESH = "before => performance.timeOrigin !== before && document.readyState === 'complete'"


class Scanner:
    """A keyboard-wedge scanner: Ctrl+B, the code, Enter; GS as Ctrl+]."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def scan(self, text: str) -> None:
        """Scan, and wait for the page that the answer leads to."""
        before = loaded_at(self.page)
        self.pull_trigger(text)
        self.page.wait_for_function(FRESH, arg=before)

    def bounce(self, text: str) -> None:
        """One pull of the trigger that is heard twice."""
        before = loaded_at(self.page)
        self.pull_trigger(text)
        self._send(text)
        self.page.wait_for_function(FRESH, arg=before)

    def pull_trigger(self, text: str) -> None:
        """Send the code to a page that has finished loading, while nothing on it has the focus."""
        self.page.wait_for_function("() => document.readyState === 'complete'")
        expect(self.page.locator("[data-scan-ready]").first).to_have_attribute("data-scan", "ready")
        assert self.page.evaluate("document.activeElement === document.body"), "something has focus"
        self._send(text)

    def _send(self, text: str) -> None:
        keys = self.page.keyboard
        keys.press("Control+b")
        for sign in text:
            keys.press(f"Control+{CONTROL[sign]}") if sign in CONTROL else keys.type(sign)
        keys.press("Enter")


class Keys:
    """A person at the keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def type_pin(self, pin: str) -> None:
        """Into the field that has the focus already; Enter sends it."""
        self.page.keyboard.type(pin, delay=HUMAN_MS)
        self.page.keyboard.press("Enter")

    def go_to(self, name: str) -> None:
        """Follow a link by Tab and Enter."""
        link = self.page.get_by_role("link", name=name, exact=True)
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if link.evaluate("node => node === document.activeElement"):
                break
        expect(link).to_be_focused()
        before = loaded_at(self.page)
        self.page.keyboard.press("Enter")
        self.page.wait_for_function(FRESH, arg=before)


class Bench:
    """What lies on the simulated balance of a facility."""

    def __init__(self, facility) -> None:
        self._balance = facility.instruments.balance
        self._database = facility.database
        self._loaded = 0  # the newest reading when something was put on last

    def weigh(self, grams: str) -> None:
        """Empty the pan, let the balance see it, and put this on."""
        self.empty()
        self.put(grams)

    def wipe(self) -> None:
        """Touch an empty pan, so that the balance says once more that it is empty."""
        self.put("5.00")
        time.sleep(0.5)
        self.empty()

    def put(self, grams: str) -> None:
        """Let exactly this lie on the pan."""
        self._loaded = self._newest().id
        self._balance.place(Decimal(grams))

    def take_off(self) -> None:
        """Take everything off, and go on with something else meanwhile."""
        self._balance.remove()

    def empty(self) -> None:
        """Take everything off and wait until the balance has said so."""
        self.take_off()
        end = time.monotonic() + PATIENCE
        while not self._is_empty():
            assert time.monotonic() < end, "the balance never showed an empty pan"
            time.sleep(0.1)

    def _is_empty(self) -> bool:
        last = self._newest()
        settled = last is not None and last.settled and last.digits is not None
        return settled and last.id > self._loaded and abs(Decimal(last.digits)) <= EMPTY

    def _newest(self):
        with self._database.reading() as session:
            return newest(session, LINE, "mass", datetime.now(UTC))


def loaded_at(page: Page) -> float:
    """The moment at which this very page began to load; asked again if it went on by itself."""
    for _ in range(PATIENT_TIMES):
        try:
            page.wait_for_load_state()
            return page.evaluate("performance.timeOrigin")
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
    message = "the page never stood still"
    raise AssertionError(message)
