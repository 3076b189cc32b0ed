"""What a bag gives its patient: energy, glucose rate, nitrogen, every basis, and the cycle."""

from dataclasses import replace
from fractions import Fraction

import pytest

from formulas.errors import OutOfRange
from formulas.nutrition.amounts import on_every_basis
from formulas.nutrition.cycle import cycle_of
from formulas.nutrition.delivered import delivered
from formulas.nutrition.making import make_bag
from formulas.nutrition.order import LipidGiven
from formulas.quantity import qty
from tests.formulas.nutrition_orders import (
    adult_three_in_one,
    adult_two_in_one,
    neonate_in_ions,
    wanted,
)


def of(order):
    return delivered(make_bag(order))


def test_the_energy_of_a_day_is_that_of_its_nutrients_without_the_overfill():
    given = of(adult_two_in_one())
    assert given.energy.whole == qty("1710 kcal")
    assert given.energy.parts == {
        "dextrose monohydrate": qty("850 kcal"),
        "amino acids": qty("360 kcal"),
        "fat": qty("500 kcal"),
    }
    assert given.energy.non_protein == qty("1350 kcal")
    assert given.energy.by_weight.exact == Fraction(171, 7)
    assert given.energy.by_weight.unit is qty("1 kcal/kg/day").unit


def test_nitrogen_and_its_ratio_are_by_the_products_own_label():
    travasol = of(adult_two_in_one())
    assert travasol.energy.nitrogen == qty("14.85 g")
    assert travasol.energy.to_nitrogen.exact == Fraction(1350) / Fraction("14.85")
    clinisol = of(adult_three_in_one())
    assert clinisol.energy.nitrogen == qty("110 g") * Fraction("23.7") / 150


def test_the_glucose_rate_is_told_under_both_names():
    glucose = of(neonate_in_ions()).glucose
    assert glucose.hydrous.exact == Fraction(12000, 1440)
    assert glucose.anhydrous.exact == Fraction(12000, 1440) * Fraction(10, 11)
    assert glucose.hydrous_peak == glucose.hydrous
    assert glucose.hydrous.unit is qty("1 mg/kg/min").unit


def test_without_dextrose_fat_or_amino_acids_there_is_no_rate_and_no_nitrogen():
    order = neonate_in_ions(ions=(), lipid_given=LipidGiven.NONE)
    only = of(replace(order, macronutrients=order.macronutrients[:1]))
    assert only.glucose is None
    assert only.fat_rate is None
    dextrose = of(replace(order, macronutrients=order.macronutrients[1:2]))
    assert dextrose.energy.nitrogen is None
    assert dextrose.energy.to_nitrogen is None


def test_separate_fat_runs_in_its_own_hours_and_is_fluid_too():
    given = of(adult_two_in_one())
    assert given.fat_rate == qty("50 g") / qty("70 kg") / qty("12 h")
    assert given.fluid.by_day == qty("2250 mL/day")
    assert given.fluid.by_hour.exact == Fraction(2000, 24) + Fraction(250, 12)
    assert given.shares.keys() == {"amino acids", "dextrose monohydrate"}
    assert given.bases["fat"].by_litre is None


def test_fat_in_the_bag_is_a_share_of_it_and_runs_at_its_rate():
    given = of(adult_three_in_one())
    assert given.shares["fat"].exact == Fraction(5000, 2100)
    assert given.fat_rate == qty("50 g") / qty("80 kg") / qty("24 h")
    assert given.bases["fat"].by_litre.exact == Fraction(50000, 2100)


def test_every_basis_of_an_ion_is_that_of_the_day_and_the_litre_that_of_the_bag():
    sodium = of(neonate_in_ions()).bases["sodium"]
    assert sodium.by_day == qty("4.8 mEq/day")
    assert sodium.by_weight_and_day == qty("4 mEq/kg/day")
    assert sodium.by_hour == qty("0.2 mEq/h")
    assert sodium.by_litre == qty("4.8 mEq") / qty("0.132 L")


def test_phosphate_of_separate_fat_counts_for_the_day_and_not_for_the_litre():
    phosphate = of(neonate_in_ions()).bases["phosphate"]
    assert phosphate.by_weight_and_day == qty("1.3 mmol/kg/day")
    assert phosphate.by_litre == qty("1.38 mmol") / qty("0.132 L")


def test_overfill_changes_what_is_made_and_nothing_that_is_given():
    given, overfilled = of(neonate_in_ions(overfill=None)), of(neonate_in_ions())
    assert given.totals == overfilled.totals
    assert given.bases == overfilled.bases
    assert given.glucose == overfilled.glucose


def test_a_cycle_tapers_at_half_rate_at_both_ends():
    cycle = cycle_of(qty("1950 mL"), qty("14 h"), qty("1 h"))
    assert cycle.whole_rate == qty("150 mL/h")
    assert cycle.taper_rate == qty("75 mL/h")
    assert cycle.mean_rate.exact == Fraction(1950, 14)
    run_in = cycle.taper_rate * qty("2 h") + cycle.whole_rate * qty("12 h")
    assert run_in == qty("1950 mL")


@pytest.mark.parametrize(("taper", "refused"), [("6.99 h", False), ("7 h", True), ("-1 h", True)])
def test_tapers_leave_time_between(taper, refused):
    if refused:
        with pytest.raises(OutOfRange, match="less than half of 14 h"):
            cycle_of(qty("1950 mL"), qty("14 h"), qty(taper))
    else:
        assert cycle_of(qty("1950 mL"), qty("14 h"), qty(taper)).taper_rate is not None


def test_the_glucose_rate_of_a_cycle_peaks_at_the_whole_rate():
    glucose = of(adult_two_in_one(hours=qty("14 h"), taper=qty("1 h"))).glucose
    assert glucose.hydrous == qty("250 g") / qty("70 kg") / qty("14 h")
    assert glucose.hydrous_peak == qty("250 g") / qty("70 kg") / qty("13 h")
    assert glucose.anhydrous_peak == glucose.hydrous_peak * Fraction(10, 11)


def test_the_working_names_the_basis_of_every_glucose_rate():
    working = of(neonate_in_ions()).working
    told = {line.name: line.formula for line in working.lines}
    assert "hydrous" in told["glucose rate"]
    assert "10 ÷ 11" in told["glucose rate anhydrous"]


def test_a_volume_has_a_share_and_no_strength_by_litre():
    order = adult_two_in_one()
    assert on_every_basis(order, qty("500 mL")).by_litre.exact == Fraction(1, 4)


def test_a_vitamin_ordered_by_volume_brings_what_its_label_says():
    given = of(
        adult_two_in_one(additives=(wanted("", "10 mL/day", "multiple-vitamins-adult-10ml"),))
    )
    assert given.totals["phytonadione"] == qty("150 mcg")
