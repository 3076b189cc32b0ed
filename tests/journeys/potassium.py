"""Potassium chloride 20 mEq in 1,000 mL, as a technician makes it: each step a short act."""

from datetime import UTC, datetime

from playwright.sync_api import expect

from compounding.ledger.people import Role
from compounding.preparation.orders import cancel_order
from tests.journeys.work import NEXT, Work
from webapp.demo.world import DESK, HOOD

NAME = "Potassium chloride 20 mEq in 0.9% sodium chloride 1,000 mL"
BAG = "Scan the work label and the bag's sticker, then weigh the bag"
SYRINGE = "weigh the empty capped 20 mL syringe"
DRAW = "Draw 10 mL from the vial, cap the syringe, weigh it"
CHECK = "Stop: a pharmacist checks before you go on"
INJECT = "Inject into the bag, take it down and invert it at least ten times"
BAG_AGAIN = "Scan the bag's sticker and weigh the bag before any seal or label"
INSPECT = "Seal the port and look at the bag"
LABEL = "Print the final label, put it on the bag"


class Potassium(Work):
    """The whole of it, from the queue to quarantine."""

    def cancel_the_urgent_dose(self) -> None:
        """So that potassium chloride comes first."""
        who = self.facility.world.people[Role.TECHNICIAN].person
        with self.facility.database.entry(by=who, at=datetime.now(UTC), station=HOOD) as unit:
            order, pin = self.facility.world.orders[1], self.facility.world.pin
            cancel_order(unit, order, "made elsewhere", secret=pin)

    def weigh_the_bag_after_a_wrong_scan(self, picture) -> None:
        self.asks_for(BAG)
        self.scan(self.a_carton_of("sodium-chloride-23.4-30"))
        expect(self.stop).to_contain_text("Wrong scan")
        expect(self.stop).to_contain_text("work label")
        picture(self.page, "stop")
        self.scan(self.label("work"))
        expect(self.stop).to_have_count(0)
        self.scan(self.sticker("bag"))
        self.bench.weigh("1062.37")
        self.asks_for(SYRINGE)

    def close_the_browser_and_come_back(self) -> None:
        self.scan(self.sticker("vial"))
        self.seat.leave()
        self.seats.append(self.sit(HOOD))
        self.sign_in()
        self.take_the_first_dose(NAME)
        self.asks_for(SYRINGE)
        expect(self.page.locator(".slots [data-done]")).to_have_count(1)

    def weigh_the_empty_syringe_before_two_tabs(self) -> None:
        other = self.seat.new_page()
        other.goto(self.page.url)
        self.bench.weigh("14.21")
        self.asks_for(DRAW)
        expect(other.locator("h1.step-title")).to_contain_text(DRAW)
        assert len(self.acts("weigh", 2)) == 1
        other.close()

    def draw(self, picture) -> None:
        """11.00 mL is too much, 10.5 mL cannot be told, 9.97 mL is right."""
        self.bench.weigh("26.18")
        expect(self.page.locator(".try")).to_contain_text("out of the band")
        self.bench.weigh("25.63")
        expect(self.page.locator(".try")).to_have_count(2)
        self.bench.empty()
        self.bench.put("25.06")
        expect(self.page.locator(".readout [data-value]")).to_have_text("10.85")
        picture(self.page, "prepare")
        self.asks_for(CHECK)

    def be_checked(self, picture) -> None:
        pharmacist = self.sit(DESK)
        pharmacist.sign_in(Role.PHARMACIST)
        page = pharmacist.page
        page.get_by_role("link", name="Look at it").first.click()
        expect(page.get_by_role("heading", name="Scans and weights so far")).to_be_visible()
        page.get_by_role("button", name="Let the work go on").click()
        picture(page, "check-stop")
        pharmacist.keys.type_pin(self.facility.world.pin)
        self.asks_for(INJECT)

    def inject(self) -> None:
        self.scan(NEXT)
        self.asks_for(BAG_AGAIN)

    def weigh_the_bag_again_with_a_bouncing_trigger(self) -> None:
        self.seat.scanner.bounce(self.sticker("bag"))
        expect(self.stop).to_have_count(0)
        self.bench.weigh("1073.17")
        self.asks_for(INSPECT)
        assert len(self.acts("scan", 6)) == 1

    def inspect_and_label(self) -> None:
        self.scan(NEXT)
        self.asks_for(LABEL)
        self.page.wait_for_timeout(2100)  # a NEXT sooner than two seconds is the trigger's bounce
        self.scan(NEXT)
        expect(self.page.locator(".label-text")).to_contain_text("potassium chloride 20 mEq")
        self.scan(self.label("final"))
        self.scan(self.label("work"))
        self.asks_for("Done. Outside the hood, sign what you made")
        assert self.stage_now() == "waiting for release"

    def sign_what_was_made(self) -> None:
        expect(self.page.get_by_label("PIN")).to_be_focused()
        self.seat.keys.type_pin(self.facility.world.pin)
        expect(self.page.locator("#said")).to_contain_text("Signed")
        assert len(self.acts("prepared", 0)) == 1
