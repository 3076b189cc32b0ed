"""Whether a nutrition bag's books close: charges, amounts, volumes, containers, aluminium."""

from dataclasses import replace

import pytest

from formulas.nutrition.bag import Ingredient
from formulas.nutrition.check import State
from formulas.nutrition.checks import check_bag
from formulas.nutrition.making import make_bag
from formulas.nutrition.sources import sources
from formulas.quantity import number, qty
from tests.formulas.nutrition_orders import (
    adult_three_in_one,
    adult_two_in_one,
    neonate_in_ions,
    wanted,
)


def checks(bag, **given):
    return {one.row: one for one in check_bag(bag, **given)}


def with_ingredient(bag, name, brings, volume="1 mL", substance=""):
    more = Ingredient(name, name, substance or name, qty("1 mg"), qty(volume), brings)
    return replace(bag, ingredients=(*bag.ingredients, more), water=bag.water - qty(volume))


def test_the_charges_of_the_added_salts_cancel():
    for order in (adult_two_in_one(), adult_three_in_one(), neonate_in_ions()):
        assert checks(make_bag(order))["electroneutrality"].state is State.MET


@pytest.mark.parametrize(
    ("chloride", "state"),
    [
        ("96", State.MET),
        ("95", State.MET),
        ("94", State.DECIDE),
        ("105", State.MET),
        ("106", State.DECIDE),
    ],
)
def test_charges_may_miss_each_other_by_five_percent(chloride, state):
    bag = make_bag(adult_two_in_one())
    salt = next(one for one in bag.ingredients if one.product.startswith("sodium-chloride"))
    brings = {"sodium": qty("100 mEq"), "chloride": qty(chloride, "mEq")}
    made = checks(replace(bag, ingredients=(replace(salt, brings=brings),)))
    assert made["electroneutrality"].state is state


def test_a_phosphate_counts_by_the_ions_of_its_own_salts():
    bag = make_bag(adult_two_in_one())
    salt = next(one for one in bag.ingredients if one.product.startswith("potassium-phosphates"))
    made = checks(replace(bag, ingredients=(salt,)))
    assert made["electroneutrality"].state is State.MET


def test_a_phosphate_that_does_not_tell_its_salts_leaves_the_charges_unseen():
    bag = make_bag(adult_two_in_one())
    salt = next(one for one in bag.ingredients if one.product.startswith("potassium-phosphates"))
    label = sources()[salt.product]
    silent = replace(
        label, strengths={key: label.strengths[key] for key in ("phosphate", "potassium")}
    )
    made = checks(replace(bag, ingredients=(salt,)), products={**sources(), salt.product: silent})
    assert made["electroneutrality"].state is State.NOT_EVALUATED
    assert "does not say of which phosphates" in made["electroneutrality"].sentence


@pytest.mark.parametrize(
    ("share", "state"),
    [("0.991", State.MET), ("0.99", State.MET), ("0.989", State.STOP), ("1.02", State.STOP)],
)
def test_an_amount_that_misses_its_volume_and_strength_stops(share, state):
    bag = make_bag(adult_two_in_one())
    first, *rest = bag.ingredients
    booked = {**first.brings, "amino acids": first.brings["amino acids"] * number(share).exact}
    made = checks(replace(bag, ingredients=(replace(first, brings=booked), *rest)))
    assert made["amount-difference"].state is state


def test_volumes_that_do_not_close_stop():
    bag = make_bag(adult_two_in_one())
    assert checks(bag)["volumes"].state is State.MET
    assert checks(replace(bag, water=bag.water + qty("0.001 mL")))["volumes"].stops
    assert checks(replace(bag, factor=number("1.01")))["volumes"].stops
    assert checks(replace(bag, water=-bag.water))["volumes"].stops


@pytest.mark.parametrize(
    ("phosphate", "state"),
    [("44.9 mmol/day", State.MET), ("45 mmol/day", State.MET), ("45.1 mmol/day", State.STOP)],
)
def test_more_containers_of_a_product_than_its_row_allows_stop(phosphate, state):
    order = adult_two_in_one()
    salts = [one for one in order.salts if "phosphate" not in one.substance]
    more = wanted("potassium phosphates", phosphate, "potassium-phosphates-4.4-15ml")
    assert checks(make_bag(replace(order, salts=(*salts, more))))["containers"].state is state


def test_what_is_made_beyond_the_order_for_the_line_counts_no_second_vial():
    bag = make_bag(adult_two_in_one())  # 10 mL of vitamins, 10.25 mL with overfill
    assert bag.factor > number(1)
    assert checks(bag)["containers"].state is State.MET


def test_a_product_that_is_not_on_file_can_not_be_counted():
    bag = with_ingredient(make_bag(adult_two_in_one()), "unknown", {})
    assert checks(bag)["containers"].needs_decision
    assert checks(bag)["amount-difference"].needs_decision


# --- aluminium ---------------------------------------------------------------------------------------


def declaring(bag, aluminium):
    """Every label declares as much, as amino acid labels do."""
    acids = sources()["travasol-10-2000ml"]
    return {one.product: replace(acids, id=one.product, aluminium=aluminium) for one in bag.every}


def test_aluminium_that_no_label_declares_is_not_evaluated_and_needs_no_decision():
    found = checks(make_bag(adult_two_in_one()))["aluminium"]
    assert found.state is State.NOT_EVALUATED
    assert found.sentence == "Aluminium was not evaluated: 12 of 12 products declare none."
    assert not found.needs_decision


@pytest.mark.parametrize(
    ("share", "state"), [("0.999", State.MET), ("1", State.MET), ("1.001", State.DECIDE)]
)
def test_aluminium_is_held_by_kg_where_every_label_declares_it(share, state):
    bag = make_bag(adult_two_in_one())
    poured = sum((one.volume.exact for one in bag.ingredients), start=qty("0 mL").exact)
    volume = qty(poured, "mL") / bag.factor
    for one in bag.separate:
        volume = volume + one.volume
    strength = (qty("350 mcg") * number(share) / volume).to("mcg/L")
    made = checks(bag, products=declaring(bag, strength))
    assert made["aluminium"].state is state


def test_aluminium_that_some_labels_declare_can_condemn_and_never_clear():
    bag = make_bag(adult_two_in_one())
    known = dict(sources())
    known["travasol-10-2000ml"] = replace(known["travasol-10-2000ml"], aluminium=qty("25 mcg/L"))
    assert checks(bag, products=known)["aluminium"].state is State.NOT_EVALUATED
    known["travasol-10-2000ml"] = replace(known["travasol-10-2000ml"], aluminium=qty("1000 mcg/L"))
    assert checks(bag, products=known)["aluminium"].state is State.DECIDE
