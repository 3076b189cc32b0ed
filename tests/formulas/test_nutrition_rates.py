"""How fast a nutrition bag runs in, and what changed against the bag before."""

from dataclasses import replace
from datetime import date

import pytest

from formulas.errors import OutOfRange
from formulas.nutrition.check import State
from formulas.nutrition.checks import check_bag
from formulas.nutrition.limits_file import limits
from formulas.nutrition.making import make_bag
from formulas.quantity import qty
from tests.formulas.nutrition_orders import (
    adult_two_in_one,
    neonate_in_ions,
    wanted,
)


def checks(bag, **given):
    return {one.row: one for one in check_bag(bag, **given)}


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
