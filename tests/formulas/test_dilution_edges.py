"""Dilutions at the edge of what a device can measure and a vessel can hold."""

import pytest

from formulas.calculator import REGISTER
from formulas.dilution import (
    diluent_to_add,
    equivalent_volume,
    stock_to_make_up,
    strength_after_adding,
    strength_made_up,
)
from formulas.errors import DoesNotFit, NotPositive
from formulas.quantity import qty

SHRINKING = "Some liquids shrink on mixing"


@pytest.mark.parametrize(("step", "taken"), [("0.3 mL", True), ("0.4 mL", True), ("0.5 mL", False)])
@pytest.mark.parametrize(
    ("name", "inputs", "what"),
    [
        ("stock-to-make-up", {"stock": "50 % w/v", "target": "0.1 % w/v", "final": "100 mL"}, "stock volume"),
        ("diluent-to-add", {"stock": "50.1 % w/v", "target": "50 % w/v", "volume": "100 mL"}, "diluent volume"),
        ("equivalent-volume", {"strength": "1 % w/v", "other": "50 % w/v", "volume": "10 mL"}, "other volume"),
    ],
)  # fmt: skip
def test_two_tenths_of_a_millilitre_need_a_device_that_shows_them(name, inputs, what, step, taken):
    ask = REGISTER[name]
    if taken:
        assert ask.compute({**inputs, "resolution": step}).result == qty(step)
    else:
        with pytest.raises(
            NotPositive, match=rf"{what} is 0\.2 mL, and measured in steps of {step}"
        ):
            ask.compute({**inputs, "resolution": step})


def test_a_coarse_device_says_by_how_much_the_stock_is_too_much():
    with pytest.raises(DoesNotFit, match=r"take 11 mL, 0.4 mL more than .* 10.6 mL"):
        stock_to_make_up(stock="5 mg/mL", target="5 mg/mL", final="10.6 mL", resolution="1 mL")


def test_more_than_the_vessel_holds_says_by_how_much():
    with pytest.raises(DoesNotFit, match=r"take 110 mL, 10 mL more than .* 100 mL"):
        strength_made_up(stock="50 % w/v", volume="110 mL", final="100 mL")


@pytest.mark.parametrize(("percent", "warns"), [("% v/v", True), ("% w/v", False)])
def test_liquids_in_percent_by_volume_are_said_to_shrink(percent, warns):
    strong, weak = f"70 {percent}", f"35 {percent}"
    for working in (
        stock_to_make_up(stock=strong, target=weak, final="100 mL"),
        diluent_to_add(stock=strong, target=weak, volume="100 mL"),
        strength_after_adding(stock=strong, volume="100 mL", diluent="100 mL"),
    ):
        assert any(SHRINKING in words for words in working.warnings) is warns


def test_another_strength_in_its_place_holds_as_much():
    assert equivalent_volume(volume="550 mL", strength="70 % w/v", other="50 % w/v").result == qty(
        "770 mL"
    )
