"""What every preparation in the hood has in common: the parts from which a journey is told."""

from datetime import UTC, datetime

from playwright.sync_api import Locator, expect

from compounding.ledger.people import Role
from compounding.preparation.progress import acts_of, progress
from compounding.stock.products import product_in_force
from sensors.barcode import Order, command_code
from webapp.demo.cartons import IN_DATE, carton, next_scans
from webapp.demo.world import HOOD

NEXT = command_code(Order.NEXT)


class Work:
    """A technician at the hood with one dose; the papers in the hand come from the record."""

    def __init__(self, facility, sit, bench) -> None:
        self.facility = facility
        self.bench = bench
        self.sit = sit
        self.seats = [sit(HOOD)]
        self.number = 0

    @property
    def seat(self):
        return self.seats[-1]

    @property
    def page(self):
        return self.seat.page

    def scan(self, text: str) -> None:
        self.seat.scanner.scan(text)

    # ---- before the hood

    def sign_in(self) -> None:
        self.seat.sign_in(Role.TECHNICIAN)
        expect(self.page.get_by_role("heading", name="To prepare")).to_be_visible()

    def check_the_balance(self) -> None:
        self.seat.keys.go_to("Shift start")
        self.asks_for("Put the 20.00 g check weight on")
        self.bench.weigh("20.00")
        self.asks_for("Put the 1000.00 g check weight on")
        self.bench.weigh("1000.01")
        self.asks_for("The balance is fit to weigh by today")
        self.bench.empty()
        self.scan(NEXT)

    def take_the_first_dose(self, name: str) -> None:
        self.scan(NEXT)
        expect(self.page.locator(".work-line")).to_contain_text(name)
        self.number = int(self.page.url.rpartition("/")[2])

    def stage(self, *names: str) -> None:
        """Scan the carton of each thing that is asked for, then wipe in."""
        for name in names:
            self.asks_for(f"Scan the carton of: {name}")
            self.scan(self.cartons()[0])
        self.asks_for("Put the stickers on, wipe everything in, then scan NEXT")
        self.scan(NEXT)

    def begin_in_the_hood(self) -> None:
        self.asks_for("Take it to the hood and scan the hood's sign")
        self.scan(self.papers["hood"]["sign"])
        self.bench.wipe()

    # ---- in the hood

    def asks_for(self, words: str) -> None:
        expect(self.step_title).to_contain_text(words)

    @property
    def step_title(self) -> Locator:
        return self.page.locator("h1.step-title")

    @property
    def stop(self) -> Locator:
        return self.page.locator("section.stop")

    def sticker(self, role: str) -> str:
        return self.papers["stickers"][role]

    def label(self, kind: str) -> str:
        return self.papers["labels"][kind]

    @property
    def papers(self) -> dict:
        """Stickers, labels and signs as they lie beside the hood."""
        return self.seat.context.request.get(f"/prepare/{self.number}/state.json").json()

    def cartons(self) -> list[str]:
        """What is still to be staged, as the shelf holds it."""
        with self.facility.database.reading() as session:
            today = datetime.now(UTC).date()
            return [each.text for each in next_scans(session, self.number, today)]

    def a_carton_of(self, product: str) -> str:
        """Anything from the shelf."""
        with self.facility.database.reading() as session:
            gtin = product_in_force(session, product).gtin
        return carton(gtin, datetime.now(UTC).date() + IN_DATE)

    # ---- what the record says

    def acts(self, kind: str, step: int) -> list:
        with self.facility.database.reading() as session:
            found = acts_of(session, self.number)
            return [act for act in found if act.kind == kind and act.step == step]

    def stage_now(self) -> str:
        with self.facility.database.reading() as session:
            return progress(session, self.number).stage.value

    def assert_nothing_was_pointed_at(self) -> None:
        assert [event for seat in self.seats for event in seat.pointed] == []
