"""Calcium with phosphate as single questions: F80, F81, F82."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.errors import NotPaired, NotPositive, OutOfRange, WrongUnit
from formulas.nutrition.solubility import (
    calcium_by_litre,
    calcium_times_phosphate,
    dibasic_phosphate,
    ph_of_dibasic_phosphate,
    phosphate_by_litre,
    phosphate_charge,
    room_for_phosphate,
    under_a_curve,
)
from formulas.quantity import qty

CURVE = {
    "curve_calcium": "5 mEq/L; 10 mEq/L; 20 mEq/L",
    "curve_phosphate": "30 mmol/L; 15 mmol/L; 15 mmol/L",
}


@pytest.mark.parametrize(
    ("ph", "dibasic"),
    [
        ("5", "0.6270 percent"),
        ("6", "5.935 percent"),
        ("7", "38.69 percent"),
        ("7.2", "50.00 percent"),
    ],
)
def test_the_chart_of_dibasic_phosphate_is_met(ph, dibasic):
    assert dibasic_phosphate(ph=ph).shown == dibasic


def test_both_shares_are_all_of_the_phosphate_and_are_not_exact():
    working = dibasic_phosphate(ph="6.3", pka="7.21")
    both = working.quantity("dibasic") + working.quantity("monobasic")
    assert both == qty("100 percent")
    assert not working.exact


def test_a_pka_that_nobody_confirmed_is_told_and_one_s_own_is_not():
    assert "unconfirmed" in dibasic_phosphate(ph="6").warnings[0]
    assert not dibasic_phosphate(ph="6", pka="7.21").warnings


@given(st.integers(min_value=45, max_value=95))
def test_the_ph_of_a_share_gives_the_share_back(tenths):
    ph = f"{tenths // 10}.{tenths % 10}"
    share = dibasic_phosphate(ph=ph).quantity("dibasic")
    back = ph_of_dibasic_phosphate(dibasic=share).result
    assert abs(back.exact - Fraction(ph)) < Fraction("0.000001")


@pytest.mark.parametrize(("ph", "refused"), [("13.9", False), ("14", False), ("14.1", True)])
def test_a_ph_above_fourteen_is_none(ph, refused):
    if refused:
        with pytest.raises(OutOfRange, match="at most 14"):
            dibasic_phosphate(ph=ph)
    else:
        assert dibasic_phosphate(ph=ph).result


@pytest.mark.parametrize("share", ["100 percent", "101 percent"])
def test_no_ph_makes_all_phosphate_dibasic(share):
    with pytest.raises(OutOfRange, match="less than 100 percent"):
        ph_of_dibasic_phosphate(dibasic=share)


def test_a_mole_of_phosphate_carries_between_one_and_two_charges():
    low = phosphate_charge(phosphate="10 mmol", ph="3").result
    high = phosphate_charge(phosphate="10 mmol", ph="11").result
    assert qty("10 mEq") < low < qty("10.01 mEq")
    assert qty("19.99 mEq") < high < qty("20 mEq")


def test_concentrations_are_amounts_over_the_volume_they_stand_in():
    assert phosphate_by_litre(phosphate="40 mmol", volume="2.1 L").result == qty("40 mmol") / qty(
        "2.1 L"
    )
    calcium = calcium_by_litre(calcium="10 mEq", volume="2000 mL")
    assert calcium.told == "concentration 5 mEq/L; molar 2.5 mmol/L"
    assert calcium_by_litre(calcium="5 mmol", volume="2 L").told == calcium.told


def test_a_calcium_in_milligrams_is_refused_because_salt_and_element_read_alike():
    with pytest.raises(WrongUnit):
        calcium_by_litre(calcium="1000 mg", volume="2 L")


def test_every_rule_of_thumb_says_that_it_clears_nothing():
    working = calcium_times_phosphate(calcium="10 mEq/L", phosphate="20 mmol/L")
    assert working.told == "molar product 100; product 200; sum 30"
    assert "never clears" in working.warnings[0]
    assert "never clears" in room_for_phosphate(calcium="10 mEq/L", product="75").warnings[0]


def test_calcium_by_mole_and_by_equivalent_give_one_product():
    by_mole = calcium_times_phosphate(calcium="2.5 mmol/L", phosphate="15 mmol/L").told
    assert by_mole == calcium_times_phosphate(calcium="5 mEq/L", phosphate="15 mmol/L").told


def test_room_for_phosphate_comes_back_to_the_product():
    phosphate = room_for_phosphate(calcium="8 mEq/L", product="75").result
    product = calcium_times_phosphate(calcium="8 mEq/L", phosphate=phosphate)
    assert product.quantity("molar_product").exact == 75


@pytest.mark.parametrize(
    ("calcium", "phosphate", "verdict"),
    [
        ("10 mEq/L", "14.9 mmol/L", "under the curve"),
        ("10 mEq/L", "15 mmol/L", "on or over the curve"),
        ("10 mEq/L", "15.1 mmol/L", "on or over the curve"),
        ("5 mEq/L", "29.9 mmol/L", "under the curve"),
        ("5.1 mEq/L", "29.9 mmol/L", "on or over the curve"),
        ("5.1 mEq/L", "14.9 mmol/L", "under the curve"),
        ("1 mEq/L", "29.9 mmol/L", "under the curve"),
        ("20 mEq/L", "14.9 mmol/L", "under the curve"),
        ("20.1 mEq/L", "1 mmol/L", "not evaluated"),
        ("10.05 mmol/L", "1 mmol/L", "not evaluated"),
    ],
)
def test_only_what_lies_under_the_next_point_is_under_the_curve(calcium, phosphate, verdict):
    working = under_a_curve(calcium=calcium, phosphate=phosphate, **CURVE)
    assert working.output("verdict") == verdict


@pytest.mark.parametrize(
    ("calcium", "phosphate", "error"),
    [
        ("5 mEq/L; 10 mEq/L", "30 mmol/L", NotPaired),
        ("10 mEq/L; 5 mEq/L", "30 mmol/L; 15 mmol/L", OutOfRange),
        ("5 mEq/L; 5 mEq/L", "30 mmol/L; 15 mmol/L", OutOfRange),
        ("5 mEq/L; 10 mEq/L", "15 mmol/L; 16 mmol/L", OutOfRange),
        ("5 mEq/L; 10 mEq/L", "30 mmol/L; 0 mmol/L", NotPositive),
    ],
)
def test_points_that_are_no_curve_are_refused(calcium, phosphate, error):
    with pytest.raises(error):
        under_a_curve(
            calcium="5 mEq/L",
            phosphate="5 mmol/L",
            curve_calcium=calcium,
            curve_phosphate=phosphate,
        )
