from dataclasses import FrozenInstanceError

import pytest

from formulas.errors import DoNotAdd, NotPositive, OtherSubstance, WrongUnit
from formulas.quantity import qty
from formulas.substance import (
    Amount,
    Strength,
    amount,
    positive,
    require_same,
    strength,
    volume_holding,
)

CHLORIDE = "potassium chloride"


def test_amounts_of_one_substance_add():
    assert amount(CHLORIDE, "20 mEq") + amount(CHLORIDE, "0.5 Eq") == amount(CHLORIDE, "520 mEq")
    assert (
        str(amount(CHLORIDE, "20 mEq") + amount(CHLORIDE, "15 mEq")) == "35 mEq potassium chloride"
    )


def test_amounts_of_two_substances_do_not_add():
    with pytest.raises(OtherSubstance, match="a salt is not its ion"):
        amount("potassium chloride", "20 mEq") + amount("potassium", "20 mEq")
    with pytest.raises(DoNotAdd):
        amount(CHLORIDE, "20 mEq") + amount(CHLORIDE, "20 mEq/day")


@pytest.mark.parametrize(
    ("written", "taken"), [("-0.01 mg", False), ("0 mg", False), ("0.01 mg", True)]
)
def test_an_amount_is_more_than_nothing(written, taken):
    for name, told in [("vancomycin", "amount of vancomycin is"), ("", "The amount is")]:
        if taken:
            assert Amount(name, qty(written)).quantity == qty(written)
        else:
            with pytest.raises(NotPositive, match=told):
                Amount(name, qty(written))


@pytest.mark.parametrize(
    ("written", "taken"), [("-0.01 mg/mL", False), ("0 mg/mL", True), ("0.01 mg/mL", True)]
)
def test_a_strength_is_nothing_or_more(written, taken):
    for name, told in [("vancomycin", "strength of vancomycin is"), ("", "The strength is")]:
        if taken:
            assert Strength(name, qty(written)).quantity == qty(written)
        else:
            with pytest.raises(NotPositive, match=told):
                Strength(name, qty(written))


def test_a_strength_made_by_name_is_more_than_nothing():
    with pytest.raises(NotPositive, match="strength of vancomycin"):
        strength("vancomycin", "0 mg/mL")
    assert str(strength("vancomycin", "50 mg/mL")) == "vancomycin 50 mg/mL"
    assert str(Strength("", qty("50 mg/mL"))) == "50 mg/mL"
    assert str(Amount("", qty("5 mg"))) == "5 mg"


@pytest.mark.parametrize(
    ("size", "taken"), [("-1 mL", False), ("0 mL", False), ("0.0001 mL", True), ("1 mL", True)]
)
def test_what_must_be_more_than_nothing_is_asked(size, taken):
    if taken:
        assert positive("volume", qty(size)) == qty(size)
    else:
        with pytest.raises(NotPositive, match="The volume is"):
            positive("volume", qty(size))


def test_an_amount_and_a_strength_once_made_stay_as_they_are():
    with pytest.raises(FrozenInstanceError):
        amount(CHLORIDE, "20 mEq").substance = "potassium"
    with pytest.raises(FrozenInstanceError):
        strength(CHLORIDE, "2 mEq/mL").substance = "potassium"


def test_case_and_blanks_of_a_name_do_not_matter_and_all_else_does():
    require_same(
        amount("Potassium  Chloride", "1 mEq"), strength(" potassium chloride", "2 mEq/mL")
    )
    for other in ("potassium", "potassium chloride hydrate", ""):
        with pytest.raises(OtherSubstance):
            require_same(
                amount(CHLORIDE, "1 mEq"),
                amount(CHLORIDE, "1 mEq"),
                Strength(other, qty("2 mEq/mL")),
            )


def test_the_volume_that_holds_an_amount():
    assert volume_holding(amount(CHLORIDE, "20 mEq"), strength(CHLORIDE, "2 mEq/mL")) == qty(
        "10 mL"
    )
    assert volume_holding(amount("glucose", "5 g"), strength("glucose", "50 % w/v")) == qty("10 mL")
    with pytest.raises(OtherSubstance):
        volume_holding(amount("potassium", "20 mEq"), strength(CHLORIDE, "2 mEq/mL"))


@pytest.mark.parametrize(("offered", "wanted"), [("2 mEq/mL", "mEq"), ("5 % w/v", "mg")])
def test_an_amount_measured_in_something_else_is_told_the_unit_to_use(offered, wanted):
    with pytest.raises(WrongUnit, match=f"such as {wanted}"):
        volume_holding(Amount("", qty("5 unit")), Strength("", qty(offered)))
