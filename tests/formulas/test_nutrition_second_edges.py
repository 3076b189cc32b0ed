"""The second calculation at its edges: units of an order, what rounding allows, a bag without water."""

from dataclasses import replace
from fractions import Fraction

import pytest

from formulas.errors import NotVerified
from formulas.nutrition.order import LipidGiven
from formulas.nutrition.second import compare, require_agreement
from formulas.nutrition.second_day import day_of, millilitres
from formulas.quantity import qty
from tests.formulas.nutrition_orders import D70, adult_two_in_one, neonate_in_ions, wanted
from tests.formulas.nutrition_second import differing, lines, made


def line(order, sheet, what, stage):
    return next(
        one for one in compare(order, sheet).lines if (one.what, one.stage) == (what, stage)
    )


@pytest.mark.parametrize("calcium", ["2.5 mEq/kg/day", "1.25 mmol/kg/day", "50.0975 mg/kg/day"])
def test_an_ion_of_two_charges_is_counted_in_every_unit(calcium):
    order = lines(neonate_in_ions(), "ions", calcium=calcium)
    require_agreement(order, made(order))


def test_phosphorus_by_mass_is_the_phosphate_of_the_bag():
    order = neonate_in_ions()
    asked = replace(order, ions=(*order.ions, wanted("phosphorus", "40.2662 mg/kg/day")))
    assert line(asked, made(order), "phosphorus", "before rounding").agrees  # 1.3 mmol × 30.974


def test_phosphate_by_mass_cannot_be_verified():
    order = neonate_in_ions()
    asked = lines(order, "ions", phosphate="40 mg/kg/day")
    with pytest.raises(NotVerified, match="an ion with a molar mass"):
        compare(asked, made(order))


@pytest.mark.parametrize(
    ("changed", "weight", "infused", "bag"),
    [
        ({"overfill": None}, "1.2", "132", "132"),
        ({"weight": qty("1200 g")}, "1.2", "132", "171.6"),
        ({"weight": qty("0.5 kg"), "volume": qty("1 mL/kg/day")}, "0.5", "0.5", "0.65"),
        ({"volume": qty("0.11 L/kg/day")}, "1.2", "132", "171.6"),
        ({"volume": qty("1 mL/day")}, "1.2", "1", "1.3"),
        ({"overfill": qty("0.05 L")}, "1.2", "132", "182"),
        ({"overfill": qty("20 mL")}, "1.2", "132", "152"),
    ],
)
def test_weight_and_volumes_are_read_in_every_unit(changed, weight, infused, bag):
    day = day_of(neonate_in_ions(**changed))
    assert (day.weight, day.infused, day.bag) == tuple(map(Fraction, (weight, infused, bag)))


def test_a_volume_by_litre_is_no_volume_of_a_day():
    with pytest.raises(NotVerified, match="the volume of a day"):
        day_of(neonate_in_ions(volume=qty("5 mL/L")))
    with pytest.raises(NotVerified, match="the volume of a day"):
        day_of(neonate_in_ions(volume=qty("5 g/day")))


def test_a_litre_is_a_thousand_millilitres():
    assert millilitres(qty("2 L")) == 2000


def test_what_rounding_allows_is_half_a_graduation_and_the_bags_own_difference():
    order = neonate_in_ions()
    zinc = line(order, made(order), "zinc", "as measured")
    of_a_day = Fraction(132) / Fraction("171.57") / Fraction("1.2") * 1000
    assert zinc.found == Fraction("0.62") * of_a_day
    half_a_graduation = Fraction("0.005") * of_a_day
    off = zinc.found * Fraction("0.03") / Fraction("171.6")
    assert zinc.allowed == Fraction("0.4") + half_a_graduation + off


def test_a_bag_that_its_dextrose_fills_alone_needs_no_water():
    order = adult_two_in_one(
        volume=qty("100 mL/day"),
        overfill=None,
        macronutrients=(wanted("dextrose", "70 g/day", D70),),
        lipid_given=LipidGiven.NONE,
        lipid_hours=None,
        salts=(),
        additives=(),
    )
    sheet = made(order)
    assert [one.product for one in sheet.steps] == [D70]
    assert require_agreement(order, sheet).agrees
    assert line(order, sheet, "bag volume", "as measured").allowed == Fraction("0.15")


def test_with_water_the_bag_may_be_off_by_half_a_graduation_of_its_device():
    order = neonate_in_ions()
    assert line(order, made(order), "bag volume", "as measured").allowed == Fraction("0.05")


@pytest.mark.parametrize("filler", ["bacteriostatic-water-30ml", "dextrose-5-1000ml"])
def test_a_filler_that_is_not_plain_water_is_found(filler):
    order = adult_two_in_one()
    sheet = made(order)
    steps = tuple(
        replace(one, product=filler) if one.product == sheet.water else one for one in sheet.steps
    )
    assert f"{filler} in the bag" in differing(order, replace(sheet, steps=steps, water=filler))


@pytest.mark.parametrize(
    ("times", "agrees"), [("0.9991", True), ("1.0009", True), ("1.0011", False), ("0.9989", False)]
)
def test_a_claimed_osmolarity_may_be_off_by_a_tenth_of_a_percent(times, agrees):
    order = adult_two_in_one()
    sheet = made(order)
    claimed = replace(sheet, osmolarity=sheet.osmolarity * Fraction(times))
    assert (differing(order, claimed) == set()) is agrees
