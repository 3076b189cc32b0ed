import pytest

from formulas.errors import NoDisplacement, NotPositive, OtherSubstance
from formulas.quantity import qty, show
from formulas.reconstitution import actual_concentration, label_volume
from formulas.substance import amount, strength

VANCOMYCIN = strength("vancomycin", "50 mg/mL")


def concentration(content, label, nominal, added):
    return actual_concentration(
        amount("cefazolin", content), qty(nominal), qty(added), label=strength("cefazolin", label)
    )


def test_the_label_concentration_governs_the_volume():
    assert label_volume(amount("vancomycin", "500 mg"), VANCOMYCIN).shown == "10 mL"


def test_exactly_the_label_diluent_gives_exactly_the_label_concentration():
    # 500 mg in 2 mL of diluent is labelled 225 mg/mL, which 500 ÷ 2.2 mL would miss.
    assert (
        show(concentration("500 mg", "225 mg/mL", "2 mL", "2 mL").result, 10)
        == "225.0000000000 mg/mL"
    )


def test_what_the_powder_takes_up_stays_when_the_diluent_deviates():
    working = concentration("500 mg", "200 mg/mL", "2 mL", "2.5 mL")
    assert [line.result for line in working.lines] == ["2.5 mL", "0.5 mL", "3 mL", "166.67 mg/mL"]
    assert not working.exact


def test_one_millilitre_too_little_makes_vial_a_stronger():
    working = actual_concentration(
        amount("vancomycin", "1 g"), qty("20 mL"), qty("19 mL"), label=VANCOMYCIN
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
