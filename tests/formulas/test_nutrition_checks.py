"""Every check of a nutrition bag beside its plain thresholds: rules, books, change, osmolarity."""

from dataclasses import replace

import pytest

from formulas.nutrition.bag import Ingredient
from formulas.nutrition.check import State, judged
from formulas.nutrition.checks import check_bag, stopped, to_decide
from formulas.nutrition.given import Unmeasured
from formulas.nutrition.limits import Level
from formulas.nutrition.limits_file import limits
from formulas.nutrition.making import make_bag
from formulas.nutrition.order import Access, LipidGiven, Patient
from formulas.nutrition.sources import sources
from formulas.quantity import qty
from tests.formulas.nutrition_orders import (
    CALCIUM,
    adult_three_in_one,
    adult_two_in_one,
    neonate_in_ions,
    wanted,
)

CHLORIDE = "calcium-chloride-10-10ml"


def checks(bag, **given):
    return {one.row: one for one in check_bag(bag, **given)}


def with_ingredient(bag, name, brings, volume="1 mL", substance=""):
    more = Ingredient(name, name, substance or name, qty("1 mg"), qty(volume), brings)
    return replace(bag, ingredients=(*bag.ingredients, more), water=bag.water - qty(volume))


@pytest.mark.parametrize(
    "order", [adult_two_in_one(), adult_three_in_one()], ids=lambda one: one.id
)
def test_a_usual_bag_is_stopped_by_nothing_and_waits_only_for_calcium_with_phosphate(order):
    made = check_bag(make_bag(order))
    assert not stopped(made)
    assert {one.row for one in to_decide(made)} == {"calcium-phosphate-curves"}


def test_a_newborn_s_fat_over_a_whole_day_waits_for_a_pharmacist():
    made = check_bag(make_bag(neonate_in_ions()))
    assert not stopped(made)
    assert {one.row for one in to_decide(made)} == {"calcium-phosphate-curves", "hang-time-fat"}


def test_every_check_says_what_was_found_what_is_allowed_and_where_that_stands():
    for one in check_bag(make_bag(adult_two_in_one())):
        assert one.sentence.endswith(".")
        assert one.source
        assert one.limit
        assert one.value or one.state is State.NOT_EVALUATED
        assert one.confirmed is False


def test_what_can_not_be_measured_under_a_firm_limit_is_a_pharmacist_s_to_decide():
    table = limits().limits
    firm = judged(table["potassium-ceiling-by-litre"], Unmeasured("no figure"))
    soft = judged(table["sodium-by-litre"], Unmeasured("no figure"))
    assert (firm.state, firm.needs_decision, firm.level) == (
        State.NOT_EVALUATED,
        True,
        Level.PHARMACIST,
    )
    assert (soft.state, soft.needs_decision) == (State.NOT_EVALUATED, False)


# --- what may not stand together ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("patient", "state"),
    [
        (Patient.NEONATE, State.STOP),
        (Patient.INFANT, State.STOP),
        (Patient.CHILD, None),
        (Patient.ADULT, None),
    ],
)
def test_no_three_in_one_for_newborns_and_infants(patient, state):
    bag = make_bag(adult_three_in_one())
    made = checks(replace(bag, order=replace(bag.order, patient=patient)))
    assert (made["three-in-one-age"].state if state else made.get("three-in-one-age")) == state


def test_a_newborn_s_bag_with_fat_beside_it_is_no_three_in_one():
    assert checks(make_bag(neonate_in_ions()))["three-in-one-age"].state is State.MET


def test_a_bag_that_holds_fat_is_a_three_in_one_whatever_its_order_says():
    bag = make_bag(adult_three_in_one())
    lying = replace(
        bag, order=replace(bag.order, lipid_given=LipidGiven.NONE, patient=Patient.INFANT)
    )
    made = checks(lying)
    assert made["three-in-one-age"].stops
    assert "three-in-one-amino-acids" in made


@pytest.mark.parametrize(
    ("name", "brings"),
    [
        ("iron dextran", {}),
        ("Heparin 1000 units/mL", {"heparin sodium": qty("1000 unit")}),
        ("Cysteine 50 mg/mL", {"cysteine hydrochloride": qty("500 mg")}),
        ("L-cysteine", {}),
    ],
)
def test_iron_heparin_and_cysteine_stop_a_three_in_one_and_no_two_in_one(name, brings):
    row = next(
        f"three-in-one-{word}" for word in ("iron", "heparin", "cysteine") if word in name.lower()
    )
    three, two = make_bag(adult_three_in_one()), make_bag(adult_two_in_one())
    assert checks(three)[row].state is State.MET
    assert checks(with_ingredient(three, name, brings))[row].stops
    assert checks(with_ingredient(two, name, brings))[row].state is State.MET


def test_a_name_that_only_contains_iron_is_no_iron():
    bag = with_ingredient(make_bag(adult_three_in_one()), "Environ", {})
    assert checks(bag)["three-in-one-iron"].state is State.MET


def test_calcium_chloride_with_phosphate_stops_and_without_it_does_not():
    order = adult_two_in_one()
    salts = [one for one in order.salts if one.product != CALCIUM]
    chloride = wanted("calcium chloride", "7 mEq/day", CHLORIDE)
    both = make_bag(replace(order, salts=(*salts, chloride)))
    alone = make_bag(
        replace(
            order, salts=(*(one for one in salts if "phosphate" not in one.substance), chloride)
        )
    )
    assert checks(both)["calcium-chloride"].stops
    assert checks(alone)["calcium-chloride"].state is State.MET


def test_two_amino_acid_products_in_one_bag_warn():
    bag = make_bag(adult_two_in_one())
    two = with_ingredient(bag, "other amino acids", {"amino acids": qty("1 g")})
    assert checks(two)["one-amino-acid-product"].state is State.WARNING
    assert checks(bag)["one-amino-acid-product"].state is State.MET


# --- osmolarity --------------------------------------------------------------------------------------


def test_the_method_that_gates_is_the_patient_s_and_the_highest_of_all_warns():
    small = adult_two_in_one(access=Access.PERIPHERAL, volume=qty("2650 mL/day"))
    made = [one for one in check_bag(make_bag(small)) if one.row == "osmolarity-peripheral"]
    assert [one.name for one in made] == ["osmolarity by F41", "highest osmolarity, by F44"]
    assert [one.state for one in made] == [State.MET, State.WARNING]
    assert made[0].working is not None


def test_over_the_gate_a_pharmacist_decides():
    strong = adult_two_in_one(access=Access.PERIPHERAL)
    assert checks(make_bag(strong))["osmolarity-peripheral"].state is State.DECIDE
    assert "osmolarity-peripheral" not in checks(make_bag(adult_two_in_one()))


def test_a_bag_of_nothing_but_water_is_stopped_although_some_methods_have_no_answer():
    bag = make_bag(adult_two_in_one())
    made = checks(replace(bag, ingredients=(), water=bag.volume))
    assert made["osmolarity-floor"].stops
    assert made["water-share"].stops


def test_the_ideal_osmolarity_is_told_by_labels_and_ions_or_not_at_all():
    ideal = replace(limits(), methods=dict.fromkeys(Patient, "F40"))

    def found(order):
        return next(
            one for one in check_bag(make_bag(order), ideal) if one.row == "osmolarity-floor"
        )

    two, three = found(adult_two_in_one()), found(adult_three_in_one())
    assert two.state is State.MET
    assert any("counted as water" in words for words in two.working.warnings)
    assert three.state is State.NOT_EVALUATED
    assert "SMOFlipid 20 %, 500 mL declares no osmolarity" in three.sentence
    assert three.needs_decision


def test_the_ideal_osmolarity_of_a_bag_whose_labels_all_declare_one_is_their_mean():
    bag = make_bag(
        adult_two_in_one(
            salts=(),
            additives=(),
            lipid_given=LipidGiven.NONE,
            macronutrients=adult_two_in_one().macronutrients[1:2],
        )
    )
    ideal = replace(limits(), methods=dict.fromkeys(Patient, "F40"))
    declared = sources()[bag.ingredients[0].product].osmolarity
    found = next(one for one in check_bag(bag, ideal) if one.row == "osmolarity-floor")
    expected = declared * bag.ingredients[0].volume / bag.volume
    assert found.working.result == expected.to("mOsm/L")
