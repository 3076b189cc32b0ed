import pytest

from formulas.errors import OtherKind, UnknownUnit
from formulas.quantity import qty, show
from formulas.units import NUMBER, unit
from formulas.vocabulary import ALSO, NAMED, SPELLINGS, basis_of, read_as, word_for


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("5 ug", "mcg"), ("5 µg", "mcg"), ("5 μg", "mcg"), ("10 IU", "unit"), ("10 U", "unit"),
        ("3 cc", "mL"), ("3 ml", "mL"), ("2 Meq", "mEq"), ("1 gm", "g"), ("1 l", "L"),
        ("5 ug/ml", "mcg/mL"), ("2 mEq/cc", "mEq/mL"), ("20 °C", "degC"), ("5 IU/mL", "unit/mL"),
        ("2 hr", "h"), ("0.02 inH2O", "in_wc"), ("1.8 m²", "m2"), ("5 mg/kg/d", "mg/kg/day"),
        ("150 lbs", "lb"), ("3 MMOL", "mmol"), ("1 amp", "ampoule"), ("5 mcg/KG/MIN", "mcg/kg/min"),
        ("18 units/kg/hr", "unit/kg/h"), ("0.1 M", "mol/L"), ("5 mM", "mmol/L"),
        ("12 mg%", "mg/dL"), ("31 gtts/min", "gtt/min"),
    ],
)  # fmt: skip
def test_a_misleading_unit_is_refused_with_the_word_to_use(written, word):
    with pytest.raises(UnknownUnit, match=f"Write '{word}'") as refusal:
        qty(written)
    assert refusal.value.word == word


@pytest.mark.parametrize(
    "written",
    ["5 kmg", "9 nit", "1 mile", "3 ul", "2 gr", "1 MU", "1.8 m", "5 mg/mg", "3 dmin", "4 mgtt"],
)
def test_a_unit_outside_the_vocabulary_does_not_exist(written):
    with pytest.raises(UnknownUnit, match="Choose a unit from the list"):
        qty(written)


def test_a_figure_without_a_unit_is_told_so():
    with pytest.raises(UnknownUnit, match="A figure stands without its unit"):
        qty("7")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("60 %", "60 percent"), ("0.9 %w/v", "0.9 % w/v"), ("70 % (v/v)", "70 % v/v"),
        ("10 units", "10 unit"), ("5000 units/mL", "5000 unit/mL"), ("0.02 in. w.c.", "0.02 in_wc"),
        ("73 in", "73 inch"), ("20 drops", "20 gtt"), ("2 vials", "2 vial"), ("4 doses/day", "4 dose/day"),
    ],
)  # fmt: skip
def test_another_spelling_that_misleads_nobody_is_read_but_not_printed(written, printed):
    assert show(qty(written)) == printed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("% w/v", "% w/w"), ("% w/v", "% v/v"), ("% w/w", "% v/v"), ("% w/w", "percent"),
        ("% v/v", "percent"), ("% w/v", "percent"), ("mEq", "mmol"), ("unit", "mg"),
        ("mOsm", "mmol"), ("mg/day", "mg"), ("mg/dose", "mg"), ("mg/bag", "mg/ampoule"),
        ("mg/vial", "mg/mL"), ("mg/bag", "mg/L"), ("mg/kg/day", "mg/kg"), ("mg/kg/day", "mg/day"),
        ("mg/m2", "mg/kg"), ("gtt/mL", "mL"), ("degC", "Pa"), ("kcal", "g"),
    ],
)  # fmt: skip
def test_kinds_that_are_apart_never_become_each_other(one, other):
    with pytest.raises(OtherKind, match="measure different things"):
        qty(1, one).to(other)


@pytest.mark.parametrize(
    ("one", "other", "joins"),
    [
        ("mg/mL", "g/mL", True), ("mg/mL", "mg/L", False), ("mEq/L", "mEq/mL", False),
        ("% w/v", "mg/mL", False), ("mL/h", "L/h", True), ("mL/h", "mL/min", False),
        ("mg/day", "mg/h", False), ("mg/kg/day", "mcg/kg/day", True), ("mg", "g", True),
        ("mg", "mg/mL", False), ("percent", "mg/g", False),
    ],
)  # fmt: skip
def test_only_what_is_stated_for_the_same_may_be_added(one, other, joins):
    assert unit(one).joins(unit(other)) is joins
    assert unit(other).joins(unit(one)) is joins


@pytest.mark.parametrize(
    ("written", "as_unit", "same"),
    [
        ("1 in_wc", "Pa", "249.08891 Pa"), ("1 kPa", "Pa", "1000 Pa"), ("1 lb", "g", "453.59237 g"),
        ("1 inch", "cm", "2.54 cm"), ("1 % w/v", "mg/mL", "10 mg/mL"), ("1 day", "min", "1440 min"),
        ("1 dL", None, None), ("1 mg/dL", "mg/L", "10 mg/L"), ("25 degC", "K", "298.15 K"),
        ("1 mol", "mcmol", "1000000 mcmol"), ("1 kg", "ng", "1000000000000 ng"),
    ],
)  # fmt: skip
def test_every_conversion_is_exact(written, as_unit, same):
    if as_unit is None:
        with pytest.raises(UnknownUnit):
            qty(written)
        return
    assert show(qty(written).to(as_unit)) == same


def test_a_conversion_that_does_not_end_stays_exact_there_and_back():
    seventh = qty("1 min").to("day")
    assert seventh.exact.denominator == 1440
    assert show(seventh.to("min")) == "1 min"


def test_a_unit_exists_once_and_so_does_what_two_of_them_make():
    assert unit("mg") is unit("mg")
    assert (qty("2 mg/mL") * qty("3 mL")).unit is unit("mg")
    assert (qty("2 mg") / qty("3 mg")).unit is NUMBER
    strange = (qty("2 mg") * qty("3 mg")).unit
    assert strange is (qty("5 mg") * qty("7 mg")).unit
    assert str(strange) == "mg ** 2"


def test_every_spelling_is_told_apart_and_none_is_a_trap_for_another():
    assert len(set(SPELLINGS)) == len(SPELLINGS)
    assert all(word_for(spelling) == spelling for spelling in SPELLINGS if spelling not in NAMED)
    assert all(read_as(written) in SPELLINGS for written in ALSO)
    assert not set(ALSO) & set(SPELLINGS)


@pytest.mark.parametrize(
    ("spelling", "basis"),
    [("mg", ""), ("mg/mL", "mL"), ("mcg/kg/min", "kg/min"), ("% w/v", "100 mL"), ("gtt/mL", "mL")],
)
def test_the_basis_is_what_stands_below_the_line(spelling, basis):
    assert basis_of(spelling) == basis
