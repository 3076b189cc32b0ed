"""The pharmacist's desk: orders, checks, records, as they are worked with a browser."""

import subprocess
import sys
from datetime import datetime, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, expect

from compounding.ledger.people import Role
from webapp.demo.world import DESK

KCL = "Potassium chloride 20 mEq in 0.9% sodium chloride 1,000 mL"
FIELDS = {
    "Name": "SAMPLE, Patient Four",
    "Identifier": "MRN 0000004",
    "Birth date": "1966-05-09",
    "Location": "Sample ward 1, bed 2",
    "Dose": ".5 mEq",
    "Route": "intravenous infusion",
    "Rate": "100 mL/h",
    "Note": "premix unavailable",
}
STOPPED = "Stopped: somebody stands at the hood"
EXCEPTIONS = "Finished, with exceptions"
CLEAN = "Finished, nothing out of the ordinary"


class Desk:
    """A pharmacist at the desk; the mouse is allowed here."""

    def __init__(self, facility, sit, picture) -> None:
        self.facility = facility
        self.sit = sit
        self.picture = picture
        self.seat = sit(DESK)
        self.page = self.seat.page

    def have_an_order_typed_in(self) -> None:
        """By a technician at a computer that is no station; a wrong field keeps the others."""
        page = self.sit().page
        page.goto("/sign-in")
        page.get_by_role("button", name="Demo Technician").click()
        page.get_by_role("link", name="Type in an order").click()
        for label, text in FIELDS.items():
            page.get_by_label(label, exact=True).fill(text)
        page.get_by_label("Due").fill(self._tomorrow())
        page.get_by_label("Formula").select_option(label=KCL)
        page.get_by_label("Storage").select_option("room temperature")
        page.get_by_label("Urgency").select_option("routine")
        page.get_by_role("button", name="Send it to the pharmacist").click()
        expect(page.get_by_label("Dose", exact=True)).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label("Name", exact=True)).to_have_value(FIELDS["Name"])
        page.get_by_label("Dose", exact=True).fill("20 mEq")
        page.get_by_role("button", name="Send it to the pharmacist").click()
        expect(page.locator("#said")).to_contain_text("waits for a pharmacist")
        page.close()

    def _tomorrow(self) -> str:
        zone = ZoneInfo("America/New_York")
        return f"{datetime.now(zone) + timedelta(days=1):%Y-%m-%dT%H:%M}"

    def arrive(self) -> None:
        self.seat.sign_in(Role.PHARMACIST)
        expect(self.page.get_by_role("heading", name="To check")).to_be_visible()

    def part(self, heading: str) -> Locator:
        """A part of the queue; it comes by itself when the work needs it."""
        return self.page.locator("section", has=self.page.get_by_role("heading", name=heading))

    def verify_the_order(self) -> int:
        row = self.part("Orders to verify").get_by_role("row").filter(has_text=FIELDS["Name"])
        row.get_by_role("link", name="Look at it").click()
        number = int(self.page.url.rpartition("/")[2])
        self.sign("Verify this order")
        expect(self.page.locator("#said")).to_contain_text("verified")
        return number

    def check_at_the_stop(self) -> None:
        self.part(STOPPED).get_by_role("link", name="Look at it").click()
        expect(self.page.get_by_role("heading", name="Scans and weights so far")).to_be_visible()
        in_hand = self.page.get_by_role("heading", name="In hand: step 4, Check")
        in_hand.evaluate("node => node.closest('section').scrollIntoView()")
        self.picture(self.page, "check")
        self.sign("Let the work go on")
        expect(self.page.locator("#said")).to_contain_text("The work goes on")

    def sign(self, says: str, reason: str = "") -> None:
        """Open the dialog and sign by keyboard: the first field has the focus."""
        self.page.get_by_role("button", name=says).first.click()
        if reason:
            self.page.keyboard.type(reason)
            self.page.keyboard.press("Tab")
        self.seat.keys.type_pin(self.facility.world.pin)

    def see_exceptions_before_clean_records(self) -> None:
        expect(self.part(EXCEPTIONS)).to_contain_text("Close call at step 1")
        expect(self.part(CLEAN)).to_contain_text("in their bands")
        above, below = (self.part(name).bounding_box()["y"] for name in (EXCEPTIONS, CLEAN))
        assert above < below
        self.picture(self.page, "queue")

    def release_by_scanning_the_label(self, label: str) -> None:
        self.seat.scanner.scan(label)
        expect(self.page.get_by_role("heading", name="Delivered dose")).to_be_visible()
        self.picture(self.page, "record")
        self.sign("Release 1 bag", "one wrong scan, cleared at once")
        expect(self.page.get_by_role("heading", name="Released by")).to_be_visible()

    def prove_it_elsewhere(self, folder) -> None:
        """Download what the page offers and check it with the one file an outsider needs."""
        for name, file in (("Record as data", "record.json"), ("Proof", "proof.json")):
            (folder / file).write_bytes(self.download(name))
        assert self.download("Record as PDF").startswith(b"%PDF-")
        verifier = resources.files("compounding.ledger").joinpath("verify_record.py")
        (folder / "verify_record.py").write_bytes(verifier.read_bytes())
        key = self.facility.database.keys.fingerprint
        words = [sys.executable, "verify_record.py", "record.json", "proof.json", "--key", key]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def download(self, name: str) -> bytes:
        address = self.page.get_by_role("link", name=name, exact=True).get_attribute("href")
        answer = self.seat.context.request.get(address)
        assert answer.ok
        return answer.body()
