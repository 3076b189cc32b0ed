"""Mass, moles and charge, what a volume holds, and the osmolarity labels print."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from formulas.bag_content import (
    amount_after_addition,
    amount_in_volume,
    equivalents_in_bag,
    strength_agreement,
    strength_in_bag,
    strength_of_amount,
)
from formulas.electrolytes import (
    equivalent_weight,
    equivalents_of_mass,
    equivalents_of_moles,
    mass_of_equivalents,
    mass_of_moles,
    moles_of_equivalents,
    moles_of_mass,
)
from formulas.errors import (
    BadProduct,
    MissingInput,
    NoEquivalents,
    NoMolarMass,
    NoName,
    NotPositive,
    OutOfRange,
    UnknownSubstance,
    WrongUnit,
)
from formulas.ideal_osmolarity import (
    ideal_osmolarity,
    osmolarity_by_molar_mass,
    osmolarity_of_mixture,
)
from formulas.quantity import make, qty, show
from formulas.units import unit

LITRE_LR = "6 g/L sodium chloride; 3.1 g/L sodium lactate; 0.2 g/L calcium chloride dihydrate"


@pytest.mark.parametrize(
    ("working", "shown"),
    [
        (lambda: equivalents_of_mass("0.2 g/L", "calcium chloride dihydrate"), "2.7209 mEq/L"),
        (lambda: equivalents_of_mass("3.3 g/L", "sodium chloride"), "56.4682 mEq/L"),
        (
            lambda: equivalents_of_mass(mass="93 mg", equivalent_weight="20 mg/mEq"),
            "4.6500 mEq",
        ),
        (
            lambda: equivalents_of_mass("8.4 % w/v", molar_mass="84 g/mol", valence="1"),
            "1.0000 mEq/mL",
        ),
        (lambda: equivalents_of_mass("982 mg/day", "calcium"), "49.0044 mEq/day"),
        (lambda: mass_of_equivalents("4.7 mEq/mL", "potassium"), "183.7606 mg/mL"),
        (lambda: moles_of_mass("1 g", "calcium chloride dihydrate"), "6.8023 mmol"),
        (lambda: mass_of_moles("3 mmol/mL", "phosphorus"), "92.9220 mg/mL"),
        (lambda: equivalents_of_moles("2.03 mmol/mL", "magnesium"), "4.0600 mEq/mL"),
        (lambda: moles_of_equivalents("1 mEq", "calcium"), "0.5000 mmol"),
        (lambda: equivalent_weight(molar_mass="430.373 g/mol", valence="2"), "215.1865 mg/mEq"),
        (lambda: equivalent_weight("potassium chloride"), "74.5500 mg/mEq"),
    ],
)
def test_mass_moles_and_charge_meet_through_molar_mass_and_valence(working, shown):
    assert show(working().result, 4) == shown


def test_milliequivalents_by_volume_read_as_a_percent():
    working = mass_of_equivalents("3 mEq/mL", molar_mass="58.44 g/mol", valence="1")
    assert show(working.result.to("% w/v")) == "17.532 % w/v"


@given(some.fractions(min_value="1/1000", max_value=10**6))
def test_to_milliequivalents_and_back_is_the_same_mass(number):
    mass = make(number, unit("mg"))
    there = equivalents_of_mass(mass, "magnesium sulfate heptahydrate").result
    assert mass_of_equivalents(there, "magnesium sulfate heptahydrate").result == mass


@pytest.mark.parametrize("name", ["phosphate", "potassium phosphates"])
def test_phosphate_has_no_milliequivalents(name):
    with pytest.raises(NoEquivalents, match="Order it in mmol"):
        equivalents_of_moles("30 mmol", name)
    with pytest.raises(NoEquivalents):
        moles_of_equivalents("30 mEq", name)
    with pytest.raises(NoMolarMass):
        moles_of_mass("30 mg", name)


def test_what_is_missing_is_asked_for():
    with pytest.raises(MissingInput, match="molar mass"):
        moles_of_mass("1 g")
    with pytest.raises(MissingInput, match="valence"):
        equivalents_of_mass("1 g", molar_mass="58.44 g/mol")
    with pytest.raises(MissingInput, match="valence"):
        equivalents_of_moles("1 mmol")


def test_a_molar_mass_that_is_not_that_of_the_named_substance_is_refused():
    assert show(moles_of_mass("1.1688 g", "sodium chloride", "58.44 g/mol").result) == "20 mmol"
    assert moles_of_mass("1 g", "sodium chloride", "58.5 g/mol").result < qty("17.1 mmol")
    with pytest.raises(OutOfRange, match="that of calcium gluconate"):
        moles_of_mass("1 g", "calcium gluconate", "40.08 g/mol")
    with pytest.raises(OutOfRange, match="valence"):
        equivalents_of_moles("1 mmol", "calcium", "1")
    with pytest.raises(OutOfRange, match="equivalent weight"):
        equivalents_of_mass("1 g", "calcium gluconate", equivalent_weight="20.04 mg/mEq")


@pytest.mark.parametrize("valence", ["1.5", "0"])
def test_a_valence_is_a_whole_number(valence):
    with pytest.raises((OutOfRange, NotPositive)):
        equivalents_of_moles("1 mmol", valence=valence)


def test_a_hydrate_is_not_taken_for_the_anhydrous_salt():
    wet = equivalents_of_mass("2 g", "magnesium sulfate heptahydrate").result
    dry = equivalents_of_mass("2 g", "magnesium sulfate anhydrous").result
    assert (show(wet, 2), show(dry, 2)) == ("16.23 mEq", "33.23 mEq")
    with pytest.raises(UnknownSubstance, match="anhydrous or magnesium sulfate heptahydrate"):
        equivalents_of_mass("2 g", "magnesium sulfate")


def test_the_source_of_a_named_figure_is_told_as_unconfirmed():
    text = equivalents_of_mass("1 g", "sodium chloride").as_text()
    assert "unconfirmed" in text


def test_amounts_and_strengths_by_volume():
    assert amount_in_volume("0.34 L", "38.5 mEq/L").shown == "13.09 mEq"
    assert show(strength_of_amount("89 mEq", "2.1 L").result, 2) == "42.38 mEq/L"
    assert strength_of_amount("500 mg", "250 mL").shown == "2 mg/mL"
    assert strength_in_bag("30 mL", "4.4 mEq/mL", "1 L").shown == "132 mEq/L"
    assert amount_after_addition("32 mmol", "10 mL", "0.154 mmol/mL").shown == "33.54 mmol"
    assert amount_in_volume("100 mL", "5 % w/v").shown == "5000 mg"


@pytest.mark.parametrize("strength", ["513 mEq/bag", "1.54 mmol/ampoule", "20 mEq/day", "4 mEq"])
def test_a_strength_by_bag_ampoule_or_day_is_not_one_by_volume(strength):
    with pytest.raises(WrongUnit):
        amount_in_volume("500 mL", strength)
    with pytest.raises(WrongUnit):
        amount_after_addition("32 mmol", "10 mL", strength)


def test_two_grams_of_magnesium_sulfate_in_two_millilitres():
    working = equivalents_in_bag("2 mL", "50 % w/v", molar_mass="246.47 g/mol", valence="2")
    assert show(working.result, 3) == "8.115 mEq"


@pytest.mark.parametrize("declared", ["0.98 mEq/mL", "1 mEq/mL", "1.02 mEq/mL"])
def test_a_declared_strength_agrees_up_to_two_percent(declared):
    working = strength_agreement(declared, "8.401 % w/v", "sodium bicarbonate")
    assert working.shown == "1 mEq/mL"


@pytest.mark.parametrize("declared", ["0.9799 mEq/mL", "1.0201 mEq/mL", "10 mEq/mL"])
def test_a_declared_strength_over_two_percent_off_is_refused(declared):
    with pytest.raises(BadProduct, match="percent apart"):
        strength_agreement(declared, "8.401 % w/v", "sodium bicarbonate")


@pytest.mark.parametrize(
    ("solutes", "label"),
    [
        ("50 g/L dextrose monohydrate", "252"),
        ("9 g/L sodium chloride", "308"),
        ("30 g/L sodium chloride", "1027"),
        ("50 g/L dextrose monohydrate; 2 g/L sodium chloride; 3 g/L potassium chloride", "401"),
        ("50 g/L dextrose monohydrate; 3.3 g/L NaCl; 1.5 g/L KCl", "405"),
        ("50 g/L dextrose monohydrate; 4.5 g/L NaCl; 1.5 g/L KCl", "447"),
        (f"50 g/L dextrose monohydrate; 1.79 g/L KCl; {LITRE_LR}", "565"),
        ("154 mEq/L sodium chloride", "308"),
        ("100 mmol/L glycerin", "100"),
    ],
)
def test_label_osmolarities_come_out(solutes, label):
    assert show(ideal_osmolarity(solutes).result, 0) == f"{label} mOsm/L"


def test_a_solute_needs_its_exact_name():
    with pytest.raises(UnknownSubstance, match="dextrose monohydrate or dextrose anhydrous"):
        ideal_osmolarity("50 g/L dextrose")
    with pytest.raises(NoName, match="Write its exact name behind it"):
        ideal_osmolarity("50 g/L")
    with pytest.raises(NoMolarMass):
        ideal_osmolarity("3 mmol/L phosphate")


@pytest.mark.parametrize(
    ("strength", "molar_mass", "particles", "shown"),
    [
        ("50 g/L", "180 g/mol", "1", "277.8"),
        ("156 mg/dL", "39 g/mol", "1", "40.0"),
        ("10 mg/dL", "40 g/mol", "1", "2.5"),
        ("9 g/L", "58.5 g/mol", "2", "307.7"),
    ],
)
def test_osmolarity_of_one_substance_by_its_molar_mass(strength, molar_mass, particles, shown):
    working = osmolarity_by_molar_mass(strength, molar_mass, particles)
    assert show(working.result, 1) == f"{shown} mOsm/L"


def test_particles_are_whole():
    with pytest.raises(OutOfRange, match="whole number"):
        osmolarity_by_molar_mass("9 g/L", "58.5 g/mol", "1.8")


def test_a_mixture_lies_between_its_parts():
    mixed = osmolarity_of_mixture("8010 mOsm/L; 0 mOsm/L", "30 mL; 750 mL")
    assert show(mixed.result, 1) == "308.1 mOsm/L"
    with pytest.raises(OutOfRange, match="one for each"):
        osmolarity_of_mixture("308 mOsm/L; 0 mOsm/L", "500 mL")
