"""The band and the verdict as calculations of their own, as a person asks for them."""

import pytest

from formulas.errors import NotPositive, OutOfRange, TooCoarse, WrongUnit
from formulas.weighed_step import weighing_band, weighing_verdict

KCL = {
    "target": "10.88 g",
    "tolerance": "5 percent",
    "uncertainty": "0.11 g",
    "readability": "0.01 g",
}


def test_a_band_is_given_in_grams_whatever_the_masses_were_told_in():
    told = weighing_band(**KCL).told
    assert weighing_band(**{**KCL, "target": "10880 mg", "uncertainty": "110 mg"}).told == told


def test_a_band_shows_the_third_it_was_held_against():
    assert "0.544 g ÷ 3 = 0.1813333333… g" in weighing_band(**KCL).as_text()


@pytest.mark.parametrize(
    ("net", "verdict"),
    [
        ("10.22 g", "reject"), ("10.23 g", "cannot tell"), ("10.24 g", "cannot tell"),
        ("10.44 g", "cannot tell"), ("10.45 g", "accept"), ("11.31 g", "accept"),
        ("11.32 g", "cannot tell"), ("11.53 g", "cannot tell"), ("11.54 g", "reject"),
        ("0 g", "reject"),
    ],
)  # fmt: skip
def test_a_net_weight_is_judged_at_every_edge(net, verdict):
    assert weighing_verdict(net, **KCL).output("verdict") == verdict


def test_the_error_is_told_with_its_sign():
    assert weighing_verdict("10.4 g", **KCL).shown == "-0.48 g"


@pytest.mark.parametrize(
    ("uncertainty", "refused"), [("0.1813 g", False), ("0.1814 g", True), ("0.6 g", True)]
)
def test_a_balance_over_a_third_of_the_tolerance_gets_no_band(uncertainty, refused):
    given = {**KCL, "uncertainty": uncertainty}
    if not refused:
        assert weighing_verdict("10.88 g", **given).output("verdict") == "accept"
        return
    for asked in (lambda: weighing_band(**given), lambda: weighing_verdict("10.88 g", **given)):
        with pytest.raises(TooCoarse, match=r"A step of 10\.88 g ± 5 percent"):
            asked()


@pytest.mark.parametrize(
    ("tolerance", "refused"), [("99 percent", False), ("100 percent", True), ("101 percent", True)]
)
def test_a_tolerance_of_the_whole_is_none(tolerance, refused):
    given = {**KCL, "tolerance": tolerance}
    if refused:
        with pytest.raises(OutOfRange, match="tolerance"):
            weighing_band(**given)
        return
    assert weighing_band(**given).shown == "0.22 g"


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        ("target", "0 g", NotPositive),
        ("target", "10 mL", WrongUnit),
        ("tolerance", "0 percent", NotPositive),
        ("tolerance", "0.5 g", WrongUnit),
        ("uncertainty", "0 g", NotPositive),
        ("readability", "0 g", NotPositive),
    ],
)
def test_a_figure_that_makes_no_band_is_refused(field, text, error):
    with pytest.raises(error, match=field):
        weighing_band(**{**KCL, field: text})


def test_a_net_below_nothing_is_refused():
    with pytest.raises(OutOfRange, match="net"):
        weighing_verdict("-0.01 g", **KCL)
