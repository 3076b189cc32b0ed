from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.draw import draw_volume
from formulas.errors import NotPositive, RoundedAway
from formulas.quantity import qty, show
from formulas.rounding import down, half_up, measured, up
from formulas.working import Steps

STEPS = st.sampled_from(["0.001 mL", "0.01 mL", "0.1 mL", "0.2 mL", "1 mL", "5 mL"])


@pytest.mark.parametrize(
    ("exact", "step", "rounded", "residual", "told"),
    [
        ("0.649 mL", "0.1 mL", "0.6 mL", "0.049 mL", "dropped 0.049 mL"),
        ("0.65 mL", "0.1 mL", "0.7 mL", "-0.05 mL", "added 0.05 mL"),
        ("0.651 mL", "0.1 mL", "0.7 mL", "-0.049 mL", "added 0.049 mL"),
        ("2.25 mL", "0.1 mL", "2.3 mL", "-0.05 mL", "added 0.05 mL"),
        ("-0.65 mL", "0.1 mL", "-0.7 mL", "0.05 mL", "added 0.05 mL"),
        ("7.3 mL", "0.2 mL", "7.4 mL", "-0.1 mL", "added 0.1 mL"),
        ("1411.4 mL", "5 mL", "1410 mL", "1.4 mL", "dropped 1.4 mL"),
    ],
)
def test_halves_go_up_at_the_step_of_the_device_and_the_rest_is_told(
    exact, step, rounded, residual, told
):
    made = half_up(qty(exact), qty(step))
    assert (show(made.value), show(made.residual)) == (rounded, residual)
    assert made.told == f"half-up to {step} from {exact}; {told}"


@pytest.mark.parametrize(
    ("exact", "coarse"),
    [("0.95 mL", True), ("0.9524 mL", False), ("1.05 mL", False), ("1.06 mL", True)],
)
def test_a_step_that_moves_more_than_a_twentieth_is_too_coarse(exact, coarse):
    assert half_up(qty(exact), qty("1 mL")).coarse is coarse


def test_a_working_warns_of_a_device_too_coarse_for_its_answer():
    drawn = draw_volume(dose="0.6 mg", strength="1 mg/mL", resolution="1 mL")
    assert drawn.shown == "1 mL"
    (words,) = drawn.warnings
    assert words.startswith("Steps of 1 mL are too coarse here: 0.6 mL became 1 mL, more than 5")
    assert not draw_volume(dose="6.4 mg", strength="1 mg/mL", resolution="0.1 mL").warnings


def test_where_nothing_is_dropped_that_is_told():
    assert half_up(qty("0.6 mL"), qty("0.1 mL")).told == "comes out at 0.1 mL; nothing dropped"


def test_a_step_may_be_in_another_unit():
    assert show(half_up(qty("1.2345 g"), qty("10 mg")).value) == "1.23 g"


@pytest.mark.parametrize(
    ("exact", "upward", "downward"),
    [
        ("1.20 g", "1.2 g", "1.2 g"),
        ("1.201 g", "1.21 g", "1.2 g"),
        ("-1.201 g", "-1.2 g", "-1.21 g"),
    ],
)
def test_an_edge_moves_inward_by_less_than_a_step(exact, upward, downward):
    assert show(up(qty(exact), qty("0.01 g"))) == upward
    assert show(down(qty(exact), qty("0.01 g"))) == downward


@pytest.mark.parametrize(
    ("exact", "kept"),
    [("0.049 mL", None), ("0.05 mL", "0.1 mL"), ("0.051 mL", "0.1 mL"), ("0 mL", "0 mL")],
)
def test_what_a_device_rounds_away_to_nothing_is_refused(exact, kept):
    steps = Steps("a draw")
    if kept is None:
        with pytest.raises(RoundedAway, match=r"first volume.*0\.049 mL"):
            steps.answer("first_volume", "", "", qty(exact), resolution=qty("0.1 mL"))
    else:
        assert show(measured(qty(exact), qty("0.1 mL"), "draw").value) == kept
        assert show(steps.answer("draw", "", "", qty(exact), resolution=qty("0.1 mL"))) == kept


@pytest.mark.parametrize("step", ["0 mL", "-0.1 mL"])
@pytest.mark.parametrize("act", [half_up, up, down])
def test_a_device_that_resolves_nothing_is_refused(act, step):
    with pytest.raises(NotPositive, match="resolution"):
        act(qty("1 mL"), qty(step))


@given(st.fractions(min_value=-10000, max_value=10000, max_denominator=9999), STEPS)
def test_rounding_loses_at_most_half_a_step_and_keeps_the_rest(value, step):
    exact = qty(value, "mL")
    made = half_up(exact, qty(step))
    assert made.value + made.residual == exact
    assert abs(made.residual).exact <= qty(step).exact / 2
    assert (made.value.exact / qty(step).exact).denominator == 1
    assert down(exact, qty(step)) <= exact <= up(exact, qty(step))
    assert isinstance(made.value.exact, Fraction)
