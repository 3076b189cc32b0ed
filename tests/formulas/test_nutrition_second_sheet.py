"""A fault on the sheet itself is found by the second calculation."""

from dataclasses import replace
from fractions import Fraction

import pytest

from formulas.quantity import qty
from tests.formulas.nutrition_orders import (
    INTRALIPID,
    KCL,
    NACL,
    adult_three_in_one,
    adult_two_in_one,
)
from tests.formulas.nutrition_second import differing, made, with_steps


def test_a_step_that_is_missing_is_found():
    order = adult_two_in_one()
    sheet = with_steps(made(order), lambda one: [] if one.product == KCL else [one])
    assert differing(order, sheet) >= {"potassium chloride", "bag volume", "potassium in the bag"}


def test_a_step_that_stands_twice_is_found():
    order = adult_two_in_one()
    sheet = with_steps(made(order), lambda one: [one, one] if one.product == KCL else [one])
    assert "potassium chloride" in differing(order, sheet)


def test_a_step_that_nobody_ordered_is_found():
    order = adult_two_in_one()
    sheet = made(order)
    stray = replace(sheet.steps[-1], product="calcium-chloride-10-10ml")
    found = differing(order, replace(sheet, steps=(*sheet.steps, stray)))
    assert "calcium-chloride-10-10ml in the bag" in found


def test_saline_for_water_is_found():
    order = adult_two_in_one()
    sheet = made(order)
    saline = "sodium-chloride-0.9-1000ml"
    steps = tuple(
        replace(one, product=saline) if one.product == sheet.water else one for one in sheet.steps
    )
    assert f"{saline} in the bag" in differing(order, replace(sheet, steps=steps, water=saline))


def test_fat_in_the_bag_that_was_ordered_beside_it_is_found_and_the_reverse():
    order, three = adult_two_in_one(), adult_three_in_one()
    sheet, other = made(order), made(three)
    inside = replace(sheet, steps=(*sheet.steps, *sheet.separate), separate=())
    assert f"{INTRALIPID} in the bag" in differing(order, inside)
    beside = replace(other, steps=other.steps[:-1], separate=other.steps[-1:])
    assert "smoflipid-20-500ml beside it" in differing(three, beside)


@pytest.mark.parametrize(
    ("volume", "agrees"),
    [
        ("14.9 mL", True),
        ("15.3 mL", True),
        ("15.875 mL", True),
        ("15.876 mL", False),
        ("14.874 mL", False),
    ],
)
def test_a_volume_may_be_off_by_half_a_graduation_and_no_more(volume, agrees):
    order = adult_two_in_one()

    def poured(one):
        if one.product != NACL:
            return [one]
        rounded = replace(one.measured.rounded, value=qty(volume))
        return [replace(one, measured=replace(one.measured, rounded=rounded))]

    found = differing(order, with_steps(made(order), poured))
    assert (f"volume of {NACL}" not in found) is agrees


def test_a_device_that_is_said_to_be_coarse_explains_no_more_than_a_twentieth():
    order = adult_two_in_one()

    def poured(one):
        if one.product != NACL:
            return [one]
        device = replace(one.device, resolution=qty("20 mL"))
        rounded = replace(one.measured.rounded, value=qty("20 mL"))
        return [replace(one, measured=replace(one.measured, device=device, rounded=rounded))]

    assert "sodium chloride" in differing(order, with_steps(made(order), poured))


@pytest.mark.parametrize(
    "name", ["energy", "sodium", "acetate", "nitrogen", "dextrose monohydrate"]
)
def test_a_sum_that_the_first_has_wrong_is_found(name):
    order = adult_two_in_one()
    sheet = made(order)
    wrong = {**sheet.brings, name: sheet.brings[name] * Fraction(102, 100)}
    assert differing(order, replace(sheet, brings=wrong)) == {f"{name} in the bag"}


def test_an_osmolarity_that_the_first_has_wrong_is_found():
    order = adult_two_in_one()
    sheet = made(order)
    assert differing(order, replace(sheet, osmolarity=sheet.osmolarity * 2)) == {"osmolarity"}
