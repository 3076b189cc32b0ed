"""Slips that once gave a number without complaint: each is refused, or its answer warns."""

import pytest

from formulas.bag_content import equivalents_in_bag, strength_in_bag
from formulas.dose_from_vials import dose_from_vials
from formulas.draw import draw_volume
from formulas.electrolytes import equivalents_of_mass, moles_of_mass
from formulas.errors import DoesNotFit, OutOfRange, RoundedAway, WrongUnit
from formulas.ideal_osmolarity import ideal_osmolarity, osmolarity_by_molar_mass
from formulas.percent_by_weight import percent_by_weight
from formulas.phosphate import (
    cation_with_phosphate,
    cation_with_phosphate_by_label,
    phosphate_with_cation,
)
from formulas.rate import flow_rate
from formulas.salt_components import equivalents_brought, mass_brought, salt_for_ion
from formulas.salt_solutions import volume_for_equivalents
from formulas.titration import pump_rate, pump_rate_by_weight


def test_more_than_the_bag_holds_is_not_added_to_it():
    with pytest.raises(DoesNotFit, match="10 mL more than the final volume of 10 mL"):
        strength_in_bag(volume="20 mL", strength="2 mEq/mL", final="10 mL")
    assert strength_in_bag(volume="10 mL", strength="2 mEq/mL", final="10 mL").shown == "2000 mEq/L"


def test_more_mass_than_the_whole_is_told_in_words_of_mass():
    with pytest.raises(DoesNotFit, match="weigh 200 g, 100 g more than the 100 g of the whole"):
        percent_by_weight(mass="200 g", preparation="100 g")


@pytest.mark.parametrize(
    ("ask", "given"),
    [
        (equivalents_in_bag, {"volume": "10 mL", "strength": "10 % w/v", "substance": "calcium"}),
        (
            volume_for_equivalents,
            {"amount": "1 mEq", "strength": "10 % w/v", "substance": "calcium"},
        ),
        (equivalents_of_mass, {"mass": "10 % w/v", "substance": "calcium"}),
        (moles_of_mass, {"mass": "10 % w/v", "substance": "calcium"}),
        (equivalents_brought, {"ion": "calcium", "salts": "10 % w/v calcium"}),
    ],
)
def test_ten_percent_calcium_is_no_percent_of_the_ion(ask, given):
    with pytest.raises(OutOfRange, match="calcium, an ion; it must be the salt of which 10 % w/v"):
        ask(**given)


def test_the_mass_of_an_ion_in_a_volume_is_taken():
    assert equivalents_of_mass(mass="20.039 mg/dL", substance="calcium").shown == "10 mEq/L"
    assert volume_for_equivalents(
        amount="4.65 mEq", strength="9.3 mg/mL", substance="calcium"
    ).shown.startswith("10.019")


@pytest.mark.parametrize(("valence", "taken"), [("12", True), ("13", False), ("40", False)])
def test_a_valence_of_no_salt_is_refused(valence, taken):
    ask = {"mass": "1 g", "molar_mass": "120 g/mol", "valence": valence}
    if taken:
        assert equivalents_of_mass(**ask).shown == "100 mEq"
        return
    with pytest.raises(OutOfRange, match="at most 12"):
        equivalents_of_mass(**ask)


@pytest.mark.parametrize(("particles", "taken"), [("12", True), ("13", False), ("200", False)])
def test_particles_of_no_salt_are_refused(particles, taken):
    ask = {"strength": "1 g/L", "molar_mass": "100 g/mol", "particles": particles}
    if taken:
        assert osmolarity_by_molar_mass(**ask).shown == "120 mOsm/L"
        return
    with pytest.raises(OutOfRange, match="at most 12"):
        osmolarity_by_molar_mass(**ask)


@pytest.mark.parametrize(
    ("ratio", "taken"),
    [
        ("0.99 mEq/mmol", False),
        ("1 mEq/mmol", True),
        ("3 mEq/mmol", True),
        ("3.01 mEq/mmol", False),
    ],
)
def test_no_phosphate_carries_less_than_one_or_more_than_three_charges(ratio, taken):
    if taken:
        assert cation_with_phosphate(phosphate="30 mmol", ratio=ratio).result
        return
    with pytest.raises(OutOfRange, match="from 1 to 3 mEq/mmol"):
        cation_with_phosphate(phosphate="30 mmol", ratio=ratio)


def test_a_label_read_tenfold_is_refused_for_phosphate():
    label = {"cation_strength": "44 mEq/mL", "strength": "3 mmol/mL"}
    with pytest.raises(OutOfRange, match="from 1 to 3 mEq/mmol"):
        cation_with_phosphate_by_label(phosphate="30 mmol", **label)
    with pytest.raises(OutOfRange, match="from 1 to 3 mEq/mmol"):
        phosphate_with_cation(cation="44 mEq", **label)


def test_a_ratio_is_written_as_its_label_writes_it():
    assert cation_with_phosphate(phosphate="30 mmol", ratio="4.4 mEq/3 mmol").shown == "44 mEq"


def test_a_part_rounded_away_is_told_with_what_to_do():
    with pytest.raises(RoundedAway, match=r"volume is 0\.3 mL, and measured in steps of 1 mL"):
        draw_volume(dose="0.3 mg", strength="1 mg/mL", resolution="1 mL")


def test_units_from_a_bag_of_milligrams_are_refused_in_plain_words():
    with pytest.raises(
        WrongUnit, match=r"The dose is given as 350 unit/h.*unit such as mg/h"
    ) as told:
        pump_rate_by_weight(dose="5 units/kg/h", weight="70 kg", strength="400 mg/250 mL")
    assert "*" not in str(told.value)


@pytest.mark.parametrize(("dose", "warned"), [("20 mg/min", False), ("20.1 mg/min", True)])
def test_a_rate_faster_than_pumps_run_is_told(dose, warned):
    working = pump_rate(dose=dose, strength="1 mg/mL")
    assert any("faster than infusion pumps" in words for words in working.warnings) is warned


def test_a_fast_flow_is_told_in_any_unit():
    assert flow_rate(volume="1 L", time="30 min").warnings
    assert not flow_rate(volume="1 L", time="1 h", answer_unit="L/day").warnings


def test_the_mass_of_a_salt_for_its_ion_can_be_checked_by_hand():
    working = salt_for_ion(amount="93 mg calcium", salt="calcium gluconate")
    first, last = working.lines
    assert first.with_numbers == "93 mg ÷ 40.078 g/mol × 1"
    assert "calcium: " in first.source
    assert last.source.startswith("calcium gluconate: ")


def test_the_mass_of_an_ion_tells_where_its_molar_mass_comes_from():
    working = mass_brought(ion="calcium", salts="1 g calcium gluconate")
    assert working.lines[-1].source.startswith("calcium: ")


def test_a_verdict_on_a_dose_shows_both_figures():
    working = dose_from_vials(
        ordered="500 mg", strengths="98 mg/mL", volumes="5 mL", tolerance="5 percent"
    )
    assert working.lines[-1].with_numbers == "-2 percent against ± 5 percent"


def test_a_sum_of_osmolarities_adds_the_very_figures_shown_above_it():
    working = ideal_osmolarity(solutes="0.9 % w/v sodium chloride; 20 mEq/L potassium chloride")
    assert working.lines[-1].with_numbers == f"{working.lines[0].result} + 40 mOsm/L"
