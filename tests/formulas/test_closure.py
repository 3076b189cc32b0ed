import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formulas.closure import total_volume, water_after_doses, water_to_make_up
from formulas.errors import DoesNotFit, NotPositive, OtherSubstance, OutOfRange
from formulas.quantity import qty

HUNDREDTHS = st.decimals(min_value=1, max_value=300, places=2)


@pytest.mark.parametrize(
    ("final", "volumes", "water"),
    [
        ("2100 mL", "900 mL; 342 mL; 160 mL", "698 mL"),
        ("2100 mL", "600 mL; 171 mL", "1329 mL"),
        ("2.1 L", "0.6 L; 171 mL; 0 mL", "1329 mL"),
    ],
)
def test_water_is_what_the_ingredients_leave_of_the_final_volume(final, volumes, water):
    assert water_to_make_up(final=final, volumes=volumes).shown == water


@pytest.mark.parametrize(
    ("last", "water"), [("684.9 mL", "0.1 mL"), ("685 mL", "0 mL"), ("685.1 mL", None)]
)
def test_ingredients_may_fill_the_bag_but_not_overfill_it(last, water):
    if water:
        assert water_to_make_up(final="1000 mL", volumes=f"315 mL; {last}").shown == water
        return
    with pytest.raises(DoesNotFit, match=r"0\.1 mL more"):
        water_to_make_up(final="1000 mL", volumes=f"315 mL; {last}")


def test_316_and_685_do_not_make_1000():
    with pytest.raises(DoesNotFit, match="1001 mL, 1 mL more"):
        water_to_make_up(final="1000 mL", volumes="316 mL; 685 mL")


def test_what_rounding_drops_goes_to_the_water_and_is_told():
    working = water_to_make_up(final="1000 mL", volumes="315.79 mL; 0.4 L", resolution="1 mL")
    assert working.told == "water 284 mL; ingredients 716 mL"
    assert working.lines[0].rounding == "half-up to 1 mL from 315.79 mL; added 0.21 mL"
    assert working.lines[1].rounding == "comes out at 1 mL; nothing dropped"
    assert working.lines[-1].name == "moved to the water by rounding"
    assert working.lines[-1].result == "-0.21 mL"


def test_rounded_ingredients_that_no_longer_fit_are_refused():
    assert water_to_make_up(final="3 mL", volumes="1.5 mL; 1.5 mL").shown == "0 mL"
    with pytest.raises(DoesNotFit, match="4 mL, 1 mL more"):
        water_to_make_up(final="3 mL", volumes="1.5 mL; 1.5 mL", resolution="1 mL")


def test_an_ingredient_that_the_device_rounds_away_is_refused():
    with pytest.raises(NotPositive, match=r"0\.04 mL, and measured in steps"):
        water_to_make_up(final="3 mL", volumes="1.5 mL; 0.04 mL", resolution="0.1 mL")


@settings(deadline=None)
@given(st.lists(HUNDREDTHS, min_size=1, max_size=9))
def test_rounded_ingredients_and_water_always_close_on_the_final_volume(volumes):
    working = water_to_make_up(
        final="3 L", volumes=[qty(one, "mL") for one in volumes], resolution="0.1 mL"
    )
    closed = working.quantity("water") + working.quantity("ingredients")
    assert closed == qty("3 L")


def test_a_recipe_of_doses_takes_their_volumes_from_their_strengths():
    working = water_after_doses(
        final="2000 mL",
        doses=(
            "319.998 g; 110 g; 45 g; 140 mEq; 39.990 mmol; 12.002 mEq; 50.010 mmol; "
            "65 mEq; 280 mEq; 14.007 mEq; 5 mg"
        ),
        strengths=(
            "70 % w/v; 15 % w/v; 20 % w/v; 2 mEq/mL; 3 mmol/mL; 0.465 mEq/mL; 3 mmol/mL; "
            "2 mEq/mL; 4 mEq/mL; 4.06 mEq/mL; 1 mg/mL"
        ),
        volumes="1 mL",
    )
    assert working.shown == "346.765914… mL"


def test_a_recipe_names_each_dose_and_its_strength_alike():
    with pytest.raises(OtherSubstance):
        water_after_doses(final="1 L", doses="20 mEq KCl", strengths="2 mEq/mL NaCl")
    with pytest.raises(OutOfRange, match="2, one for each dose"):
        water_after_doses(final="1 L", doses="20 mEq; 10 mEq", strengths="2 mEq/mL")


def test_volumes_add_up_whatever_their_unit():
    assert total_volume(volumes="1.206 L; 10.5 mL; 115 mL").shown == "1331.5 mL"
    assert total_volume(volumes="600 mL; 240 mL; 504 mL").shown == "1344 mL"
