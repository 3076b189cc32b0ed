from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.errors import NotPositive, OutOfRange, TooCoarse, WrongUnit
from formulas.gravimetry import (
    Verdict,
    band,
    delivered_volume,
    expected_mass,
    judge,
    judgement,
    require_verifiable,
)
from formulas.quantity import qty, show
from formulas.rounding import half_up
from formulas.weighed_step import weighing_band, weighing_verdict

FIVE_PERCENT = Decimal("0.05")
READABILITY = qty("0.01 g")
KCL = band(qty("10.88 g"), FIVE_PERCENT, qty("0.11 g"), READABILITY)


@pytest.mark.parametrize(
    ("volume", "density", "shown", "low", "high"),
    [
        ("10 mL", "1.088 g/mL", "10.88 g", "10.34 g", "11.42 g"),
        ("20 mL", "0.998 g/mL", "19.96 g", "18.97 g", "20.95 g"),
        ("10 mL", "0.998 g/mL", "9.98 g", "9.49 g", "10.47 g"),
        ("25 mL", "1.015 g/mL", "25.38 g", "24.11 g", "26.64 g"),
    ],
)
def test_the_bands_of_the_sample_preparations_come_out_as_worked_by_hand(
    volume, density, shown, low, high
):
    target = expected_mass(qty(volume), qty(density)).result
    step = band(target, FIVE_PERCENT, qty("0.1 g"), READABILITY)
    assert (show(step.target, 2), show(step.low, 2), show(step.high, 2)) == (shown, low, high)


def test_the_unrounded_target_governs_the_band():
    rounded_first = band(qty("25.38 g"), FIVE_PERCENT, qty("0.1 g"), READABILITY)
    assert show(rounded_first.low) == "24.12 g"


@pytest.mark.parametrize(
    ("net", "verdict"),
    [
        ("10.22 g", Verdict.REJECT), ("10.23 g", Verdict.CANNOT_TELL), ("10.24 g", Verdict.CANNOT_TELL),
        ("10.44 g", Verdict.CANNOT_TELL), ("10.45 g", Verdict.ACCEPT), ("10.46 g", Verdict.ACCEPT),
        ("10.88 g", Verdict.ACCEPT),
        ("11.30 g", Verdict.ACCEPT), ("11.31 g", Verdict.ACCEPT), ("11.32 g", Verdict.CANNOT_TELL),
        ("11.52 g", Verdict.CANNOT_TELL), ("11.53 g", Verdict.CANNOT_TELL), ("11.54 g", Verdict.REJECT),
    ],
)  # fmt: skip
def test_every_edge_of_the_potassium_band_is_judged_as_it_stands(net, verdict):
    assert judge(qty(net), KCL) is verdict


@pytest.mark.parametrize(
    ("drawn", "verdict"), [("11.0 mL", "reject"), ("10.5 mL", "cannot tell"), ("9.9 mL", "accept")]
)
def test_three_draws_are_rejected_left_open_and_accepted(drawn, verdict):
    net = half_up(expected_mass(qty(drawn), qty("1.088 g/mL")).result, READABILITY).value
    assert judge(net, KCL) == verdict


@pytest.mark.parametrize(
    ("uncertainty", "verifiable"), [("0.181 g", True), ("0.1813 g", True), ("0.1814 g", False)]
)
def test_a_weighing_may_verify_only_with_a_third_of_the_tolerance(uncertainty, verifiable):
    # 5 percent of 10.88 g is 0.544 g, and a third of that 0.18133 g.
    assert (
        band(qty("10.88 g"), FIVE_PERCENT, qty(uncertainty), READABILITY).verifiable is verifiable
    )


def test_exactly_a_third_may_verify():
    assert band(qty("6 g"), FIVE_PERCENT, qty("0.1 g"), READABILITY).verifiable


def test_a_weighing_too_coarse_can_reject_but_never_accept():
    coarse = band(qty("10.88 g"), FIVE_PERCENT, qty("0.3 g"), READABILITY)
    assert judge(qty("10.88 g"), coarse) is Verdict.CANNOT_TELL
    assert judge(qty("12 g"), coarse) is Verdict.REJECT
    assert "another method must verify" in judgement(qty("10.88 g"), coarse).as_text()


def test_a_judgement_can_be_checked_by_hand():
    working = judgement(qty("11.42 g"), KCL)
    assert show(working.result) == "0.54 g"
    assert working.output("verdict") == "cannot tell"
    assert working.told == "error 0.54 g; verdict cannot tell"
    assert "10.88 g ± (0.544 g − 0.11 g) = 10.45 g to 11.31 g" in working.as_text()


def test_a_net_mass_becomes_a_volume():
    working = delivered_volume(qty("10.72 g"), qty("1.088 g/mL"))
    assert working.shown == "9.85 mL"
    assert working.result * qty("1.088 g/mL") == qty("10.72 g")


@pytest.mark.parametrize("uncertainty", ["0.181 g", "0.1813 g"])
def test_a_balance_that_can_verify_is_let_through(uncertainty):
    made = band(qty("10.88 g"), FIVE_PERCENT, qty(uncertainty), READABILITY)
    assert require_verifiable("The draw", made) is made


def test_a_balance_over_a_third_is_refused_with_what_would_do():
    made = band(qty("6 g"), FIVE_PERCENT, qty("0.1001 g"), READABILITY)
    with pytest.raises(TooCoarse) as refusal:
        require_verifiable("The draw", made)
    told = "The draw cannot be verified by weighing: the uncertainty is 0.1001 g, and at most 0.1 g"
    assert told in str(refusal.value)
    assert "another method" in str(refusal.value)


@pytest.mark.parametrize(("uncertainty", "taken"), [("0.049 g", False), ("0.05 g", True)])
def test_an_uncertainty_that_no_balance_of_this_readability_has_is_refused(uncertainty, taken):
    step = {"target": "11 g", "tolerance": "5 %", "readability": "0.1 g"}
    if taken:
        assert weighing_band(uncertainty=uncertainty, **step).shown == "10.5 g"
        return
    with pytest.raises(OutOfRange, match=r"at least half of the readability, 0\.1 g"):
        weighing_band(uncertainty=uncertainty, **step)


@pytest.mark.parametrize(
    ("readability", "span"),
    [("0.001 g", "0.967 g to 1.033 g"), ("0.01 g", "0.97 g to 1.03 g")],
)
def test_a_band_is_told_to_the_last_digit_the_balance_shows(readability, span):
    judged = weighing_verdict(
        net="1 g", target="1 g", tolerance="5 %", uncertainty="0.0166 g", readability=readability
    )
    assert span in [line.result for line in judged.lines]


@pytest.mark.parametrize(("readability", "found"), [("0.1 g", True), ("2 g", False)])
def test_a_balance_that_can_show_no_weight_of_the_band_is_refused(readability, found):
    made = band(qty("11 g"), FIVE_PERCENT, qty("0.01 g"), qty(readability))
    if found:
        assert require_verifiable("The draw", made) is made
        return
    assert judge(qty("11 g"), made) is not Verdict.ACCEPT
    with pytest.raises(OutOfRange, match="readability"):
        require_verifiable("The draw", made)


@pytest.mark.parametrize("readability", ["0 g", "-0.01 g"])
def test_a_balance_that_reads_nothing_makes_no_band(readability):
    with pytest.raises(NotPositive, match="resolution"):
        band(qty("10.88 g"), FIVE_PERCENT, qty("0.11 g"), qty(readability))


def test_a_band_without_tolerance_or_uncertainty_is_refused():
    with pytest.raises(NotPositive, match="tolerance"):
        band(qty("10.88 g"), Decimal(0), qty("0.11 g"), READABILITY)
    with pytest.raises(NotPositive, match="uncertainty"):
        band(qty("10.88 g"), FIVE_PERCENT, qty("0 g"), READABILITY)


def test_a_volume_is_no_net_mass():
    with pytest.raises(WrongUnit, match="net mass"):
        judge(qty("10.88 mL"), KCL)


@given(
    st.decimals(min_value=1, max_value=3000, places=3),
    st.decimals(min_value="0.01", max_value=30, places=3),
)
def test_no_edge_is_ever_rounded_outward(target, uncertainty):
    step = band(qty(target, "g"), FIVE_PERCENT, qty(uncertainty, "g"), READABILITY)
    assert step.low >= qty(target * (1 - FIVE_PERCENT), "g")
    assert step.high <= qty(target * (1 + FIVE_PERCENT), "g")
    assert step.tell_low <= step.accept_low
    assert step.tell_high >= step.accept_high
