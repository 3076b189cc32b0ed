"""From a bag to its sheet: the order of mixing, what is measured, what calcium meets."""

from dataclasses import replace

import pytest

from formulas.errors import TooLittle, UnknownProduct
from formulas.nutrition.bag import Bag, Ingredient
from formulas.nutrition.making import make_bag
from formulas.nutrition.sheet import House, sheet_of
from formulas.quantity import number, qty, total
from tests.formulas.nutrition_orders import (
    CALCIUM,
    D70,
    INTRALIPID,
    K_PHOSPHATE,
    KCL,
    NACL,
    SMOFLIPID,
    TRAVASOL,
    adult_three_in_one,
    adult_two_in_one,
    neonate_in_ions,
    wanted,
)

DENSITIES = {TRAVASOL: qty("1.03 g/mL"), "sterile-water-2000ml": qty("0.998 g/mL")}


def sheet(order=None, **more):
    return sheet_of(make_bag(order or adult_two_in_one()), **more)


def products(steps):
    return [one.product for one in steps]


def step(of, product):
    return next(one for one in (*of.steps, *of.separate) if one.product == product)


def test_the_steps_stand_in_mixing_order_whatever_the_order_of_the_lines():
    places = [one.place.name for one in sheet().steps]
    assert places == [
        "amino acids",
        "dextrose",
        "water",
        "phosphate",
        *["other salts"] * 4,
        *["trace elements"] * 2,
        "vitamins and others",
        "calcium",
    ]
    turned = adult_two_in_one()
    turned = replace(turned, salts=turned.salts[::-1], macronutrients=turned.macronutrients[::-1])
    assert [one.place.name for one in sheet(turned).steps] == places


def test_lipid_goes_in_last_in_a_three_in_one_and_stands_apart_where_it_is_given_apart():
    assert sheet(adult_three_in_one()).steps[-1].product == SMOFLIPID
    apart = sheet()
    assert products(apart.separate) == [INTRALIPID]
    assert INTRALIPID not in products(apart.steps)


def test_filters_are_those_of_the_bag_and_of_the_lipid_beside_it():
    two, three = sheet(), sheet(adult_three_in_one())
    assert (two.filter.words, two.separate_filter.words) == ("0.22 micron", "1.2 micron")
    assert (three.filter.words, three.separate_filter) == ("1.2 micron", None)
    assert "ASPEN" in two.filter.told


def test_every_volume_is_rounded_as_its_device_can_be_read():
    for one in (*sheet().steps, *sheet().separate):
        assert one.volume.exact % one.device.resolution.exact == 0
        assert abs(one.exact - one.volume) <= one.device.resolution / 2
        assert one.device.holds(one.volume)


@pytest.mark.parametrize("order", [adult_two_in_one(), adult_three_in_one(), neonate_in_ions()])
def test_what_rounding_moved_goes_to_the_water_and_the_bag_closes(order):
    bag = make_bag(order)
    made = sheet_of(bag)
    water = step(made, made.water)
    others = total([one.volume for one in made.steps if one is not water])
    assert water.exact == bag.volume - others
    assert made.volume == others + water.volume
    assert abs(made.volume - bag.volume) <= water.device.resolution / 2


def test_what_the_water_cannot_show_is_told():
    told = sheet(neonate_in_ions())
    assert (told.target, told.volume) == (qty("171.6 mL"), qty("171.57 mL"))
    assert any("171.57 mL, 0.03 mL less than the 171.6 mL" in one for one in told.warnings)


def test_a_flush_stands_between_the_last_phosphate_and_the_first_calcium():
    made = sheet()
    (flush,) = made.flushes
    assert made.steps[flush.after - 1].product == K_PHOSPHATE
    assert made.steps[flush.before - 1].product == CALCIUM
    assert "flush" in flush.rule.words


def test_without_calcium_or_without_phosphate_there_is_nothing_to_flush():
    salts = adult_two_in_one().salts
    without_calcium = adult_two_in_one(salts=tuple(s for s in salts if s.product != CALCIUM))
    without_phosphate = adult_two_in_one(salts=tuple(s for s in salts if s.product != K_PHOSPHATE))
    assert sheet(without_calcium).flushes == sheet(without_phosphate).flushes == ()
    assert sheet(without_calcium).at_addition == ()
    assert sheet(without_calcium).volume_at_calcium is None


def test_calcium_is_reckoned_in_the_volume_that_is_there_when_it_goes_in():
    made = sheet(adult_three_in_one())
    (met,) = made.at_addition
    before_lipid = made.volume - step(made, SMOFLIPID).volume
    assert met.volume == made.volume_at_calcium == before_lipid
    assert met.calcium == (qty("21 mL") * qty("0.465 mEq/mL") / before_lipid).to("mEq/L")
    assert met.phosphate == (qty("7 mL") * qty("3 mmol/mL") / before_lipid).to("mmol/L")
    assert met.amino_acids.to("g/L") == (qty("768.3 mL") * qty("15 % w/v") / before_lipid).to("g/L")
    assert met.dextrose.to("g/L") == (qty("449 mL") * qty("70 % w/v") / before_lipid).to("g/L")


def test_calcium_never_meets_more_than_the_bag_that_was_asked_for():
    made = sheet(neonate_in_ions(weight=qty("3 kg"), overfill=qty("2 mL")))
    assert made.volume > made.target
    assert made.volume_at_calcium == made.target


def test_phosphate_of_the_amino_acids_is_there_when_calcium_goes_in():
    order = adult_two_in_one()
    lines = (wanted("amino acids", "90 g/day", "freamine-iii-10-1000ml"), *order.macronutrients[1:])
    (met,) = sheet(replace(order, macronutrients=lines)).at_addition
    (as_before,) = sheet(order).at_addition
    more = (met.phosphate - as_before.phosphate) * met.volume
    assert more.to("mmol") == qty("9.225 mmol")


def test_containers_are_whole_ones():
    made = sheet()
    needed = {one.product: one.containers for one in made.steps}
    assert needed[TRAVASOL] == 1
    assert needed["sodium-acetate-2-20ml"] == 2  # 21 mL of 20 mL each
    assert needed[KCL] == 1


def test_what_a_device_moves_far_is_told_in_one_sentence():
    (told,) = [one for one in sheet().warnings if "Rounded far" in one]
    assert "Sodium chloride 23.4 %, 100 mL 15 mL for 15.38 mL (−2.4 %)" in told
    assert "Travasol" not in told


def test_a_mass_is_expected_only_where_a_density_is_on_file():
    made = sheet(house=House(densities=DENSITIES))
    assert step(made, TRAVASOL).mass == qty("922.5 mL") * qty("1.03 g/mL")
    assert step(made, TRAVASOL).weighing == "expect 950.18 g"
    assert step(made, NACL).mass is None
    assert "another method" in step(made, NACL).weighing
    assert made.mass is None
    assert any("cannot be foretold" in one for one in made.warnings)


def test_the_finished_bag_has_a_mass_where_every_density_is_on_file():
    densities = {one.product: qty("1.1 g/mL") for one in sheet().steps}
    made = sheet(house=House(densities=densities))
    assert made.mass == (made.volume * qty("1.1 g/mL")).to("g")
    assert "mass" in made.workings[0].told


def test_a_product_of_two_lines_is_drawn_up_once():
    one = Ingredient(
        NACL, "salt", "sodium chloride", qty("10 mEq"), qty("2.5 mL"), {"sodium": qty("10 mEq")}
    )
    bag = Bag(
        adult_two_in_one(),
        qty("100 mL"),
        qty("100 mL"),
        number(1),
        (one, one),
        qty("95 mL"),
        (),
        (),
    )
    made = sheet_of(bag)
    assert step(made, NACL).volume == qty("5 mL")
    assert step(made, NACL).brings == {"sodium": qty("20 mEq")}
    assert made.osmolarity is None


@pytest.mark.parametrize(
    ("salt", "water", "told"),
    [
        ("0.89 mL", ["0.11 mL"], False),
        ("0.9 mL", ["0.1 mL"], False),
        ("0.91 mL", [], True),
        ("1 mL", [], False),
    ],
)
def test_water_that_cannot_be_measured_is_left_out_and_told(salt, water, told):
    dextrose = Ingredient(D70, "dextrose", "", qty("69.3 g"), qty("99 mL"), {})
    little = Ingredient(NACL, "salt", "", qty("1 mEq"), qty(salt), {})
    order, whole, nothing = adult_two_in_one(), qty("100 mL"), qty("0 mL")
    made = sheet_of(Bag(order, whole, whole, number(1), (dextrose, little), nothing, (), ()))
    assert [str(one.volume) for one in made.steps if one.product == made.water] == water
    assert any("add up to 99.91 mL" in one for one in made.warnings) is told


def test_a_volume_no_device_can_be_trusted_with_stops_the_sheet():
    little = replace(adult_two_in_one(), additives=(wanted("zinc", "0.09 mg/day", "zinc-1-10ml"),))
    with pytest.raises(TooLittle, match="make a dilution first"):
        sheet(little)


def test_a_product_that_is_not_on_file_stops_the_sheet():
    with pytest.raises(UnknownProduct, match="no-such-water"):
        sheet(water="no-such-water")


def test_another_water_fills_the_bag_where_the_sheet_is_told():
    made = sheet(water="sterile-water-1000ml")
    assert step(made, "sterile-water-1000ml").containers == 1


def test_the_working_tells_every_step_its_rounding_and_the_sum():
    made = sheet()
    text = made.workings[0].as_text()
    assert all(f"rounding: {one.measured.rounded.told}" in text for one in made.steps)
    assert (
        "step 5, Sodium chloride 23.4 %, 100 mL: other salts, in a 20 mL syringe = 15.375 mL = 15 mL"
        in text
    )
    assert "step 6, Sodium acetate 2 mEq/mL, 20 mL: needed: 2 vial(s)" in text
    assert "flush after step 4 and before step 12" in text
    assert "calcium at its addition: in the 2050 mL there at step 12 = 4.76 mEq/L" in text
    assert "sum of the steps" in text
