"""Vancomycin 1.25 g in 250 mL from two vials, as a technician makes it."""

from playwright.sync_api import expect

from tests.journeys.work import NEXT, Work

NAME = "Vancomycin 1.25 g in 0.9% sodium chloride 250 mL"
VIAL_A = "Scan the sticker of vial A (1 g); cap off, adaptor on; weigh the vial"
WATER_A = "Scan the sterile water, add 20 mL to vial A, weigh the vial"
VIAL_B = "Scan the sticker of vial B (500 mg); cap off, adaptor on; weigh the vial"
WATER_B = "Add 10 mL sterile water to vial B, weigh the vial"
SWIRL = "Swirl both vials until clear and free of particles"
BAG = "Scan the work label and the bag's sticker, then weigh the bag"
SYRINGE = "Weigh the empty capped 30 mL syringe"
DRAW = "Scan both vials, draw 20 mL from vial A and 5 mL from vial B"
INJECT = "Inject into the bag and invert it several times"


class Vancomycin(Work):
    """From the queue, where it comes first because it is urgent, to the injection."""

    def reconstitute_vial_a(self) -> None:
        self.asks_for(VIAL_A)
        self.scan(self.sticker("vial-a"))
        self.bench.weigh("27.43")
        self.asks_for(WATER_A)
        self.scan(self.sticker("water"))
        self.bench.weigh("47.36")

    def reconstitute_vial_b(self) -> None:
        self.asks_for(VIAL_B)
        self.scan(self.sticker("vial-b"))
        self.bench.weigh("21.18")
        self.asks_for(WATER_B)
        self.bench.weigh("31.12")
        self.asks_for(SWIRL)
        self.scan(NEXT)

    def weigh_bag_and_syringe(self) -> None:
        self.asks_for(BAG)
        self.scan(self.label("work"))
        self.scan(self.sticker("bag"))
        self.bench.weigh("288.52")
        self.asks_for(SYRINGE)
        self.bench.weigh("19.86")

    def draw_from_both(self, picture) -> None:
        self.asks_for(DRAW)
        self.scan(self.sticker("vial-a"))
        self.scan(self.sticker("vial-b"))
        self.bench.empty()
        self.bench.put("45.21")
        expect(self.page.locator(".readout [data-value]")).to_have_text("25.35")
        picture(self.page, "draw")
        self.asks_for(INJECT)
