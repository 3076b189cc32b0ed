"""The pharmacist's part of the walk: verify the order, check before the injection, release."""

from compounding.ledger.people import Role
from webapp.demo.client import Browser
from webapp.demo.errors import WalkFailed
from webapp.demo.facility import DemoFacility
from webapp.demo.forms import complaint, form_on
from webapp.demo.maker import OK, sign_in
from webapp.demo.narration import Narration
from webapp.demo.world import DESK

STEP = "the pharmacist's page"


class Checker:
    """The pharmacist at the desk."""

    def __init__(self, facility: DemoFacility, narration: Narration) -> None:
        self._world = facility.world
        self._told = narration
        self.browser = Browser(facility.url, {"firstair_station": self._world.stations[DESK]})

    def arrive(self) -> None:
        """Sign in at the desk."""
        with self._told.step("Pharmacist signs in at the desk by badge and PIN"):
            sign_in(self.browser, self._world, Role.PHARMACIST)

    def verify(self, order: int) -> None:
        """Verify the order, signing by PIN."""
        with self._told.step("Pharmacist verifies the order"):
            self._sign(f"/check/orders/{order}", "/verify")

    def check(self, worksheet: int) -> None:
        """Let the work pass the stop for check."""
        with self._told.step("Pharmacist checks scans and weights, and signs"):
            self._sign(f"/check/{worksheet}", "/approve")

    def release(self, worksheet: int) -> None:
        """Release the labelled bag, signing the record that the page shows."""
        with self._told.step("Pharmacist reads the record and releases the bag"):
            self._sign(f"/check/{worksheet}", "/release")

    def download(self, address: str) -> bytes:
        """A file of a decided record."""
        page = self.browser.get(address, "*/*")
        if page.status != OK:
            raise WalkFailed(STEP, f"{address} answered with status {page.status}")
        return page.body

    def _sign(self, address: str, ending: str) -> None:
        """Fill the form of a page with nothing but the PIN."""
        form = form_on(self.browser.get(address), ending)
        page = self.browser.submit(form.action, form.signed(self._world.pin))
        if page.status != OK:
            raise WalkFailed(STEP, complaint(page))
