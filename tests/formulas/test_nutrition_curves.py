"""Calcium with phosphate by curves. Every curve here is made up for the test: none is of a product."""

from dataclasses import replace

import pytest

from formulas.nutrition.calcium_phosphate import (
    AT_ADDITION,
    BOTH,
    FINAL,
    calcium_phosphate_checks,
    under_curve,
)
from formulas.nutrition.check import State
from formulas.nutrition.curves import Point
from formulas.nutrition.given import given_by
from formulas.nutrition.limits import Level
from formulas.nutrition.limits_file import limits
from formulas.nutrition.making import make_bag
from formulas.nutrition.mixtures import Circumstances
from formulas.nutrition.order import LipidGiven
from formulas.nutrition.sources import nutrition_products
from formulas.quantity import qty
from tests.formulas.nutrition_curves import SPAN, WARM, curve, mixed
from tests.formulas.nutrition_orders import adult_two_in_one, neonate_in_ions, wanted


def judged(order=None, curves=SPAN, around=WARM):
    given = given_by(make_bag(order or neonate_in_ions()))
    return {one.name: one for one in calcium_phosphate_checks(given, limits(), curves, around)}


def test_without_curves_every_bag_says_so_and_a_pharmacist_decides_once():
    found = judged(curves=())
    assert list(found) == [BOTH]
    assert "holds no curve" in found[BOTH].sentence
    assert found[BOTH].state is State.NOT_EVALUATED
    assert found[BOTH].needs_decision


def test_a_missing_curve_is_blamed_before_what_is_not_stated():
    unsaid = Circumstances()
    assert "holds no curve" in judged(curves=(), around=unsaid)[BOTH].sentence
    others = tuple(replace(one, product="travasol-10-2000ml") for one in SPAN)
    told = judged(curves=others, around=unsaid)[BOTH].sentence
    assert "no curve is on file for trophamine" in told
    assert "not stated" not in told


def test_what_cannot_be_judged_tells_the_strengths_it_is_decided_on():
    told = judged(curves=())[BOTH].sentence
    assert "Final: 22.73 mEq/L calcium with 10.45 mmol/L phosphate" in told
    assert "as calcium is added: 27.86 mEq/L calcium with 12.81 mmol/L phosphate" in told


def test_two_moments_that_fail_apart_tell_both_reasons_in_one_decision():
    odd = judged(around=replace(WARM, time=qty("24.1 h"), at_addition=qty("0 mL")))
    assert list(odd) == [BOTH]
    assert "24.1 h" in odd[BOTH].sentence
    assert "no volume within a bag" in odd[BOTH].sentence


def test_without_curves_a_bag_without_calcium_says_so_too():
    order = adult_two_in_one(
        salts=(wanted("sodium chloride", "60 mEq/day", "sodium-chloride-23.4-100ml"),)
    )
    found = judged(order, curves=())
    assert "curves of calcium with phosphate" in found
    assert found["calcium phosphate curves"].state is State.MET


def test_under_a_confirmed_curve_both_moments_are_met_with_point_and_margin():
    checks = calcium_phosphate_checks(given_by(make_bag(neonate_in_ions())), limits(), SPAN, WARM)
    assert [one.name for one in checks] == [FINAL, AT_ADDITION]
    assert [one.state for one in checks] == [State.MET, State.MET]
    assert "mEq/L with" in checks[0].sentence
    assert "margin" in checks[0].sentence
    assert "curve low" in checks[0].sentence
    assert checks[0].working.result > checks[1].working.result  # less room in a smaller volume


def test_a_curve_that_nobody_confirmed_clears_nothing_but_may_stop():
    unconfirmed = tuple(replace(one, confirmed=False) for one in SPAN)
    made = calcium_phosphate_checks(
        given_by(make_bag(neonate_in_ions())), limits(), unconfirmed, WARM
    )
    assert {one.state for one in made} == {State.NOT_EVALUATED}
    assert "nobody has confirmed" in made[0].sentence
    low = tuple(
        replace(one, points=(Point(qty("30 mEq/L"), qty("1 mmol/L")),)) for one in unconfirmed
    )
    made = calcium_phosphate_checks(given_by(make_bag(neonate_in_ions())), limits(), low, WARM)
    assert {one.state for one in made} == {State.STOP}


@pytest.mark.parametrize(
    ("calcium", "phosphate", "margin"),
    [
        ("10 mEq/L", "39.6 mmol/L", "1.0"),
        ("10 mEq/L", "40 mmol/L", "0.0"),
        ("10 mEq/L", "40.4 mmol/L", "-1.0"),
    ],
)
def test_the_margin_is_above_nothing_only_under_the_curve(calcium, phosphate, margin):
    working = under_curve(mixed(calcium=qty(calcium), phosphate=qty(phosphate)), curve())
    assert working.outputs[0].shown.startswith(margin)
    assert (working.result.exact > 0) is (margin == "1.0")


@pytest.mark.parametrize(
    ("calcium", "allowed"),
    [
        ("9.9 mEq/L", "40 mmol/L"),
        ("10 mEq/L", "40 mmol/L"),
        ("10.1 mEq/L", "20 mmol/L"),
        ("29.9 mEq/L", "20 mmol/L"),
        ("30 mEq/L", "20 mmol/L"),
        ("30.1 mEq/L", None),
    ],
)
def test_between_two_points_the_next_one_holds_and_beyond_the_last_none(calcium, allowed):
    assert curve().most_phosphate(qty(calcium)) == (qty(allowed) if allowed else None)


def test_calcium_beyond_the_curve_is_not_evaluated():
    short = tuple(
        replace(
            one,
            points=(Point(qty("1 mEq/L"), qty("9 mmol/L")), Point(qty("2 mEq/L"), qty("9 mmol/L"))),
        )
        for one in SPAN
    )
    made = calcium_phosphate_checks(given_by(make_bag(neonate_in_ions())), limits(), short, WARM)
    assert {one.state for one in made} == {State.NOT_EVALUATED}
    assert "beyond the curve" in made[0].sentence


def test_an_amino_acid_product_switched_loses_its_curve():
    order = neonate_in_ions()
    first, *rest = order.macronutrients
    switched = replace(order, macronutrients=(replace(first, product="travasol-10-2000ml"), *rest))
    found = judged(switched)
    assert found[BOTH].state is State.NOT_EVALUATED
    assert "no curve is on file for travasol" in found[BOTH].sentence


def test_the_phosphate_of_the_amino_acids_is_counted():
    order = neonate_in_ions(
        ions=(wanted("calcium", "2.5 mEq/kg/day"),), salt_products=("calcium-gluconate-10-50ml",)
    )
    first, *rest = order.macronutrients
    hidden = replace(order, macronutrients=(replace(first, product=hidden_phosphate()), *rest))
    assert judged(order, curves=())["calcium phosphate curves"].state is State.MET
    assert judged(hidden, curves=())[BOTH].state is State.NOT_EVALUATED


def hidden_phosphate():
    return next(
        one.id
        for one in nutrition_products().values()
        if one.kind == "amino acids" and "phosphate" in one.strengths
    )


def test_a_newborn_s_bag_is_judged_as_warm_as_an_incubator_whatever_is_stated():
    cold = replace(WARM, temperature=qty("25 degC"))
    cool_curves = tuple(replace(one, temperature=qty("25 degC")) for one in SPAN)
    assert judged(curves=cool_curves, around=cold)[BOTH].state is State.NOT_EVALUATED
    assert "37 degC" in judged(curves=cool_curves, around=cold)[BOTH].sentence


@pytest.mark.parametrize("missing", ["temperature", "time"])
def test_how_warm_and_how_long_must_be_stated(missing):
    found = judged(around=replace(WARM, **{missing: None}))
    assert "not stated" in found[BOTH].sentence
    assert found[BOTH].needs_decision


@pytest.mark.parametrize(("volume", "evaluated"), [("171.6 mL", True), ("171.7 mL", False), ("0 mL", False), (None, False)])  # fmt: skip
def test_the_volume_at_addition_lies_within_the_bag(volume, evaluated):
    around = replace(WARM, at_addition=qty(volume) if volume else None)
    made = calcium_phosphate_checks(given_by(make_bag(neonate_in_ions())), limits(), SPAN, around)
    assert (made[1].state is State.MET) is evaluated
    assert made[1].needs_decision is not evaluated


def test_a_bag_over_its_curve_is_stopped_even_if_only_while_it_is_made():
    bag = make_bag(neonate_in_ions())
    allowed = (given_by(bag).held("phosphate") / bag.volume).to("mmol/L") * 2
    wide = (SPAN[0], replace(SPAN[1], amino_acids=qty("9 % w/v"), dextrose=qty("40 % w/v")))
    tight = tuple(replace(one, points=(Point(qty("99 mEq/L"), allowed),)) for one in wide)
    made = calcium_phosphate_checks(
        given_by(bag), limits(), tight, replace(WARM, at_addition=bag.volume / 2)
    )
    assert [one.state for one in made] == [State.MET, State.STOP]
    assert made[1].level is Level.ABSOLUTE


def test_a_three_in_one_is_not_judged_by_a_curve_without_fat():
    order = neonate_in_ions(lipid_given=LipidGiven.IN_THE_BAG)
    assert "with fat" in judged(order)[BOTH].sentence
