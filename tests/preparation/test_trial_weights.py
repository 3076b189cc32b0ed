"""Trials 1 and 6 by hand: weights that prove, disprove, or cannot tell."""

from decimal import Decimal

import pytest

from compounding.cleanroom.balances import balance_of, record_check
from compounding.cleanroom.models import StoredReading
from compounding.preparation import checks
from compounding.preparation.errors import (
    NotLawfulNow,
    StepNotInHand,
    StoppedForCheck,
    WeightNotTaken,
)
from compounding.preparation.progress import Clears, Stage
from compounding.preparation.weighing import weigh
from formulas.gravimetry import Verdict
from tests.builders import (
    PIN,
    a_facility,
    balance_checked,
    checked,
    drawn,
    finished,
    in_the_hood,
    staged,
)

DENSITY = Decimal("1.088")


def by_eye(world, worksheet):
    world.later(5)
    shown = world.shown_check(worksheet)
    with world.as_("pharmacist", "desk-1") as unit:
        checks.accept_by_eye(unit, worksheet, secret=PIN, shown=shown, reason="19 mL seen")


def at_the_draw(folder):
    world = a_facility(folder)
    worksheet = in_the_hood(world)
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    world.weigh(worksheet, "1062.40")
    world.scan(worksheet, world.sticker(worksheet, "vial"))
    world.weigh(worksheet, "14.20")
    return world, worksheet


def syringe(net):
    return (Decimal("14.20") + Decimal(net)).quantize(Decimal("0.01"))


def test_trial_1_eleven_is_rejected_ten_and_a_half_cannot_tell_and_nine_point_nine_is_accepted(
    tmp_path,
):
    world, worksheet = at_the_draw(tmp_path)
    verdicts = [
        world.weigh(worksheet, syringe(Decimal(volume) * DENSITY)).verdict
        for volume in ("11.0", "10.5", "9.9")
    ]
    assert verdicts == [Verdict.REJECT, Verdict.CANNOT_TELL, Verdict.ACCEPT]
    assert not world.state(worksheet).injected
    step = next(s for s in world.record(worksheet)["steps"] if s["key"] == "draw")
    assert [t["verdict"] for t in step["tries"]] == ["reject", "cannot tell", "accept"]
    assert [t["net"] for t in step["tries"]] == ["11.97 g", "11.42 g", "10.77 g"]


@pytest.mark.parametrize(
    ("net", "verdict"),
    [
        ("10.22", "reject"),
        ("10.23", "cannot tell"),
        ("10.44", "cannot tell"),
        ("10.45", "accept"),
        ("11.31", "accept"),
        ("11.32", "cannot tell"),
        ("11.53", "cannot tell"),
        ("11.54", "reject"),
    ],
)
def test_the_draw_is_judged_just_under_at_and_just_over_each_edge(tmp_path, net, verdict):
    world, worksheet = at_the_draw(tmp_path)
    assert world.weigh(worksheet, syringe(net)).verdict.value == verdict


def test_the_second_doubt_waits_for_the_pharmacist(tmp_path):
    world, worksheet = at_the_draw(tmp_path)
    world.weigh(worksheet, syringe("11.40"))
    assert world.state(worksheet).stop is None
    world.weigh(worksheet, syringe("11.40"))
    assert world.state(worksheet).stop.clears is Clears.PHARMACIST
    with pytest.raises(StoppedForCheck):
        world.weigh(worksheet, syringe("10.88"))


def test_a_second_acceptance_is_impossible(tmp_path):
    world, worksheet = at_the_draw(tmp_path)
    reading = world.put_on(syringe("10.88"))
    world.later(1)
    with world.as_("technician") as unit:
        assert weigh(unit, worksheet, 3, reading).done
    with pytest.raises(StepNotInHand), world.as_("technician") as unit:
        weigh(unit, worksheet, 3, reading)
    taken = [t for t in world.record(worksheet)["steps"][2]["tries"] if t["verdict"] == "accept"]
    assert len(taken) == 1


def test_a_step_cannot_be_skipped(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    reading = world.put_on("25.08")
    with pytest.raises(StepNotInHand), world.as_("technician") as unit:
        weigh(unit, worksheet, 3, reading)


def test_a_weight_needs_the_bag_scanned_first(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    with pytest.raises(StepNotInHand, match="scan"):
        world.weigh(worksheet, "1062.40")


@pytest.mark.parametrize(("seconds", "taken"), [(9, True), (10, True), (11, False)])
def test_a_weight_enters_only_live_for_ten_seconds(tmp_path, seconds, taken):
    world, worksheet = at_the_draw(tmp_path)
    reading = world.put_on(syringe("10.88"))
    world.later(seconds)
    with world.as_("technician") as unit:
        if taken:
            assert weigh(unit, worksheet, 3, reading).done
        else:
            with pytest.raises(WeightNotTaken, match="10 seconds"):
                weigh(unit, worksheet, 3, reading)


@pytest.mark.parametrize(
    ("grams", "other", "told"),
    [
        ("25.08", {"settled": False}, "not settled"),
        ("25.08", {"device": "SIMULATED-0002"}, "answered as SIMULATED-0002"),
        ("-25.08", {}, "negative"),
    ],
)
def test_a_reading_that_may_not_count_is_refused_with_the_reason(tmp_path, grams, other, told):
    world, worksheet = at_the_draw(tmp_path)
    with pytest.raises(WeightNotTaken, match=told):
        world.weigh(worksheet, grams, **other)
    assert world.state(worksheet).in_hand.key == "draw"


@pytest.mark.parametrize(
    ("grams", "taken"),
    [("1029.99", False), ("1030.00", True), ("1120.00", True), ("1120.01", False)],
)
def test_a_bag_must_weigh_like_a_bag(tmp_path, grams, taken):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    if taken:
        assert world.weigh(worksheet, grams).done
    else:
        with pytest.raises(WeightNotTaken, match="not a weight of the bag"):
            world.weigh(worksheet, grams)


def test_the_pan_must_have_been_empty_between_two_weighings(tmp_path):
    world, worksheet = at_the_draw(tmp_path)
    world.later(4)
    reading = world.hear("mass", "25.08", "g", line="balance-1")
    with pytest.raises(WeightNotTaken, match="not seen empty"), world.as_("technician") as unit:
        weigh(unit, worksheet, 3, reading)


def test_trial_6_something_left_on_the_bag_between_the_weighings_stops(tmp_path):
    world, worksheet = at_the_draw(tmp_path)
    world.weigh(worksheet, syringe("10.88"))
    checked(world, worksheet)
    world.scan(worksheet, "FA-C-NEXT")
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    world.weigh(worksheet, Decimal("1062.40") + Decimal("11.19"))
    assert world.state(worksheet).stop.what.startswith("The bag gained 11.19 g")


@pytest.mark.parametrize(
    ("gained", "stopped"), [("11.17", False), ("11.18", False), ("11.19", True)]
)
def test_bag_and_syringe_may_differ_by_up_to_three_tenths_of_a_gram(tmp_path, gained, stopped):
    world, worksheet = at_the_draw(tmp_path)
    world.weigh(worksheet, syringe("10.88"))
    checked(world, worksheet)
    world.scan(worksheet, "FA-C-NEXT")
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    world.weigh(worksheet, Decimal("1062.40") + Decimal(gained))
    assert (world.state(worksheet).stop is not None) is stopped


def test_trial_6_a_stat_goes_on_without_weighing_under_the_pharmacists_eye(tmp_path):
    world, worksheet = at_the_draw(tmp_path)
    world.later(10)
    shown = world.shown_check(worksheet)
    with world.as_("pharmacist", "desk-1") as unit:
        checks.accept_by_eye(
            unit,
            worksheet,
            secret=PIN,
            shown=shown,
            reason="balance unplugged, STAT; syringe seen at 10 mL",
        )
    checked(world, worksheet)
    finished(world, worksheet)
    record = world.record(worksheet)
    assert any("by eye" in line for line in record["exceptions"])
    assert any(
        "could not be judged" in line or "could not be reckoned" in line or "by eye" in line
        for line in record["exceptions"]
    )
    with pytest.raises(NotLawfulNow, match="exceptions"):
        world.release(worksheet)
    world.release(worksheet, reason="seen at the hood; STAT")
    assert world.state(worksheet).stage is Stage.RELEASED


def test_rework_draws_again_and_only_before_the_injection(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    drawn(world, worksheet, "11.20")
    world.later(5)
    shown = world.shown_check(worksheet)
    with world.as_("pharmacist", "desk-1") as unit:
        checks.send_back(unit, worksheet, secret=PIN, shown=shown, reason="draw it nearer to 10 mL")
    state = world.state(worksheet)
    assert (state.round, state.in_hand.key) == (2, "syringe-empty")
    world.scan(worksheet, world.sticker(worksheet, "vial"))
    world.weigh(worksheet, "14.20")
    world.weigh(worksheet, syringe("10.88"))
    checked(world, worksheet)
    world.scan(worksheet, "FA-C-NEXT")
    shown = world.shown_check(worksheet)
    with (
        pytest.raises(NotLawfulNow, match="before the injection"),
        world.as_("pharmacist", "desk-1") as unit,
    ):
        checks.send_back(unit, worksheet, secret=PIN, shown=shown, reason="again")


def test_no_eye_outweighs_a_weight_that_was_rejected(tmp_path):
    world, worksheet = at_the_draw(tmp_path)
    world.weigh(worksheet, syringe("11.97"))
    with pytest.raises(NotLawfulNow, match="no eye outweighs"):
        by_eye(world, worksheet)


def test_the_eye_does_not_stand_in_for_a_scan(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    with pytest.raises(StepNotInHand, match="scan"):
        by_eye(world, worksheet)


def test_a_check_weight_left_on_the_pan_is_no_syringe(tmp_path):
    world = a_facility(tmp_path)
    worksheet = staged(world)
    world.room()
    world.put_on("1000.00")
    for nominal in ("1000.00", "20.00"):
        reading = world.put_on(nominal)
        with world.as_("technician") as unit:
            row = unit.session.get(StoredReading, reading)
            record_check(unit, balance_of(unit.session, "hood-2"), f"{nominal} g", row)
    world.scan(worksheet, "FA-H-HOOD-2")
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    world.later(1)
    reading = world.hear("mass", "1062.40", "g", line="balance-1")
    with pytest.raises(WeightNotTaken, match="not seen empty"), world.as_("technician") as unit:
        weigh(unit, worksheet, 1, reading)


def test_a_pan_that_was_empty_before_the_work_began_is_an_empty_pan(tmp_path):
    world = a_facility(tmp_path)
    worksheet = staged(world)
    balance_checked(world)
    world.later(5).hear("mass", "0.00", "g", line="balance-1")
    world.room()
    world.scan(worksheet, "FA-H-HOOD-2")
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    reading = world.hear("mass", "1062.40", "g", line="balance-1")
    with world.as_("technician") as unit:
        assert weigh(unit, worksheet, 1, reading).done
