"""Every check of a nutrition bag beside its plain thresholds: rules, books, change, osmolarity."""

from dataclasses import replace
from datetime import date

import pytest

from formulas.errors import OutOfRange
from formulas.nutrition.bag import Ingredient
from formulas.nutrition.check import State, judged
from formulas.nutrition.checks import check_bag, stopped, to_decide
from formulas.nutrition.given import Unmeasured
from formulas.nutrition.limits import Level
from formulas.nutrition.limits_file import limits
from formulas.nutrition.making import make_bag
from formulas.nutrition.order import Access, LipidGiven, Patient
from formulas.nutrition.sources import sources
from formulas.quantity import number, qty
from tests.formulas.nutrition_orders import (
    CALCIUM,
    adult_three_in_one,
    adult_two_in_one,
    neonate_in_ions,
    wanted,
)

CHLORIDE = "calcium-chloride-10-10ml"
HEPARIN = "heparin-1000-10ml"


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


# --- the books ---------------------------------------------------------------------------------------


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


# --- rates -------------------------------------------------------------------------------------------


def test_a_glucose_rate_is_held_at_the_peak_of_a_taper_and_named_by_its_basis():
    flat = checks(make_bag(adult_two_in_one(hours=qty("13 h"))))["glucose-most-adult"]
    tapered = checks(make_bag(adult_two_in_one(hours=qty("13 h"), taper=qty("1 h"))))[
        "glucose-most-adult"
    ]
    assert flat.state is State.MET
    assert flat.value == "4.579 mg/kg/min"
    assert tapered.value == "4.96 mg/kg/min"
    assert "hydrous" in flat.name
    longer = checks(make_bag(adult_two_in_one(hours=qty("13 h"), taper=qty("1.5 h"))))[
        "glucose-most-adult"
    ]
    assert longer.state is State.DECIDE


def test_a_floor_of_the_glucose_rate_looks_at_the_mean():
    made = checks(make_bag(adult_two_in_one(hours=qty("12 h"), taper=qty("1 h"))))
    assert made["glucose-floor-adult"].value == "4.96 mg/kg/min"  # 250 g ÷ 12 h ÷ 70 kg


def test_potassium_by_hour_is_that_of_the_highest_rate():
    slow = checks(make_bag(adult_two_in_one()))["potassium-by-hour-adult"]
    fast = checks(make_bag(adult_two_in_one(hours=qty("6 h"), taper=qty("1 h"))))[
        "potassium-by-hour-adult"
    ]
    assert slow.value == "2.472 mEq/h"  # 59.33 mEq in 24 h
    assert fast.value == "11.87 mEq/h"  # in 5 h at the highest rate
    assert fast.state is State.WARNING


def test_tapers_that_leave_no_time_between_are_refused():
    with pytest.raises(OutOfRange, match="taper"):
        check_bag(replace(make_bag(adult_two_in_one()), order=adult_two_in_one(taper=qty("12 h"))))


def test_fat_beside_the_bag_runs_in_its_own_hours():
    quick = checks(make_bag(adult_two_in_one(lipid_hours=qty("6 h"))))
    assert quick["fat-by-hour-adult"].state is State.DECIDE  # 50 g ÷ 6 h ÷ 70 kg
    assert quick["hang-time-fat"].state is State.MET
    assert checks(make_bag(adult_two_in_one()))["fat-by-hour-adult"].value == "0.05952 g/kg/h"


# --- the bag before ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sodium", "flagged"), [("59.9", True), ("60", False), ("180", False), ("180.1", True)]
)
def test_a_change_of_more_than_half_is_told_for_its_component(sodium, flagged):
    def bag(amount):
        order = adult_two_in_one()
        salt = wanted("sodium chloride", f"{amount} mEq/day", "sodium-chloride-23.4-100ml")
        return make_bag(replace(order, salts=(salt,)))

    before = bag("120")
    made = [one for one in check_bag(bag(sodium), previous=before) if one.row == "change"]
    assert ("change of sodium" in {one.name for one in made}) is flagged
    if not flagged:
        assert [one.state for one in made] == [State.MET]
    else:
        assert all(one.state is State.DECIDE for one in made)


def test_what_is_new_and_what_is_gone_are_changes_of_all_of_it():
    with_zinc, order = make_bag(adult_two_in_one()), adult_two_in_one()
    without = make_bag(replace(order, additives=()))
    new = {one.name: one for one in check_bag(with_zinc, previous=without)}
    gone = {one.name: one for one in check_bag(without, previous=with_zinc)}
    assert new["change of zinc"].state is State.DECIDE
    assert "is new" in new["change of zinc"].sentence
    assert gone["change of zinc"].state is State.DECIDE


def test_without_a_bag_before_nothing_is_said_of_change():
    assert "change" not in checks(make_bag(adult_two_in_one()))


def test_a_weight_that_changed_is_no_change_of_an_order_by_kg():
    before = make_bag(neonate_in_ions(weight=qty("1 kg")))
    made = [
        one
        for one in check_bag(make_bag(neonate_in_ions(weight=qty("2 kg"))), previous=before)
        if one.row == "change"
    ]
    assert [one.state for one in made] == [State.MET]


def test_a_bag_can_be_checked_by_a_table_of_its_own():
    row = replace(
        limits().limits["sodium-by-litre"],
        value=qty("1 mEq/L"),
        last_checked=date(2026, 11, 25),
        confirmed=True,
    )
    table = replace(limits(), limits={"sodium-by-litre": row})
    found = next(
        one
        for one in check_bag(make_bag(adult_two_in_one()), table)
        if one.row == "sodium-by-litre"
    )
    assert found.confirmed
    assert found.state is State.WARNING
