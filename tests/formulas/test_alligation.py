import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from formulas.alligation import mix_into, mix_into_by_mass, mix_two, mix_two_by_mass, mixing_parts
from formulas.dilution import diluent_to_add, stock_to_make_up, strength_after_adding
from formulas.errors import (
    DoesNotFit,
    NotBetween,
    NotPositive,
    OtherSubstance,
    OutOfRange,
    WrongUnit,
)
from formulas.mixed_strength import mixed_strength, mixed_strength_by_mass
from formulas.quantity import qty

PERCENT = st.decimals(min_value=0, max_value=100, places=1)


@pytest.mark.parametrize(
    ("target", "high", "low", "final", "told"),
    [
        ("20 %", "70 %", "0 %", "1000 mL", "high volume 286 mL; low volume 714 mL"),
        ("25 %", "70 %", "0 %", "1000 mL", "high volume 357 mL; low volume 643 mL"),
        ("20 %", "70 %", "5 %", "1000 mL", "high volume 231 mL; low volume 769 mL"),
        ("7.5 %", "50 %", "5 %", "1 L", "high volume 56 mL; low volume 944 mL"),
        ("10 mg/mL", "25 mg/mL", "0 mg/mL", "200 mL", "high volume 80 mL; low volume 120 mL"),
    ],
)
def test_the_rounded_parts_close_on_the_final_volume(target, high, low, final, told):
    working = mix_two(target=target, high=high, low=low, final=final, resolution="1 mL")
    assert working.told == told


def test_what_rounding_dropped_is_told():
    working = mix_two(target="20 %", high="70 %", low="5 %", final="1000 mL", resolution="1 mL")
    assert (
        working.lines[0].rounding == "half-up to 1 mL from 230.7692308… mL; added 0.2307692308… mL"
    )


@pytest.mark.parametrize("target", ["5 %", "4.9 %", "50 %", "50.1 %"])
def test_a_target_at_or_beyond_either_product_is_refused(target):
    for ask in (mix_two, mix_two_by_mass):
        final = "100 mL" if ask is mix_two else "100 g"
        with pytest.raises(NotBetween, match="lies between"):
            ask(high="50 %", low="5 %", target=target, final=final)
    with pytest.raises(NotBetween):
        mixing_parts(high="50 %", low="5 %", target=target)
    with pytest.raises(NotBetween):
        mix_into(there="5 %", volume="100 mL", added="50 %", target=target)


@pytest.mark.parametrize("target", ["5.1 %", "49.9 %"])
def test_a_target_just_inside_is_mixed(target):
    assert mix_two(high="50 %", low="5 %", target=target, final="100 mL").result < qty("100 mL")


@pytest.mark.parametrize("low", ["50 %", "60 %"])
def test_the_weaker_product_must_be_the_weaker(low):
    with pytest.raises(OutOfRange, match="weaker than the high, 50 percent"):
        mix_two(high="50 %", low=low, target="55 %", final="100 mL")


@pytest.mark.parametrize(
    ("high", "low", "target"),
    [
        ("50 % w/v", "5 % v/v", "20 % w/v"),
        ("50 %", "5 % w/v", "20 %"),
        ("50 % w/w", "5 % w/w", "9 % w/w"),
    ],
)
def test_products_of_two_kinds_or_by_weight_are_not_mixed_by_volume(high, low, target):
    with pytest.raises(WrongUnit):
        mix_two(high=high, low=low, target=target, final="100 mL")


def test_plain_water_mixes_with_any_named_substance_but_two_names_do_not_mix():
    named = mix_two(
        high="70 % w/v dextrose", low="0 % w/v water", target="20 % w/v dextrose", final="700 mL"
    )
    assert named.shown == "200 mL"
    with pytest.raises(OtherSubstance):
        mix_two(
            high="70 % w/v dextrose", low="5 % w/v glycine", target="20 % w/v dextrose", final="1 L"
        )


@pytest.mark.parametrize(
    ("target", "refused"), [("0.24 %", True), ("0.25 %", False), ("0.26 %", False)]
)
def test_a_part_too_small_for_the_device_is_refused(target, refused):
    if not refused:
        assert (
            mix_two(high="50 %", low="0 %", target=target, final="100 mL", resolution="1 mL").shown
            == "1 mL"
        )
        return
    with pytest.raises(NotPositive, match="high volume"):
        mix_two(high="50 %", low="0 %", target=target, final="100 mL", resolution="1 mL")


def test_a_weaker_part_rounded_away_is_refused():
    with pytest.raises(DoesNotFit):
        mix_two(high="50 %", low="0 %", target="49.9 %", final="100 mL", resolution="1 mL")


@pytest.mark.parametrize(
    ("high", "low", "target", "told"),
    [
        ("50 %", "5 %", "30 %", "high parts 5; low parts 4; ratio 1.25"),
        ("20 %", "10 %", "15 %", "high parts 1; low parts 1; ratio 1"),
        ("70 %", "0 %", "17.5 %", "high parts 1; low parts 3; ratio 0.3333333333…"),
        ("10 % w/w", "2 % w/w", "5 % w/w", "high parts 3; low parts 5; ratio 0.6"),
    ],
)
def test_the_parts_are_whole_numbers_and_their_ratio_is_told(high, low, target, told):
    assert mixing_parts(high=high, low=low, target=target).told == told


@settings(deadline=None)
@given(PERCENT, PERCENT, PERCENT, st.decimals(min_value=1, max_value=3000, places=1))
def test_mixing_what_alligation_says_gives_the_target(one, two, three, final):
    low, target, high = sorted((one, two, three))
    assume(low < target < high)
    parts = mix_two(high=f"{high} %", low=f"{low} %", target=f"{target} %", final=f"{final} mL")
    volumes = (parts.quantity("high_volume"), parts.quantity("low_volume"))
    mixed = mixed_strength(strengths=f"{high} %; {low} %", volumes=volumes)
    assert mixed.result == qty(target, "percent")
    assert mixed.quantity("volume") == qty(final, "mL")
    added = mix_into(there=f"{low} %", volume=volumes[1], added=f"{high} %", target=f"{target} %")
    assert added.result == volumes[0]


def test_a_weaker_product_may_be_added_to_a_stronger_one_too():
    weaker = mix_into(there="50 %", volume="100 mL", added="5 %", target="30 %", resolution="1 mL")
    assert weaker.told == "added volume 80 mL; final volume 180 mL"
    pure = mix_into_by_mass(there="0 % w/w", mass="95 g", added="100 % w/w", target="5 % w/w")
    assert pure.told == "added mass 5 g; final mass 100 g"


def test_several_solutions_have_one_strength():
    three = mixed_strength(strengths="50 %; 20 %; 0 %", volumes="100 mL; 200 mL; 0.7 L")
    assert three.told == "strength 9 percent; volume 1000 mL"
    acetate = mixed_strength(strengths="0 mEq/L; 71.8 mEq/L", volumes="500 mL; 500 mL")
    assert acetate.shown == "35.9 mEq/L"
    assert (
        mixed_strength_by_mass(strengths="10 %; 5 %", masses="20 g; 0.02 kg").shown == "7.5 percent"
    )


def test_solutions_of_two_kinds_have_no_common_strength():
    with pytest.raises(WrongUnit):
        mixed_strength(strengths="50 % w/v; 5 % v/v", volumes="1 mL; 1 mL")
    with pytest.raises(OtherSubstance):
        mixed_strength(strengths="5 % w/v dextrose; 5 % w/v glycine", volumes="1 mL; 1 mL")


def test_every_strength_needs_its_volume():
    with pytest.raises(OutOfRange, match="3, one for each strength"):
        mixed_strength(strengths="5 %; 6 %; 7 %", volumes="1 mL; 1 mL")


def test_a_measured_osmolality_is_said_not_to_add():
    (warning,) = mixed_strength(strengths="868 mOsm/L; 1997 mOsm/L", volumes="1 L; 1 L").warnings
    assert "not to release" in warning
    assert mixed_strength(strengths="5 %; 6 %", volumes="1 L; 1 L").warnings == ()


def test_liquids_in_percent_by_volume_are_said_to_shrink_on_mixing():
    told = [
        mix_two(high="95 % v/v", low="0 % v/v", target="70 % v/v", final="950 mL"),
        mix_into(there="30 % v/v", volume="1 L", added="95 % v/v", target="70 % v/v"),
        mixed_strength(strengths="95 % v/v; 30 % v/v", volumes="1 L; 1 L"),
        stock_to_make_up(stock="95 % v/v", target="70 % v/v", final="950 mL"),
        diluent_to_add(stock="95 % v/v", volume="700 mL", target="70 % v/v"),
        strength_after_adding(stock="95 % v/v", volume="700 mL", diluent="250 mL"),
    ]
    assert [len(working.warnings) for working in told] == [1] * 6
    assert "Fill up to the final volume" in told[0].as_text()
    plain = mix_two(high="70 % w/v", low="0 % w/v", target="20 % w/v", final="1 L")
    assert plain.warnings == ()
