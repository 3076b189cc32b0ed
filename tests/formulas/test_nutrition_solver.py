"""From ions to salts: what is brought, what is counted, and what no mixture of salts can bring."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.errors import CannotBeMet, NoEquivalents, NoSalt, OrderedTwice, OutOfRange
from formulas.nutrition.making import make_bag
from formulas.quantity import qty, total
from tests.formulas.nutrition_orders import (
    CALCIUM,
    K_ACETATE,
    K_PHOSPHATE,
    KCL,
    NA_ACETATE,
    NA_PHOSPHATE,
    NACL,
    SALT_PRODUCTS,
    neonate_in_ions,
    wanted,
)

FREAMINE, PREMASOL = "freamine-iii-10-1000ml", "premasol-10-2000ml"


def ions(**by_kg):
    units = {"phosphate": "mmol"}
    return tuple(
        wanted(name, f"{figure} {units.get(name, 'mEq')}/kg/day") for name, figure in by_kg.items()
    )


def an_order(amino_acids="trophamine-10-500ml", salts=SALT_PRODUCTS, fat=True, **by_kg):
    order = neonate_in_ions(ions=ions(**by_kg), salt_products=salts, overfill=None)
    chief = tuple(
        replace(one, product=amino_acids) if one.substance == "amino acids" else one
        for one in order.macronutrients
        if fat or one.substance != "fat"
    )
    given_fat = order.lipid_given if fat else type(order.lipid_given)("none")
    return replace(order, macronutrients=chief, lipid_given=given_fat)


def brought(bag, ion):
    return total([one.brings[ion] for one in bag.every if ion in one.brings])


def taken(bag):
    return {one.product: one.volume for one in bag.ingredients if one.product in SALT_PRODUCTS}


def test_every_ion_comes_out_exactly_as_ordered_whatever_the_amino_acids_bring():
    for amino_acids in ("trophamine-10-500ml", PREMASOL, FREAMINE):
        bag = make_bag(an_order(amino_acids, sodium="4", potassium="2.2", calcium="2.5",
                                magnesium="0.3", phosphate="1.3", acetate="4"))  # fmt: skip
        assert brought(bag, "sodium") == qty("4.8 mEq")
        assert brought(bag, "potassium") == qty("2.64 mEq")
        assert brought(bag, "calcium") == qty("3 mEq")
        assert brought(bag, "phosphate") == qty("1.56 mmol")
        assert brought(bag, "acetate") == qty("4.8 mEq")


def test_the_phosphate_of_the_amino_acids_and_of_the_fat_is_counted():
    plain = make_bag(an_order(PREMASOL, fat=False, sodium="4", phosphate="1.3"))
    hidden = make_bag(an_order(FREAMINE, fat=False, sodium="4", phosphate="1.3"))
    with_fat = make_bag(an_order(PREMASOL, sodium="4", phosphate="1.3"))
    salt = taken(plain)[NA_PHOSPHATE]
    assert salt == qty("0.52 mL")
    assert salt - taken(hidden)[NA_PHOSPHATE] == qty("0.36 mmol") / qty("3 mmol/mL")
    assert salt - taken(with_fat)[NA_PHOSPHATE] == qty("0.18 mmol") / qty("3 mmol/mL")


def test_phosphate_by_litre_of_a_bag_without_the_fat_is_that_of_the_bag_alone():
    order = an_order(PREMASOL, sodium="4")
    by_litre = replace(order, ions=(*order.ions, wanted("phosphate", "12 mmol/L")))
    bag = make_bag(by_litre)
    assert taken(bag)[NA_PHOSPHATE] == qty("12 mmol/L") * bag.infused / qty("3 mmol/mL")


def test_the_cation_of_a_phosphate_is_that_of_its_own_label():
    four_four = (KCL, K_PHOSPHATE)
    four_seven = (KCL, "potassium-phosphates-4.7-15ml")
    first = make_bag(an_order(PREMASOL, four_four, fat=False, potassium="3", phosphate="1.5"))
    other = make_bag(an_order(PREMASOL, four_seven, fat=False, potassium="3", phosphate="1.5"))
    assert brought(first, "potassium") == brought(other, "potassium") == qty("3.6 mEq")
    assert taken(first)[KCL] == (qty("3.6 mEq") - qty("2.64 mEq")) / qty("2 mEq/mL")
    assert taken(other)[KCL] == (qty("3.6 mEq") - qty("2.82 mEq")) / qty("2 mEq/mL")


def test_sodium_salts_go_first_and_potassium_salts_bring_the_rest():
    bag = make_bag(an_order(PREMASOL, fat=False, sodium="1", potassium="4", phosphate="2"))
    volumes = taken(bag)
    assert volumes[NA_PHOSPHATE] == qty("1.2 mEq") / qty("4 mEq/mL")
    assert volumes[K_PHOSPHATE] == qty("0.8 mL") - volumes[NA_PHOSPHATE]
    assert NACL not in volumes


def test_another_way_is_found_where_the_sodium_salt_first_would_not_do():
    """Sodium phosphate would use up the sodium that the acetate needs: the potassium one does."""
    offered = (NA_PHOSPHATE, K_PHOSPHATE, NA_ACETATE, KCL)
    bag = make_bag(an_order(PREMASOL, offered, fat=False, sodium="2", potassium="4",
                            phosphate="1", acetate="4.82"))  # fmt: skip
    assert brought(bag, "acetate") == qty("5.784 mEq")
    assert brought(bag, "sodium") == qty("2.4 mEq")
    assert NA_PHOSPHATE not in taken(bag)


def test_chloride_follows_where_it_is_not_ordered_and_acetate_where_it_is_not():
    follows = make_bag(an_order(PREMASOL, fat=False, sodium="4", potassium="2", acetate="3.82"))
    assert brought(follows, "chloride") == qty("7.2 mEq") - qty("1.2 mEq")
    fixed = make_bag(an_order(PREMASOL, fat=False, sodium="4", potassium="2", chloride="5"))
    assert brought(fixed, "chloride") == qty("6 mEq")
    assert brought(fixed, "acetate") == qty("3.384 mEq") + qty("1.2 mEq")


def test_chloride_and_acetate_that_agree_are_both_met():
    bag = make_bag(an_order(PREMASOL, fat=False, sodium="4", potassium="2", acetate="3.82",
                            chloride="5"))  # fmt: skip
    assert brought(bag, "chloride") == qty("6 mEq")
    assert brought(bag, "acetate") == qty("4.584 mEq")


def test_the_chloride_of_a_calcium_or_magnesium_salt_is_counted():
    salts = (NACL, KCL, NA_ACETATE, "magnesium-chloride-20-50ml")
    bag = make_bag(an_order(PREMASOL, salts, fat=False, sodium="3", magnesium="0.5", chloride="2"))
    assert brought(bag, "chloride") == qty("2.4 mEq")
    assert brought(bag, "magnesium") == qty("0.6 mEq")


def test_the_acetate_of_the_amino_acids_above_the_order_stops_with_the_arithmetic():
    """3.6 g of TrophAmine bring 3.492 mEq; 1.2 mEq would take back 1.146 mL potassium acetate."""
    with pytest.raises(CannotBeMet) as refusal:
        make_bag(an_order(sodium="4", potassium="2", acetate="1"))
    told = str(refusal.value)
    assert "1.2 mEq is ordered, and trophamine-10-500ml bring 3.492 mEq already" in told
    assert "1.2 mEq − 3.492 mEq = -2.292 mEq" in told
    assert f"-1.146 mL of {K_ACETATE}" in told


@pytest.mark.parametrize(("sodium", "refused"), [("0.15", False), ("0.149", True), ("0", True)])
def test_sodium_of_the_amino_acids_just_met_and_just_above_the_order(sodium, refused):
    order = an_order(sodium=sodium, potassium="2")
    if refused:
        with pytest.raises(CannotBeMet, match=r"^Sodium .* bring 0\.18 mEq already"):
            make_bag(order)
    else:
        assert NACL not in taken(make_bag(order))


def test_nought_of_an_ion_that_nothing_brings_can_be_ordered():
    bag = make_bag(an_order(PREMASOL, fat=False, sodium="0", potassium="2"))
    assert list(taken(bag)) == [KCL]


@pytest.mark.parametrize(("potassium", "refused"), [("1.467", False), ("1.466", True)])
def test_phosphate_that_brings_more_cation_than_is_ordered_stops(potassium, refused):
    order = an_order(PREMASOL, (KCL, K_PHOSPHATE), fat=False, potassium=potassium, phosphate="1")
    if refused:
        with pytest.raises(CannotBeMet, match=r"1\.2 mmol phosphate from .*brings 1\.76 mEq of it"):
            make_bag(order)
    else:
        assert brought(make_bag(order), "phosphate") == qty("1.2 mmol")


def test_phosphate_beyond_what_both_cations_carry_stops():
    with pytest.raises(CannotBeMet, match=r"Phosphate .*too much.*carry"):
        make_bag(an_order(PREMASOL, fat=False, sodium="1", potassium="1", phosphate="2"))


@pytest.mark.parametrize(("acetate", "refused"), [("8.82", False), ("8.821", True)])
def test_acetate_beyond_the_cations_that_are_left_stops(acetate, refused):
    order = an_order(PREMASOL, fat=False, sodium="4", potassium="2", acetate=acetate)
    if refused:
        with pytest.raises(CannotBeMet, match=r"Acetate .*only 7\.2 mEq"):
            make_bag(order)
    else:
        assert not {NACL, KCL} & set(taken(make_bag(order)))


@pytest.mark.parametrize("chloride", ["4.9", "5.1"])
def test_chloride_that_contradicts_the_other_ions_stops(chloride):
    with pytest.raises(CannotBeMet, match=r"^Chloride .*0\.12 mEq too"):
        make_bag(an_order(PREMASOL, fat=False, sodium="4", potassium="2", acetate="3.82",
                          chloride=chloride))  # fmt: skip


@pytest.mark.parametrize(
    ("ordered", "salts", "ion"),
    [
        ({"calcium": "2"}, (NACL,), "Calcium"),
        ({"magnesium": "2"}, (CALCIUM,), "Magnesium"),
        ({"sodium": "2", "phosphate": "1"}, (NACL, K_PHOSPHATE), "Phosphate"),
        ({"sodium": "2", "acetate": "4"}, (NACL, K_ACETATE), "Acetate"),
        ({"sodium": "2"}, (KCL,), "Sodium"),
        ({"sodium": "4", "acetate": "4"}, (NA_ACETATE,), "Sodium"),
        ({"potassium": "2"}, (), "Potassium"),
    ],
)
def test_an_ion_without_its_salt_says_so(ordered, salts, ion):
    with pytest.raises(NoSalt, match=f"^{ion} is ordered"):
        make_bag(an_order(PREMASOL, salts, fat=False, **ordered))


def test_two_products_of_one_salt_are_no_choice_for_the_engine():
    with pytest.raises(NoSalt, match=r"both sodium-chloride-23.4-100ml and sodium-chloride-14.6"):
        make_bag(an_order(salts=(NACL, "sodium-chloride-14.6-40ml"), sodium="4"))


@pytest.mark.parametrize(
    "product", ["ammonium-chloride-5-20ml", "sodium-bicarbonate-8.4-50ml", "zinc-1-10ml", FREAMINE]
)
def test_a_product_that_is_no_salt_of_the_solver_is_refused(product):
    with pytest.raises(OutOfRange, match=product):
        make_bag(an_order(salts=(*SALT_PRODUCTS, product), sodium="4"))


def test_phosphate_in_milliequivalents_is_refused():
    order = neonate_in_ions(ions=(wanted("phosphate", "2 mEq/kg/day"),))
    with pytest.raises(NoEquivalents, match="mixture of ions"):
        make_bag(order)


def test_ions_may_be_ordered_in_moles_or_in_elemental_mass():
    by_moles = make_bag(an_order(PREMASOL, fat=False, calcium="2"))
    moles = replace(neonate_in_ions(overfill=None), ions=(wanted("calcium", "1 mmol/kg/day"),))
    mass = replace(moles, ions=(wanted("calcium", "40.078 mg/kg/day"),))
    assert taken(make_bag(moles)) == taken(make_bag(mass)) == taken(by_moles)


@pytest.mark.parametrize("ion", ["zinc", "gluconate", "sodium chloride"])
def test_the_solver_brings_the_seven_ions_and_no_other(ion):
    with pytest.raises(OutOfRange, match="one of sodium"):
        make_bag(neonate_in_ions(ions=(wanted(ion, "2 mEq/kg/day"),)))


def test_an_ion_ordered_twice_or_below_nought_or_from_a_named_product_is_refused():
    with pytest.raises(OrderedTwice):
        make_bag(neonate_in_ions(ions=ions(sodium="2") * 2))
    with pytest.raises(OutOfRange, match="nought or more"):
        make_bag(neonate_in_ions(ions=ions(sodium="-2")))
    with pytest.raises(OutOfRange, match="left to the salt products"):
        make_bag(neonate_in_ions(ions=(wanted("sodium", "2 mEq/kg/day", NACL),)))


AMOUNTS = st.fractions(0, 8, max_denominator=20)


@given(
    st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS),
    st.permutations(SALT_PRODUCTS),
)
def test_whatever_salts_made_an_order_its_ions_are_met_again(volumes, offered):
    """Ions of any mixture of salts can be met; the products' order changes nothing."""
    sodium_p, potassium_p, sodium_a, potassium_a, sodium_c, potassium_c = volumes
    figures = {
        "sodium": Fraction(4, 3) * sodium_p + sodium_a + sodium_c,
        "potassium": Fraction(22, 15) * potassium_p + potassium_a + potassium_c,
        "phosphate": sodium_p + potassium_p,
        "acetate": sodium_a + potassium_a + Fraction("2.82"),
    }
    by_kg = qty("1 mEq/kg/day")
    ordered = tuple(
        wanted(name, "1 mmol/kg/day" if name == "phosphate" else "1 mEq/kg/day") for name in figures
    )
    lines = tuple(replace(one, quantity=one.quantity * figures[one.substance]) for one in ordered)
    order = replace(an_order(PREMASOL, fat=False), ions=lines, volume=qty("400 mL/kg/day"))
    bag = make_bag(replace(order, salt_products=tuple(offered)))
    weight = qty("1.2 kg")
    for name in ("sodium", "potassium", "acetate"):
        want = (by_kg * figures[name] * weight * qty("1 day")).to("mEq")
        assert brought(bag, name) == want if want.exact else name not in taken(bag)
    assert taken(bag) == taken(make_bag(replace(order, salt_products=SALT_PRODUCTS)))
