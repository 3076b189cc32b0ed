"""A signed nutrition order on its way to the hood: what is sent, and what is refused."""

import pytest

from compounding.errors import WrongSecret
from compounding.ledger.verify import verify
from compounding.preparation.deciding import waste
from compounding.preparation.errors import ContentMoved, NoDateNoBag, NotLawfulNow, RecipeUnfit
from compounding.preparation.nutrition.finding import approved
from compounding.preparation.nutrition.saving import (
    change_nutrition_order,
    withdraw_nutrition_order,
)
from compounding.preparation.nutrition.to_hood import Making, send_to_hood
from compounding.preparation.progress import Stage
from compounding.preparation.worksheets import open_worksheet
from compounding.stock.products import sample_cards
from formulas.nutrition.sources import sources
from formulas.quantity import qty
from tests.builders import PIN, a_facility
from tests.preparation.nutrition_forms import adult_form, changed, seen, signing
from tests.preparation.nutrition_walk import (
    NEXT,
    SAMPLE,
    at_the_hood,
    card_of,
    do,
    enter,
    opened,
    sent,
    short_form,
    staged,
)


@pytest.fixture
def world(tmp_path):
    return a_facility(tmp_path)


def test_no_stability_source_gives_no_date_and_no_bag(world):
    worksheet = opened(world, stability=())
    with pytest.raises(NoDateNoBag):
        staged(world, worksheet)


def test_an_order_is_sent_once(world):
    sent(world)
    with (
        pytest.raises(NotLawfulNow, match="was sent to be made already"),
        world.as_("pharmacist", "desk-1") as unit,
    ):
        send_to_hood(unit, 1, Making("hood-2", "refrigerator"), secret=PIN)


def withdrawn(world, why="eats again"):
    with world.as_("pharmacist", "desk-1") as unit:
        return withdraw_nutrition_order(unit, 1, why, secret=PIN)


def less_sodium(world):
    again = short_form(reason="less sodium", **{"salts-sodium-chloride.amount": "50"})
    return changed(world, 1, again)


def test_a_withdrawn_order_is_not_compounded(world):
    order = sent(world)
    withdrawn(world)
    with pytest.raises(NotLawfulNow, match="was cancelled"), world.as_("technician") as unit:
        open_worksheet(unit, order, "hood-2")


def test_a_bag_changed_since_is_not_compounded(world):
    order = sent(world)
    less_sodium(world)
    with pytest.raises(NotLawfulNow, match="was cancelled"), world.as_("technician") as unit:
        open_worksheet(unit, order, "hood-2")


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (withdrawn, "N-000001 was withdrawn: eats again"),
        (less_sodium, "N-000001 was changed to version 2: less sodium"),
    ],
)
def test_work_under_way_stops_when_its_order_goes_and_can_only_be_wasted(world, act, says):
    worksheet = at_the_hood(world)
    do(world, worksheet)
    act(world)
    assert says in world.state(worksheet).cancelled
    with pytest.raises(NotLawfulNow, match="is not to be made"):
        world.scan(worksheet, NEXT)
    with world.as_("technician") as unit:
        waste(unit, worksheet, secret=PIN, reason="order withdrawn")
    assert world.state(worksheet).stage is Stage.WASTED
    assert verify(world.database).ok


def test_a_finished_bag_is_not_released_once_its_order_is_withdrawn(world):
    worksheet = finished(world)
    withdrawn(world)
    with pytest.raises(NotLawfulNow, match="is not to be made"):
        world.release(worksheet)


@pytest.mark.parametrize("act", [withdrawn, less_sodium])
def test_an_order_whose_bag_was_released_is_neither_changed_nor_withdrawn(world, act):
    world.release(finished(world))
    with pytest.raises(NotLawfulNow, match=r"was released by .* tell the ward"):
        act(world)
    with world.database.reading() as session:
        assert approved(session, 1).version == 1


def test_a_wrong_pin_stops_neither_the_order_nor_the_work(world):
    worksheet = opened(world)
    with pytest.raises(WrongSecret), world.as_("pharmacist", "desk-1") as unit:
        withdraw_nutrition_order(unit, 1, "eats again", secret="0000")
    assert world.state(worksheet).cancelled == ""


def test_whoever_changes_an_order_sees_first_what_is_being_made_of_it(world):
    sent(world)
    again = short_form(reason="less sodium")
    waiting = seen(world, again, 1)["being_made"]
    assert waiting == ["order O-000001, waiting for a technician"]
    with world.as_("technician") as unit:
        open_worksheet(unit, 1, "hood-2")
    assert seen(world, again, 1)["being_made"] == ["order O-000001, worksheet W-000001, staging"]


def test_a_change_signed_over_what_moved_on_meanwhile_is_refused(world):
    sent(world)
    again = short_form(reason="less sodium")
    old = seen(world, again, 1)
    with world.as_("technician") as unit:
        open_worksheet(unit, 1, "hood-2")
    with pytest.raises(ContentMoved), world.as_("pharmacist", "desk-1") as unit:
        change_nutrition_order(unit, 1, again, signing(old))


def test_the_changed_order_is_sent_again(world):
    order = sent(world)
    less_sodium(world)
    with world.as_("pharmacist", "desk-1") as unit:
        making = Making("hood-2", "refrigerator", stability=(SAMPLE,))
        again = send_to_hood(unit, 1, making, secret=PIN).id
    assert again != order
    with world.as_("technician") as unit:
        opened_now = open_worksheet(unit, again, "hood-2").id
    assert "50 mEq" in world.state(opened_now).recipe.content["contents"]


def finished(world):
    """Made, labelled and signed by its maker; in quarantine."""
    worksheet = at_the_hood(world)
    while world.state(worksheet).stage is not Stage.RELEASE:
        do(world, worksheet)
    world.sign_prepared(worksheet)
    return worksheet


def test_two_vials_of_one_product_are_two_containers(world):
    worksheet = opened(world, adult_form())
    roles = [c.role for c in world.state(worksheet).recipe.components]
    assert [role for role in roles if "acetate" in role] == [
        "sodium-acetate-2-20ml-1",
        "sodium-acetate-2-20ml-2",
    ]


@pytest.mark.parametrize(
    "card", [c for c in sample_cards() if "label" in c], ids=lambda c: c["code"]
)
def test_a_sample_card_has_the_figures_of_the_label_it_is_linked_to(card):
    label = sources()[card["label"]]
    assert qty(card["volume"]) == label.volume
    if not label.strengths:
        assert card["never_a_base"]
        return
    first = next(iter(label.strengths.values()))
    declared = first if isinstance(first, tuple) else (first,)
    said = card["strength"].replace("%", " % w/v")
    assert qty(said) in [one for one in declared if one.unit.joins(qty(said).unit)]


def test_a_concentrated_drug_of_more_than_a_syringe_is_refused(world):
    with pytest.raises(RecipeUnfit, match="more than the largest syringe holds") as refused:
        sent(world, adult_form(**{"salts-sodium-chloride.amount": "244"}))
    told = str(refused.value)
    assert "Order at most 60 mL of it in one bag, which brings 240.0 mEq sodium" in told


def test_two_cards_for_one_label_are_one_too_many(world):
    card = card_of(world, "zinc-1-10")
    enter(world, {**card, "code": "zinc-of-another-maker", "gtin": None})
    with pytest.raises(RecipeUnfit, match="both stand for it"):
        sent(world)
