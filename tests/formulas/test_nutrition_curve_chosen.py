"""Which curve is chosen for a bag, and when none is."""

import pytest

from formulas.errors import OtherCurve
from formulas.nutrition.calcium_phosphate import chosen, under_curve
from formulas.nutrition.curves import Curve
from formulas.quantity import qty
from tests.formulas.nutrition_curves import SPAN, curve, mixed


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
