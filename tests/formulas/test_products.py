"""Products: labels that contradict themselves never become a product."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from formulas.errors import BadProduct, UnknownProduct, UnknownSubstance
from formulas.product_use import moles_by_volume
from formulas.products import product, products, read_product, read_products, with_products
from formulas.quantity import qty, show
from formulas.salts import substance


def row(strengths, **fields):
    return {
        "id": "a-product",
        "name": "A product",
        "kind": "electrolyte",
        "container": "vial",
        "most_containers": 3,
        "source": "its label",
        "last_checked": date(2026, 11, 22),
        "confirmed": False,
        "strengths": strengths,
        **fields,
    }


def test_every_product_that_comes_along_agrees_with_itself_and_tells_its_source():
    assert len(products()) > 90
    for one in products().values():
        assert one.source
        assert one.most_containers >= 1
        assert not one.confirmed


def test_potassium_phosphates_stand_side_by_side_and_none_is_the_usual_one():
    potassium = substance("potassium")
    found = {
        one.id: show(moles_by_volume(one, potassium))
        for one in products().values()
        if one.id.startswith("potassium-phosphates")
    }
    assert found == {
        "potassium-phosphates-4.4-15ml": "4.4 mmol/mL",
        "potassium-phosphates-4.7-15ml": "4.7 mmol/mL",
    }
    with pytest.raises(UnknownProduct, match=r"potassium-phosphates-4\.7-15ml"):
        product("potassium-phosphates")


def test_several_strengths_of_one_salt_are_several_products():
    held = [one for one in products() if one.startswith(("sodium-acetate", "zinc", "heparin"))]
    assert len(held) == 2 + 3 + 5


def test_a_product_is_found_by_its_id_or_its_name():
    assert product("Calcium gluconate 10 %,  10 mL") is product("calcium-gluconate-10-10ml")


@pytest.mark.parametrize("declared", ["1.96 mEq/mL", "2 mEq/mL", "2.04 mEq/mL"])
def test_a_declared_strength_up_to_two_percent_off_its_mass_passes(declared):
    made = read_product(row({"potassium chloride": ["149.1 mg/mL", declared]}))
    assert made.ordered_by == "potassium chloride"


@pytest.mark.parametrize("declared", ["1.959 mEq/mL", "2.041 mEq/mL", "20 mEq/mL", "0.2 mEq/mL"])
def test_a_declared_strength_over_two_percent_off_its_mass_is_refused(declared):
    with pytest.raises(BadProduct, match=r"149\.1 mg/mL ÷ 74\.55 g/mol × 1 mEq/mmol = 2 mEq/mL"):
        read_product(row({"potassium chloride": ["149.1 mg/mL", declared]}))


@given(some.integers(min_value=1, max_value=4000))
def test_a_declared_strength_passes_exactly_where_it_is_within_two_percent(thousandths):
    declared = f"{Decimal(thousandths) / 1000} mEq/mL"
    one = row({"potassium chloride": ["149.1 mg/mL", declared]})
    if 1960 <= thousandths <= 2040:
        assert read_product(one)
    else:
        with pytest.raises(BadProduct):
            read_product(one)


@pytest.mark.parametrize("declared", ["1.961 mmol/mL", "2.039 mmol/mL"])
def test_declared_millimoles_just_under_two_percent_off_pass(declared):
    assert read_product(row({"potassium chloride": [declared, "149.1 mg/mL"]}))


@pytest.mark.parametrize(
    ("percent", "passes"), [("10.2 % w/v", True), ("9.8 % w/v", True), ("10.21 % w/v", False)]
)
def test_a_percent_is_held_against_the_mass_by_volume(percent, passes):
    strengths = {"calcium gluconate": ["100 mg/mL", percent]}
    if passes:
        assert read_product(row(strengths))
    else:
        with pytest.raises(BadProduct, match="calcium gluconate is declared as"):
            read_product(row(strengths))


@pytest.mark.parametrize(
    ("total", "passes"), [("40 mEq", True), ("40.8 mEq", True), ("40.9 mEq", False)]
)
def test_the_total_is_held_against_strength_and_volume(total, passes):
    strengths = {"potassium chloride": ["149.1 mg/mL", "2 mEq/mL"]}
    one = row(strengths, volume="20 mL", total={"potassium chloride": total})
    if passes:
        assert read_product(one)
    else:
        with pytest.raises(BadProduct, match="2 mEq/mL × 20 mL = 40 mEq"):
            read_product(one)


def test_a_total_needs_a_volume_and_a_strength_of_its_kind():
    with pytest.raises(BadProduct, match="no volume"):
        read_product(row({"zinc": "1 mg/mL"}, total={"zinc": "10 mg"}))
    with pytest.raises(BadProduct, match="of that kind"):
        read_product(row({"zinc": "1 mg/mL"}, volume="10 mL", total={"copper": "10 mg"}))


def test_a_declared_ion_is_held_against_the_salts_that_bring_it():
    salts = {
        "potassium dihydrogen phosphate": "224 mg/mL",
        "dipotassium hydrogen phosphate": "236 mg/mL",
    }
    assert read_product(row({**salts, "phosphate": "3 mmol/mL", "potassium": "4.4 mEq/mL"}))
    with pytest.raises(BadProduct, match=r"potassium is declared as 4\.7 mEq/mL"):
        read_product(row({**salts, "phosphate": "3 mmol/mL", "potassium": "4.7 mEq/mL"}))


def test_the_tenfold_sodium_error_is_refused():
    """1.54 is the content of a 10 mL ampoule, not of a millilitre."""
    with pytest.raises(BadProduct, match=r"1\.54 mEq/mL.*899\.97"):
        read_product(row({"sodium chloride": "9 mg/mL", "sodium": "1.54 mEq/mL"}))
    right = row(
        {"sodium chloride": "9 mg/mL", "sodium": "0.154 mEq/mL"},
        volume="10 mL",
        total={"sodium": "1.54 mEq"},
    )
    assert read_product(right)


def test_a_percent_in_the_name_needs_the_mass_that_makes_it():
    saline = "Sodium chloride 0.9 %"
    with pytest.raises(BadProduct, match=r"says 0\.9 %, but it declares no figure of that kind"):
        read_product(row({"sodium": "1.54 mmol/mL"}, name=saline))
    with pytest.raises(BadProduct, match="declares 90 mg/mL"):
        read_product(row({"sodium chloride": "90 mg/mL"}, name=saline))
    assert read_product(row({"sodium chloride": "9 mg/mL"}, name=saline))


@pytest.mark.parametrize(("strength", "passes"), [("10", True), ("10.2", True), ("10.3", False)])
def test_a_strength_in_the_name_is_held_against_the_label(strength, passes):
    one = row({"heparin sodium": f"{strength} unit/mL"}, name="Heparin 10 unit/mL, 5 mL")
    if passes:
        assert read_product(one)
    else:
        with pytest.raises(BadProduct, match=r"declares 10\.3 unit/mL"):
            read_product(one)


def test_two_milligrams_of_gluconate_for_one_milliequivalent_of_calcium_are_refused():
    with pytest.raises(BadProduct, match="calcium is declared as 1 mEq/mL"):
        read_product(row({"calcium gluconate": "2 mg/mL", "calcium": "1 mEq/mL"}))
    assert read_product(row({"calcium gluconate": "215 mg/mL", "calcium": "1 mEq/mL"}))


def test_milliequivalents_of_phosphate_are_refused_in_a_label():
    with pytest.raises(BadProduct, match="has no milliequivalents"):
        read_product(row({"phosphate": "4.4 mEq/mL"}))


@pytest.mark.parametrize("strength", ["40 mEq", "40 mEq/vial", "1.54 mmol/ampoule", "5 mg/day"])
def test_a_strength_by_container_or_day_is_refused(strength):
    with pytest.raises(BadProduct, match="write it by volume"):
        read_product(row({"sodium": strength}))


@pytest.mark.parametrize("strength", ["0 mg/mL", "-1 mg/mL"])
def test_a_strength_of_nothing_is_refused(strength):
    with pytest.raises(BadProduct):
        read_product(row({"zinc": strength}))


@pytest.mark.parametrize(
    ("osmolarity", "passes"), [("252 mOsm/L", True), ("257.3 mOsm/L", True), ("278 mOsm/L", False)]
)
def test_the_osmolarity_of_a_base_is_held_against_its_particles(osmolarity, passes):
    one = row({"dextrose monohydrate": "5 % w/v"}, kind="base", osmolarity=osmolarity)
    if passes:
        assert read_product(one)
    else:
        with pytest.raises(BadProduct, match="the osmolarity is declared as 278"):
            read_product(one)


def test_a_base_needs_its_osmolarity_and_its_solutes():
    with pytest.raises(BadProduct, match="osmolarity by label"):
        read_product(row({"sodium chloride": "9 mg/mL"}, kind="base"))
    with pytest.raises(BadProduct, match="of its solutes"):
        read_product(row({"sodium": "154 mEq/L"}, kind="base", osmolarity="308 mOsm/L"))


@pytest.mark.parametrize("key", ["source", "last_checked", "confirmed", "most_containers", "id"])
def test_a_product_without_one_of_its_facts_is_refused(key):
    one = row({"zinc": "1 mg/mL"})
    del one[key]
    with pytest.raises(BadProduct, match=key):
        read_product(one)


def test_an_empty_source_is_no_source():
    with pytest.raises(BadProduct, match="lacks its source"):
        read_product(row({"zinc": "1 mg/mL"}, source=""))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"must_dillute": True}, "must_dillute"),
        ({"must_dilute": "yes"}, "true or false"),
        ({"most_containers": 0}, "whole number"),
        ({"most_containers": True}, "whole number"),
        ({"last_checked": "yesterday"}, "a day"),
        ({"kind": "poison"}, "poison"),
        ({"container": "bucket"}, "bucket"),
        ({"volume": "10 mg"}, "volume"),
        ({"volume": "ten mL"}, "ten"),
        ({"strengths": {}}, "strengths"),
        ({"strengths": "1 mg/mL"}, "table by substance"),
        ({"strengths": {"zinc": 1}}, "must be texts"),
        ({"strengths": {"zinc": [1]}}, "must be texts"),
        ({"strengths": {"zinc": []}}, "no strength of zinc"),
        ({"strengths": {"KCl": "2 mEq/mL", "potassium chloride": "2 mEq/mL"}}, "stands twice"),
        ({"volume": "0 mL"}, "volume"),
        ({"volume": 10}, "text in quotes"),
        ({"source": 7}, "text in quotes"),
        ({"called": {"tin": "copper"}}, "does not declare"),
        ({"called": ["zinc"]}, "table by substance"),
    ],
)
def test_an_odd_field_is_refused_by_name(fields, says):
    with pytest.raises(BadProduct, match=says):
        read_product({**row({"zinc": "1 mg/mL"}), **fields})


def test_a_substance_nobody_knows_is_refused():
    with pytest.raises(BadProduct, match="magnesium sulfate heptahydrate"):
        read_product(row({"magnesium sulfate": "500 mg/mL"}))


def test_a_word_of_the_trade_means_what_the_label_says():
    magnesium = product("magnesium-sulfate-50-10ml")
    assert magnesium.substance_of("Magnesium sulfate") == "magnesium sulfate heptahydrate"
    with pytest.raises(UnknownSubstance):
        product("calcium-gluconate-10-10ml").substance_of("magnesium sulfate")


FILE = """
[[product]]
id = "house-zinc"
name = "Zinc of the house"
kind = "trace element"
container = "vial"
volume = "10 mL"
most_containers = 1
source = "the label"
last_checked = 2026-11-22
confirmed = true
[product.strengths]
zinc = "1 mg/mL"
"""


def test_a_site_reads_its_own_file(tmp_path):
    path = tmp_path / "house.toml"
    path.write_text(FILE, encoding="utf-8")
    known = with_products([path])
    assert product("zinc of the house", known).strengths == {"zinc": (qty("1 mg/mL"),)}
    with pytest.raises(BadProduct, match="twice"):
        with_products([path, path])


@pytest.mark.parametrize(("text", "says"), [("[[", "readable"), ("x = 1", "no table of products")])
def test_a_file_that_is_none_is_refused(tmp_path, text, says):
    path = tmp_path / "house.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadProduct, match=says):
        read_products(path)
