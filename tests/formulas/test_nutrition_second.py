"""The second calculation agrees where both are right, by its own road, and stops the bag."""

import ast
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from formulas.errors import Disagreement, NotVerified
from formulas.nutrition import second_day
from formulas.nutrition.second import compare, require_agreement
from formulas.nutrition.second_labels import FILES, in_one_millilitre, read_shelf
from formulas.nutrition.sources import sources
from formulas.quantity import make, qty
from tests.formulas.nutrition_orders import (
    CALCIUM,
    K_PHOSPHATE,
    NACL,
    adult_two_in_one,
    neonate_in_ions,
    wanted,
)
from tests.formulas.nutrition_second import ORDERS, doubled, lines, made

OURS = sorted((Path(second_day.__file__).parent).glob("second*.py"))
MAY_BE_READ = {
    "collections.abc",
    "dataclasses",
    "fractions",
    "functools",
    "pathlib",
    "tomllib",
    "typing",
    "formulas.errors",
    "formulas.number",
    "formulas.nutrition.order",
    "formulas.nutrition.steps",
    *(f"formulas.nutrition.{one.stem}" for one in OURS),
}


@pytest.mark.parametrize("order", ORDERS, ids=lambda one: one.id)
def test_it_agrees_with_every_sample_order(order):
    found = require_agreement(order, made(order))
    assert found.agrees
    ordered = [*order.macronutrients, *order.salts, *order.ions, *order.additives]
    for one in ordered:
        stages = {line.stage for line in found.lines if line.what == one.substance}
        assert stages == {"before rounding", "as measured"}


@pytest.mark.parametrize("order", ORDERS, ids=lambda one: one.id)
def test_before_rounding_it_comes_to_the_order_itself(order):
    for line in compare(order, made(order)).lines:
        if line.stage == "before rounding":
            assert abs(line.difference) <= line.ordered / 10**6, line.told


def test_energy_nitrogen_and_osmolarity_are_reckoned_anew():
    found = {one.what: one.found for one in compare(ORDERS[0], made(ORDERS[0])).lines}
    assert found["energy in the bag"] == (90 * 4 + 250 * Fraction("3.4")) * Fraction("1.025")
    assert found["energy beside the bag"] == 500
    assert found["nitrogen in the bag"] == Fraction("0.0165") * Fraction("922.5")
    cations = found["sodium in the bag"] + found["potassium in the bag"]
    cations += found["calcium in the bag"] + found["magnesium in the bag"]
    grams = (90 * 10 + 250 * 5) * Fraction("1.025")
    assert found["osmolarity"] == (grams + cations) / 2050 * 1000


@pytest.mark.parametrize(
    "line",
    [
        wanted("calcium gluconate", "30 mg/kg/day", CALCIUM),
        wanted("calcium gluconate", "1.5 mEq/kg/day", CALCIUM),
        wanted("calcium", "1.5 mEq/kg/day", CALCIUM),
        wanted("calcium", "20 mg/kg/day", CALCIUM),
        wanted("calcium", "15 mEq/L", CALCIUM),
        wanted("sodium chloride", "150 mg/kg/day", NACL),
        wanted("sodium chloride", "2 mmol/kg/day", NACL),
        wanted("sodium chloride", "0.2 % w/v", NACL),
        wanted("potassium phosphates", "1 mmol/kg/day", K_PHOSPHATE),
        wanted("magnesium sulfate", "50 mg/kg/day", "magnesium-sulfate-50-10ml"),
        wanted("magnesium sulfate", "0.4 mEq/kg/day", "magnesium-sulfate-50-10ml"),
        wanted("sodium acetate", "2 mEq/kg/day", "sodium-acetate-2-20ml"),
        wanted("heparin", "0.5 unit/mL", "heparin-100-5ml"),
        wanted("multiple vitamins", "2 mL/kg/day", "multiple-vitamins-paediatric-5ml"),
    ],
    ids=lambda one: f"{one.quantity} {one.substance}",
)
def test_it_reads_every_way_in_which_a_line_is_ordered(line):
    order = neonate_in_ions(ions=(), salt_products=(), additives=(), salts=(line,))
    found = require_agreement(order, made(order))
    assert [one.unit for one in found.lines if one.what == line.substance] == [
        str(line.quantity.unit)
    ] * 2


@pytest.mark.parametrize("text", ["4 mEq/kg/day", "4 mmol/kg/day", "91.96 mg/kg/day", "40 mEq/L"])
def test_it_counts_an_ion_in_the_unit_it_is_ordered_in(text):
    order = lines(neonate_in_ions(), "ions", sodium=text)
    require_agreement(order, made(order))


def test_phosphate_by_litre_is_that_of_the_bag_without_the_fat_beside_it():
    order = lines(neonate_in_ions(), "ions", phosphate="10 mmol/L")
    require_agreement(order, made(order))


def test_a_disagreement_stops_the_bag_and_says_what_was_asked_and_found():
    order = adult_two_in_one()
    sheet = made(order, doubled(NACL, "sodium chloride"))
    with pytest.raises(Disagreement, match="nothing may be drawn up") as stop:
        require_agreement(order, sheet)
    assert "sodium chloride (before rounding): 60 mEq/day asked, 30 mEq/day found" in str(
        stop.value
    )
    assert "0.06 mEq/day allowed" in str(stop.value)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"id": "another"}, "the order of this sheet"),
        ({"weight": qty("154 lb")}, "'lb' as the unit of a weight"),
        ({"weight": qty("0 kg")}, "'0 kg' as a weight"),
        ({"volume": qty("2 L")}, "the unit in which the volume is ordered"),
        ({"volume": qty("0 mL/day")}, "'0 mL/day' as the volume of a day"),
        ({"overfill": qty("50 g")}, "'g' as the unit of a volume"),
        ({"salts": (wanted("sodium chloride", "60 mEq", NACL),)}, "'mEq' as the unit"),
        ({"salts": (wanted("sodium chloride", "60 mEq/day", "no-such"),)}, "a product on file"),
        ({"ions": (wanted("caesium", "60 mEq/day"),)}, "an ion"),
        ({"ions": (wanted("phosphate", "60 mEq/day"),)}, "an ion to be counted in mEq"),
        (
            {"salts": (wanted("sodium chloride", "60 unit/day", NACL),)},
            "states its sodium chloride in unit",
        ),
    ],
)
def test_what_it_cannot_read_does_not_pass(changed, told):
    sheet = made(adult_two_in_one())
    with pytest.raises(NotVerified, match="does not pass") as stop:
        compare(replace(adult_two_in_one(), **changed), sheet)
    assert told in str(stop.value)


def test_a_sheet_without_volumes_does_not_pass():
    sheet = replace(made(adult_two_in_one()), steps=())
    with pytest.raises(NotVerified, match="whose sheet has volumes"):
        compare(adult_two_in_one(), sheet)


@pytest.mark.parametrize("module", OURS, ids=lambda one: one.stem)
def test_it_shares_no_reckoning_with_the_first_calculation(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    read = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    read |= {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    assert read <= MAY_BE_READ


def test_it_reads_every_label_that_the_first_reads():
    assert read_shelf(FILES).labels.keys() == sources().keys()


@pytest.mark.parametrize(
    ("text", "kind", "much"),
    [
        ("10 % w/v", "g", Fraction(1, 10)),
        ("4 mEq/mL", "mEq", Fraction(4)),
        ("40 mEq/L", "mEq", Fraction(4, 100)),
        ("15 g/dL", "g", Fraction(15, 100)),
        ("60 mcg/mL", "g", Fraction(6, 100000)),
        ("1000 unit/mL", "unit", Fraction(1000)),
        ("1.12 kcal/mL", "kcal", Fraction(112, 100)),
    ],
)
def test_a_strength_is_read_as_what_one_millilitre_holds(text, kind, much):
    assert in_one_millilitre(text) == (kind, much)


@pytest.mark.parametrize("text", ["4 mEq", "4 mEq/bag", "4 ug/mL", "4"])
def test_a_strength_that_is_not_by_volume_is_not_read(text):
    with pytest.raises(NotVerified, match="a strength by volume"):
        in_one_millilitre(text)


def test_its_agreement_is_told_line_by_line():
    line = compare(adult_two_in_one(), made(adult_two_in_one())).lines[0]
    assert line.told == "bag volume (before rounding): 2050 mL asked, 2050 mL found, 0 mL allowed"
    assert make(line.found, qty("1 mL").unit) == qty("2050 mL")
