"""Errors that killed, or nearly did, done again: each stops where it must.

Sources of the events: the reference on formulas, section 11 (reports of ISMP, PA-PSRS, ISMP Canada).
"""

from datetime import date

import pytest

from formulas.bag_content import amount_in_volume, equivalents_in_bag, strength_in_bag
from formulas.dilution import draw_volume
from formulas.errors import (
    BadProduct,
    DoNotAdd,
    Forbidden,
    Implausible,
    LessThanNothing,
    NoEquivalents,
    OtherStrength,
    OtherSubstance,
    OutOfRange,
    SaltOrElement,
    TooLittle,
    WrongUnit,
)
from formulas.ordered_ions import ions_against_order
from formulas.phosphate import phosphate_by_product, phosphate_volume
from formulas.product_use import product_strength, product_volume
from formulas.products import products, read_product
from formulas.quantity import qty, show
from formulas.salt_components import equivalents_brought
from formulas.still_to_supply import add_quantities, equivalents_by_litre, ion_still_to_supply

GLUCONATE, CHLORIDE = "calcium-gluconate-10-10ml", "calcium-chloride-10-10ml"
SALINE_23, SALINE_3 = "sodium-chloride-23.4-30ml", "sodium-chloride-3-500ml"
K44 = "potassium-phosphates-4.4-15ml"


@pytest.mark.parametrize("dose", ["330 mg", "330 mg zinc", "700 mg"])
@pytest.mark.parametrize("zinc", ["zinc-1-10ml", "zinc-3-10ml", "zinc-5-5ml"])
def test_zinc_in_milligrams_for_micrograms_would_take_vials_nobody_means(zinc, dose):
    with pytest.raises(Implausible, match="mcg or mg"):
        product_volume(zinc, dose)


def test_zinc_in_micrograms_is_drawn():
    assert product_volume("zinc-1-10ml", "330 mcg").told == "volume 0.33 mL; containers 1"


def test_one_vial_of_zinc_is_drawn_and_a_drop_more_is_refused():
    assert product_volume("zinc-1-10ml", "9.999 mg").told.endswith("containers 1")
    assert product_volume("zinc-1-10ml", "10 mg").told == "volume 10 mL; containers 1"
    with pytest.raises(Implausible, match="2 vials"):
        product_volume("zinc-1-10ml", "10.001 mg")


def test_five_hundred_milligrams_of_calcium_gluconate_are_five_millilitres():
    for dose in ("500 mg", "500 mg calcium gluconate", "500 mg Calcium gluconate 10 %, 10 mL"):
        working = product_volume(GLUCONATE, dose)
        assert working.told == "volume 5 mL; containers 1"
        assert not any("Ordered as" in warning for warning in working.warnings)


def test_elemental_calcium_must_be_ordered_as_such_and_then_says_so():
    working = product_volume(GLUCONATE, "500 mg elemental calcium")
    assert show(working.result, 2) == "53.76 mL"
    assert any("Ordered as calcium, not as calcium gluconate" in one for one in working.warnings)
    with pytest.raises(Implausible, match="salt or ion"):
        product_volume(GLUCONATE, "1 g elemental calcium")


def test_milligrams_of_calcium_that_may_mean_salt_or_element_are_refused_with_both_volumes():
    with pytest.raises(SaltOrElement, match=r"5\.00 mL.*53\.76 mL.*elemental calcium"):
        product_volume(GLUCONATE, "500 mg calcium")
    with pytest.raises(SaltOrElement):
        product_volume("magnesium-sulfate-50-10ml", "500 mg magnesium")


def test_milliequivalents_of_calcium_go_by_the_label():
    assert product_volume(GLUCONATE, "4.65 mEq").shown == "10 mL"
    assert product_volume(GLUCONATE, "4.65 mEq calcium").shown == "10 mL"


def test_calcium_gluconate_is_never_drawn_from_calcium_chloride():
    with pytest.raises(OtherSubstance, match="calcium gluconate"):
        product_volume(CHLORIDE, "1 g calcium gluconate")
    with pytest.raises(OtherSubstance, match="calcium chloride"):
        product_volume(GLUCONATE, "1 g calcium chloride dihydrate")
    same = [product_volume(each, "4.65 mEq calcium").result for each in (GLUCONATE, CHLORIDE)]
    assert [show(each, 2) for each in same] == ["10.00 mL", "3.42 mL"]


def test_a_volume_of_another_substance_than_the_label_is_refused():
    with pytest.raises(OtherSubstance):
        product_volume(GLUCONATE, "10 mL potassium chloride")
    assert product_volume(GLUCONATE, "10 mL calcium gluconate").shown == "10 mL"


def test_a_calcium_dose_typed_for_sodium_is_refused():
    """982 mg of calcium stood in the field of sodium, which is in mEq."""
    with pytest.raises(OtherSubstance):
        product_volume(SALINE_23, "982 mg calcium gluconate")
    with pytest.raises(DoNotAdd):
        add_quantities("982 mg; 16 mEq")
    with pytest.raises(Implausible, match="9 vials"):
        product_volume(SALINE_23, "982 mEq sodium")
    seen = equivalents_by_litre("sodium", "982 mEq sodium chloride", "250 mL")
    assert seen.shown == "3928 mEq/L"


def test_an_order_by_kilogram_does_not_meet_one_by_day():
    with pytest.raises(DoNotAdd, match="one basis"):
        add_quantities("1 g/kg/day; 72 g/day")


def test_thirty_milliequivalents_of_potassium_phosphate_are_refused():
    for dose in ("30 mEq", "30 mEq potassium phosphates", "30 mEq K phos", "30 mEq potassium"):
        with pytest.raises(NoEquivalents, match="Order it in mmol"):
            product_volume(K44, dose)
    with pytest.raises(NoEquivalents):
        phosphate_volume("30 mEq", "3 mmol/mL")


def test_two_vials_of_potassium_phosphates_are_never_meant():
    assert product_volume(K44, "15 mL").told == "volume 15 mL; containers 1"
    with pytest.raises(Implausible, match="2 vials"):
        product_volume(K44, "30 mL")
    with pytest.raises(Implausible):
        phosphate_by_product(K44, "90 mmol")
    assert strength_in_bag("30 mL", "4.4 mEq/mL", "1 L").shown == "132 mEq/L"


def test_phosphate_shows_the_potassium_it_brings():
    working = phosphate_by_product(K44, "30 mmol")
    assert working.quantity("cation") == qty("44 mEq")


def test_half_a_litre_of_three_percent_saline_is_not_what_a_litre_holds():
    working = equivalents_in_bag("500 mL", "3 % w/v", "sodium chloride")
    assert show(working.result, 2) == "256.67 mEq"
    for wrong in ("513 mEq/bag", "513 mEq"):
        with pytest.raises(WrongUnit):
            amount_in_volume("500 mL", wrong)
    with pytest.raises(Implausible, match="5 vials"):
        product_volume(SALINE_23, "513 mEq")
    assert product_volume(SALINE_23, "256.67 mEq").told.endswith("containers 3")


@pytest.mark.parametrize(
    "base", [SALINE_23, SALINE_3, "sodium-chloride-14.6-40ml", "dextrose-70-500ml", K44]
)
def test_a_concentrate_is_no_base(base):
    with pytest.raises(Forbidden, match="no solution to make a drug up in"):
        product_volume(base, "20 mL", "as a base")


@pytest.mark.parametrize("water", [one for one in products() if "water" in one])
def test_sterile_water_is_no_base_and_is_never_given(water):
    for use in ("as a base", "given directly", "in a syringe"):
        with pytest.raises(Forbidden):
            product_volume(water, "10 mL", use)


def test_saline_and_dextrose_five_percent_are_bases():
    for base in ("sodium-chloride-0.9-500ml", "dextrose-5-500ml"):
        assert product_volume(base, "500 mL", "as a base").shown == "500 mL"


def test_no_base_lies_below_two_hundred_fifty_unless_it_is_half_strength_saline():
    weak = [
        one.id
        for one in products().values()
        if one.kind == "base" and not one.never_a_base and one.osmolarity < qty("250 mOsm/L")
    ]
    assert all(one.startswith("sodium-chloride-0.45") for one in weak)
    assert len(weak) == 2


@pytest.mark.parametrize("use", ["given directly", "in a syringe"])
@pytest.mark.parametrize(
    "concentrate", ["potassium-chloride-2-20ml", "potassium-acetate-4-50ml", K44, SALINE_23]
)
def test_a_concentrate_has_no_direct_way(concentrate, use):
    with pytest.raises(Forbidden, match="diluted first"):
        product_volume(concentrate, "10 mL", use)


@pytest.mark.parametrize("use", ["in a syringe", "given directly", "added to a bag", None])
@pytest.mark.parametrize(
    "vinca", ["vincristine-1-1ml", "vincristine-1-2ml", "vinblastine-1-10ml", "vinorelbine-10-5ml"]
)
def test_a_vinca_alkaloid_leaves_only_in_a_minibag(vinca, use):
    with pytest.raises(Forbidden, match="minibag"):
        product_volume(vinca, "1 mg", use)
    assert product_volume(vinca, "1 mg", "in a minibag").result <= qty("1 mL")


def test_every_vinca_alkaloid_on_file_is_for_a_minibag():
    vinca = [one for one in products().values() if one.name.startswith("Vin")]
    assert len(vinca) == 4
    assert all(one.minibag_only for one in vinca)


@pytest.mark.parametrize(
    "held", ["heparin-100-5ml", "heparin-1000-10ml", "heparin-5000-1ml", "heparin-10000-1ml"]
)
def test_heparin_of_another_strength_is_refused_with_how_many_times(held):
    with pytest.raises(OtherStrength, match="times as much"):
        product_strength(held, "10 unit/mL heparin")
    assert product_strength("heparin-10-5ml", "10 unit/mL heparin").shown == "matches"


def test_ten_units_from_the_thousandfold_heparin_cannot_be_measured():
    with pytest.raises(TooLittle, match=r"0\.001 mL"):
        product_volume("heparin-10000-1ml", "10 unit heparin")
    assert product_volume("heparin-10000-1ml", "1000 unit").shown == "0.1 mL"
    with pytest.raises(TooLittle):
        product_volume("heparin-10000-1ml", "999 unit")


def test_units_of_insulin_are_not_drawn_from_heparin():
    with pytest.raises(OtherSubstance, match="insulin"):
        product_volume("heparin-100-5ml", "10 unit insulin human regular")
    with pytest.raises(WrongUnit):
        product_volume("heparin-100-5ml", "10 mg heparin")


def test_leucovorin_is_not_drawn_from_levoleucovorin():
    with pytest.raises(OtherSubstance, match="levoleucovorin"):
        product_volume("levoleucovorin-10-25ml", "100 mg leucovorin")
    with pytest.raises(OtherSubstance):
        draw_volume("100 mg leucovorin", "10 mg/mL levoleucovorin")


def test_an_ion_ordered_once_and_supplied_twice_is_refused():
    doubled = f"80 mEq potassium chloride; 10 mL {K44}"
    with pytest.raises(LessThanNothing, match="124 mEq is brought, 80 mEq is ordered"):
        ion_still_to_supply("potassium", "80 mEq", doubled)
    assert equivalents_brought("potassium", doubled).shown == "124 mEq"


@pytest.mark.parametrize(
    ("chloride", "verdict"),
    [
        ("36 mEq", "as ordered"),
        ("37.6 mEq", "as ordered"),
        ("37.61 mEq", "too much"),
        ("34.4 mEq", "as ordered"),
        ("34.39 mEq", "too little"),
        ("80 mEq", "too much"),
    ],
)
def test_every_ion_of_the_salts_is_held_against_the_order(chloride, verdict):
    order = "80 mEq potassium; 30 mmol phosphate"
    working = ions_against_order(order, f"{chloride} potassium chloride; 10 mL {K44}")
    assert working.shown == verdict
    assert bool(working.warnings) is (verdict != "as ordered")
    assert any(line.name == "chloride, not ordered" for line in working.lines)


def test_a_premix_that_holds_potassium_counts():
    premix = "1000 mL sodium-chloride-0.9-potassium-40-1000ml"
    working = ions_against_order("40 mEq potassium", f"{premix}; 40 mEq potassium chloride")
    assert working.shown == "too much"


def test_an_order_may_not_name_an_ion_twice():
    with pytest.raises(OutOfRange, match="potassium twice"):
        ions_against_order("40 mEq potassium; 40 mEq potassium", "80 mEq potassium chloride")


def test_a_salt_ordered_for_its_ion_is_another_substance():
    with pytest.raises(OtherSubstance, match="a salt is not its ion"):
        draw_volume("20 mEq potassium", "2 mEq/mL potassium chloride")


@pytest.mark.parametrize(
    "strengths",
    [
        {"sodium chloride": "9 mg/mL", "sodium": "1.54 mmol/mL"},
        {"sodium chloride": ["9 mg/mL", "1.54 mmol/mL"]},
        {"calcium gluconate": ["2 mg/mL", "1 mEq/mL"]},
        {"calcium gluconate": "2 mg/mL", "calcium": "1 mEq/mL"},
    ],
)
def test_printed_errors_of_strength_never_become_a_product(strengths):
    row = {"id": "x", "name": "x", "kind": "electrolyte", "container": "ampoule"}
    row |= {"most_containers": 1, "source": "a print", "last_checked": date(2026, 11, 22)}
    with pytest.raises(BadProduct, match="percent apart"):
        read_product({**row, "confirmed": False, "strengths": strengths})
