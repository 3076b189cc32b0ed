import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formulas.alligation import mixing_parts
from formulas.dilution import stock_to_make_up
from formulas.dilution_by_mass import diluent_mass_to_add
from formulas.errors import (
    DoesNotFit,
    NotANumber,
    NotPositive,
    OtherSubstance,
    OutOfRange,
    WrongUnit,
)
from formulas.percent import (
    concentration_to_percent,
    liquid_in_volume,
    mass_in_volume,
    percent_in_volume,
    percent_of_liquid,
    percent_to_concentration,
    volume_with_liquid,
    volume_with_mass,
)
from formulas.percent_by_weight import (
    mass_in_preparation,
    percent_by_weight,
    percent_in_base,
    preparation_with_mass,
    stock_volume_for_mass,
    volume_to_weight_percent,
    weight_to_volume_percent,
)
from formulas.quantity import qty
from formulas.ratio_strength import (
    mass_by_ratio,
    percent_to_ratio,
    ratio_by_volume,
    ratio_by_weight,
    ratio_to_percent,
    ratio_with_diluent,
    volume_by_ratio,
)

TENTHS = st.decimals(min_value="0.1", max_value=100, places=1)


@pytest.mark.parametrize(
    ("volume", "strength", "mass"),
    [
        ("1400 mL", "8.5 % w/v", "119 g"),
        ("2.4 L", "4.25 % w/v", "102 g"),
        ("1800 mL", "5 % w/v", "90 g"),
        ("500 mL", "200 mg/mL", "100 g"),
    ],
)
def test_percent_by_volume_is_grams_in_a_hundred_millilitres(volume, strength, mass):
    assert mass_in_volume(volume=volume, strength=strength).shown == mass


@settings(deadline=None)
@given(TENTHS, TENTHS)
def test_the_three_questions_of_percent_by_volume_agree(grams, percent):
    volume = volume_with_mass(mass=f"{grams} g", strength=f"{percent} % w/v").result
    assert mass_in_volume(volume=volume, strength=f"{percent} % w/v").result == qty(grams, "g")
    assert percent_in_volume(mass=f"{grams} g", volume=volume).result == qty(percent, "% w/v")


def test_a_percent_that_does_not_end_is_carried_in_full():
    working = percent_in_volume(mass="800 mg", volume="45 mL")
    assert working.told == "percent 1.777777778… % w/v; concentration 17.77777778… mg/mL"
    assert working.result * 9 == qty("16 % w/v")


def test_percent_by_volume_is_ten_times_as_many_milligrams_by_millilitre():
    assert percent_to_concentration(percent="0.9 % w/v").shown == "9 mg/mL"
    assert concentration_to_percent(concentration="500 mcg/mL").shown == "0.05 % w/v"


@pytest.mark.parametrize(("mass", "told"), [("99.9 g", False), ("100 g", False), ("100.1 g", True)])
def test_more_than_a_hundred_grams_in_a_hundred_millilitres_is_told(mass, told):
    assert bool(percent_in_volume(mass=mass, volume="100 mL").warnings) is told


@pytest.mark.parametrize("percent", ["5 %", "5 % w/w", "5 % v/v"])
def test_only_percent_by_volume_tells_grams_in_millilitres(percent):
    with pytest.raises(WrongUnit, match="% w/v"):
        mass_in_volume(volume="100 mL", strength=percent)


@pytest.mark.parametrize("percent", ["5 %", "5 % w/v", "5 % v/v"])
def test_only_percent_by_weight_tells_grams_in_grams(percent):
    with pytest.raises(WrongUnit):
        mass_in_preparation(preparation="100 g", strength=percent)


@pytest.mark.parametrize("percent", ["5 %", "5 % w/v", "5 % w/w"])
def test_only_percent_of_liquid_tells_millilitres_in_millilitres(percent):
    with pytest.raises(WrongUnit, match="% v/v"):
        liquid_in_volume(volume="100 mL", percent=percent)


def test_a_volume_is_measured_at_the_device_or_refused():
    assert volume_with_mass(mass="1 g", strength="30 % w/v", resolution="0.1 mL").shown == "3.3 mL"
    with pytest.raises(NotPositive, match="measured in steps"):
        volume_with_mass(mass="1 mg", strength="30 % w/v", resolution="0.1 mL")
    with pytest.raises(OtherSubstance):
        volume_with_mass(mass="1 g glycine", strength="30 % w/v dextrose")


@settings(deadline=None)
@given(TENTHS, TENTHS)
def test_the_three_questions_of_percent_by_weight_agree(grams, percent):
    held = mass_in_preparation(preparation=f"{grams} g", strength=f"{percent} % w/w").result
    assert percent_by_weight(mass=held, preparation=f"{grams} g").result == qty(percent, "% w/w")
    whole = preparation_with_mass(mass=held, strength=f"{percent} % w/w").result
    assert whole == qty(grams, "g")


@settings(deadline=None)
@given(TENTHS, TENTHS)
def test_the_three_questions_of_percent_of_liquid_agree(volume, percent):
    held = liquid_in_volume(volume=f"{volume} mL", percent=f"{percent} % v/v").result
    assert percent_of_liquid(liquid=held, volume=f"{volume} mL").result == qty(percent, "% v/v")
    whole = volume_with_liquid(liquid=held, percent=f"{percent} % v/v").result
    assert whole == qty(volume, "mL")


def test_milligrams_in_a_gram_are_a_tenth_of_a_percent():
    assert mass_in_preparation(preparation="30 g", strength="25 mg/g").shown == "0.75 g"


@pytest.mark.parametrize(("part", "refused"), [("49 g", False), ("50 g", False), ("51 g", True)])
def test_no_part_is_more_than_its_preparation(part, refused):
    if not refused:
        assert percent_by_weight(mass=part, preparation="50 g").result <= qty("100 % w/w")
        return
    with pytest.raises(DoesNotFit, match="1 g more"):
        percent_by_weight(mass=part, preparation="50 g")
    with pytest.raises(DoesNotFit, match="1 mL more"):
        percent_of_liquid(liquid="51 mL", volume="50 mL")


@pytest.mark.parametrize(("percent", "refused"), [("99.9", False), ("100", False), ("100.1", True)])
def test_no_percent_by_weight_or_of_liquid_is_more_than_the_whole(percent, refused):
    if not refused:
        assert mass_in_preparation(preparation="1 g", strength=f"{percent} % w/w").result <= qty(
            "1 g"
        )
        assert liquid_in_volume(volume="1 mL", percent=f"{percent} % v/v").result <= qty("1 mL")
        return
    with pytest.raises(OutOfRange):
        mass_in_preparation(preparation="1 g", strength=f"{percent} % w/w")
    with pytest.raises(OutOfRange):
        volume_with_liquid(liquid="1 mL", percent=f"{percent} % v/v")


def test_a_substance_mixed_into_a_base_becomes_part_of_the_preparation():
    assert percent_in_base(mass="5 g", base="95 g").told == "percent 5 % w/w; preparation 100 g"


def test_a_cream_by_weight_takes_its_liquid_stock_by_volume():
    working = stock_volume_for_mass(final="28000 mg", target="0.35 % w/w", stock="25 mg/mL")
    assert working.told == "stock volume 3.92 mL; mass 0.098 g"


@settings(deadline=None)
@given(TENTHS, st.decimals(min_value="0.8", max_value=2, places=2))
def test_the_density_joins_percent_by_weight_and_by_volume(percent, density):
    of = f"{density} g/mL"
    by_volume = weight_to_volume_percent(percent=f"{percent} % w/w", density=of).result
    back = volume_to_weight_percent(percent=by_volume, density=of).result
    assert back == qty(percent, "% w/w")


def test_a_solution_does_not_hold_more_than_its_own_weight():
    with pytest.raises(OutOfRange, match="percent w/w is 110"):
        volume_to_weight_percent(percent="110 % w/v", density="1 g/mL")


@pytest.mark.parametrize("written", ["1:1000", "1 : 1000", "1 in 1000", "2:2000", "1000"])
def test_a_ratio_strength_is_read_as_it_is_written(written):
    assert ratio_to_percent(ratio=written).told == "percent 0.1 % w/v; concentration 1 mg/mL"


@pytest.mark.parametrize(
    "written", ["1:", "1:1,000", "0:1000", "1:0", "1:x", "one in ten", "1/1000"]
)
def test_what_is_no_ratio_is_refused(written):
    with pytest.raises(NotANumber):
        ratio_to_percent(ratio=written)
    with pytest.raises(NotANumber, match="1:1000"):
        ratio_to_percent(ratio=qty("5 mL"))


@pytest.mark.parametrize(
    ("written", "refused"), [("1:0.9", True), ("1:1", False), ("1:1.1", False)]
)
def test_no_ratio_is_stronger_than_one_in_one(written, refused):
    if not refused:
        assert mass_by_ratio(volume="1 mL", ratio=written).result <= qty("1 g")
        return
    with pytest.raises(OutOfRange, match="1:1 or weaker"):
        mass_by_ratio(volume="1 mL", ratio=written)
    with pytest.raises(NotPositive):
        mass_by_ratio(volume="1 mL", ratio="0")


def test_a_drug_and_its_diluent_make_a_ratio_of_the_whole():
    assert ratio_with_diluent(drug="150 mg", diluent="4.05 g").shown == "28"
    assert ratio_by_weight(mass="150 mg", preparation="4.2 g").shown == "28"
    with pytest.raises(DoesNotFit):
        ratio_by_weight(mass="5 g", preparation="4.9 g")


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=1000000))
def test_percent_and_ratio_strength_lead_back_to_each_other(parts):
    percent = ratio_to_percent(ratio=f"1:{parts}").result
    assert percent_to_ratio(strength=percent).shown == str(parts)
    mass = mass_by_ratio(volume="20 mL", ratio=str(parts)).result
    assert ratio_by_volume(mass=mass, volume="20 mL").shown == str(parts)
    assert volume_by_ratio(mass=mass, ratio=f"1:{parts}").result == qty("20 mL")


def test_a_ratio_strength_is_told_as_milligrams_by_millilitre():
    working = volume_by_ratio(mass="0.5 mg", ratio="1:10000", resolution="0.1 mL")
    assert working.told == "volume 5 mL; concentration 0.1 mg/mL"


def test_a_ratio_strength_is_diluted_and_mixed_like_the_percent_it_is():
    made = stock_to_make_up(stock="1:50", target="1:4000", final="1 L")
    assert made.told == "stock volume 12.5 mL; diluent volume 987.5 mL"
    assert stock_to_make_up(stock="17 % w/v", target="1:750", final="51 mL").shown == "0.4 mL"
    assert "1:4000" not in made.as_text()
    assert mixing_parts(high="1 in 50 x", low="0 % w/v", target="1:100 x").shown == "1"
    with pytest.raises(OtherSubstance):
        stock_to_make_up(stock="1:50 phenol", target="1:4000 epinephrine", final="1 L")


def test_a_ratio_is_by_weight_where_masses_are_asked_for():
    assert diluent_mass_to_add(stock="1:20", mass="10 g", target="1 % w/w").shown == "40 g"
    with pytest.raises(WrongUnit):
        diluent_mass_to_add(stock="1:20", mass="10 g", target="1 % w/v")


@pytest.mark.parametrize("written", ["1:1,000", "0:5", "1:0", "1:mg"])
def test_a_ratio_not_written_plainly_is_refused_as_a_strength_too(written):
    with pytest.raises(NotANumber):
        stock_to_make_up(stock=written, target="1:4000", final="1 L")
