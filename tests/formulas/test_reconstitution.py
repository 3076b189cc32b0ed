import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formulas.displacement import (
    concentration_with_diluent,
    diluent_for_concentration,
    diluent_for_other_concentration,
    label_concentration,
    powder_volume,
    reckoned_concentration,
)
from formulas.errors import LessThanNothing, NoDisplacement, NotPositive, OtherSubstance, WrongUnit
from formulas.quantity import qty, show
from formulas.reconstitution import actual_concentration, label_volume
from formulas.substance import amount, strength

VANCOMYCIN = strength("vancomycin", "50 mg/mL")


def concentration(content, label, nominal, added):
    return actual_concentration(
        amount("cefazolin", content), strength("cefazolin", label), qty(nominal), qty(added)
    )


def test_the_label_concentration_governs_the_volume():
    assert label_volume(amount("vancomycin", "500 mg"), VANCOMYCIN).shown == "10 mL"


def test_exactly_the_label_diluent_gives_exactly_the_label_concentration():
    # 500 mg in 2 mL of diluent is labelled 225 mg/mL, which 500 ÷ 2.2 mL would miss.
    working = concentration("500 mg", "225 mg/mL", "2 mL", "2 mL")
    assert working.result == qty("225 mg/mL")


def test_what_the_powder_takes_up_stays_when_the_diluent_deviates():
    working = concentration("500 mg", "200 mg/mL", "2 mL", "2.5 mL")
    assert [line.result for line in working.lines[:4]] == [
        "2.5 mL",
        "0.5 mL",
        "3 mL",
        "166.67 mg/mL",
    ]
    assert working.exact
    assert working.result * 3 == qty("500 mg/mL")


def test_one_millilitre_too_little_makes_vial_a_stronger():
    working = actual_concentration(
        amount("vancomycin", "1 g"), VANCOMYCIN, qty("20 mL"), qty("19 mL")
    )
    assert working.shown == "52.63 mg/mL"


@pytest.mark.parametrize(
    ("nominal", "refused"), [("9.9 mL", False), ("10 mL", False), ("10.1 mL", True)]
)
def test_a_label_whose_volumes_contradict_each_other_is_refused(nominal, refused):
    if not refused:
        assert concentration("500 mg", "50 mg/mL", nominal, "10 mL").result.decimal > 0
        return
    with pytest.raises(NoDisplacement, match=r"10\.1 mL"):
        concentration("500 mg", "50 mg/mL", nominal, "10 mL")


def test_no_diluent_is_no_solution():
    with pytest.raises(NotPositive, match="diluent added"):
        concentration("500 mg", "50 mg/mL", "10 mL", "0 mL")


def test_the_label_of_another_drug_is_refused():
    with pytest.raises(OtherSubstance):
        label_volume(amount("cefazolin", "1 g"), VANCOMYCIN)


def test_half_a_gram_that_takes_up_a_fifth_of_a_millilitre_needs_so_much_less_diluent():
    working = diluent_for_concentration(amount="500 mg", target="50 mg/mL", displacement="0.2 mL")
    assert working.told == "diluent 9.8 mL; final volume 10 mL"
    back = concentration_with_diluent(amount="500 mg", diluent="9.8 mL", displacement="0.2 mL")
    assert back.told == "concentration 50 mg/mL; final volume 10 mL"
    plain = diluent_for_concentration(amount="500 mg", target="50 mg/mL", displacement="0 mL")
    assert plain.shown == "10 mL"


@pytest.mark.parametrize(
    ("target", "refused"), [("2499 mg/mL", False), ("2500 mg/mL", True), ("2501 mg/mL", True)]
)
def test_no_powder_is_made_stronger_than_its_own_volume_allows(target, refused):
    if not refused:
        working = diluent_for_concentration(amount="500 mg", target=target, displacement="0.2 mL")
        assert working.result.exact > 0
        return
    with pytest.raises(LessThanNothing, match=r"takes up 0\.2 mL"):
        diluent_for_concentration(amount="500 mg", target=target, displacement="0.2 mL")


def test_a_rounded_diluent_is_what_the_final_volume_is_made_of():
    working = diluent_for_concentration(
        amount="1 g", target="30 mg/mL", displacement="0.7 mL", resolution="0.1 mL"
    )
    assert working.told == "diluent 32.6 mL; final volume 33.3 mL"
    with pytest.raises(NotPositive, match="measured in steps"):
        diluent_for_concentration(
            amount="1 g", target="900 mg/mL", displacement="0.7 mL", resolution="1 mL"
        )


@pytest.mark.parametrize(
    ("target", "diluent"),
    [("200000 unit/mL", "23 mL"), ("250000 unit/mL", "18 mL"), ("1000000 unit/mL", "3 mL")],
)
def test_one_row_of_a_label_leads_to_its_other_rows(target, diluent):
    working = diluent_for_other_concentration(
        amount="5000000 unit",
        label="250000 unit/mL",
        diluent_nominal="18 mL",
        target=target,
    )
    assert working.shown == diluent
    assert show(working.quantity("displacement")) == "2 mL"


def test_a_row_of_another_drug_or_that_contradicts_itself_is_refused():
    with pytest.raises(NoDisplacement):
        powder_volume(final="10 mL", diluent_nominal="10.1 mL")
    assert powder_volume(final="10 mL", diluent_nominal="10 mL").shown == "0 mL"
    with pytest.raises(OtherSubstance):
        diluent_for_concentration(
            amount="1 g cefazolin", target="50 mg/mL vancomycin", displacement="0 mL"
        )
    with pytest.raises(WrongUnit, match="content"):
        reckoned_concentration(amount="5 mL", final="10 mL")


@settings(deadline=None)
@given(
    st.decimals(min_value="0.1", max_value=10, places=1),
    st.decimals(min_value="0.1", max_value=3, places=2),
    st.decimals(min_value=1, max_value=100, places=1),
)
def test_diluent_and_concentration_are_each_others_answer(grams, powder, diluent):
    reached = concentration_with_diluent(
        amount=f"{grams} g", diluent=f"{diluent} mL", displacement=f"{powder} mL"
    )
    back = diluent_for_concentration(
        amount=f"{grams} g", target=reached.result, displacement=f"{powder} mL"
    )
    assert back.result == qty(diluent, "mL")


def test_cefazolin_is_two_hundred_and_twenty_five_by_its_label_and_the_difference_is_told():
    working = label_concentration(amount="500 mg", final="2.2 mL", label="225 mg/mL")
    assert working.shown == "225 mg/mL"
    assert working.outputs[1].shown == "227.2727273… mg/mL"
    (warning,) = working.warnings
    assert "225 mg/mL" in warning
    assert "more than 1 percent apart" in warning
    assert reckoned_concentration(amount="0.5 g", final="2.2 mL").shown == "227.2727273… mg/mL"


@pytest.mark.parametrize(
    ("amount_held", "told"),
    [
        ("989.9 mg", True),
        ("990 mg", False),
        ("990.1 mg", False),
        ("1000 mg", False),
        ("1009.9 mg", False),
        ("1010 mg", False),
        ("1010.1 mg", True),
    ],
)
def test_a_label_more_than_one_percent_off_its_arithmetic_is_told(amount_held, told):
    working = label_concentration(amount=amount_held, final="10 mL", label="100 mg/mL")
    assert bool(working.warnings) is told
    assert working.shown == "100 mg/mL"
