"""Nutrition orders that killed or nearly did, made again: each is stopped.

Where the figures of the whole order were not published, the rest of the order is a usual one.
"""

from dataclasses import replace

import pytest

from formulas.errors import DoesNotFit
from formulas.nutrition.bag import Ingredient
from formulas.nutrition.calcium_phosphate import BOTH
from formulas.nutrition.check import State
from formulas.nutrition.checks import check_bag, stopped, to_decide
from formulas.nutrition.contents import brings
from formulas.nutrition.making import make_bag
from formulas.nutrition.order import LipidGiven, Patient
from formulas.nutrition.sources import sources
from formulas.quantity import qty
from tests.formulas.nutrition_orders import (
    CALCIUM,
    D70,
    KCL,
    MAGNESIUM,
    NACL,
    TRAVASOL,
    TROPHAMINE,
    adult_two_in_one,
    neonate_in_ions,
    wanted,
)

FREAMINE = "freamine-iii-10-1000ml"
K_PHOSPHATES = "potassium-phosphates-4.4-15ml"


def stops(bag, **given):
    return {one.row for one in stopped(check_bag(bag, **given))}


def decides(bag, **given):
    return {one.row for one in to_decide(check_bag(bag, **given))}


def poured(bag, product, volume):
    """Put so much of a product into a bag in place of water, as a hand at the hood would."""
    item = sources()[product]
    more = Ingredient(
        item.id, item.name, item.ordered_by, qty("1 g"), qty(volume), brings(item, qty(volume))
    )
    rest = [one for one in bag.ingredients if one.product != product]
    filled = bag.volume
    for one in (*rest, more):
        filled = filled - one.volume
    return replace(bag, ingredients=(*rest, more), water=filled)


# ISMP 2007: a newborn of 26 weeks, zinc 330 mcg/100 mL entered as 330 mg/100 mL; the syringe of
# zinc was refilled eleven times.
ZINC = "zinc-1-10ml"


def test_zinc_in_micrograms_is_made():
    bag = make_bag(neonate_in_ions(additives=(wanted("zinc", "3.3 mg/L", ZINC),)))
    assert not stops(bag)


def test_zinc_in_milligrams_for_micrograms_is_no_bag_at_all():
    with pytest.raises(DoesNotFit):
        make_bag(neonate_in_ions(additives=(wanted("zinc", "3300 mg/L", ZINC),)))


def test_as_much_of_that_zinc_as_fits_the_bag_is_stopped_for_good():
    bag = poured(make_bag(neonate_in_ions()), ZINC, "100 mL")
    assert {
        "zinc-ceiling-by-kg",
        "zinc-ceiling-by-day",
        "zinc-ceiling-by-litre",
        "containers",
    } <= stops(bag)


def test_seven_hundred_milligrams_of_zinc_for_a_child_of_two_are_stopped():
    child = {
        "patient": Patient.CHILD,
        "weight": qty("12 kg"),
        "volume": qty("90 mL/kg/day"),
        "ions": (),
    }
    right = make_bag(neonate_in_ions(**child, additives=(wanted("zinc", "700 mcg/L", ZINC),)))
    assert not {row for row in stops(right) if "zinc" in row or row == "containers"}
    wrong = make_bag(
        neonate_in_ions(**child, additives=(wanted("zinc", "700 mg/L", "zinc-5-5ml"),))
    )
    assert {"zinc-ceiling-by-kg", "zinc-ceiling-by-day", "containers"} <= stops(wrong)


# ISMP 2011: a calcium dose, 982, typed into the field of sodium; a child of six weeks died.


def test_nine_hundred_and_eighty_two_milliequivalents_of_sodium_are_stopped_by_litre_kg_day_and_hour():
    infant = {
        "patient": Patient.INFANT,
        "weight": qty("4 kg"),
        "volume": qty("150 mL/kg/day"),
        "ions": (),
    }
    order = neonate_in_ions(**infant)
    usual = make_bag(replace(order, salts=(wanted("sodium chloride", "4 mEq/kg/day", NACL),)))
    assert not stops(usual)
    wrong = make_bag(replace(order, salts=(wanted("sodium chloride", "245.5 mEq/kg/day", NACL),)))
    assert wrong.ingredients[-2].brings["sodium"] / wrong.factor == qty("982 mEq")
    ceilings = {f"sodium-ceiling-by-{one}" for one in ("litre", "kg-small", "day", "hour-small")}
    assert ceilings | {"containers"} <= stops(wrong)


# ISMP: an order by kg read as one by day for a boy of 72 kg: protein 1 g/day, 2640 mL, 138 mOsm/L.


def boy(acids, sugar):
    return adult_two_in_one(
        patient=Patient.ADOLESCENT,
        weight=qty("72 kg"),
        volume=qty("2640 mL/day"),
        overfill=None,
        lipid_given=LipidGiven.NONE,
        macronutrients=(
            wanted("amino acids", acids, TRAVASOL),
            wanted("dextrose monohydrate", sugar, D70),
        ),
    )


def thin_bag():
    salts = (
        wanted("sodium chloride", "300 mEq/day", NACL),
        wanted("potassium chloride", "24.32 mEq/day", KCL),
    )
    return make_bag(replace(boy("1 g/day", "6 g/day"), salts=salts))


def test_an_order_by_kg_read_as_one_by_day_is_stopped_as_too_thin():
    checks = {one.row: one for one in check_bag(thin_bag())}
    assert checks["osmolarity-floor"].value == "138 mOsm/L"
    assert checks["osmolarity-floor"].stops
    assert checks["amino-acids-floor"].state is State.DECIDE
    assert checks["glucose-floor-adolescent"].state is State.DECIDE
    assert checks["amino-acids-floor"].value == "0.01389 g/kg/day"


def test_the_bag_of_the_day_before_shows_it_too():
    before = make_bag(boy("1 g/kg/day", "6 g/kg/day"))
    assert not stops(before)
    told = {one.name for one in check_bag(thin_bag(), previous=before) if one.row == "change"}
    assert {"change of amino acids", "change of dextrose monohydrate"} <= told


def test_with_hardly_anything_in_it_a_bag_is_nearly_all_water():
    bag = make_bag(replace(boy("1 g/day", "6 g/day"), salts=(), additives=()))
    assert {"water-share", "osmolarity-floor"} <= stops(bag)


# ISMP 1999: 30 mEq of potassium ordered; two vials of 15 mL potassium phosphates went into a litre.


def test_two_vials_of_potassium_phosphates_in_a_litre_are_stopped():
    small = (
        wanted("amino acids", "40 g/day", TRAVASOL),
        wanted("dextrose monohydrate", "100 g/day", D70),
    )
    order = adult_two_in_one(
        volume=qty("1000 mL/day"), overfill=None, macronutrients=small, lipid_given=LipidGiven.NONE
    )
    bag = poured(make_bag(order), K_PHOSPHATES, "30 mL")
    only = replace(bag, ingredients=tuple(one for one in bag.ingredients if one.product != KCL))
    checks = {one.row: one for one in check_bag(only)}
    assert checks["potassium-ceiling-by-litre"].value == "132 mEq/L"
    assert checks["potassium-ceiling-by-litre"].stops
    assert checks["phosphate-single-dose"].value == "90 mmol/day"
    assert checks["phosphate-single-dose"].state is State.DECIDE
    assert checks["containers"].stops


# ASHP/ASPEN certificate, after ASPEN 2004: dextrose 17.5 % made as 1.75 %; no dextrose at all;
# potassium, magnesium and iron fifty times too much.


def neonate_with_dextrose(percent):
    order = neonate_in_ions()
    acids, _, fat = order.macronutrients
    sugar = (wanted("dextrose monohydrate", percent, D70),) if percent else ()
    return make_bag(replace(order, macronutrients=(acids, *sugar, fat)))


def test_dextrose_of_seventeen_and_a_half_percent_is_no_matter_of_a_floor():
    floors = {"glucose-floor-neonate", "dextrose-strength-floor"}
    assert not floors & decides(neonate_with_dextrose("17.5 % w/v"))


@pytest.mark.parametrize("percent", ["1.75 % w/v", ""])
def test_dextrose_ten_times_too_weak_or_left_out_waits_for_a_pharmacist(percent):
    bag = neonate_with_dextrose(percent)
    assert {"glucose-floor-neonate", "dextrose-strength-floor"} <= decides(bag)
    told = {one.name for one in check_bag(bag, previous=neonate_with_dextrose("17.5 % w/v"))}
    assert "change of dextrose monohydrate" in told


@pytest.mark.parametrize(
    ("salt", "usual", "fifty", "product", "ion"),
    [
        ("potassium chloride", "2 mEq/kg/day", "100 mEq/kg/day", KCL, "potassium"),
        ("magnesium sulfate", "0.3 mEq/kg/day", "15 mEq/kg/day", MAGNESIUM, "magnesium"),
    ],
)
def test_fifty_times_the_potassium_or_magnesium_is_stopped(salt, usual, fifty, product, ion):
    order = neonate_in_ions(ions=())
    right = make_bag(replace(order, salts=(wanted(salt, usual, product),)))
    wrong = make_bag(replace(order, salts=(wanted(salt, fifty, product),)))
    assert not stops(right)
    ceilings = {f"{ion}-ceiling-by-{one}" for one in ("kg-small", "litre", "hour-small")}
    assert ceilings <= stops(wrong)


def test_fifty_times_an_adult_s_potassium_or_magnesium_is_stopped():
    order = adult_two_in_one()
    for salt, amount, product, ion in (
        ("potassium chloride", "1500 mEq/day", KCL, "potassium"),
        ("magnesium sulfate", "600 mEq/day", MAGNESIUM, "magnesium"),
    ):
        bag = make_bag(
            replace(order, salts=(wanted(salt, amount, product),), volume=qty("3000 mL/day"))
        )
        assert {f"{ion}-ceiling-by-{one}" for one in ("kg", "day", "litre", "hour")} <= stops(bag)


# PA-PSRS 2008: sterile water hung or filled in for the solution that was meant.


def test_sterile_water_in_place_of_the_premix_is_stopped():
    bag = make_bag(adult_two_in_one())
    solution = [one for one in bag.ingredients if one.product in {TRAVASOL, D70}]
    water = bag.water
    for one in solution:
        water = water + one.volume
    left = tuple(one for one in bag.ingredients if one not in solution)
    thin = replace(bag, ingredients=left, water=water)
    assert {"osmolarity-floor", "water-share"} <= stops(thin)
    assert {"amino-acids-floor", "glucose-floor-adult"} <= decides(thin)


# 1994: deaths after calcium phosphate fell out; an amino acid product that hides phosphate had been
# put in place of another.


def test_an_amino_acid_product_switched_by_name_alone_is_stopped_by_its_label():
    bag = make_bag(adult_two_in_one())
    first, *rest = bag.ingredients
    assert first.product == TRAVASOL
    switched = replace(
        bag, ingredients=(replace(first, product=FREAMINE, name="FreAmine III"), *rest)
    )
    assert "amount-difference" in stops(switched)


def test_an_amino_acid_product_switched_and_made_anew_shows_its_phosphate_and_loses_its_clearance():
    order = adult_two_in_one()
    first, *rest = order.macronutrients
    after = make_bag(replace(order, macronutrients=(replace(first, product=FREAMINE), *rest)))
    made = check_bag(after, previous=make_bag(order))
    by_name = {one.name: one for one in made}
    assert after.ingredients[0].brings["phosphate"] > qty("9 mmol")
    assert by_name[BOTH].needs_decision
    no_phosphate = replace(
        order, salts=tuple(one for one in order.salts if "phosphate" not in one.substance)
    )
    hidden = make_bag(replace(no_phosphate, macronutrients=after.order.macronutrients))
    names = {one.name for one in check_bag(hidden, previous=make_bag(replace(no_phosphate)))}
    assert {"change of phosphate", BOTH} <= names


def test_a_newborn_s_product_switched_still_needs_a_decision_on_calcium_with_phosphate():
    order = neonate_in_ions()
    assert any(one.product == TROPHAMINE for one in order.macronutrients)
    assert CALCIUM in order.salt_products
    assert "calcium-phosphate-curves" in decides(make_bag(order))
