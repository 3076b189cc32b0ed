import pytest

from formulas.dissociation import (
    degree_of_dissociation,
    dissociation_factor,
    e_value,
    e_value_of_ions,
)
from formulas.errors import Hypertonic, NotPositive, OutOfRange
from formulas.freezing_point import (
    agent_by_freezing_point,
    agent_mass_by_freezing_point,
    depression_by_liso,
    depression_by_strength,
    freezing_point_depression,
    i_of_freezing_point,
    molality,
)
from formulas.quantity import number, qty, show


def test_the_freezing_point_of_a_molal_sodium_chloride_solution():
    assert freezing_point_depression("1.9", "1 mol/kg", "1.86 K").result == qty("3.534 K")
    by_water = freezing_point_depression("1.9", "1 mol/kg")
    assert by_water.result == qty("3.534 K")
    assert "unconfirmed" in by_water.lines[0].source
    assert i_of_freezing_point("3.534 K", "1000 mmol/kg").result == number("1.9")


def test_a_depression_written_in_degrees_is_the_same_step():
    assert i_of_freezing_point("3.534 degC", "1 mol/kg", qty("1.86 degC")).shown == "1.9"
    with pytest.raises(NotPositive):
        i_of_freezing_point("-3.534 degC", "1 mol/kg")


@pytest.mark.parametrize(
    ("own", "agent"), [("0.519 K", "0.001"), ("0.52 K", "0"), ("0.521 K", None)]
)
def test_a_solution_that_freezes_lower_than_blood_is_hypertonic(own, agent):
    if agent:
        assert agent_by_freezing_point(own, "1 K").result == qty(f"{agent} % w/v")
        return
    with pytest.raises(Hypertonic, match=r"0\.521 K"):
        agent_by_freezing_point(own, "1 K")


def test_the_agent_by_freezing_point_as_mass_for_a_volume():
    own = depression_by_strength("2 % w/v; 10 mg/mL", "0.1 K; 0.12 K").result
    assert own == qty("0.32 K")
    assert agent_by_freezing_point("0.2 K; 0.12 K", "0.5 K").result == qty("0.4 % w/v")
    assert agent_mass_by_freezing_point("50 mL", [own], "0.5 K").result == qty("0.2 g")
    assert agent_by_freezing_point("0 K", "0.52 K").result == qty("1 % w/v")


def test_a_liso_value_on_file_is_recalled_and_says_so():
    working = depression_by_liso("uni-univalent", "100 mmol/L")
    assert working.result == qty("0.34 K")
    assert "recalled" in working.warnings[0]
    assert depression_by_liso("3.4", "0.1 mol/L").warnings == ()


@pytest.mark.parametrize(
    ("degree", "i"), [("90 percent", "1.9"), ("0 percent", "1"), ("100 percent", "2")]
)
def test_the_factor_of_a_salt_of_two_ions(degree, i):
    assert dissociation_factor(degree, "2").shown == i
    assert degree_of_dissociation(i, "2").result == qty(degree)


def test_no_more_dissociates_than_there_is():
    with pytest.raises(OutOfRange):
        dissociation_factor("100.1 percent", "2")
    with pytest.raises(OutOfRange, match="number of ions"):
        degree_of_dissociation("2.01", "2")
    with pytest.raises(OutOfRange, match="number of ions"):
        degree_of_dissociation("0.99", "2")


@pytest.mark.parametrize(("ions", "refused"), [("1", True), ("2", False), ("2.5", True)])
def test_ions_are_whole_and_one_alone_does_not_dissociate(ions, refused):
    if not refused:
        assert degree_of_dissociation("1.8", ions).shown == "80 percent"
        return
    with pytest.raises(OutOfRange, match="whole number of 2 or more"):
        degree_of_dissociation("1", ions)


def test_the_equivalent_of_sodium_chloride_by_its_own_factor_is_one():
    assert e_value("1.8", "58.5 g/mol").result == number(1)
    assert show(e_value_of_ions("2", "289 mg/mmol").result, 2) == "0.20"


@pytest.mark.parametrize(
    ("ions", "i"), [("1", "1"), ("2", "1.8"), ("3", "2.6"), ("4", "3.4"), ("5", "4.2")]
)
def test_the_factor_by_number_of_ions(ions, i):
    working = e_value_of_ions(ions, "180 g/mol")
    assert working.quantity("i").exact == number(i).exact
    assert working.result == e_value(i, "180 g/mol").result


def test_no_factor_is_invented_for_six_ions():
    with pytest.raises(OutOfRange, match="from 1 to 5"):
        e_value_of_ions("6", "180 g/mol")


def test_five_percent_boric_acid_freezes_at_minus_one_point_five_five():
    # Published for 1000 mL: 1.67 percent and 16.77 g of boric acid.
    working = agent_mass_by_freezing_point("1000 mL", "0 K", "1.55 degC", "5 % w/v")
    assert show(working.result, 2) == "16.77 g"


def test_three_grams_of_sodium_chloride_in_seventy_five_of_water():
    strong = molality("3 g", "58.44 g/mol", "75.25 g").result
    assert show(freezing_point_depression("2", strong).result, 2) == "2.54 K"
