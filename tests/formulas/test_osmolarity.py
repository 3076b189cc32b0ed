import pytest

from formulas.errors import LessThanNothing, NotPositive, WrongUnit
from formulas.osmolarity import (
    osmolarity_from_percents,
    osmolarity_neonatal,
    osmolarity_paediatric,
    osmolarity_simplified,
)
from formulas.quantity import qty

BAG = {"dextrose": "80 g", "amino_acids": "27 g", "electrolytes": "205.5 mEq", "volume": "1 L"}


def test_four_estimates_of_one_bag_differ_by_more_than_a_fifth():
    # One order of a children's hospital, which prints 1032 mOsm/L for it.
    simplified = osmolarity_simplified(**BAG).result
    paediatric = osmolarity_paediatric(**BAG).result
    neonatal = osmolarity_neonatal(
        amino_acids="27 g/L", glucose="80 g/L", sodium="140 mEq/L", phosphorus="55.7532 mg/L"
    ).result
    assert [round(one.exact) for one in (simplified, paediatric, neonatal)] == [876, 1081, 1017]
    assert paediatric.exact / simplified.exact > 1.2


@pytest.mark.parametrize(
    ("dextrose", "amino_acids", "lipid", "electrolytes", "osmolarity"),
    [
        ("150 g", "50 g", "20 g", "150 mEq", "1414.2"),
        ("170 g", "60 g", "20 g", "243 mEq", "1707.2"),
    ],
)
def test_the_printed_examples_of_the_simplified_estimate_are_met(
    dextrose, amino_acids, lipid, electrolytes, osmolarity
):
    working = osmolarity_simplified(
        dextrose=dextrose,
        amino_acids=amino_acids,
        lipid=lipid,
        electrolytes=electrolytes,
        volume="1 L",
    )
    assert working.shown == f"{osmolarity} mOsm/L"


def test_twice_the_volume_is_half_the_osmolarity():
    one, two = (osmolarity_simplified(**{**BAG, "volume": v}).result for v in ("1 L", "2000 mL"))
    assert one == two * 2


def test_the_factor_of_the_lipid_belongs_to_the_product():
    base = {**BAG, "lipid": "20 g"}
    assert (
        osmolarity_simplified(**base).result.exact
        == osmolarity_simplified(**base, lipid_factor="0.71").result.exact
    )
    more = (
        osmolarity_simplified(**base, lipid_factor="1.3").result
        - osmolarity_simplified(**base).result
    )
    assert more == qty("11.8 mOsm/L")


def test_electrolytes_by_day_do_not_add_to_milliosmoles_by_litre():
    # A society's slide did, and printed 804 where 684 is right.
    with pytest.raises(WrongUnit, match="229 mEq/day"):
        osmolarity_from_percents(
            dextrose="5.7 % w/v", amino_acids="2.9 % w/v", electrolytes="229 mEq/day"
        )
    by_litre = qty("229 mEq") / qty("2.1 L")
    right = osmolarity_from_percents(
        dextrose="5.7 % w/v", amino_acids="2.9 % w/v", electrolytes=by_litre
    )
    assert right.result.exact == 285 + 290 + by_litre.exact
    assert right.lines[2].result == "109.047619… mOsm/L"


def test_a_three_in_one_counts_its_fat():
    two = osmolarity_from_percents(
        dextrose="10 % w/v", amino_acids="4 % w/v", electrolytes="100 mEq/L"
    )
    three = osmolarity_from_percents(
        dextrose="10 % w/v", amino_acids="4 % w/v", electrolytes="100 mEq/L", lipid="2 % w/v"
    )
    assert three.result - two.result == qty("30 mOsm/L")


def test_an_estimate_below_nothing_is_none():
    with pytest.raises(LessThanNothing):
        osmolarity_neonatal(
            amino_acids="1 g/L", glucose="1 g/L", sodium="0 mEq/L", phosphorus="0 mg/L"
        )


def test_a_bag_without_a_volume_has_no_osmolarity():
    with pytest.raises(NotPositive, match="volume"):
        osmolarity_paediatric(**{**BAG, "volume": "0 L"})
