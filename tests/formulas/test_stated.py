import pytest

from formulas.errors import FormulaError, NotANumber, NotPositive, WrongUnit
from formulas.kinds import ANY_IN_VOLUME, STRENGTH_OF, VOLUME
from formulas.quantity import qty
from formulas.stated import amount_in_volume, apart_from_name
from formulas.substance import strength


def read(text):
    return STRENGTH_OF.read(text, "strength", zero=False, negative=False)


@pytest.mark.parametrize(("stated", "by_one"), [
    ("400 mg/250 mL", "1.6 mg/mL"), ("400 mg in 250 mL", "1.6 mg/mL"), ("400 mg per 250 mL", "1.6 mg/mL"), ("400 mg / 250 mL", "1.6 mg/mL"),
    ("25000 unit/0.5 L", "50000 unit/L"), ("20 mEq/10 mL", "2 mEq/mL"),
])  # fmt: skip
def test_a_bag_s_own_statement_is_read_as_its_strength(stated, by_one):
    assert amount_in_volume(stated) == qty(by_one)
    assert read(stated) == strength("", by_one)
    assert ANY_IN_VOLUME.read(stated, "strength", zero=False, negative=False) == qty(by_one)


def test_the_name_behind_the_statement_stays_with_it():
    assert read("400 mg/250 mL dopamine") == strength("dopamine", "1.6 mg/mL")
    assert apart_from_name("400 mg/250 mL dopamine") == ("400 mg/250 mL", "dopamine")
    assert read("400 mg in 250 mL dopamine") == strength("dopamine", "1.6 mg/mL")


@pytest.mark.parametrize("text", ["1.6 mg/mL", "10 % w/v", "20 mEq potassium chloride", "400 mg", "400 mg/250", "400 mg/mL 250", ""])  # fmt: skip
def test_what_is_no_such_statement_is_left_alone(text):
    assert amount_in_volume(text) is None
    assert apart_from_name(text) is None


@pytest.mark.parametrize(("text", "refusal"), [
    ("400 mg/0 mL", NotPositive), ("25,000 unit/250 mL", NotANumber), ("400 mg/2,5 mL", NotANumber), ("400 ug/250 mL", FormulaError), ("400 mL/250 mL", WrongUnit), ("0 mg/250 mL", NotPositive),
])  # fmt: skip
def test_a_statement_that_is_none_is_refused(text, refusal):
    with pytest.raises(refusal):
        read(text)


def test_a_strength_is_not_taken_for_a_volume():
    with pytest.raises(WrongUnit):
        VOLUME.read("400 mg/250 mL", "volume", zero=False, negative=False)
