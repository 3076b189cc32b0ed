"""What salts and phosphate products bring, and what is still to be supplied."""

import pytest

from formulas.errors import (
    DoNotAdd,
    LessThanNothing,
    MissingInput,
    NoEquivalents,
    NoMolarMass,
    NoName,
    OtherSubstance,
    OutOfRange,
    UnknownSubstance,
)
from formulas.phosphate import (
    cation_with_phosphate,
    cation_with_phosphate_by_label,
    phosphate_by_product,
    phosphate_volume,
    phosphate_with_cation,
)
from formulas.quantity import qty, show
from formulas.salt_components import (
    equivalents_brought,
    mass_brought,
    moles_brought,
    salt_for_ion,
    share_of_ion,
)
from formulas.still_to_supply import (
    add_quantities,
    equivalents_by_litre,
    ion_still_to_supply,
    moles_by_litre,
    still_to_supply,
    volume_still_to_supply,
)

K44, K47 = "potassium-phosphates-4.4-15ml", "potassium-phosphates-4.7-15ml"
GLUCONATE = "94 mg/mL calcium gluconate; 4.5 mg/mL calcium saccharate tetrahydrate"


def test_every_salt_brings_all_its_ions():
    salts = f"50.01 mmol {'sodium-phosphates-3-15ml'}; 65 mEq sodium acetate anhydrous"
    assert equivalents_brought("sodium", salts).shown == "131.68 mEq"
    assert moles_brought("phosphate", salts).shown == "50.01 mmol"
    assert moles_brought("acetate", salts).shown == "65 mmol"
    assert moles_brought("chloride", salts).shown == "0 mmol"
    assert moles_brought("chloride", "10 mmol calcium chloride dihydrate").shown == "20 mmol"


def test_potassium_of_a_bag_is_that_of_the_chloride_and_of_the_phosphates():
    salts = f"39.99 mmol {K44}; 140 mEq potassium chloride"
    assert show(equivalents_by_litre("potassium", salts, "2 L").result, 2) == "99.33 mEq/L"
    other = salts.replace(K44, K47)
    assert show(equivalents_by_litre("potassium", other, "2 L").result, 2) == "101.33 mEq/L"
    assert show(moles_by_litre("phosphate", salts, "2 L").result, 3) == "19.995 mmol/L"


def test_an_ion_that_the_label_declares_is_counted_once():
    """Sodium stands twice on the label: as the ion, and in its salts."""
    assert equivalents_brought("sodium", "15 mL sodium-phosphates-3-15ml").shown == "60 mEq"
    assert equivalents_brought("chloride", "20 mL potassium-chloride-2-20ml").shown == "40 mEq"


def test_two_phosphate_salts_make_the_label_of_potassium_phosphates():
    salts = "224 mg/mL KH2PO4; 236 mg/mL K2HPO4"
    assert show(moles_brought("phosphate", salts).result, 3) == "3.001 mmol/mL"
    assert show(equivalents_brought("potassium", salts).result, 3) == "4.356 mEq/mL"


def test_a_mixture_named_without_its_product_brings_no_cation():
    assert moles_brought("phosphate", "40 mmol potassium phosphates").shown == "40 mmol"
    with pytest.raises(NoMolarMass, match="product"):
        equivalents_brought("potassium", "40 mmol potassium phosphates")
    with pytest.raises(NoEquivalents):
        equivalents_brought("phosphate", f"10 mL {K44}")


def test_an_amount_without_its_substance_or_of_an_unknown_one_is_refused():
    with pytest.raises(NoName, match="given as 65 mEq of no substance"):
        equivalents_brought("sodium", "65 mEq")
    with pytest.raises(MissingInput):
        equivalents_brought("sodium", ";")
    with pytest.raises(UnknownSubstance):
        equivalents_brought("sodium", "65 mEq natrium chloride")


def test_salts_on_different_bases_do_not_add():
    with pytest.raises(DoNotAdd):
        equivalents_brought("sodium", "2 mEq/mL sodium chloride; 65 mEq/L sodium chloride")


def test_elemental_calcium_of_the_gluconate_label_and_the_share_of_its_saccharate():
    assert show(mass_brought("calcium", GLUCONATE).result, 3) == "9.317 mg/mL"
    assert show(equivalents_brought("calcium", GLUCONATE).result, 3) == "0.465 mEq/mL"
    part = "4.5 mg/mL calcium saccharate tetrahydrate"
    assert show(share_of_ion("calcium", part, GLUCONATE).result, 2) == "6.04 percent"
    with pytest.raises(OutOfRange, match="one of the salts"):
        share_of_ion("calcium", "9 mg/mL calcium gluconate", GLUCONATE)


def test_a_gram_of_chloride_brings_three_times_the_calcium_of_a_gram_of_gluconate():
    gluconate = equivalents_brought("calcium", "1 g calcium gluconate").result
    chloride = equivalents_brought("calcium", "1 g calcium chloride dihydrate").result
    assert (show(gluconate, 2), show(chloride, 2)) == ("4.65 mEq", "13.60 mEq")


def test_the_salt_for_so_much_of_its_ion():
    assert salt_for_ion("93 mg calcium", "calcium gluconate").result > qty("998 mg")
    assert salt_for_ion("20 mEq chloride", "calcium chloride dihydrate").shown == "1470.1 mg"
    with pytest.raises(OutOfRange, match="one that brings calcium"):
        salt_for_ion("93 mg calcium", "potassium chloride")


def test_what_is_brought_is_taken_off_the_order_and_never_below_nothing():
    assert still_to_supply("13 mEq", "4.5 mEq").shown == "8.5 mEq"
    assert still_to_supply("13 mEq", "4.5 mEq; 8.5 mEq").shown == "0 mEq"
    with pytest.raises(LessThanNothing, match=r"-0\.1 mEq"):
        still_to_supply("13 mEq", "4.5 mEq; 8.6 mEq")
    assert (
        volume_still_to_supply("80 mEq", "44 mEq", "2 mEq/mL").told == "rest 36 mEq; volume 18 mL"
    )
    with pytest.raises(LessThanNothing):
        volume_still_to_supply("40 mEq", "44 mEq", "2 mEq/mL")
    with pytest.raises(DoNotAdd):
        still_to_supply("13 mEq", "4.5 mmol")
    assert ion_still_to_supply("phosphate", "40 mmol", f"10 mL {K47}").shown == "10 mmol"


@pytest.mark.parametrize(
    "quantities",
    ["229 mEq/day; 684 mOsm/L", "20 mEq/day; 20 mEq", "2 mEq/mL; 2 mEq/L", "1 mg; 1 mEq"],
)
def test_quantities_of_two_bases_do_not_add(quantities):
    with pytest.raises(DoNotAdd, match="do not add"):
        add_quantities(quantities)


def test_quantities_of_one_basis_add():
    assert add_quantities("229 mEq/day; 0.5 mEq/day; 0.5 mEq/day").shown == "230 mEq/day"
    assert add_quantities("1 g; 500 mg").shown == "1.5 g"


def test_phosphate_carries_the_cation_of_its_product():
    assert phosphate_volume("30 mmol", "3 mmol/mL").shown == "10 mL"
    assert show(cation_with_phosphate("3.4 mmol", "1.33 mEq/mmol").result) == "4.522 mEq"
    by_label = cation_with_phosphate_by_label("40 mmol", "4.4 mEq/mL", "3 mmol/mL")
    assert show(by_label.result, 1) == "58.7 mEq"
    assert phosphate_with_cation("44 mEq", "4.4 mEq/mL", "3 mmol/mL").shown == "30 mmol"
    cations = [phosphate_by_product(each, "30 mmol").quantity("cation") for each in (K44, K47)]
    assert [show(each) for each in cations] == ["44 mEq", "47 mEq"]
    sodium = phosphate_by_product("sodium-glycerophosphate-1-20ml", "30 mmol")
    assert show(sodium.quantity("cation")) == "60 mEq"


@pytest.mark.parametrize("order", ["30 mEq", qty("30 mEq")])
def test_phosphate_ordered_in_milliequivalents_is_refused(order):
    with pytest.raises(NoEquivalents, match="30 mEq"):
        phosphate_volume(order, "3 mmol/mL")
    with pytest.raises(NoEquivalents):
        cation_with_phosphate(order, "1.33 mEq/mmol")
    with pytest.raises(NoEquivalents):
        phosphate_by_product(K44, order)


def test_what_is_no_phosphate_product_is_refused():
    with pytest.raises(OtherSubstance, match="potassium chloride"):
        phosphate_by_product("potassium-chloride-2-20ml", "30 mmol")
