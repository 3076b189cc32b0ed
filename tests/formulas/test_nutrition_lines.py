"""Where the lines of an order may stand, and the times of an infusion."""

from dataclasses import replace

import pytest

from formulas.errors import NotPositive, OrderedTwice, OutOfRange
from formulas.nutrition.making import make_bag
from formulas.nutrition.order import LipidGiven
from formulas.quantity import qty
from tests.formulas.nutrition_orders import (
    D70,
    INTRALIPID,
    TROPHAMINE,
    adult_two_in_one,
    neonate_in_ions,
    wanted,
)


@pytest.mark.parametrize("place", ["salts", "additives"])
@pytest.mark.parametrize(
    ("substance", "product"),
    [("fat", INTRALIPID), ("dextrose", D70), ("amino acids", TROPHAMINE)],
)
def test_a_macronutrient_stands_among_the_macronutrients(place, substance, product):
    line = wanted(substance, "20 g/day", product)
    order = adult_two_in_one(lipid_given=LipidGiven.NONE, macronutrients=(), salts=(), additives=())
    with pytest.raises(OutOfRange, match="among the macronutrients"):
        make_bag(replace(order, **{place: (line,)}))


def test_a_salt_from_a_base_solution_is_a_second_order_of_its_ion_too():
    line = wanted("sodium chloride", "1 mEq/kg/day", "sodium-chloride-0.9-50ml")
    with pytest.raises(OrderedTwice, match="sodium"):
        make_bag(neonate_in_ions(salts=(line,)))


def test_a_cycle_shows_its_rates_and_leaves_time_between_its_tapers():
    bag = make_bag(adult_two_in_one(hours=qty("14 h"), taper=qty("1 h")))
    assert bag.workings[0].quantity("taper_rate") * 2 == bag.workings[0].quantity("whole_rate")
    with pytest.raises(OutOfRange, match="taper"):
        make_bag(adult_two_in_one(hours=qty("14 h"), taper=qty("7 h")))


def test_the_hours_of_fat_are_within_the_day_and_the_weight_is_one():
    with pytest.raises(OutOfRange, match="at most 24 h"):
        make_bag(adult_two_in_one(lipid_hours=qty("25 h")))
    with pytest.raises(NotPositive):
        make_bag(adult_two_in_one(weight=qty("0 kg")))
