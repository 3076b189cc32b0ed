"""Calcium with phosphate by curves. Every curve here is made up for the test: none is of a product."""

from dataclasses import replace
from datetime import date

import pytest

from formulas.errors import OtherCurve
from formulas.nutrition.calcium_phosphate import (
    AT_ADDITION,
    FINAL,
    Circumstances,
    calcium_phosphate_checks,
    chosen,
    under_curve,
)
from formulas.nutrition.calcium_phosphate import Mixture as Mixed
from formulas.nutrition.check import State
from formulas.nutrition.curves import Curve, Point
from formulas.nutrition.given import given_by
from formulas.nutrition.limits import Level
from formulas.nutrition.limits_file import limits
from formulas.nutrition.making import make_bag
from formulas.nutrition.order import LipidGiven
from formulas.nutrition.sources import nutrition_products
from formulas.quantity import qty
from tests.formulas.nutrition_orders import TROPHAMINE, adult_two_in_one, neonate_in_ions, wanted

MADE_UP = "synthetic: made up for a test, not of any product"
WARM = Circumstances(qty("37 degC"), qty("24 h"), qty("140 mL"))


def curve(name="made-up", points=(("10 mEq/L", "40 mmol/L"), ("30 mEq/L", "20 mmol/L")), **changed):
    made = Curve(
        id=name,
        product=TROPHAMINE,
        phosphate="inorganic",
        with_fat=False,
        amino_acids=qty("1 % w/v"),
        dextrose=qty("5 % w/v"),
        cysteine=qty("0 mg/g"),
        temperature=qty("37 degC"),
        time=qty("24 h"),
        points=tuple(Point(qty(one), qty(other)) for one, other in points),
        source=MADE_UP,
        digitised_by="a test",
        digitised_on=date(2026, 11, 25),
        last_checked=date(2026, 11, 25),
        confirmed=True,
    )
    return replace(made, **changed)


# Two made-up curves that span amino acids from 1 to 4 % and dextrose from 5 to 20 %.
SPAN = (curve("low"), curve("high", amino_acids=qty("4 % w/v"), dextrose=qty("20 % w/v")))


def mixed(**changed):
    made = Mixed(
        FINAL, TROPHAMINE, "inorganic", False, qty("20 mEq/L"), qty("10 mmol/L"), qty("2 % w/v"),
        qty("10 % w/v"), qty("0 mg/g"), qty("37 degC"), qty("24 h"),
    )  # fmt: skip
    return replace(made, **changed)


def judged(order=None, curves=SPAN, around=WARM):
    given = given_by(make_bag(order or neonate_in_ions()))
    return {one.name: one for one in calcium_phosphate_checks(given, limits(), curves, around)}


def test_without_curves_every_bag_says_so_and_a_pharmacist_decides():
    found = judged(curves=())
    assert "holds no curve" in found["curves of calcium with phosphate"].sentence
    assert not found["curves of calcium with phosphate"].needs_decision
    for name in (FINAL, AT_ADDITION):
        assert found[name].state is State.NOT_EVALUATED
        assert found[name].needs_decision


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


@pytest.mark.parametrize(
    ("changed", "covered"),
    [
        ({"amino_acids": qty("0.99 % w/v")}, "amino acids"),
        ({"amino_acids": qty("1 % w/v")}, None),
        ({"amino_acids": qty("4 % w/v")}, None),
        ({"amino_acids": qty("4.01 % w/v")}, "amino acids"),
        ({"dextrose": qty("4.99 % w/v")}, "dextrose"),
        ({"dextrose": qty("5 % w/v")}, None),
        ({"dextrose": qty("20 % w/v")}, None),
        ({"dextrose": qty("20.01 % w/v")}, "dextrose"),
        ({"cysteine": qty("0.01 mg/g")}, "cysteine"),
        ({"temperature": qty("36.9 degC")}, None),
        ({"temperature": qty("37 degC")}, None),
        ({"temperature": qty("37.1 degC")}, "reaches 37.1 degC"),
        ({"time": qty("23.9 h")}, None),
        ({"time": qty("24 h")}, None),
        ({"time": qty("24.1 h")}, "24.1 h"),
        ({"phosphate_kind": "glycerophosphate"}, "glycerophosphate phosphate without fat"),
        ({"with_fat": True}, "inorganic phosphate with fat"),
        ({"product": "travasol-10-2000ml"}, "no curve is on file for travasol"),
    ],
)
def test_outside_what_any_curve_covers_nothing_is_chosen(changed, covered):
    found = chosen(mixed(**changed), SPAN)
    if covered is None:
        assert isinstance(found, Curve)
    else:
        assert covered in found


def test_the_nearest_curve_that_is_lower_in_everything_is_chosen():
    grid = tuple(
        curve(f"{acids}-{sugar}", amino_acids=qty(f"{acids} % w/v"), dextrose=qty(f"{sugar} % w/v"))
        for acids in (1, 2, 3)
        for sugar in (5, 10, 20)
    )
    assert (
        chosen(mixed(amino_acids=qty("2.5 % w/v"), dextrose=qty("19.9 % w/v")), grid).id == "2-10"
    )
    assert chosen(mixed(amino_acids=qty("3 % w/v"), dextrose=qty("20 % w/v")), grid).id == "3-20"
    assert chosen(mixed(amino_acids=qty("2.99 % w/v"), dextrose=qty("20 % w/v")), grid).id == "2-20"


def test_no_curve_that_is_lower_in_all_at_once_is_none():
    odd = (
        curve("one", amino_acids=qty("1 % w/v"), dextrose=qty("12 % w/v")),
        curve("two", amino_acids=qty("3 % w/v"), dextrose=qty("5 % w/v")),
    )
    assert "at once" in chosen(mixed(), odd)


def test_the_warmer_and_longer_curve_is_taken_only_where_none_is_nearer():
    hot = (
        curve("hot", temperature=qty("40 degC")),
        curve("warm"),
        curve("high", amino_acids=qty("4 % w/v"), dextrose=qty("20 % w/v")),
    )
    assert chosen(mixed(), hot).id == "warm"
    ends = {"amino_acids": qty("4 % w/v"), "dextrose": qty("20 % w/v")}
    wide = curve("wide", temperature=qty("40 degC"), **ends)
    assert chosen(mixed(temperature=qty("38 degC")), (*hot, wide)).id == "hot"


def test_the_curve_of_another_product_is_refused():
    with pytest.raises(OtherCurve, match="trophamine"):
        under_curve(mixed(product="travasol-10-2000ml"), curve())


def test_an_amino_acid_product_switched_loses_its_curve():
    order = neonate_in_ions()
    first, *rest = order.macronutrients
    switched = replace(order, macronutrients=(replace(first, product="travasol-10-2000ml"), *rest))
    found = judged(switched)
    assert found[FINAL].state is State.NOT_EVALUATED
    assert "no curve is on file for travasol" in found[FINAL].sentence


def test_the_phosphate_of_the_amino_acids_is_counted():
    order = neonate_in_ions(
        ions=(wanted("calcium", "2.5 mEq/kg/day"),), salt_products=("calcium-gluconate-10-50ml",)
    )
    first, *rest = order.macronutrients
    hidden = replace(order, macronutrients=(replace(first, product=hidden_phosphate()), *rest))
    assert judged(order, curves=())["calcium phosphate curves"].state is State.MET
    assert judged(hidden, curves=())[FINAL].state is State.NOT_EVALUATED


def hidden_phosphate():
    return next(
        one.id
        for one in nutrition_products().values()
        if one.kind == "amino acids" and "phosphate" in one.strengths
    )


def test_a_newborn_s_bag_is_judged_as_warm_as_an_incubator_whatever_is_stated():
    cold = replace(WARM, temperature=qty("25 degC"))
    cool_curves = tuple(replace(one, temperature=qty("25 degC")) for one in SPAN)
    assert judged(curves=cool_curves, around=cold)[FINAL].state is State.NOT_EVALUATED
    assert "37 degC" in judged(curves=cool_curves, around=cold)[FINAL].sentence


@pytest.mark.parametrize("missing", ["temperature", "time"])
def test_how_warm_and_how_long_must_be_stated(missing):
    found = judged(around=replace(WARM, **{missing: None}))
    assert "not stated" in found[FINAL].sentence
    assert found[FINAL].needs_decision


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
    assert "with fat" in judged(order)[FINAL].sentence
