"""From an order to a bag: volumes, overfill, water, and what no order may say."""

from dataclasses import replace

import pytest

from formulas.errors import (
    DoesNotFit,
    Forbidden,
    MissingInput,
    NotPositive,
    OrderedTwice,
    OtherBasis,
    OtherSubstance,
    OutOfRange,
    UnknownProduct,
    WrongUnit,
)
from formulas.nutrition.making import make_bag
from formulas.nutrition.order import LipidGiven, Patient
from formulas.quantity import qty, total
from tests.formulas.nutrition_orders import (
    D70,
    INTRALIPID,
    K_PHOSPHATE,
    KCL,
    NA_ACETATE,
    NA_PHOSPHATE,
    NACL,
    TROPHAMINE,
    adult_three_in_one,
    adult_two_in_one,
    neonate_in_ions,
    wanted,
)


def volumes(bag):
    return {one.product: one.volume for one in bag.every}


def swapped(lines, substance, quantity):
    """The lines with one substance ordered otherwise."""
    return tuple(
        replace(one, quantity=qty(quantity)) if one.substance == substance else one for one in lines
    )


def test_every_volume_is_the_days_amount_by_its_strength_and_the_factor():
    bag = make_bag(adult_two_in_one())
    assert (bag.infused, bag.volume) == (qty("2000 mL"), qty("2050 mL"))
    assert bag.factor.decimal == qty("1.025 percent").decimal
    assert volumes(bag)["travasol-10-2000ml"] == qty("922.5 mL")
    assert volumes(bag)[NACL] == qty("15.375 mL")
    assert volumes(bag)["multiple-vitamins-adult-10ml"] == qty("10.25 mL")


def test_fat_from_a_line_of_its_own_is_not_overfilled_and_takes_no_room_in_the_bag():
    bag = make_bag(adult_two_in_one())
    assert [one.product for one in bag.separate] == [INTRALIPID]
    assert volumes(bag)[INTRALIPID] == qty("250 mL")
    assert INTRALIPID not in [one.product for one in bag.ingredients]


def test_fat_in_the_bag_is_one_of_its_ingredients():
    bag = make_bag(adult_three_in_one())
    assert bag.separate == ()
    assert "smoflipid-20-500ml" in [one.product for one in bag.ingredients]


@pytest.mark.parametrize("order", [adult_two_in_one(), adult_three_in_one(), neonate_in_ions()])
def test_ingredients_and_water_close_exactly_on_the_bag(order):
    bag = make_bag(order)
    assert total([bag.water, *(one.volume for one in bag.ingredients)]) == bag.volume
    assert bag.water.exact > 0


def test_ingredients_that_just_fill_the_bag_fit_and_a_drop_more_does_not():
    order = adult_two_in_one(overfill=None)
    bag = make_bag(order)
    room = bag.volume - bag.water
    exact = make_bag(replace(order, volume=room / qty("1 day")))
    assert exact.water.exact == 0
    with pytest.raises(DoesNotFit, match=r"0\.01 mL more"):
        make_bag(replace(order, volume=(room - qty("0.01 mL")) / qty("1 day")))


@pytest.mark.parametrize("patient", [Patient.NEONATE, Patient.INFANT, Patient.CHILD])
def test_the_order_of_a_child_by_day_is_refused(patient):
    order = neonate_in_ions(patient=patient)
    chief = swapped(order.macronutrients, "amino acids", "3 g/day")
    with pytest.raises(OtherBasis, match=r"3 g/day .* by kg and day"):
        make_bag(replace(order, macronutrients=chief))


def test_the_order_of_an_adult_by_kg_is_refused():
    order = adult_two_in_one()
    chief = swapped(order.macronutrients, "amino acids", "1.5 g/kg/day")
    with pytest.raises(OtherBasis, match=r"1.5 g/kg/day .* by day"):
        make_bag(replace(order, macronutrients=chief))


def test_the_volume_of_a_child_by_day_and_of_an_adult_by_kg_are_refused():
    with pytest.raises(OtherBasis, match="132 mL/day"):
        make_bag(neonate_in_ions(volume=qty("132 mL/day")))
    with pytest.raises(OtherBasis, match="30 mL/kg/day"):
        make_bag(adult_two_in_one(volume=qty("30 mL/kg/day")))


@pytest.mark.parametrize("given", ["90 g", "3 g/kg", "4 g/h", "5 mg/kg/min", "90 g/bag"])
def test_a_figure_that_is_not_of_a_day_or_a_litre_has_no_basis(given):
    order = adult_two_in_one()
    with pytest.raises(WrongUnit, match=r"g/day, m?g/kg/day or"):
        make_bag(replace(order, macronutrients=swapped(order.macronutrients, "amino acids", given)))


@pytest.mark.parametrize("given", ["2000 mL", "83 mL/h", "2000 mL/L", "2 g/day"])
def test_a_volume_that_is_not_of_a_day_is_refused(given):
    with pytest.raises(WrongUnit):
        make_bag(adult_two_in_one(volume=qty(given)))


def test_both_may_order_by_litre_of_the_infused_volume():
    order = adult_two_in_one()
    by_litre = replace(order, macronutrients=swapped(order.macronutrients, "dextrose monohydrate",
                                                     "125 g/L"))  # fmt: skip
    assert volumes(make_bag(by_litre)) == volumes(make_bag(order))
    percent = replace(order, macronutrients=swapped(order.macronutrients, "dextrose monohydrate",
                                                    "12.5 % w/v"))  # fmt: skip
    assert volumes(make_bag(percent)) == volumes(make_bag(order))


def test_fat_beside_the_bag_has_no_concentration_in_it():
    order = adult_two_in_one()
    with pytest.raises(OutOfRange, match="not in the bag"):
        make_bag(replace(order, macronutrients=swapped(order.macronutrients, "fat", "25 g/L")))


def test_an_adolescent_is_ordered_by_day_or_by_kg_each_figure_by_its_own_unit():
    order = adult_two_in_one(patient=Patient.ADOLESCENT, weight=qty("72 kg"))
    by_kg = replace(order, macronutrients=swapped(order.macronutrients, "amino acids",
                                                  "1.25 g/kg/day"))  # fmt: skip
    assert volumes(make_bag(by_kg)) == volumes(make_bag(order))


def test_vitamins_are_dosed_by_day_for_a_child_too():
    order = neonate_in_ions(additives=(wanted("multiple vitamins", "1.5 mL/day",
                                              "multiple-vitamins-paediatric-5ml"),))  # fmt: skip
    assert volumes(make_bag(order))["multiple-vitamins-paediatric-5ml"] == qty("1.95 mL")


def test_a_salt_ordered_by_volume_is_refused():
    order = adult_two_in_one(salts=(wanted("sodium chloride", "15 mL/day", NACL),))
    with pytest.raises(WrongUnit, match="mEq/day"):
        make_bag(order)


def test_a_substance_in_two_lines_is_ordered_twice():
    twice = (wanted("zinc", "4 mg/day", "zinc-1-10ml"), wanted("zinc", "4 mg/day", "zinc-5-5ml"))
    with pytest.raises(OrderedTwice, match="zinc is ordered twice"):
        make_bag(adult_two_in_one(additives=twice))


def test_an_ion_and_a_salt_that_brings_it_are_ordered_twice():
    doubled = neonate_in_ions(salts=(wanted("sodium chloride", "2 mEq/kg/day", NACL),))
    with pytest.raises(OrderedTwice, match="sodium is ordered twice: once as 4 mEq/kg/day sodium, "
                       "again as 2 mEq/kg/day sodium chloride"):  # fmt: skip
        make_bag(doubled)


def test_an_ion_said_among_the_salts_is_ordered_twice_where_another_salt_brings_it():
    """Sodium by itself from the acetate, and sodium chloride beside it."""
    salts = (
        wanted("sodium", "40 mEq/day", NA_ACETATE),
        wanted("sodium chloride", "60 mEq/day", NACL),
    )
    with pytest.raises(OrderedTwice, match="sodium is ordered twice"):
        make_bag(adult_two_in_one(salts=salts))
    with pytest.raises(OrderedTwice, match="phosphate is ordered twice"):
        make_bag(
            adult_two_in_one(
                salts=(
                    wanted("phosphate", "20 mmol/day", K_PHOSPHATE),
                    wanted("sodium phosphates", "20 mmol/day", NA_PHOSPHATE),
                )
            )
        )
    alone = make_bag(adult_two_in_one(salts=salts[:1]))
    assert volumes(alone)[NA_ACETATE] == qty("20.5 mL")


def test_sodium_and_potassium_phosphates_are_two_salts_and_each_stands_once():
    both = (
        wanted("sodium phosphates", "15 mmol/day", NA_PHOSPHATE),
        wanted("potassium phosphates", "15 mmol/day", K_PHOSPHATE),
    )
    bag = make_bag(adult_two_in_one(salts=both, overfill=None))
    assert volumes(bag)[NA_PHOSPHATE] == volumes(bag)[K_PHOSPHATE] == qty("5 mL")
    other = wanted("potassium phosphates", "15 mmol/day", "potassium-phosphates-4.7-15ml")
    with pytest.raises(OrderedTwice, match="potassium phosphates is ordered twice"):
        make_bag(adult_two_in_one(salts=(*both, other)))


def test_a_salt_of_other_ions_may_stand_beside_ions():
    order = neonate_in_ions()
    apart = [one for one in order.ions if one.substance != "calcium"]
    salt = (wanted("calcium gluconate", "500 mg/kg/day", "calcium-gluconate-10-50ml"),)
    bag = make_bag(replace(order, ions=tuple(apart), salts=salt))
    assert volumes(bag)["calcium-gluconate-10-50ml"] == qty("7.8 mL")


def test_no_product_is_ever_taken_unnamed():
    order = adult_two_in_one(salts=(wanted("sodium chloride", "60 mEq/day"),))
    with pytest.raises(MissingInput, match="each strength is a product of its own"):
        make_bag(order)
    with pytest.raises(UnknownProduct):
        make_bag(adult_two_in_one(salts=(wanted("sodium chloride", "60 mEq/day", "salt"),)))


@pytest.mark.parametrize(
    ("substance", "product"),
    [("amino acids", D70), ("fat", TROPHAMINE), ("sodium chloride", KCL), ("dextrose", INTRALIPID)],
)
def test_a_product_of_another_substance_is_refused(substance, product):
    line = wanted(substance, "50 g/day", product)
    with pytest.raises(OtherSubstance):
        make_bag(adult_two_in_one(salts=(line,)))


def test_a_macronutrient_is_amino_acids_dextrose_or_fat():
    order = adult_two_in_one()
    odd = (*order.macronutrients, wanted("potassium chloride", "20 mEq/day", KCL))
    with pytest.raises(OutOfRange, match="amino acids, dextrose monohydrate, fat"):
        make_bag(replace(order, macronutrients=odd, salts=()))


def test_fat_says_how_it_is_given():
    with pytest.raises(OutOfRange, match="'separate' or 'in the bag'"):
        make_bag(adult_two_in_one(lipid_given=LipidGiven.NONE))
    order = adult_two_in_one()
    without = tuple(one for one in order.macronutrients if one.substance != "fat")
    with pytest.raises(OutOfRange, match="no fat is ordered"):
        make_bag(replace(order, macronutrients=without))


def test_a_bulk_emulsion_never_runs_alone():
    order = adult_two_in_one()
    bulk = tuple(
        replace(one, product="intralipid-30-500ml") if one.substance == "fat" else one
        for one in order.macronutrients
    )
    with pytest.raises(Forbidden, match="three-in-one"):
        make_bag(replace(order, macronutrients=bulk))


def test_a_vinca_alkaloid_gets_into_no_nutrition():
    poison = (wanted("vincristine sulfate", "1 mg/day", "vincristine-1-1ml"),)
    with pytest.raises(Forbidden, match="minibag"):
        make_bag(adult_two_in_one(additives=poison))


def test_what_is_preserved_gets_into_no_newborns_bag():
    preserved = "bacteriostatic-sodium-chloride-0.9-30ml"
    by_solver = neonate_in_ions(
        salt_products=(preserved,), ions=(wanted("sodium", "4 mEq/kg/day"),)
    )
    line = wanted("sodium chloride", "1 mEq/kg/day", preserved)
    by_line = neonate_in_ions(patient=Patient.INFANT, ions=(), additives=(line,))
    for order in (by_solver, by_line):
        with pytest.raises(Forbidden, match="benzyl alcohol"):
            make_bag(order)


@pytest.mark.parametrize("hours", ["0 h", "25 h", "24.01 h"])
def test_an_infusion_of_no_time_or_of_more_than_a_day_is_refused(hours):
    with pytest.raises((NotPositive, OutOfRange)):
        make_bag(adult_two_in_one(hours=qty(hours)))


@pytest.mark.parametrize("weight", ["0 kg", "150 lb", "70 mL"])
def test_a_weight_is_in_kilograms_or_grams(weight):
    with pytest.raises((NotPositive, WrongUnit)):
        make_bag(neonate_in_ions(weight=qty(weight)))


def test_grams_of_weight_are_read_as_grams():
    assert volumes(make_bag(neonate_in_ions(weight=qty("1200 g")))) == volumes(
        make_bag(neonate_in_ions())
    )


def test_what_is_not_confirmed_is_said_for_every_product():
    bag = make_bag(adult_two_in_one())
    warned = " ".join(bag.workings[-1].warnings)
    assert all(one.product in warned for one in bag.every)
