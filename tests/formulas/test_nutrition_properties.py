"""What holds for every order: scaling, closure, any order of lines, any basis; printed volumes."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.errors import FormulaError, OtherBasis, WrongUnit
from formulas.nutrition.making import make_bag
from formulas.nutrition.order import Patient
from formulas.nutrition.sources import sources
from formulas.products import read_product
from formulas.quantity import converted, make, qty, total
from formulas.rounding import half_up
from formulas.units import unit
from tests.formulas.nutrition_orders import (
    adult_three_in_one,
    adult_two_in_one,
    neonate_in_ions,
    wanted,
)

TIMES = st.fractions(Fraction(1, 10), 10, max_denominator=50)
ORDERS = (adult_two_in_one, adult_three_in_one, neonate_in_ions)
LINES = ("macronutrients", "salts", "ions", "additives")


def made(bag):
    return {one.product: (one.volume, one.amount, one.brings) for one in bag.every}


def scaled(order, times):
    """An order by day with every amount, and the volume, so many times as large."""
    changed = {
        name: tuple(replace(one, quantity=one.quantity * times) for one in lines)
        for name in LINES
        if (lines := tuple(each for each in vars(order)[name]))
    }
    overfill = order.overfill * times if order.overfill else None
    return replace(order, volume=order.volume * times, overfill=overfill, **changed)


def require_scaled(bag, larger, times):
    assert larger.volume == bag.volume * times
    assert larger.water == bag.water * times
    assert larger.factor == bag.factor
    for one, other in zip(bag.every, larger.every, strict=True):
        assert other.product == one.product
        assert other.volume == one.volume * times
        assert all(other.brings[name] == held * times for name, held in one.brings.items())


@given(TIMES)
def test_a_heavier_child_gets_so_many_times_as_much_of_everything(times):
    order = neonate_in_ions()
    larger = replace(order, weight=order.weight * times)
    require_scaled(make_bag(order), make_bag(larger), times)


@given(TIMES, st.sampled_from((adult_two_in_one, adult_three_in_one)))
def test_an_order_by_day_scales_with_its_amounts_and_its_volume(times, order):
    require_scaled(make_bag(order()), make_bag(scaled(order(), times)), times)


@given(TIMES)
def test_the_weight_of_an_adult_changes_nothing_in_the_bag(times):
    order = adult_two_in_one()
    assert made(make_bag(replace(order, weight=order.weight * times))) == made(make_bag(order))


@given(st.fractions(0, 2, max_denominator=100), st.sampled_from(ORDERS))
def test_any_overfill_closes_and_multiplies_what_is_in_the_bag_and_only_that(overfill, order):
    plain = make_bag(order(overfill=None))
    more = None if not overfill else make(overfill * 100, unit("percent"))
    bag = make_bag(order(overfill=more))
    assert total([bag.water, *(one.volume for one in bag.ingredients)]) == bag.volume
    assert bag.factor.exact == 1 + overfill
    assert [one.volume for one in bag.ingredients] == [
        one.volume * (1 + overfill) for one in plain.ingredients
    ]
    assert bag.separate == plain.separate


@given(st.integers(0, 2**32).map(Random), st.sampled_from(ORDERS))
def test_the_order_of_the_lines_never_matters(seed, order):
    bag, shuffled = make_bag(order()), order()
    for name in (*LINES, "salt_products"):
        lines = list(vars(shuffled)[name])
        seed.shuffle(lines)
        shuffled = replace(shuffled, **{name: tuple(lines)})
    again = make_bag(shuffled)
    assert made(again) == made(bag)
    assert again.water == bag.water


@given(st.sampled_from(("macronutrients", "ions", "additives")), st.integers(0, 5))
def test_a_figure_by_kg_and_the_same_by_litre_make_one_bag(name, place):
    order = neonate_in_ions()
    lines = list(vars(order)[name])
    line = lines[place % len(lines)]
    if line.substance in {"fat", "phosphate"}:
        return  # fat has no concentration beside the bag, nor what it brings
    top = str(line.quantity.unit).partition("/")[0]
    by_litre = (line.quantity / order.volume).to(f"{top}/L")
    lines[place % len(lines)] = replace(line, quantity=by_litre)
    assert made(make_bag(replace(order, **{name: tuple(lines)}))) == made(make_bag(order))


EVERY_LINE = [
    (order, name, place)
    for order in ORDERS
    for name in LINES
    for place in range(len(vars(order())[name]))
]


@pytest.mark.parametrize("patient", Patient)
@pytest.mark.parametrize(("make_order", "name", "place"), EVERY_LINE)
def test_no_figure_by_kg_is_ever_taken_for_one_by_day_or_the_other_way(
    make_order, name, place, patient
):
    """The other basis is refused, or it is an adolescent's and comes out as its unit says."""
    order = make_order(patient=patient)
    lines = list(vars(order)[name])
    line = lines[place]
    top, _, basis = str(line.quantity.unit).partition("/")
    other = "day" if basis == "kg/day" else "kg/day"
    turned = make(line.quantity.exact, unit(f"{top}/{other}"))
    with pytest.raises(WrongUnit):
        converted(turned, f"{top}/{basis}")
    lines[place] = replace(line, quantity=turned)
    try:
        bag = make_bag(replace(order, **{name: tuple(lines)}))
    except FormulaError as refusal:
        assert isinstance(refusal, OtherBasis) or patient is Patient.ADOLESCENT  # noqa: PT017 - the kind depends on the patient
        return
    vitamins = line.substance == "multiple vitamins" and other == "day"
    assert patient is Patient.ADOLESCENT or vitamins
    per_day = turned * qty("1 day") * (order.weight if other == "kg/day" else 1)
    if name != "ions":
        there = next(one for one in bag.every if one.product == line.product)
        times = 1 if there in bag.separate else bag.factor.exact
        assert there.amount == per_day * times


def a_salt(name, strengths):
    return read_product(
        {
            "id": name, "name": name, "kind": "electrolyte", "container": "vial",
            "strengths": strengths, "most_containers": 9, "source": "printed with the volumes",
            "last_checked": a_day(), "confirmed": False,
        }
    )  # fmt: skip


def a_day():
    return next(iter(sources().values())).last_checked


SITE = {
    **sources(),
    "nacl": a_salt("nacl", {"sodium chloride": "3.3 mEq/mL"}),
    "kcl": a_salt("kcl", {"potassium chloride": "2 mEq/mL"}),
    "ca": a_salt("ca", {"calcium": "0.45 mEq/mL"}),
    "mg": a_salt("mg", {"magnesium": "4 mEq/mL"}),
}
PRINTED = {  # a published specification: 1.36 kg, overfill factor 1.2, volumes to 0.01 mL
    "trophamine-10-500ml": "44.06",
    "nacl": "1.48",
    "kcl": "1.63",
    "ca": "7.25",
    "mg": "0.12",
}


def a_printed_order(overfill):
    return neonate_in_ions(
        weight=qty("1.36 kg"),
        volume=qty("140 mL/kg/day"),
        overfill=qty(overfill),
        macronutrients=(
            wanted("amino acids", "2.7 g/kg/day", "trophamine-10-500ml"),
            wanted("dextrose monohydrate", "10 g/kg/day", "dextrose-50-500ml"),
            wanted("fat", "2 g/kg/day", "smoflipid-20-500ml"),
        ),
        salts=(
            wanted("sodium chloride", "3 mEq/kg/day", "nacl"),
            wanted("potassium chloride", "2 mEq/kg/day", "kcl"),
            wanted("calcium", "2 mEq/kg/day", "ca"),
            wanted("magnesium", "0.3 mEq/kg/day", "mg"),
        ),
        ions=(),
        additives=(),
    )


def printed(bag):
    return {one.product: half_up(one.volume, qty("0.01 mL")).value.to("mL") for one in bag.every}


def test_the_printed_volumes_of_a_newborns_bag_come_out_to_a_hundredth():
    bag = make_bag(a_printed_order("20 percent"), SITE)
    volumes = printed(bag)
    assert {name: volumes[name] for name in PRINTED} == {
        name: qty(f"{figure} mL") for name, figure in PRINTED.items()
    }
    assert volumes["smoflipid-20-500ml"] == qty("13.6 mL")
    assert bag.infused == qty("190.4 mL")
    assert bag.volume == qty("228.48 mL")


def test_an_overfill_of_three_tenths_multiplies_every_volume_by_one_point_three():
    """T110 to T114 with the factor 1.3 that a children's hospital prints on its sheets."""
    bag = make_bag(a_printed_order("30 percent"), SITE)
    figures = {
        "trophamine-10-500ml": "47.74 mL", "nacl": "1.61 mL", "kcl": "1.77 mL", "ca": "7.86 mL",
        "mg": "0.13 mL", "dextrose-50-500ml": "35.36 mL", "smoflipid-20-500ml": "13.6 mL",
    }  # fmt: skip
    assert printed(bag) == {name: qty(figure) for name, figure in figures.items()}
    assert bag.factor.exact == Fraction(13, 10)


def test_the_water_of_a_printed_three_in_one_label_comes_out():
    """T055: nine stocks, sodium and potassium phosphates together; 346.770 mL are printed."""
    order = adult_three_in_one(
        volume=qty("2000 mL/day"),
        overfill=None,
        macronutrients=(
            wanted("amino acids", "110 g/day", "clinisol-15-2000ml"),
            wanted("dextrose", "319.998 g/day", "dextrose-70-2000ml"),
            wanted("fat", "45 g/day", "intralipid-20-500ml"),
        ),
        salts=(
            wanted("potassium chloride", "140 mEq/day", "potassium-chloride-2-20ml"),
            wanted("potassium phosphates", "39.990 mmol/day", "potassium-phosphates-4.4-15ml"),
            wanted("calcium", "12.002 mEq/day", "calcium-gluconate-10-50ml"),
            wanted("sodium phosphates", "50.010 mmol/day", "sodium-phosphates-3-15ml"),
            wanted("sodium acetate", "65 mEq/day", "sodium-acetate-2-20ml"),
            wanted("sodium chloride", "280 mEq/day", "sodium-chloride-23.4-100ml"),
            wanted("magnesium sulfate", "14.007 mEq/day", "magnesium-sulfate-50-10ml"),
        ),
        additives=(
            wanted("", "1 mL/day", "selenium-60-10ml"),
            wanted("zinc", "5 mg/day", "zinc-1-10ml"),
        ),
    )
    water = make_bag(order).water
    assert half_up(water, qty("0.001 mL")).value == qty("346.766 mL")
    assert abs(water - qty("346.770 mL")) < qty("0.05 mL")
