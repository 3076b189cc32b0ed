"""Vials and finished bags on the balance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.errors import (
    MissingInput,
    NoDisplacement,
    NotPositive,
    OtherSubstance,
    OutOfRange,
    WrongUnit,
)
from formulas.gravimetry import expected_mass
from formulas.quantity import qty, show
from formulas.reconstitution import actual_concentration
from formulas.weighed_product import (
    finished_bag_check,
    finished_bag_weight,
    refractive_index_band,
    refractive_index_check,
    vial_concentration_by_weight,
    vial_concentration_by_weight_and_label,
)

VIAL = {
    "amount": "1 g",
    "before": "30.00 g",
    "after": "49.98 g",
    "diluent_density": "0.999 g/mL",
    "powder_volume": "0.5 mL",
}
LABEL = {
    "amount": "500 mg",
    "before": "20.00 g",
    "after": "22.50 g",
    "diluent_density": "1 g/mL",
    "label": "225 mg/mL",
    "diluent_nominal": "2 mL",
}
BAG = {
    "start": "60 g",
    "volumes": "500 mL; 350 mL",
    "densities": "1.04 g/mL; 1.2 g/mL",
    "tolerance": "5 percent",
}


def test_a_vial_is_reckoned_from_what_it_gained():
    # 19.98 g ÷ 0.999 g/mL = 20 mL, and 1000 mg ÷ 20.5 mL = 48.78 mg/mL
    working = vial_concentration_by_weight(**VIAL)
    assert working.told == "concentration 48.78 mg/mL; diluent added 20.00 mL"
    assert working.result == qty("1000 mg") / qty("20.5 mL")


@pytest.mark.parametrize(
    ("amount", "shown"), [("5000 unit", "243.90 unit/mL"), ("20 mEq", "0.98 mEq/mL")]
)
def test_a_vial_keeps_the_unit_of_its_drug(amount, shown):
    assert vial_concentration_by_weight(**{**VIAL, "amount": amount}).shown == shown


def test_a_powder_that_takes_up_nothing_is_allowed():
    given = {**VIAL, "powder_volume": "0 mL"}
    assert vial_concentration_by_weight(**given).result == qty("50 mg/mL")


@pytest.mark.parametrize(
    ("after", "refused"), [("29.99 g", True), ("30 g", True), ("30.01 g", False)]
)
def test_a_vial_that_gained_nothing_has_no_concentration(after, refused):
    given = {**VIAL, "after": after}
    if not refused:
        assert show(vial_concentration_by_weight(**given).quantity("diluent_added"), 2) == "0.01 mL"
        return
    with pytest.raises(OutOfRange, match="weight after"):
        vial_concentration_by_weight(**given)


@given(st.integers(1500, 3500))
def test_by_label_weighing_and_measuring_the_diluent_say_the_same(microlitres):
    added = qty(microlitres, "mL") / 1000
    after = qty("20 g") + expected_mass(added, "1 g/mL").result
    weighed = vial_concentration_by_weight_and_label(**{**LABEL, "after": after})
    assert weighed.result == actual_concentration("500 mg", "225 mg/mL", "2 mL", added).result
    assert weighed.quantity("diluent_added") == added


def test_the_label_must_be_that_of_the_drug_and_make_sense():
    with pytest.raises(OtherSubstance):
        vial_concentration_by_weight_and_label(**{**LABEL, "label": "225 mg/mL cefazolin"})
    with pytest.raises(NoDisplacement):
        vial_concentration_by_weight_and_label(**{**LABEL, "diluent_nominal": "3 mL"})


def test_the_tolerance_of_a_bag_is_one_of_what_was_added():
    # 520 g + 420 g = 940 g, of which 5 percent are 47 g
    assert finished_bag_weight(**BAG).told == "weight 1000 g; low 953 g; high 1047 g"
    heavier = finished_bag_weight(**{**BAG, "start": "1060 g"})
    assert heavier.told == "weight 2000 g; low 1953 g; high 2047 g"


@pytest.mark.parametrize(
    ("weighed", "verdict"),
    [
        ("952.99 g", "reject"), ("953 g", "accept"), ("953.01 g", "accept"), ("1000 g", "accept"),
        ("1046.99 g", "accept"), ("1047 g", "accept"), ("1047.01 g", "reject"), ("50 g", "reject"),
    ],
)  # fmt: skip
def test_a_finished_bag_is_judged_at_every_edge(weighed, verdict):
    assert finished_bag_check(weighed=weighed, **BAG).output("verdict") == verdict


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        ("densities", "1.04 g/mL", OutOfRange),
        ("densities", "1.04 g/mL; 0 g/mL", NotPositive),
        ("volumes", "500 mL; 350 g", WrongUnit),
        ("volumes", ";", MissingInput),
        ("tolerance", "0 percent", NotPositive),
        ("start", "0 g", NotPositive),
    ],
)
def test_a_bag_that_does_not_add_up_is_refused(field, text, error):
    with pytest.raises(error, match=field):
        finished_bag_weight(**{**BAG, field: text})


def test_the_band_of_a_refractive_index_is_the_printed_one():
    # printed for a target of 11.6: 10.4 to 12.8, which is 10.44 to 12.76 to one decimal
    working = refractive_index_band(target="11.6", tolerance="10 percent")
    low, high = working.quantity("low"), working.quantity("high")
    assert (show(low, 1), show(high, 1)) == ("10.4", "12.8")


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        ("10.43", "reject"), ("10.44", "accept"), ("10.45", "accept"), ("11.6", "accept"),
        ("12.75", "accept"), ("12.76", "accept"), ("12.77", "reject"),
    ],
)  # fmt: skip
def test_a_refractive_index_is_judged_at_every_edge(found, verdict):
    assert refractive_index_check(found, "11.6", "10 percent").output("verdict") == verdict


@pytest.mark.parametrize(("tolerance", "refused"), [("99 percent", False), ("100 percent", True)])
def test_a_band_that_holds_everything_is_none(tolerance, refused):
    if refused:
        with pytest.raises(OutOfRange, match="tolerance"):
            refractive_index_band("11.6", tolerance)
        return
    assert refractive_index_band("11.6", tolerance).shown == "0.116"
