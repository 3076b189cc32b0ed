"""A nutrition bag at the hood: every ingredient scanned and weighed, and what stops it."""

from decimal import Decimal

import pytest

from compounding.ledger.verify import verify
from compounding.preparation import checks
from compounding.preparation.deciding import waste
from compounding.preparation.errors import (
    NotLawfulNow,
    RecipeUnfit,
    StepNotInHand,
    StoppedForCheck,
)
from compounding.preparation.finishing import confirm
from compounding.preparation.progress import Clears, Stage
from compounding.preparation.worksheets import open_worksheet
from formulas.gravimetry import Verdict
from formulas.quantity import qty
from tests.builders import PIN, a_facility, carton
from tests.preparation.nutrition_forms import adult_form
from tests.preparation.nutrition_walk import (
    NEXT,
    at_the_hood,
    card_of,
    do,
    enter,
    keys,
    opened,
    scan_all,
    staged,
    up_to,
    usual,
)


@pytest.fixture
def world(tmp_path):
    return a_facility(tmp_path)


def test_a_whole_nutrition_bag_from_the_signed_order_to_the_released_record(world):
    worksheet = at_the_hood(world, adult_form())
    while world.state(worksheet).stage is not Stage.RELEASE:
        do(world, worksheet)
    world.sign_prepared(worksheet)
    world.release(worksheet)
    record = world.record(worksheet)
    assert record["status"] == "released"
    assert {step["outcome"] for step in record["steps"]} == {"accept"}
    titles = [one["title"] for one in record["calculations"]]
    assert any("Compounding sheet of order N-000001" in title for title in titles)
    assert any("Mass of 2050" in title for title in titles)
    weighed = [step for step in record["steps"] if step["net"]]
    assert all(step["band"] for step in weighed)
    assert len(weighed) == 3 + 6 + 1
    finished = next(step for step in record["steps"] if step["key"] == "bag-final")
    assert qty(finished["difference"]) < qty("1.35 g")
    assert verify(world.database).ok


def test_the_steps_follow_the_sheet_and_a_flush_stands_before_calcium(world):
    worksheet = opened(world)
    steps = [step.key for step in world.state(worksheet).recipe.steps]
    assert steps == [
        "bag-empty", "pour-1", "pour-2", "pour-3",
        "syringe-4", "draw-4", "syringe-5", "draw-5", "draw-6", "syringe-7", "draw-7",
        "syringe-8", "draw-8", "check",
        "add-4", "add-5", "add-6", "add-7", "flush-8", "add-8",
        "bag-final", "inspect", "label",
    ]  # fmt: skip


def test_what_no_balance_can_prove_is_said_and_put_before_the_pharmacist(world):
    worksheet = at_the_hood(world)
    step = up_to(world, worksheet, "draw-6")
    assert step.kind == "confirm"
    assert "cannot be verified by weighing" in step.looks_at[0]
    up_to(world, worksheet, "check")
    shown = checks.shown_check(world.state(worksheet))
    assert ["Zinc" in each and "by eye" in each for each in shown["looks_at"]] == [True]


def test_a_product_without_a_density_is_refused_for_weighing_and_the_bag_is_looked_at(world):
    card = card_of(world, "multiple-vitamins-adult-10")
    del card["density"]
    enter(world, card)
    worksheet = at_the_hood(world)
    step = up_to(world, worksheet, "draw-7")
    assert (step.kind, "no density on its card" in step.looks_at[0]) == ("confirm", True)
    last = up_to(world, worksheet, "final-check")
    assert "no density on its card" in last.looks_at[0]
    do(world, worksheet)
    assert world.state(worksheet).in_hand.key == "inspect"


def test_a_density_that_nobody_confirmed_proves_nothing(world):
    card = card_of(world, "calcium-gluconate-10-50")
    enter(world, {**card, "density": {"value": "1.06 g/mL", "source": "another bottle"}})
    steps = world.state(opened(world)).recipe.steps
    drawn = next(step for step in steps if step.key == "draw-8")
    assert "is not confirmed" in drawn.looks_at[0]


def test_a_wrong_product_is_not_staged(world):
    worksheet = opened(world)
    heard = world.scan(worksheet, carton("potassium-chloride-2-meq-ml-20"))
    assert heard.outcome == "refused"
    assert world.record(worksheet)["close_calls"]


def test_another_strength_of_a_product_is_another_bag(world):
    worksheet = opened(world)
    card = card_of(world, "travasol-10-2000")
    enter(world, {**card, "label": "clinisol-15-2000ml"})
    with pytest.raises(RecipeUnfit, match="Another strength is another bag"):
        staged(world, worksheet)


def test_a_bag_that_is_not_empty_is_no_nutrition_bag(world):
    worksheet = opened(world)
    card = card_of(world, "empty-bag-eva-3000")
    enter(world, {**card, "kind": "base", "density": {"value": "1 g/mL", "source": "none"}})
    with pytest.raises(RecipeUnfit, match="begins with an empty bag"):
        staged(world, worksheet)


def test_a_syringe_overdrawn_is_rejected_and_drawn_again(world):
    worksheet = at_the_hood(world)
    up_to(world, worksheet, "draw-4")
    right = usual(world, worksheet)
    assert world.weigh(worksheet, right + 1).verdict is Verdict.REJECT
    assert "Rejected" in world.weigh(worksheet, right + 1).message
    assert world.weigh(worksheet, right).done


def test_too_little_in_the_bag_is_made_up_and_too_much_waits_for_the_pharmacist(world):
    worksheet = at_the_hood(world)
    up_to(world, worksheet, "pour-1")
    scan_all(world, worksheet)
    right = usual(world, worksheet)
    short = world.weigh(worksheet, right - 100)
    assert (short.verdict, "Add what is missing" in short.message) == (Verdict.REJECT, True)
    assert world.state(worksheet).stop is None
    over = world.weigh(worksheet, right + 100)
    assert over.verdict is Verdict.REJECT
    assert world.state(worksheet).stop.clears is Clears.PHARMACIST


def test_too_much_in_the_bag_says_what_it_would_mean_for_the_patient(world):
    worksheet = at_the_hood(world)
    up_to(world, worksheet, "pour-1")
    scan_all(world, worksheet)
    world.weigh(worksheet, usual(world, worksheet) + Decimal("95.08"))
    stop = world.state(worksheet).stop
    assert "Travasol 10% 2,000 mL bag put in, 10.0 % too much" in stop.what
    assert "the patient gets 99 g/day of amino acids instead of 90 g/day" in stop.why
    assert "(1.414 g/kg/day instead of 1.286 g/kg/day)" in stop.why
    assert "everything else comes 4.3 % short" in stop.why
    assert "waste the bag and begin it anew" in stop.why


def test_too_much_water_makes_everything_thinner(world):
    worksheet = at_the_hood(world)
    up_to(world, worksheet, "pour-3")
    scan_all(world, worksheet)
    world.weigh(worksheet, usual(world, worksheet) + 100)
    why = world.state(worksheet).stop.why
    assert "at the ordered rate everything comes 4.7 % short" in why
    assert "the patient gets" not in why


def test_a_bag_poured_over_is_wasted_and_made_again(world):
    worksheet = at_the_hood(world)
    up_to(world, worksheet, "pour-1")
    scan_all(world, worksheet)
    world.weigh(worksheet, usual(world, worksheet) + 100)
    with world.as_("technician") as unit:
        waste(unit, worksheet, secret=PIN, reason="too much amino acids")
        again = open_worksheet(unit, world.state(worksheet).order.id, "hood-2")
    assert world.state(again.id).stage is Stage.STAGING


def test_nothing_goes_in_before_the_pharmacist_has_looked(world):
    worksheet = at_the_hood(world)
    up_to(world, worksheet, "check")
    with pytest.raises(NotLawfulNow):
        world.scan(worksheet, NEXT)
    step = next(s for s in world.state(worksheet).recipe.steps if s.key == "add-4")
    with pytest.raises(StepNotInHand), world.as_("technician") as unit:
        confirm(unit, worksheet, step.number)


def test_syringes_go_in_as_the_sheet_says_and_calcium_is_refused_first(world):
    worksheet = at_the_hood(world)
    up_to(world, worksheet, "add-4")
    heard = world.scan(worksheet, world.sticker(worksheet, "calcium-gluconate-10-50ml"))
    assert (heard.outcome, "calcium gluconate" in heard.message) == ("refused", True)
    heard = world.scan(worksheet, world.sticker(worksheet, "calcium-gluconate-10-50ml"))
    assert world.state(worksheet).stop.clears is Clears.PHARMACIST
    assert keys(world, worksheet)[-1] == "check"


def test_calcium_does_not_go_in_before_the_flush(world):
    worksheet = at_the_hood(world)
    flush = up_to(world, worksheet, "flush-8")
    assert "phosphate and calcium" in flush.instruction
    heard = world.scan(worksheet, world.sticker(worksheet, "calcium-gluconate-10-50ml"))
    assert heard.outcome == "refused"
    assert world.state(worksheet).in_hand.key == "flush-8"
    calcium = next(s for s in world.state(worksheet).recipe.steps if s.key == "add-8")
    with pytest.raises(StepNotInHand), world.as_("technician") as unit:
        confirm(unit, worksheet, calcium.number)


def test_a_syringe_that_was_not_injected_is_found_by_the_finished_bag(world):
    worksheet = at_the_hood(world)
    up_to(world, worksheet, "bag-final")
    scan_all(world, worksheet)
    world.weigh(worksheet, usual(world, worksheet) - Decimal("8.40"))  # the phosphate
    stop = world.state(worksheet).stop
    assert stop.clears is Clears.PHARMACIST
    assert "what was put in held" in stop.what
    world.room()
    with pytest.raises(StoppedForCheck):
        world.scan(worksheet, NEXT)


def test_what_the_finished_bag_cannot_show_is_said_as_it_goes_in(world):
    worksheet = opened(world, adult_form())
    steps = {step.key: step for step in world.state(worksheet).recipe.steps}
    little = [key for key, step in steps.items() if "will not show" in "".join(step.looks_at)]
    weighs = {key: steps[key].named for key in little}
    assert weighs == {"add-10": "selenium"}
    assert steps["bag-final"].compare_within == qty("1.35 g")


def test_a_finished_bag_off_its_weight_is_rejected(world):
    worksheet = at_the_hood(world)
    up_to(world, worksheet, "bag-final")
    scan_all(world, worksheet)
    told = world.weigh(worksheet, usual(world, worksheet) - 100)
    assert told.verdict is Verdict.REJECT
    assert world.state(worksheet).stop.clears is Clears.PHARMACIST


def test_one_syringe_of_several_is_sent_back_alone(world):
    worksheet = at_the_hood(world)
    up_to(world, worksheet, "add-4")
    before = set(keys(world, worksheet))
    send_back(world, worksheet, drawn="draw-5")
    assert before - set(keys(world, worksheet)) == {"syringe-5", "draw-5", "check"}
    up_to(world, worksheet, "check")
    do(world, worksheet)
    assert world.state(worksheet).in_hand.key == "add-4"


def test_all_is_drawn_again_where_no_syringe_is_named(world):
    worksheet = at_the_hood(world)
    up_to(world, worksheet, "check")
    send_back(world, worksheet)
    assert keys(world, worksheet) == ["bag-empty", "pour-1", "pour-2", "pour-3"]


def test_nothing_is_drawn_again_once_something_went_in(world):
    worksheet = at_the_hood(world)
    up_to(world, worksheet, "add-5")
    with pytest.raises(NotLawfulNow, match="only before the injection"):
        send_back(world, worksheet, drawn="draw-5")


def send_back(world, worksheet, **other):
    shown = world.shown_check(worksheet)
    with world.as_("pharmacist", "desk-1") as unit:
        checks.send_back(unit, worksheet, secret=PIN, shown=shown, reason="drawn anew", **other)
