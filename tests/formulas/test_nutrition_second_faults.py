"""A fault in the first calculation or in the second is found by their difference."""

from dataclasses import replace
from fractions import Fraction

import pytest

from formulas.nutrition import making, ordered_lines, second_day, second_labels
from formulas.nutrition.making import make_bag
from formulas.nutrition.second_labels import shelf
from formulas.nutrition.sheet import sheet_of
from formulas.nutrition.sources import sources
from formulas.quantity import number, qty
from tests.formulas.nutrition_orders import (
    CALCIUM,
    INTRALIPID,
    K_PHOSPHATE,
    KCL,
    NACL,
    TRAVASOL,
    adult_two_in_one,
    neonate_in_ions,
    wanted,
)
from tests.formulas.nutrition_second import differing, doubled, lines, made


@pytest.mark.parametrize(
    ("product", "substance"),
    [
        (NACL, "sodium chloride"),
        (TRAVASOL, "amino acids"),
        (KCL, "potassium chloride"),
        (INTRALIPID, "fat"),
    ],
)
@pytest.mark.parametrize("times", [2, Fraction(9, 10), Fraction(1005, 1000)])
def test_a_product_figure_that_the_first_has_wrong_is_found(product, substance, times):
    order = adult_two_in_one()
    assert substance in differing(order, made(order, doubled(product, substance, times)))


def test_an_inherent_ion_that_the_first_has_wrong_is_found():
    order = neonate_in_ions()
    trophamine = doubled("trophamine-10-500ml", "acetate", Fraction(9, 10))
    assert differing(order, made(order, trophamine)) >= {"acetate", "acetate in the bag"}


def test_an_inherent_ion_that_the_first_forgets_is_found():
    order = adult_two_in_one()
    label = sources()[TRAVASOL]
    without = {name: each for name, each in label.strengths.items() if name != "acetate"}
    products = {**sources(), TRAVASOL: replace(label, strengths=without)}
    assert differing(order, made(order, products)) == {"acetate in the bag"}


def test_a_factor_that_the_first_lost_is_found(monkeypatch):
    order, volumes = adult_two_in_one(), making._volumes

    def without_factor(of):
        infused, volume, _, working = volumes(of)
        return infused, volume, number(1), working

    monkeypatch.setattr(making, "_volumes", without_factor)
    assert differing(order, made(order)) > {"amino acids", "zinc", "sodium chloride"}


def test_overfill_that_the_first_forgot_is_found():
    order = adult_two_in_one()
    assert "bag volume" in differing(order, made(replace(order, overfill=None)))


@pytest.mark.parametrize(
    "product", [TRAVASOL, NACL, CALCIUM, "zinc-1-10ml", "multiple-vitamins-adult-10ml"]
)
def test_overfill_on_all_ingredients_but_one_is_found(product):
    order = adult_two_in_one()
    bag = make_bag(order)
    without = next(one for one in bag.ingredients if one.product == product)
    brings = {name: much / bag.factor for name, much in without.brings.items()}
    lacking = replace(without, volume=without.volume / bag.factor, brings=brings)
    uneven = tuple(lacking if one is without else one for one in bag.ingredients)
    ordered = {
        one.product: one.substance
        for one in (*order.macronutrients, *order.salts, *order.additives)
    }
    assert differing(order, sheet_of(replace(bag, ingredients=uneven))) == {ordered[product]}


def test_by_kg_taken_as_by_day_is_found(monkeypatch):
    order = lines(neonate_in_ions(weight=qty("2.4 kg")), "ions", magnesium="0.5 mEq/kg/day")
    lost = ordered_lines.for_a_day

    def as_by_day(of, quantity, what):
        return lost(replace(of, weight=qty("1 kg"), volume=qty("264 mL/day")), quantity, what)

    monkeypatch.setattr(ordered_lines, "for_a_day", as_by_day)
    assert differing(order, made(order)) > {"amino acids", "sodium", "zinc"}


def test_by_day_taken_as_by_kg_is_found():
    order = lines(adult_two_in_one(), "macronutrients", amino_acids="1.2 g/day")
    assert "amino acids" in differing(order, made(adult_two_in_one()))


def test_the_ion_taken_for_the_salt_is_found():
    order = lines(adult_two_in_one(), "salts", calcium_gluconate="100 mg/day")
    salts = tuple(
        replace(one, substance="calcium") if one.product == CALCIUM else one for one in order.salts
    )
    assert "calcium gluconate" in differing(order, made(replace(order, salts=salts)))


@pytest.mark.parametrize(
    ("ordered", "made_as", "found"),
    [
        ("4 mg/day", "4000 mcg/day", False),
        ("400 mcg/day", "400 mg/day", True),
        ("400 mg/day", "400 mcg/day", True),
    ],
)
def test_micrograms_taken_for_milligrams_are_found(ordered, made_as, found):
    order, other = (
        adult_two_in_one(additives=(wanted("zinc", text, "zinc-1-10ml"),))
        for text in (ordered, made_as)
    )
    assert ("zinc" in differing(order, made(other))) is found


def test_another_product_than_the_ordered_one_is_found():
    order = adult_two_in_one()
    other = tuple(
        replace(one, product="freamine-iii-10-1000ml") if one.product == TRAVASOL else one
        for one in order.macronutrients
    )
    found = differing(order, made(replace(order, macronutrients=other)))
    assert found == {"freamine-iii-10-1000ml in the bag", "amino acids"}


def test_the_other_potassium_phosphates_are_found_by_their_potassium():
    order = neonate_in_ions(weight=qty("3 kg"))
    order = lines(
        order, "ions", phosphate="1.5 mmol/kg/day", sodium="1 mEq/kg/day", acetate="3 mEq/kg/day"
    )
    sheet = made(order)
    swapped = tuple(
        replace(one, product="potassium-phosphates-4.7-15ml") if one.product == K_PHOSPHATE else one
        for one in sheet.steps
    )
    assert any(one.product == K_PHOSPHATE for one in sheet.steps)
    assert differing(order, replace(sheet, steps=swapped)) > {"potassium"}


def relabelled(product, substance, times):
    label = shelf().labels[product]
    figures = {kind: much * times for kind, much in label.strengths[substance].items()}
    other = replace(label, strengths={**label.strengths, substance: figures})
    return replace(shelf(), labels={**shelf().labels, product: other})


@pytest.mark.parametrize(
    ("product", "substance"),
    [
        (NACL, "sodium chloride"),
        (TRAVASOL, "amino acids"),
        (CALCIUM, "calcium gluconate"),
        (INTRALIPID, "fat"),
    ],
)
@pytest.mark.parametrize("times", [2, Fraction(9, 10), Fraction(1005, 1000)])
def test_a_product_figure_that_the_second_has_wrong_is_found(product, substance, times):
    order = adult_two_in_one()
    assert substance in differing(order, made(order), relabelled(product, substance, times))


def test_a_unit_that_the_second_has_wrong_is_found(monkeypatch):
    order, right = adult_two_in_one(), shelf()
    monkeypatch.setitem(second_labels.AMOUNTS, "mcg", ("g", Fraction(1, 1000)))
    assert differing(order, made(order), right) >= {"selenium"}


def test_a_litre_that_the_second_has_wrong_is_found(monkeypatch):
    order = lines(neonate_in_ions(), "ions", sodium="40 mEq/L")
    sheet, right = made(order), shelf()
    monkeypatch.setitem(second_labels.MILLILITRES, "L", Fraction(100))
    assert "sodium" in differing(order, sheet, right)


def test_a_weight_that_the_second_loses_is_found(monkeypatch):
    order = neonate_in_ions()
    sheet, day_of = made(order), second_day.day_of
    monkeypatch.setattr(
        "formulas.nutrition.second.day_of", lambda of: replace(day_of(of), weight=Fraction(1))
    )
    assert differing(order, sheet) > {"amino acids", "sodium", "zinc"}


def test_overfill_that_the_second_forgets_is_found(monkeypatch):
    order = adult_two_in_one()
    sheet = made(order)
    monkeypatch.setattr(second_day, "_overfill", lambda *_: Fraction(0))
    assert "bag volume" in differing(order, sheet)


@pytest.mark.parametrize("name", ["dextrose monohydrate", "amino acids"])
def test_an_energy_or_osmolarity_factor_that_the_second_has_wrong_is_found(name):
    order = adult_two_in_one()
    energy = {**shelf().energy, name: shelf().energy[name] + Fraction(1, 10)}
    assert differing(order, made(order), replace(shelf(), energy=energy)) == {"energy in the bag"}
    osmoles = {**shelf().osmoles, name: shelf().osmoles[name] + 1}
    assert differing(order, made(order), replace(shelf(), osmoles=osmoles)) == {"osmolarity"}
