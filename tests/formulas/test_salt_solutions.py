"""A salt and its solution, an element and its compound, phosphate ordered with its cation."""

import pytest

from formulas.elemental import compound_for_element, element_in_compound
from formulas.errors import (
    LessThanNothing,
    MissingInput,
    NoEquivalents,
    NotPositive,
    OutOfRange,
    WrongUnit,
)
from formulas.ideal_osmolarity import (
    osmoles_in_volume,
    osmoles_of_mass,
    strength_for_osmolarity,
)
from formulas.phosphate_order import phosphate_and_cation
from formulas.quantity import qty, show
from formulas.salt_solutions import (
    equivalents_of_solution,
    salt_for_solution,
    volume_for_equivalents,
)


def test_the_volume_of_a_percent_strength_for_milliequivalents_or_millimoles():
    magnesium = "magnesium sulfate heptahydrate"
    by_charge = volume_for_equivalents("8 mEq", "50 % w/v", magnesium)
    by_moles = volume_for_equivalents("4 mmol", "500 mg/mL", magnesium)
    assert by_charge.result == by_moles.result
    assert show(by_charge.result, 3) == "1.972 mL"
    rounded = volume_for_equivalents("8 mEq", "50 % w/v", magnesium, resolution="0.1 mL")
    assert rounded.shown == "2 mL"


def test_a_volume_rounded_to_nothing_or_an_order_in_grams_is_refused():
    with pytest.raises(NotPositive):
        volume_for_equivalents("0.1 mEq", "10 % w/v", "potassium chloride", resolution="1 mL")
    with pytest.raises(WrongUnit):
        volume_for_equivalents("1 g", "10 % w/v", "potassium chloride")
    with pytest.raises(WrongUnit):
        volume_for_equivalents("20 mEq", "10 mg/bag", "potassium chloride")
    with pytest.raises(NoEquivalents):
        volume_for_equivalents("20 mEq", "10 % w/v", "phosphate")
    with pytest.raises(MissingInput, match="valence"):
        volume_for_equivalents("20 mEq", "10 % w/v", molar_mass="74.5 g/mol")


def test_the_salt_for_a_solution_makes_the_solution():
    mass = salt_for_solution("250 mL", "80 mEq/L", "potassium chloride").result
    assert show(mass) == "1491 mg"
    back = equivalents_of_solution(mass, "250 mL", "potassium chloride")
    assert back.told == "strength 80 mEq/L; equivalents 20 mEq"
    moles = salt_for_solution("1 L", "154 mmol/L", "sodium chloride").result
    assert show(moles, 1) == "8999.8 mg"


def test_a_strength_by_bag_makes_no_solution():
    with pytest.raises(WrongUnit):
        salt_for_solution("500 mL", "513 mEq/bag", "sodium chloride")


def test_an_element_in_its_compound_and_back():
    held = element_in_compound("325 mg", "278.01 g/mol", "55.845 g/mol").result
    assert show(held, 1) == "65.3 mg"
    assert compound_for_element(held, "278.01 g/mol", "55.845 g/mol").result == qty("325 mg")
    twice = element_in_compound("141.96 mg/mL", "141.96 g/mol", "22.99 g/mol", "2")
    assert twice.shown == "45.98 mg/mL"


@pytest.mark.parametrize(
    ("compound", "element", "atoms"),
    [
        ("40 g/mol", "40.1 g/mol", None),
        ("40 g/mol", "20.1 g/mol", "2"),
        ("40 g/mol", "20 g/mol", "1.5"),
    ],
)
def test_an_element_heavier_than_its_compound_is_refused(compound, element, atoms):
    with pytest.raises(OutOfRange):
        element_in_compound("1 g", compound, element, atoms)


def test_an_element_may_be_the_whole_of_it():
    assert element_in_compound("1 g", "40 g/mol", "20 g/mol", "2").shown == "1000 mg"


def order(cation, strength="4.4 mEq/mL", resolution=None):
    return phosphate_and_cation("30 mmol", cation, "3 mmol/mL", strength, "2 mEq/mL", resolution)


def test_phosphate_is_supplied_first_and_the_missing_cation_as_another_salt():
    told = "phosphate volume 10 mL; other volume 18 mL; cation with phosphate 44 mEq"
    assert order("80 mEq").told == told
    other = order("80 mEq", "4.7 mEq/mL")
    assert show(other.quantity("other_volume")) == "16.5 mL"


def test_phosphate_that_brings_more_cation_than_ordered_is_refused():
    assert show(order("44 mEq").quantity("other_volume")) == "0 mL"
    with pytest.raises(LessThanNothing):
        order("43.9 mEq")
    with pytest.raises(NotPositive):
        order("44.1 mEq", resolution="1 mL")


def test_osmoles_of_a_mass_and_of_a_volume():
    assert show(osmoles_of_mass("9 g", "58.44 g/mol", "2").result, 1) == "308.0 mOsm"
    assert osmoles_in_volume("308 mOsm/L", "0.25 L").shown == "77 mOsm"
    made = strength_for_osmolarity("308 mOsm/L", "58.44 g/mol", "2").result
    assert show(made.to("% w/v"), 2) == "0.90 % w/v"
    for act in (osmoles_of_mass, strength_for_osmolarity):
        with pytest.raises((OutOfRange, WrongUnit)):
            act("308 mOsm/L", "58.44 g/mol", "1.8")
