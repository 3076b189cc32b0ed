from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.errors import (
    Hypertonic,
    NotANumber,
    NotPaired,
    NotPositive,
    OutOfRange,
    UnknownSubstance,
    WrongUnit,
)
from formulas.isotonic_volume import e_value_of_volume, isotonic_vehicle, isotonic_water
from formulas.isotonicity import (
    FIGURES,
    isotonic_agent,
    isotonic_agent_solution,
    isotonic_sodium_chloride,
    tonicity,
)
from formulas.quantity import make, number, qty, show
from formulas.sprowls import sprowls_vehicle
from formulas.units import unit

small = st.fractions(min_value=Fraction(1, 1000), max_value=1, max_denominator=1000)


def test_the_tetracaine_eye_drops_with_ten_millilitres_isotonic_already():
    salt = isotonic_sodium_chloride("30 mL", "0.15 g", "0.18", "10 mL")
    assert salt.result == qty("0.153 g")
    acid = isotonic_agent("30 mL", "0.15 g", "0.18", "0.52", "10 mL")
    assert show(acid.result, 3) == "0.294 g"
    assert acid.quantity("sodium_chloride") == salt.result


def test_each_of_several_drugs_counts_by_its_own_equivalent():
    working = isotonic_sodium_chloride("100 mL", "1 g; 500 mg", "0.2; 0.4")
    assert working.result == qty("0.5 g")


def test_a_drug_by_its_strength_is_that_strength_of_the_whole_volume():
    assert isotonic_sodium_chloride("60 mL", "1 % w/v", "0.25").shown == "0.39 g"
    assert isotonic_sodium_chloride("60 mL", "10 mg/mL", "0.25").shown == "0.39 g"
    with pytest.raises(WrongUnit):
        isotonic_water("1 % w/v", "0.25")


@pytest.mark.parametrize(
    ("mass", "salt"), [("0.899 g", "0.001 g"), ("0.9 g", "0 g"), ("0.901 g", None)]
)
def test_drugs_up_to_isotonic_are_filled_and_beyond_it_refused_as_hypertonic(mass, salt):
    if salt:
        assert isotonic_sodium_chloride("100 mL", mass, "1").result == qty(salt)
        return
    with pytest.raises(Hypertonic, match=r"hypertonic.*0\.901 g.*0\.9 g in 100 mL.*100\.11"):
        isotonic_sodium_chloride("100 mL", mass, "1")
    with pytest.raises(Hypertonic):
        isotonic_agent("100 mL", mass, "1", "0.5")
    with pytest.raises(Hypertonic):
        isotonic_vehicle("100 mL", mass, "1")


def test_what_is_isotonic_already_leaves_less_room_for_the_drugs():
    assert isotonic_sodium_chloride("20 mL", "0.09 g", "1", "10 mL").result == qty("0 g")
    with pytest.raises(Hypertonic):
        isotonic_sodium_chloride("20 mL", "0.09 g", "1", "10.1 mL")


@pytest.mark.parametrize(
    ("part", "refused"), [("29.9 mL", False), ("30 mL", True), ("31 mL", True)]
)
def test_not_all_of_a_solution_is_isotonic_already(part, refused):
    if not refused:
        assert isotonic_sodium_chloride("30 mL", "1 mg", "0.1", part).shown == "0.0008 g"
        return
    with pytest.raises(OutOfRange, match="isotonic volume"):
        isotonic_sodium_chloride("30 mL", "1 mg", "0.1", part)


@pytest.mark.parametrize(
    ("mass", "word"),
    [("0.899 g", "hypotonic"), ("0.9 g", "isotonic"), ("0.901 g", "hypertonic")],
)
def test_the_tonicity_of_a_solution_is_told_in_a_word(mass, word):
    assert tonicity("100 mL", mass, "1").output("tonicity") == word


@pytest.mark.parametrize(
    ("drug", "mass", "water"),
    [("silver nitrate", "0.3 g", "11 mL"), ("zinc sulfate", "0.3 g", "5 mL")],
)
def test_published_volumes_of_water(drug, mass, water):
    working = isotonic_water(mass, drug)
    assert working.result == qty(water)
    assert drug in working.warnings[0]
    assert "unconfirmed" in working.warnings[0]


def test_a_figure_that_a_person_gave_carries_no_warning():
    assert isotonic_water("0.3 g", "0.33").warnings == ()
    assert isotonic_water("0.9 g", "sodium chloride").warnings == ()


def test_a_finished_working_can_be_asked_again_as_it_was_written():
    first = isotonic_water("0.3 g; 0.1 g", "silver nitrate; 0.2")
    assert isotonic_water(**dict(first.given)) == first


def test_an_equivalent_goes_back_from_its_volume():
    assert show(e_value_of_volume("0.3 g", "5.3 mL").result, 2) == "0.16"


@given(mass=small, each=small)
def test_white_vincent_goes_forth_and_back(mass, each):
    drug = make(mass, unit("g"))
    water = isotonic_water([drug], [make(each, number(1).unit)])
    assert e_value_of_volume(drug, water.result).result.exact == each


@given(mass=small, each=small, agent=small)
def test_a_solution_with_its_sodium_chloride_is_isotonic(mass, each, agent):
    drugs, e_values = [make(mass, unit("g"))], [make(each, number(1).unit)]
    made = isotonic_agent("200 mL", drugs, e_values, make(agent, number(1).unit))
    mended = tonicity("200 mL", [*drugs, made.result], [*e_values, make(agent, number(1).unit)])
    if made.result.exact:
        assert mended.output("tonicity") == "isotonic"
        assert mended.result == qty("0.9 % w/v")


def test_every_drug_needs_its_own_equivalent():
    with pytest.raises(NotPaired, match="2 drugs were given but 1 e values"):
        isotonic_water("0.3 g; 0.1 g", "0.33")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ("silver nitrat", UnknownSubstance),
        ("0,33", NotANumber),
        ("0", NotPositive),
        ("-1", NotPositive),
    ],
)
def test_an_equivalent_is_a_positive_number_or_a_name_on_file(given, error):
    with pytest.raises(error):
        isotonic_water("0.3 g", given)


def test_a_misspelt_name_is_answered_with_the_near_one():
    with pytest.raises(UnknownSubstance, match="silver nitrate"):
        isotonic_water("0.3 g", "silver nitrat")


def test_every_figure_on_file_has_its_source_and_only_a_definition_is_confirmed():
    rows = [one for table in FIGURES.values() for one in table.values()]
    assert all(one.source and one.last_checked for one in rows)
    assert [one.name for one in rows if one.confirmed] == ["sodium chloride"]
    assert [one.value.decimal for one in FIGURES["factor"].values()] == [
        number(text).decimal for text in ("1", "1.8", "2.6", "3.4", "4.2")
    ]


def test_a_table_of_volumes_leads_to_water_and_isotonic_vehicle():
    assert sprowls_vehicle("60 mL", "0.3 g; 0.6 g", "14 mL; 7.7 mL").told == (
        "water 29.4 mL; vehicle 30.6 mL"
    )
    assert sprowls_vehicle("60 mL", "1 g", "30 mL", "1 g").result == qty("30 mL")
    with pytest.raises(NotPaired):
        sprowls_vehicle("60 mL", "1 g; 2 g", "30 mL")


@pytest.mark.parametrize(
    ("volume", "refused"), [("13.9 mL", True), ("14 mL", False), ("14.1 mL", False)]
)
def test_more_water_than_the_solution_is_hypertonic(volume, refused):
    if not refused:
        assert sprowls_vehicle(volume, "0.3 g", "14 mL").result == qty("14 mL")
        return
    with pytest.raises(Hypertonic, match="14 mL or more"):
        sprowls_vehicle(volume, "0.3 g", "14 mL")


def test_a_ready_solution_of_the_agent_is_measured_out():
    working = isotonic_agent_solution("15 mL", "0.5 % w/v", "0.22", "0.52", "5 % w/v")
    assert show(working.result, 2) == "4.56 mL"
    salt = isotonic_agent_solution("30 mL", "0.3 g", "0.33", "sodium chloride", "0.9 % w/v")
    assert salt.result == isotonic_vehicle("30 mL", "0.3 g", "0.33").quantity("vehicle")


@pytest.mark.parametrize(
    ("strength", "refused"), [("0.79 % w/v", True), ("0.8 % w/v", False), ("0.81 % w/v", False)]
)
def test_a_solution_of_the_agent_too_weak_to_fit_is_refused(strength, refused):
    given = ("100 mL", "0.1 g", "1", "1", strength)
    if not refused:
        assert isotonic_agent_solution(*given).result <= qty("100 mL")
        return
    with pytest.raises(OutOfRange, match="do not go into 100 mL"):
        isotonic_agent_solution(*given)


def test_published_boric_acid_for_drops_of_one_and_a_quarter_percent():
    assert show(isotonic_agent("30 mL", "1.25 % w/v", "0.7", "0.52").result, 3) == "0.014 g"
    assert show(isotonic_agent("50 mL", "1.25 % w/v", "0.7", "0.52").result, 3) == "0.024 g"
    assert show(isotonic_agent("10 mL", "0.08 g", "0.16", "0.52").result, 4) == "0.1485 g"
