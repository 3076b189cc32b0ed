"""A signed nutrition order on its way to the hood: what is sent, and what is refused."""

import pytest

from compounding.preparation.errors import NoDateNoBag, NotLawfulNow, RecipeUnfit
from compounding.preparation.nutrition.saving import withdraw_nutrition_order
from compounding.preparation.nutrition.to_hood import Making, send_to_hood
from compounding.preparation.worksheets import open_worksheet
from compounding.stock.products import sample_cards
from formulas.nutrition.sources import sources
from formulas.quantity import qty
from tests.builders import PIN, a_facility
from tests.preparation.nutrition_forms import adult_form, changed
from tests.preparation.nutrition_walk import card_of, enter, opened, sent, short_form, staged


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


def test_a_withdrawn_order_is_not_compounded(world):
    order = sent(world)
    with world.as_("pharmacist", "desk-1") as unit:
        withdraw_nutrition_order(unit, 1, "eats again", secret=PIN)
    with pytest.raises(NotLawfulNow, match="withdrawn"), world.as_("technician") as unit:
        open_worksheet(unit, order, "hood-2")


def test_a_bag_changed_since_is_not_compounded(world):
    order = sent(world)
    saved_again = short_form(reason="less sodium", **{"salts-sodium-chloride.amount": "50"})
    changed(world, 1, saved_again)
    with pytest.raises(NotLawfulNow, match="was changed after"), world.as_("technician") as unit:
        open_worksheet(unit, order, "hood-2")


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
    with pytest.raises(RecipeUnfit, match="more than one syringe holds"):
        sent(world, adult_form(**{"salts-sodium-chloride.amount": "244"}))


def test_two_cards_for_one_label_are_one_too_many(world):
    card = card_of(world, "zinc-1-10")
    enter(world, {**card, "code": "zinc-of-another-maker", "gtin": None})
    with pytest.raises(RecipeUnfit, match="both stand for it"):
        sent(world)
