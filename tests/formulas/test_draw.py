import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formulas.dilution import draw_volume
from formulas.draw import dose_in_volume, draw_volume_by_label, label_strength
from formulas.errors import NotPositive, OtherSubstance, WrongUnit
from formulas.quantity import qty


@pytest.mark.parametrize(
    ("volume", "strength", "dose"),
    [
        ("7.5 mL", "2 mEq/mL", "15 mEq"),
        ("1 L", "20000 unit/L", "20000 unit"),
        ("500 mL", "20 % w/v", "100 g"),
        ("0.3 mL", "50 mcg/mL", "15 mcg"),
    ],
)
def test_a_volume_holds_the_dose_in_the_unit_of_its_strength(volume, strength, dose):
    assert dose_in_volume(volume=volume, strength=strength).shown == dose


@settings(deadline=None)
@given(
    st.decimals(min_value="0.01", max_value=5000, places=2),
    st.decimals(min_value="0.01", max_value=500, places=2),
)
def test_a_dose_drawn_is_the_dose_held(dose, strength):
    drawn = draw_volume(dose=f"{dose} mg", strength=f"{strength} mg/mL").result
    assert dose_in_volume(volume=drawn, strength=f"{strength} mg/mL").result == qty(dose, "mg")


@pytest.mark.parametrize(
    ("dose", "content", "volume", "drawn"),
    [
        ("200 mg", "10 mg", "15 mL", "300 mL"),
        ("750 mg", "500 mg", "10 mL", "15 mL"),
        ("20000 unit", "8000 unit", "5 mL", "12.5 mL"),
        ("0.4 g", "1 g", "0.01 L", "4 mL"),
    ],
)
def test_a_label_of_so_much_in_so_much_gives_the_volume(dose, content, volume, drawn):
    assert draw_volume_by_label(dose=dose, content=content, content_volume=volume).shown == drawn


def test_the_strength_of_a_label_is_told_for_one_millilitre():
    assert label_strength(content="1 g", content_volume="10 mL").shown == "100 mg/mL"
    assert label_strength(content="500 mcg", content_volume="10 mL").shown == "50 mcg/mL"


def test_a_volume_in_a_volume_is_no_strength_to_draw_from():
    with pytest.raises(WrongUnit, match="content"):
        label_strength(content="5 mL", content_volume="10 mL")


def test_the_label_of_one_drug_serves_no_other():
    with pytest.raises(OtherSubstance):
        draw_volume_by_label(
            dose="10 mg morphine", content="2 mg hydromorphone", content_volume="1 mL"
        )


def test_a_label_in_no_volume_is_refused():
    with pytest.raises(NotPositive, match="content volume"):
        label_strength(content="500 mg", content_volume="0 mL")


def test_an_old_label_in_ratio_strength_is_read_as_its_percent():
    working = draw_volume(dose="0.3 mg epinephrine", strength="1:1000 epinephrine")
    assert working.told == "volume 0.3 mL"
    assert "1:1000" not in working.as_text()
    assert dose_in_volume(volume="10 mL", strength="1:10000").result == qty("1 mg")
