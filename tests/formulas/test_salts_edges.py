"""Substances at the edge: what is nothing, what is one, and what cannot be changed."""

from dataclasses import FrozenInstanceError
from datetime import date
from fractions import Fraction

import pytest

from formulas.errors import NoEquivalents, NoMolarMass, UnknownSubstance
from formulas.salts import Substance, near, percent, substance, substances

BARE = Substance("argon", {}, "a book", date(2026, 11, 22), confirmed=True)


def test_a_substance_of_which_nothing_more_is_known_has_no_charge_water_or_mass():
    assert (BARE.valence, BARE.charge, BARE.water, BARE.particles) == (0, 0, 0, 1)
    with pytest.raises(NoMolarMass, match="none is on file"):
        _ = BARE.molar_mass
    with pytest.raises(NoEquivalents, match="it carries no charge of its own"):
        _ = BARE.equivalents_by_mole


def test_a_mixture_says_why_it_has_no_molar_mass():
    with pytest.raises(NoMolarMass, match="it is a mixture of ions"):
        _ = substance("phosphate").molar_mass


@pytest.mark.parametrize(
    ("name", "ions"),
    [
        ("calcium", {"calcium": 1}),
        ("glycerin", {}),
        ("calcium gluconate", {"calcium": 1, "gluconate": 2}),
    ],
)
def test_an_ion_is_its_own_ion_and_a_molecule_has_none(name, ions):
    assert dict(substance(name).ions) == ions


@pytest.mark.parametrize("name", ["glycerin", "calcium", "potassium chloride"])
def test_every_substance_has_itself_once(name):
    assert substances().count(substance(name), substance(name)) == 1


def test_at_most_three_names_are_offered_and_one_where_none_is_near():
    names = ("calcium acetate", "calcium chloride", "calcium citrate", "calcium gluconate")
    assert near("calcium", names) == "calcium acetate or calcium chloride or calcium citrate"
    assert near("qqq", names) == "calcium acetate"


@pytest.mark.parametrize(
    ("share", "told"), [("1/1000", "0.1 percent"), ("1/50", "2 percent"), ("1", "100 percent")]
)
def test_a_share_is_printed_in_percent(share, told):
    assert percent(Fraction(share)) == told


def test_what_is_on_file_cannot_be_changed_by_whoever_reads_it():
    for one, name in (
        (substance("calcium"), "valence"),
        (substances(), "by_name"),
        (substances().agreement, "strength"),
    ):
        with pytest.raises(FrozenInstanceError):
            setattr(one, name, 3)


def test_a_name_beginning_with_nothing_is_no_substance():
    with pytest.raises(UnknownSubstance):
        substance(" ")
