from decimal import Decimal, FloatOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.errors import NotANumber, UnknownUnit, WrongUnit
from formulas.quantity import SPELLINGS, converted, fixed, like, parts, qty, show
from formulas.rounding import reckoned


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("5 ug", "mcg"), ("5 µg", "mcg"), ("5 μg", "mcg"), ("10 IU", "unit"), ("10 U", "unit"),
        ("10 units", "unit"), ("3 cc", "mL"), ("3 ml", "mL"), ("2 Meq", "mEq"), ("1 gm", "g"),
        ("5 ug/ml", "mcg/mL"), ("2 mEq/cc", "mEq/mL"), ("60 %", "percent"), ("20 °C", "degC"),
        ("2 hr", "h"), ("0.02 inH2O", "in_wc"), ("1.8 m²", "m2"),
    ],
)  # fmt: skip
def test_a_misleading_unit_is_refused_with_the_word_to_use(written, word):
    with pytest.raises(UnknownUnit, match=f"Write '{word}'") as refusal:
        qty(written)
    assert refusal.value.word == word


@pytest.mark.parametrize(
    "written", ["5 kmg", "9 nit", "1 mile", "3 ul", "2 gr", "1 M", "5 mg/mg", "7"]
)
def test_a_unit_outside_the_vocabulary_does_not_exist(written):
    with pytest.raises(UnknownUnit, match="Choose a unit from the list"):
        qty(written)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (".5 mg", "'0.5'"), ("-.5 mg", "'-0.5'"), ("1,5 mg", "'1.5'"), ("1,000 mg", "'1000'"),
        ("1e3 mg", "digits"), ("05 mg", "digits"), ("5. mg", "digits"), ("nan mg", "digits"),
        ("2**3 mg", "digits"), ("٣ mg", "digits"), ("", "digits"),
    ],
)  # fmt: skip
def test_a_number_not_written_plainly_is_refused_with_the_way_to_write_it(written, instead):
    with pytest.raises(NotANumber, match="Nothing was calculated") as refusal:
        qty(written)
    assert instead in str(refusal.value)


@pytest.mark.parametrize("value", [0.5, True, Decimal("NaN"), Decimal("Infinity"), None])
def test_floats_and_other_non_numbers_are_refused(value):
    with pytest.raises(NotANumber):
        qty(value, "mg")


@pytest.mark.parametrize(
    ("quantity", "printed"),
    [
        (qty("20 mEq"), "20 mEq"),
        (qty(Decimal("1E+3"), "mg"), "1000 mg"),
        (qty(5, "mL"), "5 mL"),
        (qty("12.50 g"), "12.5 g"),
        (qty("-0.0 g"), "0 g"),
        (qty("0.5 mg") / qty("2 mL"), "0.25 mg/mL"),
        (qty("20.5 degC"), "20.5 degC"),
    ],
)
def test_a_quantity_is_printed_plainly(quantity, printed):
    assert show(quantity) == printed


def test_measured_digits_are_kept_and_halves_go_up():
    assert show(qty("12.50 g"), 2) == "12.50 g"
    assert [fixed(Decimal(text), 2) for text in ("0.584", "0.585", "0.586")] == [
        "0.58",
        "0.59",
        "0.59",
    ]
    assert fixed(Decimal("-0.001"), 2) == "0.00"


def test_what_has_no_spelling_is_not_printed():
    with pytest.raises(UnknownUnit):
        show(qty("2 mg") * qty("3 mg"))


def test_milliequivalents_do_not_become_millimoles_without_a_valence():
    with pytest.raises(WrongUnit, match=r"potassium .* 20 mEq.*valence"):
        converted(qty("20 mEq"), "mmol", "potassium")


def test_units_of_activity_do_not_become_milligrams():
    with pytest.raises(WrongUnit):
        converted(qty("100 unit"), "mg")


def test_pressure_is_converted_exactly():
    assert show(converted(qty("1 in_wc"), "Pa")) == "249.08891 Pa"


def test_a_quantity_can_be_made_in_the_unit_of_another():
    assert show(like(Decimal(3), qty("1 mL"))) == "3 mL"


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-1000000, max_value=1000000
    ),
    st.sampled_from(SPELLINGS),
)
def test_every_quantity_survives_being_stored_as_text(value, unit):
    quantity = qty(value, unit)
    assert qty(*parts(quantity)) == quantity


def test_a_float_inside_the_engine_raises():
    with pytest.raises(FloatOperation):
        reckoned(lambda: Decimal(1) < 0.5)()
