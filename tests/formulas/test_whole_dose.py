from decimal import Decimal

import pytest

from formulas.errors import NotPositive, OtherSubstance
from formulas.gravimetry import Verdict
from formulas.quantity import qty, show
from formulas.reconstitution import VialLabel
from formulas.substance import amount, strength
from formulas.whole_dose import dose_band, made_up_vial, solution, whole_dose

ORDERED = amount("vancomycin", "1.25 g")
FIVE_PERCENT = Decimal("0.05")


def vial(name, content, diluent, added, share):
    label = VialLabel(
        amount("vancomycin", content), strength("vancomycin", "50 mg/mL"), qty(diluent)
    )
    return made_up_vial(name, label, qty(added), qty(share))


def dose(drawn, added="20 mL"):
    parts = [
        vial("vial A", "1 g", "20 mL", added, "20 mL"),
        vial("vial B", "500 mg", "10 mL", "10 mL", "5 mL"),
    ]
    return whole_dose(parts, qty(drawn), ORDERED, FIVE_PERCENT, qty("1 mg"))


def test_the_dose_band_is_rounded_inward():
    limits = dose_band(ORDERED, FIVE_PERCENT, qty("1 mg"))
    assert (show(limits.low), show(limits.high)) == ("1188 mg", "1312 mg")


def test_two_steps_inside_their_bands_can_make_a_dose_outside_its_own():
    answer = dose("26.2 mL", added="19 mL")
    assert answer.verdict is Verdict.REJECT
    assert show(answer.delivered, 1) == "1365.2 mg"
    assert "band 1188 mg to 1312 mg" in answer.working.as_text()


def test_a_part_that_was_to_give_more_than_it_holds_is_told():
    assert "more than the 19.00 mL it holds" in dose("26.2 mL", added="19 mL").working.as_text()
    assert "it holds" not in dose("25 mL").working.as_text()


@pytest.mark.parametrize(
    ("drawn", "verdict"),
    [
        ("23.75 mL", Verdict.REJECT), ("23.76 mL", Verdict.ACCEPT), ("23.77 mL", Verdict.ACCEPT),
        ("25 mL", Verdict.ACCEPT),
        ("26.23 mL", Verdict.ACCEPT), ("26.24 mL", Verdict.ACCEPT), ("26.25 mL", Verdict.REJECT),
    ],
)  # fmt: skip
def test_the_delivered_dose_is_judged_unrounded_against_its_band(drawn, verdict):
    assert dose(drawn).verdict is verdict


def test_a_plain_solution_is_a_whole_dose_too():
    potassium = strength("potassium chloride", "2 mEq/mL")
    part = solution("vial", potassium, qty("10 mL"))
    answer = whole_dose(
        [part], qty("9.9 mL"), amount("potassium chloride", "20 mEq"), FIVE_PERCENT, qty("0.1 mEq")
    )
    assert (show(answer.delivered), answer.verdict) == ("19.8 mEq", Verdict.ACCEPT)


def test_a_part_of_another_drug_is_refused():
    part = solution("vial", strength("cefazolin", "50 mg/mL"), qty("25 mL"))
    with pytest.raises(OtherSubstance):
        whole_dose([part], qty("25 mL"), ORDERED, FIVE_PERCENT, qty("1 mg"))


def test_a_dose_of_nothing_is_refused():
    with pytest.raises(NotPositive, match="number of parts"):
        whole_dose([], qty("25 mL"), ORDERED, FIVE_PERCENT, qty("1 mg"))
    with pytest.raises(NotPositive, match="volume drawn"):
        dose("0 mL")
