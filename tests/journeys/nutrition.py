"""A nutrition bag of eight products, as a technician makes it and two people answer for it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from compounding.ledger.canonical import digest
from compounding.ledger.people import Role
from compounding.preparation.nutrition.saving import (
    Signing,
    enter_nutrition_order,
    shown_nutrition,
)
from compounding.preparation.nutrition.to_hood import Making, send_to_hood
from tests.journeys.work import NEXT, Work
from tests.preparation.nutrition_forms import reasons_for
from tests.preparation.nutrition_walk import SAMPLE, short_form
from webapp.demo.hand import in_hand
from webapp.demo.world import DESK, HOOD

NAME = "Parenteral nutrition"
BAG, AMINO, DEXTROSE, WATER = (
    "Empty EVA bag 3,000 mL",
    "Travasol 10% 2,000 mL bag",
    "70% dextrose 2,000 mL bag",
    "Sterile water for injection 2,000 mL bag",
)
PHOSPHATE, SALT = "Potassium phosphates 3 mmol/mL, 15 mL vial", "23.4% sodium chloride 30 mL vial"
ZINC, VITAMINS = "Zinc 1 mg/mL, 10 mL vial", "Multiple vitamins for adults, 10 mL vial"
CALCIUM = "10% calcium gluconate 50 mL vial"
ALL = (BAG, AMINO, DEXTROSE, WATER, PHOSPHATE, SALT, ZINC, VITAMINS, CALCIUM)
ROLES = {
    BAG: "bag",
    AMINO: "travasol-10-2000ml",
    DEXTROSE: "dextrose-70-2000ml",
    WATER: "sterile-water-2000ml",
    PHOSPHATE: "potassium-phosphates-4.4-15ml",
    SALT: "sodium-chloride-23.4-30ml",
    ZINC: "zinc-1-10ml",
    VITAMINS: "multiple-vitamins-adult-10ml",
    CALCIUM: "calcium-gluconate-10-50ml",
}
BOUNCE_MS = 2100  # a NEXT sooner than two seconds is the trigger's bounce


class Nutrition(Work):
    """From the signed nutrition order to the released bag."""

    def have_a_signed_order_sent_to_the_hood(self) -> None:
        """STAT and due before all others, so that it comes first in the queue."""
        world, now = self.facility.world, datetime.now(UTC)
        due = now.astimezone(ZoneInfo("America/New_York")) + timedelta(minutes=20)
        typed = short_form(due=f"{due:%Y-%m-%dT%H:%M}")
        who = world.people[Role.PHARMACIST].person
        with self.facility.database.reading() as session:
            shown = shown_nutrition(session, typed)
        with self.facility.database.entry(by=who, at=now, station=DESK) as unit:
            signing = Signing(secret=world.pin, shown=digest(shown), reasons=reasons_for(shown))
            number = enter_nutrition_order(unit, typed, signing).order_id
            making = Making(HOOD, "refrigerator", "STAT", (SAMPLE,))
            send_to_hood(unit, number, making, secret=world.pin)

    def put_on_what_is_in_hand(self) -> None:
        with self.facility.database.reading() as session:
            grams = in_hand(session, self.number).grams
        self.bench.weigh(str(grams))

    def weigh_the_empty_bag(self) -> None:
        self.asks_for("weigh the empty bag")
        self.scan(self.label("work"))
        self.scan(self.sticker("bag"))
        self.put_on_what_is_in_hand()

    def pour(self, name: str) -> None:
        self.asks_for(f"Scan {name}, put")
        self.bench.take_off()
        self.scan(self.sticker(ROLES[name]))
        self.put_on_what_is_in_hand()

    def draw(self, name: str) -> None:
        self.asks_for(f"Scan {name}, swab and dry it")
        self.bench.take_off()
        self.scan(self.sticker(ROLES[name]))
        self.put_on_what_is_in_hand()
        self.asks_for(f"of {name}, cap the syringe, weigh it")
        self.put_on_what_is_in_hand()

    def draw_by_eye(self, name: str) -> None:
        self.asks_for(f"Scan {name}; draw")
        expect(self.page.locator(".notice")).to_contain_text("cannot be verified by weighing")
        self.scan(self.sticker(ROLES[name]))
        self.scan(NEXT)

    def be_checked(self, picture) -> None:
        self.asks_for("a pharmacist checks before you go on")
        self.checker = self.sit(DESK)
        self.checker.sign_in(Role.PHARMACIST)
        page = self.checker.page
        page.get_by_role("link", name="Look at it").first.click()
        expect(page.get_by_text("by eye or photo")).to_contain_text(ZINC)
        picture(page, "nutrition-check")
        page.get_by_role("button", name="Let the work go on").click()
        self.checker.keys.type_pin(self.facility.world.pin)

    def try_calcium_too_soon(self) -> None:
        self.asks_for(f"Scan the sticker on {PHOSPHATE}")
        self.scan(self.sticker(ROLES[CALCIUM]))
        expect(self.stop).to_contain_text(PHOSPHATE)

    def add(self, name: str) -> None:
        self.asks_for(f"Scan the sticker on {name}")
        self.scan(self.sticker(ROLES[name]))
        self.scan(NEXT)

    def flush(self) -> None:
        self.asks_for("Between phosphate and calcium")
        self.page.wait_for_timeout(BOUNCE_MS)
        self.scan(NEXT)

    def weigh_the_finished_bag(self, picture) -> None:
        self.asks_for("weigh the finished bag")
        expect(self.page.locator(".steps [aria-current]")).to_have_text("Finished bag")
        self.scan(self.sticker("bag"))
        picture(self.page, "nutrition-bag")
        self.put_on_what_is_in_hand()

    def inspect_and_label(self) -> None:
        self.asks_for("Seal the bag and look at it")
        self.scan(NEXT)
        self.asks_for("Print the final label")
        self.page.wait_for_timeout(BOUNCE_MS)
        self.scan(NEXT)
        expect(self.page.locator(".label-text")).to_contain_text("parenteral nutrition 2,000 mL")
        printed = self.seat.context.request.get(f"/prepare/{self.number}/final-label.pdf")
        assert printed.body().startswith(b"%PDF-")
        self.scan(self.label("final"))
        self.scan(self.label("work"))
        self.asks_for("Done. Outside the hood, sign what you made")

    def sign_what_was_made(self) -> None:
        expect(self.page.get_by_label("PIN")).to_be_focused()
        self.seat.keys.type_pin(self.facility.world.pin)
        expect(self.page.locator("#said")).to_contain_text("Signed")

    def be_released(self, picture) -> None:
        page = self.checker.page
        page.goto("/check/")
        expect(page.get_by_text("Close call at step 15")).to_be_visible()  # it stands still now
        self.checker.scanner.scan(self.label("final"))
        expect(page.get_by_role("button", name="Release 1 bag")).to_be_visible()
        picture(page, "nutrition-record")
        page.get_by_role("button", name="Release 1 bag").first.click()
        page.keyboard.type("one wrong scan, cleared at once")
        page.keyboard.press("Tab")
        self.checker.keys.type_pin(self.facility.world.pin)
        expect(page.get_by_role("heading", name="Released by")).to_be_visible()
        assert self.stage_now() == "released"
