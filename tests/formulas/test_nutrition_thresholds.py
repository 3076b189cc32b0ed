"""Every limit that comes with First Air, on a bag just under, at and just over it."""

from fractions import Fraction

import pytest

from formulas.nutrition.bag import Bag, Ingredient
from formulas.nutrition.bag_figures import (
    AMOUNTS,
    ANHYDROUS,
    CHANGE,
    CHARGES,
    HYDROUS,
    MOLAR_PRODUCT,
    OSMOLARITY,
    PRODUCT,
    SUM,
)
from formulas.nutrition.check import State
from formulas.nutrition.checks import check_bag
from formulas.nutrition.limits import Comparator, Level, Status
from formulas.nutrition.limits_file import limits
from formulas.nutrition.order import LipidGiven, NutritionOrder, Patient
from formulas.quantity import number, qty

WEIGHT, HOURS, VOLUME, DAY = qty("5 kg"), qty("10 h"), qty("1 L"), qty("1 day")
FAILING = {
    Level.PROTOCOL: State.WARNING,
    Level.PHARMACIST: State.DECIDE,
    Level.ABSOLUTE: State.STOP,
}
BOOKS = (CHANGE, CHARGES, AMOUNTS, "aluminium", "infusion time")  # tested on bags of their own


def bag_for(limit, brings, **changed):
    """A bag that one made-up ingredient fills, for a patient whom the limit is for."""
    scope, facts = (
        limit.scope,
        {"water": qty("100 mL"), "fat_hours": HOURS, "volume": VOLUME, **changed},
    )
    weight = scope.weight_from or (scope.weight_below / 2 if scope.weight_below else WEIGHT)
    fat = LipidGiven.IN_THE_BAG if scope.fat == (LipidGiven.IN_THE_BAG,) else scope.fat[0]
    order = NutritionOrder(
        id="threshold",
        patient=scope.patients[0],
        weight=weight,
        access=scope.access[0],
        volume=qty("1000 mL/day"),
        hours=HOURS,
        macronutrients=(),
        lipid_given=fat,
        lipid_hours=facts["fat_hours"],
    )
    made = Ingredient(
        "made-up", "Made up", "made up", qty("1 g"), facts["volume"] - facts["water"], brings
    )
    return Bag(order, facts["volume"], facts["volume"], number(1), (made,), facts["water"], (), ())


def amount_at(limit, value):
    """Give the amount in the bag at which its figure is a value."""
    per = {
        "day": DAY, "kg/day": DAY * weight_of(limit), "h": HOURS, "kg/h": HOURS * weight_of(limit),
        "kg/min": HOURS * weight_of(limit),
    }.get(value.unit.basis, VOLUME)  # fmt: skip
    top = "g" if str(value.unit) == "% w/v" else str(value.unit).partition("/")[0]
    return (value * per).to(top)


def weight_of(limit):
    return limit.scope.weight_from or (
        limit.scope.weight_below / 2 if limit.scope.weight_below else WEIGHT
    )


def bag_at(limit, value):
    """Give a bag whose figure is exactly a value."""
    name, exact = limit.parameter, value.exact
    if name == "fluid":
        return bag_for(limit, {}, volume=(value * weight_of(limit) * DAY).to("mL"))
    if name == "water":
        return bag_for(limit, {}, water=VOLUME * (exact / 100))
    if name == "time of separate fat":
        return bag_for(limit, {}, fat_hours=value)
    brings = {
        "fat share of energy": {"energy": qty("100 kcal"), "fat": qty("1 g")},
        OSMOLARITY: {"dextrose monohydrate": qty(exact / 5, "g")},  # five milliosmoles a gram
        "insulin by dextrose": {
            "dextrose monohydrate": qty("100 g"),
            "insulin human regular": qty(exact * 100, "unit"),
        },
        SUM: {"calcium": qty("10 mEq"), "phosphate": qty(exact - 10, "mmol")},
        PRODUCT: {"calcium": qty("10 mEq"), "phosphate": qty(exact / 10, "mmol")},
        MOLAR_PRODUCT: {"calcium": qty("10 mEq"), "phosphate": qty(exact / 5, "mmol")},
    }.get(name)
    if name in {"calcium and magnesium", "sodium and potassium"}:
        brings = {name.split(" and ")[0]: amount_at(limit, value)}
    if name in {HYDROUS, ANHYDROUS}:
        brings = {"dextrose monohydrate": amount_at(limit, value)}
    if brings is None:
        brings = {name: amount_at(limit, value)}
    return bag_for(limit, brings)


def found(limit, bag):
    return next(one for one in check_bag(bag) if one.row == limit.id)


TESTED = [
    one for one in limits().limits.values() if one.parameter not in (*BOOKS, "fat share of energy")
]


@pytest.mark.parametrize("limit", TESTED, ids=lambda one: one.id)
def test_a_limit_is_kept_just_within_and_at_it_and_not_just_beyond(limit):
    within, beyond = Fraction(999, 1000), Fraction(1001, 1000)
    if limit.comparator is Comparator.AT_LEAST:
        within, beyond = beyond, within
    for share, kept in ((within, True), (Fraction(1), True), (beyond, False)):
        check = found(limit, bag_at(limit, limit.value * share))
        wanted = State.WARNING if limit.status is Status.RECALLED else FAILING[limit.level]
        assert check.state is (State.MET if kept else wanted), check.sentence
        assert check.limit == limit.told
        assert check.source.startswith(limit.source)
        assert check.working is not None


def test_a_recalled_figure_of_a_firm_level_only_warns():
    limit = limits().limits["potassium-by-hour"]
    assert (limit.level, limit.status) == (Level.PHARMACIST, Status.RECALLED)
    assert found(limit, bag_at(limit, limit.value * 2)).state is State.WARNING


@pytest.mark.parametrize(
    ("share", "state"), [(599, State.MET), (600, State.MET), (601, State.DECIDE)]
)
def test_fat_brings_at_most_its_share_of_the_energy(share, state):
    limit = limits().limits["fat-share-of-energy"]
    bag = bag_for(limit, {"energy": qty(1000 - share, "kcal")})
    fat = Ingredient(
        "fat",
        "Fat",
        "fat",
        qty("1 g"),
        qty("1 mL"),
        {"energy": qty(share, "kcal"), "fat": qty("1 g")},
    )
    both = Bag(
        bag.order, bag.infused, bag.volume, bag.factor, (*bag.ingredients, fat), bag.water, (), ()
    )
    assert found(limit, both).state is state


def test_every_kind_of_patient_has_floors_and_ceilings_for_dextrose_and_amino_acids_and_a_ceiling_for_fat():
    for patient in Patient:
        ours = [
            one
            for one in limits().limits.values()
            if patient in one.scope.patients and one.level is not Level.PROTOCOL
        ]
        sides = {(one.parameter, one.comparator) for one in ours}
        for name in ("amino acids", HYDROUS):
            assert {(name, Comparator.AT_LEAST), (name, Comparator.AT_MOST)} <= sides
        assert ("fat", Comparator.AT_MOST) in sides
