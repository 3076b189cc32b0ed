from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.buffers import (
    buffer_capacity,
    buffer_capacity_by_trial,
    buffer_parts,
    buffer_ph,
    buffer_ph_after,
    buffer_ph_by_pkb,
    buffer_ratio,
    buffer_shares,
    pka_of_constant,
)
from formulas.errors import NotPositive, OutOfRange, UnknownChoice, UnknownSubstance, WrongUnit
from formulas.quantity import make, number, qty, show
from formulas.significant import places
from formulas.units import NUMBER

small = qty("0.00000000000000000001 mol/L")
hundredths = st.fractions(min_value=2, max_value=12, max_denominator=100)


def plain(value):
    return make(Fraction(value), NUMBER)


@pytest.mark.parametrize(
    ("base", "acid", "ph"),
    [
        ("0.1 mol/L", "0.1 mol/L", "4.76"),
        ("1 mol/L", "0.1 mol/L", "5.76"),
        ("10 mmol", "100 mmol", "3.76"),
        ("0.05 mol/L", "50 mmol/L", "4.76"),
        ("0.1 mol/L", "0.05 mol/L", "5.06"),
    ],
)
def test_the_ph_of_acetate_buffers(base, acid, ph):
    assert buffer_ph("4.76", base, acid).shown == ph


def test_a_weak_base_is_reckoned_by_its_pkb():
    working = buffer_ph_by_pkb("4.74", "0.1 mol/L", "0.2 mol/L")
    assert working.shown == "8.96"
    assert working.lines[0].result == "9.26"
    assert "unconfirmed" in working.lines[0].source
    assert buffer_ph_by_pkb("4.74", "1 mmol", "1 mmol", "13.6").shown == "8.86"


@given(ph=hundredths, pka=hundredths)
def test_the_parts_of_a_buffer_give_back_its_ph(ph, pka):
    made = buffer_parts(plain(ph), plain(pka), "0.1 mol/L")
    base, acid = made.quantity("base"), made.quantity("acid")
    assert base + acid == qty("0.1 mol/L")
    again = buffer_ph(plain(pka), base, acid).result.exact
    assert abs(again - ph) < Fraction(1, 10**20)


@given(ph=hundredths, pka=hundredths)
def test_the_shares_of_both_forms_are_the_whole_and_their_ratio_is_the_ratio(ph, pka):
    shares = buffer_shares(plain(ph), plain(pka))
    base, acid = shares.quantity("base"), shares.quantity("acid")
    assert base + acid == qty("100 percent")
    times = buffer_ratio(plain(ph), plain(pka)).result
    assert abs(base.exact - times.exact * acid.exact) < Fraction(1, 10**20)


def test_half_of_an_acid_is_ionized_at_its_pka():
    assert buffer_shares("7.21", "dihydrogen phosphate").told == (
        "base 50.00 percent; acid 50.00 percent"
    )


@pytest.mark.parametrize(
    ("ph", "dibasic"), [("5", "0.63"), ("5.5", "1.96"), ("6", "5.93"), ("7", "38.69")]
)
def test_dibasic_phosphate_at_the_ph_of_nutrition_bags(ph, dibasic):
    # Published with pKa 7.2: 0.63, 1.95 (cut), 5.94 and 38.69 percent.
    base = buffer_shares(ph, "7.2").result
    assert abs(base - qty(f"{dibasic} percent")) < qty("0.011 percent")


def test_a_constant_on_file_is_warned_of_and_a_written_one_is_not():
    assert "unconfirmed" in buffer_ratio("7", "dihydrogen phosphate").warnings[0]
    assert len(buffer_parts("7", "dihydrogen phosphate", "1 mmol").warnings) == 1
    assert buffer_ratio("7", "7.21").warnings == ()
    with pytest.raises(UnknownSubstance, match="dihydrogen phosphate"):
        buffer_ratio("7", "dihydrogen fosfate")


@given(ph=hundredths, pka=hundredths)
def test_a_buffer_withstands_most_at_its_pka(ph, pka):
    here = buffer_capacity(plain(ph), plain(pka), "0.1 mol/L").result
    best = buffer_capacity(plain(pka), plain(pka), "0.1 mol/L").result
    assert here <= best + small
    assert abs(best - qty("0.05756 mol/L")) < qty("0.00001 mol/L")


def test_the_capacity_agrees_with_the_formula_of_ka_and_hydrogen():
    # 2.303 × 0.3 × Ka × [H] ÷ (Ka + [H])² at pH 5.3 and Ka 0.0000175, by plain floats: 0.1197
    pka = pka_of_constant("0.0000175").result
    capacity = buffer_capacity("5.3", pka, "0.3 mol/L").result
    ka, hydrogen = Fraction(175, 10**7), Fraction("0.00000501187233627272")
    by_hand = Fraction("2.302585092994") * Fraction(3, 10) * ka * hydrogen / (ka + hydrogen) ** 2
    assert abs(capacity.exact - by_hand) < Fraction(1, 10**12)


def test_the_capacity_by_trial_is_what_was_added_for_each_ph():
    assert buffer_capacity_by_trial("0.02 mol/L", "4.7", "4.6").result == qty("0.2 mol/L")
    with pytest.raises(OutOfRange, match="change of pH"):
        buffer_capacity_by_trial("0.02 mol/L", "4.7", "4.7")


@pytest.mark.parametrize(("ph", "refused"), [("0", False), ("14", False), ("14.01", True)])
def test_a_ph_lies_between_nought_and_fourteen(ph, refused):
    if not refused:
        assert buffer_ratio(ph, "7").result.exact > 0
        return
    with pytest.raises(OutOfRange, match="from 0 to 14"):
        buffer_ratio(ph, "7")


@pytest.mark.parametrize(("pka", "refused"), [("0.01", False), ("20", False), ("20.01", True)])
def test_a_pka_is_that_of_something_weak(pka, refused):
    if not refused:
        assert buffer_ratio("7", pka).result.exact > 0
        return
    with pytest.raises(OutOfRange, match="weak acid or base"):
        buffer_ratio("7", pka)


def test_a_ph_that_no_water_has_is_refused():
    assert buffer_ph("13", "10 mol/L", "1 mol/L").shown == "14.00"
    with pytest.raises(OutOfRange, match="pH"):
        buffer_ph("13", "10.1 mol/L", "1 mol/L")


@pytest.mark.parametrize("part", ["0 mol/L", "-1 mol/L"])
def test_a_buffer_has_both_its_forms(part):
    with pytest.raises(NotPositive):
        buffer_ph("4.76", part, "1 mol/L")
    with pytest.raises(NotPositive):
        buffer_ph("4.76", "1 mol/L", part)


def test_an_amount_and_a_concentration_make_no_ratio():
    with pytest.raises(WrongUnit):
        buffer_ph("4.76", "1 mol", "1 mol/L")
    with pytest.raises(WrongUnit):
        buffer_ph("4.76", "1 g", "1 mol/L")


def test_a_dissociation_constant_gives_its_pka():
    assert pka_of_constant("0.0000175").shown == "4.76"
    assert show(pka_of_constant("0.001").result) == "3"
    with pytest.raises(OutOfRange):
        pka_of_constant("1")


@pytest.mark.parametrize(
    ("value", "decimals"), [("0", 0), ("999", 1), ("1000", 0), ("0.0012", 6), ("-0.0012", 6)]
)
def test_a_small_value_is_shown_with_its_leading_figures(value, decimals):
    assert places(number(value)) == decimals


def test_a_strong_acid_turns_base_into_acid_and_a_strong_base_acid_into_base():
    after_acid = buffer_ph_after("4.76", "10 mmol", "10 mmol", "1 mmol", "acid")
    assert after_acid.told == "ph 4.67; base 9 mmol; acid 11 mmol"
    after_base = buffer_ph_after("4.76", "0.2 mol/L", "0.1 mol/L", "50 mmol/L", "base")
    assert after_base.result == buffer_ph("4.76", "0.25 mol/L", "0.05 mol/L").result
    with pytest.raises(UnknownChoice):
        buffer_ph_after("4.76", "10 mmol", "10 mmol", "1 mmol", "salt")


@pytest.mark.parametrize(
    ("added", "refused"), [("9.9 mmol", False), ("10 mmol", True), ("10.1 mmol", True)]
)
@pytest.mark.parametrize("strong", ["acid", "base"])
def test_a_buffer_used_up_has_no_such_ph(added, refused, strong):
    if not refused:
        assert buffer_ph_after("7", "10 mmol", "10 mmol", added, strong).result.exact > 0
        return
    with pytest.raises(OutOfRange, match="less than the 10 mmol"):
        buffer_ph_after("7", "10 mmol", "10 mmol", added, strong)
