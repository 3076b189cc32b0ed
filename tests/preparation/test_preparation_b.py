"""Trial 4 by hand, and preparation B on its way: two vials, water, and the dose as a whole."""

from decimal import Decimal

from compounding.preparation import checks
from compounding.preparation.progress import Clears
from formulas.gravimetry import Verdict
from tests.builders import (
    PIN,
    VANCOMYCIN,
    a_facility,
    in_the_hood,
)

DENSITY = Decimal("1.088")


def syringe(net):
    return (Decimal("14.20") + Decimal(net)).quantize(Decimal("0.01"))


def test_trial_4_each_step_is_in_its_band_and_the_dose_as_a_whole_stops(tmp_path):
    world, worksheet = vancomycin_up_to_the_draw(tmp_path, water_in_a="19")
    # 19 mL and 26.2 mL lie inside the tolerance, but so near its edges that the pharmacist looked.
    outcome = world.weigh(worksheet, syringe(Decimal("26.2") * Decimal("1.015")))
    assert outcome.verdict is Verdict.REJECT
    stop = world.state(worksheet).stop
    assert "dose as a whole" in stop.what
    assert stop.clears is Clears.PHARMACIST
    step = next(s for s in world.record(worksheet)["steps"] if s["key"] == "draw")
    low, high = Decimal("24.11"), Decimal("26.64")
    assert low <= Decimal(step["tries"][-1]["net"].split()[0]) <= high


def vancomycin_up_to_the_draw(folder, water_in_a="20"):
    world = a_facility(folder)
    worksheet = in_the_hood(world, VANCOMYCIN)
    water = Decimal("0.998")
    for vial, empty, millilitres in (("vial-a", "22.10", water_in_a), ("vial-b", "17.02", "10")):
        world.scan(worksheet, world.sticker(worksheet, vial))
        assert world.weigh(worksheet, empty).done
        if vial == "vial-a":
            world.scan(worksheet, world.sticker(worksheet, "water"))
        full = Decimal(empty) + (Decimal(millilitres) * water).quantize(Decimal("0.01"))
        if not world.weigh(worksheet, full).done:
            by_eye(world, worksheet)
    world.scan(worksheet, "FA-C-NEXT")
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    world.weigh(worksheet, "289.30")
    world.weigh(worksheet, "14.20")
    world.scan(worksheet, world.sticker(worksheet, "vial-a"))
    world.scan(worksheet, world.sticker(worksheet, "vial-b"))
    return world, worksheet


def by_eye(world, worksheet):
    world.later(5)
    shown = world.shown_check(worksheet)
    with world.as_("pharmacist", "desk-1") as unit:
        checks.accept_by_eye(unit, worksheet, secret=PIN, shown=shown, reason="19 mL seen")


def test_preparation_b_walks_to_the_label(tmp_path):
    world, worksheet = vancomycin_up_to_the_draw(tmp_path)
    assert world.weigh(worksheet, syringe("25.38")).done
    world.scan(worksheet, "FA-C-NEXT")
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    assert world.weigh(worksheet, Decimal("289.30") + Decimal("25.35")).done
    world.scan(worksheet, "FA-C-NEXT")
    world.scan(worksheet, "FA-C-NEXT")
    world.room()
    world.scan(worksheet, world.label(worksheet, "final"))
    world.scan(worksheet, world.label(worksheet, "work"))
    record = world.record(worksheet)
    assert record["status"] == "waiting for release"
    assert record["delivered_dose"]["low"] == "1188 mg"
    assert record["delivered_dose"]["high"] == "1312 mg"
