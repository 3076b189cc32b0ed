"""From an order to a volume of one product."""

import tomllib
from pathlib import Path

import pytest

from formulas.catalogue import calculator
from formulas.errors import (
    MissingInput,
    NotPositive,
    OtherStrength,
    OtherSubstance,
    UnknownProduct,
    UnknownSubstance,
    WrongUnit,
)
from formulas.phosphate import phosphate_by_product, phosphate_volume
from formulas.product_use import product_strength, product_volume, strength_of
from formulas.products import product, products, read_product
from formulas.quantity import qty, show
from formulas.still_to_supply import volume_still_to_supply


@pytest.mark.parametrize(
    ("item", "dose", "told"),
    [
        ("potassium-chloride-2-20ml", "20 mEq potassium chloride", "volume 10 mL; containers 1"),
        ("potassium-chloride-2-20ml", "41 mEq potassium", "volume 20.5 mL; containers 2"),
        ("sodium-acetate-2-20ml", "65 mEq sodium acetate", "volume 32.5 mL; containers 2"),
        ("magnesium-sulfate-50-10ml", "2 g magnesium sulfate", "volume 4 mL; containers 1"),
        ("magnesium-sulfate-50-10ml", "8.12 mEq", "volume 2 mL; containers 1"),
        ("potassium-phosphates-4.7-15ml", "30 mmol", "volume 10 mL; containers 1"),
        ("selenium-60-10ml", "60 mcg", "volume 1 mL; containers 1"),
        ("selenium-40-10ml", "0.06 mg", "volume 1.5 mL; containers 1"),
        ("dextrose-70-2000ml", "350 g dextrose", "volume 500 mL; containers 1"),
        ("multiple-vitamins-adult-10ml", "10 mL", "volume 10 mL; containers 1"),
        ("insulin-regular-100-10ml", "15 unit", "volume 0.15 mL; containers 1"),
    ],
)
def test_an_order_in_the_words_of_the_trade_finds_its_volume(item, dose, told):
    assert product_volume(item, dose).told == told


@pytest.mark.parametrize(
    ("dose", "containers"), [("999 mg", "1"), ("1 g", "1"), ("1.001 g", "2"), ("2 g", "2")]
)
def test_a_gram_of_powder_is_one_vial_although_its_label_rounds(dose, containers):
    working = product_volume("cefazolin-1g", dose)
    assert show(working.quantity("containers")) == containers
    assert any("2.5 mL of diluent" in one for one in working.warnings)


def test_a_whole_container_of_every_product_is_one_container():
    for one in products().values():
        if one.minibag_only or not one.total or one.ordered_by not in one.total:
            continue
        whole = f"{show(one.total[one.ordered_by][0])} {one.ordered_by}"
        assert show(product_volume(one.id, whole).quantity("containers")) == "1"


def test_the_strength_follows_the_kind_of_the_order():
    chloride = product("calcium-chloride-10-10ml")
    kinds = [("calcium", "mg"), ("calcium", "mEq"), ("chloride", "mEq"), ("chloride", "mg")]
    held = [show(strength_of(chloride, name, qty(f"1 {of}")), 2) for name, of in kinds]
    assert held == ["27.30 mg/mL", "1.36 mEq/mL", "1.36 mEq/mL", "48.21 mg/mL"]


def test_what_a_product_does_not_hold_is_refused():
    with pytest.raises(OtherSubstance):
        product_volume("potassium-chloride-2-20ml", "20 mEq sodium")
    with pytest.raises(UnknownSubstance, match="sodium acetate anhydrous"):
        product_volume("potassium-chloride-2-20ml", "20 mEq sodium acetate")
    with pytest.raises(UnknownProduct, match="potassium-chloride-2-20ml"):
        product_volume("potassium chloride", "20 mEq")
    with pytest.raises(WrongUnit):
        product_volume("insulin-regular-100-10ml", "5 mg")
    with pytest.raises(WrongUnit):
        product_volume("zinc-1-10ml", "5 kcal")


@pytest.mark.parametrize("dose", ["0 mg", "-5 mg"])
def test_an_order_of_nothing_is_refused(dose):
    with pytest.raises(NotPositive):
        product_volume("zinc-1-10ml", dose)


def test_a_volume_that_the_device_rounds_to_nothing_is_refused():
    assert product_volume("zinc-1-10ml", "330 mcg", resolution="0.1 mL").shown == "0.3 mL"
    with pytest.raises(NotPositive, match="steps of 1 mL"):
        product_volume("zinc-1-10ml", "330 mcg", resolution="1 mL")
    with pytest.raises(NotPositive):
        product_volume("zinc-1-10ml", "0.3 mL", resolution="1 mL")
    with pytest.raises(NotPositive):
        phosphate_volume("0.3 mmol", "3 mmol/mL", "1 mL")
    with pytest.raises(NotPositive):
        phosphate_by_product("potassium-phosphates-4.4-15ml", "0.3 mmol", "1 mL")
    with pytest.raises(NotPositive):
        volume_still_to_supply("44.1 mEq", "44 mEq", "2 mEq/mL", "1 mL")


def test_a_product_that_nobody_checked_says_so():
    working = product_volume("zinc-1-10ml", "330 mcg")
    assert any("unconfirmed" in one for one in working.warnings)


@pytest.mark.parametrize("ordered", ["0.98 unit/mL", "1 unit/mL", "0.0102 mg/mL", "1 % w/v"])
def test_a_strength_of_no_kind_or_size_of_the_product_is_refused(ordered):
    with pytest.raises((OtherStrength, WrongUnit)):
        product_strength("heparin-10-5ml", f"{ordered} heparin")


def test_a_strength_matches_up_to_two_percent():
    for same in ("10 unit/mL", "9.81 unit/mL", "10.2 unit/mL"):
        assert product_strength("heparin-10-5ml", f"{same} heparin").shown == "matches"
    for other in ("9.8 unit/mL", "10.21 unit/mL"):
        with pytest.raises(OtherStrength):
            product_strength("heparin-10-5ml", f"{other} heparin")
    assert product_strength("calcium-gluconate-10-10ml", "10 % w/v").shown == "matches"


def test_a_calculator_asks_for_what_is_missing():
    with pytest.raises(MissingInput, match="dose"):
        calculator("product-volume").compute({"product": "zinc-1-10ml"})


def test_the_example_of_the_manual_is_a_product():
    page = (Path(__file__).parents[2] / "docs" / "reference" / "products.md").read_text(
        encoding="utf-8"
    )
    example = page.partition("```toml\n")[2].partition("```")[0]
    assert read_product(tomllib.loads(example)["product"][0]).confirmed
