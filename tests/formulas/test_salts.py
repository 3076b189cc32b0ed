"""Substances: what they are made of, and the files that are refused."""

import pytest

from formulas.errors import BadSubstance, NoEquivalents, NoMolarMass, UnknownSubstance
from formulas.quantity import qty, show
from formulas.salts import apart, read_substances, substance, substances

HEAD = """
[agreement]
molar_mass = "0.1 percent"
strength = "2 percent"
osmolarity = "2 percent"
water = "18.015 g/mol"

[ion.sodium]
molar_mass = "22.990"
charge = 1
source = "a book"
last_checked = 2026-11-22
confirmed = false

[ion.chloride]
molar_mass = "35.45"
charge = -1
source = "a book"
last_checked = 2026-11-22
confirmed = false
"""
SOURCE = 'source = "a book"\nlast_checked = 2026-11-22\nconfirmed = false\n'
SALT = f"""
[salt."sodium chloride"]
molar_mass = "58.44"
ions = {{ sodium = 1, chloride = 1 }}
{SOURCE}"""


def read(tmp_path, text):
    path = tmp_path / "substances.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return read_substances(path)


@pytest.mark.parametrize(
    ("name", "molar_mass", "valence", "particles"),
    [
        ("sodium chloride", "58.44 g/mol", 1, 2),
        ("calcium gluconate", "430.37 g/mol", 2, 3),
        ("calcium gluconate monohydrate", "448.39 g/mol", 2, 3),
        ("calcium chloride dihydrate", "147.01 g/mol", 2, 3),
        ("magnesium sulfate heptahydrate", "246.47 g/mol", 2, 2),
        ("dipotassium hydrogen phosphate", "174.18 g/mol", 2, 3),
        ("calcium", "40.078 g/mol", 2, 1),
        ("chloride", "35.45 g/mol", 1, 1),
    ],
)
def test_a_substance_has_the_mass_the_charge_and_the_particles_of_its_formula(
    name, molar_mass, valence, particles
):
    one = substance(name)
    assert one.molar_mass == qty(molar_mass)
    assert one.equivalents_by_mole == qty(f"{valence} mEq/mmol")
    assert one.particles == particles


def test_dextrose_is_one_particle_and_has_no_charge():
    dextrose = substance("dextrose monohydrate")
    assert (show(dextrose.molar_mass), dextrose.particles) == ("198.17 g/mol", 1)
    with pytest.raises(NoEquivalents, match="no charge"):
        _ = dextrose.equivalents_by_mole


def test_water_of_a_salt_is_in_its_mass_and_not_among_its_particles():
    dry, wet = (substance(f"magnesium sulfate {word}") for word in ("anhydrous", "heptahydrate"))
    assert wet.molar_mass > dry.molar_mass
    assert wet.particles == dry.particles


@pytest.mark.parametrize("name", ["phosphate", "potassium phosphates", "sodium phosphates"])
def test_total_phosphate_has_neither_milliequivalents_nor_a_molar_mass(name):
    with pytest.raises(NoEquivalents, match="mixture"):
        _ = substance(name).equivalents_by_mole
    with pytest.raises(NoMolarMass, match="Name the single salt"):
        _ = substance(name).molar_mass
    with pytest.raises(NoMolarMass):
        _ = substance(name).particles


def test_an_ion_its_salts_and_their_hydrates_are_different_substances():
    names = [
        "calcium",
        "calcium gluconate",
        "calcium gluconate monohydrate",
        "calcium chloride anhydrous",
        "calcium chloride dihydrate",
    ]
    masses = [substance(name).molar_mass.exact for name in names]
    assert len(set(masses)) == len(names)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("magnesium sulfate", "magnesium sulfate heptahydrate"),
        ("calcium chloride", "calcium chloride dihydrate"),
        ("dextrose", "dextrose monohydrate"),
        ("sodium acetate", "sodium acetate trihydrate"),
        ("calcum gluconate", "calcium gluconate"),
    ],
)
def test_a_name_that_fits_several_is_refused_with_what_it_may_mean(given, meant):
    with pytest.raises(UnknownSubstance, match=meant):
        substance(given)


def test_a_name_near_nothing_is_refused_with_an_example():
    with pytest.raises(UnknownSubstance, match="such as"):
        substance("qqq")


def test_case_and_blanks_and_the_chemists_name_do_not_matter():
    assert substance(" Potassium   CHLORIDE") is substance("KCl")


def test_a_hydrogen_phosphate_counts_as_phosphate_and_as_phosphorus():
    salt = substance("K2HPO4")
    counts = [
        substances().count(salt, substance(name))
        for name in ("phosphate", "phosphorus", "potassium", "hydrogen phosphate", "sodium")
    ]
    assert counts == [1, 1, 2, 1, 0]


def test_every_substance_tells_its_source_and_that_nobody_confirmed_it():
    for one in substances().by_name.values():
        assert one.source
        assert one.told_source.endswith("; unconfirmed") is not one.confirmed


def test_a_salt_that_is_the_sum_of_its_ions_is_read(tmp_path):
    assert read(tmp_path, SALT).find("sodium chloride").valence == 1


@pytest.mark.parametrize("mass", ["58.38156", "58.44", "58.49844"])
def test_a_molar_mass_just_at_the_tolerance_is_read(tmp_path, mass):
    found = read(tmp_path, SALT.replace("58.44", mass)).find("sodium chloride")
    assert apart(found.molar_mass, qty("58.44 g/mol")) <= substances().agreement.molar_mass


@pytest.mark.parametrize("mass", ["58.38155", "58.49845", "74.55"])
def test_a_molar_mass_over_the_tolerance_is_refused_with_the_sum(tmp_path, mass):
    with pytest.raises(BadSubstance, match=r"1 × sodium 22\.99 g/mol \+ 1 × chloride 35\.45"):
        read(tmp_path, SALT.replace("58.44", mass))


def test_a_salt_without_its_water_is_refused(tmp_path):
    with pytest.raises(BadSubstance, match=r"76\.455"):
        read(tmp_path, SALT.replace("58.44", "76.455"))
    wet = read(tmp_path, SALT.replace("58.44", "76.455").replace("ions", "water = 1\nions"))
    assert wet.find("sodium chloride").water == 1


def test_ions_whose_charges_do_not_cancel_are_refused(tmp_path):
    with pytest.raises(BadSubstance, match="add up to 1"):
        read(tmp_path, SALT.replace("sodium = 1", "sodium = 2").replace("58.44", "81.43"))


@pytest.mark.parametrize("key", ["source", "last_checked", "confirmed"])
def test_a_substance_without_its_provenance_is_refused(tmp_path, key):
    rows = [row for row in SALT.splitlines() if not row.startswith(key)]
    with pytest.raises(BadSubstance, match=key):
        read(tmp_path, "\n".join(rows))


def test_an_unknown_property_of_a_substance_is_refused(tmp_path):
    with pytest.raises(BadSubstance, match="valance"):
        read(tmp_path, SALT + "valance = 2\n")


def test_a_name_may_stand_only_once(tmp_path):
    with pytest.raises(BadSubstance, match="twice"):
        read(tmp_path, SALT + f'\n[drug."Sodium  Chloride"]\n{SOURCE}')


def test_a_salt_of_an_unknown_ion_is_refused(tmp_path):
    with pytest.raises(UnknownSubstance, match="sodum"):
        read(tmp_path, SALT.replace("sodium = 1", "sodum = 1"))
