"""Amino acids and lipids by label: what is on file, and which labels are refused."""

import tomllib
from fractions import Fraction

import pytest

from formulas.errors import BadProduct, OtherSubstance, UnknownProduct, WrongUnit
from formulas.nutrition.contents import brings, contents, energies, strength_for
from formulas.nutrition.sources import (
    FILES,
    Bounds,
    nutrition_products,
    read_source,
    read_sources,
    source,
    sources,
    with_sources,
)
from formulas.products import products
from formulas.quantity import qty

SHARES = Bounds(qty("10 percent"), qty("25 percent"))
BY_FAT = Bounds(qty("9 kcal/g"), qty("12 kcal/g"))


def a_row(product="trophamine-10-500ml", **changed):
    """A shipped row, changed; a key changed to None is left out."""
    rows = [row for file in FILES for row in tomllib.loads(file.read_text())["product"]]
    row = {**next(row for row in rows if row["id"] == product), **changed}
    return {key: value for key, value in row.items() if value is not None}


def test_every_product_says_its_source_and_day_and_that_nobody_confirmed_it():
    for one in nutrition_products().values():
        assert len(one.source) > 5
        assert one.last_checked.year >= 2026
        assert one.confirmed is False


def test_every_amino_acid_has_its_nitrogen_and_every_lipid_its_energy():
    kinds = {"amino acids": 0, "lipid": 0}
    for one in nutrition_products().values():
        kinds[one.kind] += 1
        assert (one.nitrogen is not None) == (one.kind == "amino acids")
        assert (one.energy is not None) == (one.kind == "lipid")
    assert kinds == {"amino acids": 12, "lipid": 7}


def test_the_phosphate_that_is_not_on_the_front_of_a_label_is_on_file():
    assert source("freamine-iii-10-1000ml").strengths["phosphate"] == qty("10 mmol/L")
    assert "phosphate" not in source("travasol-10-2000ml").strengths


def test_ions_a_label_only_bounds_are_told_and_not_counted():
    one = source("trophamine-10-500ml")
    assert one.traces == {"chloride": qty("3 mEq/L")}
    assert "chloride" not in contents(one)


def test_nutrition_and_all_other_products_are_one_list_without_an_id_twice():
    assert set(sources()) == set(products()) | set(nutrition_products())
    assert source("TrophAmine 10 %, 500 mL").id == "trophamine-10-500ml"
    with pytest.raises(UnknownProduct, match="trophamine"):
        source("trophamine")
    with pytest.raises(BadProduct, match="stands twice"):
        with_sources([FILES[0], FILES[0]])


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"nitrogen": None}, "lacks its nitrogen"),
        ({"nitrogen": "1.55 g/L"}, "1.55 percent of its amino acids"),
        ({"nitrogen": "155 g/L"}, "155 percent"),
        ({"nitrogen": "15.5 mEq/L"}, "nitrogen"),
        ({"source": ""}, "lacks its source"),
        ({"kind": "drug"}, "not one of amino acids, lipid"),
        ({"container": "bucket"}, "bucket"),
        ({"colour": "clear"}, "no property"),
        ({"confirmed": "no"}, "true or false"),
        ({"only_in_the_bag": 1}, "true or false"),
        ({"most_containers": 0}, "whole number"),
        ({"last_checked": "2026"}, "must be a day"),
        ({"strengths": {"sodium": "5 mEq/L"}}, "first strength must be that of amino acids"),
        ({"strengths": {"amino acids": "100 mg/mL"}}, "write it in % w/v"),
        (
            {"strengths": {"amino acids": "10 % w/v", "acetate": "0.097 mEq/mL"}},
            "write it in mEq/L",
        ),
        ({"strengths": {"amino acids": "10 % w/v", "phosphate": "10 mEq/L"}}, "write it in mmol/L"),
        ({"strengths": {"amino acids": "0 % w/v"}}, "strength is 0"),
        ({"ph": "acid"}, "not a number"),
    ],
)
def test_a_label_that_lacks_or_misstates_something_is_refused(changed, why):
    with pytest.raises(BadProduct, match=why):
        read_source(a_row(**changed), SHARES)


@pytest.mark.parametrize(
    ("nitrogen", "believed"),
    [("9.99 g/L", False), ("10 g/L", True), ("25 g/L", True), ("25.01 g/L", False)],
)
def test_nitrogen_just_under_at_and_over_the_shares_that_are_believed(nitrogen, believed):
    row = a_row(nitrogen=nitrogen)
    if believed:
        assert read_source(row, SHARES).nitrogen == qty(nitrogen)
    else:
        with pytest.raises(BadProduct):
            read_source(row, SHARES)


@pytest.mark.parametrize(
    ("energy", "believed"),
    [("1.79 kcal/mL", False), ("1.8 kcal/mL", True), ("2.4 kcal/mL", True), ("20 kcal/mL", False)],
)
def test_energy_of_a_lipid_is_believed_between_two_figures(energy, believed):
    row = a_row("smoflipid-20-500ml", energy=energy)
    if believed:
        assert read_source(row, BY_FAT).energy == qty(energy)
    else:
        with pytest.raises(BadProduct):
            read_source(row, BY_FAT)


def test_a_file_without_its_agreement_or_with_odd_tables_is_refused(tmp_path):
    file = tmp_path / "own.toml"
    for text, why in (
        ("", "no agreement"),
        ("[salt]\n[agreement]\n", "no table"),
        ("=", "readable"),
    ):
        file.write_text(text)
        with pytest.raises(BadProduct, match=why):
            read_sources(file)


def test_contents_are_by_millilitre_with_energy_and_nitrogen():
    held = contents(source("trophamine-10-500ml"))
    assert held["amino acids"] == qty("0.1 g/mL")
    assert held["acetate"] == qty("0.097 mEq/mL")
    assert held["nitrogen"] == qty("0.0155 g/mL")
    assert held["energy"] == qty("0.4 kcal/mL")


def test_lipid_energy_is_that_of_its_label_never_of_its_fat():
    assert brings(source("intralipid-10-500ml"), qty("480 mL"))["energy"] == qty("528 kcal")
    assert brings(source("smoflipid-20-500ml"), qty("250 mL"))["energy"] == qty("500 kcal")


def test_dextrose_is_hydrous_and_has_three_and_four_tenths_kcal():
    held = brings(source("dextrose-70-2000ml"), qty("357 mL"))
    assert held["dextrose monohydrate"] == qty("249.9 g")
    assert held["energy"].exact == Fraction("849.66")
    assert energies()["dextrose monohydrate"] == qty("3.4 kcal/g")


def test_glycerin_that_is_no_part_of_an_emulsion_has_its_own_energy():
    held = brings(source("procalamine-3-1000ml"), qty("1 L"))
    assert held["energy"] == qty("30 g") * qty("4.3 kcal/g") + qty("30 g") * qty("4 kcal/g")


def test_salts_bring_their_ions_and_are_not_told_a_second_time():
    assert set(contents(source("potassium-phosphates-4.4-15ml"))) == {"potassium", "phosphate"}
    assert contents(source("potassium-phosphates-4.7-15ml"))["potassium"] == qty("4.7 mEq/mL")
    assert set(contents(source("zinc-1-10ml"))) == {"zinc"}
    assert set(contents(source("calcium-gluconate-10-50ml"))) == {"calcium", "gluconate"}


def test_a_strength_is_asked_in_the_kind_the_order_is_written_in():
    fat = source("smoflipid-20-500ml")
    assert strength_for(fat, "fat", qty("50 g")) == qty("20 % w/v")
    with pytest.raises(WrongUnit):
        strength_for(fat, "fat", qty("50 mEq"))
    with pytest.raises(OtherSubstance):
        strength_for(fat, "amino acids", qty("50 g"))
