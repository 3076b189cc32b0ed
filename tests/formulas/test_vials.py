import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formulas.errors import OtherSubstance, OutOfRange, WrongUnit
from formulas.quantity import qty
from formulas.vials import doses_in_vial, vials_by_withdrawal, vials_for_dose, vials_for_doses


@pytest.mark.parametrize(
    ("dose", "told"),
    [
        ("999 mg", "vials 2 vial; left over 1 mg"),
        ("1000 mg", "vials 2 vial; left over 0 mg"),
        ("1001 mg", "vials 3 vial; left over 499 mg"),
        ("750 mg", "vials 2 vial; left over 250 mg"),
        ("0.001 mg", "vials 1 vial; left over 499.999 mg"),
    ],
)
def test_vials_are_opened_whole(dose, told):
    assert vials_for_dose(dose=dose, content="500 mg/vial").told == told


@pytest.mark.parametrize("content", ["500 mg", "500 mg/vial", "0.5 g/vial", "500 mg/ampoule"])
def test_the_content_of_a_vial_may_be_said_in_several_ways(content):
    assert vials_for_dose(dose="750 mg", content=content).shown == "2 vial"


def test_vials_for_a_volume_are_counted_by_what_each_gives():
    assert vials_for_dose(dose="25 mL", content="10 mL/vial").told == "vials 3 vial; left over 5 mL"


@pytest.mark.parametrize(
    ("withdrawable", "vials"), [("9.9 mL", "3 vial"), ("10 mL", "2 vial"), ("10.1 mL", "2 vial")]
)
def test_what_stays_in_the_vial_does_not_count(withdrawable, vials):
    working = vials_by_withdrawal(dose="1 g", strength="50 mg/mL", withdrawable=withdrawable)
    assert working.shown == vials


def test_doses_that_share_no_vial_take_more_of_them():
    assert vials_for_dose(dose="3000 mg", content="500 mg/vial").shown == "6 vial"
    assert vials_for_doses(dose="750 mg", doses="4", content="500 mg/vial").shown == "8 vial"
    with pytest.raises(OutOfRange, match="a whole number"):
        vials_for_doses(dose="750 mg", doses="2.5", content="500 mg/vial")


@pytest.mark.parametrize(
    ("dose", "doses"), [("3.3 mL", "3"), ("3.4 mL", "2"), ("10 mL", "1"), ("10.1 mL", None)]
)
def test_a_vial_serves_whole_doses_only(dose, doses):
    if doses:
        assert doses_in_vial(content="10 mL/vial", dose=dose).shown == doses
        return
    with pytest.raises(OutOfRange, match="at most the usable content, 10 mL"):
        doses_in_vial(content="10 mL/vial", dose=dose)


@settings(deadline=None)
@given(
    st.decimals(min_value="0.1", max_value=9999, places=1),
    st.decimals(min_value="0.1", max_value=999, places=1),
)
def test_vials_opened_hold_the_dose_and_one_fewer_would_not(dose, content):
    working = vials_for_dose(dose=f"{dose} mg", content=f"{content} mg/vial")
    left, each = working.quantity("left_over"), qty(content, "mg")
    assert qty("0 mg") <= left < each
    assert left + qty(dose, "mg") == each * working.result.exact


def test_vials_of_another_drug_or_kind_are_refused():
    with pytest.raises(OtherSubstance):
        vials_for_dose(dose="1 g cefazolin", content="1 g/vial vancomycin")
    with pytest.raises(WrongUnit):
        vials_for_dose(dose="20 mEq", content="500 mg/vial")
    with pytest.raises(WrongUnit, match="mg/vial"):
        vials_for_dose(dose="500 mg", content="50 mg/mL")
