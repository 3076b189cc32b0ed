"""What one millilitre holds, by the second calculation's own reading of a label."""

from dataclasses import replace
from fractions import Fraction

import pytest

from formulas.errors import NotVerified
from formulas.nutrition.second_contents import held, meaning, millimoles, valence
from formulas.nutrition.second_labels import Label, folded, shelf


def label(**strengths):
    """A label that says no more than this: kinds of amount by substance."""
    named = {name.replace("_", " "): figures for name, figures in strengths.items()}
    return Label("a-label", "A label", "electrolyte", named, {}, Fraction(0), None)


def found(given, substance, kind):
    return held(shelf(), given, substance, kind)


def matter(name):
    return shelf().matter[folded(name)]


MAGNESIUM, CALCIUM = Fraction("24.305"), Fraction("40.078")


@pytest.mark.parametrize(
    ("kind", "much"),
    [("mEq", Fraction(4)), ("mmol", Fraction(2)), ("g", 2 * MAGNESIUM / 1000)],
)
def test_milliequivalents_of_two_charges_are_half_as_many_millimoles(kind, much):
    assert found(label(magnesium={"mEq": Fraction(4)}), "magnesium", kind) == much


@pytest.mark.parametrize(
    ("kind", "much"),
    [("mmol", Fraction(3)), ("mEq", Fraction(6)), ("g", 3 * CALCIUM / 1000)],
)
def test_millimoles_are_read_as_equivalents_and_as_mass(kind, much):
    assert found(label(calcium={"mmol": Fraction(3)}), "calcium", kind) == much


@pytest.mark.parametrize(
    ("kind", "much"),
    [("g", CALCIUM / 1000), ("mmol", Fraction(1)), ("mEq", Fraction(2))],
)
def test_mass_is_read_as_millimoles_and_as_equivalents(kind, much):
    assert found(label(calcium={"g": CALCIUM / 1000}), "calcium", kind) == much


def test_the_figure_of_the_kind_asked_for_comes_first():
    rounded = label(
        calcium={"g": Fraction("0.0093"), "mEq": Fraction("0.465"), "mmol": Fraction("0.2325")}
    )
    assert found(rounded, "calcium", "g") == Fraction("0.0093")
    assert found(rounded, "calcium", "mEq") == Fraction("0.465")
    assert found(rounded, "calcium", "mmol") == Fraction("0.2325")


def test_moles_come_before_equivalents_and_those_before_mass():
    both = label(calcium={"g": Fraction(9), "mEq": Fraction(2)})
    assert millimoles(shelf(), both, matter("calcium")) == 1
    every = label(calcium={"g": Fraction(9), "mEq": Fraction(9), "mmol": Fraction(1)})
    assert millimoles(shelf(), every, matter("calcium")) == 1


def test_an_ion_that_no_label_states_comes_from_its_salts_each_as_often_as_it_is_in_them():
    salts = label(
        calcium_chloride_dihydrate={"mmol": Fraction(1)}, sodium_chloride={"mmol": Fraction(5)}
    )
    assert found(salts, "chloride", "mmol") == 7
    assert found(salts, "chloride", "mEq") == 7
    assert found(salts, "calcium", "mEq") == 2
    assert found(salts, "sodium", "mmol") == 5
    assert found(salts, "potassium", "mEq") == 0


def test_an_ion_that_the_label_states_is_not_counted_again_from_its_salts():
    both = label(sodium={"mEq": Fraction(4)}, sodium_chloride={"mEq": Fraction("4.01")})
    assert found(both, "sodium", "mEq") == 4


def test_every_hydrogen_phosphate_is_one_phosphate():
    salts = label(
        potassium_dihydrogen_phosphate={"mmol": Fraction(2)},
        dipotassium_hydrogen_phosphate={"mmol": Fraction(3)},
    )
    assert found(salts, "phosphate", "mmol") == 5
    assert found(salts, "potassium", "mEq") == 8


def test_phosphorus_is_as_many_millimoles_of_phosphate():
    assert found(label(phosphorus={"mmol": Fraction(3)}), "phosphate", "mmol") == 3
    assert (
        found(label(phosphate={"mmol": Fraction(3)}), "phosphorus", "g")
        == 3 * Fraction("30.974") / 1000
    )


def test_phosphate_has_no_equivalents_and_no_mass_of_its_own():
    for kind in ("mEq", "g"):
        with pytest.raises(NotVerified, match="phosphate"):
            found(label(phosphate={"mmol": Fraction(3)}), "phosphate", kind)


def test_a_salt_has_as_many_equivalents_as_the_label_states_of_its_one_cation():
    gluconate = label(calcium_gluconate={"g": Fraction(1, 10)}, calcium={"mEq": Fraction("0.465")})
    assert found(gluconate, "calcium gluconate", "mEq") == Fraction("0.465")
    alone = label(calcium_gluconate={"g": Fraction(1, 10)})
    assert found(alone, "calcium gluconate", "mEq") == 200 / Fraction("430.37")
    elsewhere = label(sodium={"mEq": Fraction(4)})
    assert found(elsewhere, "sodium chloride", "mEq") == 0


def test_units_are_only_what_the_label_states_as_units():
    heparin = label(heparin_sodium={"unit": Fraction(1000)})
    assert found(heparin, "heparin sodium", "unit") == 1000
    assert found(heparin, "insulin human regular", "unit") == 0
    for kind in ("g", "mEq", "mmol"):
        with pytest.raises(NotVerified, match="states its heparin sodium"):
            found(heparin, "heparin sodium", kind)
    with pytest.raises(NotVerified, match="in unit"):
        found(label(zinc={"g": Fraction(1, 1000)}), "zinc", "unit")


def test_a_millilitre_holds_one_millilitre_of_its_product():
    assert found(label(), "anything", "mL") == 1


def test_what_is_no_substance_on_file_is_held_only_where_the_label_states_it():
    assert found(label(amino_acids={"g": Fraction(1, 10)}), "amino acids", "g") == Fraction(1, 10)
    assert found(label(), "amino acids", "g") == 0


@pytest.mark.parametrize(
    ("name", "charges"),
    [
        ("sodium", 1),
        ("chloride", 1),
        ("sulfate", 2),
        ("sodium chloride", 1),
        ("calcium chloride dihydrate", 2),
        ("dipotassium hydrogen phosphate", 2),
        ("sodium citrate dihydrate", 3),
        ("dextrose monohydrate", 0),
    ],
)
def test_equivalents_in_a_millimole(name, charges):
    assert valence(shelf(), matter(name)) == charges


def test_an_orders_words_are_read_as_the_label_reads_them():
    magnesium = shelf().labels["magnesium-sulfate-50-10ml"]
    for words in ("magnesium sulfate", "Magnesium  Sulfate", "", magnesium.id, magnesium.name):
        assert meaning(shelf(), magnesium, words) == "magnesium sulfate heptahydrate"
    assert meaning(shelf(), magnesium, "magnesium") == "magnesium"
    assert meaning(shelf(), magnesium, "KCl") == "potassium chloride"
    assert meaning(shelf(), magnesium, "amino acids") == "amino acids"
    assert meaning(shelf(), replace(magnesium, strengths={}), "") == ""
